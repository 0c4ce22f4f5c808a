"""Reads YAML into plain maps, lists and strings that remember where each of them stands in the file."""

import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import yaml

from akg.errors import Fault, Place, add
from akg.spelling import nfc
from akg.text import UNSAFE

DEPTH = 20  # deeper nesting than any record has
SPLITS = 8  # lists within lists that are taken apart where the whole cannot be read
LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ID = re.compile(r"\bid: *[\"']?([a-z0-9-]+)")
_ITEM = re.compile(r"^( *)-(?=[ \n])", re.M)
_LISTS = "(?:entities|relations|sources|kinds|types):"
# The key of a list of records, and the comments before its first item.
_LIST = re.compile(rf"^ *(?:- )?{_LISTS}[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*(?= *-[ \n])", re.M)


class _YamlMark(Protocol):
    """What both parsers of PyYAML call a mark, from 0."""

    @property
    def index(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


Mark = tuple[int, int]  # line and column, from 1


class _Faulty:
    """Stands for a value that cannot be used; no field takes it."""

    def __repr__(self) -> str:
        return "..."


FAULTY = _Faulty()  # why is on record already, so that nobody reports it again


class Map(dict[str, object]):
    """A YAML mapping; `marks` has for each key where it stands and where its value stands."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: dict[str, tuple[Mark, Mark]] = {}

    def put(self, key: str, value: object, marks: tuple[Mark, Mark]) -> None:
        """Set a key, which stands at the first mark, to a value, which stands at the second."""
        self[key] = value
        self.marks[key] = marks


class Seq(list[object]):
    """A YAML list; `marks` has where each item stands."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []

    def add(self, item: object, mark: Mark) -> None:
        """Append an item that stands at the mark."""
        self.append(item)
        self.marks.append(mark)

    def join(self, other: "Seq") -> None:
        """Append the items of another list."""
        self.extend(other)
        self.marks.extend(other.marks)


class Read(NamedTuple):
    """What a file holds: its top-level values (usually one list), its faults, and what was not read."""

    roots: Seq
    faults: list[Fault]
    lost: set[str]  # the ids in what was not read, or where it stood


class _Refused(Exception):
    """YAML that is well formed and still not accepted: an anchor, a tag, too deep a nesting."""

    def __init__(self, code: str, message: str, mark: Mark) -> None:
        self.code, self.message, self.mark = code, message, mark


def offset(mark: _YamlMark | None) -> int:
    """Give how many characters of the text stand before a mark of an event."""
    return mark.index if mark else 0


def read(text: str, file: str) -> Read:
    """Read a whole file; of a list that is not YAML throughout, each item that is.

    Every scalar comes as a string in NFC: the field that it is written in knows how to take it.
    """
    found = _read(UNSAFE.sub(" ", text), 0, file, SPLITS)
    for fault in _unsafe(text, file):
        add(found.faults, fault)
    return found


def _read(text: str, above: int, file: str, splits: int) -> Read:
    """Read a piece of a file that has `above` lines before it: as a whole, or else item by item."""
    builder = _Builder(file, above)
    split = _split(text) if builder.failed(text) and splits else None
    if split is None:
        return builder.found
    found = _read(split.around, above, file, splits - 1)
    first, starts = split.items[0], [item.start() for item in split.items]
    above += text.count("\n", 0, starts[0])
    home = next((s for s in _lists(found.roots) if s.mark == (above + 1, len(first[1]) + 2)), None)
    if home is None:
        home = Seq((above + 1, len(first[1]) + 1))
        if split.in_group:  # without its defaults, and what list it is, the items say nothing
            found.lost.update(_ID.findall(text))
        else:
            found.roots.add(home, home.mark)
    for item, stop in zip(split.items, [*starts[1:], split.end], strict=True):
        if item[1] != first[1]:
            add(found.faults, Fault(Place(file, above + 1, len(item[1]) + 1), "error", "yaml", _MISALIGNED))
        one = _read(text[item.start() : stop], above, file, splits - 1)
        for root in one.roots:
            if isinstance(root, Seq):
                home.join(root)
        for fault in one.faults:
            add(found.faults, fault)
        found.lost.update(one.lost)
        above += text.count("\n", item.start(), stop)
    found.faults.extend(() if found.faults else builder.found.faults)
    return found


class _Split(NamedTuple):
    """A piece of a file taken apart: the items of a list, where the last ends, and what is around them."""

    around: str
    items: list[re.Match[str]]
    end: int
    in_group: bool  # the list stands under a key


def _split(text: str) -> _Split | None:
    """Take apart the outermost list that can be: one of several items, else that of a group."""
    first, group = _ITEM.search(text), _LIST.search(text)
    if first and (group is None or first.start() <= group.start()):
        items = _items(text, first, len(text))
        before = text[: first.start()]
        if len(items) > 1 or before.strip():
            return _Split(before, items, len(text), False)
    first = _ITEM.match(text, group.end()) if group else None
    if first is None:
        return None
    after = re.compile(rf"^ {{0,{len(first[1])}}}(?:with:|{_LISTS})", re.M).search(text, first.end())
    end = after.start() if after else len(text)
    blank = "\n" * text.count("\n", first.start(), end)
    around = f"{text[: first.start()]}{first[1]} []{blank}{text[end:]}"
    return _Split(around, _items(text, first, end), end, True)


def _items(text: str, first: re.Match[str], end: int) -> list[re.Match[str]]:
    """Find the items of a list; what is nested in one is indented by two or more."""
    return [m for m in _ITEM.finditer(text, first.start(), end) if len(m[1]) <= len(first[1]) + 1]


def _lists(node: object) -> Iterator[Seq]:
    if isinstance(node, Seq):
        yield node
    for child in node.values() if isinstance(node, Map) else node if isinstance(node, Seq) else ():
        yield from _lists(child)


class _Frame:
    """A mapping or list that the parse is in."""

    __slots__ = ("flow", "key", "node")

    def __init__(self, node: Map | Seq, flow: bool) -> None:
        self.node, self.flow = node, flow
        self.key: tuple[str, Mark] | None = None  # of a mapping, read and without its value so far


class _Builder:
    """Turns the events of one parse into Map, Seq and str."""

    def __init__(self, file: str, above: int) -> None:
        self.file, self.above = file, above
        self.found = Read(Seq((above + 1, 1)), [], set())
        self._frames: list[_Frame] = []

    def failed(self, text: str) -> bool:
        """Read until the end or the first syntax error, which is recorded; tell whether there was one."""
        try:
            for event in yaml.parse(text, Loader=LOADER):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            message, mark = _explain(error, text)
            opened = self._frames[-1].node.mark if self._frames else None
            self._fault("yaml", message, opened if mark is None and opened else self._mark(mark))
        except _Refused as refused:
            self._fault(refused.code, refused.message, refused.mark)
        else:
            return False
        if self._frames:
            self._drop_unfinished(text)
        return True

    def _drop_unfinished(self, text: str) -> None:
        """Drop the last record, all of which may not have been read."""
        last = self._frames[0].node
        if not isinstance(last, Seq) or not last:
            last = self.found.roots
        last.pop()
        mark = last.marks.pop()
        self.found.lost.update(_ID.findall(text) or [f"{self.file}:{mark[0]}"])

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._frames.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise _Refused("yaml-alias", _NO_ANCHORS, self._mark(event.start_mark))
        elif isinstance(event, yaml.DocumentStartEvent) and self.found.roots:
            raise _Refused("yaml-document", _ONE_DOCUMENT, self._mark(event.start_mark))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        mark = self._mark(event.start_mark)
        self._plain_node(event, mark)
        if len(self._frames) >= DEPTH:
            raise _Refused("yaml-depth", f"nested more than {DEPTH} deep; no record is", mark)
        node = Map(mark) if isinstance(event, yaml.MappingStartEvent) else Seq(mark)
        self._place(node, mark)
        self._frames.append(_Frame(node, bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        mark = self._mark(event.start_mark)
        self._plain_node(event, mark)
        if event.style == '"' and UNSAFE.search(event.value):
            self._fault("control-character", controls(event.value), mark)
            self._place(FAULTY, mark)
        else:
            self._place(nfc(event.value) if event.value or event.style else None, mark)

    def _plain_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, mark: Mark) -> None:
        if event.anchor:
            raise _Refused("yaml-anchor", _NO_ANCHORS, mark)
        if event.tag:
            raise _Refused("yaml-tag", f"the tag {event.tag!r} is not accepted; remove it, or quote it", mark)

    def _place(self, value: object, mark: Mark) -> None:
        """Put a value where the parse stands: at the root, in a list, as a key, or under the key before."""
        if not self._frames:
            if value is not None:
                self.found.roots.add(value, mark)
            return
        frame = self._frames[-1]
        if isinstance(frame.node, Seq):
            if value is None:
                self._fault("no-value", "an empty item; give it a value, or remove the dash", mark)
            frame.node.add(FAULTY if value is None else value, mark)
        elif frame.key is None:
            if not isinstance(value, str):
                raise _Refused("yaml", _NO_KEY, mark)
            frame.key = (value, mark)
        else:
            self._enter(frame.node, *frame.key, value, mark)
            frame.key = None

    def _enter(self, node: Map, key: str, key_mark: Mark, value: object, mark: Mark) -> None:
        if key in node:
            first = node.marks[key][0][0]
            self._fault(
                "duplicate-key", f"{key[:60]!r} is given twice, first in line {first}; keep one", key_mark
            )
        elif value is None:
            self._fault("no-value", _valueless(key, self._frames[-1].flow), key_mark)
        node.put(key, FAULTY if value is None or key in node else value, (key_mark, mark))

    def _mark(self, mark: _YamlMark | None) -> Mark:
        return (self.above + mark.line + 1, mark.column + 1) if mark else (self.above + 1, 1)

    def _fault(self, code: str, message: str, mark: Mark) -> None:
        add(self.found.faults, Fault(Place(self.file, *mark), "error", code, message))


_NO_ANCHORS = (
    "anchors and aliases (& and *) are not accepted; write the value out, or use `with:`, or quote it"
)
_ONE_DOCUMENT = "a second document begins; put all records in one, without '---'"
_MISALIGNED = "the dash is not in line with those of the items before; align it"
_NO_KEY = "a key must be a word; quote the value that the bracket belongs to, or check the brackets"
_QUOTE = (
    "a comma, colon or bracket inside a value breaks the record; quote the value "
    "(in double quotes, if an apostrophe is in it), or close the bracket before"
)
_COLON = (
    "a ': ' that cannot stand here; if it is part of a value, quote the value; "
    "else check the indentation, and the colon of the line before"
)
_BEGINS = "a value cannot begin with this character; quote the value"
_TAB = "a tab; indent with blanks"
_OPEN = "the quotation mark or bracket that opens here is never closed; close it, or quote the value"
_OFF = (
    "the indentation is off, or a quotation mark or bracket is closed too early; align it, or quote the value"
)
# What both parsers say, or where they differ, each.
_EXPLAINED = {
    "mapping values are not allowed": _COLON,
    "expected ',' or": _QUOTE,
    "tab character": _TAB,
    "cannot start any token": _BEGINS,
    "mapping keys are not allowed": _BEGINS,
    "node content": _BEGINS,
    "comment or": _BEGINS,
    "indentation indicators": _BEGINS,
    "escape": "a backslash in double quotes; use single quotes",
    "expected '-' indicator": "the indentation differs from that of the items before; align it",
    "expected key": _OFF,
    "expected <block end>": _OFF,
    "<document start>": "this line belongs to no list; align it, or remove it",
    "could not find expected ':'": "a key without a colon and a value; write key: value, "
    "and a dash before each record",
}


def _explain(error: yaml.MarkedYAMLError, text: str) -> tuple[str, _YamlMark | None]:
    """Word a syntax error, and say where it is: what is not closed, where it opens; None for the last."""
    problem, mark, opened = error.problem or "no YAML", error.problem_mark, error.context_mark
    if opened and mark and not text[mark.index :].strip():
        if "of stream" in problem or "',' or" in problem:
            return _OPEN, opened
        if "node content" in problem and "flow" in (error.context or ""):
            return _OPEN, None
    if mark and text[mark.index : mark.index + 1] == "\t":
        return _TAB, mark
    if "simple key" in (error.context or ""):
        mark = opened
    known = (words for part, words in _EXPLAINED.items() if part in problem)
    return next(known, f"{problem}; check quotes, brackets and indentation"), mark or opened


def _valueless(key: str, flow: bool) -> str:
    remedy = "give it one, or remove the key"
    if flow and ":" in key:
        remedy = "put a blank after the colon"
    elif flow:
        remedy = "if it belongs to the words before the comma, quote them all"
    return f"{key[:60]!r} has no value; {remedy}"


def _unsafe(text: str, file: str) -> Iterator[Fault]:
    """Find the lines that hold characters which must not be there."""
    for number, line in enumerate(text.split("\n") if UNSAFE.search(text) else (), start=1):
        if found := UNSAFE.search(line):
            place = Place(file, number, found.start() + 1)
            yield Fault(place, "error", "control-character", controls(line))


def controls(text: str) -> str:
    """Word which characters a text holds that must not be there."""
    named = ", ".join(sorted({f"U+{ord(c):04X}" for c in UNSAFE.findall(text)}))
    return f"control or direction-changing character {named}; remove it"

"""Plans where in the files of a dataset a new record, or a new claim of a record, is to stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from akg import atomic, commented, edits, files, layout, marked
from akg.edits import Change, Record, Value
from akg.errors import AkgError
from akg.layout import Entry, Group, Node
from akg.model import Entity, Relation
from akg.names import quoted
from akg.text import UNSAFE

# By what a record of a part stands with others: it comes after the last that has the same.
_BESIDE: Mapping[str, str] = {"entities": "kind", "relations": "source"}


class NoRoom(AkgError):
    """A file that a record cannot be added to as it is written."""


class Refused(AkgError):
    """The data would have errors that it does not have now."""

    exit_code = 4


class _Home(NamedTuple):
    """A list that may take the record, and what it gives to all that is in it."""

    list: Group
    given: Mapping[str, Value]


class _File(NamedTuple):
    """A file of the part, as it is."""

    path: Path
    content: bytes
    text: str
    whole: Entry

    def line(self, offset: int) -> int:
        """Give the line, from 0, that a place in the text is in."""
        return self.text.count("\n", 0, offset)

    def is_long(self, entry: Entry) -> bool:
        """Tell whether an entry is on several lines."""
        return "\n" in self.text[entry.begin : entry.end]


class _Spot(NamedTuple):
    """Where a record may stand; the later of two is taken where they are equally good."""

    given: int  # how many keys a group gives it
    beside_like: bool  # whether it comes after a record of its kind or source
    number: int
    file: _File
    home: _Home | None  # None in a file without records
    last: Entry  # what it comes after


def record(folder: Path, part: str, new: Record) -> Change:
    """Plan where a record of a part is to stand; nothing is written.

    That is in the group that gives the most of its evidence, else in the file that has its like: an entity of
    its kind, a relation of its source. There it comes after the last of these, else at the end. A file that
    is missing is begun. Raises Refused where no file is sound YAML, NoRoom where all lists are in brackets.
    """
    paths = files.paths(folder, part)
    if not paths:
        change = edits.change(folder, folder / f"{part}.yaml", None, 0, layout.lines(_listed(new), part))
        return edits.verified(change, new, change.line)
    spots = sorted(_spots(_sound(paths, folder), part, new), key=lambda spot: spot[:3])
    if not spots:
        name = quoted(paths[-1].relative_to(folder).as_posix())
        raise NoRoom(f"{name} is written in brackets, where no line can be added; run: akg fmt")
    file, home, last = spots[-1][3:]
    if home is None:
        own, empty, lines = new, file.whole.value is not None, layout.lines(_listed(new), part)
        blank, at, gone = bool(file.whole.before) and not empty, _begins(file), int(empty)
    else:
        own = _without(new, home.given)
        lines = layout.lines(_listed(own), part, home.list.column)
        blank, at, gone = _is_paragraph(file, home.list, last, lines), file.line(_reach(last)) + 1, 0
    change = edits.change(folder, file.path, file.content, at, [""] * blank + lines, gone)
    return edits.verified(change, own, change.line)


def _sound(paths: Iterable[Path], folder: Path) -> list[_File]:
    """Open the files that are sound YAML. Raises Refused where none is."""
    opened, refused = [], None
    for path in paths:
        try:
            opened.append(_opened(path, folder))
        except Refused as error:
            refused = error
    if refused and not opened:
        raise refused
    return opened


def _opened(path: Path, folder: Path) -> _File:
    """Read a file with its comments. Raises Refused where it is not sound YAML."""
    name = path.relative_to(folder).as_posix()
    try:
        content = files.content(path, folder)
        text = UNSAFE.sub(" ", files.decoded(content))
    except files.Unreadable as unreadable:
        raise Refused(str(unreadable.fault(name))) from None
    if found := [fault for fault in marked.read(text, name).faults if fault.code.startswith("yaml")]:
        raise Refused("\n".join(map(str, found)))
    return _File(path, content, text, commented.read(text))


def _spots(opened: Iterable[_File], part: str, new: Record) -> Iterator[_Spot]:
    number = 0
    for file in opened:
        root = file.whole.value
        if root is None or _is_empty(file):
            yield _Spot(0, False, number, file, None, file.whole)
        for home in _homes(root, part, {}) if isinstance(root, Group) and not root.is_map else ():
            number += 1
            if home.list.column < 0 or any(new.get(key) != value for key, value in home.given.items()):
                continue
            like = [entry for entry in home.list.entries if _is_like(entry, part, new, home.given)]
            yield _Spot(len(home.given), bool(like), number, file, home, [*home.list.entries, *like][-1])


def _is_empty(file: _File) -> bool:
    """Tell whether a file's only value is an empty list, on a line of its own."""
    begin = file.text.rfind("\n", 0, file.whole.begin) + 1
    return file.text[begin:].partition("\n")[0].strip() == "[]"


def _homes(records: Group, part: str, given: Mapping[str, Value]) -> Iterator[_Home]:
    """Give a list of records, and those of the groups in it."""
    yield _Home(records, given)
    for entry in records.entries:
        for inner, more in _group(entry, part, given):
            yield from _homes(inner, part, more)


def _group(entry: Entry, part: str, given: Mapping[str, Value]) -> Iterator[_Home]:
    """Give the list in a group, with what it inherits; nothing for a record."""
    group = entry.value
    if isinstance(group, Group) and isinstance(inner := group.find(part), Group) and not inner.is_map:
        own = _plain(group.find("with") or "")
        more = own if isinstance(own, dict) else {"with": own}
        yield _Home(
            inner, {key: value for key, value in given.items() if key != "at" or "source" not in more} | more
        )


def _is_like(entry: Entry, part: str, new: Record, given: Mapping[str, Value]) -> bool:
    """Tell whether a record is of the same kind or source; a group, whether one in it is."""
    key = _BESIDE.get(part)
    for inner, more in _group(entry, part, given):
        return any(_is_like(one, part, new, more) for one in inner.entries)
    one = _plain(entry.node)
    if key is None or not isinstance(one, dict):
        return False
    claims = one.get("claims")
    bearers = [{**given, **one}, *(claims if isinstance(claims, list) else ())]
    return any(isinstance(bearer, dict) and bearer.get(key) == new.get(key) for bearer in bearers)


def _plain(node: Node) -> Value:
    """Give a node without its comments."""
    if isinstance(node, str):
        return node
    if node.is_map:
        return {entry.key or "": _plain(entry.node) for entry in node.entries}
    return [_plain(entry.node) for entry in node.entries]


def _without(record: Record, given: Mapping[str, Value]) -> Record:
    """Leave out of a record, and of what is claimed in it, the keys that its group gives."""
    kept = {key: value for key, value in record.items() if given.get(key) != value}
    for key in files.NESTED:
        value = kept.get(key)
        if isinstance(value, dict):
            kept[key] = _without(value, given)
        elif isinstance(value, list):
            kept[key] = [_without(one, given) if isinstance(one, dict) else one for one in value]
    return kept


def _listed(record: Record) -> Group:
    return Group(False, [Entry(None, layout.node(record))])


def _reach(entry: Entry) -> int:
    """Give where an entry ends, the comments at its end included."""
    group = entry.value
    if not isinstance(group, Group):
        return entry.end
    return max(entry.end, group.end, _reach(group.entries[-1]) if group.entries else 0)


def _begins(file: _File) -> int:
    """Give the line, from 0, where the records of a file without any begin."""
    if file.whole.value is not None:  # []
        return file.line(file.whole.begin)
    return file.text.count("\n") + (file.text[-1:] not in ("", "\n"))


def _is_paragraph(file: _File, records: Group, last: Entry, lines: Sequence[str]) -> bool:
    """Tell whether a blank line goes before new lines, as it does before what they come after."""
    if file.is_long(last):
        return "" in last.before
    before = next(one for one, two in pairwise([last, *records.entries]) if two is last)
    return last.before == [""] and (len(lines) > 1 or not file.is_long(before))


def claim(folder: Path, record: Entity | Relation, new: Record) -> Change:
    """Plan a further claim of a record; one in the record's own fields becomes the first of a list.

    Raises Refused where the file is not sound YAML, Changed where the record is not there, NoRoom where it is
    not on lines of its own, or in a group that would give the claim what it does not say.
    """
    file, part = _opened(folder / record.where.file, folder), files.part_of(record.where.file)
    home, entry = _found(file, part, record)
    own, line = _own(new, home.given), record.where.line
    claims = entry.node.find("claims") if isinstance(entry.node, Group) else None
    if not isinstance(claims, Group) or claims.column < 0:
        return _anew(folder, file, part, home, entry, own)
    at = file.line(_reach(claims.entries[-1])) + 1
    lines = layout.lines(_listed(own), "claims", claims.column)
    change = edits.change(folder, file.path, file.content, at, lines)
    return edits.verified(change, _with_claim(entry, home.given, own), line, line)


def _anew(folder: Path, file: _File, part: str, home: _Home, entry: Entry, new: Record) -> Change:
    """Write a record anew, with a claim more, in place of its lines. Raises NoRoom."""
    first = file.text.rfind("\n", 0, entry.begin) + 1
    if home.list.column < 0 or file.text[first : entry.begin].strip() != "-":
        where = f"{file.path.relative_to(folder).as_posix()}:{file.line(entry.begin) + 1}"
        raise NoRoom(f"{quoted(where)} is not on lines of its own with a '- ' before; run: akg fmt")
    at, last = file.line(first), file.line(_reach(entry))
    wanted = _with_claim(entry, home.given, new)
    entry.before.clear()  # it stands there already
    lines = layout.lines(Group(False, [entry]), part, home.list.column)
    change = edits.change(folder, file.path, file.content, at, lines, last - at + 1)
    above = next(number for number, text in enumerate(lines) if text.lstrip().startswith("-"))
    change = change._replace(line=change.line + above)
    return edits.verified(change, wanted, change.line, file.line(entry.begin) + 1)


def _found(file: _File, part: str, record: Entity | Relation) -> tuple[_Home, Entry]:
    """Find a record in its file. Raises Changed where it is no longer what it was."""
    if isinstance(record, Entity):
        wanted = {"id": record.id}
    else:
        wanted = {"from": record.src, "type": record.type, "to": record.dst}
    start = sum(len(line) + 1 for line in file.text.split("\n")[: record.where.line - 1])
    root = file.whole.value
    for home in _homes(root, part, {}) if isinstance(root, Group) else ():
        for entry in home.list.entries:
            if entry.begin == start + record.where.column - 1:
                one = _plain(entry.node)
                if isinstance(one, dict) and one | wanted == one:
                    return home, entry
    raise atomic.Changed(file.path)


def _own(new: Record, given: Mapping[str, Value]) -> Record:
    """Leave out of a claim what its group gives. Raises NoRoom where that gives more than it says."""
    elsewhere = new.get("source") != given.get("source")
    for key in given:
        if key not in new and not (key == "at" and elsewhere):
            raise NoRoom(f"the group that the record is in gives {key!r} to every claim; give --{key}")
    return _without(new, given)


def _with_claim(entry: Entry, given: Mapping[str, Value], new: Record) -> Record:
    """Add a claim to a record, whose own, where it has one, becomes the first of the list; give it plain."""
    record = entry.node
    if isinstance(record, Group):
        claims = record.find("claims")
        if not isinstance(claims, Group):
            moved = _moved(record, given)
            claims = Group(False, [Entry(None, Group(True, moved))] if moved else [])
            record.entries.append(Entry("claims", claims))
        claims.entries.append(Entry(None, layout.node(new)))
    plain = _plain(record)
    return plain if isinstance(plain, dict) else {}


def _moved(record: Group, given: Mapping[str, Value]) -> list[Entry]:
    """Take the claim out of a record's own fields; where a group gives it all, tell its place."""
    moved = [entry for entry in record.entries if entry.key in layout.KEYS["with"]]
    record.entries = [entry for entry in record.entries if entry.key not in layout.KEYS["with"]]
    told = [key for key in ("at", "source") if key in given][:1]
    return moved or [Entry(key, layout.node(given[key])) for key in told]

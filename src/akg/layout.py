"""Lays records out as text in the one canonical way: which keys in which order, what on a line of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from akg import scalars
from akg.scalars import WIDTH

INDENT = 2
_WHEN = ("date", "text", "place")
_EVIDENCE = ("by", "stance", "via", "hedge", "said", "source", "at")
# Not the order of the schema's fields, where what all records share comes first; a test compares the keys.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "entities": (
        "id", "kind", "name", "aliases", "ids", *_EVIDENCE, "summary", "note", "meant", "born", "died",
        "figures", *_WHEN, "parties", "claims",
    ),
    "relations": ("from", "type", "to", "id", "role", "about", *_WHEN, *_EVIDENCE, "note", "meant", "claims"),
    "sources": ("id", "title", "author", "publisher", "date", "url", "kind", "note", "meant"),
    "kinds": ("id", "label", "plural", "description"),
    "types": (
        "id", "label", "inverse", "symmetric", "inverse_of", "shape", "from", "to", "description", "serious",
    ),
    "chains": ("id", "implies", "chain", "description"),
    "aliases": ("name", "lang", *_EVIDENCE, "claims"),
    "claims": (*_WHEN, *_EVIDENCE, "note", "set_aside"),
    "figures": ("what", "value", "date", "text", *_EVIDENCE, "note", "claims"),
    "parties": ("who", "text", "count", "of", "type", "role", "note"),
    "with": _EVIDENCE,
    "by": ("unnamed", "of"),
    "vocabulary": ("kinds", "types", "chains"),
})  # fmt: skip
_SAME_KEYS: Mapping[str, str] = MappingProxyType({"born": "claims", "died": "claims", "via": "by"})
RECORDS = frozenset({"entities", "relations", "sources", "kinds", "types", "chains"})
_A_LINE_EACH = RECORDS | {"claims", "figures", "parties"}  # of such a list every item
_EMPTY = ("[]", "{}")
_LONG_WINDED = "summary"  # a record that has one is more than a line


@dataclass(slots=True)
class Entry:
    """A key of a map with its value, an item of a list, or all that a file holds, and its comments.

    What is "" in `before` is a blank line.
    """

    key: str | None = None
    value: "Node | None" = None
    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    begin: int = 0  # where it begins in the text that it was read from, without its dash
    end: int = 0  # and where its last word ends there

    @property
    def node(self) -> "Node":
        """The value, which every entry has once it is read."""
        return "" if self.value is None else self.value


@dataclass(slots=True)
class Group:
    """A map or a list; `after` are the comments behind its last entry."""

    is_map: bool
    entries: list[Entry] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    column: int = -1  # of its keys or dashes in the text that it was read from; -1 where it was in brackets
    end: int = 0  # where the last comment of `after` ends there

    def find(self, key: str) -> "Node | None":
        """Give the value of a key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Node = str | Group
Value = str | list["Value"] | dict[str, "Value"]  # a node without its comments
Record = dict[str, Value]


def node(value: object) -> Node:
    """Make a node, without comments, of maps, lists and strings."""
    if isinstance(value, Mapping):
        return Group(True, [Entry(key, node(one)) for key, one in value.items()])
    if isinstance(value, list):
        return Group(False, [Entry(None, node(one)) for one in value])
    return str(value)


def plain(node: Node) -> Value:
    """Give a node without its comments; `node` is the other way."""
    if isinstance(node, str):
        return node
    return record(node) if node.is_map else [plain(entry.node) for entry in node.entries]


def record(group: Group) -> Record:
    """Give a map without its comments."""
    return {entry.key or "": plain(entry.node) for entry in group.entries}


def lines(value: Node, what: str, indent: int = 0) -> list[str]:
    """Lay out a value as lines that are indented; `what` is the key that it stands under, or the part."""
    if isinstance(value, str):
        return [" " * indent + scalars.short(value)]
    if not value.entries:
        return [" " * indent + _EMPTY[value.is_map], *_comments(value.after, indent, True)]
    # A blank line is the curator's between records; within one there are none.
    blanks = (what in RECORDS and not value.is_map) or what == "vocabulary"
    made: list[str] = []
    for entry in _ordered(value, what):
        _lift(entry, what)
        made += _comments(entry.before, indent, blanks)
        made += _entry(entry, what if entry.key is None else entry.key, indent)
    return made + _comments(value.after, indent, blanks)


def _comments(texts: Iterable[str], indent: int, blanks: bool = False) -> list[str]:
    made: list[str] = []
    for text in texts:
        if text or (blanks and made[-1:] != [""]):
            made.append(" " * indent + text if text else "")
    return made


def _entry(entry: Entry, what: str, indent: int) -> list[str]:
    """Lay out a key with its value, or an item with its dash: on one line, else over several."""
    head = " " * indent + ("-" if entry.key is None else f"{scalars.short(entry.key)}:")
    *above, beside = ["", *entry.beside] if entry.beside else [""]
    above = _comments(above, indent)
    tail = f"  {beside}" if beside else ""
    short, value = _inline(entry.node, what), entry.node
    if short is not None and len(head) + 1 + len(short) <= WIDTH:
        return [*above, f"{head} {short}{tail}"]
    if isinstance(value, str):
        first, *rest = scalars.long(value, indent + INDENT) or [scalars.short(value)]
        return [*above, f"{head} {first}{tail}", *rest]
    below = lines(value, what, indent + INDENT)
    if entry.key is not None:
        return [*above, head + tail, *below]
    # The dash stands before the first key; what comments on the whole stands above.
    begin = next(number for number, line in enumerate(below) if line.lstrip(" ")[:1] not in ("", "#"))
    above += _comments([*filter(None, [beside]), *(line.strip() for line in below[:begin])], indent)
    return [*above, f"{head} {below[begin][indent + INDENT :]}", *below[begin + 1 :]]


def _lift(item: Entry, what: str) -> None:
    """Move the comments before the first key of an item to where they can stand: above its dash."""
    first = item
    while first.key is None and isinstance(first.value, Group) and first.value.entries:
        first = _ordered(first.value, what)[0]
        item.before += filter(None, first.before)
        first.before.clear()


def _inline(value: Node, what: str, *, braces: bool = False) -> str | None:
    """Write a value on one line; None where it holds comments, or what is to stand on lines of its own."""
    if isinstance(value, str):
        return None if "\n" in value else scalars.short(value, braces=braces)
    if not value.entries:
        return _EMPTY[value.is_map]
    if _is_commented(value) or _wants_lines(value, what):
        return None
    parts = []
    for entry in _ordered(value, what):
        part = _inline(entry.node, what if entry.key is None else entry.key, braces=True)
        if part is None:
            return None
        parts.append(part if entry.key is None else f"{scalars.short(entry.key, braces=True)}: {part}")
    return f"{{{', '.join(parts)}}}" if value.is_map else f"[{', '.join(parts)}]"


def _is_commented(group: Group) -> bool:
    return bool(group.after) or any(any(entry.before) or entry.beside for entry in group.entries)


def _wants_lines(group: Group, what: str) -> bool:
    """Say whether something has lines of its own even where it would fit on one."""
    if not group.is_map:
        return what in _A_LINE_EACH or what in ("born", "died")
    return _is_group(group, what) or any(entry.key == _LONG_WINDED for entry in group.entries)


def _is_group(group: Group, what: str) -> bool:
    return what in RECORDS and any(entry.key in ("with", what) for entry in group.entries)


def _ordered(group: Group, what: str) -> list[Entry]:
    """Sort the keys of a record; those that it should not have come last, in their order."""
    if not group.is_map:
        return group.entries
    keys = KEYS.get(_SAME_KEYS.get(what, what), ())
    if _is_group(group, what):
        keys = ("with", what)
    place = {key: number for number, key in enumerate(keys)}
    return sorted(group.entries, key=lambda entry: place.get(entry.key or "", len(keys)))

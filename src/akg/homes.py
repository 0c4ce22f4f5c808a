"""Finds the lists of a file that records stand in, each with what its group gives to them."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from akg import commented, files, layout
from akg.errors import AkgError, Fault
from akg.layout import Entry, Group, Record, Value
from akg.text import UNSAFE


class NoRoom(AkgError):
    """A file that nothing can be added to as it is written."""


class Unsound(AkgError):
    """A file that is not sound YAML, so that nobody can say where in it something would stand."""

    exit_code = 4

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))


class File(NamedTuple):
    """A file of a dataset, as it is; one that is to be made has no content."""

    path: Path
    content: bytes | None
    text: str
    whole: Entry

    def line(self, offset: int) -> int:
        """Give the line, from 0, that a place in the text is in."""
        return self.text.count("\n", 0, offset)

    def is_long(self, entry: Entry) -> bool:
        """Tell whether an entry is on several lines."""
        return "\n" in self.text[entry.begin : entry.end]


class Home(NamedTuple):
    """A list of records, and what it gives to every claim in it."""

    list: Group
    given: Mapping[str, Value]


def opened(path: Path, folder: Path) -> File:
    """Read a file with its comments. Raises Unsound; what its records lack is no hindrance."""
    content, text, part = files.opened(path, folder)
    if found := [fault for fault in part.faults if fault.code.startswith(("file", "yaml"))]:
        raise Unsound(found)
    text = UNSAFE.sub(" ", text)  # a fault of its own, at which the parser would stop
    return File(path, content, text, commented.read(text))


def of(file: File, part: str) -> Iterator[Home]:
    """Give the lists of records in a file, an outer one before those of the groups in it; often just one."""
    root = file.whole.value
    if isinstance(root, Group) and not root.is_map:
        yield from _all(Home(root, {}), part)


def _all(home: Home, part: str) -> Iterator[Home]:
    yield home
    for entry in home.list.entries:
        if inner := within(entry, home, part):
            yield from _all(inner, part)


def within(entry: Entry, home: Home, part: str) -> Home | None:
    """Give the list in a group, with what it inherits; None for a record."""
    group = entry.value
    inner = group.find(part) if isinstance(group, Group) else None
    if not isinstance(group, Group) or not isinstance(inner, Group) or inner.is_map:
        return None
    own = layout.plain(group.find("with") or "")
    given = own if isinstance(own, dict) else {"with": own}
    return Home(inner, inherited(home.given, given) | given)


def inherited(given: Mapping[str, Value], own: Mapping[str, Value]) -> Record:
    """Give what comes down to something that says this itself; a locator belongs to its source."""
    return {key: one for key, one in given.items() if key != "at" or "source" not in own}


def without(record: Record, given: Mapping[str, Value]) -> Record:
    """Leave out of a record, and of what is claimed in it, the keys that its list gives."""
    kept = {key: value for key, value in record.items() if given.get(key) != value}
    for key in files.NESTED:
        value = kept.get(key)
        if isinstance(value, dict):
            kept[key] = without(value, given)
        elif isinstance(value, list):
            kept[key] = [without(one, given) if isinstance(one, dict) else one for one in value]
    return kept


def reach(entry: Entry) -> int:
    """Give where in the text an entry ends, the comments at its end included."""
    group = entry.value
    if not isinstance(group, Group):
        return entry.end
    return max(entry.end, group.end, reach(group.entries[-1]) if group.entries else 0)

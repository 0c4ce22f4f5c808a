"""Checks a dataset as a change would make it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from akg import checks, edits, files, loader
from akg.edits import Change
from akg.errors import Fault
from akg.marked import Map, Mark, Seq

_SOMEWHERE = re.compile(r"(\.(?:yaml|jsonl)):[0-9]+(:[0-9]+)?")


def faults(folder: Path, change: Change, known: Iterable[Fault]) -> list[Fault]:
    """Give the faults of the dataset as it would be that are not known already, in order."""
    left = Counter(map(_bare, known))
    lines = range(change.line, change.line + len(change.lines))
    fresh = []
    # Of two alike the one in the new lines is the new one, so it comes last.
    for fault in sorted(_checked(folder, change), key=lambda fault: _is_in(fault, change, lines)):
        if left[_bare(fault)]:
            left[_bare(fault)] -= 1
        else:
            fresh.append(fault)
    return sorted(fresh)


def _checked(folder: Path, change: Change) -> tuple[Fault, ...]:
    """Check a copy of the dataset in which the change is made: so it is read just as it would be."""
    with TemporaryDirectory(prefix="akg-") as copy:
        for path in {*files.every(folder), change.path}:
            there = Path(copy, path.relative_to(folder))
            there.parent.mkdir(exist_ok=True)
            there.write_bytes(change.new if path == change.path else _content(path, folder))
        return checks.run(loader.load(Path(copy)))


def _is_in(fault: Fault, change: Change, lines: range) -> bool:
    return fault.place.file == change.file and fault.place.line in lines


def _content(path: Path, folder: Path) -> bytes:
    try:
        return files.content(path, folder)
    except files.Unreadable:
        return b"\xff"  # what cannot be read here is not to be read there


def _bare(fault: Fault) -> tuple[str, str, str]:
    """Give what a fault is known by: its file and what it says, without places, which the change may move."""
    message = "" if fault.code == "file" else _SOMEWHERE.sub(r"\1", fault.message)
    return fault.place.file, fault.code, message


def key_of(change: Change, fault: Fault) -> str | None:
    """Name the key of what is new that a fault is at; "" for the whole of it, None for what is elsewhere."""
    new = edits.record(change)
    here = fault.place.line, fault.place.column
    if new is None or fault.place.file != change.file:
        return None
    keys = {mark: _named(path) for mark, path in _marks(new, (new.mark,), ())}
    return "" if here == new.mark else keys.get(here)


def _named(path: tuple[str, ...]) -> str:
    return path[-1] if path[:1] == ("claims",) else path[0] if path else ""


def _marks(
    value: object, marks: Iterable[Mark], path: tuple[str, ...]
) -> Iterator[tuple[Mark, tuple[str, ...]]]:
    """Give all places in a record with the keys that lead there."""
    for mark in marks:
        yield mark, path
    if isinstance(value, Map):
        for key, inner in value.items():
            yield from _marks(inner, value.marks[key], (*path, key))
    elif isinstance(value, Seq):
        for inner, mark in zip(value, value.marks, strict=True):
            yield from _marks(inner, (mark,), path)

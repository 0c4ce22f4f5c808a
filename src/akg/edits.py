"""Changes lines of a file of a dataset: all else stays, and the outcome is checked before it is written."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from akg import checks, files, loader, marked
from akg.errors import AkgError, Fault
from akg.marked import Map, Mark, Seq
from akg.names import quoted
from akg.spelling import nfc

Value = str | list["Value"] | dict[str, "Value"]
Record = dict[str, Value]
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_SOMEWHERE = re.compile(r"(\.yaml):[0-9]+(:[0-9]+)?")


class NotReadBack(AkgError):
    """The file would not be read as it is meant: a mistake of akg."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{quoted(file)} is left as it is: it would not be read as meant; please report this"
        )


class Change(NamedTuple):
    """What is to be written: which file holds what, and where in it the new lines are."""

    path: Path
    file: str
    old: bytes | None
    new: bytes
    line: int  # of the record, from 1
    lines: tuple[str, ...]  # as they are in the file

    @property
    def place(self) -> str:
        """The place of the record, as a fault would name it."""
        return f"{self.file}:{self.line}"


def change(folder: Path, path: Path, old: bytes | None, at: int, lines: list[str], gone: int = 0) -> Change:
    """Put lines into a file before line `at` (from 0), in place of so many; all else stays byte by byte."""
    content = (old or b"").removeprefix(codecs.BOM_UTF8)
    before = _LINE.findall(content)
    end = next((line[len(line.rstrip(b"\r\n")) :] for line in before[:1]), b"") or b"\n"
    if at == len(before) and before and before[-1][-1:] not in (b"\r", b"\n"):
        before[-1] += end
    made = [line.encode() + end for line in lines]
    mark = (old or b"")[: len(old or b"") - len(content)]
    new = mark + b"".join([*before[:at], *made, *before[at + gone :]])
    name, blank = path.relative_to(folder).as_posix(), lines[0] == ""
    return Change(path, name, old, new, at + 1 + blank, tuple(lines[blank:]))


def verified(change: Change, wanted: Record, line: int, was_line: int | None = None) -> Change:
    """Give the change if the record in a line reads as wanted, and all else as before. Raises NotReadBack.

    `was_line` is where the record stood, if it is not new.
    """
    was, now = _roots(change.old or b""), _roots(change.new)
    if was_line is not None:
        _take(was, was_line)
    found = _take(now, line)
    if found != _composed(wanted) or [root for root in now if root] != [root for root in was if root]:
        raise NotReadBack(change.file)
    return change


def _roots(content: bytes) -> Seq:
    return marked.read(files.decoded(content), "").roots


def _take(node: object, line: int) -> Map | None:
    """Take the record that begins in a line out of the list that it is in."""
    if isinstance(node, Seq):
        for number, item in enumerate(node):
            if isinstance(item, Map) and item.mark[0] == line:
                del node[number]
                return item
    inner = node.values() if isinstance(node, Map) else node if isinstance(node, Seq) else ()
    return next((found for one in inner if (found := _take(one, line)) is not None), None)


def _composed(value: Value) -> Value:
    """Give a value as it is read: its texts in NFC."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_composed(one) for one in value]
    return {key: _composed(one) for key, one in value.items()}


def key_of(change: Change, fault: Fault) -> str | None:
    """Name the key of what is new that a fault is at; "" for the whole of it, None for what is elsewhere."""
    new = _take(_roots(change.new), change.line)
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


def faults(folder: Path, change: Change, known: Iterable[Fault]) -> list[Fault]:
    """Check the dataset as it would be, and give the faults that are not known already.

    Places in messages are not compared: the change may move them.
    """
    with TemporaryDirectory(prefix="akg-") as copy:
        for path in {*files.every(folder), change.path}:
            there = Path(copy, path.relative_to(folder))
            there.parent.mkdir(exist_ok=True)
            there.write_bytes(change.new if path == change.path else _content(path, folder))
        found = checks.run(loader.load(Path(copy)))
    left = Counter(map(_bare, known))
    span = range(change.line, change.line + len(change.lines))
    fresh = []
    for fault in sorted(
        found, key=lambda fault: fault.place.file == change.file and fault.place.line in span
    ):
        if left[_bare(fault)]:
            left[_bare(fault)] -= 1
        else:
            fresh.append(fault)
    return sorted(fresh)


def _content(path: Path, folder: Path) -> bytes:
    try:
        return files.content(path, folder)
    except files.Unreadable:
        return b"\xff"  # what cannot be read here is not to be read there


def _bare(fault: Fault) -> tuple[str, str, str]:
    message = "" if fault.code == "file" else _SOMEWHERE.sub(r"\1", fault.message)
    return fault.place.file, fault.code, message

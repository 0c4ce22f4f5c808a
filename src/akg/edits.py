"""Changes lines of a file of a dataset; all else in it stays."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

from akg import files, marked
from akg.errors import AkgError
from akg.layout import Record, Value
from akg.marked import Map, Seq
from akg.names import quoted
from akg.spelling import nfc

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


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


def composed(record: Record) -> Record:
    """Give a record as it is read, and so written: its texts in NFC."""
    return {key: _composed(one) for key, one in record.items()}


def _composed(value: Value) -> Value:
    if isinstance(value, str):
        return nfc(value)
    return [_composed(one) for one in value] if isinstance(value, list) else composed(value)


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
    if found != wanted or [root for root in now if root] != [root for root in was if root]:
        raise NotReadBack(change.file)
    return change


def record(change: Change) -> Map | None:
    """Give the record that a change writes, with its places; None where no record begins in its line."""
    return _take(_roots(change.new), change.line)


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

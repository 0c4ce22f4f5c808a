"""Writes the files of an import, all of them or none, and the rows that gave nothing beside them."""

import csv
import io
import json
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from akg import atomic
from akg.errors import AkgError
from akg.names import quoted
from akg.tables import onfile
from akg.tables.cast import Member
from akg.tables.statements import Record, Statements
from akg.tables.tabular import Row

_JSON = json.JSONEncoder(ensure_ascii=False)
PARTS = ("vocabulary", "sources", "entities", "relations")


class Taken(AkgError):
    """A file of that name is there, and no earlier import of the same source wrote it."""


class Rejects:
    """The rows that gave nothing, as they stand, each with its line and the reason, in a file of CSV.

    Its columns are those of the table behind two of its own, so that it can be mended and imported like the
    table. It is there when a `with` block has ended well in which there were such rows, else it is not.
    """

    def __init__(self, path: Path | None, head: Sequence[str]) -> None:
        """Without a path nothing is written."""
        self._path, self._head = path, head
        self._stack = ExitStack()
        self._out: BinaryIO | None = None

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(self, *raised: Any) -> None:
        self._stack.__exit__(*raised)
        if self._path and not self._out and raised[0] is None:
            _removed(self._path)  # those of an earlier import
        if self._path:
            _removed(self._path.parent)  # a folder where nothing came to be, now that its last file is gone

    def add(self, row: Row, why: str) -> None:
        """Write a row."""
        if self._path is None:
            return
        if self._out is None:
            self._out = self._stack.enter_context(atomic.writing(self._path))
            self._out.write(_separated(["line", "reason", *(self._head or ["row"])]))
        self._out.write(_separated([str(row.line), why, *row.cells]))


def _separated(cells: Sequence[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode("utf-8", "surrogateescape")  # bytes that are no text too, as they were


def rejects(folder: Path, name: str) -> Path:
    """Give the file of the rows that gave nothing: in the dataset, for the table may lie where none writes.

    It ends in .csv, so that it is not read as data.
    """
    return folder / f"{name}.rejected.csv"


def check(folder: Path, name: str, source: str) -> None:
    """Raise Taken where files stand in the way that no import of this source has written."""
    relations = onfile.path(folder, "relations", name)
    first = next(onfile.lines(relations), {}) if relations.is_file() else {}
    claims = first.get("claims")
    one = claims[0] if isinstance(claims, list) and claims and isinstance(claims[0], dict) else first
    if one.get("source") == source:
        return
    for part in PARTS[1:]:
        if (path := onfile.path(folder, part, name)).exists():
            raise Taken(
                f"{quoted(str(path))} is there and not of an import of {source!r}; give another --name"
            )


def write(
    folder: Path,
    name: str,
    source: Mapping[str, str],
    found: Statements,
    records: Iterable[Record],
    *,
    dry_run: bool,
) -> list[Path]:
    """Write what an import gives; gives the files, in the order of PARTS. An earlier import is replaced.

    A vocabulary that an earlier one wrote stays, since labels are mended there: what it lacks goes into
    another file. Of a source that is an id alone no file is written. Raises Nothing where no row gives
    anything; then, as with every error, all stays as it is. A dry run only reads all rows.
    """
    if dry_run:
        deque(records, maxlen=0)
        return []
    paths = {part: onfile.path(folder, part, name) for part in PARTS}
    written = [paths["entities"], paths["relations"]]
    with _Files(folder) as files:
        files.write(paths["relations"], map(_line, records))  # what is entered first appears last
        if not found.relations:
            raise Nothing
        entities = (_entity(member, found.source) for member in found.cast.new.values())
        files.write(paths["entities"], map(_line, entities))
        if len(source) > 1:
            files.write(paths["sources"], [_line(source)])
            written.insert(0, paths["sources"])
        if words := found.words.rows():
            vocabulary = _free(paths["vocabulary"])
            files.write(vocabulary, (f"{line}\n".encode() for line in words))
            written.insert(0, vocabulary)
    if len(source) == 1:
        _removed(paths["sources"])
    return written


class Nothing(AkgError):
    """No row gives a relation."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__("no row gives a relation; nothing was written")


class _Files:
    """Files that all appear when a `with` block has ended well; else none does, and no folder is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undo, self._stack = ExitStack(), ExitStack()

    def __enter__(self) -> "_Files":
        return self

    def __exit__(self, *raised: Any) -> None:
        with self._undo:
            self._stack.__exit__(*raised)
            if raised[0] is None:
                self._undo.pop_all()

    def write(self, path: Path, lines: Iterable[bytes]) -> None:
        """Write a file, and make the folder that it is in."""
        for above in (self._folder, path.parent):
            if not above.exists():
                atomic.make(above)
                self._undo.callback(_removed, above)
        self._stack.enter_context(atomic.writing(atomic.inside(path, self._folder))).writelines(lines)


def _removed(path: Path) -> None:
    """Remove a file, or a folder if it is empty."""
    with suppress(OSError):
        path.rmdir() if path.is_dir() else path.unlink()


def _free(path: Path) -> Path:
    """Give the first path that is free: this one, else with a number behind its name."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _entity(member: Member, source: str) -> Record:
    made: Record = {"id": member.id, "kind": member.kind, "name": member.name}
    if member.kind == "event":  # which has to say where it is found
        made |= {"source": source, "at": f"row {member.line}"}
    return made


def _line(record: Mapping[str, object]) -> bytes:
    return f"{_JSON.encode(record)}\n".encode()

"""Reads tables in CSV, TSV and JSON Lines row by row, each with the line that it begins in."""

import csv
import io
import json
import os
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO, Literal, NamedTuple

from akg.errors import AkgError

LONGEST = 16 * 2**20  # characters of a line
WIDEST = 2**20  # characters of a cell; a quote that nobody closes would else take in the whole file
UNCLOSED = 1_000  # rows that cannot be taken apart, at which the file is taken for something else
_ENDINGS = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

Kind = Literal["csv", "tsv", "jsonl"]


class BadTable(AkgError):
    """A file that cannot be read as the table that it is said to be."""


class Form(NamedTuple):
    """How a table is written."""

    kind: Kind = "csv"
    delimiter: str = ","
    quotes: bool = True  # whether a quotation mark at the beginning of a cell encloses it
    encoding: str = "utf-8"


class Row(NamedTuple):
    """A row of a table, and the line that it begins in, from 1, as an editor counts them."""

    line: int
    cells: Sequence[str]  # of a row in JSON, and of one with a fault, its text alone
    keyed: dict[str, object] | None = None  # of a row in JSON: numbers as the text that stands there
    fault: str = ""  # why it cannot be taken apart


def kind(name: str) -> Kind | None:
    """Tell what a file is by the ending of its name; None where that does not say.

    >>> kind("actors.TSV"), kind("actors.txt")
    ('tsv', None)
    """
    found = _ENDINGS.get(os.path.splitext(name.lower())[1])
    return "jsonl" if found == "jsonl" else "tsv" if found == "tsv" else "csv" if found else None


def rows(stream: BinaryIO, form: Form) -> Iterator[Row]:
    r"""Read the rows of a table, that with the names of its columns like any other; blank lines are none.

    A row that cannot be taken apart says why, and costs its first line alone. Raises BadTable for what is no
    such table: another encoding, a line without end, too many quotation marks that nobody closes.
    >>> [tuple(row[:2]) for row in rows(io.BytesIO(b'a,"b\n c"\n\nd,e\n'), Form())]
    [(1, ['a', 'b\n c']), (4, ['d', 'e'])]
    """
    text = _text(stream, form.encoding)
    lines = _Lines(text, form.encoding)
    try:
        yield from _in_json(lines) if form.kind == "jsonl" else _separated(lines, form)
    finally:
        with suppress(ValueError):  # the stream has been closed
            text.detach()  # else the stream, which is not ours, would be closed with it


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Decode a stream, its line ends as they are; bytes that are no text become lone surrogates."""
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    utf_8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    if utf_8 and isinstance(buffered, io.BufferedReader) and buffered.peek(2)[:2] in _UTF_16:
        raise BadTable("the file is UTF-16; give --encoding utf-16, or save it as UTF-8")
    try:
        return io.TextIOWrapper(buffered, "utf-8-sig" if utf_8 else encoding, "surrogateescape", newline="")
    except LookupError:
        raise BadTable(
            f"--encoding: {encoding!r} is unknown; write a name such as utf-8, cp1252, latin-1"
        ) from None


class _Lines:
    """The lines of a text, counted; those taken last can be given back."""

    def __init__(self, text: io.TextIOWrapper, encoding: str) -> None:
        self._text, self._encoding = text, encoding
        self._again: deque[str] = deque()
        self.number = 0  # of the line taken last
        self.taken: list[str] = []  # since this was emptied

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def _read(self) -> str:
        try:
            line = self._text.readline(LONGEST)
        except UnicodeError:
            raise BadTable(
                f"line {self.number + 1} is not {self._encoding}; give another --encoding"
            ) from None
        if len(line) == LONGEST and line[-1] not in "\r\n":
            raise BadTable(
                f"line {self.number + 1} has more than {LONGEST >> 20} Mi characters; is this a table?"
            )
        return line

    def give_back(self) -> str:
        """Give what was taken back but for its first line, which is returned."""
        first, *rest = self.taken
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        return first


def _separated(lines: _Lines, form: Form) -> Iterator[Row]:
    # Strict: a quote within a cell that begins with one would else be dropped without a word.
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if form.quotes else csv.QUOTE_NONE
    reader = csv.reader(lines, delimiter=form.delimiter, quoting=quoting, strict=True)
    csv.field_size_limit(WIDEST)
    faulty = 0
    while True:
        lines.taken.clear()
        begin = lines.number + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            faulty += 1
            if faulty > UNCLOSED:
                raise BadTable(
                    f"line {begin}: more than {UNCLOSED:,} rows cannot be taken apart; "
                    "where quotation marks are plain text, give --no-quotes"
                ) from None
            yield Row(begin, [lines.give_back().rstrip("\r\n")], fault=_worded(error))
            continue
        if cells is None:
            return
        if cells:
            yield Row(begin, cells)


def _worded(error: csv.Error) -> str:
    if "larger" in str(error):
        return f"a cell of more than {WIDEST >> 20} Mi characters, or a quotation mark that nobody closes"
    return 'a quotation mark out of place; write "" for one in quotes, or give --no-quotes'


def _in_json(lines: _Lines) -> Iterator[Row]:
    for line in lines:
        lines.taken.clear()
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        try:
            read = json.loads(
                text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_keyed
            )
        except _Twice as twice:
            yield Row(lines.number, [text], fault=f"the key {twice.key!r} stands twice; keep one")
        except (ValueError, RecursionError):
            yield Row(lines.number, [text], fault="no JSON; write one object a line")
        else:
            fault = "" if isinstance(read, dict) else "no object; write one object a line"
            yield Row(lines.number, [text], read if isinstance(read, dict) else None, fault)


class _Twice(Exception):
    """A key that stands twice in an object, of which Python would drop the first."""

    def __init__(self, key: str) -> None:
        self.key = key


def _keyed(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _Twice(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return made

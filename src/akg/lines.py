"""Reads JSON Lines into plain maps, lists and strings that remember where each of them stands in the file."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from akg.errors import Fault, Place, add
from akg.marked import DEPTH, FAULTY, Map, Read, Seq, controls
from akg.spelling import nfc
from akg.text import UNSAFE

LONGEST = 2**20  # bytes of a line; no record needs more
_GROUPS = frozenset({"with", "entities", "relations", "sources"})  # what makes a group of a record in YAML
_BLANK = re.compile(r"[ \t]*")
_PLAIN = re.compile(r'"([^"\\\t]*)"')
_WORD = re.compile(
    r"(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)(?=[ \t,\]}]|\Z)"
)
_ID = re.compile(r'"id"\s*:\s*"([^"\\]+)"')
_DECODER = json.JSONDecoder()


class _Broken(Exception):
    """A line that is not JSON, or is and still not accepted, and where in it."""

    def __init__(self, code: str, message: str, at: int) -> None:
        self.code, self.message, self.at = code, message, at


def read(content: Iterable[bytes], file: str) -> Read:
    """Read the lines of a file, of which each holds one record or nothing; a broken one costs itself alone.

    Every scalar comes as a string in NFC, numbers as the text that stands there, as `marked.read` gives it.
    """
    found, records = Read(Seq((1, 1)), [], set()), Seq((1, 1))
    found.roots.add(records, records.mark)
    for number, line in enumerate(content, start=1):
        one = record(line, number, file, found)
        if one is not None:
            records.add(one, one.mark)
    return found


def of(stream: BinaryIO) -> Iterator[bytes]:
    """Give the lines of an open file; of one that is too long no more than shows that it is."""
    while line := stream.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = stream.readline(LONGEST + 1)


def record(content: bytes, number: int, file: str, found: Read) -> Map | None:
    """Read the record of a line, the number of which is given; None where it is blank, or broken.

    What is wrong with it is added to what was found.
    """
    line = _Line(number, file, found.faults)
    try:
        line.text = _decoded(content, first=number == 1)
        begin = line.blank(0)
        return line.record(begin) if begin < len(line.text) else None
    except _Broken as broken:
        line.fault(broken.code, broken.message, broken.at)
        text = content[:LONGEST].decode(errors="replace")
        found.lost.update(_ID.findall(text)[:1] or [f"{file}:{number}"])
        return None


def _decoded(content: bytes, *, first: bool) -> str:
    if len(content) > LONGEST:
        raise _Broken(
            "json", f"a line of more than {LONGEST >> 20} MiB; write each record on a line of its own", 0
        )
    try:
        return content.decode("utf-8-sig" if first else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise _Broken("json", message, len(before)) from None


class _Line:
    """One line in the course of being read; places in it are counted from 0."""

    def __init__(self, number: int, file: str, faults: list[Fault]) -> None:
        self.number, self.file, self.text = number, file, ""
        self._faults = faults

    def fault(self, code: str, message: str, at: int) -> None:
        add(self._faults, Fault(Place(self.file, self.number, at + 1), "error", code, message))

    def blank(self, at: int) -> int:
        """Give where the blanks end that begin here, if there are any."""
        blanks = _BLANK.match(self.text, at)
        return blanks.end() if blanks else at

    def record(self, at: int) -> Map:
        if unsafe := UNSAFE.search(self.text):
            self.fault("control-character", controls(self.text), unsafe.start())
            self.text = UNSAFE.sub(" ", self.text)
        made, end = self._value(at, 1)
        if not isinstance(made, Map):
            raise _Broken("not-a-record", _NO_RECORD, at)
        if (end := self.blank(end)) < len(self.text):
            raise _Broken("json", _ONE, end)
        if key := next((key for key in made if key in _GROUPS), None):
            raise _Broken("bad-group", f"{key!r} {_NO_GROUP}", made.marks[key][0][1] - 1)
        return made

    def _value(self, at: int, depth: int) -> tuple[object, int]:
        """Read what begins here; give it, and where it ends. Of null that is None."""
        first = self.text[at : at + 1]
        if first == '"':
            return self._string(at)
        if first and first in "{[":
            if depth > DEPTH:
                raise _Broken("json", f"nested more than {DEPTH} deep; no record is", at)
            return self._map(at, depth) if first == "{" else self._list(at, depth)
        word = _WORD.match(self.text, at)
        if word is None:
            raise _Broken("json", _NO_VALUE if first else _UNCLOSED, at)
        return None if word[0] == "null" else word[0], word.end()

    def _string(self, at: int) -> tuple[object, int]:
        if plain := _PLAIN.match(self.text, at):
            return nfc(plain[1]), plain.end()
        try:
            value, end = _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise _Broken(
                "json", next(words for part, words in _EXPLAINED if part in error.msg), error.pos
            ) from None
        if UNSAFE.search(value):
            self.fault("control-character", controls(value), at)
            return FAULTY, end
        return nfc(value), end

    def _map(self, at: int, depth: int) -> tuple[Map, int]:
        made = Map((self.number, at + 1))
        key_at, more = self._first(at, "}")
        while more:
            if self.text[key_at : key_at + 1] != '"':
                raise _Broken("json", _NO_KEY if key_at < len(self.text) else _UNCLOSED, key_at)
            key, at = self._string(key_at)
            at = self.blank(at)
            if self.text[at : at + 1] != ":":
                raise _Broken("json", _NO_COLON if at < len(self.text) else _UNCLOSED, at)
            at = self.blank(at + 1)
            value, end = self._value(at, depth + 1)
            self._enter(made, key, key_at, value, at)
            key_at, more = self._next(end, "}")
        return made, key_at

    def _enter(self, made: Map, key: object, key_at: int, value: object, at: int) -> None:
        if not isinstance(key, str):  # what is wrong with it is told
            return
        if key in made:
            self.fault("duplicate-key", f"{key[:60]!r} is given twice; keep one", key_at)
        elif value is None:
            self.fault("no-value", f"{key[:60]!r} has no value; give it one, or remove the key", key_at)
        marks = (self.number, key_at + 1), (self.number, at + 1)
        made.put(key, FAULTY if value is None or key in made else value, marks)

    def _list(self, at: int, depth: int) -> tuple[Seq, int]:
        made = Seq((self.number, at + 1))
        at, more = self._first(at, "]")
        while more:
            item, end = self._value(at, depth + 1)
            if item is None:
                self.fault("no-value", "an empty item; give it a value, or remove it", at)
            made.add(FAULTY if item is None else item, (self.number, at + 1))
            at, more = self._next(end, "]")
        return made, at

    def _first(self, at: int, close: str) -> tuple[int, bool]:
        """Go on from an opening bracket: to the first thing in it, or past the bracket that closes it."""
        at = self.blank(at + 1)
        return (at + 1, False) if self.text[at : at + 1] == close else (at, True)

    def _next(self, at: int, close: str) -> tuple[int, bool]:
        """Go on from a thing in brackets: to the next, or past the bracket that closes them."""
        at = self.blank(at)
        sign = self.text[at : at + 1]
        if sign not in (",", close):
            raise _Broken("json", _NO_COMMA if sign else _UNCLOSED, at)
        return (at + 1, False) if sign == close else (self.blank(at + 1), True)


_NO_RECORD = 'no record; write key: value pairs in braces, {"id": "ada"}'
_NO_GROUP = "makes a group, which JSON Lines have not; write what it gives in each record"
_ONE = "something after the record; write each record on a line of its own, and nothing else"
_UNCLOSED = "the line ends within the record; write it on one line, and close quotes and brackets"
_NO_VALUE = "no value of JSON; put words in double quotes"
_NO_KEY = "no key; put it in double quotes, and no comma after the last value"
_NO_COLON = 'no colon after the key; write "key": value'
_NO_COMMA = 'neither comma nor closing bracket after a value; write \\" for a quote within words'
# What the parser of Python says of a text in quotes.
_EXPLAINED = (
    ("Unterminated", "the quotation mark that opens here is never closed in its line; close it"),
    ("control character", "a tab within words; write a blank, or \\t"),
    ("escape", "a backslash that nothing of JSON follows; write \\\\ for a backslash"),
)

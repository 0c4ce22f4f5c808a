"""The container of a snapshot: a header, a table of sections, and the sections, each an array or text.

The layout is told in docs/snapshot.md, so that other programs can read it.
"""

import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from mmap import mmap
from typing import Literal, NamedTuple, TypeAlias

MAGIC = b"\x89akg\r\n\x1a\n"
FORMAT = 1
_ORDER = 0x01020304  # reads otherwise on a machine of the other byte order
# Magic, order, format, bytes of the whole file, sections, CRC-32 of the table; then that of these.
_HEADER = struct.Struct("=8sIIQII")
_CHECK = struct.Struct("=I4x")
# Name, code of an item as in `struct` (`s` of plain bytes), where it begins, bytes, CRC-32.
_ENTRY = struct.Struct("=24sc7xQQI4x")
_MOST = 1_000  # sections; more are none of ours
_ALIGNED = 8
_CODES: Mapping[bytes, Literal["B", "H", "I", "Q", "q"]] = {
    b"s": "B",
    b"B": "B",
    b"H": "H",
    b"I": "I",
    b"Q": "Q",
    b"q": "q",
}


class Damaged(ValueError):
    """The file is no snapshot of this format, or not as it was written."""


Piece: TypeAlias = "bytes | bytearray | array[int]"


class Section(NamedTuple):
    """A part of the file to be written."""

    name: str  # ASCII, at most 24 letters
    code: str  # of an item, as in `array`; "s" of plain bytes
    content: Piece


def laid_out(sections: Iterable[Section]) -> Iterator[Piece]:
    """Give the bytes of a file with these sections, piece by piece."""
    sections = list(sections)
    begin = _aligned(_HEADER.size + _CHECK.size + _ENTRY.size * len(sections))
    at, table = begin, b""
    for name, code, content in sections:
        size = memoryview(content).nbytes
        check = zlib.crc32(content)
        table += _ENTRY.pack(name.encode("ascii"), code.encode("ascii"), at, size, check)
        at = _aligned(at + size)
    header = _HEADER.pack(MAGIC, _ORDER, FORMAT, at, len(sections), zlib.crc32(table))
    yield header + _CHECK.pack(zlib.crc32(header)) + table
    yield bytes(begin - _HEADER.size - _CHECK.size - len(table))
    for _, _, content in sections:
        yield content
        yield bytes(-memoryview(content).nbytes % _ALIGNED)


def _aligned(at: int) -> int:
    return at + -at % _ALIGNED


class Sections:
    """The sections of a file by name, each a view of its items; header and table are verified.

    Raises Damaged where they are not what was written.
    """

    def __init__(self, content: mmap | bytes) -> None:
        whole = memoryview(content)
        head = _HEADER.size + _CHECK.size
        if len(whole) < head:
            raise Damaged("it is cut off")
        magic, order, format, size, count, check = _HEADER.unpack_from(whole)
        if _CHECK.unpack_from(whole, _HEADER.size)[0] != zlib.crc32(whole[: _HEADER.size]):
            raise Damaged("its header is not as it was written")
        if (magic, order, format, size) != (MAGIC, _ORDER, FORMAT, len(whole)):
            raise Damaged("it is cut off, or of another version or machine")
        table = whole[head : head + _ENTRY.size * count]
        if count > _MOST or zlib.crc32(table) != check:
            raise Damaged("its table of sections is not as it was written")
        self._views: dict[str, memoryview[int]] = {}
        self._checks: dict[str, int] = {}
        for name, code, at, length, of in _ENTRY.iter_unpack(table):
            view = whole[at : at + length]
            if len(view) != length or code not in _CODES:
                raise Damaged("its sections do not fit")
            known = name.rstrip(b"\0").decode("ascii")
            self._views[known], self._checks[known] = view.cast(_CODES[code]), of

    def __getitem__(self, name: str) -> memoryview:
        if name not in self._views:
            raise Damaged(f"it has no section {name}")
        return self._views[name]

    @property
    def names(self) -> list[str]:
        """The names of all sections."""
        return list(self._views)

    def verified(self, name: str) -> bytes:
        """Give the bytes of a section. Raises Damaged where they are not as they were written."""
        if not self._is_sound(name):
            raise Damaged(f"its section {name} is not as it was written")
        return bytes(self[name])

    @property
    def sound(self) -> bool:
        """Whether all sections are as they were written; they are read for it."""
        return all(map(self._is_sound, self._views))

    def _is_sound(self, name: str) -> bool:
        return zlib.crc32(self[name]) == self._checks[name]

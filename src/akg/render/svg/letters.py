"""Says how wide text becomes, and where to break it, without knowing the reader's fonts."""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from akg.render.document import Line, Style

FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
BOLD: frozenset[Style] = frozenset({"name", "title"})
# In hundredths of the size: what DejaVu Sans has, the widest of these, whose others need a tenth less.
_WIDTHS: Mapping[str, int] = MappingProxyType({
    " ijlI.,'|!:;": 34, "ftr()[]/-\"": 46, "cskzvxyJ": 60, "aeobdghnpquELFPTYZ": 65, "ABCKRSVXUD": 76,
    "GHNOQw": 82, "mM": 98, "W@%": 100, "…–±": 84, "·": 36, "●■▲▼◇→←↔⇒⇐⇔∴": 84, "—": 100,
})  # fmt: skip
_ADVANCE: Mapping[str, int] = MappingProxyType({
    one: width for several, width in _WIDTHS.items() for one in several
})  # fmt: skip
_DIGIT, _OTHER, _WIDE, _FATTER = 66, 70, 105, 1.12


class Word(NamedTuple):
    """What stands between two blanks: pieces of text, each of a style."""

    pieces: tuple[tuple[str, Style], ...]

    def width(self, size: float) -> float:
        """Give its width in px."""
        return sum(width(text, size, bold=style in BOLD) for text, style in self.pieces)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the most px that a text of this size takes in usual fonts."""
    return sum(map(_advance, text)) * size / 100 * (_FATTER if bold else 1)


@cache
def _advance(letter: str) -> int:
    if letter in _ADVANCE:
        return _ADVANCE[letter]
    if letter.isdigit():
        return _DIGIT
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in ("W", "F") else _OTHER


def wrapped(line: Line, room: float, size: float) -> list[list[Word]]:
    """Break a line so that each part fits the room; a word that is longer is broken too."""
    rows: list[list[Word]] = [[]]
    left = room
    for word in _words(line, room, size):
        taken = word.width(size)
        if rows[-1] and taken + width(" ", size) > left:
            rows.append([])
        left = (left - width(" ", size) if rows[-1] else room) - taken
        rows[-1].append(word)
    return rows


def _words(line: Line, room: float, size: float) -> Iterator[Word]:
    pieces: list[tuple[str, Style]] = []
    for text, style in line:
        for number, part in enumerate(text.split(" ")):
            if number and pieces:
                yield from _broken(Word(tuple(pieces)), room, size)
                pieces = []
            pieces += [(part, style)] if part else []
    if pieces:
        yield from _broken(Word(tuple(pieces)), room, size)


def _broken(word: Word, room: float, size: float) -> Iterator[Word]:
    """Give a word that has room as it is, and of another as much as has room again and again."""
    if word.width(size) <= room:
        yield word
        return
    made: list[tuple[str, Style]] = []
    for text, style in word.pieces:
        for letter in text:
            if made and Word((*made, (letter, style))).width(size) > room:
                yield Word(tuple(made))
                made = []
            if made and made[-1][1] == style:
                made[-1] = (made[-1][0] + letter, style)
            else:
                made.append((letter, style))
    yield Word(tuple(made))

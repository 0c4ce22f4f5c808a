"""Writes a document as plain text: nothing cut, nothing wrapped, for pipes and files."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TextIO

from akg.render.document import Block, Document, Gap, Grid, Item, Title, text


def write(document: Document, out: TextIO) -> None:
    """Write every block; the columns of a grid are aligned, without blanks at the end of a line."""
    for block in document:
        for line in _lines(block):
            out.write(line.rstrip() + "\n")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Gap():
            yield ""
        case Title(line):
            yield text(line)
        case Item(mark, body, indent):
            yield " " * indent + text(mark) + text(body)
        case Grid(titles, rows, _, right, head, indent):
            cells = [list(titles)] * head + [[text(cell) for cell in row] for row in rows]
            widest = [max(map(width, column)) for column in zip(*cells, strict=True)]
            for row in cells:
                yield " " * indent + "  ".join(
                    _set(cell, room, right=number in right)
                    for number, (cell, room) in enumerate(zip(row, widest, strict=True))
                )


def _set(cell: str, room: int, *, right: bool) -> str:
    blank = " " * (room - width(cell))
    return blank + cell if right else cell + blank


def width(cell: str) -> int:
    """Count the columns that a terminal gives a text."""
    if cell.isascii():
        return len(cell)
    return sum(map(_columns, cell))


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1

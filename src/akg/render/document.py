"""What a page for people is made of, before it is known whether a terminal, a pipe or Markdown gets it."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from akg.text import plain

# What a piece of text is, not how it looks: each writer has its own way with it.
Style = Literal[
    "", "name", "dim", "label", "date", "cite", "title", "warn", "bad", "derived",
    "person", "group", "event", "place", "other",
]  # fmt: skip


class Span(NamedTuple):
    """A piece of text of one style; control characters are gone from it."""

    text: str
    style: Style = ""


Line = tuple[Span, ...]


class Title(NamedTuple):
    """A heading."""

    line: Line


class Item(NamedTuple):
    """A line of running text that hangs from a mark at its left."""

    mark: Line
    body: Line
    indent: int = 0


Row = tuple[Line, ...]  # the cells of a line of a table


class Grid(NamedTuple):
    """A table; the columns named in `wide` wrap, some at a share of the width, in percent.

    Those in `right` hold numbers, which end alike. Without `head` the titles are for Markdown alone, whose
    tables cannot do without.
    """

    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: Mapping[int, int | None]
    right: frozenset[int] = frozenset()
    head: bool = True
    indent: int = 0


class Gap(NamedTuple):
    """An empty line."""


Block = Title | Item | Grid | Gap
Document = list[Block]


def say(text: str, style: Style = "") -> Span:
    """Make a span of any text, also from data: it is made safe to print."""
    safe = plain(text)
    left = " " if text[:1].isspace() and safe else ""
    right = " " if text[-1:].isspace() and safe else ""
    return Span(left + safe + right if safe else " " * bool(text), style)


def line(*parts: str | Span) -> Line:
    """Make a line; a bare string is plain text of akg's own."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)


def joined(lines: Iterable[Line], separator: str | Span) -> Line:
    """Put lines one behind the other."""
    made: list[Span] = []
    for number, one in enumerate(lines):
        made += (*line(separator), *one) if number else one
    return tuple(made)


def text(line: Line) -> str:
    """Give the bare text of a line."""
    return "".join(span.text for span in line)

"""Writes a document as Markdown."""

import re
from collections.abc import Iterator
from typing import TextIO

from akg.render.document import Block, Document, Gap, Grid, Item, Line, Title

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~])")


def write(document: Document, out: TextIO) -> None:
    """Write every block; what data would make Markdown or HTML of is escaped."""
    for block in document:
        for line in _lines(block):
            out.write(line.rstrip() + "\n")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Gap():
            yield ""
        case Title(line):
            yield f"## {_text(line)}"
            yield ""
        case Item(mark, body, indent):
            yield "  " * (indent // 2) + f"- {_text(mark)}{_text(body)}"
        case Grid(titles, rows, _):
            yield f"| {' | '.join(title or ' ' for title in titles)} |"
            yield "|" + " --- |" * len(titles)
            for row in rows:
                yield f"| {' | '.join(_text(cell) for cell in row)} |"
            yield ""


def _text(line: Line) -> str:
    return "".join(_emphasised(span.text, span.style == "name") for span in line)


def _emphasised(text: str, strong: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    if not strong or not text.strip():
        return escaped
    return f"{' ' * text.startswith(' ')}**{escaped.strip()}**{' ' * text.endswith(' ')}"

"""Writes a document as Markdown."""

import re
from collections.abc import Iterator
from typing import TextIO

from akg.render.document import Block, Document, Gap, Grid, Item, Line, Title

# Markup, HTML, mathematics, the codes of emoji, and what makes a link of an address.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|#&~$@]|:(?=[\w+-]+:|//)|(?<=www)\.")
_MARKER = re.compile(r"\s*\d*[-+=.)]")  # what makes a line a list, a rule or a heading, where it begins so


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
            yield "  " * (indent // 2) + f"- {_begun((_text(mark) + _text(body)).lstrip())}"
        case Grid(titles, rows, _, right):
            yield f"| {' | '.join(title or ' ' for title in titles)} |"
            yield "|" + "".join(" ---: |" if n in right else " --- |" for n in range(len(titles)))
            for row in rows:
                yield f"| {' | '.join(_text(cell) for cell in row)} |"
            yield ""


def _begun(text: str) -> str:
    """Escape what would be markup at the beginning of a line only."""
    found = _MARKER.match(text)
    return f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}" if found else text


def _text(line: Line) -> str:
    return "".join(_emphasised(span.text, span.style == "name") for span in line)


def _emphasised(text: str, strong: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    if not strong or not text.strip():
        return escaped
    return f"{' ' * text.startswith(' ')}**{escaped.strip()}**{' ' * text.endswith(' ')}"

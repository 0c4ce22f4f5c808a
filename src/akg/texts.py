"""Reads a text into its paragraphs: plain, Markdown or HTML.

Paragraphs are counted in the body, as locators count them: headings do not count, nor what stands before the
body, such as a title, a standfirst or a credit line. Every pass takes a time that grows as the text does.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from akg import files, markup, sentences
from akg.errors import AkgError
from akg.spelling import fold, nfc
from akg.text import is_visible, plain

Form = Literal["plain", "markdown", "html"]
LARGEST = 2 * 2**20  # bytes
LONG = 150  # characters from which a block is running text, whatever it ends like
STDIN = "-"
ENDINGS: Mapping[str, Form] = MappingProxyType({
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".xhtml": "html",
})  # fmt: skip


class BadText(AkgError):
    """A file that is no text which can be counted."""


class Text(NamedTuple):
    """A text in its paragraphs, white space in them as single blanks."""

    paragraphs: tuple[str, ...]  # the first is paragraph 1
    before: tuple[str, ...]  # what stands before the body, headings left out


class _Block(NamedTuple):
    """A piece of a text between blank lines or tags."""

    text: str
    heading: bool = False


def read(path: str, form: Form | None = None, start: str | None = None, end: str | None = None) -> Text:
    """Read a file, `-` for stdin; its form is told by its ending where none is given.

    Paragraph 1 is the one that begins with `start`, where that is given; what begins with `end` is none any
    more. Raises BadText, OSError.
    """
    content = _content(path)
    try:
        text = files.decoded(content)
    except files.Unreadable as unreadable:
        line, column = unreadable.mark
        raise BadText(f"{_shown(path)}:{line}:{column}: {unreadable}") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadText(f"{_shown(path)}:{line}: holds a NUL character; give the text itself, saved as UTF-8")
    found = paragraphs(text, form or ENDINGS.get(Path(path).suffix.lower(), "plain"), start, end)
    if not found.paragraphs:
        raise BadText(f"{_shown(path)}: holds no paragraph; --as plain, markdown or html says how to read it")
    return found


def _content(path: str) -> bytes:
    if path == STDIN:
        content = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadText(f"{_shown(path)}: is larger than {LARGEST >> 20} MiB; split it where its parts begin")
    return content


def _shown(path: str) -> str:
    return "stdin" if path == STDIN else plain(path)


def paragraphs(text: str, form: Form = "plain", start: str | None = None, end: str | None = None) -> Text:
    r"""Split a text into its paragraphs. Raises BadText where none begins with `start`, or later with `end`.

    >>> paragraphs("On Clocks\n\nBy Ada\n\nAda met Brian. He ran.\n\nLater years\n\nThey\nwrote.").paragraphs
    ('Ada met Brian. He ran.', 'They wrote.')
    >>> paragraphs("# On Clocks\n\n- Ada met Brian.\n- *He* ran.", "markdown").paragraphs
    ('Ada met Brian.', 'He ran.')
    >>> paragraphs("<nav><p>Home.</p></nav><p>Ada &amp; Brian met.<p>He ran.", "html").paragraphs
    ('Ada & Brian met.', 'He ran.')
    """
    blocks = [block for block in _SPLITTERS[form](nfc(text)) if is_visible(block.text)]
    body = [plain(block.text) for block in blocks if not block.heading]
    first = _first(body) if start is None else _starting(body, "--start", start)
    after = len(body) if end is None else first + _starting(body[first:], "--end", end)
    return Text(tuple(body[first:after]), tuple(body[:first]))


def _first(body: Sequence[str]) -> int:
    """Find the first block that is running text: long, or of two sentences; else all are."""
    return next((n for n, block in enumerate(body) if _runs(block)), 0)


def _runs(block: str) -> bool:
    return len(block) >= LONG or (sentences.ends(block) and len(sentences.split(block)) > 1)


def _starting(body: Sequence[str], option: str, words: str) -> int:
    key = fold(words)
    for number, block in enumerate(body):
        # Folding makes few letters into more, so that twice as many are enough.
        if key and fold(block[: 2 * len(words) + 20]).startswith(key):
            return number
    raise BadText(f"{option}: no paragraph begins with '{plain(words)}'; give the first words of one")


# --- plain ---


def _plain(text: str) -> Iterator[_Block]:
    """Split at blank lines, else at every line; what is short and does not end as a sentence is a heading."""
    found = [block for block in re.split(r"\n(?:[^\S\n]*\n)+", text) if block.strip()]
    for block in found if len(found) > 1 else text.split("\n"):
        shown = plain(block)
        yield _Block(shown, len(shown) < LONG and not sentences.ends(shown))


# --- HTML and Markdown ---

_LINK = re.compile(r"!?\[([^\[\]]{0,1000})\](?:\([^()\n]{0,2000}\)|\[[^\[\]]{0,200}\])")
_MARKS = re.compile(r"(?<!\w)[*_`~]{1,3}|[*_`~]{1,3}(?!\w)|\\(?=[^\w\s])")


def _html(text: str) -> Iterator[_Block]:
    return map(_Block, markup.blocks(text))


def _markdown(text: str) -> Iterator[_Block]:
    """Split by the blocks of CommonMark; marks within them, which nest without end, are taken out singly."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark").enable("table")
    reader.core.ruler.disable("inline")
    opened = ""
    for token in reader.parse(text):
        if token.nesting == 1:
            opened = token.type
        elif token.type == "html_block":
            yield from _html(token.content)
        elif token.type == "inline" and opened not in ("heading_open", "th_open"):
            unmarked = _MARKS.sub("", _LINK.sub(r"\1", token.content))
            yield _Block(markup.bare(unmarked))


_SPLITTERS: Mapping[Form, Callable[[str], Iterator[_Block]]] = MappingProxyType(
    {"plain": _plain, "markdown": _markdown, "html": _html}
)

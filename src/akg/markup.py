"""Splits an HTML page into the blocks of its text."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

# A tag, or what has no text; where its end is missing it takes all that follows: nothing is read twice.
# The standard library's parser searches for the end of every comment that has none: quadratic until mended in
# 2025 (CVE-2025-6069), and what it gives differs between the versions of Python.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|template|noscript|svg|title)\b.*?(?:</(?P=raw)\b[^>]*(?:>|\Z)|\Z)"
    r"|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9:-]*+)(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^'\">])*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TEXTUAL = frozenset({"p", "li", "blockquote", "td", "dd", "pre"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption", "th", "dt"})
_LEFT_OUT = frozenset({"nav", "header", "footer", "aside", "figure", "form", "button", "select"})
_ROOTS = ("article", "main")
_BLOCKS = _TEXTUAL | _HEADINGS | _LEFT_OUT | frozenset({
    *_ROOTS, "address", "body", "div", "dl", "fieldset", "head", "hr", "html", "ol", "section", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip


class _Block(NamedTuple):
    """A piece of a page between tags that end one."""

    text: str
    roots: Mapping[str, int]  # the article and the main part that it is in, by number
    textual: bool  # whether it is in a paragraph, a list item and the like


class _Page:
    """Gathers the text of a page, block by block."""

    def __init__(self) -> None:
        self.open = Counter[str]()  # elements that are open, by name
        self.roots = Counter[str]()  # articles and mains begun so far, those in others not counted
        self.blocks: list[_Block] = []
        self._parts: list[str] = []

    def text(self, piece: str) -> None:
        self._parts.append(piece)

    def tag(self, name: str, *, closes: bool) -> None:
        """Take note of a tag: one of a block ends the text before it."""
        if name == "br":
            self._parts.append(" ")
        if name not in _BLOCKS:
            return
        self.end()
        if name == "p" or name in _HEADINGS:  # of which none is in another
            self.open[name] = not closes
            self.open["p"] *= name == "p"
        elif closes:
            self.open[name] = max(0, self.open[name] - 1)
        else:
            self.roots[name] += name in _ROOTS and not self.open[name]
            self.open[name] += 1

    def end(self) -> None:
        """End a block."""
        text = html.unescape("".join(self._parts))
        self._parts.clear()
        if text.strip() and not any(self.open[name] for name in _HEADINGS | _LEFT_OUT):
            roots = {name: self.roots[name] for name in _ROOTS if self.open[name]}
            self.blocks.append(_Block(text, roots, any(self.open[name] for name in _TEXTUAL)))


def blocks(text: str) -> list[str]:
    r"""Split a page into the blocks of its article, which may have white space in and around them.

    Headings, and what frames an article, such as a navigation, are left out. Of a page without paragraphs,
    list items and the like all text is given.

    >>> blocks("<nav><p>Home.</p></nav><h1>On Clocks</h1><p>Ada &amp; Brian met.<p>He ran.")
    ['Ada & Brian met.', 'He ran.']
    """
    page, at = _Page(), 0
    for tag in _TAG.finditer(text):
        page.text(text[at : tag.start()])
        at = tag.end()
        if tag["name"]:
            page.tag(tag["name"].lower(), closes=bool(tag["close"]))
    page.text(text[at:])
    page.end()
    found = _rooted(page.blocks)
    return [block.text for block in found if block.textual] or [block.text for block in found]


def bare(text: str) -> str:
    """Take the tags out of a line, and read its entities."""
    return html.unescape(_TAG.sub("", text))


def _rooted(blocks: list[_Block]) -> list[_Block]:
    """Keep what is in the article with most text, else in the main part; all where there is neither."""
    for name in _ROOTS:
        lengths = defaultdict[int, int](int)
        for block in blocks:
            if name in block.roots:
                lengths[block.roots[name]] += len(block.text)
        if lengths:
            longest = max(lengths, key=lambda root: lengths[root])
            return [block for block in blocks if block.roots.get(name) == longest]
    return blocks

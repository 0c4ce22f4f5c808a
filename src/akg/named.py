"""Finds the entities that a text names."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from akg.reading import Graph, Node
from akg.spelling import APOSTROPHES, ARTICLES, words

LONGEST = 20  # words of a name; longer ones are not looked for
SHARED = 50  # entities; a word that is in the names of more tells of none
ALIKE = 5  # letters with which a word of a name and one of a text begin: "Afghan" may tell of Afghanistan
_SMALL = frozenset({
    "a", "about", "after", "an", "and", "as", "at", "bin", "by", "de", "for", "from", "in", "into", "of",
    "on", "over", "that", "the", "their", "this", "to", "under", "who", "with",
})  # fmt: skip
_TITLES = frozenset({
    "abu", "dr", "emir", "haji", "maulawi", "maulvi", "mawlawi", "mr", "mrs", "ms", "mufti", "mullah",
    "prince", "qari", "sheikh", "sir",
})  # fmt: skip


class Mention(NamedTuple):
    """An entity where a text names it beyond doubt."""

    node: Node
    start: int  # its first character in the paragraph, from 0
    end: int  # the character after its last


class Mentioned(NamedTuple):
    """Whom a paragraph names."""

    sure: tuple[Mention, ...]  # in the order of the text; none overlap
    perhaps: frozenset[Node]  # besides: names that several bear, and words like those of names


class _Token(NamedTuple):
    """A word of a text, folded, and as it stands."""

    word: str
    raw: str
    start: int
    end: int
    joined: bool  # nothing parts it from the word before it but blanks, hyphens and the like


class _Form(NamedTuple):
    """A name in folded words, and what of its capitals a text must have."""

    words: tuple[str, ...]
    as_written: tuple[str | None, ...]  # the word itself where it is an acronym
    capital: int | None  # the first word that begins with a capital, small words aside

    def fits(self, tokens: Sequence[_Token]) -> bool:
        if any(raw and raw != token.raw for raw, token in zip(self.as_written, tokens, strict=True)):
            return False
        return self.capital is None or tokens[self.capital].raw[:1].isupper()


_MARKS = f"{APOSTROPHES}\u0300-\u036f\u064b-\u0652\u0640"
_WORD = re.compile(rf"[^\W_]+(?:[{_MARKS}]+[^\W_]+)*[\u0300-\u036f\u064b-\u0652]*")
_POSSESSIVE = re.compile(r"(?<=.)['’]s$")
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015/&.'’]{0,4}")


def _tokens(text: str) -> Iterator[_Token]:
    """Split a text as `spelling.words` does, with places; articles are passed over."""
    joined, last, raw, article = False, 0, "", None
    for found in _WORD.finditer(text):
        gap = text[last : found.start()]
        # A full stop ends a sentence, but behind a letter or two: U. S., Dr. Ada.
        stops = "." in gap and len(raw) > 2
        touching = _BETWEEN.fullmatch(gap) is not None and not stops
        joined = touching and (joined or raw.casefold() not in ARTICLES)
        raw, last = _POSSESSIVE.sub("", found[0]), found.end()
        if raw.casefold() in ARTICLES:
            article = found.start()
            continue
        first = article if article is not None and touching else found.start()
        article = None
        for word in words(raw):
            yield _Token(word, raw, first, found.start() + len(raw), joined)
            joined = True


def _form(name: str) -> _Form:
    tokens = list(_tokens(name))
    acronyms = tuple(t.raw if t.raw.isupper() and len(t.raw) <= 6 else None for t in tokens)
    big = [n for n, token in enumerate(tokens) if token.word not in _SMALL]
    capital = big[0] if big and tokens[big[0]].raw[:1].isupper() else None
    return _Form(tuple(token.word for token in tokens), acronyms, capital)


class _Lexicon:
    """Forms of names and who bears them, looked up by their words, the longest first."""

    def __init__(self) -> None:
        self._bearers = defaultdict[tuple[str, ...], list[tuple[_Form, Node]]](list)
        self._lengths = defaultdict[str, set[int]](set)

    def add(self, form: _Form, node: Node) -> None:
        if 0 < len(form.words) <= LONGEST:
            self._bearers[form.words].append((form, node))
            self._lengths[form.words[0]].add(len(form.words))

    def at(self, tokens: Sequence[_Token], first: int, end: int) -> tuple[int, list[Node]]:
        """Give how many tokens from the first, before the end, make the longest name, and who bears it.

        None do: 0 and an empty list.
        """
        for length in sorted(self._lengths.get(tokens[first].word, ()), reverse=True):
            run = tokens[first : min(first + length, end)]
            if len(run) < length or not all(token.joined for token in run[1:]):
                continue
            bearers = self._bearers.get(tuple(token.word for token in run), ())
            if nodes := [node for form, node in bearers if form.fits(run)]:
                return length, list(dict.fromkeys(nodes))
        return 0, []


class _Finder:
    """The names of a graph, made ready for a text."""

    def __init__(self, graph: Graph) -> None:
        self.full, self.short = _Lexicon(), _Lexicon()
        self._begun = defaultdict[str, set[Node]](set)
        for node in range(len(graph)):
            for name in graph.entity(node).names:
                form = _form(name)
                self.full.add(form, node)
                if graph.kind(node) == "person":
                    for part in _shortened(form):
                        self.short.add(part, node)
                for word in form.words:
                    self._begun[word[:ALIKE]].add(node)

    def bearing(self, word: str) -> Collection[Node]:
        """Give who has a word like this in a name, where the word is a telling one."""
        bearers = self._begun.get(word[:ALIKE], ()) if len(word) > 3 and word not in _SMALL else ()
        return bearers if len(bearers) <= SHARED else ()


def _shortened(form: _Form) -> Iterator[_Form]:
    """Give what a person is called for short: the last words of the name, or the first."""
    last = len(form.words)
    parts = [(first, last) for first in range(1, last)] + [(0, 1)] * (last > 1)
    yield from (_part(form, *part) for part in parts if not _TITLES.issuperset(form.words[slice(*part)]))


def _part(form: _Form, first: int, last: int) -> _Form:
    kept = form.words[first:last]
    big = next((n for n, word in enumerate(kept) if word not in _SMALL), None)
    return _Form(kept, form.as_written[first:last], big if form.capital is not None else None)


class _Run(NamedTuple):
    """Tokens of a paragraph that make a full name, and who bears it."""

    first: int
    last: int
    nodes: list[Node]


def find(graph: Graph, paragraphs: Iterable[str]) -> list[Mentioned]:
    """Find whom each paragraph of a text names.

    Words are compared as `spelling` folds them, the longest name first. Where a name begins with a capital
    the text must have it too, and an acronym as it stands. What a person is called for short ("Omar", "bin
    Laden") counts for one who is named in full before it, or where none is, anywhere; where it could be
    several, for none of them beyond doubt.
    """
    finder = _Finder(graph)
    texts = [list(_tokens(paragraph)) for paragraph in paragraphs]
    runs = [list(_full(finder, tokens)) for tokens in texts]
    anywhere = frozenset(run.nodes[0] for found in runs for run in found if len(run.nodes) == 1)
    before = set[Node]()
    return [_told(finder, tokens, found, before, anywhere) for tokens, found in zip(texts, runs, strict=True)]


def _full(finder: _Finder, tokens: Sequence[_Token]) -> Iterator[_Run]:
    at = 0
    while at < len(tokens):
        length, nodes = finder.full.at(tokens, at, len(tokens))
        if length:
            yield _Run(at, at + length, nodes)
        at += max(length, 1)


def _told(
    finder: _Finder,
    tokens: Sequence[_Token],
    runs: Sequence[_Run],
    before: set[Node],
    anywhere: Collection[Node],
) -> Mentioned:
    """Tell whom a paragraph names; who is named in full is added to those `before`."""
    sure: list[Mention] = []
    perhaps = set[Node]()
    at = 0
    for run in (*runs, _Run(len(tokens), len(tokens), [])):
        while at < run.first:
            length, nodes = finder.short.at(tokens, at, run.first)
            meant = [node for node in nodes if node in before] or [node for node in nodes if node in anywhere]
            if len(meant) == 1:
                sure.append(Mention(meant[0], tokens[at].start, tokens[at + length - 1].end))
            else:
                perhaps.update(meant or finder.bearing(tokens[at].word))
            at += length if meant else 1
        if len(run.nodes) == 1:
            sure.append(Mention(run.nodes[0], tokens[run.first].start, tokens[run.last - 1].end))
            before.add(run.nodes[0])
        else:
            perhaps.update(run.nodes)
        at = run.last
    return Mentioned(tuple(sure), frozenset(perhaps - {one.node for one in sure}))

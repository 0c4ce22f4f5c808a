"""Tells a shell what the word under the cursor may become, in the way in which that shell inserts it."""

from __future__ import annotations

import sys

from akg import shells
from akg.spelling import spelled

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Offer:
    """What a word may become: the texts that would do, the best first, empty ones apart; a note on it."""

    __slots__ = ("note", "texts")

    def __init__(self, texts: Sequence[str], note: str = "") -> None:
        self.texts = texts
        self.note = note


class Offers:
    """All that a word may become: offers, or one of the `paths` 'files' and 'folders', left to the shell.

    Of the word, `kept` stays before what is offered (`--kind=person,`), `typed` is the beginning of it.
    """

    def __init__(self, of: Sequence[Offer], kept: str, typed: str, paths: str = "") -> None:
        self.of, self.kept, self.typed, self.paths = of, kept, typed, paths


def _bash(offers: Offers, line: str, word: str) -> Iterator[str]:
    """Write for bash, which replaces only `word`: what follows the last of its word breaks, or an open quote.

    Those under 'quoted' are inserted as they stand. Those under 'many' are quoted by readline, which inserts
    what they begin with in common: so where that is less than was typed, what was typed stands among them,
    and stays.
    """
    if offers.paths:
        yield offers.paths
    before = shells.Line(line[: len(line) - len(word)])
    fixed, quote = before.words[-1], before.quote
    ways = [
        [full[len(fixed) :] for text in _writable(one.texts) if _begins(full := offers.kept + text, fixed)]
        for one in offers.of
    ]
    texts = [way[0] for way in ways if way]
    if len(texts) == 1:
        written = (shells.quoted(text, quote) for way in ways for text in way)
        # Readline takes a quotation mark at the beginning for the one that is open already.
        yield from ("quoted", *[text for text in written if not (quote and text.startswith(quote))][:1])
    elif texts:
        yield from _bash_many(texts, f"{offers.kept}{offers.typed}"[len(fixed) :], quote)


def _bash_many(texts: Sequence[str], typed: str, quote: str) -> Iterator[str]:
    """Write several for bash.

    Outside quotes readline leaves a `$` and what follows it to the shell: there akg quotes them itself. What
    they begin with is then one of them, lest what is inserted end between a backslash and its character.
    """
    shared = _shared(texts)
    if "$" in shared and not quote:
        yield from ("quoted", *map(shells.quoted, (shared, *texts)))
        return
    yield "many"
    if not _keep(texts, typed):
        yield typed
        if len({text[:1].casefold() for text in (typed, *texts)}) == 1:
            yield "…"
    yield from texts


def _zsh(offers: Offers, line: str, word: str) -> Iterator[str]:
    """Write for zsh: each text, a tab, and how it is listed; 'list' where nothing is to be inserted."""
    told = [(text, one.note) for one in offers.of for text in list(_writable(one.texts))[:1]]
    keeps = _keep([text for text, _ in told], offers.typed)
    yield offers.paths or ("insert" if keeps else "list")
    for text, note in told:
        yield f"{offers.kept}{text}\t{text}  ({note})" if note else f"{offers.kept}{text}\t{text}"


def _fish(offers: Offers, line: str, word: str) -> Iterator[str]:
    """Write for fish, which shows only what has the letters typed, in their order: so the first that does."""
    yield offers.paths or "words"
    for one in offers.of:
        for text in [text for text in _writable(one.texts) if _has(text, offers.typed)][:1]:
            yield f"{offers.kept}{text}\t{one.note}"


def _writable(texts: Iterable[str]) -> Iterator[str]:
    """Give the texts that this locale can write; the empty ones stand for none."""
    for text in filter(None, texts):
        try:
            text.encode(sys.getfilesystemencoding())
        except UnicodeEncodeError:
            continue
        yield text


def _begins(text: str, beginning: str) -> bool:
    return text[: len(beginning)].casefold() == beginning.casefold()


def _has(text: str, letters: str) -> bool:
    rest = iter(text.casefold())
    return all(letter in rest for letter in letters.casefold())


def _shared(texts: Sequence[str]) -> str:
    """Give what all these texts begin with."""
    first, last = min(texts), max(texts)
    return first[: next((n for n in range(len(first)) if first[n] != last[n : n + 1]), len(first))]


def _keep(texts: Sequence[str], typed: str) -> bool:
    """Tell whether what was typed is still there in what all these texts begin with, however spelled."""
    return len(texts) < 2 or "".join(spelled(typed)) in "".join(spelled(_shared(texts)))


# Each is given the line up to the cursor, and the part of it that the shell replaces, where it says so.
WRITERS = {"bash": _bash, "zsh": _zsh, "fish": _fish}

"""Numbers what a page cites, and lists it."""

from collections.abc import Iterable, Iterator, Mapping

from akg.dates.words import words as in_words
from akg.model import Claim, Source
from akg.render.document import Block, Gap, Item, Line, Span, joined, line, say


class Citations:
    """Numbers the places that a page cites, in the order of their first mention; keeps what it has told."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[tuple[str, str | None], int] = {}
        self._told: set[str] = set()

    def of(self, claims: Iterable[Claim]) -> Line:
        """Give the numbers of what these claims cite, as [1][2]."""
        places = dict.fromkeys((claim.source, claim.at) for claim in claims if not claim.set_aside)
        numbers = sorted(map(self._at, places))
        return line(Span("".join(f"[{number}]" for number in numbers), "cite"))

    def has_told(self, id: str) -> bool:
        """Say whether the page has told a fact before, with what it cites; from now on it has."""
        told = id in self._told
        self._told.add(id)
        return told

    def place(self, claim: Claim) -> Line:
        """Give the number of what one claim cites, set aside or not."""
        return line(Span(f"[{self._at((claim.source, claim.at))}]", "cite"))

    def _at(self, place: tuple[str, str | None]) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def listed(self) -> Iterator[Block]:
        """Give the list that the numbers refer to: a line a source, and one more for several places in it."""
        if self._numbers:
            yield Gap()
        for source in dict.fromkeys(source for source, _ in self._numbers):
            places = [(at, number) for (id, at), number in self._numbers.items() if id == source]
            cited = reference(self._sources.get(source), source)
            if len(places) == 1:
                ((at, number),) = places
                yield Item(_number(number), line(say(f"{cited}, {at}" if at else cited, "dim")))
            else:
                yield Item(line(), line(say(f"{cited}:", "dim")))
                yield Item(line("    "), joined((_place(at, number) for at, number in places), "  "))


def _number(number: int) -> Line:
    return line(Span(f"[{number}] ", "cite"))


def _place(at: str | None, number: int) -> Line:
    return line(*_number(number), say(at or "no place given", "dim"))


def reference(source: Source | None, id: str) -> str:
    """Give a source as one would cite it.

    >>> from akg.errors import Place
    >>> reference(Source("x", "On Clocks", Place("sources.yaml", 1, 1), author="A. Author"), "x")
    'A. Author, On Clocks (undated)'
    """
    if source is None:
        return id
    made = ", ".join(part for part in (source.author, source.title, source.publisher) if part)
    return f"{made} ({in_words(source.date) if source.date else 'undated'})"

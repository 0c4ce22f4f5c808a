"""The one interface that every query reads a graph through, whatever form the graph is kept in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from akg import dates
from akg.claims import Standing, Status
from akg.dates import Bounds
from akg.model import Entity, Relation, Source
from akg.vocabulary import Vocabulary

Node = int  # an entity, numbered from 0 in the order of ids
Rel = int  # a relation, likewise: so ties by id are comparisons of integers
# How an entity figures in a fact: as an end or the owner, as the place, as a third party, as one who says so.
Part = Literal["end", "place", "about", "voice"]

DOUBTED = 1  # somebody doubts it
UNCERTAIN = 2  # its date is questioned (`?`): at best possible
DIFFER = 4  # its sources give dates that do not agree


def flags(standing: Standing) -> int:
    """Pack what is said in flags of how a thing stands."""
    return DOUBTED * standing.doubted | UNCERTAIN * standing.uncertain | DIFFER * standing.differ


class Row(NamedTuple):
    """What a query needs of a relation; the rest is cold and comes with `relation`."""

    src: Node
    dst: Node
    type: str
    es: int  # earliest start, in days since 1970-01-01, inclusive, like the three that follow
    ls: int  # latest start
    ee: int  # earliest end
    le: int  # latest end
    status: Status
    weight: int  # cost in 1/65536, shifted left by 16, plus one hop
    place: Node | None
    flags: int  # DOUBTED | UNCERTAIN | DIFFER
    start: (
        int  # the day that it is listed under: `es`, or what `dates.listed_under` takes where that is unknown
    )

    @property
    def bounds(self) -> Bounds:
        """The four bounds of its time."""
        return Bounds(self.es, self.ls, self.ee, self.le)

    def overlaps(self, since: int | None, until: int | None) -> bool:
        """Tell whether it can have held at some time from one day to another; None leaves that end open."""
        return (until is None or self.es <= until) and (since is None or self.le >= since)

    @property
    def order(self) -> tuple[bool, int, int]:
        """What facts are sorted by, then by id: undated last, then by start, the longest first."""
        return dates.sort_key(self.bounds, self.start)


class Graph(Protocol):
    """A knowledge graph, read only. Every sequence is in a fixed order that does not depend on storage."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds and types in force."""

    @property
    def sources(self) -> Mapping[str, Source]:
        """What is cited, by id."""

    def __len__(self) -> int:
        """The number of entities; their nodes are 0 to one less."""

    @property
    def size(self) -> int:
        """The number of relations; they are 0 to one less."""

    def node(self, id: str) -> Node | None:
        """The node of an entity id; None where there is none."""

    def id(self, n: Node) -> str:
        """The id of an entity; like kind and name hot: read without its record."""

    def kind(self, n: Node) -> str:
        """The kind of an entity, an id of the vocabulary."""

    def name(self, n: Node) -> str:
        """The name of an entity."""

    def entity(self, n: Node) -> Entity:
        """The record of an entity: cold, for what is printed of it and for its own dates and numbers."""

    def neighbours(self, n: Node) -> Sequence[Node]:
        """The distinct entities joined to it, ascending, never filtered."""

    def degree(self, n: Node) -> int:
        """How many others stated relations join it to: never filtered, what follows from them not counted."""

    def floors(self, n: Node) -> Sequence[int]:
        """Beside `neighbours`: the least weight of the pair under any filter (`rows.floor`).

        So as if nobody disputed it and all who ever asserted it still did.
        """

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        """The relations that join two entities, in both directions, by (weight, id); often none."""

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        """Every relation that mentions the entity, once, with the part that it has in it (`rows.mentions`).

        In the order of time (`Row.order`, then id); without those whose `le` is before the day `since`, or
        whose `es` is after the day `until`.
        The order is by `start`, which may lie after `es`: what starts late may have begun by `until`, so that
        a form does not stop at the first that starts after it.
        """

    def mentioned_in(self, n: Node) -> Sequence[tuple[Node, Part]]:
        """The other entities whose own evidence names this one, ascending, with each part (`rows.named`).

        One that names it in several parts comes once for each, by part; empty where none does.
        """

    def row(self, r: Rel) -> Row:
        """The hot part of a relation."""

    def relation(self, r: Rel) -> Relation:
        """The cold part: id, role, third parties, claims, for printing and for filters by source.

        One without claims that is stated joins nothing: no other method gives it.
        """

    def premises(self, r: Rel) -> Sequence[Rel]:
        """What a relation follows from, in the order of the chain; empty for one that is stated."""


class Names(Protocol):
    """The names of a graph's entities, looked up by key; nothing under a key gives an empty sequence.

    Names come as (node, name as recorded), ascending by node; words are those of `spelling.words`.
    """

    @property
    def graph(self) -> Graph:
        """The graph whose entities these are."""

    def exact(self, name: str) -> Sequence[tuple[Node, str]]:
        """The names of this very spelling, in NFC."""

    def folded(self, key: str) -> Sequence[tuple[Node, str]]:
        """The names that `spelling.fold` makes this of, which is not empty."""

    def word(self, word: str) -> Sequence[tuple[Node, str]]:
        """The names that hold the word."""

    def beginning(self, letters: str) -> Sequence[str]:
        """The words of names that begin so, ascending."""

    def summary(self, word: str) -> Sequence[Node]:
        """The entities whose summary holds the word, ascending."""

    def like_folded(self, key: str) -> Sequence[tuple[str, float]]:
        """Some folded names spelled much like this, with their likeness of 100, best first."""

    def like_word(self, word: str) -> Sequence[tuple[str, float]]:
        """Some words of names spelled much like this, likewise."""

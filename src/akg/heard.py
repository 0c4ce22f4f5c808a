"""A graph as it would be had only some of its claims been made."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from akg import claims, rows
from akg.model import Claim, Entity, Relation, Source
from akg.reading import Graph, Node, Part, Rel, Row
from akg.vocabulary import Vocabulary


class Heard:
    """The reading interface (`akg.reading.Graph`) over another graph, of whose claims some are kept.

    Status, time, weight, place and voices follow from these alone. Entities stay, and their neighbours, so
    that a degree is what it was; a relation without a claim left joins nothing and is in no answer.
    """

    def __init__(self, graph: Graph, keep: Callable[[Claim], bool]) -> None:
        self.whole = graph
        self._keep = keep
        self._entities: dict[Node, Entity] = {}
        self._relations: dict[Rel, Relation] = {}
        self._rows: dict[Rel, Row] = {}

    @property
    def vocabulary(self) -> Vocabulary:
        return self.whole.vocabulary

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.whole.sources

    def __len__(self) -> int:
        return len(self.whole)

    @property
    def size(self) -> int:
        return self.whole.size

    def node(self, id: str) -> Node | None:
        return self.whole.node(id)

    def id(self, n: Node) -> str:
        return self.whole.id(n)

    def kind(self, n: Node) -> str:
        return self.whole.kind(n)

    def name(self, n: Node) -> str:
        return self.whole.name(n)

    def entity(self, n: Node) -> Entity:
        if n not in self._entities:
            whole = self.whole.entity(n)
            aliases = ((alias, self._kept(alias.claims)) for alias in whole.aliases)
            figures = ((figure, self._kept(figure.claims)) for figure in whole.figures)
            self._entities[n] = replace(
                whole,
                aliases=tuple(a._replace(claims=kept) for a, kept in aliases if kept or not a.claims),
                figures=tuple(f._replace(claims=kept) for f, kept in figures if kept),
                born=self._kept(whole.born),
                died=self._kept(whole.died),
                claims=self._kept(whole.claims),
            )
        return self._entities[n]

    def neighbours(self, n: Node) -> Sequence[Node]:
        return self.whole.neighbours(n)

    def floors(self, n: Node) -> Sequence[int]:
        return self.whole.floors(n)

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        told = (r for r in self.whole.between(u, v) if self.relation(r).claims)
        return sorted(told, key=lambda r: (self.row(r).weight, r))

    def incident(self, n: Node, until: int | None = None) -> Iterator[tuple[Rel, Part]]:
        parts = ((r, self._part(r, n)) for r, _ in self.whole.incident(n))
        told = [(r, part) for r, part in parts if part and (until is None or self.row(r).es <= until)]
        yield from sorted(told, key=lambda found: (self.row(found[0]).order, found[0]))

    def mentioned_in(self, n: Node) -> Sequence[tuple[Node, Part]]:
        owners = dict.fromkeys(owner for owner, _ in self.whole.mentioned_in(n))
        return [(owner, part) for owner in owners for part in self._parts(owner, n)]

    def row(self, r: Rel) -> Row:
        if r not in self._rows:
            whole, relation = self.whole.row(r), self.relation(r)
            ends = whole.src, whole.dst
            lives = [claims.life(self.entity(n), self.sources) for n in ends]
            standing = rows.standing(relation, lives, self.vocabulary, self.sources)
            place = rows.place(relation, self.sources)
            self._rows[r] = rows.row(*ends, relation, standing, self.node(place) if place else None)
        return self._rows[r]

    def relation(self, r: Rel) -> Relation:
        if r not in self._relations:
            whole = self.whole.relation(r)
            self._relations[r] = replace(whole, claims=self._kept(whole.claims))
        return self._relations[r]

    def _kept(self, told: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(filter(self._keep, told))

    def _part(self, r: Rel, n: Node) -> Part | None:
        relation = self.relation(r)
        return rows.mentions(relation).get(self.id(n)) if relation.claims else None

    def _parts(self, owner: Node, n: Node) -> list[Part]:
        """Give the parts that an entity has in what is heard of another: maybe others than in the whole."""
        entity = self.entity(owner)
        parts = (rows.named(entity, told).get(self.id(n)) for told in rows.own(entity))
        return sorted({part for part in parts if part})

"""A graph as it would be had only some of its claims been made."""

from collections.abc import Callable, Iterator, Sequence

from akg import claims, rows
from akg.model import Alias, Claim, Entity, Figure, Relation
from akg.over import Over
from akg.reading import Graph, Node, Part, Rel, Row


class Heard(Over):
    """The reading interface (`akg.reading.Graph`) over another graph, of whose claims some are kept.

    Status, time, weight, place and voices follow from these alone. Entities stay, and their neighbours, so
    that a degree is what it was; a relation without a claim left joins nothing and is in no answer. What a
    record says in its own words, summary and note, is left where all of its claims are kept.
    """

    def __init__(self, graph: Graph, keep: Callable[[Claim], bool]) -> None:
        super().__init__(graph)
        self._keep = keep
        self._entities: dict[Node, Entity] = {}
        self._relations: dict[Rel, Relation] = {}
        self._rows: dict[Rel, Row] = {}

    def entity(self, n: Node) -> Entity:
        if n not in self._entities:
            whole = self.whole.entity(n)
            kept = self._kept(whole.claims)
            self._entities[n] = whole._replace(
                aliases=tuple(self._aliases(whole)),
                figures=tuple(self._figures(whole)),
                born=self._kept(whole.born),
                died=self._kept(whole.died),
                claims=kept,
                summary=self._words(whole.summary, whole.claims),
                note=self._words(whole.note, whole.claims),
                unnamed=whole.unnamed if kept else (),
            )
        return self._entities[n]

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        told = (r for r in self.whole.between(u, v) if self.relation(r).claims)
        return sorted(told, key=lambda r: (self.row(r).weight, r))

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        parts = ((r, self._part(r, n)) for r, _ in self.whole.incident(n))
        told = [(r, part) for r, part in parts if part and self.row(r).overlaps(since, until)]
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
            note = self._words(whole.note, whole.claims)
            self._relations[r] = whole._replace(claims=self._kept(whole.claims), note=note)
        return self._relations[r]

    def _kept(self, told: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(filter(self._keep, told))

    def _words(self, text: str | None, told: tuple[Claim, ...]) -> str | None:
        return text if all(map(self._keep, told)) else None

    def _aliases(self, whole: Entity) -> Iterator[Alias]:
        """Give the names that rest on a claim that is kept, or on none."""
        for alias in whole.aliases:
            left = self._kept(alias.claims)
            if left or not alias.claims:
                yield alias._replace(claims=left)

    def _figures(self, whole: Entity) -> Iterator[Figure]:
        for figure in whole.figures:
            if left := self._kept(figure.claims):
                yield figure._replace(claims=left, note=self._words(figure.note, figure.claims))

    def _part(self, r: Rel, n: Node) -> Part | None:
        relation = self.relation(r)
        return rows.mentions(relation).get(self.id(n)) if relation.claims else None

    def _parts(self, owner: Node, n: Node) -> list[Part]:
        """Give the parts that an entity has in what is heard of another: maybe others than in the whole."""
        entity = self.entity(owner)
        parts = (rows.named(entity, told).get(self.id(n)) for told in rows.own(entity))
        return sorted({part for part in parts if part})

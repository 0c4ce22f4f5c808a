"""What answers are made of: a relation as seen from an entity, or a date or number of the entity's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from akg import claims
from akg.dates import Certainty, Edtf, Shape
from akg.errors import Place
from akg.model import Claim, Entity, Figure
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node, Rel, Row
from akg.where import Where

BORN, DIED, HAPPENED, FIGURE = "born", "died", "happened", "figure"
# How an entity figures in a fact: as an end or the owner, as the place, as a third party, as one who says so.
Part = Literal["end", "place", "about", "voice"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is claimed, ready to be told."""

    id: str
    row: Row  # of an own fact both ends are the entity
    entity: Node  # whom it was asked about
    other: Node | None  # who stands at the other end; None for the entity's own dates and numbers
    part: Part
    certainty: Certainty | None  # None where no date was asked about
    claims: tuple[Claim, ...]
    where: Place
    date: Edtf | None = None
    text: str | None = None
    role: str | None = None
    about: tuple[str, ...] = ()
    note: str | None = None
    event: str | None = None
    figure: Figure | None = None

    @property
    def own(self) -> bool:
        """Whether it is a date or number of the entity itself, not a relation."""
        return self.other is None

    def flag(self, flag: int) -> bool:
        """Whether one of reading's flags is set: DOUBTED, UNCERTAIN, DIFFER."""
        return bool(self.row.flags & flag)


def of_relation(graph: Graph, r: Rel, entity: Node, where: Where) -> Fact:
    """Tell a relation as seen from one of the entities that it mentions."""
    row, relation = graph.row(r), graph.relation(r)
    part: Part = "end"
    if entity not in (row.src, row.dst):
        about = graph.entity(entity).id in relation.about
        part = "place" if row.place == entity else "about" if about else "voice"
    return Fact(
        id=relation.id, row=row, entity=entity, other=row.src if entity != row.src else row.dst, part=part,
        certainty=where.certainty(row), claims=relation.claims, where=relation.where, date=relation.date,
        text=relation.text, role=relation.role, about=relation.about, note=relation.note, event=relation.event,
    )  # fmt: skip


def own(graph: Graph, n: Node, where: Where) -> Iterator[Fact]:
    """Give the dates and numbers of an entity itself that pass the filters: birth, death, figures, the event."""
    for fact in _told(graph, n, where):
        if _listed(where) and where.misses(fact.row, fact.claims) is None:
            yield fact


def own_left_out(graph: Graph, n: Node, where: Where) -> Iterator[str]:
    """Name for each of an entity's own facts that fails the filters the one that it fails."""
    for fact in _told(graph, n, where):
        if _listed(where) and (missed := where.misses(fact.row, fact.claims)):
            yield missed


def _listed(where: Where) -> bool:
    """Whether own facts are asked for: not where relations of some type, or with some kind of entity, are."""
    return not where.types and not where.kinds


def _told(graph: Graph, n: Node, where: Where) -> Iterator[Fact]:
    entity = graph.entity(n)
    lives = ((BORN, entity.born), (DIED, entity.died))
    for type, told in lives:
        if told:
            date = next((c.date for c in told if c.date), None)
            text = next((c.text for c in told if c.text), None)
            yield _own(graph, n, where, type, told, date, text)
    if entity.kind == "event":
        yield _own(graph, n, where, HAPPENED, entity.claims, entity.date, entity.text)
    for number, figure in enumerate(entity.figures, 1):
        yield _own(graph, n, where, FIGURE, (figure.claim,), figure.date, figure.text, figure, number)


def _own(
    graph: Graph,
    n: Node,
    where: Where,
    type: str,
    told: tuple[Claim, ...],
    date: Edtf | None,
    text: str | None,
    figure: Figure | None = None,
    number: int | None = None,
) -> Fact:
    entity: Entity = graph.entity(n)
    shape: Shape = "state" if type == FIGURE else "act"
    standing = claims.standing(told, date if type in (HAPPENED, FIGURE) else None, shape, graph.sources)
    flags = DOUBTED * standing.doubted | UNCERTAIN * standing.uncertain | DIFFER * standing.differ
    row = Row(n, n, type, *standing.bounds, standing.status, 0, _place(graph, entity), flags, standing.start)
    return Fact(
        id=f"{entity.id}.{type}" + (f".{number}" if number else ""), row=row, entity=n, other=None, part="end",
        certainty=where.certainty(row), claims=told, where=told[0].where, date=date, text=text, figure=figure,
        note=told[0].note,
    )  # fmt: skip


def _place(graph: Graph, entity: Entity) -> Node | None:
    return graph.node(entity.place) if entity.place else None

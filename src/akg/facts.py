"""What answers are made of: a relation as seen from an entity, or a date or number of the entity's own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from akg import claims, dates
from akg.dates import Certainty, Edtf, Shape
from akg.errors import Place
from akg.model import OWN, Claim, Figure, Relation
from akg.reading import Graph, Node, Rel, Row, flags
from akg.where import Where

BORN, DIED, HAPPENED, FIGURE = OWN
# How an entity figures in a fact: as an end or the owner, as the place, as a third party, as one who says so.
Part = Literal["end", "place", "about", "voice"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is claimed, ready to be told."""

    id: str
    row: Row  # of a date or number both ends are the entity whose it is
    entity: Node  # whom it was asked about
    other: Node | None  # who else is in it, of two others the one it starts from; None for one's own dates
    part: Part
    certainty: Certainty | None  # None where no date was asked about
    claims: tuple[Claim, ...]
    where: Place
    date: Edtf | None = None  # the most exact of those that it rests on
    text: str | None = None  # that date in the source's words
    role: str | None = None
    about: tuple[str, ...] = ()
    note: str | None = None
    event: str | None = None
    figure: Figure | None = None

    @property
    def own(self) -> bool:
        """Whether it is a date or number of one entity, not a relation of two."""
        return self.row.src == self.row.dst

    @property
    def order(self) -> tuple[tuple[bool, int, int], str]:
        """What facts are sorted by: time, undated last, then id."""
        return self.row.order, self.id

    def flag(self, flag: int) -> bool:
        """Whether one of reading's flags is set: DOUBTED, UNCERTAIN, DIFFER."""
        return bool(self.row.flags & flag)


def told(graph: Graph, n: Node, where: Where) -> Iterator[tuple[Fact, str | None]]:
    """Give every fact that mentions an entity, and beside it the filter that it fails, None where it passes.

    A kind asked for is one of somebody else in the fact, so that one's own dates and numbers have none.
    """
    for fact in (*own(graph, n, where), *relations(graph, n, where)):
        others = {fact.row.src, fact.row.dst} - {n}
        of_kind = not where.kinds or any(where.admits(other) for other in others)
        yield fact, where.misses(fact.row, fact.claims) if of_kind else "kind"


def relations(graph: Graph, n: Node, where: Where) -> Iterator[Fact]:
    """Give every relation that mentions an entity and can have begun by the time asked about.

    What the relations of an event inherit from it mentions others once, with the event.
    """
    events: set[str] = set()
    for r in graph.incident(n, where.window[1] if where.window else None):
        fact = of_relation(graph, r, n, where)
        if fact.own:
            in_place = fact.part == "place" and graph.entity(fact.row.src).place == graph.entity(n).id
            if in_place or fact.id in events:  # a relation to its place tells the former already
                continue
            events.add(fact.id)
        yield fact


def of_relation(graph: Graph, r: Rel, entity: Node, where: Where) -> Fact:
    """Tell a relation as seen from one of the entities that it mentions.

    Where that is only in the claims of an event, which are not about who was in it, the event itself is told.
    """
    row, relation = graph.row(r), graph.relation(r)
    part = _part(row, relation, entity, graph.entity(entity).id)
    event = graph.node(relation.event) if relation.event and part != "end" else None
    if event is not None:
        return replace(_happened(graph, event, where), entity=entity, other=event, part=part)
    shape = "act" if relation.event else graph.vocabulary.types[row.type].shape
    date, text = _date(graph, relation.claims, relation.date, relation.text, shape)
    return Fact(
        id=relation.id, row=row, entity=entity, other=row.src if entity != row.src else row.dst, part=part,
        certainty=where.certainty(row), claims=relation.claims, where=relation.where, date=date, text=text,
        role=relation.role, about=relation.about, note=relation.note, event=relation.event,
    )  # fmt: skip


def _part(row: Row, relation: Relation, entity: Node, id: str) -> Part:
    if entity in (row.src, row.dst):
        return "end"
    if id == relation.place or any(c.place == id and c.set_aside is None for c in relation.claims):
        return "place"
    return "about" if id in relation.about else "voice"


def own(graph: Graph, n: Node, where: Where) -> Iterator[Fact]:
    """Give the dates and numbers of an entity itself: birth, death, what happened, figures."""
    entity = graph.entity(n)
    if entity.born:
        yield _own(graph, n, where, BORN, entity.born)
    if entity.died:
        yield _own(graph, n, where, DIED, entity.died)
    if entity.kind == "event":
        yield _happened(graph, n, where)
    for number, figure in enumerate(entity.figures, 1):
        fact = _own(graph, n, where, FIGURE, figure.claims, (figure.date, figure.text))
        yield replace(fact, id=f"{fact.id}.{number}", note=figure.note, figure=figure)


def _happened(graph: Graph, n: Node, where: Where) -> Fact:
    event = graph.entity(n)
    return _own(graph, n, where, HAPPENED, event.claims, (event.date, event.text), event.place)


def _own(
    graph: Graph,
    n: Node,
    where: Where,
    type: str,
    told: tuple[Claim, ...],
    dated: tuple[Edtf | None, str | None] = (None, None),
    place: str | None = None,
) -> Fact:
    """Tell a fact of one entity; its claims share the recorded date, with its wording, and the place."""
    date, text = dated
    standing = claims.standing(told, date, "act", graph.sources)
    date, text = _date(graph, told, date, text, "act")
    place = claims.place(place, told, graph.sources)
    row = Row(
        n, n, type, *standing.bounds, standing.status, 0, graph.node(place) if place else None,
        flags(standing), standing.start,
    )  # fmt: skip
    return Fact(
        id=f"{graph.entity(n).id}.{type}", row=row, entity=n, other=None, part="end",
        certainty=where.certainty(row), claims=told, where=told[0].where, date=date, text=text,
        note=told[0].note,
    )  # fmt: skip


def _date(
    graph: Graph, told: tuple[Claim, ...], date: Edtf | None, text: str | None, shape: Shape
) -> tuple[Edtf | None, str | None]:
    """Give the most exact date of the claims that decide, and its wording; else the record's."""
    deciding = claims.deciding(told, graph.sources)
    given = [(c.date, c.text) if c.date else (date, c.text or text) for c in deciding]
    return min(given, key=lambda dated: _vagueness(dated[0], shape), default=(date, text))


def _vagueness(date: Edtf | None, shape: Shape) -> tuple[int, int]:
    b = dates.bounds(date, shape) if date else dates.UNDATED
    return b.ls - b.es, b.le - b.ee

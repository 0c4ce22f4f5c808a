"""What answers are made of: a relation as seen from an entity, or a date or number of the entity's own."""

from collections.abc import Container, Iterator
from itertools import chain
from typing import NamedTuple, get_args

from akg import claims, dates, rows
from akg.dates import Certainty, Edtf, Shape
from akg.errors import Place
from akg.model import Claim, Figure
from akg.reading import Graph, Node, Part, Rel, Row, flags
from akg.rows import HAPPENED
from akg.where import Where

PARTS: frozenset[Part] = frozenset(get_args(Part))


class Fact(NamedTuple):
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
    role: str | None = None  # of another name that name
    about: tuple[str, ...] = ()
    note: str | None = None
    event: str | None = None
    figure: Figure | None = None
    dates: tuple[Edtf, ...] = ()  # all that decide, none of them vaguer than another
    premises: tuple["Fact", ...] = ()  # of what nobody states what it follows from, in the order of the chain

    @property
    def own(self) -> bool:
        """Whether it is a date or number of one entity, not a relation of two."""
        return self.row.src == self.row.dst

    @property
    def order(self) -> tuple[bool, tuple[bool, int, int], str]:
        """What facts are sorted by: only possible at the time asked about or not, time, undated last, id."""
        return self.certainty == "possible", self.row.order, self.id

    @property
    def chain(self) -> str:
        """Of what follows from premises the id of the chain: its id begins with that."""
        return self.id.partition(":")[0]

    def flag(self, flag: int) -> bool:
        """Whether one of reading's flags is set: DOUBTED, UNCERTAIN, DIFFER."""
        return bool(self.row.flags & flag)


class Mention(NamedTuple):
    """A fact that mentions an entity, as hot as it is kept: a relation is not told before it is wanted."""

    row: Row
    part: Part
    cold: Rel | Fact  # a date or number of an entity's own has no hot form

    @property
    def own(self) -> bool:
        """Whether it is a date or number of one entity, as `Fact.own` says."""
        return isinstance(self.cold, Fact) and self.cold.own

    @property
    def key(self) -> Rel | str:
        """What tells it from others, whomever it was found from."""
        return self.cold.id if isinstance(self.cold, Fact) else self.cold

    def claims(self, graph: Graph) -> tuple[Claim, ...]:
        """Its claims, read from the cold part."""
        return self.cold.claims if isinstance(self.cold, Fact) else graph.relation(self.cold).claims

    def misses(self, where: Where) -> str | None:
        """Name the filter that it fails, as `Where.misses` does."""
        if isinstance(self.cold, Fact):
            return where.misses(self.row, self.cold.claims)
        return where.fails(self.cold, self.row)

    def tell(self, graph: Graph, n: Node, where: Where) -> Fact:
        """Make the fact of it, as seen from the entity that it mentions."""
        if isinstance(self.cold, Fact):
            return self.cold
        return of_relation(graph, self.cold, n, where, self.part)


def told(graph: Graph, n: Node, where: Where) -> Iterator[tuple[Mention, str | None]]:
    """Give every fact that mentions an entity, and beside it the filter that it fails, None where it passes.

    A kind asked for is one of somebody else in the fact, so that one's own dates and numbers have none.
    """
    of_its_own = (Mention(fact.row, "end", fact) for fact in own(graph, n, where))
    for mention in chain(of_its_own, mentions(graph, n, where)):
        others = {mention.row.src, mention.row.dst} - {n}
        of_kind = not where.kinds or any(where.admits(other) for other in others)
        yield mention, mention.misses(where) if of_kind else "kind"


def mentions(graph: Graph, n: Node, where: Where, parts: Container[Part] = PARTS) -> Iterator[Mention]:
    """Give what an entity has one of the parts in, if it can have held at the time asked about.

    First the dates and numbers of others that name it, by their ids, then relations by time; often nothing.
    """
    for owner in dict.fromkeys(owner for owner, part in graph.mentioned_in(n) if part in parts):
        entity = graph.entity(owner)
        for evidence in rows.own(entity):
            part = rows.named(entity, evidence).get(graph.id(n))
            if part and part in parts:
                fact = of_own(graph, owner, evidence, where)
                yield Mention(fact.row, part, fact._replace(entity=n, other=owner, part=part))
    for r, part in graph.incident(n, *(where.window or ())):
        if part in parts:
            yield Mention(graph.row(r), part, r)


def every(graph: Graph, where: Where) -> Iterator[tuple[Mention, tuple[Claim, ...]]]:
    """Give every fact that has claims of its own, once, and these: those of entities, then relations, by id.

    Other names are among them. What the record of an event says of its parties and its place is not: it rests
    on the claims of the event, and is told with it.
    """
    for n in range(len(graph)):
        for evidence in rows.own(graph.entity(n)):
            fact = of_own(graph, n, evidence, where)
            yield Mention(fact.row, "end", fact), fact.claims
    for r in range(graph.size):
        relation = graph.relation(r)
        if relation.event is None and relation.claims:
            yield Mention(graph.row(r), "end", r), relation.claims


def of_relation(graph: Graph, r: Rel, entity: Node, where: Where, part: Part = "end") -> Fact:
    """Tell a relation as seen from one of the entities that it mentions."""
    row, relation = graph.row(r), graph.relation(r)
    shape = rows.shape_of(relation, graph.vocabulary)
    date, text = _date(graph, relation.claims, relation.date, relation.text, shape)
    competing = claims.competing(relation.claims, relation.date, shape, graph.sources)
    return Fact(
        id=relation.id, row=row, entity=entity, other=row.src if entity != row.src else row.dst, part=part,
        certainty=where.certainty(row), claims=relation.claims, where=relation.where, date=date, text=text,
        role=relation.role, about=relation.about, note=relation.note, event=relation.event,
        dates=tuple(competing),
        premises=tuple(of_relation(graph, p, graph.row(p).src, where) for p in graph.premises(r)),
    )  # fmt: skip


def grounds(fact: Fact) -> tuple[Fact, ...]:
    """Give what is stated of a fact: itself, or what it follows from."""
    return fact.premises or (fact,)


def sole_sources(graph: Graph, fact: Fact) -> set[str]:
    """Give the sources each of which a fact hangs on, by itself or by what it follows from."""
    alone = (claims.sole_source(one.claims, graph.sources) for one in grounds(fact))
    return {source for source in alone if source is not None}


def own(graph: Graph, n: Node, where: Where) -> Iterator[Fact]:
    """Give the dates and numbers of an entity itself: birth, death, what happened, figures; often none."""
    for evidence in rows.own(graph.entity(n)):
        if evidence.type != rows.ALIAS:  # told of those who use or report it only; it stands in the record
            yield of_own(graph, n, evidence, where)


def of_own(graph: Graph, n: Node, evidence: rows.Own, where: Where) -> Fact:
    """Tell a fact of one entity; the claims of an event or a figure share its date, of an event its place."""
    entity, told = graph.entity(n), evidence.claims
    standing = claims.standing(told, evidence.date, "act", graph.sources)
    competing = claims.competing(told, evidence.date, "act", graph.sources)
    date, text = _date(graph, told, evidence.date, evidence.text, "act")
    place = claims.place(entity.place if evidence.type == HAPPENED else None, told, graph.sources)
    row = Row(
        n, n, evidence.type, *standing.bounds, standing.status, 0, graph.node(place) if place else None,
        flags(standing), standing.start,
    )  # fmt: skip
    return Fact(
        id=f"{entity.id}.{evidence.id}", row=row, entity=n, other=None, part="end",
        certainty=where.certainty(row), claims=told, where=told[0].where, date=date, text=text,
        role=evidence.name, note=evidence.figure.note if evidence.figure else told[0].note,
        figure=evidence.figure, dates=tuple(competing),
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

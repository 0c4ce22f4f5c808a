"""What differs between two states of a dataset? What records say is compared, not where they stand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Literal, NamedTuple, TypeVar

from akg import claims, contents, facts, rows
from akg.changes import Basis, Change, State, Told, change, compared, last, paired, turn
from akg.contents import Contents, Field, differing
from akg.errors import Place
from akg.model import Relation, Source
from akg.reading import Graph, Node, Rel
from akg.rows import Own
from akg.vocabulary import Chain, Kind, RelationType
from akg.where import Where

Part = Literal["source", "kind", "type", "chain"]
RECORDED = "recorded"  # the claims of an entity that is no event: where its record is found
MOST = 100_000  # pairs of relations from one entity to another that are weighed against each other

R = TypeVar("R", Source, Kind, RelationType, Chain)


class Held(NamedTuple):
    """An entity that differs; of one that is on one side only no more is told."""

    before: Node | None
    after: Node | None
    fields: tuple[Field, ...] = ()
    facts: tuple[Told, ...] = ()  # what is claimed of it by itself


class Listed(NamedTuple):
    """A source, or a row of the vocabulary, that differs."""

    part: Part
    id: str
    change: Change
    fields: tuple[Field, ...]
    where: Place  # of the later state that has it


class Answer(NamedTuple):
    """The records that differ, each list by id."""

    entities: tuple[Held, ...]
    relations: tuple[Told, ...]
    listed: tuple[Listed, ...]

    @property
    def size(self) -> int:
        """How many records differ."""
        return len(self.entities) + len(self.relations) + len(self.listed)

    def first(self, limit: int | None) -> "Answer":
        """Give the first so many of the records."""
        room = self.size if limit is None else limit
        entities, room = self.entities[:room], max(room - len(self.entities), 0)
        relations, room = self.relations[:room], max(room - len(self.relations), 0)
        return Answer(entities, relations, self.listed[:room])


def of(old: Graph, new: Graph) -> Answer:
    """Compare two graphs of sound records.

    What an event says of its parties and its place is compared with the event's record, its claims once.
    Relations are compared by id; those left over are paired by from, type and to, those with most claims in
    common first, so that a corrected date is seen as one.
    """
    return Answer(
        tuple(_entities(old, new)),
        tuple(_relations(old, new)),
        (
            *_listed("source", old.sources, new.sources, contents.source),
            *_listed("kind", old.vocabulary.kinds, new.vocabulary.kinds, contents.kind),
            *_listed("type", old.vocabulary.types, new.vocabulary.types, contents.type),
            *_listed("chain", old.vocabulary.chains, new.vocabulary.chains, contents.chain),
        ),
    )


def counts(answer: Answer) -> Counter[tuple[str, str]]:
    """Count what differs, by what it is and what became of it; a fact of any sort is ''.

    Claims are counted of what is on both sides; those of a new relation are new with it.
    """
    found = Counter[tuple[str, str]]()
    for held in answer.entities:
        found["entity", change(held.before, held.after)] += 1
        for told in held.facts:
            found.update(("claim", change(*said)) for said in told.claims)
    for told in answer.relations:
        word = change(told.before, told.after)
        found["relation", word] += 1
        if word == "changed":
            found.update(("claim", change(*said)) for said in told.claims)
    for told in (*answer.relations, *(told for held in answer.entities for told in held.facts)):
        found["", "re-dated"] += told.redated is not None
        if told.status:
            found["", turn(*told.status)] += 1
    found.update((listed.part, listed.change) for listed in answer.listed)
    return +found


# Relations


def _relations(old: Graph, new: Graph) -> Iterator[Told]:
    before, after = ({one.id: one for one in _stated(graph)} for graph in (old, new))
    pairs = [(before[id], after[id]) for id in before.keys() & after.keys()]
    left, come = (
        [one for id, one in sorted(mine.items()) if id not in others]
        for mine, others in ((before, after), (after, before))
    )
    every = sorted([*pairs, *_matched(left, come)], key=lambda pair: last(*pair).id)
    yield from filter(None, (compared(*pair) for pair in every))


def _stated(graph: Graph) -> Iterator[State]:
    """Give the relations that have claims of their own."""
    for r in range(graph.size):
        if graph.relation(r).event is None:
            yield _relation(graph, r)


def _relation(graph: Graph, r: Rel) -> State:
    relation, row = graph.relation(r), graph.row(r)
    ends = relation.src, relation.dst

    def basis() -> Basis:
        lives = (claims.life(graph.entity(n), graph.sources) for n in (row.src, row.dst))
        shape = rows.shape_of(relation, graph.vocabulary)
        return Basis((relation.claims, relation.date), shape, tuple(lives), graph.sources)

    return State(
        relation.id, (relation.src, relation.type, relation.dst), contents.relation(relation),
        relation.claims, row.status, row.bounds, ends, basis,
        lambda: facts.of_relation(graph, r, row.src, Where(graph)),
    )  # fmt: skip


def _matched(old: Iterable[State], new: Iterable[State]) -> Iterator[tuple[State | None, State | None]]:
    """Pair relations of other ids by from, type and to."""
    groups = defaultdict[tuple[str, ...], tuple[list[State], list[State]]](lambda: ([], []))
    for side, some in enumerate((old, new)):
        for one in some:
            groups[one.what][side].append(one)
    for left, come in groups.values():
        pairs = list(_best(left, come))
        done = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
        yield from pairs
        yield from ((one, None) for one in left if one.id not in done[0])
        yield from ((None, one) for one in come if one.id not in done[1])


def _best(old: Sequence[State], new: Sequence[State]) -> Iterator[tuple[State, State]]:
    """Pair those with most claims in common first, then with most values; very many by the order of ids."""
    if len(old) * len(new) > MOST:
        yield from zip(old, new, strict=False)
        return
    told = {id(one): Counter(map(contents.claim, one.claims)) for one in (*old, *new)}

    def rank(pair: tuple[State, State]) -> tuple[int, int, list[str]]:
        one, other = pair
        common = (told[id(one)] & told[id(other)]).total()
        return -common, -(one.contents & other.contents).total(), sorted((one.id, other.id))

    taken = set[int]()
    for one, other in sorted(product(old, new), key=rank):
        if not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            yield one, other


# Entities


def _entities(old: Graph, new: Graph) -> Iterator[Held]:
    parties = [_parties(graph) for graph in (old, new)]
    ids = {graph.id(n) for graph in (old, new) for n in range(len(graph))}
    for id in sorted(ids):
        before, after = old.node(id), new.node(id)
        if before is None or after is None:
            yield Held(before, after)
            continue
        values = (
            contents.entity(g.entity(n), p[id])
            for g, n, p in zip((old, new), (before, after), parties, strict=True)
        )
        found = tuple(differing(*values))
        told = tuple(_own(old, before, new, after))
        if found or told:
            yield Held(before, after, found, told)


def _parties(graph: Graph) -> Mapping[str, list[Relation]]:
    """Give the relations that the record of each event makes of its parties."""
    found = defaultdict[str, list[Relation]](list)
    for r in range(graph.size):
        relation = graph.relation(r)
        if relation.event and relation.event != relation.src:  # that one leads to its place
            found[relation.event].append(relation)
    return found


def _own(old: Graph, before: Node, new: Graph, after: Node) -> Iterator[Told]:
    """Compare what is claimed of an entity by itself; names and numbers that are alike are paired."""
    sides = [sorted(_claimed(*side), key=lambda one: one.order) for side in ((old, before), (new, after))]
    exact = (lambda one: (one.what, one.order[1:]), lambda one: (one.what, one.order[1]))
    pairs = paired(sides[0], sides[1], *exact, lambda one: one.what)
    yield from filter(None, (compared(*pair) for pair in pairs))


def _claimed(graph: Graph, n: Node) -> Iterator[State]:
    entity = graph.entity(n)
    recorded = entity.claims if entity.kind != "event" else ()
    for own in (*rows.own(entity), *([Own(RECORDED, RECORDED, recorded)] if recorded else [])):
        yield _alone(graph, n, own)


def _alone(graph: Graph, n: Node, own: Own) -> State:
    stands = claims.standing(own.claims, own.date, "act", graph.sources)
    name = own.figure.what if own.figure else own.name or ""
    return State(
        "", (own.type, name), contents.own(own), own.claims, stands.status, stands.bounds, (graph.id(n),),
        lambda: Basis((own.claims, own.date), "act", (), graph.sources),
        lambda: facts.of_own(graph, n, own, Where(graph)),
    )  # fmt: skip


# Sources and the vocabulary


def _listed(
    part: Part, old: Mapping[str, R], new: Mapping[str, R], contents_of: Callable[[R], Contents]
) -> Iterator[Listed]:
    for id in sorted(old.keys() | new.keys()):
        before, after = old.get(id), new.get(id)
        found = tuple(differing(contents_of(before), contents_of(after))) if before and after else ()
        if found or not (before and after):
            yield Listed(part, id, change(before, after), found, (new.get(id) or old[id]).where)

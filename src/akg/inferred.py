"""A graph with what follows from its relations by the chains that the vocabulary declares."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from akg import dates, rows
from akg.claims import STANDING
from akg.dates import UNDATED, Bounds
from akg.errors import AkgError
from akg.model import Relation
from akg.over import Over
from akg.reading import DOUBTED, UNCERTAIN, Graph, Node, Part, Rel, Row
from akg.vocabulary import Chain, RelationType, Step, Vocabulary

MOST = 100_000  # derived relations; and ten times as many beginnings of them


class TooMany(AkgError):
    """With a chain more follows than anybody could read, or memory hold."""

    def __init__(self, chain: Chain) -> None:
        super().__init__(
            f"--inferred: too much follows by the chain {chain.id!r}; ask without --inferred, "
            "or declare it otherwise in vocabulary.yaml"
        )


class Derived(NamedTuple):
    """A relation that nobody states, and what it follows from."""

    relation: Relation  # without claims; its place is that of the chain
    row: Row
    premises: tuple[Rel, ...]


class Inferred(Over):
    """The reading interface (`akg.reading.Graph`) over another graph, whose derived relations are added.

    Those of the other graph keep their numbers; the derived follow, in the order of their ids, which are the
    chain's and those of the premises, joined by ':'. Each has claims through its premises alone. Premises are
    stated, asserted or disputed, and states or lasting; the entities of a chain are all different.

    Raises TooMany.
    """

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._derived = _derived(graph)
        self._between: dict[tuple[Node, Node], list[Rel]] = defaultdict(list)
        self._incident: dict[Node, list[Rel]] = defaultdict(list)
        for r, (_, row, _) in enumerate(self._derived, graph.size):
            self._between[_pair(row.src, row.dst)].append(r)
            self._incident[row.src].append(r)
            self._incident[row.dst].append(r)

    @property
    def size(self) -> int:
        return self.whole.size + len(self._derived)

    def neighbours(self, n: Node) -> Sequence[Node]:
        stated = self.whole.neighbours(n)
        if n not in self._incident:
            return stated
        ends = ((row.src, row.dst) for row in map(self.row, self._incident[n]))
        return sorted({*stated, *(end for both in ends for end in both if end != n)})

    def floors(self, n: Node) -> Sequence[int]:
        floors = dict(zip(self.whole.neighbours(n), self.whole.floors(n), strict=True))
        for r in self._incident.get(n, ()):
            row = self.row(r)
            other = row.dst if n == row.src else row.src
            floors[other] = min(row.weight, floors.get(other, row.weight))
        return [floors[other] for other in self.neighbours(n)]

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        stated, derived = self.whole.between(u, v), self._between.get(_pair(u, v))
        return sorted((*stated, *derived), key=lambda r: (self.row(r).weight, r)) if derived else stated

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        stated = self.whole.incident(n, since, until)
        if n not in self._incident:
            yield from stated
            return
        end: Part = "end"
        derived = ((r, end) for r in self._incident[n] if self.row(r).overlaps(since, until))
        yield from sorted((*stated, *derived), key=lambda found: (self.row(found[0]).order, found[0]))

    def row(self, r: Rel) -> Row:
        return self.whole.row(r) if r < self.whole.size else self._derived[r - self.whole.size].row

    def relation(self, r: Rel) -> Relation:
        return self.whole.relation(r) if r < self.whole.size else self._derived[r - self.whole.size].relation

    def premises(self, r: Rel) -> Sequence[Rel]:
        return () if r < self.whole.size else self._derived[r - self.whole.size].premises


# From whom a step leads along which relations to whom.
_Leads = Mapping[Step, Mapping[Node, Sequence[tuple[Rel, Node]]]]
_Walk = tuple[tuple[Node, ...], tuple[Rel, ...]]


def _derived(graph: Graph) -> list[Derived]:
    """Derive all that follows, in the order of the ids."""
    chains = list(graph.vocabulary.chains.values())
    leads = _leads(graph, {step.type for chain in chains for step in chain.steps})
    found: dict[object, Derived] = {}
    budget = iter(range(10 * MOST))
    for chain in chains:
        symmetric = graph.vocabulary.types[chain.implies].symmetric
        for nodes, premises in _walked(graph, chain, leads, budget):
            made = _conclusion(graph, chain, nodes, premises)
            if made is None:
                continue
            # What means the same both ways is not to be told from either end: from that of the smaller id.
            same = (chain.id, frozenset(premises)) if symmetric else made.relation.id
            found[same] = min(made, found.get(same, made), key=lambda one: one.row.src)
            if len(found) > MOST:
                raise TooMany(chain)
    return sorted(found.values(), key=lambda one: one.relation.id)


def _leads(graph: Graph, types: set[str]) -> _Leads:
    """Index the relations that may be premises by the steps, of these types, that they are."""
    readings = {type.id: list(_readings(type, graph.vocabulary)) for type in graph.vocabulary.types.values()}
    leads: dict[Step, dict[Node, list[tuple[Rel, Node]]]] = defaultdict(lambda: defaultdict(list))
    for r in range(graph.size):
        row = graph.row(r)
        read = [(type, forward) for type, forward in readings[row.type] if type in types]
        if read and row.status in STANDING and not _is_act(graph, r):
            for type, forward in read:
                src, dst = (row.src, row.dst) if forward else (row.dst, row.src)
                leads[Step(type, forward=True)][src].append((r, dst))
                leads[Step(type, forward=False)][dst].append((r, src))
    return leads


def _readings(type: RelationType, vocabulary: Vocabulary) -> Iterator[tuple[str, bool]]:
    """Give the types that a relation of this type is a step of, and whether in the direction that it has."""
    yield type.id, True
    if type.symmetric:
        yield type.id, False
    for other in vocabulary.inverses(type.id):
        yield other, False


def _is_act(graph: Graph, r: Rel) -> bool:
    """Say whether a relation is over once it happened, so that nothing follows from it."""
    return rows.shape_of(graph.relation(r), graph.vocabulary) == "act"


def _walked(graph: Graph, chain: Chain, leads: _Leads, budget: Iterator[int]) -> Iterator[_Walk]:
    """Give each way along the steps of a chain: the entities, none twice, and the relations between them.

    One whose relations cannot have met is not gone on with. Each step takes one from the budget.
    """
    rest: list[tuple[_Walk, tuple[int, int]]] = [
        (((n,), ()), (dates.BEGIN, dates.END)) for n in leads.get(chain.steps[0], ())
    ]
    while rest:
        (nodes, premises), (first, last) = rest.pop()
        if len(premises) == len(chain.steps):
            yield nodes, premises
            continue
        for r, there in leads.get(chain.steps[len(premises)], {}).get(nodes[-1], ()):
            if next(budget, None) is None:
                raise TooMany(chain)
            row = graph.row(r)
            window = max(first, row.es), min(last, row.le)
            if there not in nodes and window[0] <= window[1]:
                rest.append((((*nodes, there), (*premises, r)), window))


def _conclusion(
    graph: Graph, chain: Chain, nodes: tuple[Node, ...], premises: tuple[Rel, ...]
) -> Derived | None:
    """Derive the relation of the ends; None where its type does not join them."""
    src, dst = nodes[0], nodes[-1]
    implied, told = graph.vocabulary.types[chain.implies], [graph.row(r) for r in premises]
    if not _admits(implied, graph.kind(src), graph.kind(dst)):
        return None
    if [row.type for row in told] == [implied.id]:  # itself, read as the inverse of its inverse
        return None
    bounds, sure = _shared([row.bounds for row in told])
    row = Row(
        src, dst, implied.id, *bounds,
        status="disputed" if any(row.status == "disputed" for row in told) else "asserted",
        weight=_weight(graph, nodes, told),
        place=None,
        flags=DOUBTED * any(row.flags & DOUBTED for row in told)
        | UNCERTAIN * (not sure or any(row.flags & UNCERTAIN for row in told)),
        start=min(max(row.start for row in told), bounds.le),
    )  # fmt: skip
    id = ":".join((chain.id, *(graph.relation(r).id for r in premises)))
    relation = Relation(id, graph.id(src), implied.id, graph.id(dst), (), chain.where)
    return Derived(relation, row, premises)


def _admits(type: RelationType, src: str, dst: str) -> bool:
    return type.admits(src, dst) or (type.symmetric and type.admits(dst, src))


def _shared(held: Sequence[Bounds]) -> tuple[Bounds, bool]:
    """Bound the time at which all held, if they can have met, and say whether they surely did.

    Where it is not known when one of them held, it is not known of all.
    """
    if any(map(dates.is_undated, held)):
        return UNDATED, True
    starts, latest_starts, earliest_ends, ends = zip(*held, strict=True)
    first, last = max(starts), min(ends)
    begun, ended = max(latest_starts), min(earliest_ends)
    if all(one.ls <= other.ee for one, other in permutations(held, 2)):  # any two of them met, so all did
        return Bounds(first, begun, ended, last), True
    return Bounds(first, min(begun, last), max(ended, first), last), False


def _weight(graph: Graph, nodes: Sequence[Node], told: Sequence[Row]) -> int:
    """Give what it costs to walk the premises, as one hop."""
    tolls = sum(rows.toll(graph.degree(n)) for n in nodes[1:-1])
    return (sum(row.weight >> 16 for row in told) << 16) + tolls + 1


def _pair(u: Node, v: Node) -> tuple[Node, Node]:
    return (u, v) if u < v else (v, u)

"""How are two entities connected? The chains of relations between them, the most telling first."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import chain, combinations, pairwise, takewhile
from typing import NamedTuple, TypeVar

from akg import chains, claims, facts, nearest
from akg.chains import Budget, Chain, Ground
from akg.claims import Originator
from akg.corridor import Corridor
from akg.dates import Certainty
from akg.dates.in_order import Arrival
from akg.dates.together import Together
from akg.errors import AkgError
from akg.facts import Fact
from akg.model import Claim
from akg.names import listed, quoted
from akg.reading import DOUBTED, Graph, Node, Rel
from akg.ways import Rank as Rank
from akg.ways import Rels, Ways
from akg.ways import Route as Route
from akg.where import Tally, Where, reasons

# How many neighbours a search looks at; a relation counts as eight. The same for a graph of any size: among
# 5 million relations one takes 1 to 3 microseconds. Where nothing is found it is half as many more.
WORK = 300_000
K = 3  # paths that are told, unless another number is asked for
FEW = 4  # steps: where no more are wanted, all that lies within them is looked at
LOOKED = 1000  # neighbours of an end whose relations are looked at to tell what was left out there
T = TypeVar("T")


class Instead(NamedTuple):
    """What dropping one constraint would give."""

    change: str  # such as "without --at"
    paths: int  # at least one
    more: bool  # whether there may be more of them

    @property
    def words(self) -> str:
        """It in words, such as "2 or more paths without --at"."""
        many = self.more or self.paths > 1
        return f"{self.paths}{' or more' * self.more} path{'s' * many} {self.change}"


class NoPath(AkgError):
    """Both entities exist, but no chain of relations that passes the filters joins them."""

    exit_code = 1

    def __init__(
        self, start: str, goal: str, left_out: Counter[str], more: bool, instead: Sequence[Instead], *,
        complete: bool,
    ) -> None:  # fmt: skip
        without = ", ".join(f"{count} {word}" for word, count in sorted(left_out.items())) + " or more" * more
        super().__init__(
            f"no path from {quoted(start)} to {quoted(goal)}"
            + (f" under these filters (left out at these two: {without})" if left_out else "")
            + ("" if complete else " was found before the search was ended for its length")
            + (f"; there would be:{listed([one.words for one in instead])}" if instead else "")
        )
        self.instead = tuple(instead)


class SameEntity(AkgError):
    """A path from an entity to itself was asked for."""


class Contradiction(AkgError):
    """A path was asked for that no data could give."""


class Step:
    """The relations that join two entities of a path next to each other; they are read when they are told."""

    def __init__(self, here: Node, rels: Rels, where: Where) -> None:
        self.weight = rels[0][0]  # fixed point, as the cost of a path
        self._here, self._rels, self._where = here, rels, where

    @cached_property
    def best(self) -> Fact:
        """The one whose weight counts: the cheapest."""
        return self._told(self._rels[0][1])

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All of them, certain ones first."""
        told = (self.best, *(self._told(r) for _, r in self._rels[1:]))
        return tuple(sorted(told, key=lambda fact: fact.certainty == "possible"))

    @property
    def certain(self) -> bool:
        """Whether one of them is certain at the time asked about."""
        sure = (self._where.certainty(self._where.graph.row(r)) for _, r in self._rels)
        return "certain" in sure

    @property
    def voices(self) -> int:
        """The originators who assert the best; of what is derived, its weakest premise."""
        sources = self._where.graph.sources
        return min(claims.support(fact.claims, sources) for fact in facts.grounds(self.best))

    @property
    def sources(self) -> frozenset[str]:
        """Each one without which none of them would be left."""
        graph = self._where.graph
        return frozenset(_in_all(facts.sole_sources(graph, fact) for fact in self.facts))

    @property
    def speakers(self) -> tuple[Claim, ...]:
        """The first claim of each originator without whose word likewise."""
        graph = self._where.graph
        first = _sole_voices(graph, self.best)
        alone = _in_all(_sole_voices(graph, fact).keys() for fact in self.facts)
        return tuple(claim for who, claim in first.items() if who in alone)

    @property
    def strain(self) -> tuple[int, bool]:
        """How weak it is as evidence: by weight, were it in no event; whether doubted."""
        return max(_strain(fact, self._where) for fact in facts.grounds(self.best))

    def _told(self, r: Rel) -> Fact:
        return facts.of_relation(self._where.graph, r, self._here, self._where)


class Path:
    """A chain of n + 1 entities and n steps; what is told of it is looked up when it is asked for."""

    def __init__(self, nodes: Chain, ways: Ways, where: Where) -> None:
        self.nodes = nodes
        self._ways, self._where = ways, where

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """What joins its entities, one after the other."""
        return tuple(
            Step(here, rels, self._where) for here, rels in zip(self.nodes, self._taken, strict=False)
        )

    @cached_property
    def _taken(self) -> list[Rels]:
        return self._ways.taken(self.nodes)

    @property
    def tolls(self) -> tuple[int, ...]:
        """What passing through each inner entity costs."""
        return tuple(map(self._ways.toll, self.nodes[1:-1]))

    @cached_property
    def together(self) -> Together | None:
        """When all steps held, where that was asked."""
        return self._ways.together(self._taken)

    @cached_property
    def in_order(self) -> Arrival | None:
        """When the last one was taken, where that was asked."""
        return self._ways.in_order(self._taken)

    @cached_property
    def certainty(self) -> Certainty | None:
        """That of its weakest part; None where no time was asked about."""
        sure = [step.certain for step in self.steps if self._where.window]
        sure += [self.together.sure] if self.together else []
        sure += [self.in_order.certain is not None] if self.in_order else []
        return ("certain" if all(sure) else "possible") if sure else None

    @property
    def cost(self) -> int:
        """The cost: fixed point, in 1/65536, shifted left by 16, plus hops."""
        return sum(step.weight for step in self.steps) + sum(self.tolls)

    @property
    def weakest(self) -> tuple[int, ...]:
        """The steps, counted from 0, that are worst attested: one, or several that are as bad."""
        strains = [step.strain for step in self.steps]
        worst = max(strains)
        return tuple(n for n, strain in enumerate(strains) if strain == worst)


class Answer:
    """The best paths; what is told of them is looked up when it is asked for."""

    def __init__(self, paths: tuple[Path, ...], where: Where, *, complete: bool) -> None:
        self.paths = paths
        self.complete = complete  # whether the search came to its end, not to that of its budget
        self._where = where

    @cached_property
    def left_out(self) -> Counter[str]:
        """How many relations among the entities of the paths the filters left out, by reason."""
        nodes = sorted({node for path in self.paths for node in path.nodes})
        return reasons(_fails(self._where, combinations(nodes, 2)))

    @property
    def sure(self) -> Tally | None:
        """How many paths are certain, and how many only possible; None where no time was asked about."""
        found = Counter(path.certainty for path in self.paths)
        return None if None in found else Tally(found["certain"], found["possible"])


def between(
    graph: Graph,
    start: Node,
    goal: Node,
    where: Where,
    k: int = K,
    route: Route = Route(),  # noqa: B008 -- it cannot be changed
    rank: Rank = "cost",
) -> Answer:
    """Find the k best loopless chains: the cheapest, or those of fewest hops; ties by the ids of entities.

    Returns at most k paths; one whose inner entities are those of a better one is dropped. A kind asked for
    is that of the inner entities. What a path costs is told in docs/ranking.md. Raises NoPath, which counts
    what each constraint keeps out; SameEntity where both ends are one; Contradiction.
    """
    if start == goal:
        raise SameEntity(f"both ends are {quoted(graph.name(start))}; name two entities")
    if barred := route.avoid & {start, goal, *route.via}:
        raise Contradiction(
            f"--avoid: the path is to lead over {quoted(graph.name(min(barred)))}; leave one out"
        )
    where, budget = where._replace(timed=route.timed), Budget(WORK)
    ways = Ways(where.graph, start, goal, where, route, budget)
    if found := _found(ways, (start, goal), route, budget, rank, k):
        complete = not budget.spent  # to tell them takes more
        return Answer(tuple(Path(nodes, ways, where) for nodes in found), where, complete=complete)
    raise NoPath(
        graph.name(start), graph.name(goal), *_left_out(where, (start, goal)),
        _instead(start, goal, where, k, route), complete=not budget.spent,
    )  # fmt: skip


def _instead(start: Node, goal: Node, where: Where, k: int, route: Route) -> list[Instead]:
    """Count the paths, up to k or K, that there would be without each constraint by itself; often none."""
    looser = [(change, free, route) for change, free in where.loosened()]
    looser += [(change, where, free) for change, free in route.loosened()]
    instead, most = [], max(k, K)
    for change, freed, way in looser:
        freed, budget = freed._replace(timed=way.timed), Budget(WORK // 2 // len(looser))
        ways = Ways(freed.graph, start, goal, freed, way, budget)
        if found := _found(ways, (start, goal), way, budget, "hops", most):
            instead.append(Instead(change, len(found), len(found) == most or budget.spent))
    return instead


def _found(
    ways: Ways, ends: tuple[Node, Node], route: Route, budget: Budget, rank: Rank, k: int
) -> list[Chain]:
    """Give the k best chains, none through the same inner entities as a better one.

    Some of the cheapest may not be what is wanted of the route; then more of the graph is looked at. Where
    the budget is spent before any is known to be the best, these are some that are less sure to be.
    """
    start, goal = ends
    if rank == "hops" and not route.timed and not route.via:
        few = nearest.chains(ways.land(rank, *ends), budget)
        near = _first(k, takewhile(lambda nodes: len(nodes) <= (route.max_hops or len(nodes)) + 1, few))
        if len(near) == k or budget.spent:
            return near
    passed = sorted(route.via - {start, goal})
    if route.max_hops is not None and route.max_hops <= FEW and not passed:
        corridor = Corridor([ways.land("hops", *ends)], budget, route.max_hops)
        ground, _ = corridor.widen(k)
        ground = ground if rank == "hops" else ways.priced(ground)
        return _first(k, _chains(ways, ground, None, route, budget, rank)) or _met(corridor, route, k)
    over = [(start, node, goal) for node in passed] if passed else [(start, goal)]
    corridors = [Corridor([ways.land(rank, *two) for two in pairwise(stops)], budget) for stops in over]
    found: list[Chain] = []
    wanted = k
    while True:
        widened = (corridor.widen(wanted) for corridor in corridors)
        ground, bound = max(widened, key=lambda wide: (wide[1] is None, wide[1] or 0))
        if budget.spent:
            break
        again = _first(k, _chains(ways, ground, bound, route, budget, rank))
        found = max(found, again, key=len)  # cut short by its budget, a search can find less than before
        if len(found) == k or bound is None or budget.spent:
            break
        wanted *= 4
    return found or _met(corridors[0], route, k)


def _first(k: int, found: Iterable[Chain]) -> list[Chain]:
    """Give the first k chains, of several through the same inner entities the first."""
    first: dict[frozenset[Node], Chain] = {}
    for nodes in found:
        first.setdefault(frozenset(nodes[1:-1]), nodes)
        if len(first) == k:
            break
    return list(first.values())


def _met(corridor: Corridor, route: Route, k: int) -> list[Chain]:
    """Give what a search met with that was ended before it knew the best; often none."""
    if route.timed:  # to tell whether they are in time would take as much again
        return []
    most = route.max_hops
    return [nodes for nodes in corridor.met() if most is None or len(nodes) <= most + 1][:k]


def _chains(
    ways: Ways, ground: Ground, bound: int | None, route: Route, budget: Budget, rank: Rank
) -> Iterator[Chain]:
    """Give the chains that are wanted, best first, up to a cost.

    What the search says of a chain that is to be in time can be too little: the cheapest relation of a step
    may be out of time. So a chain waits until no other can be cheaper.
    """
    stands = ways.stands if route.timed else len
    waiting: list[tuple[int, Chain]] = []
    for least, nodes in chains.ranked(ground, budget, via=route.via, max_hops=route.max_hops, stands=stands):
        if bound is not None and least > bound:
            break
        cost = ways.cost(nodes) if route.timed and rank == "cost" else least
        heapq.heappush(waiting, (cost, nodes))
        while waiting and waiting[0] <= (least, nodes):
            yield heapq.heappop(waiting)[1]
    while waiting and (bound is None or waiting[0][0] <= bound):
        yield heapq.heappop(waiting)[1]


def _left_out(where: Where, ends: tuple[Node, Node]) -> tuple[Counter[str], bool]:
    """Count what only status or want of a date keeps out at both ends, and say whether there may be more.

    Of an entity with many neighbours the first are looked at.
    """
    near = [where.graph.neighbours(n) for n in ends]
    pairs = {(min(n, other), max(n, other)) for n, others in zip(ends, near, strict=True)
             for other in others[:LOOKED]}  # fmt: skip
    return reasons(_fails(where, pairs)), any(len(others) > LOOKED for others in near)


def _fails(where: Where, pairs: Iterable[tuple[Node, Node]]) -> Iterator[str | None]:
    """Name what filter fails each relation of pairs of entities."""
    rels = chain.from_iterable(where.graph.between(u, v) for u, v in pairs)
    return (where.fails(r, where.graph.row(r)) for r in rels)


def _strain(fact: Fact, where: Where) -> tuple[int, bool]:
    return (where.weight(fact.row) >> 16) << (fact.event is not None), fact.flag(DOUBTED)


def _in_all(sets: Iterable[Set[T]]) -> Set[T]:
    """Give what all of some sets have, of which there is one at least; looks no further than to find none."""
    each = iter(sets)
    shared = next(each)
    for one in each:
        if not shared:
            break
        shared = shared & one
    return shared


def _sole_voices(graph: Graph, fact: Fact) -> dict[Originator, Claim]:
    """Give those on whose word alone a fact hangs, by itself or by what it follows from, each by a claim."""
    told = [claims.asserting(one.claims, graph.sources) for one in facts.grounds(fact)]
    voices = [{claims.originator(claim): claim for claim in heard} for heard in told]
    return dict(chain.from_iterable(one.items() for one in voices if len(one) == 1))

"""How are two entities connected? The chains of relations between them, the most telling first."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise
from typing import NamedTuple

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
from akg.reading import DOUBTED, Graph, Node
from akg.ways import Rank as Rank
from akg.ways import Rels, Ways
from akg.ways import Route as Route
from akg.where import Tally, Where, reasons

# How many neighbours a search looks at; a relation counts as eight. The same for a graph of any size.
WORK = 400_000
LOOKED = 1000  # neighbours of an end whose relations are looked at to tell what was left out there


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


class Step(NamedTuple):
    """The relations that join two entities of a path next to each other, certain ones first."""

    facts: tuple[Fact, ...]
    best: Fact  # the one whose weight counts: the cheapest
    weight: int  # fixed point, as the cost of a path
    voices: int  # the originators who assert the best; of what is derived, its weakest premise
    sources: frozenset[str]  # each one without which none of them would be left
    speakers: tuple[Claim, ...]  # the first claim of each originator without whose word likewise
    strain: tuple[int, bool]  # how weak it is as evidence: by weight, were it in no event; whether doubted


class Path(NamedTuple):
    """A chain of n + 1 entities and n steps."""

    nodes: Chain
    steps: tuple[Step, ...]
    tolls: tuple[int, ...]  # what passing through each inner entity costs
    certainty: Certainty | None  # that of its weakest part; None where no time was asked about
    together: Together | None = None  # when all steps held, where that was asked
    in_order: Arrival | None = None  # when the last one was taken, where that was asked

    @property
    def cost(self) -> int:
        """The cost: fixed point, in 1/65536, shifted left by 16, plus hops."""
        return sum(step.weight for step in self.steps) + sum(self.tolls)

    @property
    def weakest(self) -> tuple[int, ...]:
        """The steps, counted from 0, that are worst attested: one, or several that are as bad."""
        worst = max(step.strain for step in self.steps)
        return tuple(n for n, step in enumerate(self.steps) if step.strain == worst)


class Answer(NamedTuple):
    """The best paths, and how many relations among their entities the filters left out, by reason."""

    start: Node
    goal: Node
    paths: tuple[Path, ...]
    left_out: Counter[str]
    complete: bool = True  # whether the search came to its end, not to that of its budget

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
    k: int = 3,
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
        paths = tuple(_path(where.graph, ways, where, nodes) for nodes in found)
        left_out = reasons(
            _fails(where, combinations(sorted({node for nodes in found for node in nodes}), 2))
        )
        return Answer(start, goal, paths, left_out, complete)
    raise NoPath(
        graph.name(start), graph.name(goal), *_left_out(where, (start, goal)),
        _instead(start, goal, where, k, route), complete=not budget.spent,
    )  # fmt: skip


def _instead(start: Node, goal: Node, where: Where, k: int, route: Route) -> list[Instead]:
    """Count the paths, up to k or 3, that there would be without each constraint by itself; often none."""
    looser = [(change, free, route) for change, free in where.loosened()]
    looser += [(change, where, free) for change, free in route.loosened()]
    instead, most = [], max(k, 3)
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

    Some of the cheapest may not be what is wanted of the route; then more of the graph is looked at.
    """
    start, goal = ends
    found: dict[frozenset[Node], Chain] = {}
    if rank == "hops" and not route.timed and not route.via:
        for nodes in nearest.chains(ways.land(rank, *ends), budget):
            if budget.spent or (route.max_hops is not None and len(nodes) > route.max_hops + 1):
                return list(found.values())
            found.setdefault(frozenset(nodes[1:-1]), nodes)
            if len(found) == k:
                return list(found.values())
    passed = sorted(route.via - {start, goal})
    over = [(start, node, goal) for node in passed] if passed else [(start, goal)]
    corridors = [Corridor([ways.land(rank, *two) for two in pairwise(stops)], budget) for stops in over]
    wanted = k
    while True:
        widened = (corridor.widen(wanted) for corridor in corridors)
        ground, bound = max(widened, key=lambda wide: (wide[1] is None, wide[1] or 0))
        if budget.spent:
            break
        again: dict[frozenset[Node], Chain] = {}
        for nodes in _chains(ways, ground, bound, route, budget, rank):
            again.setdefault(frozenset(nodes[1:-1]), nodes)
            if len(again) == k:
                return list(again.values())
        found = max(found, again, key=len)  # cut short by its budget, a search can find less than before
        if bound is None or budget.spent:
            break
        wanted *= 4
    return list(found.values())


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


def _path(graph: Graph, ways: Ways, where: Where, nodes: Chain) -> Path:
    taken = ways.taken(nodes)
    steps = tuple(_step(graph, here, rels, where) for here, rels in zip(nodes, taken, strict=False))
    together, in_order = ways.together(taken), ways.in_order(taken)
    sure = [any(fact.certainty == "certain" for fact in step.facts) for step in steps if where.window]
    sure += [together.sure] if together else []
    sure += [in_order.certain is not None] if in_order else []
    certainty: Certainty | None = ("certain" if all(sure) else "possible") if sure else None
    return Path(nodes, steps, tuple(map(ways.toll, nodes[1:-1])), certainty, together, in_order)


def _step(graph: Graph, here: Node, rels: Rels, where: Where) -> Step:
    told = tuple(facts.of_relation(graph, r, here, where) for _, r in rels)
    return Step(
        facts=tuple(sorted(told, key=lambda fact: fact.certainty == "possible")),
        best=told[0],
        weight=rels[0][0],
        voices=min(claims.support(fact.claims, graph.sources) for fact in facts.grounds(told[0])),
        sources=frozenset(set.intersection(*(facts.sole_sources(graph, fact) for fact in told))),
        speakers=_speakers(graph, told),
        strain=max(_strain(fact, where) for fact in facts.grounds(told[0])),
    )


def _strain(fact: Fact, where: Where) -> tuple[int, bool]:
    return (where.weight(fact.row) >> 16) << (fact.event is not None), fact.flag(DOUBTED)


def _speakers(graph: Graph, told: Iterable[Fact]) -> tuple[Claim, ...]:
    """Give those on whose word alone every fact hangs likewise, each by a claim."""
    first, *others = [
        {who: claim for one in facts.grounds(fact) for who, claim in _sole_voice(graph, one)} for fact in told
    ]
    return tuple(claim for who, claim in first.items() if all(who in other for other in others))


def _sole_voice(graph: Graph, fact: Fact) -> Iterable[tuple[Originator, Claim]]:
    """Give the one originator who asserts a fact, with a claim; nothing where several do, or nobody."""
    voices = {claims.originator(claim): claim for claim in claims.asserting(fact.claims, graph.sources)}
    return voices.items() if len(voices) == 1 else ()

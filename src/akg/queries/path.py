"""How are two entities connected? The chains of relations between them, the most telling first."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from akg import chains, claims, facts
from akg.chains import Budget, Chain
from akg.claims import Originator
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

WORK = 200_000  # steps looked at besides those that one search of the whole graph takes: a second or two


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
        self, start: str, goal: str, left_out: Counter[str], instead: Sequence[Instead], *, complete: bool
    ) -> None:
        without = ", ".join(f"{count} {word}" for word, count in sorted(left_out.items()))
        super().__init__(
            f"no path from {quoted(start)} to {quoted(goal)}"
            + (f" under these filters (left out at these two: {without})" if without else "")
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
    answer = _search(start, goal, where, k, route, rank, WORK)
    if answer.paths:
        return answer
    instead = _instead(start, goal, where, k, route)
    raise NoPath(graph.name(start), graph.name(goal), answer.left_out, instead, complete=answer.complete)


def _instead(start: Node, goal: Node, where: Where, k: int, route: Route) -> list[Instead]:
    """Count the paths, up to k or 3, that there would be without each constraint by itself; often none."""
    looser = [(change, free, route) for change, free in where.loosened()]
    looser += [(change, where, free) for change, free in route.loosened()]
    found, most = [], max(k, 3)
    for change, freed, way in looser:
        answer = _search(start, goal, freed, most, way, "hops", WORK // 4)
        if answer.paths:
            more = len(answer.paths) == most or not answer.complete
            found.append(Instead(change, len(answer.paths), more))
    return found


def _search(start: Node, goal: Node, where: Where, k: int, route: Route, rank: Rank, work: int) -> Answer:
    graph, where = where.graph, where._replace(timed=route.timed)
    ways = Ways(graph, start, goal, where, route)
    budget = Budget(work + 4 * graph.size)
    found: dict[frozenset[Node], Chain] = {}
    for nodes in _chains(ways, route, budget, rank):
        found.setdefault(frozenset(nodes[1:-1]), nodes)
        if len(found) == k:
            break
    paths = tuple(_path(graph, ways, where, nodes) for nodes in found.values())
    return Answer(start, goal, paths, _left_out(graph, start, goal, paths, where), not budget.spent)


def _chains(ways: Ways, route: Route, budget: Budget, rank: Rank) -> Iterator[Chain]:
    """Give the chains that are wanted, best first.

    What the search says of a chain that is to be in time can be too little: the cheapest relation of a step
    may be out of time. So a chain waits until no other can be cheaper.
    """
    stands = ways.stands if route.timed else len
    ranked = chains.ranked(ways.ground(rank), budget, via=route.via, max_hops=route.max_hops, stands=stands)
    waiting: list[tuple[int, Chain]] = []
    for least, nodes in ranked:
        cost = ways.cost(nodes) if route.timed and rank == "cost" else least
        heapq.heappush(waiting, (cost, nodes))
        while waiting and waiting[0] <= (least, nodes):
            yield heapq.heappop(waiting)[1]
    while waiting:
        yield heapq.heappop(waiting)[1]


def _left_out(graph: Graph, start: Node, goal: Node, paths: Iterable[Path], where: Where) -> Counter[str]:
    """Count what only status or want of a date keeps out: among those on the paths, else at both ends."""
    met = {node for path in paths for node in path.nodes}
    pairs = combinations(met, 2) if met else ((u, v) for u in (start, goal) for v in graph.neighbours(u))
    rels = set(chain.from_iterable(graph.between(u, v) for u, v in pairs))
    return reasons(where.fails(r, graph.row(r)) for r in rels)


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

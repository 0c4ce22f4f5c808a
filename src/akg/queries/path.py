"""How are two entities connected? The chains of relations between them, the most telling first."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, pairwise
from typing import Literal, NamedTuple

from akg import chains, claims, facts
from akg.chains import Budget, Chain, Ground
from akg.dates import Certainty, along
from akg.dates.along import ALL_TIME, Arrival, Times, Together
from akg.errors import AkgError
from akg.facts import Fact
from akg.model import Claim
from akg.names import listed, quoted
from akg.reading import DOUBTED, Graph, Node, Rel
from akg.rows import ONE
from akg.where import Tally, Where, is_firm, reasons

Rank = Literal["cost", "hops"]
WORK = 1_000_000  # steps looked at besides those that one search of the whole graph takes


class Route(NamedTuple):
    """What is asked of the way itself; the fields are the options that ask for it."""

    via: frozenset[Node] = frozenset()  # each of these is on it
    avoid: frozenset[Node] = frozenset()  # and none of these
    directed: bool = False  # each step goes as a relation is stated; symmetric ones go both ways
    max_hops: int | None = None
    same_time: bool = False  # there is a time at which all steps held
    in_order: bool = False  # each step was taken at or after the one before

    @property
    def timed(self) -> bool:
        """Whether it matters when the steps were."""
        return self.same_time or self.in_order

    def loosened(self) -> Iterator[tuple[str, "Route"]]:
        """Give each thing asked for, in the words of its option, and the route without it."""
        for name, free in self._field_defaults.items():
            if getattr(self, name) != free:
                yield f"without --{name.replace('_', '-')}", self._replace(**{name: free})


class Instead(NamedTuple):
    """What dropping one constraint would give."""

    change: str  # such as "without --at"
    paths: int  # at least one
    more: bool  # whether there may be more of them


class NoPath(AkgError):
    """Both entities exist, but no chain of relations that passes the filters joins them."""

    exit_code = 1

    def __init__(
        self, start: str, goal: str, left_out: Counter[str], instead: Sequence[Instead], *, complete: bool
    ) -> None:
        without = ", ".join(f"{count} {word}" for word, count in sorted(left_out.items()))
        rows = [f"{one.paths}{' or more' * one.more} path{'s' * _many(one)} {one.change}" for one in instead]
        super().__init__(
            f"no path from {quoted(start)} to {quoted(goal)}"
            + (f" under these filters (left out at these two: {without})" if without else "")
            + ("" if complete else " was found before the search was ended for its length")
            + (f"; there would be:{listed(rows)}" if rows else "")
        )
        self.instead = tuple(instead)


def _many(one: Instead) -> bool:
    return one.more or one.paths > 1


class SameEntity(AkgError):
    """A path from an entity to itself was asked for."""


class Contradiction(AkgError):
    """A path was asked for that no data could give."""


class Step(NamedTuple):
    """The relations that join two entities of a path next to each other, certain ones first."""

    facts: tuple[Fact, ...]
    best: Fact  # the one whose weight counts
    weight: int  # fixed point, as the cost of a path
    voices: int  # the originators who assert the best
    source: str | None  # the one without which none of them would be asserted
    voice: Claim | None  # the first claim of the one originator by whose word alone they are asserted

    @property
    def strain(self) -> tuple[int, bool]:
        """How weak it is as evidence: by its weight, were it in no event, then by whether it is doubted."""
        return (self.weight >> 16) << (self.best.event is not None), self.best.flag(DOUBTED)


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
    answer = _search(graph, start, goal, where, k, route, rank)
    if answer.paths:
        return answer
    instead = _instead(start, goal, where, k, route)
    raise NoPath(graph.name(start), graph.name(goal), answer.left_out, instead, complete=answer.complete)


def _instead(start: Node, goal: Node, where: Where, k: int, route: Route) -> list[Instead]:
    """Count the paths, up to k, that there would be without each constraint by itself; often none."""
    looser = [(change, free, route) for change, free in where.loosened()]
    looser += [(change, where, free) for change, free in route.loosened()]
    found = []
    for change, freed, way in looser:
        answer = _search(freed.graph, start, goal, freed, max(k, 3), way, "hops")
        if answer.paths:
            more = len(answer.paths) == max(k, 3) or not answer.complete
            found.append(Instead(change, len(answer.paths), more))
    return found


def _search(graph: Graph, start: Node, goal: Node, where: Where, k: int, route: Route, rank: Rank) -> Answer:
    where = replace(
        where, timed=route.timed, certain=where.certain and (route.timed or where.window is not None)
    )
    walk = _Walk(graph, start, goal, where, route)
    budget = Budget(WORK + 4 * graph.size)
    found: dict[frozenset[Node], Chain] = {}
    ground = walk.ground(rank)
    stands = walk.stands if route.timed else len
    for nodes in chains.ranked(ground, budget, via=route.via, max_hops=route.max_hops, stands=stands):
        found.setdefault(frozenset(nodes[1:-1]), nodes)
        if len(found) == k:
            break
    complete = len(found) == k or not budget.spent
    paths = tuple(map(walk.path, found.values()))
    return Answer(start, goal, paths, _left_out(graph, start, goal, paths, where), complete)


def _left_out(graph: Graph, start: Node, goal: Node, paths: Iterable[Path], where: Where) -> Counter[str]:
    """Count what only status or want of a date keeps out: among those on the paths, else at both ends."""
    met = {node for path in paths for node in path.nodes}
    pairs = combinations(met, 2) if met else ((u, v) for u in (start, goal) for v in graph.neighbours(u))
    rels = set(chain.from_iterable(graph.between(u, v) for u, v in pairs))
    return reasons(where.fails(r, graph.row(r)) for r in rels)


Rels = tuple[tuple[int, Rel], ...]  # the relations of a step that count, by (weight, id)


class _Walk:
    """What can be walked between two entities under the filters of a question, and what is told of it."""

    def __init__(self, graph: Graph, start: Node, goal: Node, where: Where, route: Route) -> None:
        self._graph = graph
        self._ends = start, goal
        self._where = where
        self._route = route
        # Per question, and dropped with it: what it costs to step from one entity to another.
        self.rels = cache(self._rels)
        self.onward = cache(self._onward)
        self.back = cache(self._back) if route.directed else self.onward

    def ground(self, rank: Rank) -> Ground:
        """Give what a search for the best chains needs to know."""
        ground = Ground(*self._ends, self.onward, self.back, self.toll)
        return chains.by_hops(ground) if rank == "hops" else ground

    def toll(self, node: Node) -> int:
        """Give what it costs to pass through an entity: half the logarithm of how many it is joined to."""
        degree = len(self._graph.neighbours(node)) or 1  # who is joined to nobody can be asked for as well
        return round(math.log2(degree) * ONE / 2) << 16

    def _onward(self, here: Node) -> tuple[tuple[Node, int], ...]:
        joined = ((there, self.rels(here, there)) for there in self._open(here))
        return tuple((there, rels[0][0]) for there, rels in joined if rels)

    def _back(self, here: Node) -> tuple[tuple[Node, int], ...]:
        joined = ((there, self.rels(there, here)) for there in self._open(here))
        return tuple((there, rels[0][0]) for there, rels in joined if rels)

    def _open(self, here: Node) -> Iterator[Node]:
        """Give the neighbours that may be walked to, ascending."""
        for node in self._graph.neighbours(here):
            if node in self._ends or (self._where.admits(node) and node not in self._route.avoid):
                yield node

    def _rels(self, here: Node, there: Node) -> Rels:
        """Give the relations that can be walked from one entity to the next, the cheapest first."""
        if here > there and not self._route.directed:
            return self.rels(there, here)
        walked = (r for r in self._graph.between(here, there) if self._leads(r, here))
        return tuple(sorted((weight, r) for r in walked if (weight := self._where.weigh(r)) is not None))

    def _leads(self, r: Rel, here: Node) -> bool:
        row = self._graph.row(r)
        return not self._route.directed or row.src == here or self._graph.vocabulary.types[row.type].symmetric

    def stands(self, nodes: Chain) -> int:
        """Count the first entities of a chain that can begin one that is in time."""
        steps = [self._times(rels) for rels in self._steps(nodes)]
        if self._in_time(steps):
            return len(nodes)
        return next(n for n in range(1, len(nodes)) if not self._in_time(steps[:n]))

    def _steps(self, nodes: Chain) -> list[Rels]:
        return [self.rels(here, there) for here, there in pairwise(nodes)]

    def _times(self, rels: Rels) -> Times:
        rows = (self._graph.row(r) for _, r in rels)
        return [(row.bounds, is_firm(row)) for row in rows]

    def _in_time(self, steps: Sequence[Times]) -> bool:
        window, certain = self._where.window or ALL_TIME, self._where.certain
        together = along.together(steps, window) if self._route.same_time else None
        in_order = along.in_order(steps, window) if self._route.in_order else None
        at_once = together is not None and (bool(together.certain) or not certain)
        one_by_one = in_order is not None and (in_order.certain is not None or not certain)
        return (at_once or not self._route.same_time) and (one_by_one or not self._route.in_order)

    def path(self, nodes: Chain) -> Path:
        """Tell a chain."""
        found = self._steps(nodes)
        times, window = [self._times(rels) for rels in found], self._where.window or ALL_TIME
        steps = tuple(
            self._step(nodes[n], found[n], self._in_use(n, found, times)) for n in range(len(found))
        )
        together = along.together(times, window) if self._route.same_time else None
        in_order = along.in_order(times, window) if self._route.in_order else None
        tolls = tuple(map(self.toll, nodes[1:-1]))
        return Path(nodes, steps, tolls, self._certainty(steps, together, in_order), together, in_order)

    def _in_use(self, n: int, found: Sequence[Rels], times: Sequence[Times]) -> Rels:
        """Give the relations of a step by any of which alone the chain would still be in time."""
        if not self._route.timed:
            return found[n]
        ways = zip(found[n], times[n], strict=True)
        return tuple(rel for rel, time in ways if self._in_time([*times[:n], [time], *times[n + 1 :]]))

    def _certainty(
        self, steps: Iterable[Step], together: Together | None, in_order: Arrival | None
    ) -> Certainty | None:
        surest = [any(fact.certainty == "certain" for fact in step.facts) for step in steps]
        parts = surest if self._where.window else []
        parts += [bool(together.certain)] if together else []
        parts += [in_order.certain is not None] if in_order else []
        return ("certain" if all(parts) else "possible") if parts else None

    def _step(self, here: Node, rels: Rels, in_use: Rels) -> Step:
        """Tell the relations of a step that are in use; what it costs is decided by the best of all."""
        sources = self._graph.sources
        best = facts.of_relation(self._graph, rels[0][1], here, self._where)
        told = tuple(facts.of_relation(self._graph, r, here, self._where) for _, r in in_use)
        alone = {claims.sole_source(fact.claims, sources) for fact in told}
        voices = {claims.originator(c): c for fact in told for c in claims.asserting(fact.claims, sources)}
        return Step(
            facts=tuple(sorted(told, key=lambda fact: fact.certainty == "possible")),
            best=best,
            weight=rels[0][0],
            voices=len({claims.originator(c) for c in claims.asserting(best.claims, sources)}),
            source=alone.pop() if len(alone) == 1 else None,
            voice=next(iter(voices.values())) if len(voices) == 1 else None,
        )

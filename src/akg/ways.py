"""What can be walked between two entities under the filters of a question, in time, and what that costs."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress, pairwise
from typing import Literal, NamedTuple

from akg import rows
from akg.chains import Budget, Chain, Ground
from akg.corridor import WEIGHING, Land
from akg.dates import in_order, together
from akg.dates.in_order import Arrival
from akg.dates.times import ALL_TIME, Time
from akg.dates.together import Together
from akg.reading import Graph, Node, Rel, Row
from akg.where import Where, is_firm

Rank = Literal["cost", "hops"]
Rels = tuple[tuple[int, Rel], ...]  # relations of two entities that count, by (weight, id)


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


class Ways:
    """The ways between two entities that pass the filters and what is asked of a route."""

    def __init__(
        self, graph: Graph, start: Node, goal: Node, where: Where, route: Route, budget: Budget
    ) -> None:
        self._graph = graph
        self._ends = start, goal
        self._where = where
        self._route = route
        self._budget = budget
        self._window = where.window or ALL_TIME
        # Kept for one question: weighing a relation costs most of a search.
        self.toll = cache(self._toll)
        self._rels = cache(self._counting)
        self._held = cache(lambda here, there: self._times(self._rels(here, there)))
        self._step = cache(self._least)

    def land(self, rank: Rank, start: Node, goal: Node) -> Land:
        """Give what a search from both ends of a chain, or of a part of one, needs to know."""
        near, floors = self._graph.neighbours, self._graph.floors
        if rank == "cost":
            lowest = cache(lambda n: min(floors(n), default=0))
            return Land(start, goal, near, floors, lowest, rows.LEAST, self._step, self.toll)
        return Land(start, goal, near, lambda n: b"\1" * len(near(n)), lambda _: 1, 1, self._hop, lambda _: 0)

    def priced(self, ground: Ground) -> Ground:
        """Give the same ground at what its steps and entities cost."""

        def price(pairs: Iterable[tuple[Node, Node]], other: Literal[0, 1]) -> list[tuple[Node, int]]:
            costs = ((pair[other], self._step(*pair)) for pair in pairs)
            return [(node, cost) for node, cost in costs if cost is not None]

        return ground._replace(
            onward=cache(lambda here: price(((here, there) for there, _ in ground.onward(here)), 1)),
            back=cache(lambda there: price(((here, there) for here, _ in ground.back(there)), 0)),
            toll=self.toll,
        )

    def _least(self, here: Node, there: Node) -> int | None:
        """Give the weight of the cheapest relation that leads from one entity to the next; None without one.

        They come by weight, which the time asked about makes no less: so few are read.
        """
        if there not in self._ends and not (self._where.admits(there) and there not in self._route.avoid):
            return None
        least = None
        self._budget.spend(WEIGHING)
        for r in self._graph.between(here, there):
            row = self._graph.row(r)
            self._budget.spend(WEIGHING)
            if least is not None and row.weight >= least:
                break
            if self._leads(row, here) and self._where.fails(r, row) is None:
                weight = self._where.weight(row)
                least = weight if least is None else min(least, weight)
        return least

    def _hop(self, here: Node, there: Node) -> int | None:
        return 1 if self._step(here, there) is not None else None

    def _toll(self, node: Node) -> int:
        return rows.toll(self._graph.degree(node))

    def stands(self, nodes: Chain) -> int:
        """Count the first entities of a chain that can begin one that is in time."""
        times = [self._held(here, there) for here, there in pairwise(nodes)]
        self._budget.spend(sum(map(len, times)))
        asked, certain = self._route, self._where.certain
        at_once = together.count(times, self._window, certain=certain) if asked.same_time else len(times)
        one_by_one = in_order.count(times, self._window, certain=certain) if asked.in_order else len(times)
        return 1 + min(at_once, one_by_one)

    def taken(self, nodes: Chain) -> list[Rels]:
        """Give for each step of a chain in time the relations by any of which alone it still is."""
        steps = [self._rels(here, there) for here, there in pairwise(nodes)]
        if not self._route.timed:
            return steps
        times = [self._times(rels) for rels in steps]
        fit = together.fit if self._route.same_time else in_order.fit  # what was at one time was in order too
        fitting = fit(times, self._window, certain=self._where.certain)
        return [tuple(compress(rels, fits)) for rels, fits in zip(steps, fitting, strict=True)]

    def cost(self, nodes: Chain) -> int:
        """Give what a chain costs by the relations that are taken: no less than what a search says."""
        return sum(rels[0][0] for rels in self.taken(nodes)) + sum(map(self.toll, nodes[1:-1]))

    def together(self, steps: Iterable[Rels]) -> Together | None:
        """Say when the steps were all at one time; None where that is not asked, or never."""
        if not self._route.same_time:
            return None
        return together.find([self._times(rels) for rels in steps], self._window)

    def in_order(self, steps: Iterable[Rels]) -> Arrival | None:
        """Say when the last step was taken; None where no order is asked, or there is none."""
        if not self._route.in_order:
            return None
        return in_order.find([self._times(rels) for rels in steps], self._window)

    def _counting(self, here: Node, there: Node) -> Rels:
        """Give the relations that can be walked from one entity to the next, the cheapest first."""
        if here > there and not self._route.directed:
            return self._rels(there, here)
        between = self._graph.between(here, there)
        self._budget.spend(WEIGHING * len(between))
        told = ((r, self._graph.row(r)) for r in between)
        walked = ((r, row) for r, row in told if self._leads(row, here) and self._where.fails(r, row) is None)
        return tuple(sorted((self._where.weight(row), r) for r, row in walked))

    def _leads(self, row: Row, here: Node) -> bool:
        return not self._route.directed or row.src == here or self._graph.vocabulary.types[row.type].symmetric

    def _times(self, rels: Rels) -> list[Time]:
        told = ((r, self._graph.row(r)) for _, r in rels)
        return [Time(row.bounds, is_firm(row), self._occasion(r, row), row.start) for r, row in told]

    def _occasion(self, r: Rel, row: Row) -> str | None:
        """Give the event from whose record a relation comes: only for one that joins it to something."""
        if "event" not in (self._graph.kind(row.src), self._graph.kind(row.dst)):
            return None  # its record need not be read
        return self._graph.relation(r).event

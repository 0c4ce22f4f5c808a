"""The chains of few steps between two entities, the fewest first, found one by one."""

import heapq
from bisect import bisect_left
from collections.abc import Iterator

from akg.chains import Budget, Chain
from akg.corridor import Land
from akg.reading import Node

PAIRS = 10_000  # a chain of four steps is looked for between so many neighbours of the two, each with each


def chains(land: Land, budget: Budget) -> Iterator[Chain]:
    """Give the chains of up to three steps by (steps, entities), each as it is asked for.

    Where the two have few neighbours, also those of four. Once the budget is spent no more come.
    Neighbours are ascending, so that what two entities have in common is found by going through the shorter
    list and bisecting the longer: a hub is asked for some of its neighbours, and not gone through.
    """
    looks = _Looks(land, budget)
    if looks.step(land.start, land.goal):
        yield land.start, land.goal
    for middle in looks.common(land.start, land.goal):
        yield land.start, middle, land.goal
    for one, other in looks.of_three():
        yield land.start, one, other, land.goal
    if len(land.near(land.start)) * len(land.near(land.goal)) <= PAIRS:
        for inner in looks.of_four():
            yield land.start, *inner, land.goal


class _Looks:
    def __init__(self, land: Land, budget: Budget) -> None:
        self._land = land
        self._budget = budget
        self._ends = land.start, land.goal

    def step(self, here: Node, there: Node) -> bool:
        """Tell whether a step leads from one entity to another; none does once the budget is spent."""
        return not self._budget.spent and self._land.step(here, there) is not None

    def common(self, here: Node, there: Node) -> Iterator[Node]:
        """Give those over whom two steps lead from one entity to another, ascending."""
        shorter, longer = sorted((self._land.near(here), self._land.near(there)), key=len)
        place, end = 0, len(longer)
        for node in shorter:
            place = bisect_left(longer, node, place)
            if place == end:
                break
            if (
                longer[place] == node
                and node not in self._ends
                and self.step(here, node)
                and self.step(node, there)
            ):
                yield node
        self._budget.spend(len(shorter))

    def of_three(self) -> Iterator[tuple[Node, Node]]:
        land = self._land
        if len(land.near(land.start)) > len(land.near(land.goal)):
            return heapq.merge(*map(self._before, self._last()))
        return ((one, other) for one in self._first() for other in self.common(one, land.goal))

    def _before(self, last: Node) -> Iterator[tuple[Node, Node]]:
        return ((one, last) for one in self.common(self._land.start, last))

    def of_four(self) -> Iterator[tuple[Node, Node, Node]]:
        last = list(self._last())
        for one in self._first():
            ways = (self._between(one, other) for other in last if other != one)
            yield from ((one, *rest) for rest in heapq.merge(*ways))

    def _between(self, one: Node, last: Node) -> Iterator[tuple[Node, Node]]:
        return ((middle, last) for middle in self.common(one, last))

    def _first(self) -> Iterator[Node]:
        near = self._land.near(self._land.start)
        return (node for node in near if node != self._land.goal and self.step(self._land.start, node))

    def _last(self) -> Iterator[Node]:
        near = self._land.near(self._land.goal)
        return (node for node in near if node != self._land.start and self.step(node, self._land.goal))

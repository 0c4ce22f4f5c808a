"""The loopless chains between two entities, the cheapest first."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from akg.reading import Node

Chain = tuple[Node, ...]
Steps = Callable[[Node], Sequence[tuple[Node, int]]]


class Ground(NamedTuple):
    """What can be walked between two entities, and what that costs, in positive integers."""

    start: Node
    goal: Node
    onward: Steps  # whither a step leads from an entity, ascending, and what the step costs
    back: Steps  # whence a step leads to it, likewise
    toll: Callable[[Node], int]  # what it costs to pass through an entity


class Budget:
    """How much work a search may still do, counted in steps looked at."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take note of work that was done."""
        self._left -= steps

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self._left < 0


def by_hops(ground: Ground) -> Ground:
    """Give the same ground at a cost of one a step."""
    return ground._replace(onward=_counted(ground.onward), back=_counted(ground.back), toll=lambda _: 0)


def _counted(steps: Steps) -> Steps:
    return lambda node: [(other, 1) for other, _ in steps(node)]


def ranked(
    ground: Ground,
    budget: Budget,
    *,
    via: frozenset[Node] = frozenset(),
    max_hops: int | None = None,
    stands: Callable[[Chain], int] = len,
) -> Iterator[tuple[int, Chain]]:
    """Give every chain with its cost, by (cost, entities), as long as the budget lasts; often none.

    A chain repeats no entity, leads over all of `via` and has at most `max_hops` steps. `stands` tells how
    many of its first entities can begin one that is wanted, and of no longer chain more of the same; a chain
    of which not all stand is not given.

    Each chain is the best of a set: those that begin as it does for `fixed` entities and go on to none of
    `barred`. What is left of the set is parted by where a chain departs from this one; so no chain is in two
    sets, each search takes one out of them, and as there are finitely many it ends. Sources: Yen, "Finding
    the K Shortest Loopless Paths", 1971; Lawler, "A Procedure for Computing the K Best Solutions", 1972.
    """
    search = _Search(ground, budget, via - {ground.start, ground.goal}, max_hops)
    waiting: list[tuple[int, Chain, int, frozenset[Node]]] = []

    def propose(root: Chain, barred: frozenset[Node]) -> None:
        if found := search.best(root, barred):
            heapq.heappush(waiting, (*found, len(root), barred))

    propose((ground.start,), frozenset())
    while waiting and not budget.spent:  # once it is spent, something better may have been missed
        cost, best, fixed, barred = heapq.heappop(waiting)
        sound = stands(best)
        if sound == len(best):
            yield cost, best
        for end in range(fixed, min(sound + 1, len(best))):
            propose(best[:end], (barred if end == fixed else frozenset()) | {best[end]})


class _Search:
    """Looks for the best chain that goes on from the beginning of one."""

    def __init__(self, ground: Ground, budget: Budget, via: frozenset[Node], max_hops: int | None) -> None:
        self._ground = ground
        self._budget = budget
        self._via = via
        self._max_hops = max_hops
        self._cost = _Rest(ground, budget, via)
        self._hops = _Rest(by_hops(ground), budget, via)
        # Entities that a walk is known to repeat unless it is kept from that.
        self._once: frozenset[Node] = frozenset()

    def best(self, root: Chain, barred: frozenset[Node]) -> tuple[int, Chain] | None:
        """Extend a root to the goal by the cheapest chain, of several the least by its entities.

        Its next step is to none of `barred`. Returns the cost of the whole and the chain; None where there is
        none or the budget is spent. A walk that has to pass some entities may repeat another: which ones is
        found out by walking, and only these are kept from it; so each walk repeats others, until none does.
        Source: Righini and Salani, "New Dynamic Programming Algorithms for the Resource Constrained
        Elementary Shortest Path Problem", 2008.
        """
        while found := self._walk(root, barred):
            repeated = [node for node, times in Counter(found[1]).items() if times > 1]
            if not repeated:
                return found
            self._once |= set(repeated)
        return None

    def _walk(self, root: Chain, barred: frozenset[Node]) -> tuple[int, Chain] | None:
        """Extend a root as `best` does, by a walk that may repeat what is not known to be in the way.

        Source: Hart, Nilsson and Raphael, "A Formal Basis for the Heuristic Determination of Minimum Cost
        Paths", 1968.
        """
        ground, met = self._ground, frozenset(root)
        waiting = [(0, root, self._of(root), self._via - met, frozenset[Node]())]
        settled = set()
        while waiting and not self._budget.spent:
            whole, walk, cost, missing, once = heapq.heappop(waiting)
            here = walk[-1]
            if here == ground.goal:
                return whole, walk
            state = here, missing, once, len(walk) if self._max_hops is not None else 0
            if state in settled:
                continue
            settled.add(state)
            steps = ground.onward(here)
            self._budget.spend(len(steps))
            for there, step in steps:
                if there in met or there in once or (walk == root and there in barred):
                    continue
                left = missing - {there}
                rest = self._rest(there, left, len(walk))
                if rest is not None:
                    reached = cost + step + (ground.toll(there) if there != ground.goal else 0)
                    been = once | {there} if there in self._once else once
                    heapq.heappush(waiting, (reached + rest, (*walk, there), reached, left, been))
        return None

    def _of(self, root: Chain) -> int:
        """Give the cost of the beginning of a chain, the toll of its last entity included."""
        cost = 0
        for here, there in pairwise(root):
            cost += next(step for other, step in self._ground.onward(here) if other == there)
            cost += self._ground.toll(there)
        return cost

    def _rest(self, here: Node, missing: frozenset[Node], hops: int) -> int | None:
        """Give the least that is still to be paid; None where the goal cannot be reached, or not in time."""
        if here == self._ground.goal and missing:
            return None
        if self._max_hops is not None:
            more = self._hops.of(here, missing)
            if more is None or hops + more > self._max_hops:
                return None
        return self._cost.of(here, missing)


class _Rest:
    """Bounds from below what a walk costs from an entity to the goal that passes some others."""

    def __init__(self, ground: Ground, budget: Budget, via: frozenset[Node]) -> None:
        self._to_goal = _Distance(ground, ground.goal, budget)
        self._to_via = {node: _Distance(ground, node, budget) for node in via}
        self.of = cache(self._of)  # asked for at every step

    def _of(self, here: Node, missing: frozenset[Node]) -> int | None:
        """Give the cost to the goal over the one of `missing` that is dearest to pass; None without a way."""
        least = self._to_goal.of(here)
        for node in missing:
            there, onward = self._to_via[node].of(here), self._to_goal.of(node)
            if least is None or there is None or onward is None:
                return None
            least = max(least, there + onward)
        return least


class _Distance:
    """What it costs to get to one entity, found as far as it is asked for. Source: Dijkstra, 1959."""

    def __init__(self, ground: Ground, target: Node, budget: Budget) -> None:
        self._ground = ground
        self._target = target
        self._budget = budget
        self._known: dict[Node, int] = {}
        self._waiting = [(0, target)]

    def of(self, here: Node) -> int | None:
        """Give the least cost from an entity, its own toll not included; None where no way leads."""
        while here not in self._known and self._waiting:
            cost, node = heapq.heappop(self._waiting)
            if node not in self._known:
                self._known[node] = cost
                self._spread(node, cost)
        return self._known.get(here)

    def _spread(self, node: Node, cost: int) -> None:
        ground = self._ground
        if node in (ground.start, ground.goal) and node != self._target:
            return  # the ends are not passed through
        cost += ground.toll(node) if node != ground.goal else 0
        steps = ground.back(node)
        self._budget.spend(len(steps))
        for other, step in steps:
            if other not in self._known:
                heapq.heappush(self._waiting, (cost + step, other))

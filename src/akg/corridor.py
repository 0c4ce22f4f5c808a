"""What of a graph the cheapest chains between two entities can lead over, found from both ends."""

import heapq
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from akg.chains import Budget, Chain, Ground, ranked
from akg.reading import Node

WEIGHING = 8  # what it takes to weigh a step, where to look at a neighbour takes 1
LAID = 4  # and to add a step to the ground


class Land(NamedTuple):
    """What could be walked between two entities: read fast, and of each step known what it costs at least."""

    start: Node
    goal: Node
    near: Callable[[Node], Sequence[Node]]  # those whom a step may join to an entity, ascending
    floors: Callable[[Node], Sequence[int]]  # beside them, what such a step costs at least
    lowest: Callable[[Node], int]  # the least of these
    least: int  # what any step costs at least
    step: Callable[[Node, Node], int | None]  # what it costs from one to another; None where none leads
    toll: Callable[[Node], int]


class Corridor:
    """The steps of all chains up to some cost, which grows as it is widened.

    The chains lead over the lands given, one after another: to one entity that they are to pass, and on.
    With `most` it holds all chains of each land up to that cost, and no other.
    """

    def __init__(self, lands: Sequence[Land], budget: Budget, most: int | None = None) -> None:
        self._lands = lands
        self._legs = [_Leg(land, budget, most) for land in lands]
        self._budget = budget

    def widen(self, chains: int) -> tuple[Ground, int | None]:
        """Widen it until each part holds so many of its cheapest chains.

        Returns the ground that holds all chains up to a cost, and this; None is for all that there are.
        Where the budget is spent on the way, it is not sure to hold any.
        """
        bounds = [leg.widen(chains) for leg in self._legs]
        steps = [list(leg.steps(bound)) for leg, bound in zip(self._legs, bounds, strict=True)]
        self._budget.spend(LAID * sum(map(len, steps)))
        if self._budget.spent:
            steps = [[] for _ in steps]  # to lay them would take as long as all that was done
        first, last = self._lands[0], self._lands[-1]
        ground = _ground(first.start, last.goal, chain.from_iterable(steps), first.toll)
        if len(steps) == 1:
            return ground, bounds[0]
        parts = [
            _ground(land.start, land.goal, some, land.toll)
            for land, some in zip(self._lands, steps, strict=True)
        ]
        leasts = [least for part in parts for least, _ in islice(ranked(part, self._budget), 1)]
        if len(leasts) < len(parts) or not any(bounds):
            return ground, None
        tolls = sum(first.toll(land.start) for land in self._lands[1:])
        whole = sum(leasts) + tolls
        held = zip(leasts, bounds, strict=True)
        return ground, min(whole - least + bound for least, bound in held if bound is not None)

    def met(self) -> list[Chain]:
        """Give chains that were met with on the way, best first: not all, and over several lands none."""
        first, *others = self._legs
        return [] if others else [nodes for _, nodes in sorted(first.met.values())]


def _ground(
    start: Node, goal: Node, steps: Iterable[tuple[Node, Node, int]], toll: Callable[[Node], int]
) -> Ground:
    onward: dict[Node, dict[Node, int]] = defaultdict(dict)
    back: dict[Node, dict[Node, int]] = defaultdict(dict)
    for here, there, step in steps:
        onward[here][there] = back[there][here] = step
    ahead, behind = ({n: sorted(to.items()) for n, to in way.items()} for way in (onward, back))
    return Ground(start, goal, lambda n: ahead.get(n, ()), lambda n: behind.get(n, ()), toll)


class _Leg:
    """The steps of all chains between two entities up to some cost.

    From both ends the entities that are cheapest to leave are gone on from, by turns, so that neither end
    takes more work than the other; one with many neighbours is thus met long before it would be gone on
    from. A step is weighed only where it matters. Sources: Pohl, "Bi-directional Search", 1971; Cohen,
    Phillips and Likhachev, "Planning Single-arm Manipulations with N-Arm Robots", 2014 (steps weighed late).
    """

    def __init__(self, land: Land, budget: Budget, most: int | None) -> None:
        self._land = land
        self._budget = budget
        self._most = most
        self._ahead = _Side(land, land.start, land.goal, budget, land.step)
        self._behind = _Side(land, land.goal, land.start, budget, lambda near, far: land.step(far, near))
        # The cheapest chains that were met with, each behind its cost, by inner entities.
        self.met: dict[frozenset[Node], tuple[int, Chain]] = {}
        self._costs: list[int] = []  # these costs, ascending

    def widen(self, chains: int) -> int | None:
        """Widen it until it holds so many of the cheapest chains, and tell up to what cost it holds all.

        None is for all that there are. Where the budget is spent on the way, it holds none for sure.
        """
        one, other = self._ahead, self._behind
        bound = self._bound(chains)
        while one.waiting and other.waiting and not self._budget.spent:
            if bound is not None and one.next + other.next > bound:
                return bound
            side, opposite = (one, other) if one.turn <= other.turn else (other, one)
            for near, far in side.advance(opposite):
                if self._offer(side, near, opposite, far, bound):
                    bound = self._bound(chains)
        return self._most

    def _bound(self, chains: int) -> int | None:
        if self._most is not None:
            return self._most
        return self._costs[chains - 1] if len(self._costs) >= chains else None

    def _offer(self, side: "_Side", near: Node, opposite: "_Side", far: Node, bound: int | None) -> bool:
        """Take note of a chain that a step from what one side has reached to what the other has closes."""
        if near not in side.reached or far not in opposite.reached:
            return False
        if bound is not None and side.reached[near] + self._land.least + opposite.reached[far] >= bound:
            return False
        left, entered = side.leave(near), opposite.leave(far)
        if left is None or entered is None or (step := side.step(near, far)) is None:
            return False
        return self._note(side, near, opposite, far, left + step + entered)

    def _note(self, side: "_Side", near: Node, opposite: "_Side", far: Node, cost: int) -> bool:
        met = (*side.way(near), *reversed(opposite.way(far)))
        inner = frozenset(met[1:-1])
        if len(set(met)) < len(met) or (inner in self.met and cost >= self.met[inner][0]):
            return False
        if inner in self.met:
            del self._costs[bisect_left(self._costs, self.met[inner][0])]
        insort(self._costs, cost)
        self.met[inner] = cost, met if side is self._ahead else met[::-1]
        return True

    def steps(self, bound: int | None) -> Iterator[tuple[Node, Node, int]]:
        """Give all steps of chains up to a cost, and few others, some of them twice."""
        one, other = self._ahead, self._behind
        crossing = list(self._crossing(bound)) if bound is not None else []
        yield from ((near, far, step) for near, far, step, _, _ in crossing)
        ahead = [(near, step + entered + one.toll(near)) for near, far, step, _, entered in crossing]
        yield from one.leading([*ahead, *one.shared(other, bound)], bound)
        behind = [(far, step + left + other.toll(far)) for near, far, step, left, _ in crossing]
        for near, far, step in other.leading([*behind, *other.shared(one, bound)], bound):
            yield far, near, step

    def _crossing(self, bound: int) -> Iterator[tuple[Node, Node, int, int, int]]:
        """Give the steps that join what one side has reached to what the other has, gone on from by neither.

        One end of each such chain is left at half its cost or less.
        """
        one, other, least = self._ahead, self._behind, self._land.least
        pairs = set()
        for side, opposite in ((one, other), (other, one)):
            self._budget.spend(len(side.reached))
            for near, cost in list(side.reached.items()):
                if 2 * cost + least > bound or near in side.left or self._budget.spent:
                    continue
                for far in side.joined(near, opposite.reached):
                    if far not in opposite.left and cost + least + opposite.reached[far] <= bound:
                        pairs.add((near, far) if side is one else (far, near))
        for near, far in pairs:
            left, entered = one.leave(near), other.leave(far)
            if left is None or entered is None or left + least + entered > bound or self._budget.spent:
                continue
            step = one.step(near, far)
            if step is not None and left + step + entered <= bound:
                self._note(one, near, other, far, left + step + entered)
                yield near, far, step, left, entered


class _Side:
    """What is reached from one end."""

    def __init__(
        self, land: Land, root: Node, opposite: Node, budget: Budget, step: Callable[[Node, Node], int | None]
    ) -> None:
        self._land = land
        self._root = root
        self._opposite = opposite
        self._budget = budget
        self.step = step
        self._spent = 0
        self.reached: dict[Node, int] = {root: 0}  # what it costs at least to leave each, its toll included
        self.left: dict[Node, int] = {}  # what it costs to leave those that were gone on from
        self._from: dict[Node, Node] = {}  # whence these were reached
        # The ways to each by the last step: what it costs to arrive, whence, and whether the step is weighed.
        self._ways: dict[Node, list[tuple[int, Node, bool]]] = {}
        # Those to go on from, by what it costs at least to arrive beyond; first they are looked at.
        self.waiting: list[tuple[int, int, bool, Node]] = []
        self._wait(root, land.least, looked=False)

    def _wait(self, node: Node, cost: int, *, looked: bool) -> None:
        heapq.heappush(self.waiting, (cost, len(self._land.near(node)) if looked else 0, looked, node))

    @property
    def next(self) -> int:
        return self.waiting[0][0]

    @property
    def turn(self) -> int:
        """How much work this side has had with the next."""
        return self._spent + self.waiting[0][1]

    def toll(self, node: Node) -> int:
        return self._land.toll(node) if node != self._root else 0

    def advance(self, opposite: "_Side") -> Iterator[tuple[Node, Node]]:
        """Take the next; give the steps that lead from it to what the other side has reached."""
        cost, _, looked, node = heapq.heappop(self.waiting)
        self._budget.spend(2)
        if node in self.left or node not in self.reached:
            return
        if not looked:
            least = self.reached[node]
            if least + self._land.least != cost:
                if least + self._land.least > cost:
                    self._wait(node, least + self._land.least, looked=False)
                return  # a better way has been found since
            self._wait(node, least + self._land.lowest(node), looked=True)
            for far in self.joined(node, opposite.reached):
                yield node, far
            return
        leave = self.leave(node)
        if leave is None:
            return
        beyond = leave + self._land.lowest(node)
        if beyond > cost:
            self._wait(node, beyond, looked=True)
            return
        self.left[node] = leave
        yield from self._go_on(node, leave, opposite.reached)

    def _go_on(self, node: Node, leave: int, opposite: Mapping[Node, int]) -> Iterator[tuple[Node, Node]]:
        near, ways, reached, toll = self._land.near(node), self._ways, self.reached, self._land.toll
        least, waiting, left = self._land.least, self.waiting, self.left
        self._spent += len(near)
        self._budget.spend(len(near))
        if node != self._root:
            self._from[node] = ways[node][0][1]
        for other, floor in zip(near, self._land.floors(node), strict=True):
            if other == self._root:
                continue
            passing = toll(other)
            if not passing and other != self._opposite and len(self._land.near(other)) < 2:
                continue  # it leads nowhere
            arrive = leave + floor
            if other in ways:
                heapq.heappush(ways[other], (arrive, node, False))
            else:
                ways[other] = [(arrive, node, False)]
            if other == self._opposite:
                continue
            cost = arrive + passing
            if other not in left and cost < reached.get(other, cost + 1):
                reached[other] = cost
                heapq.heappush(waiting, (cost + least, 0, False, other))
            if other in opposite:
                yield node, other

    def joined(self, node: Node, others: Mapping[Node, int]) -> Iterable[Node]:
        """Give those of some entities that a step may join to one."""
        near = self._land.near(node)
        if len(near) < 16 * len(others):
            self._budget.spend(1 + len(near) // WEIGHING)
            return others.keys() & near
        self._budget.spend(len(others))
        places = ((bisect_left(near, other), other) for other in others)
        return [other for place, other in places if place < len(near) and near[place] == other]

    def leave(self, node: Node) -> int | None:
        """Give what it costs to leave an entity, known to be reached, as far as known; None if it is not."""
        if node == self._root:
            return 0
        if node in self.left:
            return self.left[node]
        ways = self._ways.get(node)
        while ways:
            arrive, near, weighed = ways[0]
            if weighed:
                self.reached[node] = arrive + self._land.toll(node)
                return self.reached[node]
            step = self.step(near, node)
            if step is None:
                heapq.heappop(ways)
            else:
                heapq.heapreplace(ways, (self.left[near] + step, near, True))
        self.reached.pop(node, None)
        return None

    def way(self, node: Node) -> Chain:
        """Give the chain from this end to an entity that can be left."""
        way = [node]
        while way[-1] != self._root:
            here = way[-1]
            way.append(self._from[here] if here in self._from else self._ways[here][0][1])
        return tuple(reversed(way))

    def shared(self, opposite: "_Side", bound: int | None) -> Iterator[tuple[Node, int]]:
        """Give what both sides have reached, and what it costs from there to the other end."""
        self._budget.spend(len(self._ways))
        for node in list(self._ways):
            if self._budget.spent:
                return
            if node == self._opposite:
                yield node, 0
            elif node in opposite.reached and (
                bound is None
                or (self.reached.get(node, bound + 1) - self._land.toll(node) + opposite.reached[node])
                <= bound
            ):
                rest = opposite.leave(node)
                if rest is not None:
                    yield node, rest

    def leading(
        self, seeds: Iterable[tuple[Node, int]], bound: int | None
    ) -> Iterator[tuple[Node, Node, int]]:
        """Give the steps by which chains of at most some cost lead to entities whose rest is known."""
        waiting = [(rest, node) for node, rest in seeds]
        heapq.heapify(waiting)
        done = set()
        while waiting and not self._budget.spent:
            rest, here = heapq.heappop(waiting)
            if here in done:
                continue
            done.add(here)
            ways = self._ways.get(here, ())
            self._budget.spend(10 * len(ways))
            for arrive, near, weighed in ways:
                if bound is not None and arrive + rest > bound:
                    continue
                step = arrive - self.left[near] if weighed else self.step(near, here)
                if step is None or (bound is not None and self.left[near] + step + rest > bound):
                    continue
                yield near, here, step
                heapq.heappush(waiting, (rest + step + self.toll(near), near))

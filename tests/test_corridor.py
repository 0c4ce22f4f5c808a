"""What is found from both ends holds every chain up to the cost that it says, and enough of them."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random

import networkx as nx
import pytest

from akg.chains import Budget, Chain, ranked
from akg.corridor import Corridor, Land

FOREVER = 10**9


class Drawn:
    """A random graph with tolls, whose steps cost what they cost at least, or more, or cannot be taken."""

    def __init__(self, seed: int, *, spread: int) -> None:
        chance = Random(seed)
        self.plain = nx.gnm_random_graph(26, 34, seed=seed)
        self.floors: dict[tuple[int, int], int] = {}
        self.costs: dict[tuple[int, int], int | None] = {}
        for u, v in self.plain.edges:
            self.floors[u, v] = self.floors[v, u] = floor = chance.randint(1, spread)
            self.costs[u, v] = self.costs[v, u] = chance.choice([floor, floor, floor + 1, floor * 20, None])
        self.tolls = [chance.randint(0, spread) for _ in self.plain]

    def land(self, start: int, goal: int) -> Land:
        def floors(n: int) -> list[int]:
            return [self.floors[n, other] for other in sorted(self.plain[n])]

        return Land(
            start, goal, lambda n: sorted(self.plain[n]), floors, lambda n: min(floors(n), default=0), 1,
            lambda u, v: self.costs.get((u, v)), self.tolls.__getitem__,
        )  # fmt: skip

    def every(self, start: int, goal: int, via: frozenset[int]) -> Iterator[tuple[int, Chain]]:
        """Give all chains with their costs, by going through them."""
        for nodes in nx.all_simple_paths(self.plain, start, goal):
            steps = [self.costs[step] for step in pairwise(nodes)]
            if None not in steps and via <= {*nodes}:
                yield sum(filter(None, steps)) + sum(self.tolls[n] for n in nodes[1:-1]), tuple(nodes)


@pytest.mark.parametrize("chains", [1, 4])
@pytest.mark.parametrize("stops", [(0, 1), (0, 2, 1)])
@pytest.mark.parametrize("spread", [1, 9])
@pytest.mark.parametrize("seed", range(20))
def test_it_holds_all_chains_up_to_a_cost_however_it_is_widened(
    seed: int, spread: int, stops: Chain, chains: int
) -> None:
    drawn, via = Drawn(seed, spread=spread), frozenset(stops[1:-1])
    every = sorted(drawn.every(stops[0], stops[-1], via))
    corridor = Corridor([drawn.land(*two) for two in pairwise(stops)], Budget(FOREVER))
    for wanted in (chains, 3 * chains):
        ground, bound = corridor.widen(wanted)
        found = [one for one in ranked(ground, Budget(FOREVER), via=via) if bound is None or one[0] <= bound]
        assert found == [one for one in every if bound is None or one[0] <= bound]
        if not via and bound is not None:
            assert len({frozenset(nodes[1:-1]) for _, nodes in found}) >= wanted


@pytest.mark.parametrize("seed", range(20))
def test_what_was_met_with_on_the_way_are_chains_with_the_cheapest_first(seed: int) -> None:
    drawn = Drawn(seed, spread=9)
    every = {nodes: cost for cost, nodes in drawn.every(0, 1, frozenset())}
    corridor = Corridor([drawn.land(0, 1)], Budget(FOREVER))
    corridor.widen(3)
    costs = [every[nodes] for nodes in corridor.met()]
    assert costs == sorted(costs)
    assert bool(costs) == bool(every)

"""Paths past entities that thousands are joined to: these are asked for some neighbours, not gone through."""

from collections import Counter
from itertools import islice, pairwise
from typing import Literal

import networkx as nx
import pytest
from worlds import ids, met, node

from akg import nearest
from akg.chains import Budget
from akg.corridor import WEIGHING
from akg.over import Over
from akg.queries import path
from akg.queries.path import NoPath, Route
from akg.reading import Graph, Node, Rel, Row
from akg.ways import Ways
from akg.where import where

LEAVES = [f"leaf-{n:05}" for n in range(10_000)]
SPOKES = [("hub", leaf) for leaf in LEAVES]


class Counting(Over):
    """Counts how often the degree of an entity and the row of a relation are asked for."""

    def __init__(self, whole: Graph) -> None:
        super().__init__(whole)
        self.asked: Counter[str] = Counter()

    def degree(self, n: Node) -> int:
        self.asked["degree"] += 1
        return super().degree(n)

    def row(self, r: Rel) -> Row:
        self.asked["row"] += 1
        return super().row(r)


def _found(graph: Graph, start: str, goal: str, rank: Literal["cost", "hops"], k: int) -> list[list[str]]:
    ends = node(graph, start), node(graph, goal)
    return [ids(graph, one.nodes) for one in path.between(graph, *ends, where(graph), k, rank=rank).paths]


@pytest.mark.parametrize("rank", ["cost", "hops"])
@pytest.mark.parametrize(
    ("start", "goal", "expected"),
    [
        ("leaf-00007", "leaf-00009", ["leaf-00007", "hub", "leaf-00009"]),
        ("hub", "far", ["hub", "leaf-00005", "far"]),
        ("far", "hub", ["far", "leaf-00005", "hub"]),
    ],
)
def test_a_hub_at_an_end_or_between_them_is_not_gone_through(
    start: str, goal: str, expected: list[str], rank: Literal["cost", "hops"]
) -> None:
    graph = Counting(met(*SPOKES, ("leaf-00005", "far")))
    assert _found(graph, start, goal, rank, 1) == [expected]
    assert graph.asked.total() < 100


def test_where_few_steps_are_wanted_a_search_ends_when_all_within_them_is_found() -> None:
    graph = Counting(met(*SPOKES, ("ada", "hub"), ("hub", "other"), ("other", "brian")))
    ends = node(graph, "ada"), node(graph, "brian")
    found = path.between(graph, *ends, where(graph), 3, Route(max_hops=3))
    assert [ids(graph, one.nodes) for one in found.paths] == [["ada", "hub", "other", "brian"]]
    assert found.complete
    assert graph.asked.total() < 100


HUBS = [*SPOKES, *(("other", leaf) for leaf in LEAVES)]


@pytest.mark.parametrize(
    ("start", "goal", "max_hops"),
    [("hub", "other", None), ("hub", "other", 2), ("hub", "end", None), ("end", "hub", None)],
)
def test_of_too_many_that_cost_the_same_some_are_given_as_not_all(
    start: str, goal: str, max_hops: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(path, "WORK", 100_000)
    graph = met(*HUBS, ("other", "end"), ("end", "beyond"))
    ends = node(graph, start), node(graph, goal)
    found = path.between(graph, *ends, where(graph), 2, Route(max_hops=max_hops))
    chains = [ids(graph, one.nodes) for one in found.paths]
    assert [(one[0], one[-1], len({*one} & {*LEAVES})) for one in chains] == [(start, goal, 1)] * 2
    assert (chains[0] != chains[1], found.complete) == (True, False)


def test_what_was_met_on_the_way_is_no_answer_where_it_has_too_many_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(path, "WORK", 100_000)
    graph = met(*HUBS, ("other", "end"))
    ends = node(graph, "hub"), node(graph, "end")
    with pytest.raises(NoPath):
        path.between(graph, *ends, where(graph), 2, Route(max_hops=2))


def test_by_hops_a_search_among_hubs_ends_when_its_work_is_done() -> None:
    graph = Counting(met(*HUBS))
    ends, budget = (node(graph, "hub"), node(graph, "other")), Budget(800)
    ways = Ways(graph, *ends, where(graph, types=["leads"]), Route(), budget)
    assert list(nearest.chains(ways.land("hops", *ends), budget)) == []
    assert graph.asked["row"] < 800 / WEIGHING


@pytest.mark.parametrize("seed", range(40))
def test_by_hops_all_shortest_paths_are_those_of_networkx_in_the_order_of_ids(seed: int) -> None:
    drawn = nx.gnm_random_graph(24, 40, seed=seed)
    pairs = [(f"n{u:02}", f"n{v:02}") for u, v in drawn.edges]
    graph, plain = met(*pairs), nx.Graph(pairs)
    for start, goal in islice(pairwise(sorted(plain)), 8):
        if not nx.has_path(plain, start, goal):
            continue
        expected = sorted(map(list, nx.all_shortest_paths(plain, start, goal)))
        inner = {frozenset(chain): chain for chain in reversed(expected)}
        expected = sorted(inner.values())
        assert _found(graph, start, goal, "hops", len(expected)) == expected


@pytest.mark.parametrize("seed", range(10))
def test_one_by_one_come_all_chains_of_up_to_four_steps_by_steps_and_then_by_ids(seed: int) -> None:
    drawn = nx.gnm_random_graph(12, 24, seed=seed)
    pairs = [(f"n{u:02}", f"n{v:02}") for u, v in drawn.edges]
    graph, plain = met(*pairs), nx.Graph(pairs)
    start, goal = sorted(plain)[:2]
    ends, budget = (node(graph, start), node(graph, goal)), Budget(10**6)
    ways = Ways(graph, *ends, where(graph), Route(), budget)
    found = [ids(graph, nodes) for nodes in nearest.chains(ways.land("hops", *ends), budget)]
    every = nx.all_simple_paths(plain, start, goal, cutoff=4)
    assert found == sorted(every, key=lambda chain: (len(chain), chain))

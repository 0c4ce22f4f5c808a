"""Where entities stand on the map."""

import json
from collections.abc import Sequence
from itertools import combinations
from math import hypot
from pathlib import Path
from random import Random

import pytest

from akg import atomic, cache
from akg.web import placement, spread
from akg.web.placement import placed

Edges = Sequence[Sequence[int]]
TREE = [(max(0, n // 3), n) for n in range(1, 40)]
LONG = [(n, n + 1) for n in range(400)]  # more than all pairs are looked at of


class Drawn:
    """A graph of which nothing but ids and neighbours is known, as placement asks for no more."""

    def __init__(self, size: int, edges: Edges, name: str = "e{:03}") -> None:
        self._near: list[set[int]] = [set() for _ in range(size)]
        self._name = name
        for u, v in edges:
            self._near[u].add(v)
            self._near[v].add(u)

    def __len__(self) -> int:
        return len(self._near)

    def id(self, n: int) -> str:
        return self._name.format(n)

    def neighbours(self, n: int) -> list[int]:
        return sorted(self._near[n])


def _placed(graph: Drawn, *more: object) -> list[tuple[float, float]]:
    return placed(graph, *more)  # type: ignore[arg-type]


def _far(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _moved(before: Sequence[tuple[float, float]], after: Sequence[tuple[float, float]]) -> list[float]:
    return sorted(_far(a, b) for a, b in zip(before, after, strict=False))


def test_the_same_graph_is_placed_alike_each_time() -> None:
    assert _placed(Drawn(40, TREE)) == _placed(Drawn(40, TREE))


def test_a_graph_without_entities_has_no_places() -> None:
    assert _placed(Drawn(0, [])) == []


def test_one_entity_stands_in_the_middle() -> None:
    assert _placed(Drawn(1, [])) == [(0, 0)]


def test_two_neighbours_stand_an_edge_apart_beside_each_other() -> None:
    [(ax, ay), (bx, by)] = _placed(Drawn(2, [(0, 1)]))
    assert abs(abs(ax - bx) - placement.EDGE) <= 2
    assert (ay, by) == (0, 0)


@pytest.mark.parametrize("edges", [TREE, LONG], ids=["all pairs", "with pivots"])
def test_a_chain_and_a_tree_keep_neighbours_nearer_than_others(edges: Edges) -> None:
    at = _placed(Drawn(len(edges) + 1, edges))
    joined = sum(_far(at[u], at[v]) for u, v in edges) / len(edges)
    pairs = list(combinations(at, 2))
    assert joined < 0.5 * sum(_far(a, b) for a, b in pairs) / len(pairs)


def test_a_chain_is_drawn_as_a_line_that_lies() -> None:
    at = _placed(Drawn(9, [(n, n + 1) for n in range(8)]))
    assert sorted(at) in (at, at[::-1])
    assert max(y for _, y in at) - min(y for _, y in at) < 150


@pytest.mark.parametrize(
    ("size", "edges"),
    [
        (120, [(0, n) for n in range(1, 120)]),
        (401, LONG),
        (400, [(n % 2, n) for n in range(2, 400)] + [(0, 1)]),
        (30, list(combinations(range(30), 2))),
        (50, []),
    ],
    ids=["a star", "a chain", "two hubs", "all with all", "none with any"],
)
def test_no_two_entities_overlap(size: int, edges: Edges) -> None:
    at = _placed(Drawn(size, edges))
    flat = spread.HEIGHT / spread.WIDTH
    assert min(hypot((ax - bx) * flat, ay - by) for (ax, ay), (bx, by) in combinations(at, 2)) > 41


def test_points_that_fall_into_one_are_parted() -> None:
    at = spread.apart([0j] * 20)
    assert min(abs(a - b) for a, b in combinations(at, 2)) > 41


def test_components_lie_apart_and_those_without_relations_in_a_block() -> None:
    edges = [*TREE, (40, 41), (41, 42), (43, 44)]
    at = _placed(Drawn(54, edges))
    parts = [at[:40], at[40:43], at[43:45], at[45:]]
    for one, other in combinations(parts, 2):
        spans = [
            (min(p[axis] for p in part), max(p[axis] for p in part))
            for axis in (0, 1)
            for part in (one, other)
        ]
        assert any(a[0] > b[1] + 50 or b[0] > a[1] + 50 for a, b in (spans[:2], spans[2:]))
    assert len({x for x, _ in parts[3]}) * len({y for _, y in parts[3]}) < 16


def test_some_entities_are_placed_by_the_relations_among_them_in_the_order_given() -> None:
    alone = _placed(Drawn(3, [(0, 1), (1, 2)]))
    assert _placed(Drawn(40, [(5, 7), (7, 2), *((39, n) for n in range(39))]), [5, 7, 2]) == alone


def test_a_loop_is_no_relation() -> None:
    assert _placed(Drawn(2, [(0, 0), (0, 1)])) == _placed(Drawn(2, [(0, 1)]))


def test_a_map_is_kept_and_given_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = _placed(Drawn(40, TREE), None, str(tmp_path))
    monkeypatch.setattr(placement, "_map", None)
    assert _placed(Drawn(40, TREE), None, str(tmp_path)) == at


def test_a_new_entity_joins_its_neighbours_and_the_others_mostly_stay(tmp_path: Path) -> None:
    draw = Random(5)
    edges = [(draw.randrange(n), n) for n in range(1, 120)] + [draw.sample(range(120), 2) for _ in range(40)]
    before = _placed(Drawn(120, edges), None, str(tmp_path))
    after = _placed(Drawn(121, [*edges, (7, 120)]), None, str(tmp_path))
    moved = _moved(before, after)
    assert (moved[60] < 30, moved[-1] < 150) == (True, True), moved
    assert _far(after[7], after[120]) < 250


def test_places_go_by_id_when_an_entity_goes(tmp_path: Path) -> None:
    before = _placed(Drawn(40, TREE), None, str(tmp_path))
    after = _placed(Drawn(39, TREE[:-1]), None, str(tmp_path))
    assert _moved(before, after)[30] < 30


def test_what_has_nothing_of_the_kept_map_is_placed_anew(tmp_path: Path) -> None:
    fresh = _placed(Drawn(40, TREE, "x{:03}"))
    _placed(Drawn(40, TREE), None, str(tmp_path))
    assert _placed(Drawn(40, TREE, "x{:03}"), None, str(tmp_path)) == fresh


@pytest.mark.parametrize(
    "content",
    [b"\0", b"{}", b"[1, 2]", b'["akg map 0", "", "", {}]', b'["akg map 1", "", "", {"e000": [NaN, 0]}]',
     b'["akg map 1", "", "", {"e000": [0, NaN]}]',
     b'["akg map 1", "", "", {"e000": ["a", 0]}]', b'["akg map 1", "", "", 3]', b"[" * 100_000,
     b'["akg map 1", "", "", {"e000": [1e308, 1e308]}]', b'["akg map 1", 1, ["a"], {}]',
     b'["akg map 1", "", "", {"e000": [1' + b"0" * 400 + b', 0]}]',
     json.dumps(["akg map 1", "", "", {f"e{n:03}": [0, 1e300] for n in range(40)}]).encode()],
)  # fmt: skip
def test_a_damaged_map_is_made_anew(tmp_path: Path, content: bytes) -> None:
    at = _placed(Drawn(40, TREE), None, str(tmp_path))
    cache.write(cache.place(str(tmp_path), "map"), [content])
    assert _placed(Drawn(40, TREE), None, str(tmp_path)) == at
    assert _placed(Drawn(40, TREE), None, str(tmp_path)) == at  # and is kept again


def test_where_nothing_can_be_kept_a_map_is_made_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, content: object) -> None:
        raise atomic.Unwritable(Path(path), OSError(28, "full"))

    monkeypatch.setattr(cache, "write", full)
    assert _placed(Drawn(40, TREE), None, str(tmp_path)) == _placed(Drawn(40, TREE))
    assert _placed(Drawn(2, [(0, 1)]), None, str(tmp_path / "gone")) == _placed(Drawn(2, [(0, 1)]))


def test_the_map_of_a_dataset_that_is_gone_is_removed(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    _placed(Drawn(2, [(0, 1)]), None, str(tmp_path / "old"))
    kept = Path(cache.place(str(tmp_path / "old"), "map"))
    assert kept.exists()
    (tmp_path / "old").rename(tmp_path / "moved")
    _placed(Drawn(2, [(0, 1)]), None, str(tmp_path))
    assert not kept.exists()

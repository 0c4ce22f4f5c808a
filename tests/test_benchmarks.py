"""What is measured is the same: the made datasets are sound, and every engine answers as akg does."""

import importlib
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from akg import checks, loader
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.queries import path, timeline
from akg.where import EVERY, where

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
STORES = ("sqlite", "sqlite_plain", "networkx", "igraph")  # and DuckDB and ladybug, which tests do not need
SINCE, UNTIL = "2008-01-01", "2012-12-31"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a made dataset of 3,000 relations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        found: Path = importlib.import_module("graphs").make(
            tmp_path_factory.mktemp("made") / "dataset", 3000
        )
    return found


@pytest.fixture(scope="module")
def data(made: Path) -> Dataset:
    """Give the dataset as it is read."""
    return loader.load(made)


def test_nothing_is_wrong_with_a_made_dataset(data: Dataset) -> None:
    assert checks.run(data) == ()
    assert (len(data.entities), len(data.relations)) == (600, 3000)
    assert len({relation.type for relation in data.relations}) == 20


@pytest.mark.parametrize("name", STORES)
def test_an_engine_finds_paths_as_short_and_timelines_as_long_as_akg(
    name: str, made: Path, data: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    engine = importlib.import_module(f"stores.{name}")
    engine.build(made, tmp_path)
    store, graph = engine.open(str(tmp_path)), MemoryGraph(data)
    draw = random.Random(1)
    for a, b in (draw.sample(sorted(data.entities), 2) for _ in range(50)):
        found = store.path(a, b)
        assert (found[0], found[-1]) == (a, b)
        assert all(_joined(graph, u, v) for u, v in pairwise(found))
        assert len(found) - 1 == _steps(graph, a, b)
    who = sorted(id for id, entity in data.entities.items() if entity.kind in {"person", "group"})
    for id in draw.sample(who, 20):  # an event's timeline has the event itself too
        whole = [fact[0] for fact in store.timeline(id, 0, 99999999)]
        window = list(store.timeline(id, int(SINCE.replace("-", "")), int(UNTIL.replace("-", ""))))
        assert whole == sorted(whole)
        assert (len(whole), len(window)) == (_told(graph, id), _told(graph, id, since=SINCE, until=UNTIL))


def _joined(graph: MemoryGraph, a: str, b: str) -> bool:
    return bool(graph.between(_node(graph, a), _node(graph, b)))


def _steps(graph: MemoryGraph, a: str, b: str) -> int:
    [best] = path.between(graph, _node(graph, a), _node(graph, b), where(graph), k=1, rank="hops").paths
    return len(best.steps)


def _told(graph: MemoryGraph, id: str, **dates: Any) -> int:
    found = timeline.of(graph, [_node(graph, id)], where(graph, **dates, default=EVERY))
    return len(found.dated) + len(found.lasting) + len(found.undated)


def _node(graph: MemoryGraph, id: str) -> int:
    node = graph.node(id)
    assert node is not None
    return node

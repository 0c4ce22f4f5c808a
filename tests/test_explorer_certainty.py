"""The one thing that the page decides by itself, whether a fact held in a window, is as Python decides it."""

import importlib
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from browser import DATA, Explorer, exported
from test_benchmarks import BENCHMARKS

from akg import checks, dates, facts, loader, where
from akg.memory import MemoryGraph
from akg.reading import Row

WINDOWS = 300
FAR = (-800_000, -1, 0, 1, 3_000_000)  # days; the years -220 and 10183


def rows(folder: Path) -> dict[str, Row]:
    """Give each fact of a dataset, of relations and of entities by themselves, by its id."""
    read = loader.load(folder)
    graph = MemoryGraph(checks.sound(read, checks.run(read))[0])
    every = where.where(graph, statuses=["any"])
    own = (fact for n in range(len(graph)) for fact in facts.own(graph, n, every))
    relations = (facts.of_relation(graph, r, graph.row(r).src, every) for r in range(graph.size))
    return {fact.id: fact.row for some in (own, relations) for fact in some}


def windows(bounds: Sequence[dates.Bounds]) -> list[tuple[int, int]]:
    """Draw windows whose ends lie at bounds of facts, a day beside them, anywhere, or far away."""
    draw = random.Random(7)
    ends = sorted({end for one in bounds for end in one if dates.BEGIN < end < dates.END})
    near = [end + shift for end in ends for shift in (-1, 0, 1)]
    drawn = [sorted(draw.choice(draw.choice([near, near, FAR])) for _ in range(2)) for _ in range(WINDOWS)]
    return [(first, last) for first, last in drawn] + [(end, end) for end in draw.sample(near, 20)]


def compared(explorer: Explorer, page: Path, folder: Path) -> None:
    """Ask the page and Python of every fact in every window, and check that they say the same."""
    held = rows(folder)
    asked = windows([row.bounds for row in held.values()])
    opened = explorer.open(page)
    told: dict[str, list[Any]] = opened.evaluate(
        """(asked) => {
            const { app, certainty } = window.akg;
            return Object.fromEntries(app.store.facts.map((fact) =>
                [fact.id, asked.map((window) => certainty(fact, window))]));
        }""",
        asked,
    )
    assert told.keys() == held.keys()
    for id, answers in told.items():
        assert answers == [where.certainty(held[id], *window) for window in asked], id


def test_the_page_is_as_sure_of_every_fact_of_the_shipped_data_as_python(
    explorer: Explorer, shipped_page: Path
) -> None:
    compared(explorer, shipped_page, DATA)


def test_the_page_is_as_sure_of_every_fact_of_a_made_world_as_python(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    folder = importlib.import_module("graphs").make(tmp_path / "dataset", 800)
    compared(explorer, exported(tmp_path / "page.html", data=folder), folder)

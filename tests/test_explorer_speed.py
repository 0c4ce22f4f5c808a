"""The map moves smoothly with as many entities as are drawn at once."""

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import exported
from test_benchmarks import BENCHMARKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_1500_entities_move_at_a_third_of_the_frames_of_an_empty_page(
    chromium: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    benchmark = importlib.import_module("explorer")
    page = exported(tmp_path / "page.html", data=benchmark.dataset(tmp_path / "dataset"))
    empty, full = benchmark.measured(chromium, page)
    assert full >= empty / 3

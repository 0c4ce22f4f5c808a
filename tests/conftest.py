"""Fixtures that several test modules share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import browser
import explored
import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says how busy the machine is.
settings.register_profile("akg", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("akg")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Write = Callable[..., Path]

ARTICLE = os.environ.get("AKG_ARTICLE", "")  # a file; its text is not ours to give
with_article = pytest.mark.skipif(
    not ARTICLE, reason="AKG_ARTICLE names no copy of the article that the dataset was made from"
)

PARTS = {
    "entities": """\
        - {id: ada, kind: person, name: Ada}
        - {id: brian, kind: person, name: Brian}
        - {id: guild, kind: group, name: Guild}
        - {id: york, kind: place, name: York}
        """,
    "sources": "- {id: paper, title: A paper, date: 2020}\n",
    "relations": "- {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 1}\n",
}


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what akg keeps of the datasets of the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def dataset(tmp_path: Path) -> Write:
    """Give a function that writes a dataset without fault, but for the parts given as text or bytes."""

    def write(**parts: str | bytes) -> Path:
        for name, text in {**PARTS, **parts}.items():
            content = dedent(text).encode() if isinstance(text, str) else text
            (tmp_path / f"{name}.yaml").write_bytes(content)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """Give the one browser of all tests; they are skipped where there is none."""
    with browser.launched() as launched:
        yield launched


@pytest.fixture
def explorer(chromium: "Browser") -> Iterator[browser.Explorer]:
    """Give a page to open the explorer in, which fails the test on anything that it complains of."""
    explorer = browser.Explorer(chromium)
    yield explorer
    explorer.close()


@pytest.fixture(scope="session")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dataset that the explorer is tried on."""
    return explored.small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small_page(small_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give it as a file."""
    return browser.exported(tmp_path_factory.mktemp("small-page") / "page.html", data=small_world)


@pytest.fixture(scope="session")
def shipped_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the shipped data as a file."""
    return browser.exported(tmp_path_factory.mktemp("shipped") / "page.html")


@pytest.fixture(scope="session")
def story_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file that somebody is sent who asks how the Taliban and Hamza bin Laden are connected."""
    asked = ("path", "Taliban", "Hamza bin Laden", "--format", "html")
    return browser.exported(tmp_path_factory.mktemp("story") / "page.html", *asked)

"""A newcomer finds how two are connected, when, who denies it, and where that is written."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import Explorer, spot, state, texts, viewing

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

YEAR = [17897, 18261]  # the days of 2019
MOST = 150  # presses of Tab until whatever is looked for has the focus


def panel(page: "Page") -> "Locator":
    return page.get_by_role("complementary", name="Evidence")


def finder(page: "Page") -> "Locator":
    return page.get_by_role("region", name="Path finder")


def tab_to(page: "Page", name: str, within: str = "body", key: str = "Tab") -> None:
    """Press Tab, or Shift and Tab, until what has such a name, or such words on it, has the focus."""
    for _ in range(MOST):
        page.keyboard.press(key)
        called = page.evaluate(
            """(within) => {
                const one = document.activeElement;
                if (!one.closest(within)) return "";
                return one.getAttribute("aria-label") ?? (one.labels?.[0] ?? one).innerText;
            }""",
            within,
        )
        if re.search(name, called):
            return
    pytest.fail(f"no Tab leads to {name!r}")


def sides(page: "Page") -> tuple[str, str]:
    """Give what the panel says of those who assert, and of those who deny."""
    asserts, denies = (
        " | ".join(texts(panel(page).locator(f"li.claim.stance-{stance}").get_by_role("paragraph")))
        for stance in ("asserts", "denies")
    )
    return asserts, denies


def evidence_of_the_promise(page: "Page") -> None:
    """Check that both sides stand in the panel, and where each is written."""
    told = panel(page)
    told.get_by_role("heading", name="made a promise to Hamza bin Laden").wait_for()
    asserts, denies = sides(page)
    assert "UN Monitoring Team" in asserts
    assert "Enduring Partnership or Liability? (between April and December 2020), para 8" in asserts
    assert "Suhail Shaheen" in denies
    assert "TIME Magazine" in denies
    assert re.search(r"relations\.yaml:\d+", denies)


def pictured(page: "Page") -> None:
    """Check that the window is 2019, in which the promise is possible and not certain."""
    assert state(page, "t") == YEAR
    finder(page).get_by_text("possible").first.wait_for()


def click_2019(page: "Page") -> None:
    """Choose 2019 on the histogram: a click takes the years of a bar, and a drag moves an end."""
    plot = page.locator("#window .plot").bounding_box()
    assert plot
    bar = page.locator("#window svg g", has=page.locator("title", has_text=re.compile("2019")))
    box = bar.first.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
    for _ in range(10):
        if state(page, "t") == YEAR:
            return
        page.get_by_role("button", name="year later").click()


def type_2019(page: "Page") -> None:
    for field in ("^From$", "^To$"):
        tab_to(page, field, "#window")
        page.keyboard.type("2019")
        page.keyboard.press("Enter")


def test_with_the_mouse_in_the_file(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page)
    finder(page).get_by_role("heading", name="3 paths: Taliban → Hamza bin Laden").wait_for()
    click_2019(page)
    pictured(page)
    finder(page).get_by_role("button", name=re.compile("made a promise to")).first.click()
    evidence_of_the_promise(page)


def test_with_the_keyboard_in_the_file(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page)
    type_2019(page)
    pictured(page)
    tab_to(
        page, "made a promise to", "[aria-label='Path finder']", "Shift+Tab"
    )  # it stands before the window
    page.keyboard.press("Enter")
    evidence_of_the_promise(page)


@pytest.fixture(scope="module")
def address() -> "Iterator[str]":
    """Serve the shipped data."""
    with viewing() as address:
        yield address


def evidence_of_the_death(page: "Page") -> None:
    """Check that the second pair's disputed step is told with both sides, and where each is written."""
    told = panel(page)
    told.get_by_role("heading", name="United States killed Hamza bin Laden").wait_for()
    told.get_by_text("possible").first.wait_for()
    asserts, denies = sides(page)
    assert "White House" in asserts
    assert "National Mobilization Front" in denies
    assert re.search(r"relations\.yaml:\d+", denies)


def test_with_the_mouse_in_akg_view(explorer: Explorer, address: str) -> None:
    """A mouse alone chooses both ends on the map: nothing is typed."""
    page = explorer.open(address)
    for end, button in (("united-states", "Path from here"), ("hamza-bin-laden", "Path to here")):
        page.mouse.click(*spot(page, end))
        panel(page).get_by_role("button", name=button).click()
    finder(page).get_by_role("heading", name="3 paths: United States → Hamza bin Laden").wait_for()
    click_2019(page)
    pictured(page)
    finder(page).get_by_role("button", name=re.compile("killed")).first.click()
    evidence_of_the_death(page)


def test_with_the_keyboard_in_akg_view(explorer: Explorer, address: str) -> None:
    page = explorer.open(address)
    page.keyboard.press("p")
    for name in ("United States", "Hamza bin Laden"):
        page.keyboard.type(name)
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("Enter")
        tab_to(page, "^To entity$" if name == "United States" else "Find paths")
    page.keyboard.press("Enter")
    finder(page).get_by_role("heading", name="3 paths: United States → Hamza bin Laden").wait_for()
    type_2019(page)
    pictured(page)
    tab_to(page, "killed", "[aria-label='Path finder']", "Shift+Tab")
    page.keyboard.press("Enter")
    evidence_of_the_death(page)

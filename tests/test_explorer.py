"""The explorer as a reader uses it: what stands on the page is found by its name, clicked, typed into, read."""

import csv
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from browser import Explorer, drawn, exported, spot, state, viewing
from commandline import run
from explored import BELONGED, DENIED, LED, MET, PROMISED, SUPPORTED

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def page(explorer: Explorer, small_page: Path) -> "Page":
    """Open the small world."""
    return explorer.open(small_page)


def panel(page: "Page") -> "Locator":
    return page.get_by_role("complementary", name="Evidence")


def listed(page: "Page") -> list[str]:
    """Give the sentences of the timeline."""
    return page.locator("#timeline .what").all_inner_texts()


def search(page: "Page", text: str) -> None:
    """Type into the search, and take the first hit."""
    page.get_by_role("combobox", name="Search").fill(text)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


# Search


def test_an_entity_is_found_by_an_alias(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").fill("countess")
    assert page.get_by_role("option").all_inner_texts() == ["● Ada Lovelace person Countess of Lovelace"]
    page.keyboard.press("Enter")
    assert panel(page).get_by_role("heading", name="Ada Lovelace").is_visible()
    assert state(page, "sel") == "ada"


def test_a_search_without_a_hit_says_so(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").fill("nobody at all")
    assert page.get_by_text("nothing is called so").is_visible()


def test_arrows_go_through_what_is_found_and_escape_closes_it(page: "Page") -> None:
    box = page.get_by_role("combobox", name="Search")
    box.fill("r")  # Brian, Carol, Dora, York
    page.get_by_role("option").first.wait_for()
    box.press("ArrowDown")
    box.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    assert second.get_attribute("aria-selected") == "true"
    assert box.get_attribute("aria-activedescendant") == second.get_attribute("id")
    box.press("Escape")
    assert page.get_by_role("option").count() == 0
    assert box.get_attribute("aria-expanded") == "false"


# Evidence


def test_the_panel_of_an_entity_tells_its_relations_and_who_says_so(page: "Page") -> None:
    search(page, "ada")
    told = panel(page)
    assert told.get_by_text("also Countess of Lovelace").is_visible()
    assert told.get_by_text("entities.yaml:1").is_visible()
    assert told.get_by_role("heading", level=4).all_inner_texts() == ["leads 1", "met 1", "had a promise from 1"]
    promise = told.locator("li.fact", has_text="Carol")
    assert "± disputed: asserted by the auditors (reportedly); denied by Dora" in promise.inner_text()
    promise.get_by_text("2 claims, 1 denies").click()
    assert promise.get_by_text("Someone, A paper (2020)").is_visible()
    assert promise.get_by_text("para 3").is_visible()
    assert promise.get_by_text("page 4").is_visible()


def test_the_panel_of_a_relation_tells_each_claim_with_its_source_and_its_line(
    explorer: Explorer, small_page: Path
) -> None:
    page = explorer.open(small_page, f"#fact={PROMISED}")
    told = panel(page)
    assert told.get_by_role("heading", level=2).inner_text() == "Carol made a promise to Ada Lovelace"
    asserts, denies = told.locator("li.claim").all()
    assert asserts.inner_text().split("\n\n") == [
        "the auditors, reportedly · published 2020", "Someone, A paper (2020), para 3", "relations.yaml:8",
    ]  # fmt: skip
    assert denies.inner_text().split("\n\n") == [
        "Dora, published 2021", "A leaflet (2021), page 4", "relations.yaml:9",
    ]  # fmt: skip
    link = asserts.get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/paper"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert denies.get_by_role("link").count() == 0


# Lists


def test_the_timeline_lists_what_is_drawn_in_the_order_of_time(page: "Page") -> None:
    assert listed(page) == [
        "Brian was born ",
        "Ada Lovelace leads Guild ",
        "Brian is member of Guild ",
        "Dora met Brian - denied ",
        "Carol made a promise to Ada Lovelace ± disputed ",
        "Ada Lovelace met Brian ",
        "Carol supported Dora ",
    ]


def test_the_table_has_the_facts_of_the_timeline_and_is_sorted_by_any_column(page: "Page") -> None:
    page.get_by_role("tab", name="Table").click()
    rows = page.get_by_role("tabpanel", name="Table").get_by_role("row")
    assert rows.count() == 1 + 7
    page.get_by_role("button", name="Relation", exact=True).click()
    relations = page.locator("td.cell-relation").all_inner_texts()
    assert relations == sorted(relations, key=str.lower)
    assert page.get_by_role("columnheader", name="Relation").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Relation", exact=True).click()
    assert page.locator("td.cell-relation").all_inner_texts() == relations[::-1]


def test_a_row_chosen_in_a_list_is_opened_in_the_panel(page: "Page") -> None:
    page.get_by_role("button", name=re.compile("Ada Lovelace leads Guild")).first.click()
    assert panel(page).get_by_role("heading", level=2).inner_text() == "Ada Lovelace leads Guild"
    page.get_by_role("tab", name="Table").click()
    assert page.locator("tr[aria-current=true] td.cell-to").inner_text() == "■ Guild"

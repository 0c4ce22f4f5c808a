"""The explorer as a reader uses it: all is found by its name, clicked, typed into, read."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from browser import Explorer, back, exported, saved, shown, state, texts, viewing
from commandline import run
from conftest import Write
from explored import BELONGED, DENIED, LED, MET, PROMISED, SUPPORTED
from lxml import etree
from served import serving, site

from akg.web import extent, interface

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
    return texts(page.locator("#timeline .what"))


def search(page: "Page", text: str) -> None:
    """Type into the search, and take the first hit."""
    page.get_by_role("combobox", name="Search").fill(text)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")


# Search


def test_an_entity_is_found_by_an_alias(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").fill("countess")
    assert texts(page.get_by_role("option")) == ["● Ada Lovelace person Countess of Lovelace"]
    page.keyboard.press("Enter")
    panel(page).get_by_role("heading", name="Ada Lovelace").wait_for()
    assert state(page, "sel") == "ada"


def test_a_search_without_a_hit_says_so(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").fill("nobody at all")
    page.get_by_text("nothing is called so", exact=True).wait_for()


def test_enter_takes_what_is_found_though_it_comes_before_the_answer(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").evaluate("""(field) => {
        field.focus();
        field.value = "countess";
        field.dispatchEvent(new Event("input"));
        field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    }""")
    panel(page).get_by_role("heading", name="Ada Lovelace").wait_for()
    assert page.get_by_role("option").count() == 0


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
    told.get_by_text("also Countess of Lovelace").wait_for()
    told.get_by_text("entities.yaml:1").wait_for()
    assert texts(told.get_by_role("heading", level=4)) == ["leads 1", "met 1", "had a promise from 1"]
    promise = told.locator("li.fact", has_text="Carol")
    assert "± disputed: asserted by the auditors (reportedly); denied by Dora" in promise.inner_text()
    promise.get_by_text("2 claims, 1 denies").click()
    promise.get_by_text("Someone, A paper (2020)").wait_for()
    promise.get_by_text("para 3").wait_for()
    promise.get_by_text("page 4").wait_for()


def test_the_panel_of_a_relation_tells_each_claim_with_its_source_and_its_line(
    explorer: Explorer, small_page: Path
) -> None:
    page = explorer.open(small_page, f"#fact={PROMISED}")
    told = panel(page)
    assert told.get_by_role("heading", level=2).inner_text() == "Carol made a promise to Ada Lovelace"
    asserts, denies = told.locator("li.claim").all()
    assert texts(asserts.get_by_role("paragraph")) == [
        "the auditors, reportedly · published 2020", "Someone, A paper (2020), para 3", "relations.yaml:9",
    ]  # fmt: skip
    assert texts(denies.get_by_role("paragraph")) == [
        "Dora, published 2021", "A leaflet (2021), page 4", "relations.yaml:10",
    ]  # fmt: skip
    link = asserts.get_by_role("link")
    assert link.get_attribute("href") == "https://example.org/paper"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert denies.get_by_role("link").count() == 0


# Lists


def test_the_timeline_lists_what_is_drawn_in_the_order_of_time(page: "Page") -> None:
    assert listed(page) == [
        "Brian was born",
        "Ada Lovelace leads Guild",
        "Brian is member of Guild",
        "Dora met Brian - denied",
        "Carol made a promise to Ada Lovelace ± disputed",
        "Ada Lovelace met Brian (in York)",
        "Carol supported Dora",
    ]


def test_years_that_no_date_of_the_browser_reaches_head_the_timeline_as_they_are(
    explorer: Explorer, dataset: Write, tmp_path: Path
) -> None:
    relations = """\
        - {from: ada, type: met, to: brian, date: Y-170000002, source: paper}
        - {from: ada, type: met, to: guild, date: 2019, source: paper}
        - {from: brian, type: met, to: guild, date: Y-300000, source: paper}
        """
    page = explorer.open(exported(tmp_path / "years.html", data=dataset(relations=relations)))
    assert texts(page.locator("#timeline h3")) == ["-170000002", "-300000", "2019"]


def test_the_table_has_the_facts_of_the_timeline_and_is_sorted_by_any_column(page: "Page") -> None:
    page.get_by_role("tab", name="Table").click()
    rows = page.get_by_role("tabpanel", name="Table").get_by_role("row")
    assert rows.count() == 1 + 7
    page.get_by_role("button", name="Relation", exact=True).click()
    relations = texts(page.locator("td.cell-relation"))
    assert relations == sorted(relations, key=str.lower)
    assert page.get_by_role("columnheader", name="Relation").get_attribute("aria-sort") == "ascending"
    page.get_by_role("button", name="Relation", exact=True).click()
    assert texts(page.locator("td.cell-relation")) == relations[::-1]


def test_a_row_chosen_in_a_list_is_opened_in_the_panel(page: "Page") -> None:
    page.get_by_role("button", name=re.compile("Ada Lovelace leads Guild")).first.click()
    assert panel(page).get_by_role("heading", level=2).inner_text() == "Ada Lovelace leads Guild"
    page.get_by_role("tab", name="Table").click()
    assert page.locator("tr[aria-current=true] td.cell-to").inner_text() == "■Guild"


def test_of_a_long_list_the_rows_around_what_is_chosen_are_made(
    explorer: Explorer, shipped_page: Path
) -> None:
    page = explorer.open(shipped_page)
    rows = page.locator("#timeline button.event")
    assert rows.count() == 200
    ids = shown(page)
    page.evaluate("(id) => window.akg.app.go({ fact: id })", ids[-1])
    assert page.locator("#timeline [aria-current=true]").count() == 1
    assert rows.count() == 101  # a hundred before it
    page.locator("#timeline").get_by_role("button", name=re.compile(r"^Show 200 of \d+ earlier")).click()
    assert rows.count() == 301
    assert page.evaluate("() => document.activeElement.matches('button.event')")  # and is not lost


def test_a_row_that_a_filter_takes_leaves_the_focus_in_the_list(page: "Page") -> None:
    page.get_by_role("button", name=re.compile("Carol supported Dora")).focus()
    page.evaluate("() => window.akg.app.go({ hidden: ['dora'] })")
    assert page.evaluate("() => document.activeElement.id") == "timeline"


# Paths


def told_by(page: "Page") -> list[dict[str, Any]]:
    """Give the paths on the page as `akg path --format json` has them."""
    found: list[dict[str, Any]] = page.evaluate("""() => {
        const { app } = window.akg, paths = app.store.paths(app.state.path);
        return paths.results.map(({ entities, hops, cost, certainty, steps }) =>
            ({ entities, hops, cost, certainty: certainty ?? null, steps: steps.map(({ facts }) => facts) }));
    }""")
    return found


def told_in_a_shell(*asked: str) -> list[dict[str, Any]]:
    found = json.loads(run("path", *asked, "--format", "json").out)["results"]
    return [
        {key: one[key] for key in ("entities", "hops", "cost", "certainty")}
        | {"steps": [[step["id"], *(other["id"] for other in step["parallel"])] for step in one["steps"]]}
        for one in found
    ]


PAIR = ("taliban", "hamza-bin-laden")
QUESTIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("--k", "6"),
    ("--k", "4", "--rank", "hops"),
    ("--from", "2019-01-01", "--to", "2019-12-31"),
    ("--status", "any", "--max-hops", "3"),
    ("--via", "al-qaeda", "--directed"),
    ("--same-time",),
    ("--in-order", "--avoid", "osama-bin-laden"),
    ("--avoid-type", "promised", "--without-source", "un-list-2024"),
)


@pytest.mark.parametrize("options", QUESTIONS, ids=" ".join)
def test_a_file_tells_the_paths_that_the_command_line_tells(
    options: tuple[str, ...], explorer: Explorer, tmp_path: Path
) -> None:
    written = exported(tmp_path / "page.html", "path", *PAIR, *options, "--format", "html")
    page = explorer.open(written)
    page.get_by_role("heading", name="Taliban → Hamza bin Laden").wait_for()
    assert told_by(page) == told_in_a_shell(*PAIR, *options)


def test_a_file_opens_on_the_path_that_it_was_exported_with(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page)
    found = page.get_by_role("region", name="Path finder")
    found.get_by_role("heading", name="3 paths: Taliban → Hamza bin Laden").wait_for()
    found.get_by_text("akg path taliban hamza-bin-laden").wait_for()
    found.get_by_text("hangs on one voice: UN Monitoring Team").wait_for()
    assert page.url.endswith("#path=taliban~hamza-bin-laden&k=3&rank=cost")


def test_a_path_is_walked_step_by_step_and_another_chosen(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page)
    page.get_by_role("button", name="Next step").click()
    heading = panel(page).get_by_role("heading", level=2)
    assert "made a promise to Hamza bin Laden" in heading.inner_text()
    page.get_by_role("region", name="Path finder").get_by_role("button", name=re.compile("^2 ")).click()
    first, second = told_by(page)[:2]
    assert state(page, "path")["n"] == 2
    page.get_by_role("button", name="Next step").click()
    assert state(page, "fact") == second["steps"][0][0]
    back(page, 2)
    assert state(page, "path")["n"] == 1
    assert state(page, "fact") == first["steps"][0][0]


def test_a_file_that_lacks_a_path_names_the_command_that_finds_it(
    explorer: Explorer, story_page: Path
) -> None:
    page = explorer.open(story_page, "#path=hamza-bin-laden~al-qaeda&k=2")
    page.get_by_role("alert").filter(has_text="akg view").wait_for()
    page.get_by_text("akg path hamza-bin-laden al-qaeda --k 2").wait_for()


# Saving


WINDOW = "#t=2010-01-01..2012-12-31"


def test_the_table_saved_as_csv_is_what_is_shown(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, WINDOW)
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV table").decode(), newline="")))
    assert [row["id"] for row in rows] == shown(page) == [LED, BELONGED]
    assert [row["certainty"] for row in rows] == ["certain", "certain"]
    assert rows[0] == {
        "id": LED, "type": "leads", "from": "ada", "from_name": "Ada Lovelace", "to": "guild",
        "to_name": "Guild",
        "sentence": "Ada Lovelace leads Guild", "when": "2010 – 2015", "earliest_start": "2010-01-01",
        "latest_start": "2010-12-31", "earliest_end": "2015-01-01", "latest_end": "2015-12-31",
        "certainty": "certain", "status": "asserted", "standing": "", "where": "relations.yaml:2",
        "sources": "Someone, A paper (2020), para 2", "shown": "from 2010-01-01 to 2012-12-31",
    }  # fmt: skip


def test_a_table_saved_of_nothing_has_its_head(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, WINDOW)
    head = saved(page, "CSV table").splitlines()[0]
    page = explorer.open(small_page, "#shown=")
    assert saved(page, "CSV table").splitlines() == [head]


def test_json_saved_has_the_claims_and_says_what_is_left_out(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, WINDOW)
    told = json.loads(saved(page, "JSON"))
    assert [fact["id"] for fact in told["facts"]] == [LED, BELONGED]
    assert told["facts"][0]["claims"] == [
        {"stance": "asserts", "who": "Someone", "said": "published 2020", "source": "paper", "at": "para 2",
         "where": "relations.yaml:2"}
    ]  # fmt: skip
    assert told["shown"] == {
        "window": ["2010-01-01", "2012-12-31"], "certain": False, "hidden": [],
        "off": {"kinds": [], "types": [], "statuses": [], "sources": []},
        "left_out": {"time": 4, "undated": 1},
    }  # fmt: skip


def test_an_svg_saved_marks_the_path_on_show(explorer: Explorer, story_page: Path) -> None:
    svg = etree.fromstring(saved(explorer.open(story_page), "SVG picture"))
    [thick] = [line for line in svg.iter("{*}path") if line.get("stroke-width") == "3"]
    assert "".join(map(str, thick.itertext())).startswith("Taliban made a promise to Hamza bin Laden")
    assert thick.get("stroke-dasharray") == "7 4"  # disputed on the path too


def test_networkx_reads_the_graphml_saved(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page)
    graph = nx.read_graphml(io.BytesIO(saved(page, "GraphML")), force_multigraph=True)
    assert sorted(graph) == ["ada", "brian", "carol", "dora", "guild", "york"]
    assert sorted((u, v, edge["relation"], edge["status"]) for u, v, edge in graph.edges(data=True)) == [
        ("ada", "brian", MET, "asserted"),
        ("ada", "guild", LED, "asserted"),
        ("brian", "guild", BELONGED, "asserted"),
        ("carol", "ada", PROMISED, "disputed"),
        ("carol", "dora", SUPPORTED, "asserted"),
        ("dora", "brian", DENIED, "denied"),
    ]


def test_pictures_saved_are_a_png_and_an_svg_with_the_names(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page)
    assert saved(page, "PNG picture").startswith(b"\x89PNG\r\n\x1a\n")
    svg = etree.fromstring(saved(page, "SVG picture"))
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    written = {" ".join("".join(map(str, one.itertext())).split()) for one in svg.iter("{*}text")}
    assert {"Ada Lovelace", "Brian", "Carol", "Dora", "Guild", "York"} <= written


def test_of_nothing_no_picture_is_made_and_that_is_said(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#shown=")
    page.locator("#menu-save").get_by_text("Save", exact=True).click()
    page.get_by_role("button", name="PNG picture").click()
    page.get_by_text("Nothing is on the map, so there is no picture of it.", exact=True).wait_for()


def test_a_file_that_refuses_a_question_says_how_a_shell_is_asked_of_its_state(
    explorer: Explorer, small_world: Path, tmp_path: Path
) -> None:
    file = exported(tmp_path / "known.html", "export", "html", "--known-at", "2022", data=small_world)
    page = explorer.open(file, "#path=ada~dora")
    page.get_by_text("akg path ada dora --known-at 2022", exact=True).wait_for()


def test_a_page_of_another_state_of_the_data_says_so(
    explorer: Explorer, small_world: Path, small_page: Path, tmp_path: Path
) -> None:
    asked = ("export", "html", "--known-at", "2022", "--type", "met")
    page = explorer.open(exported(tmp_path / "known.html", *asked, data=small_world))
    as_of = page.get_by_role("region", name="As of what this is")
    assert as_of.inner_text() == "As known at 2022 · only what passes --type met"
    explorer.open(small_page)
    assert as_of.is_hidden()


# Addresses


def test_an_address_opens_what_it_was_copied_from(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page)
    search(page, "carol")
    page.get_by_role("tab", name="Table").click()
    page.get_by_role("button", name="Carol made a promise to Ada Lovelace").first.click()
    address = page.url
    before = page.evaluate("() => window.akg.app.state")
    other = explorer.open(address)
    assert other.evaluate("() => window.akg.app.state") == before
    assert other.get_by_role("tab", name="Table").get_attribute("aria-selected") == "true"


def test_back_and_forward_go_through_what_was_looked_at(page: "Page") -> None:
    for name in ("ada", "brian"):
        search(page, name)
    back(page)
    assert panel(page).get_by_role("heading", level=2).inner_text().endswith("Ada Lovelace")
    back(page)
    assert state(page, "sel") is None
    back(page, -2)
    assert panel(page).get_by_role("heading", level=2).inner_text().endswith("Brian")


@pytest.mark.parametrize(
    "fragment",
    [
        "#", "#sel", "#sel=", "#sel=nobody", "#sel=__proto__", "#sel=%E0%A4%A", "#sel=ada&sel=brian",
        "#fact=constructor", "#t=2012", "#t=2013..2012", "#t=x..y", "#t=2012-02-31..2012-03-01", "#t=..",
        "#t=99999-01-01..1-1-1", "#path=ada", "#path=ada~", "#path=ada~brian~carol", "#path=nobody~ada",
        "#path=ada~brian&k=-1&rank=%22&n=0", "#n=2", "#f=kind", "#f=nothing:x;;:", "#f=status:__proto__",
        "#shown=,,&hidden=toString&pinned=ada,ada", "#tab=other", "#<script>alert(1)</script>",
        "#sel=<img src=x onerror=alert(1)>", "#" + "a=b&" * 3000, "#" + "x" * 100_000,
    ],
    ids=lambda fragment: fragment[:40],
)  # fmt: skip
def test_an_address_that_is_malformed_opens_the_page_all_the_same(
    fragment: str, explorer: Explorer, small_page: Path
) -> None:
    page = explorer.open(small_page, fragment)
    page.get_by_role("combobox", name="Search").wait_for()
    assert page.locator("#timeline, #table").first.count() == 1


def test_what_of_an_address_is_not_understood_is_told(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#sel=ada&t=2013..2012&colour=red")
    told = page.get_by_role("status").inner_text()
    assert "t=2013..2012" in told
    assert "colour=red" in told
    assert state(page, "sel") == "ada"
    page = explorer.open(small_page, "#path=ada~dora&f=status:denied,nonsense&hidden=gone")
    head = page.get_by_role("region", name="As of what this is")
    page.get_by_role("status").get_by_text("This file holds only the paths").wait_for()
    assert head.inner_text() == "Not understood in the address, and left out: gone, nonsense"
    search(page, "carol")
    assert head.is_hidden()


def test_an_address_draws_no_more_than_can_be_drawn(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#shown=" + ",".join(["ada", *(f"e{n}" for n in range(1_500)), "brian"]))
    assert [one["id"] for one in page.evaluate("() => window.akg.app.view.entities")] == ["ada"]
    assert "all but 1500 of 1502 entities" in page.get_by_role("status").inner_text()


# akg view


@pytest.mark.parametrize(
    ("fragment", "status"),
    [
        ("#sel=dora", ""),
        ("#path=dora~carol", "1 path"),
        ("#sel=nobody", "no entity is called 'nobody'; try: akg search TEXT"),
        ("#shown=ada,carol,dora",
         "Of the entities in the address 2 are not at hand; search for them, or expand."),
    ],
)  # fmt: skip
def test_an_address_may_name_what_only_the_server_knows(
    fragment: str, status: str, explorer: Explorer, small_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("MOST_FACTS", "FOCUS"):
        monkeypatch.setattr(extent, limit, 2)
    explorer.expected.append("404")
    with serving(site(small_world)) as served:
        page = explorer.open(f"http://{served.host}{served.secret}", fragment)
        assert page.evaluate("() => window.akg.app.store.content.entities.length") < 6
        page.wait_for_load_state("networkidle")
        assert page.get_by_role("status").inner_text() == status


@pytest.fixture(scope="module")
def address() -> "Iterator[str]":
    """Serve the shipped data."""
    with viewing() as address:
        yield address


def choose(page: "Page", field: str, text: str) -> None:
    """Type a name into a field, and take the first that is offered."""
    box = page.get_by_role("combobox", name=field)
    box.fill(text)
    page.locator(f"#{box.get_attribute('aria-controls')} [role=option]").first.wait_for()
    box.press("Enter")


def name_ends(page: "Page", start: str, goal: str) -> None:
    page.get_by_role("button", name="Find path", exact=True).click()
    choose(page, "From entity", start)
    choose(page, "To entity", goal)


def test_an_address_with_a_name_for_an_id_is_told_so_once(address: str, explorer: Explorer) -> None:
    page = explorer.open(address, "#sel=Hamza%20bin%20Laden")
    panel(page).get_by_text("Nothing has the id Hamza bin Laden; search for the name.").wait_for()
    page.wait_for_timeout(300)
    assert len([one for one in explorer.asked if "api/show" in one]) == 1


ASKED = (
    ((), ()),
    (("--k", "5", "--rank", "hops"), (("spinbutton", "How many", "5"), ("combobox", "Rank by", "hops"))),
    (("--max-hops", "2", "--status", "any"),
     (("spinbutton", "At most steps", "2"), ("checkbox", "Walk what is denied"))),
    (("--in-order",), (("checkbox", "One after the other"),)),
    (("--same-time", "--directed"), (("checkbox", "All at one time"), ("checkbox", "Only along the arrows"))),
)  # fmt: skip


@pytest.mark.parametrize(("options", "fields"), ASKED, ids=lambda some: " ".join(map(str, some))[:30])
def test_a_new_question_is_answered_as_the_command_line_answers_it(
    options: tuple[str, ...], fields: tuple[tuple[str, ...], ...], explorer: Explorer, address: str
) -> None:
    page = explorer.open(address)
    name_ends(page, "Mullah Omar", "usama bin ladin")
    page.get_by_text("Conditions").click()
    for role, name, *value in fields:
        field = page.get_by_role(role, name=re.compile(f"^{name}"))  # type: ignore[arg-type]
        if role == "checkbox":
            field.check()
        elif role == "combobox":
            field.select_option(value[0])
        else:
            field.fill(value[0])
    page.get_by_role("button", name="Find paths").click()
    page.get_by_role("heading", name=re.compile("Mullah Omar → Osama bin Laden")).wait_for()
    assert told_by(page) == told_in_a_shell("mullah-omar", "osama-bin-laden", *options)


def test_asking_folds_the_conditions_and_says_which_are_set(explorer: Explorer, address: str) -> None:
    page = explorer.open(address)
    name_ends(page, "Mullah Omar", "Osama bin Laden")
    page.get_by_text("Conditions").click()
    page.get_by_role("checkbox", name="Only along the arrows").check()
    page.get_by_role("button", name="Find paths").click()
    page.get_by_role("heading", name=re.compile("Mullah Omar → Osama bin Laden")).wait_for()
    assert page.locator(".asking summary").inner_text() == "Conditions: only along the arrows"
    assert page.get_by_role("checkbox", name="Only along the arrows").count() == 0


def test_window_and_filters_of_the_page_are_conditions_of_the_question(
    explorer: Explorer, address: str
) -> None:
    page = explorer.open(address, "#t=2001-01-01..2012-12-31&f=kind:event;type:met")
    name_ends(page, "Mullah Omar", "Osama bin Laden")
    page.get_by_role("button", name="Find paths").click()
    page.get_by_role("heading", name=re.compile("Mullah Omar → Osama bin Laden")).wait_for()
    kinds = "person,group,place,work,idea"
    asked = ("--from", "2001-01-01", "--to", "2012-12-31", "--kind", kinds, "--avoid-type", "met")
    assert told_by(page) == told_in_a_shell("mullah-omar", "osama-bin-laden", *asked)


def test_over_and_without_an_entity(explorer: Explorer, address: str) -> None:
    page = explorer.open(address)
    name_ends(page, "Mullah Omar", "Hamza bin Laden")
    page.get_by_text("Conditions").click()
    choose(page, "Via", "Taliban")
    choose(page, "Avoid", "Osama bin Laden")
    page.get_by_role("button", name="Find paths").click()
    page.get_by_role("heading", name=re.compile("Mullah Omar → Hamza bin Laden")).wait_for()
    asked = ("--via", "taliban", "--avoid", "osama-bin-laden")
    assert told_by(page) == told_in_a_shell("mullah-omar", "hamza-bin-laden", *asked)


def test_a_question_without_an_answer_is_told_in_words(explorer: Explorer, address: str) -> None:
    explorer.expected.append("status of 404")  # the browser logs every answer that is an error
    page = explorer.open(address, "#path=mullah-omar~hamza-bin-laden&k=1&max-hops=1")
    alert = page.get_by_role("alert").filter(has_text="no path")
    alert.wait_for()
    assert "Traceback" not in alert.inner_text()


def test_the_search_of_a_served_page_is_that_of_akg(explorer: Explorer, address: str) -> None:
    page = explorer.open(address)
    page.get_by_role("combobox", name="Search").fill("haqani")
    page.get_by_role("option").first.wait_for()
    found = json.loads(run("search", "haqani", "--format", "json").out)["results"][: interface.HITS]
    names = [text.split(" ", 1)[1] for text in texts(page.get_by_role("option"))]
    assert [name for name, hit in zip(names, found, strict=True) if not name.startswith(hit["name"])] == []

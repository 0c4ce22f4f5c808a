"""The map of the explorer, its window of time and its filters: what is drawn, how, and what changes that."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import CYTOSCAPE, Explorer, back, drawn, exported, shown, spot, state, texts
from conftest import Write
from explored import BELONGED, DENIED, LED, MET, PROMISED, SUPPORTED
from pages import rows, section

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

EVERYBODY = ["ada", "brian", "carol", "dora", "guild", "york"]


@pytest.fixture
def page(explorer: Explorer, small_page: Path) -> "Page":
    """Open the small world."""
    return explorer.open(small_page)


def style(page: "Page", id: str, *names: str) -> list[Any]:
    """Give how an entity or a line is drawn."""
    found: list[Any] = page.evaluate(
        f"([id, names]) => names.map((name) => {CYTOSCAPE}.getElementById(id).style(name))", [id, names]
    )
    return found


def line(page: "Page", fact: str) -> str:
    """Give the id of the line that stands for a fact, alone or with others of its pair."""
    found: str = page.evaluate(
        f"""(fact) => {CYTOSCAPE}.edges().filter((one) =>
            one.id() === fact || (one.data("facts") ?? []).includes(fact))[0].id()""",
        fact,
    )
    return found


def told(page: "Page") -> "Locator":
    return page.get_by_role("complementary", name="Evidence")


def sentences(page: "Page") -> list[str]:
    return texts(page.locator("#timeline .what"))


# The map


def test_a_click_on_the_map_opens_the_evidence(page: "Page") -> None:
    page.mouse.click(*spot(page, "carol"))
    told(page).get_by_role("heading", name="Carol").wait_for()
    assert state(page, "sel") == "carol"


def test_a_click_on_a_line_opens_its_claims(page: "Page") -> None:
    (x, y), (to_x, to_y) = spot(page, "carol"), spot(page, "ada")
    page.mouse.click((x + to_x) / 2, (y + to_y) / 2)
    told(page).get_by_role("heading", name="Carol made a promise to Ada Lovelace").wait_for()


def test_pointing_at_an_entity_marks_its_lines(page: "Page") -> None:
    near, far = line(page, LED), line(page, PROMISED)
    before = [style(page, one, "line-color") for one in (near, far)]
    page.mouse.move(*spot(page, "guild"))  # next to Ada and Brian
    page.wait_for_function(f"(id) => {CYTOSCAPE}.getElementById(id).hasClass('hover')", arg=near)
    after = [style(page, one, "line-color") for one in (near, far)]
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_a_double_click_expands_and_collapsing_hides_what_hangs_on_it_alone(
    explorer: Explorer, small_page: Path
) -> None:
    page = explorer.open(small_page, "#shown=ada,guild")
    assert drawn(page)["entities"] == ["ada", "guild"]
    page.mouse.dblclick(*spot(page, "ada"))
    page.wait_for_function("() => window.akg.app.state.shown.length > 2")
    assert drawn(page)["entities"] == ["ada", "brian", "carol", "guild"]
    page.get_by_role("button", name="Collapse").first.click()
    assert drawn(page)["entities"] == ["ada", "brian", "guild"]  # Brian is a member of the guild too


def test_what_is_hidden_leaves_map_and_lists_and_comes_back(page: "Page") -> None:
    page.mouse.click(*spot(page, "carol"))
    page.get_by_role("button", name="Hide", exact=True).first.click()
    assert drawn(page)["entities"] == [id for id in EVERYBODY if id != "carol"]
    assert not any("Carol" in sentence for sentence in sentences(page))
    back(page)
    assert drawn(page)["entities"] == EVERYBODY


def test_what_is_pinned_stays_where_it_is(page: "Page") -> None:
    page.mouse.click(*spot(page, "ada"))
    page.get_by_role("button", name="Pin", exact=True).first.click()
    assert state(page, "pinned") == ["ada"]
    at = page.evaluate("() => window.akg.app.canvas.position('ada')")
    page.get_by_role("button", name="Lay out the map again").click()
    page.wait_for_timeout(500)
    assert page.evaluate("() => window.akg.app.canvas.position('ada')") == at


def test_fit_brings_all_into_sight_again(page: "Page") -> None:
    page.mouse.move(*spot(page, "ada"))
    page.mouse.wheel(0, -600)
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Fit all into sight").click()
    page.wait_for_timeout(500)
    box = page.locator("#map").bounding_box()
    assert box
    for id in EVERYBODY:
        x, y = spot(page, id)
        assert box["x"] < x < box["x"] + box["width"], id
        assert box["y"] < y < box["y"] + box["height"], id


def test_lines_differ_by_stroke_and_not_by_colour_alone(page: "Page") -> None:
    looks = ("line-style", "line-dash-pattern", "target-arrow-shape")
    assert style(page, line(page, LED), *looks)[::2] == ["solid", "triangle"]
    disputed, denied = (style(page, line(page, fact), *looks) for fact in (PROMISED, DENIED))
    assert disputed[::2] == ["dashed", "triangle"]
    assert denied[::2] == ["dashed", "tee"]
    dash, dot = (float(look[1].split()[0].rstrip("px")) for look in (disputed, denied))
    assert dot < 2 < dash  # a dash as short as it is wide is a dot


def test_kinds_differ_by_shape(page: "Page") -> None:
    shapes = [tuple(style(page, id, "shape", "shape-polygon-points")) for id in ("ada", "guild", "york")]
    assert len(set(shapes)) == 3


def test_what_is_only_possible_is_paler_with_a_hollow_arrow(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#t=2014-01-01..2014-12-31")
    sure, possible = (
        style(page, line(page, fact), "opacity", "target-arrow-fill") for fact in (LED, BELONGED)
    )
    assert sure[1] == "filled"
    assert possible[1] == "hollow"
    assert float(possible[0]) < float(sure[0])


def test_the_legend_tells_what_is_drawn_and_nothing_else(page: "Page") -> None:
    legend = page.locator("#legend")
    for word in ("person", "group", "place", "asserted", "disputed", "denied"):
        assert word in legend.inner_text().lower()
    assert "event" not in legend.inner_text().lower()
    assert "retracted" not in legend.inner_text().lower()


# The window


def time(page: "Page") -> "Locator":
    return page.get_by_role("region", name="Time")


def test_the_window_is_written_into_two_fields(page: "Page") -> None:
    for field, text in (("From", "2018"), ("To", "2018-12")):
        time(page).get_by_role("textbox", name=field).fill(text)
        page.keyboard.press("Enter")
    assert state(page, "t") == [17532, 17896]  # 2018-01-01 to 2018-12-31
    assert sentences(page) == ["Brian is member of Guild possible", "Dora met Brian - denied possible"]
    assert sorted(drawn(page)["entities"]) == ["brian", "dora", "guild"]


def test_what_a_field_cannot_read_is_told_and_changes_nothing(page: "Page") -> None:
    field = time(page).get_by_role("textbox", name="From")
    field.fill("spring")
    page.keyboard.press("Enter")
    assert state(page, "t") is None
    assert field.get_attribute("aria-invalid") == "true"


def test_the_thumbs_move_by_keys(page: "Page") -> None:
    first, last = (time(page).get_by_role("slider", name=f"{end} of the window") for end in ("Start", "End"))
    first.focus()
    before = first.get_attribute("aria-valuenow")
    page.keyboard.press("ArrowRight")
    assert int(first.get_attribute("aria-valuenow") or 0) > int(before or 0)
    page.keyboard.press("End")
    assert first.get_attribute("aria-valuetext") == "December 2019"
    assert last.get_attribute("aria-valuetext") == "December 2019"
    page.keyboard.press("Home")
    assert first.get_attribute("aria-valuenow") == before


def test_a_window_before_the_year_0_is_the_same_in_fields_address_and_map(
    explorer: Explorer, dataset: Write, tmp_path: Path
) -> None:
    relations = """\
        - {from: ada, type: met, to: brian, date: "-0399-05", source: paper}
        - {from: ada, type: met, to: guild, date: 2019, source: paper}
        """
    page = explorer.open(exported(tmp_path / "old.html", data=dataset(relations=relations)))
    for field in ("From", "To"):
        time(page).get_by_role("textbox", name=field).fill("-0399")
        page.keyboard.press("Enter")
    assert page.url.endswith("#t=-0399-01-01..-0399-12-31")
    page = explorer.reload()
    assert shown(page) == ["ada.met.brian.-0399-05"]
    assert time(page).get_by_role("textbox", name="From").input_value() == "-0399"


def test_the_thumbs_are_dragged(page: "Page") -> None:
    first = time(page).get_by_role("slider", name="Start of the window")
    box = first.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 200, y, steps=5)
    page.mouse.up()
    found = state(page, "t")
    assert found is not None
    assert found[0] > -7305  # 1950, where Brian was born


def test_the_window_steps_by_month_and_by_year(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#t=2012-01-01..2012-12-31")
    page.keyboard.press("]")
    assert page.url.endswith("#t=2013-01-01..2013-12-31")
    page.keyboard.press("[")
    page.keyboard.press("[")
    assert page.url.endswith("#t=2011-01-01..2011-12-31")


# Filters


def switch(page: "Page", name: str) -> None:
    """Switch a filter off or on, wherever it is folded away."""
    page.get_by_role("button", name=re.compile("^Filters")).click()
    sheet = page.get_by_role("region", name="Filters to choose")
    sheet.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    sheet.get_by_role("checkbox", name=re.compile(name)).click()
    page.keyboard.press("Escape")


@pytest.mark.parametrize(
    ("name", "left", "written"),
    [
        ("^groups", [MET, PROMISED, SUPPORTED, DENIED], "f=kind:group"),
        ("^leads", [MET, PROMISED, BELONGED, SUPPORTED, DENIED], "f=type:leads"),
        ("^disputed", [MET, LED, BELONGED, SUPPORTED, DENIED], "f=status:disputed"),
        (
            "A leaflet",
            [MET, LED, PROMISED, SUPPORTED],
            "f=source:leaflet",
        ),  # Brian took back what the paper has
    ],
    ids=["kind", "type", "status", "source"],
)
def test_a_filter_takes_out_of_all_what_does_not_pass(
    name: str, left: list[str], written: str, page: "Page"
) -> None:
    switch(page, name)
    assert sorted(id for id in shown(page) if "." in id and not id.endswith(".born")) == sorted(left)
    assert page.url.endswith(written)
    switch(page, name)
    assert "f=" not in page.url


def test_what_filters_switch_off_is_counted_and_announced(page: "Page") -> None:
    switch(page, "disputed")
    said = page.get_by_role("status").inner_text()
    assert re.search(r"\d+ facts · \d+ shown · .*\b1 switched off by filters", said)
    assert page.locator("#window .counts").inner_text() == said


def test_what_has_no_date_stands_last_however_the_table_is_sorted(page: "Page") -> None:
    page.get_by_role("tab", name="Table").click()
    dates = page.locator("#table .cell-date")
    assert texts(dates)[-1] == "undated"
    page.get_by_role("button", name="Date", exact=True).click()
    assert texts(dates)[-1] == "undated"
    assert texts(dates)[0] != "undated"


def test_only_what_is_certain_can_be_asked_for(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#t=2014-01-01..2014-12-31")
    switch(page, "only certain")
    assert sentences(page) == ["Ada Lovelace leads Guild certain"]


# Keys


def test_keys_do_what_help_says(page: "Page") -> None:
    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Search"
    page.keyboard.type("ada/")  # is typed, and is no key
    assert page.get_by_role("combobox", name="Search").input_value() == "ada/"
    page.get_by_role("combobox", name="Search").fill("ada")
    page.keyboard.press("Enter")  # leaves the field for the evidence
    page.wait_for_function("() => document.activeElement.id === 'panel'")
    page.keyboard.press("h")
    assert state(page, "hidden") == ["ada"]
    page.keyboard.press("p")
    page.get_by_role("region", name="Path finder").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0


def test_the_guide_has_the_keys_of_the_help(page: "Page") -> None:
    page.keyboard.press("?")
    keys, does = (texts(page.locator(f"dl.keys {tag}")) for tag in ("dt", "dd"))
    told = [[cell.replace("`", "") for cell in row] for row in rows(section("docs/explorer.md", "Keys"))]
    assert told == [[key, words] for key, words in zip(keys, does, strict=True)]


def test_e_expands_what_is_selected_and_escape_lets_go_of_it(explorer: Explorer, small_page: Path) -> None:
    page = explorer.open(small_page, "#shown=ada&sel=ada")
    page.keyboard.press("e")
    page.wait_for_function("() => window.akg.app.state.shown.length > 1")
    assert drawn(page)["entities"] == ["ada", "brian", "carol", "guild"]
    page.keyboard.press("Escape")
    assert state(page, "sel") is None


# Light and dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_as_light_as_the_system_unless_told_otherwise(
    scheme: str, chromium: "Browser", small_page: Path
) -> None:
    explorer = Explorer(chromium, color_scheme=scheme)
    page = explorer.open(small_page)
    assert (lightness(page) > 0.5) == (scheme == "light")
    page.get_by_role("button", name="Light or dark").click()
    assert (lightness(page) > 0.5) == (scheme == "dark")
    explorer.close()


def lightness(page: "Page") -> float:
    """Give how light the ground of the page is, from 0 to 1."""
    rgb = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    return sum(map(int, re.findall(r"\d+", rgb)[:3])) / 765

"""Who cannot see the map, or has no mouse, or a small screen, has the explorer all the same."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import DATA, NARROW, WIDE, Explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = DATA.parent / "explorer/node_modules/axe-core/axe.min.js"
ASKED = {
    "resultTypes": ["violations"],  # told in full; of the others one element each
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # To it, what is not laid out yet because it is out of sight (content-visibility) covers its neighbours.
    "rules": {"target-size": {"enabled": False}},
}


def as_it_is(page: "Page") -> None:
    pass


def with_the_panel(page: "Page") -> None:
    page.get_by_role("combobox", name="Search").fill("taliban")
    page.get_by_role("option").first.click()


def with_the_path_finder(page: "Page") -> None:
    page.keyboard.press("p")
    page.get_by_text("Conditions").click()


def with_help(page: "Page") -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()


def with_the_table_in_a_window(page: "Page") -> None:
    page.evaluate("() => window.akg.app.go({ tab: 'table', t: [17897, 18261] })")


STAGES = (
    as_it_is,
    with_the_panel,
    with_the_table_in_a_window,
    with_the_path_finder,
    with_help,
)  # one upon another


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm ci --ignore-scripts in explorer")
@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)], ids=["wide", "phone"])
def test_no_barrier_is_found(
    scheme: str, size: tuple[int, int], chromium: "Browser", shipped_page: Path
) -> None:
    explorer = Explorer(chromium, size=size, color_scheme=scheme)
    page = explorer.open(shipped_page)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for stage in STAGES:
        stage(page)
        assert barriers(page.evaluate(AXE_RUN, ASKED)) == [], stage.__name__
    explorer.close()


# All that it passes is as large as the page again.
AXE_RUN = "(asked) => window.axe.run(document, asked).then(({ violations }) => violations)"


def barriers(found: Any) -> list[str]:
    """Give what is serious, with the first elements that it is about."""
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:4]]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def overflowing(page: "Page") -> Any:
    """Give what stands out of the screen to the right, though nothing above it scrolls; often nothing."""
    return page.evaluate("""() => {
        const out = (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
        const scrolls = (one) =>
            one && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
        return [...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility() && out(one) && !scrolls(one.parentElement))
            .map((one) => one.outerHTML.slice(0, 100));
    }""")


@pytest.mark.parametrize("size", [NARROW, (320, 256)], ids=["phone", "1280 by 1024 at 400 %"])
def test_a_narrow_screen_needs_no_scrolling_to_the_side(
    size: tuple[int, int], chromium: "Browser", story_page: Path
) -> None:
    explorer = Explorer(chromium, size=size)
    page = explorer.open(story_page)
    for stage in STAGES:
        stage(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size[0], stage.__name__
        assert overflowing(page) == [], stage.__name__
    explorer.close()


def test_every_control_has_a_name(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page)
    with_the_panel(page)
    for part in ("header", "main"):
        told = page.locator(part).first.aria_snapshot()
        assert told.count("- button") > 4
        assert re.findall(NAMELESS, told, re.M) == []


NAMELESS = r"^ *- (?:button|checkbox|combobox|link|radio|slider|spinbutton|tab|textbox)(?: \[|:|$).*"


def test_who_wants_less_motion_has_none(chromium: "Browser", story_page: Path) -> None:
    explorer = Explorer(chromium, reduced_motion="reduce")
    page = explorer.open(story_page)
    with_the_panel(page)
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((one) => {
        const style = getComputedStyle(one);
        const longest = (text) => Math.max(...text.split(",").map(parseFloat));
        return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
    }).map((one) => one.outerHTML.slice(0, 100))""")
    assert moving == []
    page.get_by_role("button", name="Fit").click()
    before = page.evaluate(EXTENT)
    page.wait_for_timeout(100)
    assert page.evaluate(EXTENT) == before
    explorer.close()


EXTENT = "() => { const { x, y, width } = window.akg.app.canvas.extent(); return [x, y, width]; }"  # in sight


def test_it_prints_on_one_page(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page, "#sel=hamza-bin-laden")
    printed = page.pdf(format="A4", landscape=True)
    assert printed.count(b"/Type /Page\n") == 1


def test_the_denial_is_on_the_paper_though_the_path_finder_is_open(
    explorer: Explorer, story_page: Path
) -> None:
    page = explorer.open(story_page)
    page.get_by_role("button", name="Next step").click()
    page.set_viewport_size({"width": 1047, "height": 718})  # A4 across, within its margins
    page.emulate_media(media="print")
    paper = page.locator("main").bounding_box()
    panel = page.get_by_role("complementary", name="Evidence").bounding_box()
    denial = page.locator(".claim").last.bounding_box()
    assert paper
    assert panel
    assert denial
    assert panel["x"] + panel["width"] == pytest.approx(paper["x"] + paper["width"], abs=1)
    assert denial["y"] + denial["height"] <= panel["y"] + panel["height"]


def test_the_window_in_force_stands_on_the_paper(explorer: Explorer, story_page: Path) -> None:
    page = explorer.open(story_page, "#t=2019..2019")
    head = page.locator("#as-of")
    assert head.is_hidden()
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert head.inner_text() == "From 2019-01-01 to 2019-12-31"
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert head.is_hidden()

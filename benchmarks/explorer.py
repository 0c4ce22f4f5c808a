"""Measures how smoothly the explorer moves with as many entities as it draws at once, against an empty page.

    python benchmarks/explorer.py

Frames are counted while the same gestures are made on both, in turns: the map is dragged about, and zoomed in
and out by the wheel. The made dataset has 1,500 entities, with as many relations to each as the shipped one.
"""

import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import graphs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ENTITIES, RELATIONS = 1_500, 3_500
RUNS = 3  # of which the best counts: another process can only take frames away
MOVES, TURNS = 30, 10  # of the mouse while it drags, and of the wheel
EMPTY = "<!doctype html><title>empty</title>"
# Counts on the frames that are drawn, until it is asked for how many a second.
COUNT = """() => {
    let frames = 0;
    const start = performance.now();
    const next = () => { frames += 1; window.counting = requestAnimationFrame(next); };
    window.counting = requestAnimationFrame(next);
    window.counted = () => {
        cancelAnimationFrame(window.counting);
        return 1000 * frames / (performance.now() - start);
    };
}"""


def dataset(folder: Path) -> Path:
    """Write the dataset: the first relations of a larger one, of which every entity has one."""
    graphs.make(folder, 5 * ENTITIES)
    file = folder / "relations/000.jsonl"
    with file.open(encoding="utf-8") as lines:
        kept = list(islice(lines, RELATIONS))
    file.write_text("".join(kept), encoding="utf-8")
    return folder


def frames(page: "Page") -> float:
    """Drag and zoom what is in the middle of a page, and give the frames that were drawn a second."""
    box = page.viewport_size or {"width": 0, "height": 0}
    x, y = box["width"] / 3, box["height"] / 2
    page.mouse.move(x, y)
    page.evaluate(COUNT)
    page.mouse.down()
    for n in range(MOVES):
        page.mouse.move(x + 3 * (n % 20), y + 2 * (n % 30))
    page.mouse.up()
    for n in range(TURNS):
        page.mouse.wheel(0, 60 if n < TURNS / 2 else -60)
    page.wait_for_timeout(200)
    found: float = page.evaluate("() => window.counted()")
    return found


def measured(browser: "Browser", page: Path) -> tuple[float, float]:
    """Give the frames a second of an empty page, and of the explorer in a file, each the best of its runs."""
    empty, full = (browser.new_page(viewport={"width": 1280, "height": 800}) for _ in range(2))
    empty.set_content(EMPTY)
    full.goto(page.as_uri())
    full.wait_for_function("() => window.akg")
    full.wait_for_timeout(500)
    found = [(frames(empty), frames(full)) for _ in range(RUNS)]
    empty.close()
    full.close()
    first, second = map(max, zip(*found, strict=True))
    return first, second


def main() -> None:
    """Print the figures."""
    sys.path.append(str(Path(__file__).parents[1] / "tests"))  # where the browser is started
    import browser

    with TemporaryDirectory() as folder, browser.launched() as chromium:
        data = dataset(Path(folder, "data"))
        page = browser.exported(Path(folder, "page.html"), data=data)
        empty, full = measured(chromium, page)
        shipped = browser.exported(Path(folder, "shipped.html"))
        _, small = measured(chromium, shipped)
        print(f"Chromium {chromium.version}, best of {RUNS} runs in turns, without a graphics card")
        print(f"{'':32}{'frames a second':>16}{'KB of the file':>16}")
        print(f"{'empty page':32}{empty:16.0f}")
        print(f"{'the shipped data':32}{small:16.0f}{shipped.stat().st_size / 1000:16.0f}")
        print(f"{f'{ENTITIES:,} entities, {RELATIONS:,} relations':32}{full:16.0f}{page.stat().st_size / 1000:16.0f}")


if __name__ == "__main__":
    main()

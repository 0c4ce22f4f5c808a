"""Makes the pictures of the documentation from the program itself: `make pictures`, which needs a browser."""

import base64
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from browser import NARROW, WIDE, Explorer, exported, launched
from commandline import process
from pages import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / "docs" / "pictures"
MOST = 150_000  # bytes of one picture
ASKED = ("path", "Taliban", "Hamza bin Laden")
PROMISE = "taliban.promised.hamza-bin-laden.2019-21"
PATH = "path=taliban~hamza-bin-laden&k=3&rank=cost"


class Shot(NamedTuple):
    """One look at the page that is exported with the path asked for."""

    name: str
    fragment: str
    scheme: str = "light"
    size: tuple[int, int] = WIDE


SHOTS = (
    Shot("explorer-light", f"#{PATH}"),
    Shot("explorer-dark", f"#fact={PROMISE}&t=2019-01-01..2019-12-31&{PATH}", "dark"),
    Shot("explorer-phone", f"#sel=hamza-bin-laden&{PATH}", size=NARROW),
)
# As WebP, for which the browser itself is at hand: a third of the size of PNG.
WEBP = """async (png) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${png}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width, picture.height];
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.toDataURL("image/webp", 0.85).split(",")[1];
}"""


def made() -> Iterator[tuple[str, bytes]]:
    """Give each picture, by the name of its file."""
    yield "path.svg", process(*ASKED, "--format", "svg", check=True).stdout.encode()
    with tempfile.TemporaryDirectory() as folder, launched() as browser:
        page = exported(Path(folder, "page.html"), *ASKED, "--format", "html")
        for shot in SHOTS:
            yield f"{shot.name}.webp", taken(browser, page, shot)


def taken(browser: "Browser", page: Path, shot: Shot) -> bytes:
    """Take a picture of the screen, as WebP."""
    explorer = Explorer(browser, size=shot.size, color_scheme=shot.scheme, reduced_motion="reduce")
    opened = explorer.open(page, shot.fragment)
    opened.wait_for_timeout(500)  # until the map is drawn
    png = base64.b64encode(opened.screenshot()).decode()
    opened.goto("about:blank")
    picture: str = opened.evaluate(WEBP, png)
    explorer.close()
    return base64.b64decode(picture)


def main() -> None:
    """Write them, each no larger than what a page can bear."""
    PICTURES.mkdir(exist_ok=True)
    for name, picture in made():
        assert len(picture) <= MOST, f"{name} has {len(picture):,} bytes; take less of it"
        (PICTURES / name).write_bytes(picture)
        sys.stdout.write(f"{name} {len(picture):,} bytes\n")


if __name__ == "__main__":
    main()

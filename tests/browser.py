"""Opens the explorer in a real browser; what the page complains of, or asks for elsewhere, fails the test."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from commandline import AKG, process

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route

DATA = Path(__file__).parents[1] / "data"
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
# No sandbox: a container has no second user. The others keep the browser itself from asking the network.
ARGUMENTS = ("--disable-gpu", "--no-sandbox", "--disable-quic", "--disable-background-networking")
WIDE, NARROW = (1280, 800), (390, 844)
LOCAL = ("data", "blob", "about")  # schemes of what a page makes itself
VIOLATIONS = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));
"""


@contextmanager
def launched() -> "Iterator[Browser]":
    """Start a browser; skips the test where there is none, which in CI is a failure."""
    missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        missing(f"no browser on the path: {', '.join(BROWSERS)} (see CONTRIBUTING.md)")
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing("Playwright is not installed: pip install -e '.[dev]'")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


class Explorer:
    """A page that is looked at, and what was wrong with it."""

    def __init__(self, browser: "Browser", **context: Any) -> None:
        width, height = context.pop("size", WIDE)
        viewport = {"width": width, "height": height}
        self.context = browser.new_context(viewport=viewport, **context)  # type: ignore[arg-type]
        self.context.set_default_timeout(5_000)
        self.context.add_init_script(VIOLATIONS)
        self.context.route("**/*", self._guard)
        self.faults: list[str] = []
        self.asked: list[str] = []  # addresses, in order
        self.expected: list[str] = []  # patterns of complaints that a test asks for
        self._home = ""
        self.page: Page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))

    def open(self, page: Path | str, fragment: str = "") -> "Page":
        """Open a file, or an address of `akg view`, and wait until the map stands."""
        address = page.as_uri() if isinstance(page, Path) else page
        self._home = address.partition("#")[0]
        self.page.goto("about:blank")  # a change of the fragment alone would load nothing
        self.page.goto(address + fragment)
        self.page.wait_for_function("() => window.akg", timeout=20_000)
        return self.page

    def _guard(self, route: "Route") -> None:
        """Let through the page itself and its own server; note all else as a fault."""
        address = route.request.url
        self.asked.append(address)
        if urlsplit(address).scheme in LOCAL or self._is_home(address):
            route.continue_()
        else:
            self.faults.append(f"request: {address}")
            route.abort()

    def _is_home(self, address: str) -> bool:
        asked, home = urlsplit(address), urlsplit(self._home)
        same_server = (asked.scheme, asked.netloc) == (home.scheme, home.netloc) and home.scheme == "http"
        return same_server or address.partition("#")[0] == self._home

    def _heard(self, message: "ConsoleMessage") -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def close(self) -> None:
        """Close the page, and fail with what was wrong with it."""
        self.faults += self.page.evaluate("() => window.violations ?? []")
        self.context.close()
        wrong = [fault for fault in self.faults if not any(re.search(one, fault) for one in self.expected)]
        if wrong:
            pytest.fail("the page complained:\n" + "\n".join(wrong))

    def reload(self) -> "Page":
        """Open what is open again, with the fragment that the page has now."""
        return self.open(self.page.url)


def exported(out: Path, *arguments: str, data: Path = DATA) -> Path:
    """Write the explorer of a dataset to a file, by `akg export html` or by the command given."""
    command = arguments or ("export", "html")
    ran = process(*command, "--data", data, encoding=None, errors=None, check=True)
    out.write_bytes(ran.stdout)  # type: ignore[arg-type]
    return out


@contextmanager
def viewing(*arguments: str, data: Path = DATA) -> Iterator[str]:
    """Run `akg view`, and give the address that it prints; Ctrl-C ends it."""
    command = [*AKG, "view", "--no-open", "--data", str(data), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stderr is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.send_signal(signal.SIGINT)
            said = server.stderr.read()
        assert "Traceback" not in said


# What the map draws, asked of Cytoscape itself: an element's own record is where it keeps itself.
CYTOSCAPE = "[...document.querySelectorAll('#map, #map *')].find((one) => one._cyreg)._cyreg.cy"


def drawn(page: "Page") -> dict[str, list[str]]:
    """Give the ids of what the map shows: of entities, and of the facts that its lines stand for."""
    found: dict[str, list[str]] = page.evaluate(f"""() => {{
        const cy = {CYTOSCAPE};
        const ids = (some) => some.filter((one) => one.visible()).map((one) => one.id()).sort();
        return {{ entities: ids(cy.nodes()), lines: ids(cy.edges()) }};
    }}""")
    return found


def spot(page: "Page", id: str) -> tuple[float, float]:
    """Give where on the screen the map draws an entity, in pixels."""
    x, y = page.evaluate(
        f"""(id) => {{
            const cy = {CYTOSCAPE}, box = cy.container().getBoundingClientRect();
            const {{ x, y }} = cy.getElementById(id).renderedPosition();
            return [box.x + x, box.y + y];
        }}""",
        id,
    )
    return x, y


def state(page: "Page", key: str) -> Any:
    """Give a part of the state that the page is in."""
    return page.evaluate("(key) => window.akg.app.state[key]", key)


def back(page: "Page", steps: int = 1) -> None:
    """Go back in the history, or forward by less than none, and wait until the page has followed."""
    for _ in range(abs(steps)):
        page.evaluate(
            """(by) => new Promise((done) => {
                addEventListener("popstate", () => done(), { once: true });
                history.go(by);
            })""",
            -1 if steps > 0 else 1,
        )


def texts(found: "Locator") -> list[str]:
    """Give what each element shows, on one line."""
    return [" ".join(text.split()) for text in found.all_inner_texts()]


def saved(page: "Page", what: str) -> bytes:
    """Save what is shown, and give the bytes of the file."""
    page.locator("#menu-save").get_by_text("Save", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=what, exact=True).click()
    return download.value.path().read_bytes()


def shown(page: "Page") -> list[str]:
    """Give the ids of the facts in the view, in order."""
    found: list[str] = page.evaluate("() => window.akg.app.view.facts.map(({ fact }) => fact.id)")
    return found

"""Opens the explorer in a real browser; what the page complains of, or asks for elsewhere, fails the test."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

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
        self.page.wait_for_function("() => window.akg?.ready", timeout=20_000)
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
        assert wrong == []

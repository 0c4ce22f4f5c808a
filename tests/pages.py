"""Reads the pages of the documentation: their blocks, sections and tables."""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SINGLE = tuple(ROOT / page for page in ("README.md", "CONTRIBUTING.md", "data/README.md"))
PAGES = tuple(sorted([*_SINGLE, *(ROOT / "docs").glob("*.md")]))
BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)


def name(page: Path) -> str:
    """Give the path of a page within the project."""
    return page.relative_to(ROOT).as_posix()


@cache
def read(page: str) -> str:
    """Give the text of a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def files(page: str) -> dict[str, str]:
    """Give the files that the examples of a page make, by name."""
    made: dict[str, str] = {}
    for _, title, body in BLOCK.findall(read(page)):
        if title:
            made[title] = made.get(title, "") + body
    return made


def section(page: str, heading: str) -> str:
    """Give what stands below a heading, down to the next of any level."""
    return re.split(r"^#+ .*$", read(page).split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def rows(text: str) -> list[list[str]]:
    """Give the cells of a Markdown table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]

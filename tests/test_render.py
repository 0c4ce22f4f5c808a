"""How pages are written: plain, as Markdown, on a terminal; and what they say."""

import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from commandline import run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from akg.render import markdown, plain, terminal
from akg.render.document import Document, Gap, Grid, Item, Span, Title, joined, line, say, text
from akg.text import UNSAFE

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# What means something to Markdown, HTML, a terminal or a table.
SIGNS = st.text(st.sampled_from(" \n\t*_`~#+-=.)(1!|\\<>&:;$[]{}ax/'\"\x1b\u202e\u0301"), max_size=20)


# --- what pages are made of


@given(WORDS | SIGNS)
def test_what_is_said_has_one_line_and_no_control_character(words: str) -> None:
    said = say(words).text
    assert not UNSAFE.search(said)
    assert said.splitlines() in ([], [said])


def test_blanks_at_the_ends_of_what_is_said_stay_as_one() -> None:
    assert [say(words).text for words in ("", " ", "a", "  a\n", "a  b")] == ["", " ", "a", " a ", "a b"]


def test_lines_are_joined_and_empty_parts_dropped() -> None:
    assert text(joined([line("a", "", Span("b")), line("c")], ", ")) == "ab, c"


# --- plain


def test_plain_text_is_aligned_by_what_a_terminal_shows_and_never_cut() -> None:
    rows = tuple((line(say(name)), line("x" * 300)) for name in ("漢字", "Ḥamza", "H\u0323amza", "a\u200cb"))
    lines = _plain([Grid(("Name", "More"), rows, {})])
    assert lines == [
        "Name   More",
        f"漢字   {'x' * 300}",
        f"Ḥamza  {'x' * 300}",
        f"H\u0323amza  {'x' * 300}",
        f"a\u200cb     {'x' * 300}",
    ]


def test_plain_text_has_no_blanks_at_the_end_of_a_line() -> None:
    page: Document = [
        Title(line("T ")),
        Gap(),
        Item(line("- "), line("b "), indent=2),
        Item(line(), line()),
        Grid(("A", "B"), ((line("long"), line()),), {}),
    ]
    assert _plain(page) == ["T", "", "  - b", "", "A     B", "long"]


NUMBERS = Grid(
    ("", ""), ((line("a"), line("1")), (line("漢字"), line("1,000"))), {}, frozenset({1}), head=False
)


def test_numbers_end_alike_and_a_table_may_have_no_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert _plain([NUMBERS]) == ["a         1", "漢字  1,000"]
    out = io.StringIO()
    terminal.write([NUMBERS], out, color=False)
    assert [row.rstrip() for row in _bare(out.getvalue()).splitlines()] == ["a         1", "漢字  1,000"]


def test_on_a_terminal_a_row_of_its_last_cell_alone_stands_beside_what_wraps_above_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    told = [("one two three four", "said"), ("", "a note"), ("", ""), ("", "Title"), ("five", "said")]
    grid = Grid(("", ""), tuple((line(a), line(b)) for a, b in told), {0: 20, 1: None}, head=False)
    out = io.StringIO()
    terminal.write([grid], out, color=False)
    assert [row.rstrip() for row in _bare(out.getvalue()).splitlines()] == [
        "one two       said",
        "three four    a note",
        "",
        "              Title",
        "five          said",
    ]


def test_markdown_aligns_numbers_to_the_right() -> None:
    out = io.StringIO()
    markdown.write([NUMBERS], out)
    assert out.getvalue() == "|   |   |\n| --- | ---: |\n| a | 1 |\n| 漢字 | 1,000 |\n\n"


# --- Markdown


@given(WORDS | SIGNS, st.sampled_from(["item", "name", "cell", "title"]))
def test_markdown_shows_a_name_as_it_is(words: str, where: str) -> None:
    """Whatever it holds: the reader of the page gets the very words, and no markup that is not akg's."""
    said = say(words, "name" if where == "name" else "")
    page: dict[str, Document] = {
        "item": [Item(line(), line(said))],
        "name": [Item(line("x "), line(said, ", x"))],
        "cell": [Grid(("A", "B"), ((line(said), line("x")),), {})],
        "title": [Title(line(said))],
    }
    seen = _Seen()
    out = io.StringIO()
    markdown.write(page[where], out)
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(out.getvalue())
    seen.feed(html)
    seen.close()
    expected = {"item": said.text, "name": f"x{said.text},x", "cell": f"AB{said.text}x", "title": said.text}
    assert "".join(seen.words.split()) == "".join(expected[where].split())
    assert seen.tags <= {"ul", "li", "h2", "table", "thead", "tbody", "tr", "th", "td"} | (
        {"strong"} if where == "name" else set()
    )


def test_markdown_escapes_what_github_would_turn_into_pictures_and_formulas() -> None:
    out = io.StringIO()
    markdown.write([Item(line(), line(":smile: 12:30 $x$ ~~a~~"))], out)
    assert out.getvalue() == r"- \:smile: 12:30 \$x\$ \~\~a\~\~" + "\n"


def test_markdown_makes_no_link_of_an_address() -> None:
    out = io.StringIO()
    markdown.write([Item(line(), line("http://a.b www.a.b a@b.c"))], out)
    assert out.getvalue() == r"- http\://a.b www\.a.b a\@b.c" + "\n"


# --- terminals


@given(WORDS | SIGNS, st.integers(40, 100), st.sampled_from(["item", "cell", "title"]))
def test_a_terminal_gets_every_character_and_no_line_that_is_too_wide(
    words: str, columns: int, where: str
) -> None:
    said = line(say(words, "name"))
    grid = Grid(("Wide", "Narrow", "Wide"), ((said, said, said), (line("a"), said, said)), {0: None, 2: 30})
    page: dict[str, Document] = {
        "item": [Item(line("* "), said, indent=4)],
        "cell": [grid],
        "title": [Title(said)],
    }
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        terminal.write(page[where], out, color=True)
    shown = _bare(out.getvalue())
    assert sorted("".join(shown.split())) == sorted("".join("".join(_plain(page[where])).split()))
    assert max(map(cell_len, shown.split("\n"))) <= columns


# --- check


def test_check_counts_what_it_read_and_what_it_found(dataset: Write) -> None:
    folder = dataset()
    summary = f"no errors, no warnings in 4 entities, 1 relation, 1 source of {folder}\n"
    assert run("check", "--data", str(folder)).out == summary


def test_check_cuts_a_long_line_to_the_part_around_the_fault(dataset: Write) -> None:
    long = "x" * 200
    folder = dataset(entities=f"- {{id: ada, kind: person, name: {long}, nope: 1, note: {long}}}\n")
    screen = run("check", "--data", str(folder), "--color", "always", COLUMNS="1000").out
    _, source, caret = _bare(screen).split("\n")[:3]
    assert source.strip() == f"1 | {'x' * 33}, nope: 1, note: {'x' * 20}"
    assert source.index("nope") == caret.index("^")


def _plain(page: Document) -> list[str]:
    out = io.StringIO()
    plain.write(page, out)
    return out.getvalue().split("\n")[:-1]


def _bare(screen: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", screen)


class _Seen(HTMLParser):
    """Gathers what a reader of a page sees, and the elements that show it."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

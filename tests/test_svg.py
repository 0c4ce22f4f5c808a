"""Still pictures of answers: what is drawn, and that nothing in it overlaps, runs, or leads outside."""

import re
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from commandline import process, run
from conftest import Write
from lxml import etree
from worlds import HERE, meetings, node, of, paths, world

from akg import bulk, locate, names
from akg.model import Entity
from akg.names import Index
from akg.queries import neighbours as near
from akg.queries import path as between
from akg.queries import timeline as then
from akg.reading import Graph
from akg.render.svg import drawing, letters, neighbours, path, timeline
from akg.snapshot.kept import in_memory
from akg.text import plain
from akg.where import EVERY, where

PROMISE = """
- from: ada
  type: met
  to: dora
  date: 2015
  claims: [{source: paper, at: para 1}, {source: book, by: brian, stance: denies}]
"""
PICTURE = Path(__file__).with_name("path.svg")
SHIPPED = in_memory(bulk.in_memory(Path(locate.bundled()), stamp="").sections)
STYLESHEET = Path(__file__).parents[1] / "explorer/src/explorer.css"


def _path(graph: Graph, *lines: str, **asked: Any) -> str:
    return path.picture(graph, paths(graph, **asked), lines)


def _neighbours(graph: Graph, name: str = "ada", depth: int = 1, **asked: Any) -> str:
    found = near.of(graph, names.one(Index(graph), name), where(graph, **asked), depth)
    return neighbours.picture(graph, found)


def _timeline(graph: Graph, name: str = "ada", **asked: Any) -> str:
    nodes = [match.node for match in names.several(Index(graph), name)]
    return timeline.picture(graph, then.of(graph, nodes, where(graph, default=EVERY, **asked)))


def _shipped_path(a: str, b: str, **asked: Any) -> str:
    start, goal = (names.one(Index(SHIPPED), one) for one in (a, b))
    filters = where(SHIPPED, **asked)
    return path.picture(filters.graph, between.between(filters.graph, start, goal, filters))


def _texts(picture: str) -> list[str]:
    """Give the lines of text in a picture, in the order in which they stand."""
    return ["".join(one.itertext()) for one in _all(picture, "text")]


def _all(picture: str, tag: str) -> list[Any]:
    return etree.fromstring(picture.encode()).findall(f".//{{http://www.w3.org/2000/svg}}{tag}")


def test_a_path_is_drawn_and_told() -> None:
    assert _path(world(PROMISE), "asked with --status any") == PICTURE.read_text(encoding="utf-8")


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    words: str

    def overlaps(self, other: "_Box") -> bool:
        across = self.left < other.right - 0.5 and other.left < self.right - 0.5
        return across and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5


def _boxes(picture: str) -> list[_Box]:
    return [_box(one) for one in _all(picture, "text")]


def _box(text: Any) -> _Box:
    size = float(text.get("font-size", drawing.SIZE))
    wide = letters.width(text.text or "", size)
    for span in text:
        wide += letters.width(span.text or "", size, bold="font-weight" in span.attrib)
        wide += letters.width(span.tail or "", size)
    x, y = float(text.get("x")), float(text.get("y"))
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "start")]
    return _Box(left, y - 0.8 * size, left + wide, y + 0.25 * size, "".join(text.itertext()))


ON_FILE = {
    "a path": lambda: _shipped_path("Taliban", "Hamza bin Laden"),
    "a path as of a year": lambda: _shipped_path("Taliban", "Hamza bin Laden", at="2019"),
    "a long path": lambda: _shipped_path("Bahrain", "Kajaki", inferred=True),
    "many neighbours": lambda: _neighbours(SHIPPED, "al-Qaeda"),
    "of a place": lambda: _neighbours(SHIPPED, "Afghanistan", statuses=["any"]),
    "as of a year": lambda: _neighbours(SHIPPED, "Taliban", at="2019"),
    "two steps away": lambda: _neighbours(SHIPPED, "Anas Haqqani", 2),
    "a timeline": lambda: _timeline(SHIPPED, "Haqqani"),
    "a timeline of a year": lambda: _timeline(SHIPPED, "Hamza bin Laden", at="2019"),
}


@pytest.mark.parametrize("drawn", ON_FILE.values(), ids=ON_FILE)
def test_no_words_overlap_others_or_leave_the_sheet(drawn: Any) -> None:
    picture = drawn()
    boxes = _boxes(picture)
    height = float(etree.fromstring(picture.encode()).get("height", ""))
    assert [(a.words, b.words) for a, b in combinations(boxes, 2) if a.overlaps(b)] == []
    assert [box for box in boxes if box.left < 0 or box.right > drawing.WIDTH or box.bottom > height] == []


@pytest.mark.parametrize("drawn", ON_FILE.values(), ids=ON_FILE)
def test_nothing_runs_and_nothing_leads_outside(drawn: Any) -> None:
    picture = drawn()
    tags = {etree.QName(one).localname for one in etree.fromstring(picture.encode()).iter()}
    assert tags <= {
        "svg", "title", "desc", "rect", "text", "tspan", "path", "circle", "defs", "pattern"
    }  # fmt: skip
    assert re.findall(r"https?:[^\"'\s]*", picture) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\((.*?)\)", picture)) <= {"#akg-possible", "#akg-sometime"}


HOSTILE = (
    "</text><script>alert(1)</script>",
    "\"'&<>]]>",
    "Red \x1b[31mHerring\u202egnorw",
    "Donaudampfschifffahrtsgesellschaft" * 20,
    "مثال 例 e\u0301\U0001f600",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_any_kind_are_text(name: str) -> None:
    graph = of({id: Entity(id, "person", name, HERE) for id in ("ada", "dora")}, meetings([("ada", "dora")]))
    ada = node(graph, "ada")
    for picture in (
        _path(graph, name),
        neighbours.picture(graph, near.of(graph, ada, where(graph)), [name]),
        timeline.picture(graph, then.of(graph, [ada], where(graph)), [name]),
    ):
        assert _all(picture, "script") == []
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", picture)
        boxes = _boxes(picture)
        assert [box.words for box in boxes if box.left < 0 or box.right > drawing.WIDTH] == []
        assert re.sub(r"\s", "", plain(name)) in re.sub(r"\s", "", "".join(_texts(picture)))


def test_a_picture_says_what_it_shows_to_those_who_cannot_see_it() -> None:
    [title], [told] = (_all(_path(world(PROMISE), "as known at 2020"), tag) for tag in ("title", "desc"))
    assert title.text == "How are Ada and Dora connected?"
    assert told.text == "1 path: Ada, Dora. as known at 2020"


# Lines


def _line(status: str, **asked: Any) -> list[dict[str, str]]:
    """Draw the one relation of Ada and Dora; give the attributes of its line and of what it ends with."""
    claims = {
        "asserted": "{source: paper}",
        "disputed": "{source: paper}, {source: book, by: brian, stance: denies}",
        "denied": "{by: crew}, {by: crew, stance: denies}",
    }
    graph = world(f"- {{from: ada, type: killed, to: dora, date: 2015, claims: [{claims[status]}]}}")
    drawn = _neighbours(graph, statuses=["any"], **asked)
    return [dict(one.attrib) for one in _all(drawn, "path")][:2]


def test_what_is_asserted_is_a_whole_line_with_a_head() -> None:
    shaft, head = _line("asserted")
    assert "stroke-dasharray" not in shaft
    assert head["fill"] == drawing.STATUSES["asserted"]


def test_what_is_disputed_is_dashed() -> None:
    assert _line("disputed")[0]["stroke-dasharray"] == "7 4"


def test_what_is_denied_is_dotted_and_ends_with_a_tee() -> None:
    shaft, tee = _line("denied")
    assert shaft["stroke-dasharray"] == "1.5 4"
    assert "fill" not in tee


def test_what_is_only_possible_is_paler_with_a_hollow_head() -> None:
    shaft, head = _line("disputed", at="2015")
    assert (shaft["stroke-opacity"], head["fill"]) == ("0.55", "#ffffff")


# Neighbours


def test_of_more_than_sixty_neighbours_the_first_sixty_are_drawn_and_the_rest_is_counted() -> None:
    many = "".join(f"- {{id: p{n:02}, kind: person, name: P{n:02}}}\n" for n in range(63))
    graph = world("".join(f"- {{from: ada, type: met, to: p{n:02}, date: 2015}}\n" for n in range(63)), many)
    picture = _neighbours(graph)
    assert len(_all(picture, "circle")) == 1 + 60 + 1  # the entity, its neighbours, the legend
    assert "3 more not drawn (a table tells all)" in _texts(picture)


@pytest.mark.parametrize("name", ["Haqqani Network", "Hamza bin Laden", "al-Qaeda", "Ayman al-Zawahiri"])
def test_no_line_to_a_neighbour_ends_under_the_name_in_the_middle(name: str) -> None:
    picture = _neighbours(SHIPPED, name)
    [under] = [one for one in _all(picture, "rect") if one.get("fill-opacity")]
    left, top, wide, high = (float(under.get(side)) for side in ("x", "y", "width", "height"))
    lines = re.findall(r'<path d="M([\d.]+) ([\d.]+)L[\d.]+ [\d.]+" fill="none"', picture)
    ends = [(float(x), float(y)) for x, y in lines]
    assert ends
    assert not [(x, y) for x, y in ends if left < x < left + wide and top < y < top + high]


def test_an_entity_without_neighbours_stands_alone() -> None:
    assert _texts(_neighbours(world("", "- {id: ada, kind: person, name: Ada}"))) == [
        "Who is next to Ada?", "0 neighbours", "Ada", "person"
    ]  # fmt: skip


def test_of_a_neighbour_by_many_relations_three_are_told() -> None:
    met = (f"- {{from: ada, type: met, to: dora, date: {year}}}\n" for year in range(2011, 2016))
    graph = world("".join(met))
    shown = _texts(_neighbours(graph))
    assert [one for one in shown if one.startswith(("↔", "and"))] == [
        "↔ met · 2011 [1]", "↔ met · 2012 [1]", "↔ met · 2013 [1]", "and 2 more"
    ]  # fmt: skip


# Timelines


def _bars(relations: str, **asked: Any) -> list[tuple[str, str]]:
    """Give how each bar of Ada's timeline is filled, and with what dashes, but for the legend."""
    bars = [one for one in _all(_timeline(world(relations), **asked), "rect") if one.get("stroke")]
    return [(one.get("fill"), one.get("stroke-dasharray", "")) for one in bars if one.get("width") != "30"]


def test_a_bar_is_solid_where_it_was_certainly_so_and_hatched_where_possibly() -> None:
    state = "- {from: ada, type: leads, to: crew, date: 2011/2014}"
    assert _bars(state) == [("url(#akg-possible)", ""), (drawing.INK, "")]


def test_what_was_at_some_time_is_hatched_closely() -> None:
    assert _bars("- {from: ada, type: met, to: dora, date: 2015}") == [
        ("url(#akg-possible)", ""), ("url(#akg-sometime)", "")
    ]  # fmt: skip


def test_the_bar_of_what_is_denied_is_dotted_and_empty() -> None:
    claims = "[{by: crew}, {by: crew, stance: denies}]"
    assert _bars(f"- {{from: ada, type: met, to: dora, date: 2015, claims: {claims}}}") == [
        ("#ffffff", "1.5 3")
    ]


def test_what_has_no_date_has_no_bar() -> None:
    assert _bars("- {from: ada, type: met, to: dora, date: 2015}\n- {from: ada, type: met, to: brian}") == [
        ("url(#akg-possible)", ""), ("url(#akg-sometime)", "")
    ]  # fmt: skip


def test_a_timeline_without_any_date_has_no_axis() -> None:
    shown = _texts(_timeline(world("- {from: ada, type: met, to: dora}")))
    assert shown[:4] == ["What happened to Ada, and when?", "Without a date", "undated", "Ada met Dora [1]"]


def test_a_timeline_of_nothing_says_so() -> None:
    shown = _texts(_timeline(world("", "- {id: ada, kind: person, name: Ada}")))
    assert shown == ["What happened to Ada, and when?", "nothing is told of it under these filters"]


# The command line


def test_svg_is_printed_as_it_is_whatever_the_locale_and_notes_go_to_stderr(dataset: Write) -> None:
    folder = dataset(
        entities="""\
        - {id: ada, kind: person, name: Ädä}
        - {id: brian, kind: person, name: B}
        """
    )
    asked = ("path", "ada", "brian", "--at", "2019", "--format", "svg", "--data", str(folder))
    ran_here = run(*asked, encoding="latin-1", NO_COLOR="1")
    ran = process(*asked, env={"PYTHONIOENCODING": "latin-1"})
    assert ran.returncode == 0
    assert _texts(ran.stdout)[:2] == ["How are Ädä and B connected?", "asked with --at 2019"]
    assert ran_here.code == 0
    assert (ran_here.err, ran.stderr) == ("", "")


def test_what_was_left_out_is_told_on_stderr_too(dataset: Write) -> None:
    folder = dataset(
        relations="""\
        - {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 1}
        - {from: ada, type: met, to: guild, source: paper, at: para 1}
        """
    )
    ran = run("neighbours", "ada", "--at", "2019", "--format", "svg", "--data", str(folder))
    note = "1 undated left out (a time was asked about)"
    assert (ran.err, note in _texts(ran.out)) == (f"akg: {note}\n", True)


def test_an_empty_picture_ends_with_the_code_of_an_empty_answer(dataset: Write) -> None:
    ran = run("timeline", "york", "--format", "svg", "--data", str(dataset()))
    assert (ran.code, _texts(ran.out)[0]) == (1, "What happened to York, and when?")


def test_a_batch_is_not_drawn(dataset: Write) -> None:
    ran = run("neighbours", "--batch", "-", "--format", "svg", "--data", str(dataset()))
    assert ran == (2, "", "akg: --batch answers in JSON Lines; leave out --format svg\n")


@pytest.mark.parametrize("words", [("path", "ada", "brian"), ("neighbours", "ada"), ("timeline", "ada")])
def test_no_picture_is_poured_on_a_terminal(words: tuple[str, ...], dataset: Write) -> None:
    ran = run(*words, "--format", "svg", "--data", str(dataset()), tty=True)
    assert (ran.code, ran.out) == (2, "")
    assert f"write it into a file: akg {words[0]} ... --format svg > picture.svg" in ran.err


@pytest.mark.parametrize("command", ["show", "search", "stats", "sources"])
def test_what_has_no_picture_knows_no_svg(command: str, dataset: Write) -> None:
    given = ["ada"] if command in ("show", "search") else []
    ran = run(command, *given, "--format", "svg", "--data", str(dataset()))
    assert ran.code == 2
    assert "'svg' is not one of 'table', 'json'" in ran.err


@pytest.mark.skipif(not STYLESHEET.exists(), reason="the explorer's source is not here")
def test_the_explorer_has_the_same_colours_of_kinds() -> None:
    style = STYLESHEET.read_text(encoding="utf-8")
    light = dict(re.findall(r"--(person|group|event|place|other): light-dark\((#\w+)", style))
    assert light == dict(drawing.KINDS)

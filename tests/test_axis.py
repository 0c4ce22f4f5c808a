"""Bars on an axis: solid where a fact certainly was, light where it possibly was, as `--at` would answer."""

import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import dedent
from typing import Any

import pytest
from commandline import run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from akg import dates
from akg.claims import STATUSES
from akg.dates import BEGIN, END, Bounds, parse, span
from akg.reading import UNCERTAIN, Row
from akg.render import axis
from akg.render.axis import Axis
from akg.render.document import text
from akg.where import certainty

DECADE = Axis(2010, 2019, 12)  # a cell a year


def _row(bounds: Bounds, status: Any = "asserted", *, uncertain: bool = False, type: str = "met") -> Row:
    start = dates.listed_under(bounds)
    return Row(0, 1, type, *bounds, status, 1, None, UNCERTAIN * uncertain, start)


def _dated(date: str, shape: Any = "act", **more: Any) -> Row:
    return _row(dates.bounds(parse(date), shape, said=parse("2015")), **more)


# What a bar looks like


@pytest.mark.parametrize(
    ("shape", "date", "picture"),
    [
        ("act", "2012", "   █        "),
        ("act", "2012-05-06", "   █        "),
        ("act", "2012..2014", "   ▒▒▒      "),  # certainly in one of these years
        ("act", "2012-12..2013-01", "   ▒▒       "),
        ("act", "..2013", "‹░░░░       "),
        ("act", "2008..2011", "‹░░         "),  # perhaps not on the axis at all
        ("act", "1999", "‹           "),
        ("act", "2031", "           ›"),
        ("state", "2012/2015", "   ████     "),
        ("state", "2012..2013/2016..2017", "   ░████░   "),
        ("state", "2014", "‹░░░░█░░░░░›"),
        ("state", "2014..2015", "‹░░░░▒▒░░░░›"),
        ("state", "2009/..", "‹██████░░░░›"),
        ("state", "2012/", "   █░░░░░░░›"),
        ("state", "/2012", "‹░░█        "),
        ("lasting", "2012/2015", "   ████     "),
    ],
)
def test_a_bar_is_solid_where_it_certainly_was_and_light_where_it_possibly_was(
    shape: str, date: str, picture: str
) -> None:
    assert text(axis.bar(DECADE, _dated(date, shape))) == picture


def test_what_is_always_so_has_a_full_bar_and_what_has_no_date_none() -> None:
    assert text(axis.bar(DECADE, _row(dates.ALWAYS))) == "‹██████████›"
    assert text(axis.bar(DECADE, _row(dates.UNDATED))) == " " * 12


@pytest.mark.parametrize(
    ("status", "uncertain", "picture"),
    [
        ("asserted", False, "   ████     "),
        ("asserted", True, "   ░░░░     "),
        ("disputed", False, "   ░░░░     "),
        ("denied", False, "   ╌╌╌╌     "),
        ("retracted", False, "            "),
    ],
)
def test_what_is_disputed_or_questioned_is_never_solid_and_what_is_denied_has_a_sign_of_its_own(
    status: str, uncertain: bool, picture: str
) -> None:
    row = _dated("2012/2015", "state", status=status, uncertain=uncertain)
    assert text(axis.bar(DECADE, row)) == picture


def test_what_is_disputed_is_in_the_colour_of_its_sign() -> None:
    styles = [axis.bar(DECADE, _dated("2012", status=status))[1].style for status in STATUSES[:3]]
    assert dict(zip(STATUSES, styles, strict=False)) == {
        "asserted": "date",
        "disputed": "warn",
        "denied": "bad",
    }


def test_a_state_known_of_one_end_is_drawn_back_to_the_birth_since_it_may_have_begun_there() -> None:
    attested, life = dates.bounds(parse("2016"), "state"), dates.bounds(parse("2012"), "act")
    clipped = dates.clip(attested, dates.life(life, dates.UNDATED))
    assert text(axis.bar(DECADE, _row(clipped))) == "   ░░░░█░░░›"


def test_the_signs_that_are_drawn_are_explained_and_no_others() -> None:
    drawn = [axis.bar(DECADE, _dated(date)) for date in ("2012", "2012..2014", "..2013")]
    denied = axis.bar(DECADE, _dated("2012", status="denied"))
    assert text(axis.legend(drawn)) == "█ certain  ▒ at some time  ░ possible"
    assert text(axis.legend([denied])) == "╌ denied"


# Which years the axis has


@pytest.mark.parametrize(
    ("written", "years"),
    [
        (["2012-05"], (2012, 2012)),
        (["2012", "2016", "2019"], (2012, 2019)),
        (["2012", "..2014"], (2012, 2014)),
        (["1939", *map(str, range(2000, 2020))], (2000, 2018)),  # one of twenty-one, as in a histogram
        (["1939", "2010", "2012", "2014"], (2010, 2014)),  # else it would take most of the axis
        (["2010", "2012", "2014", "2090"], (2010, 2014)),
        (["1939", "1969", "1999"], (1939, 1999)),  # none stands out
        (["1939", "2014"], (1939, 2014)),
        (["2001", "2010", "2012"], (2001, 2012)),  # there is a cell for every year
        (["-0100", "0100"], (-100, 100)),
    ],
)
def test_the_axis_has_the_years_known_of_the_facts_but_for_one_that_would_squeeze_all_others(
    written: Sequence[str], years: tuple[int, int]
) -> None:
    made = axis.of(map(_dated, written), None, 80)
    assert made is not None
    assert (made.first, made.last) == years


@pytest.mark.parametrize(
    ("window", "years"),
    [
        (span("2015-03-04"), (2015, 2015)),
        (span("1999/2014"), (1999, 2014)),
        ((span("2014")[0], END), (2014, 2016)),
        ((span("2031")[0], END), (2031, 2031)),
        ((BEGIN, span("2015")[1]), (2012, 2015)),
        ((BEGIN, span("1999")[1]), (1999, 1999)),
    ],
)
def test_the_axis_has_the_years_asked_about_where_any_are(
    window: tuple[int, int], years: tuple[int, int]
) -> None:
    made = axis.of([_dated("2012"), _dated("2016")], window, 80)
    assert made is not None
    assert (made.first, made.last) == years


@pytest.mark.parametrize(
    ("columns", "last", "step", "cells"),
    [
        (80, 2010, 1, 12),
        (80, 2011, 2, 12),
        (80, 2012, 2, 18),
        (80, 2014, 4, 15),
        (80, 2018, 6, 18),
        (80, 2019, 12, 10),
        (80, 2027, 12, 18),
        (80, 2028, 24, 10),  # of which the last has one year
        (72, 2025, 12, 16),
        (100, 2019, 6, 20),
        (120, 2019, 6, 20),
        (2000, 2019, 2, 60),
    ],
)
def test_with_two_arrows_the_cells_take_a_quarter_of_the_columns_at_most_and_each_year_begins_with_a_cell(
    columns: int, last: int, step: int, cells: int
) -> None:
    made = axis.of([_dated("2010"), _dated(str(last))], None, columns)
    assert made == (2010, last, step)
    assert len(made.edges) - 1 == cells


def test_a_narrow_terminal_has_no_axis_nor_has_what_no_year_is_known_of() -> None:
    assert axis.of([_dated("2012")], None, 71) is None
    assert axis.of([_row(dates.ALWAYS), _row(dates.UNDATED)], None, 80) is None


def test_the_year_of_a_birth_does_not_widen_the_axis() -> None:
    assert axis.of([_dated("1939", type="born"), _dated("2012")], None, 80) == (2012, 2012, 1)


# The years above it


@pytest.mark.parametrize(
    ("first", "last", "step", "line"),
    [
        (2019, 2019, 1, " 2019"),
        (2019, 2020, 2, " 2019  2020"),
        (2010, 2019, 6, " 2010      2015"),
        (2001, 2025, 12, " 2001     2010      2020"),
        (2008, 2012, 12, " 2008"),
        (1939, 2025, 48, " 1939           2000"),
        (-49, 50, 60, " 50 BC    1 BC"),
        (-10_000, 2020, 12 * 700, " 10001 BC      1 BC"),
        (-10_000_000, 2020, 12 * 600_000, " 10000001 BC"),
    ],
)
def test_years_stand_above_the_cells_that_they_begin_in(first: int, last: int, step: int, line: str) -> None:
    assert text(axis.head(Axis(first, last, step))) == line


# Laws

DAYS = st.integers(*span("2008/2021")) | st.sampled_from([BEGIN, END])
BOUNDS = st.builds(
    lambda days, rough: Bounds(days[0], days[1 + rough], days[2 - rough], days[3]),
    st.lists(DAYS, min_size=4, max_size=4).map(sorted), st.booleans(),
)  # fmt: skip
ROWS = st.builds(
    lambda bounds, status, uncertain: _row(bounds, status, uncertain=uncertain),
    BOUNDS, st.sampled_from(STATUSES), st.booleans(),
)  # fmt: skip
AXES = st.builds(lambda step: Axis(2010, 2019, step), st.sampled_from([2, 3, 4, 6, 12, 36, 120]))


def _cells(drawn: Axis, row: Row) -> list[tuple[str, int, int]]:
    """Give the sign of each cell with its first and last day."""
    signs = text(axis.bar(drawn, row))[1:-1]
    return [(sign, a, b - 1) for sign, (a, b) in zip(signs, pairwise(drawn.edges), strict=True)]


@given(st.integers(-300, 3000), st.integers(0, 300), st.integers(16, 60))
def test_cells_have_each_day_of_the_years_once_and_every_year_or_cell_begins_with_the_other(
    first: int, more: int, room: int
) -> None:
    step = axis._step(more + 1, room)
    edges = Axis(first, first + more, step).edges
    years = [dates.day(year, 1, 1) for year in range(first, first + more + 2)]
    assert (edges[0], edges[-1], edges) == (years[0], years[-1], sorted(set(edges)))
    assert len(edges) - 1 <= room
    assert step == 1 or len(edges) - 1 > room / 2
    assert set(edges) <= set(years) or set(years) <= set(edges)


@given(ROWS, AXES)
def test_a_bar_has_a_sign_for_each_cell_and_two_for_arrows(row: Row, drawn: Axis) -> None:
    assert len(text(axis.bar(drawn, row))) == len(drawn.edges) - 1 + 2


@given(ROWS, AXES)
def test_a_solid_cell_is_certain_a_blank_one_excluded_and_any_other_at_best_possible(
    row: Row, drawn: Axis
) -> None:
    if row.status == "retracted" or dates.is_undated(row.bounds):
        return
    for sign, first, last in _cells(drawn, row):
        sure = certainty(row, first, last)
        assert (sign == "█", sign == " ") == (sure == "certain", sure is None)


@given(ROWS, AXES, st.integers(*span("2010/2019")))
def test_on_a_day_of_a_solid_cell_it_is_certain_or_was_at_another_and_on_a_day_of_a_blank_one_never(
    row: Row, drawn: Axis, on: int
) -> None:
    if row.status == "retracted" or dates.is_undated(row.bounds):
        return
    ((sign, _, _),) = [cell for cell in _cells(drawn, row) if cell[1] <= on <= cell[2]]
    sure = certainty(row, on, on)
    assert sure is None or sign != " "
    assert sure != "certain" or sign == "█"


@given(ROWS, AXES, st.tuples(*[st.integers(*span("2010/2019"))] * 2).map(sorted))
def test_what_is_certain_at_a_time_on_the_axis_is_seen_to_be(
    row: Row, drawn: Axis, window: list[int]
) -> None:
    if certainty(row, *window) == "certain":
        assert set("█▒") & set(text(axis.bar(drawn, row)))


# On a terminal

RELATIONS = """\
- {from: ada, type: met, to: brian, date: 2015..2016, source: paper}
- {from: ada, type: leads, to: guild, date: 2012/.., source: paper}
- {from: ada, type: opposed, to: brian, date: 2019, claims: [
    {source: paper, by: brian, said: 2019}, {source: paper, by: brian, said: 2020, stance: denies}]}
- {from: brian, type: sibling-of, to: ada, source: paper}
- {from: ada, type: opposed, to: guild, source: paper}
"""
CALL = ("timeline", "ada", "--data")


def _bare(screen: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines())


def test_on_a_terminal_a_bar_stands_between_when_and_what(dataset: Write) -> None:
    folder = str(dataset(relations=RELATIONS))
    screen = run(*CALL, folder, tty=True, COLUMNS="80", TERM="xterm").out
    assert _bare(screen).partition("\n[1]")[0] == dedent(
        """\
        ● Ada

                              2012  2015           █ certain  ▒ at some time  ░ possible
                                                   ╌ denied
        since 2012            ░████████████████░›  Ada leads Guild [1]
        between 2015 and            ▒▒▒▒           Ada met Brian [1]
        2016
        2019                                ╌╌     Ada opposed Brian · - denied: denied
                                                   by Brian (said 2020) [1]

                                                   At all times
        always               ‹██████████████████›  Brian is sibling of Ada [1]

                                                   Without a date
        undated                                    Ada opposed Guild [1]
        """
    )


@pytest.mark.parametrize(
    ("options", "environment"),
    [
        ([], {}),
        (["--format", "md"], {"tty": True}),
        ([], {"tty": True, "COLUMNS": "71"}),
        ([], {"tty": True, "TERM": "dumb"}),
    ],
)
def test_a_pipe_markdown_and_a_narrow_terminal_get_no_bars(
    dataset: Write, options: list[str], environment: Any
) -> None:
    ran = run(*CALL, str(dataset(relations=RELATIONS)), *options, **{"TERM": "xterm", **environment})
    assert (ran.code, set("█▒░╌‹›") & set(ran.out)) == (0, set())


def test_without_a_dated_fact_there_are_no_bars(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: opposed, to: guild, source: paper}\n")
    assert _bare(run(*CALL, str(folder), tty=True, COLUMNS="80", TERM="xterm").out) == dedent(
        """\
        ● Ada

                 Without a date
        undated  Ada opposed Guild [1]

        [1] A paper (2020)
        """
    )

"""How many there were when: spans of years, and the bars that count them."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import dates
from akg.dates import spans
from akg.dates.spans import Bar, Span

YEARS = st.integers(-3000, 3000)
SPANS = st.builds(
    lambda first, length, since, until, firm: Span(first, first + length, since, until, firm),
    YEARS, st.integers(0, 80), YEARS, YEARS, st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("date", "shape", "first_and_last", "has_certain_year"),
    [
        ("2019-05-12", "act", (2019, 2019), True),
        ("2019", "act", (2019, 2019), True),
        ("2017..2019", "act", (2017, 2019), False),
        ("2018-12..2019-01", "act", (2018, 2019), False),
        ("1970~", "act", (1969, 1971), False),
        ("..2019-09", "act", (2019, 2019), False),
        ("2012", "state", (2012, 2012), True),
        ("1996/2001", "state", (1996, 2001), True),
        ("199X/2001", "state", (1990, 2001), True),
        ("2009/", "state", (2009, 2009), True),
        ("/2009", "state", (2009, 2009), True),
        ("-0043-03", "act", (-43, -43), True),
    ],
)
def test_the_years_of_a_date_are_those_known_of_it(
    date: str, shape: dates.Shape, first_and_last: tuple[int, int], has_certain_year: bool
) -> None:
    found = spans.span(*dates.bounds(dates.parse(date), shape))
    assert found is not None
    assert ((found.first, found.last), found.has_certain_year) == (first_and_last, has_certain_year)


def test_what_was_still_so_when_the_source_spoke_reaches_to_that_year() -> None:
    found = spans.span(*dates.bounds(dates.parse("2009/.."), "state", dates.parse("2020-04")))
    assert found == Span(2009, 2020, 2009, 2020)


@pytest.mark.parametrize("bounds", [dates.UNDATED, dates.ALWAYS])
def test_what_is_infinite_at_all_ends_has_no_years(bounds: dates.Bounds) -> None:
    assert spans.span(*bounds) is None


def _bars(*given: Span, most: int = 12) -> list[tuple[int | None, ...]]:
    return [tuple(bar) for bar in spans.bars(Counter(given), most)]


def test_a_state_counts_in_every_year_that_it_reaches_into() -> None:
    state, act = Span(1996, 2001, 1997, 2000), Span(1998, 1998, 1998, 1998)
    assert _bars(state, act, act) == [
        (1996, 1996, 0, 1),
        (1997, 1997, 1, 0),
        (1998, 1998, 3, 0),
        (1999, 1999, 1, 0),
        (2000, 2000, 1, 0),
        (2001, 2001, 0, 1),
    ]


def test_what_is_not_firm_is_possible_at_best() -> None:
    assert _bars(Span(1998, 1998, 1998, 1998, firm=False)) == [(1998, 1998, 0, 1)]


def test_what_lies_in_a_stretch_somewhere_is_certain_in_it_once_the_stretch_is_long_enough() -> None:
    vague, far = Span(2011, 2013, 2013, 2011), Span(2039, 2039, 2039, 2039)
    assert _bars(vague, far, most=4) == [
        (2011, 2019, 1, 0),
        (2020, 2029, 0, 0),
        (2030, 2039, 1, 0),
    ]


def test_a_few_from_far_away_are_counted_before_and_after_and_do_not_stretch_the_years() -> None:
    near = [Span(year, year, year, year) for year in range(2000, 2010) for _ in range(4)]
    early, late = Span(622, 622, 622, 622), Span(2500, 2500, 2500, 2500)
    assert _bars(early, late, *near) == [
        (None, 1999, 1, 0),
        *((year, year, 4, 0) for year in range(2000, 2010)),
        (2010, None, 1, 0),
    ]


def test_without_spans_there_are_no_bars() -> None:
    assert _bars() == []


@given(st.lists(SPANS, min_size=1, max_size=60), st.integers(2, 20))
def test_every_span_is_in_a_bar_and_bars_leave_no_gap(given: Sequence[Span], most: int) -> None:
    bars = spans.bars(Counter(given), most)
    assert len(bars) <= most + 2
    assert all(bar.certain + bar.possible <= len(given) for bar in bars)
    for bar, after in pairwise(bars):
        assert bar.last is not None
        assert after.first == bar.last + 1
    for span in given:
        assert any(_holds(bar, span) for bar in bars)


@given(SPANS, st.integers(2, 20))
def test_one_span_is_one_in_each_bar(span: Span, most: int) -> None:
    assert {bar.certain + bar.possible for bar in spans.bars(Counter([span]), most)} == {1}


def _holds(bar: Bar, span: Span) -> bool:
    return (bar.last is None or span.first <= bar.last) and (bar.first is None or span.last >= bar.first)

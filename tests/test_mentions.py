"""Mentions: the dates that an English text words, and the numbers in it that are none."""

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg import dates
from akg.dates import mentions
from akg.dates.parts import MONTHS


def found(text: str) -> list[tuple[str, str]]:
    """Give the words of each mention, and its date."""
    return [(text[one.start : one.end], one.date.text) for one in mentions.find(text)]


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("On 29 February 2020, not before.", [("29 February 2020", "2020-02-29")]),
        ("On February 29, 2020.", [("February 29, 2020", "2020-02-29")]),
        ("the 29th of February, 2020", [("29th of February, 2020", "2020-02-29")]),
        ("(2020-02-29)", [("2020-02-29", "2020-02-29")]),
        ("on 29/02/2020", [("29/02/2020", "2020-02-29")]),
        ("in Sept. 2018 or may 2019", [("Sept. 2018", "2018-09"), ("may 2019", "2019-05")]),
        ("in late May 2019", [("late May 2019", "2019-05-21..2019-05-31")]),
        ("in the spring of 2019", [("the spring of 2019", "2019-21")]),
        ("in the winter of 2018-19", [("the winter of 2018-19", "2018-24")]),
        ("in early 2019", [("early 2019", "2019-01..2019-04")]),
        ("the mid-1990s", [("the mid-1990s", "1993..1997")]),
        ("since the 1990s", [("since the 1990s", "199X/..")]),
        ("of the 19th century", [("the 19th century", "18XX")]),
        ("from 44 BC to AD 14", [("from 44 BC to AD 14", "-0043/0014")]),
        ("about 1970", [("about 1970", "1970~")]),
        ("the 1998 bombings", [("1998", "1998")]),
        ("the 2000 elections, and in 2000 attacks rose", [("2000", "2000"), ("2000", "2000")]),
        ("2001’s attacks", [("2001", "2001")]),
        ("since about 1970", [("since about 1970", "1970~/..")]),
        ("until July 2001", [("until July 2001", "/2001-07")]),
        ("by May 2019", [("by May 2019", "..2019-05")]),
        ("in the years prior to 2001", [("prior to 2001", "..2000")]),
        ("before spring 2019", [("before spring 2019", "..2019-02")]),
        ("after spring 2019", [("after spring 2019", "2019-06..")]),
        ("between 2017 and 2019", [("between 2017 and 2019", "2017..2019")]),
        ("between 3 and 5 May 2019", [("between 3 and 5 May 2019", "2019-05-03..2019-05-05")]),
        ("from August\n  to October 2019", [("from August\n  to October 2019", "2019-08/2019-10")]),
        ("August–October 2019", [("August–October 2019", "2019-08/2019-10")]),
        ("3-5 May 2019", [("3-5 May 2019", "2019-05-03/2019-05-05")]),
        ("May 3-5, 2019", [("May 3-5, 2019", "2019-05-03/2019-05-05")]),
        ("May 2019 – June 2020", [("May 2019 – June 2020", "2019-05/2020-06")]),
        ("2017–19 and 2010-12", [("2017–19", "2017/2019"), ("2010-12", "2010/2012")]),
        ("2017–2019 and 2019/2020", [("2017–2019", "2017/2019"), ("2019/2020", "2019/2020")]),
    ],
)
def test_a_date_is_found_with_what_bounds_it(text: str, dated: list[tuple[str, str]]) -> None:
    assert found(text) == dated


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("in May, June and July 2019", [("May", "2019-05"), ("June", "2019-06"), ("July 2019", "2019-07")]),
        ("on 3 and 5 May 2019", [("3", "2019-05-03"), ("5 May 2019", "2019-05-05")]),
        ("in 1998, 1999 and 2001", [("1998", "1998"), ("1999", "1999"), ("2001", "2001")]),
        ("the spring and summer of 2019", [("the spring", "2019-21"), ("summer of 2019", "2019-22")]),
    ],
)  # fmt: skip
def test_dates_in_a_row_share_their_year(text: str, dated: list[tuple[str, str]]) -> None:
    assert found(text) == dated


@pytest.mark.parametrize(
    "text",
    [
        "on 29 February", "the April issue", "on 31 February 2019", "on 03/04/2020",
        "1,500 men",
        "some 2000 fighters", "between 1000 and 2000 fighters", "$2000", "55,000-85,000", "2000%",
        "resolution 1267", "Flight 2020", "p. 1999", "S2020", "2020th", "12020", "1.2019", "may", "",
    ],
)  # fmt: skip
def test_a_number_is_no_year_where_it_counts_and_no_date_lacks_its_year(text: str) -> None:
    assert found(text) == []


days = st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31))
worded = days.flatmap(
    lambda day: st.sampled_from(
        [
            (f"{day.day} {MONTHS[day.month - 1]} {day.year}", day.isoformat()),
            (f"{MONTHS[day.month - 1]} {day.day}, {day.year}", day.isoformat()),
            (f"{MONTHS[day.month - 1]} {day.year}", day.isoformat()[:7]),
            (f"since {MONTHS[day.month - 1]} {day.year}", day.isoformat()[:7] + "/.."),
            (f"in {day.year}", str(day.year)),
        ]
    )
)
fillers = st.sampled_from(
    ["They met", "with 12 men", "and", "(as was said)", "; later,", "\n\nOmar’s 2 sons", "März"]
)


@given(st.lists(st.tuples(fillers, worded)))
def test_every_date_of_a_text_is_found_in_its_order(parts: list[tuple[str, tuple[str, str]]]) -> None:
    text = "".join(f"{filler} {wording}. " for filler, (wording, _) in parts)
    assert [date for _, date in found(text)] == [date for _, (_, date) in parts]


@given(st.text(alphabet="betwn fromtsi12089-–/.,aMy\n", max_size=60))
def test_mentions_do_not_overlap_and_can_be_read(text: str) -> None:
    ends = 0
    for one in mentions.find(text):
        assert ends <= one.start < one.end <= len(text)
        assert dates.parse(one.date.text) == one.date
        ends = one.end


@pytest.mark.parametrize(
    "piece", ["May, ", "3, ", "from ", "between 3 and ", "about" + " " * 20, "2019-", "1"]
)
def test_the_time_to_search_grows_as_the_text_does(piece: str) -> None:
    def seconds(characters: int) -> float:
        text = piece * (characters // len(piece))
        began = time.process_time()
        mentions.find(text)
        return time.process_time() - began

    assert seconds(160_000) < 16 * max(seconds(20_000), 0.01)

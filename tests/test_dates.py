"""Dates: what can be written, what it means in days, and what is answered to anything else."""

import datetime
import doctest
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akg import dates
from akg.dates import ALWAYS, BEGIN, END, UNDATED, Bounds, DateError, Edtf, Moment, days, forms, parts, words

MODULES = (days, parts, forms, dates, words)
SHAPES: tuple[dates.Shape, ...] = ("act", "state", "lasting")


def extent(text: str) -> tuple[str | None, str | None]:
    """Give the first and last day of a moment, readable."""
    moment = dates.parse(text).start
    assert moment is not None
    return dates.iso(moment.lo), dates.iso(moment.hi)


def bounds(text: str | None, shape: dates.Shape, said: str | None = None) -> list[str | None]:
    """Give es, ls, ee, le, readable; None is infinite."""
    found = dates.bounds(dates.parse(text) if text else None, shape, dates.parse(said) if said else None)
    return [dates.iso(day) for day in found]


def fault(text: str) -> str:
    """Give the message that refuses a text."""
    with pytest.raises(DateError) as caught:
        dates.parse(text)
    return str(caught.value)


# --- what can be written: strategies ---

marks = st.sampled_from(["", "", "?", "~", "%"])
years = st.one_of(
    st.integers(0, 9999).map(lambda year: f"{year:04}"),
    st.integers(1, 9999).map(lambda year: f"-{year:04}"),
)
coarse = st.builds(lambda sign, digits, x: sign + digits[: 4 - x] + "X" * x, st.sampled_from(["", "-"]),
                   st.integers(1000, 9999).map(str), st.integers(1, 3))  # fmt: skip
long_years = st.builds(
    lambda sign, year: f"Y{sign}{year}", st.sampled_from(["", "-"]), st.integers(10000, 10**9 - 1)
)
months = st.builds(
    lambda year, month: f"{year}-{month}", years, st.sampled_from([*(f"{m:02}" for m in range(1, 13)), "XX"])
)
seasons = st.builds(lambda year, code: f"{year}-{code}", years, st.sampled_from(sorted(parts.SEASONS)))
exact = st.builds(lambda year, month, day: f"{year}-{month:02}-{day}", years, st.integers(1, 12),
                  st.sampled_from([*(f"{d:02}" for d in range(1, 29)), "XX"]))  # fmt: skip
plain = st.builds(str.__add__, st.one_of(years, coarse, long_years, months, seasons, exact), marks)


def _ordered(pair: tuple[str, str], by: str) -> str:
    return by.join(sorted(pair, key=dates.span))


ranges = st.one_of(
    st.tuples(plain, plain).map(lambda pair: _ordered(pair, "..")),
    plain.map("..{}".format),
    plain.map("{}..".format),
)
sets = st.lists(st.one_of(plain, ranges), min_size=1, max_size=4).map(
    lambda members: f"[{', '.join(members)}]"
)
moments = st.one_of(plain, plain, ranges, sets)
intervals = st.one_of(
    st.tuples(plain, plain).map(lambda pair: _ordered(pair, "/")),
    st.tuples(st.sampled_from(["", ".."]), moments).map("/".join),
    st.tuples(moments, st.sampled_from(["", ".."])).map("/".join),
    st.sampled_from(["/", "../", "/..", "../.."]),
)
texts = st.one_of(moments, intervals)
any_date = st.one_of(st.none(), texts.map(dates.parse))
any_bounds = st.builds(dates.bounds, any_date, st.sampled_from(SHAPES), any_date)
lives = st.builds(
    dates.life, *[st.one_of(st.just(UNDATED), moments.map(lambda t: dates.bounds(dates.parse(t), "act")))] * 2
)


def holds(b: Bounds) -> bool:
    """Check the order that bounds always have."""
    return b.es <= b.ls <= b.le and b.es <= b.ee <= b.le


# --- days ---


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_run(module: Any) -> None:
    assert doctest.testmod(module).failed == 0


def test_each_module_with_a_public_function_shows_an_example_of_it() -> None:
    assert [doctest.testmod(module).attempted > 0 for module in MODULES] == [True] * len(MODULES)


@given(st.dates())
def test_days_agree_with_the_standard_library_where_it_reaches(date: datetime.date) -> None:
    count = (date - datetime.date(1970, 1, 1)).days
    found = dates.day(date.year, date.month, date.day)
    assert (found, dates.iso(found)) == (count, date.isoformat())


@given(st.integers(-999_999_999, 999_999_998), st.integers(1, 12))
def test_days_have_no_gap_between_months_in_any_year(year: int, month: int) -> None:
    after = dates.day(year + month // 12, month % 12 + 1, 1)
    last = after - dates.day(year, month, 1)
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert last == (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    written = dates.iso(after - 1)
    assert written is not None
    assert int(written[:-6]) == year


@given(st.integers(dates.day(-999_999_999, 1, 1), dates.day(999_999_999, 12, 31)))
def test_a_day_written_as_iso_reads_back_as_the_same_day(day: int) -> None:
    text = dates.iso(day)
    assert text is not None
    year, month, of_month = text.rsplit("-", 2)
    assert dates.day(int(year), int(month), int(of_month)) == day


def test_infinite_days_have_no_iso_form() -> None:
    assert (dates.iso(BEGIN), dates.iso(END)) == (None, None)


# --- one moment ---


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2020-02-29", "2020-02-29", "2020-02-29"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
        ("Y-999999999", "-999999999-01-01", "-999999999-12-31"),
        ("2019-05-01T23:59:59-04:30", "2019-05-01", "2019-05-01"),
        ("2019-05-01T24:00:00Z", "2019-05-01", "2019-05-01"),
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("2019-28", "2019-12-01", "2020-02-29"),
        ("2019-29", "2019-09-01", "2019-11-30"),
        ("2019-30", "2019-12-01", "2020-02-29"),
        ("2019-36", "2019-10-01", "2019-12-31"),
        ("2019-38", "2019-05-01", "2019-08-31"),
        ("2019-41", "2019-07-01", "2019-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("-000X", "-0009-01-01", "-0001-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("2017..2019", "2017-01-01", "2019-12-31"),
        ("..2019-09", None, "2019-09-30"),
        ("2019-09..", "2019-09-01", None),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", None, "1760-12-03"),
        ("[1760-12..]", "1760-12-01", None),
        ("[1760-01,1760-02, 1760-12..]", "1760-01-01", None),
    ],
)  # fmt: skip
def test_a_moment_covers_from_first_to_last_day(text: str, first: str | None, last: str | None) -> None:
    assert extent(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1970~", "1969-01-01", "1971-12-31"),
        ("2015-08~", "2015-07-01", "2015-09-30"),
        ("2015-03-01~", "2015-02-28", "2015-03-02"),
        ("197X~", "1960-01-01", "1989-12-31"),
        ("19XX~", "1800-01-01", "2099-12-31"),
        ("2019-21~", "2018-12-01", "2019-08-31"),
        ("2019-24~", "2019-09-01", "2020-05-31"),
        ("2019-40~", "2018-07-01", "2019-12-31"),
        ("2004-XX~", "2003-01-01", "2005-12-31"),
        ("2014%", "2013-01-01", "2015-12-31"),
        ("1970~..1980~", "1969-01-01", "1981-12-31"),
        ("[1970~, 1980]", "1969-01-01", "1980-12-31"),
    ],
)
def test_about_widens_its_own_end_by_one_unit_of_its_precision(text: str, first: str, last: str) -> None:
    assert extent(text) == (first, last)


def test_a_question_mark_flags_and_does_not_widen() -> None:
    year = dates.parse("2014").start
    assert year is not None
    assert dates.parse("2014?").start == year._replace(uncertain=True)


@pytest.mark.parametrize("text", ["2014?", "2014%", "2009/2014?", "2009?/..", "[2012, 2014?]", "2012..2014?"])
def test_a_mark_anywhere_makes_a_date_uncertain(text: str) -> None:
    assert dates.parse(text).uncertain


@pytest.mark.parametrize("text", ["2014", "2014~", "2009/..", "[2012, 2014]", "/", "../.."])
def test_a_date_without_mark_is_not_uncertain(text: str) -> None:
    assert not dates.parse(text).uncertain


def test_an_interval_keeps_apart_what_is_open_and_what_is_unknown() -> None:
    lo, hi = dates.day(2009, 1, 1), dates.day(2009, 12, 31)
    year = Moment(lo, hi)
    assert [dates.parse(text) for text in ("2009/..", "2009/", "../2009", "/2009", " 2009/2009 ")] == [
        Edtf("2009/..", year, None, True, False, True),
        Edtf("2009/", year, None, True, False, False),
        Edtf("../2009", None, year, True, True, False),
        Edtf("/2009", None, year, True, False, False),
        Edtf("2009/2009", year, year, True, False, False),
    ]


@given(texts)
def test_a_date_that_was_read_reads_the_same_from_its_text(text: str) -> None:
    date = dates.parse(text)
    assert dates.parse(date.text) == date


# --- what is refused ---


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("spring 2019", "2019-21"),
        ("Fall of 2019", "2019-23"),
        ("May 2019", "2019-05"),
        ("Sept. 2019", "2019-09"),
        ("29 February 2020", "2020-02-29"),
        ("the 29th February 2020", None),
        ("February 29th, 2020", "2020-02-29"),
        ("29/02/2020", "2020-02-29"),
        ("2/29/2020", "2020-02-29"),
        ("03/04/2020", None),
        ("2019/05/01", "2019-05-01"),
        ("2019/05", "2019-05"),
        ("05/2019", "2019-05"),
        ("2020-2-9", "2020-02-09"),
        ("2020.2.9", "2020-02-09"),
        ("20190501", "2019-05-01"),
        ("12345", "Y12345"),
        ("-43", "-0043"),
        ("+2019", "2019"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("2019-2020", "2019/2020"),
        ("2019 – 2020", "2019/2020"),
        ("2019 / 2020", "2019/2020"),
        ("May 2017 to June 2019", "2017-05/2019-06"),
        ("from 2009", "2009/"),
        ("between 2017 and 2019", "2017..2019"),
        ("since about 1970", "1970~/.."),
        ("until May 2018", "/2018-05"),
        ("by September 2019", "..2019-09"),
        ("before 2019", "..2018"),
        ("after 2019", "2020.."),
        ("before spring 2019", "..2019-02"),
        ("prior to 2001", "..2000"),
        ("after summer 2019", "2019-09.."),
        ("August-October 2019", "2019-08/2019-10"),
        ("between 3 and 5 May 2019", "2019-05-03..2019-05-05"),
        ("May 3–5, 2019", "2019-05-03/2019-05-05"),
        ("the spring and summer of 2019", None),
        ("the winter of 2018-19", "2018-24"),
        ("late February 2020", "2020-02-21..2020-02-29"),
        ("the mid-1990s", "1993..1997"),
        ("AD 14", "0014"),
        ("circa 1970", "1970~"),
        ("c. 1970", "1970~"),
        ("perhaps 2014", "2014?"),
        ("the 1990s", "199X"),
        ("before September 2001", "..2001-08"),
        ("after 31 December 1999", "2000-01-01.."),
        ("mid-2001", "2001-05..2001-08"),
        ("late 2001", "2001-09..2001-12"),
        ("2001-10 - 2001-12", "2001-10/2001-12"),
        ("19th century", "18XX"),
        ("19", "19XX"),
        ("193", "193X"),
        ("٢٠١٩", "2019"),
        ("２０１９-05", "2019-05"),
        ("199u", "199X"),
        ("1999-uu", "1999-XX"),
        ("19xx?", "19XX?"),
        ("197~", "197X~"),
        ("unknown/open", "/.."),
        ("May 2019/present", "2019-05/.."),
        ("2004-06-(01)~/2004-06-(20)~", "2004-06-01~/2004-06-20~"),
        ("2004-01-01/open", "2004-01-01/.."),
        ("2009/present", "2009/.."),
        ("2004-01-01/unknown", "2004-01-01/"),
        ("unknown/2006", "/2006"),
        ("XXXX/2006", "/2006"),
        ("1984?~", "1984%"),
        ("1984~?/2004", "1984%/2004"),
        ("2004-06~-11", "2004-06-11~"),
        ("?2004-06-~11", "2004-06-11%"),
        ("(2004-(06)~)?", "2004-06%"),
        ("2001-21^southernHemisphere", "2001-21"),
        ("y170000002", "Y170000002"),
        ("Y9999", "9999"),
        ("Y-00001", "-0001"),
        ("2017..May 2019", "2017..2019-05"),
        ("[2017, May 2019]", "[2017, 2019-05]"),
    ],
)
def test_the_message_shows_what_to_write_where_that_can_be_worked_out(text: str, form: str | None) -> None:
    remedy = fault(text).rpartition("; ")[2]
    assert remedy == f"write {form}" if form else remedy != f"write {text}"
    assert form is None or dates.parse(form)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is no date: nothing is written; write a date such as 2019-05, or leave it out"),
        ("2019-13", "'2019-13' is no date: month 13; write YYYY-MM with 01 to 12, or 21 to 24 for a season"),
        ("0000-00", "'0000-00' is no date: month 00; write YYYY-MM with 01 to 12, or 21 to 24 for a season"),
        ("2016-02-30", "'2016-02-30' is no date: day 30 of a month of 29; write YYYY-MM-DD with 01 to 29"),
        ("2016-05-00", "'2016-05-00' is no date: day 00 of a month of 31; write YYYY-MM-DD with 01 to 31"),
        ("2018/2019-06-31",
         "'2019-06-31' is no date: "
         "day 31 of a month of 30; write YYYY-MM-DD with 01 to 30"),
        ("2001-21-05", "'2001-21-05' is no date: a season has no days; write 2001-21"),
        ("-0000", "'-0000' is no date: year 0 has no sign; write 0000 for 1 BC, -0001 for 2 BC"),
        ("156X-12-25", "'156X-12-25' is no date: X stands for the last digits only; write 156X"),
        ("1560-XX-25", "'1560-XX-25' is no date: a day of an unknown month; write 1560"),
        ("XXXX", "'XXXX' is no date: it names no year; leave the date out"),
        ("unknown",
         "'unknown' is no date: "
         "an unknown end is empty; leave it out, or write 2009/ for an unknown end"),
        ("open", "'open' is no date: an open end is '..'; write 2009/.. for 'open'"),
        ("..", "'..' is no date: a range without ends; leave it out, or write ../.. for open at both ends"),
        ("2019..2017",
         "'2019..2017' is no date: "
         "it ends before it starts; write 2017..2019 if the ends are swapped"),
        ("2019/2017",
         "'2019/2017' is no date: "
         "it ends before it starts; write 2017/2019 if the ends are swapped"),
        ("{1667, 1668}",
         "'{1667, 1668}' is no date: "
         "all-of sets are not supported; write one relation per date"),
        ("[]", "'[]' is no date: nothing is written; write a date such as 2019-05, or leave it out"),
        ("[1999",
         "'[1999' is no date: "
         "a set ends with ']'; write [2017, 2019], and marks like ~ on the dates within"),
        ("[1667,1668]~", "'[1667,1668]~' is no date: a set ends with ']'; write [2017, 2019], "
         "and marks like ~ on the dates within"),
        ("Y17E7", "'Y17E7' is no date: exponents are not supported; write the year out: Y170000000"),
        ("1950S2",
         "'1950S2' is no date: "
         "significant digits are not supported; write X for unknown digits: 19XX"),
        ("Y1234567890", "'Y1234567890' is no date: a year has at most nine digits; write a nearer year"),
        ("1984-1X", "'1984-1X' is no date: X stands for unknown digits; "
         "write X for u, and only for the last digits: 199X, 2004-XX, 2004-05-XX"),
        ("2019-05-01T25:00:00", "'2019-05-01T25:00:00' is no date: time '25:00:00'; "
         "write 2019-05-01, or a time from 00:00:00 to 24:00:00"),
        ("2019-05-01T09:30", "'2019-05-01T09:30' is no date: time '09:30'; "
         "write 2019-05-01, or add a time like 09:30:00 or 09:30:00+04:30"),
        ("2019-05-01T09:30:00-00:00", "'2019-05-01T09:30:00-00:00' is no date: zone -00:00; "
         "write 2019-05-01, or a zone from -12:00 to +14:00"),
        ("03/04/2020", "'03/04/2020' is no date: not year, month, day; "
         "write YYYY-MM-DD; which of the two is the month?"),
        ("soon", "'soon' is no date: its form is not known; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("2019 " * 41, "'2019 2019 2019 2019 2019 2019 2019 2019 2019 2019 2019 2019…' is no date: "
         "it has 205 characters; write no more than 200"),
        (f"[{'1,' * 50}1]", "'[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,…' is no date: "
         "a set of more than 50 dates; write a range such as 2017..2019"),
    ],
)  # fmt: skip
def test_the_message_gives_value_fault_and_remedy(text: str, message: str) -> None:
    assert fault(text) == message


def read_or_refused(text: str) -> Edtf | DateError:
    """Read a text, or give the error; any other exception fails the test."""
    try:
        return dates.parse(text)
    except DateError as error:
        return error


alphabet = "0123456789XuxYy-/.[]{}(),?~%TZ:+ ESap^٢２–\u202e\n\x00"


@settings(deadline=None)  # the first refusal compiles the patterns of all known mistakes
@given(st.one_of(st.text(), st.text(alphabet, max_size=40), st.lists(texts, max_size=3).map("/".join)))
def test_a_text_is_a_date_or_a_date_error_and_nothing_else(text: str) -> None:
    answer = read_or_refused(text)
    assert answer.text.isascii() if isinstance(answer, Edtf) else str(answer).isprintable()


@settings(deadline=None)  # the first refusal compiles the patterns of all known mistakes
@given(texts, st.integers(0, 60), st.sampled_from(alphabet))
def test_a_date_with_one_character_changed_is_a_date_or_a_date_error(
    text: str, at: int, character: str
) -> None:
    answer = read_or_refused(text[:at] + character + text[at + 1 :])
    assert isinstance(answer, Edtf) or " is no date: " in str(answer)


# --- the page for curators ---

PAGE = (Path(__file__).parents[1] / "docs" / "dates.md").read_text(encoding="utf-8")


def column(heading: str, number: int) -> list[str]:
    """Give what stands in code in one column of the first table under a heading."""
    rows = [line.split("|") for line in PAGE.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines()]
    return [code for row in rows if len(row) > number for code in re.findall("`(.*?)`", row[number])]


def test_the_page_shows_dates_that_are_read_and_forms_that_are_not() -> None:
    written = column("What to write", 2) + column("What it becomes", 1)
    advised = column("What of EDTF is not supported", 3)
    refused = column("What of EDTF is not supported", 2)
    assert (len(written), len(advised), len(refused)) == (44, 11, 13)
    assert [text for text in written + advised if isinstance(read_or_refused(text), DateError)] == []
    assert [text for text in refused if isinstance(read_or_refused(text), Edtf)] == []


def test_the_page_shows_the_messages_as_they_are() -> None:
    messages = [line.strip() for line in PAGE.splitlines() if line.startswith("    '")]
    assert [fault(message.split("'")[1]) for message in messages] == messages != []


def test_the_page_answers_its_own_example() -> None:
    since = dates.bounds(dates.parse("2009/.."), "state", dates.parse("2020-08"))
    rows = re.findall(r"\| `--at (.*?)` \| (\w+) \|", PAGE)
    assert (
        [(asked, dates.certainty(since, *dates.span(asked)) or "excluded") for asked, _ in rows] == rows != []
    )


# --- bounds ---


@pytest.mark.parametrize(
    ("text", "es", "ls", "ee", "le"),
    [
        ("2019-05", "2019-05-01", "2019-05-31", "2019-05-01", "2019-05-31"),
        ("2019-05/2019-06", "2019-05-01", "2019-06-30", "2019-05-01", "2019-06-30"),
        ("2019/..", "2019-01-01", None, "2019-01-01", None),
        ("2019/", "2019-01-01", None, "2019-01-01", None),
        ("../2019", None, "2019-12-31", None, "2019-12-31"),
        ("/2019", None, "2019-12-31", None, "2019-12-31"),
        ("..2019-09", None, "2019-09-30", None, "2019-09-30"),
        ("2019-09..", "2019-09-01", None, "2019-09-01", None),
        ("../..", None, None, None, None),
    ],
)
def test_an_act_is_somewhere_in_its_date(text: str, es: str, ls: str, ee: str, le: str) -> None:
    assert bounds(text, "act", said="2020") == [es, ls, ee, le]


@pytest.mark.parametrize(
    ("text", "said", "es", "ls", "ee", "le"),
    [
        ("2012", None, None, "2012-12-31", "2012-01-01", None),
        ("..2012", None, None, "2012-12-31", None, None),
        ("2012..", None, None, None, "2012-01-01", None),
        ("2009/2012", None, "2009-01-01", "2009-12-31", "2012-01-01", "2012-12-31"),
        ("2009/2009", None, "2009-01-01", "2009-12-31", "2009-01-01", "2009-12-31"),
        ("2009-05/2009", None, "2009-05-01", "2009-05-31", "2009-05-01", "2009-12-31"),
        ("2009/2009-05", None, "2009-01-01", "2009-05-31", "2009-05-01", "2009-05-31"),
        ("1996/2001~", None, "1996-01-01", "1996-12-31", "2000-01-01", "2002-12-31"),
        ("2009/2017..2019", None, "2009-01-01", "2009-12-31", "2017-01-01", "2019-12-31"),
        ("2009/..", None, "2009-01-01", "2009-12-31", "2009-01-01", None),
        ("2009/..", "2020-08", "2009-01-01", "2009-12-31", "2020-08-01", None),
        ("2009/..", "2008", "2009-01-01", "2009-12-31", "2009-01-01", None),
        ("2009/..", "../2008", "2009-01-01", "2009-12-31", "2009-01-01", None),
        ("2009/", "2020-08", "2009-01-01", "2009-12-31", "2009-01-01", None),
        ("/2012", None, None, "2012-12-31", "2012-01-01", "2012-12-31"),
        ("../2012", "2020", None, "2012-12-31", "2012-01-01", "2012-12-31"),
        ("/..", "2020-08", None, "2020-08-31", "2020-08-01", None),
        ("../..", "2020-08", None, "2020-08-31", "2020-08-01", None),
        ("../..", None, None, None, None, None),
        ("../", "2020-08", None, None, None, None),
        ("/", "2020-08", None, None, None, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("shape", ["state", "lasting"])
def test_a_state_holds_when_attested_and_possibly_around(
    text: str, said: str | None, es: str, ls: str, ee: str, le: str, shape: dates.Shape
) -> None:
    assert bounds(text, shape, said) == [es, ls, ee, le]


def test_only_what_lasts_is_always_true_without_a_date() -> None:
    assert [dates.bounds(None, shape) for shape in SHAPES] == [UNDATED, UNDATED, ALWAYS]


@given(any_bounds)
def test_bounds_are_in_order_whatever_the_date(b: Bounds) -> None:
    assert holds(b)


# --- clip ---

LIFE = dates.life(dates.bounds(dates.parse("1950~"), "act"), dates.bounds(dates.parse("2015"), "act"))


@pytest.mark.parametrize(
    ("text", "shape", "clipped"),
    [
        ("2012", "state", ["1949-01-01", "2012-12-31", "2012-01-01", "2015-12-31"]),
        ("2009/..", "state", ["2009-01-01", "2009-12-31", "2009-01-01", "2015-12-31"]),
        ("/2012", "state", ["1949-01-01", "2012-12-31", "2012-01-01", "2012-12-31"]),
        ("2018", "state", ["1949-01-01", "2018-12-31", "2018-01-01", "2018-12-31"]),
        ("1930/..", "state", ["1930-01-01", "1930-12-31", "1930-01-01", "2015-12-31"]),
        (None, "state", [None, None, None, None]),
        (None, "lasting", ["1949-01-01", "1951-12-31", "2015-01-01", "2015-12-31"]),
    ],
)
def test_only_what_is_infinite_is_clipped_to_a_life(
    text: str | None, shape: dates.Shape, clipped: list[str | None]
) -> None:
    b = dates.bounds(dates.parse(text) if text else None, shape)
    assert [dates.iso(day) for day in dates.clip(b, LIFE)] == clipped


def test_what_is_not_known_of_a_life_clips_nothing() -> None:
    born = dates.bounds(dates.parse("1950"), "act")
    assert dates.clip(ALWAYS, dates.life(UNDATED, UNDATED)) == ALWAYS
    assert dates.clip(ALWAYS, dates.life(born, UNDATED)) == Bounds(born.es, born.ls, END, END)


def test_a_lasting_relation_of_two_holds_while_both_live() -> None:
    child = dates.life(dates.bounds(dates.parse("1980"), "act"), UNDATED)
    found = [dates.iso(day) for day in dates.clip(ALWAYS, LIFE, child)]
    assert found == ["1980-01-01", "1980-12-31", "2015-01-01", "2015-12-31"]


def test_a_lasting_relation_of_two_who_never_met_is_only_possible_between_their_lives() -> None:
    child = dates.life(dates.bounds(dates.parse("2020"), "act"), UNDATED)
    found = [dates.iso(day) for day in dates.clip(ALWAYS, LIFE, child)]
    assert found == ["2015-01-01", "2020-12-31", "2015-01-01", "2020-12-31"]


@given(any_bounds, st.lists(lives, max_size=3))
def test_clipping_keeps_bounds_in_order_and_moves_no_finite_one(b: Bounds, several: list[Bounds]) -> None:
    clipped = dates.clip(b, *several)
    assert holds(clipped)
    assert all(old in (BEGIN, END, new) for old, new in zip(b, clipped, strict=True))
    assert dates.clip(b, *reversed(several)) == clipped


# --- merge ---


def merged(*claims: tuple[str, dates.Shape, str | None]) -> tuple[list[str | None], bool, bool]:
    """Merge the dates of claims: (date, shape, said)."""
    read = [(dates.parse(text), shape, dates.parse(said) if said else None) for text, shape, said in claims]
    found = dates.merge([(dates.bounds(date, shape, said), date.uncertain) for date, shape, said in read])
    return [dates.iso(day) for day in found.bounds], found.uncertain, found.differ


def test_two_attestations_hold_from_the_first_to_the_second() -> None:
    found = merged(("2012", "state", None), ("2015", "state", None))
    assert found == ([None, "2012-12-31", "2015-01-01", None], False, False)


def test_of_two_open_ends_the_latest_counts() -> None:
    found = merged(("2009/..", "state", "2015"), ("2009/..", "state", "2020-08"))
    assert found == (["2009-01-01", "2009-12-31", "2020-08-01", None], False, False)


def test_a_vaguer_date_is_dropped() -> None:
    found = merged(("2019", "act", None), ("2019-05", "act", None))
    assert found == (["2019-05-01", "2019-05-31", "2019-05-01", "2019-05-31"], False, False)


def test_dates_that_disagree_are_spanned_and_said_to_differ() -> None:
    found = merged(("2009/2012", "state", None), ("2010/2014", "state", None))
    assert found == (["2009-01-01", "2010-12-31", "2012-01-01", "2014-12-31"], False, True)


def test_where_the_order_would_break_all_ranges_are_spanned() -> None:
    vague, narrow = Bounds(0, 100, 5, 100), Bounds(10, 20, 50, 200)
    assert dates.merge([(vague, False), (narrow, False)]) == (Bounds(0, 100, 5, 200), False, True)


def test_nothing_dated_is_undated() -> None:
    assert dates.merge([]) == dates.merge([(UNDATED, True)]) == (UNDATED, False, False)


def test_an_undated_claim_does_not_count_beside_a_dated_one() -> None:
    dated = dates.bounds(dates.parse("2012?"), "act")
    assert dates.merge([(UNDATED, False), (dated, True)]) == (dated, True, False)


def test_one_certain_claim_makes_a_date_certain_unless_it_is_the_vaguer_one() -> None:
    assert merged(("2012?", "act", None), ("2012", "act", None))[1] is False
    assert merged(("2012-05?", "act", None), ("2012", "act", None))[1] is True


dated_claims = st.lists(st.tuples(any_bounds, st.booleans()), max_size=5)


@given(dated_claims, st.randoms())
def test_a_merge_is_in_order_and_does_not_depend_on_the_order_of_claims(
    claims: list[tuple[Bounds, bool]], random: Any
) -> None:
    shuffled = claims.copy()
    random.shuffle(shuffled)
    found = dates.merge(claims)
    assert holds(found.bounds)
    assert dates.merge(shuffled) == found == dates.merge(claims * 2)


small = st.builds(
    lambda days: Bounds(*sorted(days)[:1], *sorted(days)[1:3], *sorted(days)[3:]),
    st.lists(st.integers(0, 9), min_size=4, max_size=4),
)


@given(st.lists(st.tuples(small, st.booleans()), min_size=1, max_size=4))
def test_a_merge_is_no_wider_than_all_claims_together(claims: list[tuple[Bounds, bool]]) -> None:
    found = dates.merge(claims).bounds
    assert holds(found)
    assert found.es >= min(b.es for b, _ in claims)
    assert found.le <= max(b.le for b, _ in claims)


@given(any_bounds, st.booleans())
def test_one_claim_merges_to_itself(b: Bounds, uncertain: bool) -> None:
    assert dates.merge([(b, uncertain)]) == (b, uncertain and b != UNDATED, False)


# --- questions ---


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2008", None),
        ("2009", "certain"),
        ("2009-05", "possible"),
        ("2015", "certain"),
        ("2020-08-01", "certain"),
        ("2021", "possible"),
    ],
)
def test_a_state_since_2009_said_in_2020_is_certain_between_and_possible_after(
    asked: str, answer: dates.Certainty | None
) -> None:
    since = dates.bounds(dates.parse("2009/.."), "state", dates.parse("2020-08"))
    assert dates.certainty(since, *dates.span(asked)) == answer


def test_the_undated_is_possible_at_any_time_and_what_always_holds_certain() -> None:
    assert dates.certainty(UNDATED, 0, 0) == "possible"
    assert dates.certainty(ALWAYS, 0, 0) == "certain"
    assert [dates.is_undated(b) for b in (UNDATED, ALWAYS)] == [True, False]


def test_before_is_certain_only_if_no_reading_says_otherwise() -> None:
    spring, may, year = (dates.bounds(dates.parse(text), "act") for text in ("2019-21", "2019-05", "2019"))
    later = dates.bounds(dates.parse("2020"), "act")
    assert dates.before(spring, later) == "certain"
    assert dates.before(spring, may) == "possible"
    assert dates.before(later, year) is None
    assert dates.before(UNDATED, UNDATED) == "possible"


spans = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 10**5)).map(lambda pair: (pair[0], sum(pair)))


@given(any_bounds, spans, st.integers(0, 1000))
def test_a_wider_question_is_no_less_certain(b: Bounds, asked: tuple[int, int], more: int) -> None:
    rank = [None, "possible", "certain"].index
    first, last = asked
    assert rank(dates.certainty(b, first, last)) <= rank(dates.certainty(b, first - more, last + more))


@given(any_bounds, any_bounds)
def test_what_is_certainly_before_is_never_possibly_after(a: Bounds, b: Bounds) -> None:
    if dates.before(a, b) == "certain":
        assert a.ee < b.ls
        assert dates.before(b, a) is None


@given(any_bounds, spans)
def test_certain_implies_possible(b: Bounds, asked: tuple[int, int]) -> None:
    first, last = asked
    if dates.certainty(b, first, last) == "certain":
        assert b.es <= last
        assert b.le >= first


def test_the_sorted_order_is_by_start_then_longest_first_and_undated_last() -> None:
    written: list[tuple[str | None, dates.Shape]] = [
        (None, "lasting"),  # always: before everything
        ("..2008", "act"),  # no start: by the latest start
        ("2009", "state"),  # attested in 2009: from 1 January, and perhaps for ever
        ("2009/2012", "state"),
        ("2009/2010", "state"),
        ("2009", "act"),
        ("2009-05", "act"),
        ("2010", "act"),
        ("2012..", "state"),  # attested in 2012 or later: by the earliest end
        (None, "act"),
    ]
    expected = [dates.bounds(dates.parse(text) if text else None, shape) for text, shape in written]
    assert (
        sorted(expected[5:] + expected[:5], key=lambda b: dates.sort_key(b, dates.listed_under(b)))
        == expected
    )


@given(st.lists(any_bounds, max_size=6))
def test_the_undated_are_sorted_last(several: list[Bounds]) -> None:
    ranked = [b == UNDATED for b in sorted(several, key=lambda b: dates.sort_key(b, dates.listed_under(b)))]
    assert ranked == sorted(ranked)


# --- spans asked for ---


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-21", "2019-03-01", "2019-05-31"),
        ("2017..2019", "2017-01-01", "2019-12-31"),
        ("2017~/2019-05", "2016-01-01", "2019-05-31"),
    ],
)
def test_a_span_runs_from_first_to_last_day(text: str, first: str, last: str) -> None:
    assert [dates.iso(day) for day in dates.span(text)] == [first, last]


@pytest.mark.parametrize(
    "text", ["2009/..", "2009/", "../2009", "/2009", "..2009", "2009..", "/", "2009/2012.."]
)
def test_a_span_with_an_open_end_is_refused(text: str) -> None:
    with pytest.raises(DateError) as caught:
        dates.span(text)
    assert str(caught.value) == f"{text!r} has an open end; write both ends, such as 2009/2019"


# --- words ---


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("2019-21", "spring 2019"),
        ("2019-24", "winter 2019/20"),
        ("1999-28", "winter 1999/00"),
        ("2019-30", "southern summer 2019/20"),
        ("2019-33", "Q1 2019"),
        ("2019-37", "January–April 2019"),
        ("2019-40", "first half of 2019"),
        ("2019-40/2019-41", "first half of 2019 – second half of 2019"),
        ("2009/..", "since 2009"),
        ("1970~/..", "since about 1970"),
        ("2009/", "from 2009, end unknown"),
        ("/2018", "until 2018"),
        ("../2018", "until 2018"),
        ("/..", "ongoing, start unknown"),
        ("../..", "ongoing, start unknown"),
        ("../", "date unknown"),
        ("/", "date unknown"),
        ("1970~", "about 1970"),
        ("2014?", "perhaps 2014"),
        ("2014%", "perhaps about 2014"),
        ("2017..2019", "between 2017 and 2019"),
        ("2019-05..2019-06", "between May and June 2019"),
        ("..2019-09", "by September 2019"),
        ("2019-09..", "September 2019 or later"),
        ("[1667, 1668, 1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("[2017..2019]", "between 2017 and 2019"),
        ("2019-08/2019-10", "August – October 2019"),
        ("2019-08-03/2019-10", "3 August – October 2019"),
        ("2019-08~/2019-10", "about August 2019 – October 2019"),
        ("2019/2019", "2019 – 2019"),
        ("2018-12/2019-01", "December 2018 – January 2019"),
        ("1996/2001~", "1996 – about 2001"),
        ("2009/2017..2019", "2009 – some time between 2017 and 2019"),
        ("2020-02-29", "29 February 2020"),
        ("2019-05-01T10:00:00Z", "1 May 2019"),
        ("2004-XX", "2004"),
        ("1985-04-XX", "April 1985"),
        ("199X", "1990s"),
        ("20XX", "2000–2099"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("-01XX", "200–101 BC"),
        ("000X", "1 BC–AD 9"),
        ("0079-10", "October AD 79"),
        ("0000-24", "winter 1 BC to AD 1"),
        ("0622", "622"),
        ("Y170000002", "170000002"),
    ],
)  # fmt: skip
def test_a_date_reads_as_english(text: str, wording: str) -> None:
    assert words.words(dates.parse(text)) == wording


@given(texts)
def test_every_date_has_words_on_one_line(text: str) -> None:
    wording = words.words(dates.parse(text))
    assert wording.isprintable()
    assert wording == wording.strip() != ""


english_months = st.builds(
    lambda year, month: f"{year}-{month:02}",
    st.integers(1000, 9999),
    st.sampled_from([*range(1, 13), 21, 22, 23]),
)


@given(st.one_of(english_months, st.integers(100, 999).map("{}X".format)))
def test_the_words_of_a_month_season_or_decade_are_answered_with_the_date(text: str) -> None:
    assert fault(words.words(dates.parse(text))).endswith(f"; write {text}")


def test_seasons_and_halves_tile_their_year() -> None:
    for codes in (range(25, 29), range(33, 37), range(37, 40), range(40, 42)):
        spans = [dates.span(f"2018-{code}") for code in codes]
        assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(spans))
        assert sum(last - first + 1 for first, last in spans) == 365

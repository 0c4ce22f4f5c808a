"""Dates against others' readings of EDTF: their test vectors, and the PyPI package `edtf`.

Where they and akg differ, a row of a table here says why; a row that no longer differs fails.
"""

import ast
import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akg import dates
from akg.dates import BEGIN, END, DateError

VECTORS = Path(__file__).parents[2] / "shared" / "data" / "edtf"
needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the vectors of edtf.js, edtf-ruby and edtf are not here"
)

Reading = tuple[str | None, str | None] | str  # first and last day in ISO form, None infinite; or "refused"
Table = tuple[tuple[str, tuple[str, ...]], ...]  # (reason, texts)


def ours(text: str) -> Reading:
    """Read a date here; an interval counts from its first day to its last."""
    try:
        found = dates.bounds(dates.parse(text), "act")
    except DateError:
        return "refused"
    return dates.iso(found.es), dates.iso(found.le)


def lines(name: str) -> Iterator[str]:
    """Give the lines of a vector file."""
    yield from (VECTORS / name).read_text(encoding="utf-8").splitlines()


def explained(table: Table) -> set[str]:
    """Give the texts of a table; none may stand in two rows."""
    texts = [text for _, row in table for text in row]
    assert len(texts) == len(set(texts))
    return set(texts)


# --- the bounds of python-edtf ---

FUZZY: Table = (
    ("`?` flags a date here; there it widens as well, a day by a year, a month and a day",
     ("1984?", "2004-06?", "2004-06-11?", "1984-06?/2004-08?", "1984-06-02?/")),
    ("% widens by one unit here, by two there", ("1984%", "16XX%", "2004-06-11%", "1984?/2004%")),
    ("~ widens a month by a month and a day by a day here; there by a year as well",
     ("1984/2004-06~", "1984-06-02?/2004-08-08~")),
    ("an unknown end is unknown here; there it is ten years away", ("/2006", "2004-06-01/")),
    ("winter ends in February of the next year here; there with the year", ("2010-24",)),
    ("a mark on a part of a date is not supported",
     ("2004?-06-11", "2004-06~-11", "2004-06-~11", "2004-%06", "2004-?06-?11", "2004?-06-~11", "?2004-%06",
      "2004?-%06", "2004?-~06-~04", "2011-~06-~04", "2004-06-~01/2004-06-~20")),
    ("X is supported for the last digits only",
     ("156X-12-25", "15XX-12-25", "1560-XX-25", "15XX-12-XX", "XXXX-XX-23")),
    ("all-of sets are not supported", ("{1667,1668, 1670..1672}", "{1960, 1961-12}")),
    ("exponents and significant digits are not supported",
     ("Y17E7", "Y-17E7", "1950S2", "1953S2", "1953S3", "Y17101E4S3", "Y3388E2S3", "Y171010000S3")),
)  # fmt: skip


def vector_day(text: str) -> str | None:
    """Read a day of the vectors: -inf, inf, or a year of any length, month and day."""
    if text.endswith("inf"):
        return None
    year, month, day = text.rsplit("-", 2)
    return dates.iso(dates.day(int(year), int(month), int(day)))


@needs_vectors
def test_bounds_agree_with_python_edtf_but_for_the_differences_listed() -> None:
    rows = list(csv.DictReader(lines("vectors_bounds_ixc.tsv"), delimiter="\t"))
    theirs = {row["edtf"]: (vector_day(row["lower_fuzzy"]), vector_day(row["upper_fuzzy"])) for row in rows}
    assert len(rows) == 90
    assert {text for text in theirs if ours(text) != theirs[text]} == explained(FUZZY)


# --- the first days of edtf.js ---

MINIMA: Table = (
    ("a date without a year says nothing; it is left out here", ("XXXX", "XXXX-XX", "XXXX-XX-XX")),
)


@needs_vectors
def test_first_days_agree_with_edtf_js_but_for_the_differences_listed() -> None:
    rows = list(csv.DictReader(lines("vectors_minmax_edtfjs.tsv"), delimiter="\t"))
    theirs = {row["edtf"]: dates.iso(dates.day(int(row["y"]), int(row["m"]), int(row["d"]))) for row in rows}
    assert len(rows) == 5
    assert {text for text in theirs if ours(text)[0] != theirs[text]} == explained(MINIMA)


# --- what edtf.js accepts and refuses ---

ACCEPTED: Table = (
    ("seasons may be the ends of an interval here", ("2012-21/2012-22",)),
    ("a year has four digits; centuries and decades are written with X",
     ("-019", "-04", "-193", "00", "000", "009", "019", "19", "193", "19%", "19?", "19~",
      "197%", "197?", "197~")),
    ("X is supported for the last digits only",
     ("1500-1X-25", "156X-12-31", "15XX-01-3X", "15XX-0X-25", "15XX-12-25", "15XX-12-XX", "15XX-X2",
      "15XX-XX-25", "1XX3", "1XXX-12")),
    ("one form for one meaning: 1XXX", ("1XXX-XX",)),
    ("a date without a year says nothing; it is left out here", ("XXXX", "XXXX-XX", "XXXX-XX-XX")),
    ("a mark on a part of a date is not supported",
     ("2001-?09~-09", "2001~-09", "2004-06-~01/2004-06-~20", "2004?-06-~11", "?2001")),
    ("exponents and significant digits are not supported",
     ("1950S2", "Y-17101E3S3", "Y-17E7", "Y17101000S3", "Y17E7")),
    ("all-of sets are not supported", ("{..1760}", "{1667, 1670..1672}", "{1760..}", "{1960 ,  1961-12}")),
)  # fmt: skip


@needs_vectors
def test_what_is_a_date_agrees_with_edtf_js_but_for_the_differences_listed() -> None:
    theirs = dict(line.split("\t") for line in lines("vectors_strings_edtfjs.tsv"))
    assert len(theirs) == 182
    differ = {text for text, verdict in theirs.items() if (ours(text) == "refused") == (verdict == "valid")}
    assert differ == explained(ACCEPTED)


# --- the strings of edtf-ruby, which reads the draft of 2012 ---

DRAFT: Table = (
    ("u and x were X",
     ("156u-12-25", "196x", "1999-01-uu", "1999-02-uu", "1999-uu", "1999-uu-uu", "199u", "19uu", "19xx",
      "2004-06-uu/2004-07-03", "uuuu")),
    ("X is supported for the last digits only", ("156X-12-25",)),
    ("a date without a year says nothing; it is left out here", ("XXXX",)),
    ("unknown and open were the empty end and ..",
     ("1984-06-02?/unknown", "2004-01-01/open", "2004-06-01/unknown", "unknown/2006")),
    ("?~ was %", ("1984?/2004?~", "1984?~", "2004-(06)?~")),
    ("parentheses marked parts of a date",
     ("(2004-(06)?-01)~", "(2004-(06)~)?", "(2004-(06-01)~)?", "2004-(06)?-11", "2004-(06-11)?",
      "2004-04-(1)?1", "2004-06-(01)~", "2004-06-(01)~/2004-06-(20)~", "2004-06-(11)~", "2004-06?-(01)~",
      "2004?-06-(11)~", "2004~-(06)?-01~", "2004~-(06-(01)~)?")),
    ("a mark on a part of a date is not supported", ("2004-06~-11", "2004?-06-11")),
    ("^ named a calendar or hemisphere", ("2001-02-03^xyz", "2001-21^southernHemisphere")),
    ("y was Y", ("y-170000002", "y170000002")),
)  # fmt: skip


@needs_vectors
def test_the_strings_of_the_draft_are_dates_but_for_the_differences_listed() -> None:
    theirs = list(lines("vectors_strings_edtfruby.txt"))
    assert len(theirs) == 80
    assert {text for text in theirs if ours(text) == "refused"} == explained(DRAFT)


@needs_vectors
def test_what_python_edtf_refuses_is_refused() -> None:
    texts = [ast.literal_eval(line) for line in lines("vectors_invalid_ixc.txt")]
    assert texts[0] is None  # not a text at all: the loader answers that
    assert {text: ours(text) for text in texts[1:]} == dict.fromkeys(texts[1:], "refused")


# --- the package edtf, asked for dates made up here ---

# (reason, pattern of the dates that differ, one that does)
PACKAGE: tuple[tuple[str, str, str], ...] = (
    (
        "winter, and summer in the south, end in the next year here; there with the year",
        "-(24|28|30)",
        "2019-24",
    ),
    ("the months and days of a negative year run backwards there", "^-....-(..-)?XX", "-1384-XX"),
    ("an unknown end is unknown here; there it is ten years away", "^/|/$", "2009/"),
    ("~ widens a month by a month here; there by a year as well", "-..~", "2015-08~"),
    ("? flags here; there it widens", r"\?", "2015?"),
    ("% widens by one unit here, by two there", "%", "2015%"),
    ("about a season: refused there", "-2[1-4]~", "2019-21~"),
    ("about a long year: refused there", "Y.*~", "Y10000~"),
    ("a decade before year 0 in an interval: refused there", "^-[0-9]+X+/|/-[0-9]+X", "-199X/2010"),
    ("a long year in an interval: refused there", "Y.*/|/.*Y", "9999/Y10000"),
    ("a quarter in an interval: refused there", "-3[3-6].*/|/.*-3[3-6]", "2019-33/2019-34"),
    ("a season in a set: refused there", r"\[.*-2[1-4]", "[2019-21, 2020-21]"),
    ("a decade before year 0 has its ends exchanged in a set there", r"[\[ ]-[0-9]+X", "[-199X, -0005]"),
    ("a range without brackets is ours", r"^[^[]*\.\.[^/]|[^/]\.\.$", "2017..2019"),
    ("a range as an end of an interval is ours", r"/.*[0-9]\.\.[0-9]", "2009/2017..2019"),
)

numbers = st.integers(-9999, 9999).filter(bool)
years = numbers.map(lambda year: f"{year:05}" if year < 0 else f"{year:04}")
coarse = st.builds(lambda sign, digits, x: sign + digits[: 4 - x] + "X" * x, st.sampled_from(["", "-"]),
                   st.integers(1000, 9999).map(str), st.integers(1, 3))  # fmt: skip
month_numbers = st.integers(1, 12).map("{:02}".format)
months = st.builds("{}-{}".format, years, month_numbers)
exact = st.builds("{}-{}-{}".format, years, month_numbers, st.integers(1, 28).map("{:02}".format))
simple = st.one_of(years, months, exact)
unspecified = st.one_of(coarse, years.map("{}-XX".format), months.map("{}-XX".format))
seasons = st.builds("{}-{}".format, years, st.integers(21, 41))
long_years = st.builds("Y{}{}".format, st.sampled_from(["", "-"]), st.integers(10_000, 999_999_999))


def in_order(pair: Iterable[str], by: str) -> str:
    """Join two dates, the earlier first."""
    return by.join(sorted(pair, key=dates.span))


intervals = st.one_of(
    st.tuples(st.one_of(simple, coarse), st.one_of(simple, coarse)).map(lambda pair: in_order(pair, "/")),
    simple.map("{}/..".format),
    simple.map("../{}".format),
)
year_ranges = st.tuples(years, years).map(lambda pair: in_order(pair, ".."))
sets = st.lists(st.one_of(simple, coarse, year_ranges), min_size=2, max_size=3).map(
    lambda m: f"[{', '.join(m)}]"
)
texts = st.one_of(
    simple, unspecified, seasons, long_years, st.one_of(years, coarse).map("{}~".format), intervals, sets
)


@pytest.fixture(scope="session")
def package() -> Any:
    """Give the package, or skip."""
    return pytest.importorskip("edtf")


def theirs(package: Any, text: str) -> Reading:
    """Read a date with the package."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # it prints before it fails
            date = package.parse_edtf(text)
    except package.EDTFParseException:
        return "refused"
    first, last = (_day_of(found) for found in (date.lower_fuzzy(), date.upper_fuzzy()))
    return dates.iso(first), dates.iso(last)


def _day_of(found: Any) -> int:
    """Take a day from the package: a time structure, or an infinite float."""
    if isinstance(found, float):
        return BEGIN if found < 0 else END
    return dates.day(*found[:3])


@settings(max_examples=200, deadline=None)
@given(text=texts)
def test_dates_agree_with_the_package_but_for_the_differences_listed(package: Any, text: str) -> None:
    assert theirs(package, text) == ours(text) or any(re.search(row[1], text) for row in PACKAGE)


@pytest.mark.parametrize(("reason", "pattern", "text"), PACKAGE, ids=[row[2] for row in PACKAGE])
def test_each_difference_listed_is_still_one(package: Any, reason: str, pattern: str, text: str) -> None:
    assert re.search(pattern, text)
    assert ours(text) != "refused"
    assert theirs(package, text) != ours(text), f"no longer true: {reason}"

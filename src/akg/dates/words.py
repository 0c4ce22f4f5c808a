"""Dates in a few English words, for tables."""

from akg.dates import Bounds, Edtf, iso
from akg.dates.parts import MONTHS, SEASONS, Parts, take_apart

APART = frozenset({"about", "perhaps", "between", "by", "AD", "of"})  # beside these, each date keeps its year
MARKS = {"": "", "?": "perhaps ", "~": "about ", "%": "perhaps about "}


def words(date: Edtf) -> str:
    """Say a date in English, on one line.

    >>> from akg.dates import parse
    >>> [words(parse(text)) for text in ("2019-21", "2009/..", "1996/2001~", "..2019-09", "-0043")]
    ['spring 2019', 'since 2009', '1996 – about 2001', 'by September 2019', '44 BC']
    >>> [words(parse(text)) for text in ("..2000/..", "1998..2000/2001")]
    ['since 2000 or before', 'some time between 1998 and 2000 – 2001']
    """
    if not date.interval:
        return _moment(date.text)
    first, last = date.text.split("/")
    begin, finish = _edge(_moment(first) if date.start else ""), _edge(_moment(last) if date.end else "")
    if begin and finish:
        return _joined(begin, finish, " – ")
    if begin:
        return f"since {begin}" if date.open_end else f"from {begin}, end unknown"
    if finish:
        return f"until {finish}"
    return "ongoing, start unknown" if date.open_end else "date unknown"


def spell(b: Bounds) -> str:
    """Say bounds in English: what several dates amount to, taken together.

    >>> from akg.dates import bounds, merge, parse
    >>> held = [bounds(parse(text), "state") for text in ("1996-09/", "2020")]
    >>> spell(merge([(b, False) for b in held]).bounds)
    'September 1996 – 2020 or later'
    """
    start, end = _days(b.es, b.ls), _days(b.ee, b.le)
    return start if start == end else _joined(_edge(start), _edge(end), " – ")


def stretch(first: int, last: int) -> str:
    """Say a stretch of days on all of which something held.

    >>> from akg.dates import BEGIN, END, day
    >>> stretch(day(2012, 1, 1), day(2015, 12, 31)), stretch(day(2012, 5, 3), END), stretch(BEGIN, END)
    ('2012 – 2015', 'since 3 May 2012', 'always')
    """
    low, high = _ends(first, last)
    if not (low or high):
        return "always"
    if not (low and high):
        return f"since {_moment(low)}" if low else f"until {_moment(high)}"
    return _moment(low) if low == high else _joined(_moment(low), _moment(high), " – ")


def _days(first: int, last: int) -> str:
    """Say a range of days, one of which it was."""
    low, high = _ends(first, last)
    if not (low or high):
        return "date unknown"
    return _moment(low if low == high else f"{low}..{high}")


def _ends(first: int, last: int) -> tuple[str, str]:
    """Write the ends of a range of days: years or months where it is whole ones; '' where it is open."""
    begin, finish, after = iso(first), iso(last), iso(last + 1)
    whole = (
        end
        for end in ("-01-01", "-01", "")
        if all(day is None or day.endswith(end) for day in (begin, after))
    )
    kept = -len(next(whole)) or None
    low, high = (day[:kept].replace("+", "Y") if day else "" for day in (begin, finish))
    return low, high


def _edge(moment: str) -> str:
    """Say a moment that is known roughly so that it can begin or end something."""
    if moment.startswith("by "):
        return f"{moment.removeprefix('by ')} or before"
    return f"some time {moment}" if moment.startswith("between ") else moment


def _moment(text: str) -> str:
    """Say what stands between slashes: a date, a range, or a one-of set."""
    *most, last = (_range(member.strip()) for member in text.strip("[]").split(","))
    return f"{', '.join(most)} or {last}" if most else last


def _range(text: str) -> str:
    first, dots, last = text.partition("..")
    if not dots:
        return _date(take_apart(text))
    if not first:
        return f"by {_date(take_apart(last))}"
    if not last:
        return f"{_date(take_apart(first))} or later"
    return "between " + _joined(_date(take_apart(first)), _date(take_apart(last)), " and ")


def _joined(first: str, last: str, by: str) -> str:
    """Join two dates; a year that both end with is said once: August – October 2019."""
    name, _, year = first.rpartition(" ")
    other, _, same = last.rpartition(" ")
    shared = year == same and year.isdigit() and APART.isdisjoint((first + " " + last).split())
    return f"{name if shared and name and other else first}{by}{last}"


def _date(date: Parts) -> str:
    mark = MARKS[date.mark]
    if date.month is None:
        return mark + _years(date.first, date.last)
    if date.month in SEASONS:
        first, months, name = SEASONS[date.month]
        return f"{mark}{name} {_over_new_year(date.first) if first + months > 13 else in_year(date.first)}"
    day = f"{date.day} " if date.day else ""
    return f"{mark}{day}{MONTHS[date.month - 1]} {in_year(date.first)}"


def in_year(year: int) -> str:
    """Say an astronomical year: year 0 is 1 BC."""
    if year <= 0:
        return f"{1 - year} BC"
    return f"AD {year}" if year < 100 else str(year)


def _over_new_year(year: int) -> str:
    """Say the two years of a winter: 2019/20."""
    return f"{year}/{(year + 1) % 100:02}" if year >= 100 else f"{in_year(year)} to {in_year(year + 1)}"


def _years(first: int, last: int) -> str:
    if first == last:
        return in_year(first)
    if last - first == 9 and first >= 100:
        return f"{first}s"
    if last <= 0:
        return f"{1 - first}–{1 - last} BC"
    return f"{in_year(first)}–{in_year(last)}"

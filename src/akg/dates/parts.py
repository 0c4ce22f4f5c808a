"""One plain EDTF date, taken apart: years, month or season, day, mark.

Source: Library of Congress, "Extended Date/Time Format (EDTF) Specification", 4 February 2019,
https://www.loc.gov/standards/datetime/
"""

import re
from typing import NamedTuple

from akg.dates.days import day


class DateError(ValueError):
    """A text that is no date akg reads; the message gives the value, the fault and the remedy."""


class Unreadable(DateError):
    """A text of no known form; its message is that text, and `dates.parse` words the remedy."""


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# Code in the month's place -> (first month, months, name). 21-24 are level 1 of the specification, the others
# level 2, "Sub-year groupings". It names no months for seasons. Here they are the meteorological ones; what
# begins in December ends in the year after; 21-24, "independent of location", are read as northern.
SEASONS: dict[int, tuple[int, int, str]] = {
    21: (3, 3, "spring"),
    22: (6, 3, "summer"),
    23: (9, 3, "autumn"),
    24: (12, 3, "winter"),
    25: (3, 3, "spring"),
    26: (6, 3, "summer"),
    27: (9, 3, "autumn"),
    28: (12, 3, "winter"),
    29: (9, 3, "southern spring"),
    30: (12, 3, "southern summer"),
    31: (3, 3, "southern autumn"),
    32: (6, 3, "southern winter"),
    33: (1, 3, "Q1"),
    34: (4, 3, "Q2"),
    35: (7, 3, "Q3"),
    36: (10, 3, "Q4"),
    37: (1, 4, "January–April"),
    38: (5, 4, "May–August"),
    39: (9, 4, "September–December"),
    40: (1, 6, "first half of"),
    41: (7, 6, "second half of"),
}

SHOWN = 60  # characters of a text that a message repeats

# Patterns are compiled when first used: most commands read no date.
_DATE = r"(-?)([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|[0-9]XXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)"
_LONG = r"Y(-?[1-9][0-9]{4,8})([?~%]?)"
_TIMED = r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T(.*)"
_TIME = r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]{1,9})?(?:Z|([+-][0-9]{2})(?::?([0-9]{2}))?)?"
# Every plain date is of this form; not all that is of this form is a date.
PLAIN = r"(?:-?[0-9X]{4}(?:-[0-9X]{2}){0,2}(?:T[0-9:.Z+-]+)?[?~%]?|Y-?[1-9][0-9]{4,8}[?~%]?)"


class Parts(NamedTuple):
    """The parts of one plain date."""

    first: int  # its year, astronomical; of a decade, century or millennium the first
    last: int  # its year; of a decade, century or millennium the last
    month: int | None  # 1 to 12, a key of SEASONS, or None for whole years
    day: int | None
    mark: str  # '', '?', '~' or '%'

    def days(self) -> tuple[int, int]:
        """Give its first and last day; `~` and `%` add one more of its own length at either side."""
        wide = self.mark in ("~", "%")
        if self.month is not None and self.day is not None:
            exact = day(self.first, self.month, self.day)
            return exact - wide, exact + wide
        month, count = 1, 12 * (self.last - self.first + 1)
        if self.month is not None:
            month, count, _ = SEASONS.get(self.month) or (self.month, 1, "")
        start = 12 * self.first + month - 1
        return _month_begins(start - wide * count), _month_begins(start + (1 + wide) * count) - 1


def _month_begins(months: int) -> int:
    """Give the first day of a month, counted from January of year 0."""
    return day(months // 12, months % 12 + 1, 1)


def take_apart(text: str) -> Parts:
    """Take apart one plain date: no '/', '..' or brackets. Raises DateError.

    >>> take_apart("-0043-03-15")
    Parts(first=-43, last=-43, month=3, day=15, mark='')
    >>> take_apart("199X~")
    Parts(first=1990, last=1999, month=None, day=None, mark='~')
    """
    if found := re.fullmatch(_DATE, text):
        sign, year, month, of_month, mark = found.groups()
        _check_unspecified(text, year, month, of_month)
        first, last = _years(text, sign, year)
        return Parts(first, last, *_within(text, first, month, of_month), mark)
    if found := re.fullmatch(_LONG, text):
        return Parts(int(found[1]), int(found[1]), None, None, found[2])
    if found := re.fullmatch(_TIMED, text):
        _check_time(text, found[1], found[2])
        return take_apart(found[1])
    raise Unreadable(text)


def refusal(text: str, fault: str, remedy: str) -> DateError:
    """Word the error for a text: value, fault, remedy."""
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return DateError(f"{shown!r} is no date: {fault}; {remedy}")


def _check_unspecified(text: str, year: str, month: str | None, of_month: str | None) -> None:
    if "X" in year and month is not None:
        known = text[: text.index("X")] + "X" * year.count("X")
        raise refusal(text, "X stands for the last digits only", f"write {known}")
    if month == "XX" and of_month not in (None, "XX"):
        raise refusal(text, "a day of an unknown month", f"write {text.partition('-XX')[0]}")


def _years(text: str, sign: str, year: str) -> tuple[int, int]:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not sign:
        return first, last
    if last == 0:
        raise refusal(text, "year 0 has no sign", "write 0000 for 1 BC, -0001 for 2 BC")
    return -last, -max(first, 1)


def _within(text: str, year: int, month: str | None, of_month: str | None) -> tuple[int | None, int | None]:
    """Check month and day; XX counts as not written."""
    if month is None or month == "XX":
        return None, None
    number = int(month)
    if not 1 <= number <= 12 and number not in SEASONS:
        raise refusal(text, f"month {month}", "write YYYY-MM with 01 to 12, or 21 to 24 for a season")
    if of_month is None or (of_month == "XX" and number <= 12):
        return number, None
    if number > 12:
        raise refusal(text, "a season has no days", f"write {text.partition('-' + month)[0]}-{month}")
    length = _month_begins(12 * year + number) - _month_begins(12 * year + number - 1)
    if not 1 <= int(of_month) <= length:
        raise refusal(text, f"day {of_month} of a month of {length}", f"write YYYY-MM-DD with 01 to {length}")
    return number, int(of_month)


def _check_time(text: str, date: str, time: str) -> None:
    """Refuse a time that no clock shows; zones go from -12:00 to +14:00, and -00:00 is none (ISO 8601)."""
    found = re.fullmatch(_TIME, time)
    if found is None:
        raise refusal(text, f"time {time!r}", f"write {date}, or add a time like 09:30:00 or 09:30:00+04:30")
    hour, minute, second = int(found[1]), int(found[2]), int(found[3])
    if minute > 59 or second > 59 or (hour, minute, second) > (24, 0, 0):
        raise refusal(text, f"time {time!r}", f"write {date}, or a time from 00:00:00 to 24:00:00")
    hours, minutes = found[4] or "+00", found[5] or "00"
    shift = int(hours + minutes)  # -1200 to 1400, read as a number
    if int(minutes) > 59 or not -1200 <= shift <= 1400 or (hours == "-00" and shift == 0):
        raise refusal(text, f"zone {hours}:{minutes}", f"write {date}, or a zone from -12:00 to +14:00")

"""Days as numbers: the proleptic Gregorian calendar, counted from 1970-01-01.

The standard library's dates end at the years 1 and 9999 and cost more to import than most answers.
"""

from functools import lru_cache

BEGIN = -(2**62)  # minus infinity, as a day
END = 2**62  # plus infinity, as a day


def day(year: int, month: int, day: int) -> int:
    """Count the days from 1970-01-01 to a date of the proleptic Gregorian calendar; year 0 is 1 BC.

    Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    >>> day(1970, 1, 1), day(2000, 3, 1), day(-43, 3, 15)
    (0, 11017, -735160)
    """
    era, year_of_era = divmod(year - (month <= 2), 400)
    # The year begins on 1 March, so that 29 February comes last.
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719468


def _civil(day: int) -> tuple[int, int, int]:
    """Turn a day into (year, month, day of the month). Source: as for `day`, civil_from_days."""
    era, rest = divmod(day + 719468, 146097)
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    return era * 400 + year + (month >= 10), (month + 2) % 12 + 1, rest - (153 * month + 2) // 5 + 1


@lru_cache(maxsize=1 << 16)
def year(day: int) -> int:
    """Give the year that a day is in, astronomically; of BEGIN and END one beyond any other.

    >>> year(-1), year(0), year(END) > 9999
    (1969, 1970, True)
    """
    return _civil(day)[0]


def iso(day: int) -> str | None:
    """Write a day as ISO 8601, with a sign outside the years 0 to 9999; None for BEGIN and END.

    >>> iso(0), iso(-735160), iso(2932897), iso(END)
    ('1970-01-01', '-0043-03-15', '+10000-01-01', None)
    """
    if not BEGIN < day < END:
        return None
    year, month, of_month = _civil(day)
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{of_month:02}"

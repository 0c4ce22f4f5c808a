"""Counts things over the years: how many there certainly were at a time, and how many there may have been."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, count
from typing import NamedTuple

from akg.dates.days import BEGIN, END, year

MOST = 12  # bars that a range of years is cut into
TAIL = 20  # one in so many may begin, and one may end, outside that range; bars before and after count them


class Span(NamedTuple):
    """The years of a thing; of what is open towards one side only what is known counts."""

    first: int  # the year of the first day known of it
    last: int  # of the last
    since: int  # from this year on it certainly was, if not after `until`; below any other if always
    until: int  # up to this year
    firm: bool = True  # whether it counts as certain at all

    @property
    def has_certain_year(self) -> bool:
        """Whether there is a year in which it certainly was."""
        return self.since <= self.until


class Bar(NamedTuple):
    """How many there were in some years: certainly, and besides possibly."""

    first: int | None  # None in the bar of all that is before the next
    last: int | None  # None in the bar of all that is after the last but one
    certain: int
    possible: int


def span(es: int, ls: int, ee: int, le: int, *, firm: bool = True) -> Span | None:
    """Give the years of four bounds; None where all of them are infinite.

    >>> from akg.dates.days import day
    >>> span(day(1990, 1, 1), day(1999, 12, 31), day(2020, 4, 1), END)
    Span(first=1990, last=2020, since=1999, until=2020, firm=True)
    """
    known = [year(day) for day in (es, ls, ee, le) if BEGIN < day < END]
    return Span(min(known), max(known), year(ls), year(ee), firm) if known else None


def bars(spans: Mapping[Span, int], most: int = MOST) -> list[Bar]:
    """Count how many spans reach into each stretch of 1, 2, 5, 10 or more years; empty without spans.

    `spans` gives for each how often it is there. At most `most` (2 or more) stretches of one length hold the
    years from the first to the last, but for the outermost: what lies before or after is in a bar of its own.
    The first and the last stretch are cut to the years that there are.
    """
    if not spans:
        return []
    low, high = reach(spans, sum(spans.values()) // TAIL)
    unit = next(unit for unit in units() if high // unit - low // unit < most)
    edges = [unit * n for n in range(low // unit, high // unit + 2)]
    stretches = [(edge, edge + unit - 1) for edge in edges[:-1]]
    begin, end = min(s.first for s in spans), max(s.last for s in spans)
    made = [_bar(spans, max(first, begin), min(last, end)) for first, last in stretches]
    before = [_bar(spans, None, edges[0] - 1)] if begin < edges[0] else []
    after = [_bar(spans, edges[-1], None)] if end >= edges[-1] else []
    return before + made + after


def reach(spans: Mapping[Span, int], skipped: int) -> tuple[int, int]:
    """Give the first year and the last that spans reach to, at either end so many of them left out.

    There are more than twice as many as are left out, so that the last is not before the first.
    """
    low = _reached(((s.first, n) for s, n in spans.items()), skipped)
    high = -_reached(((-s.last, n) for s, n in spans.items()), skipped)
    return low, high


def _reached(values: Iterable[tuple[int, int]], skipped: int) -> int:
    """Give the least of some values, each there so often, once the first `skipped` are left out."""
    ordered = sorted(values)
    sums = accumulate(n for _, n in ordered)
    return next(value for (value, _), sum in zip(ordered, sums, strict=True) if sum > skipped)


def units() -> Iterator[int]:
    """Give the numbers of years that go well together: 1, 2, 5, 10, 20 and so on."""
    return (n * 10**power for power in count() for n in (1, 2, 5))


def _bar(spans: Mapping[Span, int], first: int | None, last: int | None) -> Bar:
    low, high = BEGIN if first is None else first, END if last is None else last
    there = {s: n for s, n in spans.items() if s.first <= high and s.last >= low}
    certain = sum(n for s, n in there.items() if s.firm and s.since <= high and s.until >= low)
    return Bar(first, last, certain, sum(there.values()) - certain)

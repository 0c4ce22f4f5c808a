"""Draws when facts were so: bars on one axis of years, solid where certain, light where possible."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from akg import dates
from akg.dates import spans
from akg.dates.days import day, year
from akg.dates.words import in_year
from akg.reading import Row
from akg.render.document import Line, Span, line, text
from akg.render.histogram import CERTAIN, POSSIBLE, WIDEST
from akg.render.statement import STATUS_SHAPES
from akg.rows import BORN
from akg.where import certainty

SOMETIME, DENIED = "▒", "╌"
BEFORE, AFTER = "‹", "›"  # it may have begun before the axis, or gone on after it
SIGNS: Mapping[str, str] = MappingProxyType({
    CERTAIN: "certain",
    SOMETIME: "at some time",  # certainly in a run of these cells, it is not known in which
    POSSIBLE: "possible",
    DENIED: "denied",
})  # fmt: skip
NARROWEST = 72  # columns; on fewer bars would leave too few for words
_SHARE = 4  # bars and their arrows take one column of so many
_BETWEEN = 2  # blanks between round years
_PARTS = (1, 2, 3, 4, 6)  # months in a cell where a year has several


class Axis(NamedTuple):
    """A range of years that is cut into cells, of which the last may be shorter than the others."""

    first: int  # year, astronomical
    last: int
    step: int  # months in a cell: a divisor of a year, or years

    @property
    def edges(self) -> list[int]:
        """The first day of each cell, and the first after the last."""
        months = range(12 * self.first, 12 * (self.last + 1), self.step)
        return [*(day(month // 12, month % 12 + 1, 1) for month in months), day(self.last + 1, 1, 1)]


def of(rows: Iterable[Row], window: tuple[int, int] | None, columns: int) -> Axis | None:
    """Choose the axis of some facts for so many columns; None where these are too few, or no year is known.

    It has the years of the time asked about. Where that is open or was none, it has those known of the facts
    other than births, but for what would squeeze all others.
    """
    known = (spans.span(row.start, row.ls, row.ee, row.le) for row in rows if row.type != BORN)
    counted = Counter(span for span in known if span)
    if columns < NARROWEST or not counted:
        return None
    room = min(columns // _SHARE - 2, WIDEST)
    low, high = _most(counted, room)
    first, last = window or (dates.BEGIN, dates.END)
    if first != dates.BEGIN:
        low, high = year(first), max(year(first), high)
    if last != dates.END:
        low, high = min(low, year(last)), year(last)
    return Axis(low, high, _step(high - low + 1, room))


def _step(years: int, room: int) -> int:
    """Give the fewest months in a cell with which so many years have room, so that cells begin with years."""
    return next((part for part in _PARTS if 12 * years <= part * room), 12 * -(-years // room))


def _most(known: Counter[spans.Span], room: int) -> tuple[int, int]:
    """Give the years of most facts: one in TAIL may reach beyond either end.

    One more may, where the years are too many for cells of a year and would be half as many without it.
    """
    skipped = known.total() // spans.TAIL
    low, high = spans.reach(known, skipped)
    if known.total() > 2:
        later, sooner = spans.reach(known, skipped + 1)
        if high - low >= room and 2 * (high - later + 1) <= high - low + 1:
            low = later
        if high - low >= room and 2 * (sooner - low + 1) <= high - low + 1:
            high = sooner
    return low, high


def head(axis: Axis) -> Line:
    """Write years where they begin: the first of the axis, and as many round ones as there is room for."""
    widest = max(len(in_year(axis.first)), len(in_year(axis.last)))
    unit = next(unit for unit in spans.units() if 12 * unit >= (widest + _BETWEEN) * axis.step)
    edges, written = axis.edges, ""
    for one in (axis.first, *range(axis.first // unit * unit + unit, axis.last + 1, unit)):
        at = bisect_right(edges, day(one, 1, 1))
        if len(written) < at and at + len(in_year(one)) <= len(edges) + 1:
            written = written.ljust(at) + in_year(one)
    return line(Span(written, "dim"))


def bar(axis: Axis, row: Row) -> Line:
    """Draw a fact: each cell as `--at` would answer of its days, with an arrow where it may reach beyond.

    Blank is what is excluded, and all of what has no date or is retracted. Two wider than the cells.
    """
    if dates.is_undated(row.bounds) or row.status == "retracted":
        return line(" " * (len(axis.edges) + 1))
    edges = axis.edges
    begin, end = edges[0], edges[-1] - 1
    # Where the stretch in which it certainly was at some time lies on the axis, which may be finer than it.
    rough = begin <= row.ee and row.ls <= end and certainty(row, row.ee, row.ls) == "certain"
    cells = "".join(_cell(row, first, after - 1, rough=rough) for first, after in pairwise(edges))
    style = STATUS_SHAPES[row.status][1] or "date"
    before, after = BEFORE if row.es < begin else " ", AFTER if row.le > end else " "
    return line(Span(before, "dim"), Span(cells, style), Span(after, "dim"))


def _cell(row: Row, first: int, last: int, *, rough: bool) -> str:
    sure = certainty(row, first, last)
    if sure is None:
        return " "
    if row.status == "denied":
        return DENIED
    if sure == "certain":
        return CERTAIN
    return SOMETIME if rough and row.ee <= last and row.ls >= first else POSSIBLE


def legend(bars: Iterable[Line]) -> Line:
    """Explain the signs that these bars are drawn with."""
    drawn = {sign for bar in bars for sign in text(bar)}
    signs = (f"{sign} {word}" for sign, word in SIGNS.items() if sign in drawn)
    return line(Span("  ".join(signs), "dim"))

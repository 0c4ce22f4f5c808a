"""Draws how many there were over the years."""

from collections.abc import Sequence

from akg.dates.spans import Bar
from akg.dates.words import in_year
from akg.render.document import Grid, Line, Span, line

CERTAIN, POSSIBLE = "█", "░"
TITLES = ("Years", f"{CERTAIN} certain", f"{POSSIBLE} possible", "")
WIDEST, NARROWEST = 60, 5  # cells of the longest bar
_BETWEEN = 2  # blanks after a column


def grid(bars: Sequence[Bar], columns: int) -> Grid:
    """Draw bars, of which there is at least one, no wider than so many columns if that may be."""
    labels = [_years(bar) for bar in bars]
    most = max(bar.certain + bar.possible for bar in bars)
    taken = max(map(len, labels)) + sum(map(len, TITLES[1:])) + len(TITLES) * _BETWEEN
    cells = max(min(columns - taken, WIDEST), NARROWEST)
    rows = tuple(
        (
            line(Span(label, "date")),
            line(f"{bar.certain:,}"),
            line(f"{bar.possible:,}"),
            _bar(bar, most, cells),
        )
        for label, bar in zip(labels, bars, strict=True)
    )
    return Grid(TITLES, rows, wide={}, right=frozenset({1, 2}))


def _bar(bar: Bar, most: int, cells: int) -> Line:
    """Draw a bar, of which `most` fill the cells; what there is any of has a cell at least."""
    certain, every = (-(-n * cells // most) for n in (bar.certain, bar.certain + bar.possible))
    every = max(every, bool(bar.certain) + bool(bar.possible))
    certain = min(certain, every - bool(bar.possible))
    return line(Span(CERTAIN * certain, "date"), Span(POSSIBLE * (every - certain), "date"))


def _years(bar: Bar) -> str:
    if bar.first is None:
        return f"until {in_year(bar.last or 0)}"
    if bar.last is None:
        return f"from {in_year(bar.first)}"
    return in_year(bar.first) if bar.first == bar.last else f"{in_year(bar.first)}–{in_year(bar.last)}"

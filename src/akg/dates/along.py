"""When a chain of steps can have held: all at one time, or one step after the other.

A step is taken by any of its parallel relations. Each is given as its bounds and whether it is firm: asserted
and of no questioned date. One that is not firm is at best possible.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from akg.dates import BEGIN, END, Bounds

Stretch = tuple[int, int]  # first and last day, inclusive
Times = Sequence[tuple[Bounds, bool]]  # of the relations of one step: bounds, and whether firm
ALL_TIME: Stretch = (BEGIN, END)


class Together(NamedTuple):
    """The stretches of days, ascending and apart, on each of which every step held."""

    certain: tuple[Stretch, ...]  # often none
    possible: tuple[Stretch, ...]  # at least one; they contain the certain ones


class Arrival(NamedTuple):
    """When the last step of a chain has been taken, each at or after the one before."""

    possible: int  # on this day at the earliest; BEGIN where it could be at any time
    certain: int | None  # by this day for certain; None where that is not certain


def together(steps: Iterable[Times], window: Stretch = ALL_TIME) -> Together | None:
    """Find when all steps held at once within a window; None where they cannot have.

    For single relations that is certain from the last latest start to the first earliest end.
    >>> from akg.dates import bounds, iso, parse
    >>> steps = [[(bounds(parse(text), "state"), True)] for text in ("2009/2015", "2012/2019")]
    >>> [[iso(day) for day in stretch] for found in together(steps) for stretch in found]
    [['2012-12-31', '2015-01-01'], ['2012-01-01', '2015-12-31']]
    """
    certain: tuple[Stretch, ...] = (window,)
    possible = certain
    for step in steps:
        certain = _shared(certain, ((b.ls, b.ee) for b, firm in step if firm and b.ls <= b.ee))
        possible = _shared(possible, ((b.es, b.le) for b, _ in step))
    return Together(certain, possible) if possible else None


def _shared(stretches: Iterable[Stretch], others: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Give the stretches that lie in one of the first and in one of the others, those that touch as one."""
    both = sorted(
        (max(low, first), min(high, last))
        for first, last in others
        for low, high in stretches
        if first <= high and last >= low
    )
    made: list[Stretch] = []
    for low, high in both:
        if made and low <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return tuple(made)


def in_order(steps: Iterable[Times], window: Stretch = ALL_TIME) -> Arrival | None:
    """Find when the last step is taken where each is taken at or after the one before, all within a window.

    None where that is impossible. Of parallel relations the one with the earliest arrival is taken. Source:
    Wu et al., "Path Problems in Temporal Graphs", PVLDB 2014, with bounds in the place of times.
    >>> from akg.dates import bounds, iso, parse
    >>> steps = [[(bounds(parse(text), "act"), True)] for text in ("2012-05", "2012")]
    >>> arrival = in_order(steps)
    >>> iso(arrival.possible), arrival.certain
    ('2012-05-01', None)
    """
    possible, last = window
    certain: int | None = possible
    for step in steps:
        reached = [max(possible, b.es) for b, _ in step if possible <= b.le]
        possible = min(reached, default=END + 1)
        if possible > last:
            return None
        certain = None if certain is None else _surely_reached(step, certain, last)
    return Arrival(possible, certain)


def _surely_reached(step: Times, since: int, last: int) -> int | None:
    """Give the day by which a step is taken that is waited for since a day; None if it may be missed."""
    reached = [max(since, b.ls) for b, firm in step if firm and since <= b.ee]
    return min((day for day in reached if day <= last), default=None)

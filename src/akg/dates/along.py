"""When a chain of steps can have held: all at one time, or one step after the other.

A step is taken by any of its parallel relations. What is certain is so however the times really were, each
within its bounds; relations of one occasion were at the same time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from akg.dates import BEGIN, END, Bounds

Stretch = tuple[int, int]  # first and last day, inclusive
ALL_TIME: Stretch = (BEGIN, END)


class Time(NamedTuple):
    """When a relation held."""

    bounds: Bounds
    firm: bool = True  # whether it is asserted and its date unquestioned; else it is at best possible
    occasion: str | None = None  # the event from whose record it comes
    known: int = BEGIN  # the first day on which it is known to have held; nobody knows when it began


Step = Sequence[Time]  # the times of its parallel relations


class Together(NamedTuple):
    """Whether and when all steps held at one time, in stretches of days, ascending and apart."""

    within: Stretch | None  # the narrowest stretch in which there certainly was such a time; None: in none
    certain: tuple[Stretch, ...]  # when they certainly did; often none
    possible: tuple[Stretch, ...]  # when they may have; at least one

    @property
    def sure(self) -> bool:
        """Whether it is certain that there was such a time, though perhaps not when."""
        return self.within is not None


class Arrival(NamedTuple):
    """When the last step of a chain has been taken, each at or after the one before."""

    possible: int  # on this day at the earliest; BEGIN where it could be at any time
    certain: int | None  # by this day for certain, END where no day is known; None where that is not certain
    known: (
        int | None
    )  # as `possible`, had nothing begun before it is known to have held; None: not in order then


def together(steps: Sequence[Step], window: Stretch = ALL_TIME) -> Together | None:
    """Find when all steps held at once within a window; None where they cannot have.

    For single relations the stretch is from the last latest start to the first earliest end.
    >>> from akg.dates import bounds, iso, parse
    >>> found = together([[Time(bounds(parse(text), "state"))] for text in ("2009/2015", "2012/2019")])
    >>> [[iso(day) for day in stretch] for stretch in (*found.certain, *found.possible)]
    [['2012-12-31', '2015-01-01'], ['2012-01-01', '2015-12-31']]
    """
    certain: tuple[Stretch, ...] = (window,)
    possible = certain
    for step in steps:
        certain = _shared(certain, ((t.bounds.ls, t.bounds.ee) for t in step if t.firm))
        possible = _shared(possible, ((t.bounds.es, t.bounds.le) for t in step))
    return Together(_surely_within(steps, window), certain, possible) if possible else None


def _shared(stretches: Iterable[Stretch], others: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Give the stretches that lie in one of the first and in one of the others, those that touch as one."""
    both = sorted(
        (max(low, first), min(high, last))
        for first, last in others
        for low, high in stretches
        if max(low, first) <= min(high, last) and first < END and last > BEGIN
    )
    made: list[Stretch] = []
    for low, high in both:
        if made and low <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return tuple(made)


def _surely_within(steps: Sequence[Step], window: Stretch) -> Stretch | None:
    """Give the narrowest stretch in which all steps, by one relation each, certainly were at one time.

    None where that is not certain. It is where any two of these certainly met: the one began, at the latest,
    before the other ended at the earliest (Helly's theorem, in one dimension). Two of one occasion certainly
    met. Each relation is tried as the one with the latest of these beginnings.
    """
    first, last = window
    firm = [[time for time in step if time.firm] for step in steps]
    firm.append([Time(Bounds(first, first, last, last))])
    tried = (
        _met_within(latest, [other for other in firm if other is not step])
        for step in firm
        for latest in step
    )
    return min(filter(None, tried), key=lambda found: (found[1] - found[0], found), default=None)


def _met_within(latest: Time, others: Iterable[Sequence[Time]]) -> Stretch | None:
    """Give the stretch in which this relation, which began last, certainly met one of each other step.

    All had begun by the latest start of this one, and none was over before the first of the earliest ends.
    """
    ls, ee = latest.bounds.ls, latest.bounds.ee
    end = ee
    for other in others:
        met = [
            time.bounds.ee
            for time in other
            if (time.occasion is not None and time.occasion == latest.occasion)
            or (time.bounds.ls <= min(ls, ee) and time.bounds.ee >= ls)
        ]
        if not met:
            return None
        end = min(end, max(met))
    low = min(ls, end)
    return (low if low < END else latest.bounds.es), max(ls, end)


def in_order(steps: Iterable[Step], window: Stretch = ALL_TIME) -> Arrival | None:
    """Find when the last step is taken where each is taken at or after the one before, all within a window.

    None where that is impossible. Of parallel relations the one with the earliest arrival is taken. Source:
    Wu et al., "Path Problems in Temporal Graphs", PVLDB 2014, with bounds in the place of times.
    >>> from akg.dates import bounds, iso, parse
    >>> arrival = in_order([[Time(bounds(parse(text), "act"))] for text in ("2012-05", "2012")])
    >>> iso(arrival.possible), arrival.certain
    ('2012-05-01', None)
    """
    possible, last = window
    known = possible
    certain: Mapping[str | None, int] = {None: possible}
    for step in steps:
        possible = min((max(possible, t.bounds.es) for t in step if possible <= t.bounds.le), default=END + 1)
        known = min((max(known, t.bounds.es, t.known) for t in step if known <= t.bounds.le), default=END + 1)
        if possible > last:
            return None
        certain = _surely_reached(step, certain, last)
    return Arrival(possible, min(certain.values(), default=None), known if known <= last else None)


def _surely_reached(step: Step, since: Mapping[str | None, int], last: int) -> dict[str | None, int]:
    """Give the day by which a step is certainly taken, by the occasion of it, as the step before is given.

    Empty where it may be missed. Who came by an occasion is there for all that was on it, which is next in
    the chain: the relations of an event all join something to it.
    """
    reached: dict[str | None, int] = {}
    for time in step:
        days = [max(day, time.bounds.ls) for day in since.values() if day <= time.bounds.ee]
        days += [since[time.occasion]] if time.occasion in since and time.occasion is not None else []
        day = min(days, default=END + 1)
        if time.firm and day <= min(last, reached.get(time.occasion, END)):
            reached[time.occasion] = day
    return reached

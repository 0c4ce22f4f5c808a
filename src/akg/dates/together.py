"""When all steps of a chain were at one time."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile
from typing import NamedTuple

from akg.dates import BEGIN, END, Bounds
from akg.dates.times import ALL_TIME, NEVER, Step, Stretch, Time


class Together(NamedTuple):
    """Whether and when all steps held at one time, in stretches of days, ascending and apart."""

    within: Stretch | None  # the narrowest stretch in which there certainly was such a time; None: in none
    certain: tuple[Stretch, ...]  # when they certainly did; often none
    possible: tuple[Stretch, ...]  # when they may have; at least one

    @property
    def sure(self) -> bool:
        """Whether it is certain that there was such a time, though perhaps not when."""
        return self.within is not None


def find(steps: Sequence[Step], window: Stretch = ALL_TIME) -> Together | None:
    """Find when all steps held at once within a window; None where they cannot have.

    For single relations the stretch is from the last latest start to the first earliest end.
    >>> from akg.dates import bounds, iso, parse
    >>> found = find([[Time(bounds(parse(text), "state"))] for text in ("2009/2015", "2012/2019")])
    >>> [[iso(day) for day in stretch] for stretch in (*found.certain, *found.possible)]
    [['2012-12-31', '2015-01-01'], ['2012-01-01', '2015-12-31']]
    """
    *_, possible = _shared(window, map(_possibly, steps))
    *_, certain = _shared(window, map(_certainly, steps))
    within = (last.within for last in _sure(steps, window))
    narrowest = min(within, key=lambda found: (found[1] - found[0], found), default=None)
    return Together(narrowest, certain, possible) if possible else None


def count(steps: Sequence[Step], window: Stretch, *, certain: bool) -> int:
    """Count the first steps that were at one time within a window, possibly or for certain."""
    if certain:
        return bisect_right(range(1, len(steps) + 1), 0, key=lambda n: not any(_sure(steps[:n], window)))
    return sum(map(bool, _shared(window, map(_possibly, steps)))) - 1


def fit(steps: Sequence[Step], window: Stretch, *, certain: bool) -> list[list[bool]]:
    """Say of each relation of each step whether all steps were at one time by it, possibly or for certain."""
    if certain:
        latest = list(_sure(steps, window))
        return [_met(n, step, latest) for n, step in enumerate(steps)]
    before = list(_shared(window, map(_possibly, steps)))
    after = list(_shared(window, map(_possibly, reversed(steps))))[-2::-1]
    others = (_common(left, right) for left, right in zip(before, after, strict=False))
    return [
        [_overlaps(free, time.bounds.es, time.bounds.le) for time in step]
        for step, free in zip(steps, others, strict=True)
    ]


def _possibly(step: Step) -> list[Stretch]:
    return [(time.bounds.es, time.bounds.le) for time in step]


def _certainly(step: Step) -> list[Stretch]:
    return [(time.bounds.ls, time.bounds.ee) for time in step if time.firm]


def _shared(window: Stretch, steps: Iterable[Iterable[Stretch]]) -> Iterator[tuple[Stretch, ...]]:
    """Give a window, what it shares with the first step, with the first two, and so on."""
    return accumulate(map(_joined, steps), _common, initial=(window,))


def _joined(held: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Put stretches in order, those that touch as one; what ends before it begins, or is no day, is none."""
    made: list[Stretch] = []
    for low, high in sorted(one for one in held if one[0] <= one[1] and one[0] < END and one[1] > BEGIN):
        if made and low <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(made[-1][1], high))
        else:
            made.append((low, high))
    return tuple(made)


def _common(some: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """Give the stretches that lie in both; of either, they are in order and apart."""
    made, here, there = [], 0, 0
    while here < len(some) and there < len(others):
        low, high = max(some[here][0], others[there][0]), min(some[here][1], others[there][1])
        if low <= high:
            made.append((low, high))
        if some[here][1] < others[there][1]:
            here += 1
        else:
            there += 1
    return tuple(made)


def _overlaps(stretches: tuple[Stretch, ...], low: int, high: int) -> bool:
    at = bisect_right(stretches, high, key=lambda stretch: stretch[0])
    return at > 0 and stretches[at - 1][1] >= low


class _Latest(NamedTuple):
    """A relation that began last of some, by one relation each step, of which any two certainly met."""

    step: int
    bounds: Bounds
    occasion: str | None
    within: Stretch  # in which they certainly were at one time: see `_within`


def _sure(steps: Sequence[Step], window: Stretch) -> Iterator[_Latest]:
    """Give each relation that all other steps certainly met, by one relation each that began no later.

    Often none. So all steps certainly were at one time: of their chosen relations, any two certainly met, for
    the one began, at the latest, before the other ended at the earliest (Helly's theorem, in one dimension).
    """
    first, last = window
    asked = [*steps, [Time(Bounds(first, first, last, last))]]
    firm = [_Firm(step) for step in asked]
    for n, step in enumerate(asked):
        others = firm[:n] + firm[n + 1 :]
        for time in step:
            ends = [time.bounds.ee, *takewhile(_is_day, (other.end(time) for other in others))]
            if time.firm and len(ends) == len(asked):
                yield _Latest(n, time.bounds, time.occasion, _within(time.bounds, min(ends)))


class _Firm:
    """The firm relations of a step, in order to ask which of them certainly met one that began no earlier."""

    def __init__(self, step: Step) -> None:
        held = sorted((time.bounds.ls, time.bounds.ee) for time in step if time.firm)
        self._starts = [ls for ls, _ in held]
        self._ends = list(accumulate((ee for _, ee in held), max))  # the last earliest end so far
        self._occasions = {time.occasion for time in step if time.firm} - {None}

    def end(self, time: Time) -> int:
        """Give the last earliest end of those that met; before any day where none did."""
        if time.occasion in self._occasions:
            return time.bounds.ee
        at = bisect_right(self._starts, min(time.bounds.ls, time.bounds.ee))
        return self._ends[at - 1] if at and self._ends[at - 1] >= time.bounds.ls else NEVER


def _is_day(end: int) -> bool:
    return end > NEVER


def _within(latest: Bounds, end: int) -> Stretch:
    """Give the stretch in which some relations, of which one began last, certainly met.

    All had begun by its latest start, and none was over before the first of the earliest ends.
    """
    low = min(latest.ls, end)
    return (low if low < END else latest.es), max(latest.ls, end)


def _met(n: int, step: Step, latest: Sequence[_Latest]) -> list[bool]:
    """Say of each relation of a step whether it is, or met, one that all other steps certainly met."""
    others = sorted((one for one in latest if one.step != n), key=lambda one: one.bounds.ls)
    starts = [one.bounds.ls for one in others]
    limits = list(accumulate((min(one.bounds.ls, one.bounds.ee) for one in others), max))
    occasions = {one.occasion for one in others if one.occasion is not None}
    own = {(one.bounds, one.occasion) for one in latest if one.step == n}

    def met(time: Time) -> bool:
        at = bisect_right(starts, time.bounds.ee)
        return (
            (at > 0 and limits[at - 1] >= time.bounds.ls)
            or time.occasion in occasions
            or (time.bounds, time.occasion) in own
        )

    return [time.firm and met(time) for time in step]

"""When a chain of steps was taken one after the other, each at or after the one before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from akg.dates import END
from akg.dates.times import ALL_TIME, NEVER, Step, Stretch

Taken = tuple[int, int, str | None]  # first day, last day, occasion of a relation, by one of the readings
Since = Mapping[str | None, int]  # the day by which a step was taken, by its occasion


class Arrival(NamedTuple):
    """When the last step of a chain has been taken, each at or after the one before."""

    possible: int  # on this day at the earliest; BEGIN where it could be at any time
    certain: int | None  # by this day for certain, END where no day is known; None where that is not certain
    known: int | None  # as `possible`, had nothing begun before it is known to have held; None: no order then


def find(steps: Sequence[Step], window: Stretch = ALL_TIME) -> Arrival | None:
    """Find when the last step is taken where each is taken at or after the one before, all within a window.

    None where that is impossible. Of parallel relations the one with the earliest arrival is taken. Source:
    Wu et al., "Path Problems in Temporal Graphs", PVLDB 2014, with bounds in the place of times.
    >>> from akg.dates import bounds, iso, parse
    >>> from akg.dates.times import Time
    >>> arrival = find([[Time(bounds(parse(text), "act"))] for text in ("2012-05", "2012")])
    >>> iso(arrival.possible), arrival.certain
    ('2012-05-01', None)
    """
    possible, certain, known = (
        min(list(_arrivals(map(reading, steps), window))[-1].values(), default=None)
        for reading in (_may_take, _surely_take, _take_as_known)
    )
    return None if possible is None else Arrival(possible, certain, known)


def count(steps: Sequence[Step], window: Stretch, *, certain: bool) -> int:
    """Count the first steps that can be taken in order within a window, possibly or for certain."""
    reading = _surely_take if certain else _may_take
    return sum(map(bool, _arrivals(map(reading, steps), window))) - 1


def fit(steps: Sequence[Step], window: Stretch, *, certain: bool) -> list[list[bool]]:
    """Say of each relation of each step whether all steps can be taken in order by it, likewise."""
    reading = _surely_take if certain else _may_take
    arrivals = _arrivals(map(reading, steps), window)
    departures = _departures(list(map(reading, steps)), window[1])
    return [
        [any(_goes_on(taken, since, limits) for taken in reading([time])) for time in step]
        for step, since, limits in zip(steps, arrivals, departures, strict=False)
    ]


def _may_take(step: Step) -> list[Taken]:
    return [(time.bounds.es, time.bounds.le, time.occasion) for time in step]


def _take_as_known(step: Step) -> list[Taken]:
    return [(max(time.bounds.es, time.known), time.bounds.le, time.occasion) for time in step]


def _surely_take(step: Step) -> list[Taken]:
    return [(time.bounds.ls, time.bounds.ee, time.occasion) for time in step if time.firm]


def _arrivals(steps: Iterable[Sequence[Taken]], window: Stretch) -> Iterator[Since]:
    """Give by when one arrives before the first step, after it, after the second, and so on."""
    since: Since = {None: window[0]}
    yield since
    for step in steps:
        since = _reached(step, since, window[1])
        yield since


def _reached(step: Sequence[Taken], since: Since, last: int) -> Since:
    """Give the day by which a step is taken, by the occasion of it, as the step before is given.

    Empty where it may be missed. Who came by an occasion is there for all that was on it, which is next in
    the chain: the relations of an event all join something to it.
    """
    reached: dict[str | None, int] = {}
    for taken in step:
        day = _taken_by(taken, since)
        if day is not None and day <= min(last, reached.get(taken[2], END)):
            reached[taken[2]] = day
    return reached


def _taken_by(taken: Taken, since: Since) -> int | None:
    """Give the day by which one relation is taken; None where it may be missed."""
    start, end, occasion = taken
    days = [max(day, start) for day in since.values() if day <= end]
    days += [since[occasion]] if occasion is not None and occasion in since else []
    return min(days, default=None)


def _departures(steps: Sequence[Sequence[Taken]], last: int) -> list[Since]:
    """Give by when one must have arrived after each step to take all later ones.

    By an occasion that may be later than otherwise, which is under None; NEVER where it cannot be.
    """
    limits: list[Since] = [{None: last}]
    for step in reversed(steps[1:]):
        after = limits[-1]
        allowed = [(taken, after.get(taken[2], after[None])) for taken in step]
        generic = max(
            (min(end, limit) for (start, end, _), limit in allowed if start <= limit), default=NEVER
        )
        by_occasion: Since = {
            taken[2]: max(generic, limit) for taken, limit in allowed if taken[2] is not None
        }
        limits.append({**by_occasion, None: generic})
    return limits[::-1]


def _goes_on(taken: Taken, since: Since, limits: Since) -> bool:
    day = _taken_by(taken, since)
    return day is not None and day <= limits.get(taken[2], limits[None])

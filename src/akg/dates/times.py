"""The times of a chain of steps, each of which is taken by any of its parallel relations.

What is certain of them is so however the times really were, each within its bounds; relations of one occasion
were at the same time.
"""

from collections.abc import Sequence
from typing import NamedTuple

from akg.dates import BEGIN, END, Bounds

Stretch = tuple[int, int]  # first and last day, inclusive
ALL_TIME: Stretch = (BEGIN, END)
NEVER = BEGIN - 1  # before any day


class Time(NamedTuple):
    """When a relation held."""

    bounds: Bounds
    firm: bool = True  # whether it is asserted and its date unquestioned; else it is at best possible
    occasion: str | None = None  # the event from whose record it comes
    known: int = BEGIN  # the first day on which it is known to have held; nobody knows when it began


Step = Sequence[Time]  # the times of its parallel relations

"""Keeps the map of a dataset in the user's cache: where each of its entities stood last."""

import json
import mmap
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from akg import atomic, cache

_WHAT = "map"
_FORMAT = "akg map 1"  # another where something else is kept
_FARTHEST = 1e7  # px from the middle; no map reaches as far, and much farther squares overflow


class Map(NamedTuple):
    """The map of a dataset."""

    state: str  # of what it was made of
    folder: str  # of the dataset
    at: Mapping[str, complex]  # by id, in px


def read(folder: str) -> Map | None:
    """Read the map of a dataset; None where none is kept, or none that can be trusted."""
    try:
        content = cache.mapped(cache.place(folder, _WHAT))
    except OSError:  # there is no such folder any more
        return None
    return None if content is None else _parsed(content)


def keep(made: Map) -> None:
    """Keep a map, and forget those of datasets that are gone; where that cannot be, keep nothing."""
    at = {id: (point.real, point.imag) for id, point in made.at.items()}
    content = json.dumps([_FORMAT, made.state, made.folder, at])
    with suppress(OSError, atomic.Unwritable):
        cache.write(cache.place(made.folder, _WHAT), [content.encode()])
        cache.forget_the_vanished(_WHAT, _of)


def _parsed(content: mmap.mmap) -> Map | None:
    try:
        format, state, folder, at = json.loads(content[:])
        points = {id: complex(x, y) for id, (x, y) in at.items()}
    except (ArithmeticError, AttributeError, RecursionError, TypeError, ValueError):
        return None
    is_near = all(abs(way) < _FARTHEST for point in points.values() for way in (point.real, point.imag))
    sound = format == _FORMAT and isinstance(state, str) and isinstance(folder, str) and is_near
    return Map(state, folder, points) if sound else None


def _of(content: mmap.mmap) -> str:
    found = _parsed(content)
    return found.folder if found else ""

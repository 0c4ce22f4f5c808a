"""Holds the garbage collector off while much is made of which nothing is in a circle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def growing() -> Iterator[None]:
    """Look for no circles of objects in a `with` block, or in a function that this decorates.

    Each look goes through all that was read so far, and together they take longer than the reading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

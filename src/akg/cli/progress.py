"""Shows on stderr that long work goes on."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

SOON, LATE = 1, 10  # seconds after which a terminal is told of it, and after which a file is, once


class Progress:
    """What is told: the work, and how far it is."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._far = ""
        self._on_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._shown = False
        self.done = Event()

    def tell(self, relations: int) -> None:
        """Take note of how many relations have been read."""
        self._far = f": {relations:,} relations read"

    def show(self) -> None:
        """Write it until the work is done."""
        wait = SOON if self._on_terminal else LATE
        while not self.done.wait(wait):
            line = f"akg: {self._work}{self._far}"
            sys.stderr.write(f"\r{line}\x1b[K" if self._on_terminal else f"{line}\n")
            sys.stderr.flush()
            if not self._on_terminal:
                return
            self._shown = True
            wait = SOON

    def clear(self) -> None:
        """Take the line away again."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")


@contextmanager
def shown(work: str) -> Iterator[Progress]:
    """Tell of the work in a `with` block, where it takes long; nothing where it does not."""
    progress = Progress(work)
    thread = Thread(target=progress.show, daemon=True)
    thread.start()
    try:
        yield progress
    finally:
        progress.done.set()
        thread.join()
        progress.clear()

"""Opens the dataset that a command asks of."""

import shlex
import signal
from typing import NamedTuple

from akg.cli import tell
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.names import Index
from akg.reading import Graph, Names


class Opened(NamedTuple):
    """A dataset ready to be asked: the graph of its sound records, and their names."""

    graph: Graph
    names: Names


class Read(NamedTuple):
    """The sound records of a dataset, and how many had to be left out."""

    data: Dataset
    left_out: int


def read(folder: str | None) -> Read:
    """Read a dataset and leave out what has errors, saying so on stderr."""
    from akg import cache, checks, loader, locate, register  # here, because no help needs pydantic and YAML

    found = locate.dataset(folder)
    stamp = cache.stamp(str(found))
    data = loader.load(found)
    data, left_out = checks.sound(data, checks.run(data))
    if left_out:
        noun = "record was" if left_out == 1 else "records were"
        tell(f"{left_out} {noun} left out for errors; see: akg check --data {shlex.quote(str(data.folder))}")
    register.keep(data, stamp)
    return Read(data, left_out)


def sound(folder: str | None) -> Dataset:
    """Read a dataset as `read` does, and give its sound records."""
    return read(folder).data


def opened(folder: str | None) -> Opened:
    """Read a dataset into the form that queries take."""
    graph = MemoryGraph(sound(folder))
    return Opened(graph, Index(graph))


def tidy_on_ctrl_c() -> None:
    """Have Ctrl-C clear a half-written file away before it ends akg."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)

"""Opens the dataset that a command asks of."""

import shlex
import signal
from typing import NamedTuple

from akg.cli import tell
from akg.errors import Fault
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.names import Index
from akg.reading import Graph, Names


class Opened(NamedTuple):
    """A dataset ready to be asked: the graph of its sound records, and their names."""

    graph: Graph
    names: Names


class Read(NamedTuple):
    """A dataset as it was read and checked."""

    data: Dataset  # all that could be read
    faults: tuple[Fault, ...]
    sound: Dataset  # without what has errors, or hangs on what has
    left_out: int  # records that this leaves out

    def graph(self) -> Graph:
        """Make the graph of the sound records."""
        return MemoryGraph(self.sound)


def checked(folder: str | None) -> Read:
    """Read and check a dataset, and keep its names for completion."""
    from akg import cache, checks, loader, locate, register  # here, because no help needs pydantic and YAML

    found = locate.dataset(folder)
    stamp = cache.stamp(str(found))
    data = loader.load(found)
    faults = checks.run(data)
    made = Read(data, faults, *checks.sound(data, faults))
    register.keep(made.sound, stamp)
    return made


def read(folder: str | None) -> Read:
    """Read a dataset to ask of its sound records; that some are left out is said on stderr."""
    found = checked(folder)
    if found.left_out:
        noun = "record was" if found.left_out == 1 else "records were"
        remedy = f"akg check --data {shlex.quote(str(found.data.folder))}"
        tell(f"{found.left_out} {noun} left out for errors; see: {remedy}")
    return found


def sound(folder: str | None) -> Dataset:
    """Read a dataset as `read` does, and give its sound records."""
    return read(folder).sound


def opened(folder: str | None) -> Opened:
    """Read a dataset as `read` does, into the form that queries take."""
    graph = read(folder).graph()
    return Opened(graph, Index(graph))


def tidy_on_ctrl_c() -> None:
    """Have Ctrl-C clear a half-written file away before it ends akg."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)

"""Opens the dataset that a command asks of."""

import shlex
import signal
from pathlib import Path
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


def sound(folder: str | None) -> Dataset:
    """Read a dataset and leave out what has errors, saying so on stderr."""
    from akg import checks, loader, locate  # here, because no help needs pydantic and YAML

    data = loader.load(locate.dataset(folder))
    data, left_out = checks.sound(data, checks.run(data))
    if left_out:
        noun = "record was" if left_out == 1 else "records were"
        tell(f"{left_out} {noun} left out for errors; see: akg check --data {shlex.quote(str(data.folder))}")
    return data


def opened(folder: str | None) -> Opened:
    """Read a dataset into the form that queries take."""
    graph = MemoryGraph(sound(folder))
    return Opened(graph, Index(graph))


def tidy_on_ctrl_c() -> None:
    """Have Ctrl-C clear a half-written file away before it ends akg."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def as_seen(folder: Path) -> Path:
    """Give a folder as one would write it from here."""
    try:
        return folder.resolve().relative_to(Path.cwd())
    except (OSError, ValueError):  # the working folder is gone, or elsewhere
        return folder

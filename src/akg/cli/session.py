"""Opens the dataset that a command works on."""

import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from akg import atomic
from akg.claims import STANDING, Status
from akg.cli import tell
from akg.cli.options import Filters
from akg.errors import Fault
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.names import Index, quoted
from akg.reading import Graph, Names
from akg.where import EVERY, Where, where


class Opened(NamedTuple):
    """A dataset ready to be asked: the graph of its sound records, and their names."""

    graph: Graph
    names: Names


class Read(NamedTuple):
    """A dataset as it was read, what is wrong with it, and what is left without that."""

    whole: Dataset
    faults: tuple[Fault, ...]  # in the order of `checks.run`
    sound: Dataset
    left_out: int  # records
    stamp: str  # of its files before they were read

    def graph(self) -> Graph:
        """Make the graph of the sound records."""
        return MemoryGraph(self.sound)


def read(folder: Path, *, strict: bool = False) -> Read:
    """Read and check a dataset, and keep its names for completion."""
    from akg import cache, checks, loader, register  # here, because no help needs pydantic and YAML

    stamp = cache.stamp(str(folder))
    whole = loader.load(folder)
    faults = checks.run(whole, strict=strict)
    sound, left_out = checks.sound(whole, faults)
    register.keep(sound, stamp)
    return Read(whole, faults, sound, left_out, stamp)


def current(known: Read) -> Read:
    """Give a dataset as it is now: what is known of it, or read anew where a file has changed since."""
    from akg import cache

    folder = known.whole.folder
    return known if cache.stamp(str(folder)) == known.stamp else read(folder)


def asked(folder: str | None) -> Read:
    """Read the dataset that is asked of, and say on stderr how much is left out for errors."""
    from akg import locate

    near = locate.near(folder)
    if near is None:
        tell("no dataset is near; this is from the one that comes with akg (--data names another)")
    found = read(Path(near) if near else locate.bundled())
    if found.left_out:
        noun = "record was" if found.left_out == 1 else "records were"
        remedy = f"see: akg check --data {shlex.quote(str(found.whole.folder))}"
        tell(f"{found.left_out} {noun} left out for errors; {remedy}")
    return found


def sound(folder: str | None) -> Dataset:
    """Read a dataset as `asked` does, and give its sound records."""
    return asked(folder).sound


class Question(NamedTuple):
    """What is asked of: the graph under the filters of a question, these, and the names of its entities."""

    graph: Graph
    names: Names
    where: Where


def question(
    folder: str | None, filters: Filters, default: frozenset[Status] = STANDING, *, timed: bool = False
) -> Question:
    """Read a dataset as `asked` does, and compile the filters as `akg.where.where` does."""
    graph, index = opened(folder)
    compiled = where(graph, **filters._asdict(), default=default, timed=timed)
    return Question(compiled.graph, index, compiled)


class Selection(NamedTuple):
    """A dataset as a whole, or what of it passes filters."""

    read: Read
    graph: Graph
    where: Where | None  # None where no filter is given


def selected(folder: str | None, filters: Filters) -> Selection:
    """Read a dataset as `asked` does, to take it as a whole or what of it passes filters.

    Facts of every status do unasked; but what was denied was at no time, and where one is asked about only
    what somebody stands by does.
    """
    read = asked(folder)
    dated = filters.at or filters.since or filters.until
    compiled = where(read.graph(), **filters._asdict(), default=STANDING if dated else EVERY)
    return Selection(read, compiled.graph, compiled if filters.given() else None)


def opened(folder: str | None) -> Opened:
    """Read a dataset as `asked` does, into the form that queries take."""
    graph = asked(folder).graph()
    return Opened(graph, Index(graph))


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Let no other akg change the folder in a `with` block, and Ctrl-C leave nothing half-written in it."""
    from akg import locate

    tidy_on_ctrl_c()
    seen = quoted(str(locate.seen(folder)))
    with atomic.alone(folder, lambda: tell(f"waiting for another akg that changes {seen}")):
        yield


def tidy_on_ctrl_c() -> None:
    """Have Ctrl-C clear a half-written file away before it ends akg."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)

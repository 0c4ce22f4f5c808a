"""Opens the dataset that a command works on."""

import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from akg import atomic
from akg.claims import STANDING, Status
from akg.cli import tell
from akg.cli.options import Filters, Origin
from akg.errors import Fault
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.names import Index, quoted
from akg.reading import Graph, Names
from akg.where import EVERY, Where, where

if TYPE_CHECKING:
    from akg.revision import Commit


class Read(NamedTuple):
    """A dataset as it was read, what is wrong with it, and what is left without that."""

    whole: Dataset
    faults: tuple[Fault, ...]  # in the order of `checks.run`
    sound: Dataset
    left_out: int  # records
    stamp: str  # of its files before they were read; empty as of a revision
    commit: "Commit | None" = None  # the revision; None of the files as they are now

    def graph(self) -> Graph:
        """Make the graph of the sound records."""
        return MemoryGraph(self.sound)


def read(folder: Path, *, strict: bool = False) -> Read:
    """Read and check a dataset, and keep its names for completion."""
    from akg import cache, register  # here, because no help needs pydantic and YAML

    stamp = cache.stamp(str(folder))
    found = _read(folder, stamp, strict=strict)
    register.keep(found.sound, stamp)
    return found


def then(folder: Path, rev: str) -> Read:
    """Read and check a dataset as it stood in a revision of git; the names kept for completion stay as now.

    Raises what `akg.revision` does.
    """
    from akg import revision

    commit = revision.commit(folder, rev)
    for warning in commit.warnings:
        tell(f"git: {warning}")
    with _tidied(), revision.laid_out(folder, commit) as files:
        found = _read(files, "")
    whole, sound = (data._replace(folder=folder) for data in (found.whole, found.sound))
    return found._replace(whole=whole, sound=sound, commit=commit)


def _read(folder: Path, stamp: str, *, strict: bool = False) -> Read:
    from akg import checks, loader

    whole = loader.load(folder)
    faults = checks.run(whole, strict=strict)
    sound, left_out = checks.sound(whole, faults)
    return Read(whole, faults, sound, left_out, stamp)


def current(known: Read) -> Read:
    """Give a dataset as it is now: what is known of it, or read anew where a file has changed since."""
    from akg import cache

    folder = known.whole.folder
    return known if cache.stamp(str(folder)) == known.stamp else read(folder)


def asked(origin: Origin) -> Read:
    """Read the dataset that is asked of, and say on stderr how much is left out for errors."""
    from akg import locate

    near = locate.near(origin.data)
    if near is None:
        tell("no dataset is near; this is from the one that comes with akg (--data names another)")
    folder = Path(near) if near else locate.bundled()
    found = read(folder) if origin.rev is None else then(folder, origin.rev)
    if found.left_out:
        noun = "record was" if found.left_out == 1 else "records were"
        of, remedy = "", f"see: akg check --data {shlex.quote(str(folder))}"
        if found.commit:
            of = f" of {found.commit}"
            remedy = "git worktree add makes a folder of it that akg check takes"
        tell(f"{found.left_out} {noun} left out for errors{of}; {remedy}")
    return found


def sound(folder: str | None) -> Dataset:
    """Read a dataset as `asked` does, as it is now, and give its sound records."""
    return asked(Origin(folder)).sound


class AsOf(NamedTuple):
    """Which state of a dataset an answer is from, and by when what it tells had been said."""

    commit: "Commit | None"
    known_at: str | None
    undated: int  # claims that are not heard, because nobody knows when they were made

    @property
    def lines(self) -> list[str]:
        """It in words; nothing where all is told that is on file now."""
        said = f"as known at {self.known_at}"
        if self.undated:
            said += f", without the {self.undated:,} claims of the dataset whose day is not known"
        return [f"from {self.commit}"] * bool(self.commit) + [said] * bool(self.known_at)


class Question(NamedTuple):
    """What is asked of: the graph under the filters of a question, these, and the names of its entities."""

    graph: Graph
    names: Names
    where: Where
    as_of: AsOf


def question(
    origin: Origin,
    filters: Filters,
    default: frozenset[Status] = STANDING,
    *,
    timed: bool = False,
    inferred: bool = False,
) -> Question:
    """Read a dataset as `asked` does, and compile the filters as `akg.where.where` does."""
    read = asked(origin)
    graph = read.graph()
    compiled = where(graph, **filters._asdict(), default=default, timed=timed, inferred=inferred)
    return Question(compiled.graph, Index(graph), compiled, _as_of(read, filters))


def _as_of(read: Read, filters: Filters) -> AsOf:
    undated = 0
    if filters.known_at is not None:
        from akg import claims, walk  # here, because few questions ask it

        every = (claim for evidence in walk.evidences(read.sound) for claim in evidence.claims)
        undated = sum(claims.said(claim, read.sound.sources) is None for claim in every)
    return AsOf(read.commit, filters.known_at, undated)


class Selection(NamedTuple):
    """A dataset as a whole, or what of it passes filters."""

    read: Read
    graph: Graph
    where: Where | None  # None where no filter is given
    as_of: AsOf


def selected(origin: Origin, filters: Filters) -> Selection:
    """Read a dataset as `asked` does, to take it as a whole or what of it passes filters.

    Facts of every status do unasked; but what was denied was at no time, and where one is asked about only
    what somebody stands by does.
    """
    read = asked(origin)
    dated = filters.at or filters.since or filters.until
    compiled = where(read.graph(), **filters._asdict(), default=STANDING if dated else EVERY)
    return Selection(read, compiled.graph, compiled if filters.given() else None, _as_of(read, filters))


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


@contextmanager
def _tidied() -> Iterator[None]:
    """Have Ctrl-C do so within a `with` block only."""
    before = signal.getsignal(signal.SIGINT)
    tidy_on_ctrl_c()
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)

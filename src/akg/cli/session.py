"""Opens the dataset that a command works on."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from akg.claims import STANDING, Status
from akg.cli import tell
from akg.cli.options import Filters, Origin
from akg.errors import Fault
from akg.model import Dataset
from akg.names import quoted
from akg.reading import Graph, Names
from akg.where import EVERY, Where, where

if TYPE_CHECKING:
    from pathlib import Path

    from akg.bulk import Made
    from akg.revision import Commit
    from akg.snapshot.graph import Snapshot

_TRIES = 3  # to read files that somebody keeps changing


_MOVING = "the files of {} change while they are read, or are dated in the future"


class Read(NamedTuple):
    """A dataset as it was read, what is wrong with it, and what is left without that."""

    whole: Dataset
    faults: tuple[Fault, ...]  # in the order of `checks.run`
    sound: Dataset
    left_out: int  # records
    stamp: str  # of its files while they were read; empty as of a revision, and where that cannot be told


class Base(NamedTuple):
    """What is asked: the graph of a dataset's sound records, and where these are from."""

    graph: Graph
    names: Names
    folder: str
    left_out: int  # records
    undated: Callable[[], int]  # counts the claims of which nobody knows when they were made
    commit: "Commit | None" = None  # the revision; None of the files as they are now


def read(folder: "Path") -> Read:
    """Read and check a dataset, and keep its names for completion."""
    from akg import cache, register  # here, because a warm question needs neither pydantic nor YAML

    stamp = cache.settled(str(folder))
    found = _read(folder, stamp)
    found = found._replace(stamp=cache.unchanged(str(folder), stamp))
    register.keep(found.sound, found.stamp)
    return found


def built(folder: "Path", *, strict: bool = False) -> "Made":
    """Read, check and compile a dataset, and keep its names for completion.

    Its relations in JSON Lines are read one by one, of which there may be millions; but strict checks compare
    all with all.
    """
    from akg import bulk, cache, parsed, register
    from akg.cli import progress

    with progress.shown(f"reading {quoted(str(folder))}") as shown:
        for _ in range(_TRIES):
            stamp = cache.settled(str(folder))
            if strict:
                made = bulk.in_memory(folder, stamp=stamp)
            else:
                made = bulk.compiled(folder, stamp=stamp, tell=shown.tell)
            made = made._replace(stamp=cache.unchanged(str(folder), stamp))
            if made.stamp or not stamp:
                break  # else the files that were read may be of two states that never were together
        register.keep(made.sound, made.stamp)
        parsed.forget_the_vanished()
    return made


def _keep(made: "Made") -> bool:
    """Keep the snapshot of what was read for the next question; tell whether it is kept.

    Says on stderr where it cannot be: then the next question reads the files again.
    """
    from akg import atomic
    from akg.snapshot import kept

    folder = str(made.data.folder)
    if not made.stamp:
        tell(f"{_MOVING.format(quoted(folder))}; the next question will read the dataset anew")
        return False
    try:
        kept.keep(folder, made.sections)
    except (OSError, atomic.Unwritable) as error:
        tell(f"{error}; each question will have to read the dataset anew")
        return False
    return True


def refresh(made: "Made", *, verified: bool = False) -> None:
    """Keep the snapshot of what was read where none is of this state.

    Verified, one that is kept is read as a whole first, and made anew where it is damaged; says so on stderr.
    """
    from akg.snapshot import kept

    folder = str(made.data.folder)
    known = kept.current(folder)
    if verified and known:
        sound = not kept.drop_damaged()
        tell(f"the snapshot {kept.place(folder)!r} {'is as it was written' if sound else 'was damaged'}")
        known = known if sound else None
    if known is None and _keep(made) and verified:
        tell(f"a new snapshot is kept as {kept.place(folder)!r}")


def _read(folder: "Path", stamp: str) -> Read:
    from akg import bulk, checks, loader

    files = bulk.reading(stamp)
    whole = loader.load(folder, files)
    faults = checks.run(whole, read=files)
    sound, left_out = checks.sound(whole, faults)
    return Read(whole, faults, sound, left_out, "")


def current(known: Read) -> Read:
    """Give a dataset as it is now: what is known of it, or read anew where a file has changed since."""
    from akg import cache

    folder = known.whole.folder
    return known if cache.stamp(str(folder)) == known.stamp else read(folder)


def asked(origin: Origin) -> Base:
    """Open the dataset that is asked of, and say on stderr how much is left out for errors."""
    from akg import locate

    near = locate.near(origin.data)
    if near is None:
        tell("no dataset is near; this is from the one that comes with akg (--data names another)")
    folder = near or locate.folder(origin.data)
    base = _now(folder) if origin.rev is None else _then(folder, origin.rev)
    if base.left_out:
        import shlex

        of, remedy = "", f"see: akg check --data {shlex.quote(folder)}"
        if base.commit:
            of = f" of {base.commit}"
            remedy = "git worktree add makes a folder of it that akg check takes"
        tell(f"{_lacking(base.left_out)}{of}; {remedy}")
    return base


def _lacking(records: int) -> str:
    return f"{records} {'record was' if records == 1 else 'records were'} left out for errors"


def _now(folder: str) -> Base:
    """Open a dataset as it is: its snapshot, which is made where none is kept of this state."""
    from akg.snapshot import kept
    from akg.snapshot.lookup import Lookup

    graph = kept.current(folder) or _compiled(folder)
    return Base(graph, Lookup(graph), folder, graph.left_out, lambda: graph.undated)


def _compiled(folder: str) -> "Snapshot":
    from pathlib import Path  # here, because a warm question needs it as little as YAML

    from akg.snapshot import kept

    made = built(Path(folder))
    return (kept.current(folder) if _keep(made) else None) or kept.in_memory(made.sections)


def _then(folder: str, rev: str) -> Base:
    """Read and check a dataset as it stood in a revision of git. Raises what `akg.revision` does."""
    from pathlib import Path

    from akg import revision, walk
    from akg.memory import MemoryGraph
    from akg.names import Index

    commit = revision.commit(Path(folder), rev)
    for warning in commit.warnings:
        tell(f"git: {warning}")
    with _tidied(), revision.laid_out(Path(folder), commit) as files:
        found = _read(files, "")
    graph = MemoryGraph(found.sound)
    return Base(graph, Index(graph), folder, found.left_out, lambda: walk.undated(found.sound), commit)


class AsOf(NamedTuple):
    """Which dataset an answer is from, in which state, and by when what it tells had been said."""

    folder: str
    commit: "Commit | None"
    known_at: str | None
    undated: int  # claims that are not heard, because nobody knows when they were made
    without: str = ""  # sources that are taken as not read, between commas
    left_out: int = 0  # records, for errors

    @property
    def title(self) -> str:
        """What the dataset is called: as its folder is."""
        return os.path.basename(os.path.realpath(self.folder))

    @property
    def files(self) -> str | None:
        """The folder, where it is its files as they are now that are asked."""
        return None if self.commit else self.folder

    @property
    def lines(self) -> list[str]:
        """The state in words; nothing where all is told that is on file now."""
        said = f"as known at {self.known_at}"
        if self.undated:
            said += f", without the {self.undated:,} claims of the dataset whose day is not known"
        return [f"from {self.commit}"] * bool(self.commit) + [said] * bool(self.known_at)

    @property
    def told(self) -> list[str]:
        """The state in words for who sees nothing of stderr: with what is left out for errors."""
        return [*self.lines, *[f"{_lacking(self.left_out)}; akg check tells why"] * bool(self.left_out)]

    @property
    def given(self) -> dict[str, str]:
        """What a question in a shell takes to be asked of the same state, by the names of the options."""
        given = {
            "rev": self.commit and self.commit.id,
            "known-at": self.known_at,
            "without-source": self.without,
        }
        return {name: value for name, value in given.items() if value}


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
    base = asked(origin)
    compiled = where(base.graph, **filters._asdict(), default=default, timed=timed, inferred=inferred)
    return Question(compiled.graph, base.names, compiled, _as_of(base, filters))


def _as_of(base: Base, filters: Filters) -> AsOf:
    undated = base.undated() if filters.known_at is not None else 0
    without = ",".join(filters.without or ())
    return AsOf(base.folder, base.commit, filters.known_at, undated, without, base.left_out)


class Selection(NamedTuple):
    """A dataset as a whole, or what of it passes filters."""

    base: Base
    graph: Graph
    where: Where | None  # None where no filter is given
    as_of: AsOf


def selected(origin: Origin, filters: Filters) -> Selection:
    """Read a dataset as `asked` does, to take it as a whole or what of it passes filters.

    Facts of every status do unasked; but what was denied was at no time, and where one is asked about only
    what somebody stands by does.
    """
    base = asked(origin)
    dated = filters.at or filters.since or filters.until
    compiled = where(base.graph, **filters._asdict(), default=STANDING if dated else EVERY)
    return Selection(base, compiled.graph, compiled if filters.given() else None, _as_of(base, filters))


@contextmanager
def changing(folder: "Path") -> Iterator[None]:
    """Let no other akg change the folder in a `with` block, and Ctrl-C leave nothing half-written in it.

    Of those that are to make one that is not there, each waits for the one before.
    """
    from akg import atomic, locate

    tidy_on_ctrl_c()
    seen = quoted(str(locate.seen(folder)))
    with ExitStack() as held:
        for locked in (folder,) if folder.exists() else (folder.parent, folder):
            if locked.is_dir():  # by now
                waits = atomic.alone(locked, lambda: tell(f"waiting for another akg that changes {seen}"))
                held.enter_context(waits)
        atomic.clear(folder)
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

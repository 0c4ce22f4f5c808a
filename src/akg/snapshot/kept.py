"""Keeps the snapshot of each dataset in the user's cache, and tells whether it still is of the dataset."""

import mmap

from akg import __version__, cache
from akg.snapshot.graph import Snapshot
from akg.snapshot.sections import Damaged, Section, Sections, laid_out

_WHAT = "snapshot"


def place(folder: str) -> str:
    """Return the path of the snapshot of a dataset. Raises OSError where there is no such folder."""
    return cache.place(folder, _WHAT)


def current(folder: str) -> Snapshot | None:
    """Open what is kept of a dataset; None where nothing is, or of another state of its files."""
    try:
        stamp, found = cache.stamp(folder), opened(place(folder))
    except (OSError, Damaged):
        return None
    fits = found is not None and (found.stamp, found.made_by) == (stamp, __version__)
    return found if fits else None


def opened(path: str) -> Snapshot | None:
    """Open a snapshot, whatever it is of; None where there is none to be trusted. Raises Damaged."""
    content = cache.mapped(path)
    if content is None:
        return None
    if hasattr(mmap, "MADV_RANDOM"):  # a disk that reads ahead reads what nobody asked for
        content.madvise(mmap.MADV_RANDOM)
    return Snapshot(Sections(content))


def keep(folder: str, sections: list[Section]) -> Snapshot:
    """Write the snapshot of a dataset and open it. Raises OSError, atomic.Unwritable."""
    path = place(folder)
    cache.write(path, laid_out(sections))
    return opened(path) or in_memory(sections)


def in_memory(sections: list[Section]) -> Snapshot:
    """Open a snapshot that is kept nowhere."""
    return Snapshot(Sections(b"".join(laid_out(sections))))

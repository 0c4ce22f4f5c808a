"""Keeps the snapshot of each dataset in the user's cache, and tells whether it still is of the dataset."""

import mmap
import os
from contextlib import suppress

from akg import __version__, cache
from akg.snapshot.graph import Snapshot
from akg.snapshot.sections import Damaged, Section, Sections, laid_out

_WHAT = "snapshot"
_opened: list[tuple[str, Sections]] = []  # by this process, and where


def place(folder: str) -> str:
    """Return the path of the snapshot of a dataset. Raises OSError where there is no such folder."""
    return cache.place(folder, _WHAT)


def current(folder: str) -> Snapshot | None:
    """Open what is kept of a dataset; None where nothing is, or of another state of its files."""
    try:
        stamp, found = cache.stamp(folder), opened(place(folder))
    except (OSError, Damaged, KeyError):  # the last of another version, which had other facts
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
    found = Snapshot(Sections(content))
    _opened.append((path, found.sections))
    return found


def drop_damaged() -> bool:
    """Verify what this process has opened, and remove what is not as it was written; tell whether any was."""
    damaged = [one for one in _opened if not one[1].sound]
    for path, _ in damaged:
        with suppress(OSError):
            os.unlink(path)
    _opened[:] = [one for one in _opened if one not in damaged]
    return bool(damaged)


def keep(folder: str, sections: list[Section]) -> Snapshot:
    """Write the snapshot of a dataset and open it. Raises OSError, atomic.Unwritable."""
    path = place(folder)
    cache.write(path, laid_out(sections))
    cache.forget_the_vanished(_WHAT, _of)
    return opened(path) or in_memory(sections)


def _of(content: mmap.mmap) -> str:
    """Give the folder that a snapshot is of; an empty text where it is damaged, or of another version."""
    try:
        return Snapshot(Sections(content)).folder
    except (Damaged, KeyError):
        return ""


def in_memory(sections: list[Section]) -> Snapshot:
    """Open a snapshot that is kept nowhere."""
    return Snapshot(Sections(b"".join(laid_out(sections))))

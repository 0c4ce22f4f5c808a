"""Keeps the snapshot of each dataset in the user's cache, and tells whether it still is of the dataset."""

import mmap
import os
from contextlib import suppress

from akg import AkgError, __version__, cache
from akg.snapshot.graph import Snapshot
from akg.snapshot.sections import Damaged, Section, Sections, laid_out

_WHAT = "snapshot"
_opened: dict[str, Sections] = {}  # what this process answers from, by where it is kept


class Lost(AkgError):
    """What was kept of a dataset in the cache cannot be read."""

    def __init__(self) -> None:
        super().__init__("what was kept of the dataset in the cache was damaged, and is removed; ask again")


def place(folder: str) -> str:
    """Return the path of the snapshot of a dataset. Raises OSError where there is no such folder."""
    return cache.place(folder, _WHAT)


def current(folder: str) -> Snapshot | None:
    """Open what is kept of a dataset; None where nothing is, or of another state of its files."""
    try:
        stamp, path = cache.stamp(folder), place(folder)
    except OSError:
        return None
    found = _opened_at(path)
    if found is None or (found.stamp, found.made_by) != (stamp, __version__):
        return None  # and nothing refers to its mapping any more, so that Windows lets it be replaced
    _opened[path] = found.sections
    return found


def _opened_at(path: str) -> Snapshot | None:
    """Open a snapshot, whatever it is of; None where there is none that can be read and trusted."""
    content = cache.mapped(path)
    if content is None:
        return None
    if hasattr(mmap, "MADV_RANDOM"):  # a disk that reads ahead reads what nobody asked for
        content.madvise(mmap.MADV_RANDOM)
    try:
        return Snapshot(Sections(content))
    except (Damaged, KeyError):  # the last of another version, which had other facts
        return None


def drop_damaged() -> bool:
    """Verify what this process answers from, and remove what is damaged; tell whether anything was."""
    damaged = [path for path, sections in _opened.items() if not sections.sound]
    for path in damaged:
        del _opened[path]
        with suppress(OSError):
            os.unlink(path)
    return bool(damaged)


def keep(folder: str, sections: list[Section]) -> None:
    """Write the snapshot of a dataset. Raises OSError, atomic.Unwritable."""
    cache.write(place(folder), laid_out(sections))
    cache.forget_the_vanished(_WHAT, _of)


def _of(content: mmap.mmap) -> str:
    """Give the folder that a snapshot is of; an empty text where it is damaged, or of another version."""
    try:
        return Snapshot(Sections(content)).folder
    except (Damaged, KeyError):
        return ""


def in_memory(sections: list[Section]) -> Snapshot:
    """Open a snapshot that is kept nowhere."""
    return Snapshot(Sections(b"".join(laid_out(sections))))

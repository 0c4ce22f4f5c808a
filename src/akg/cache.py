"""Says where the user's cache is, and by what a file in it is known to be of a dataset as it stands now."""

from __future__ import annotations

import os
import stat
import sys

from akg import locate

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def folder() -> str:
    """Return the folder of akg's own in the user's cache, whether it is there or not.

    Source: XDG Base Directory Specification 0.8, which has a variable that is no absolute path ignored;
    elsewhere what the system's guidelines say.
    """
    if sys.platform == "win32":
        kept = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(kept, "akg", "Cache")
    asked = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(asked):
        return os.path.join(asked, "akg")
    return os.path.expanduser("~/Library/Caches/akg" if sys.platform == "darwin" else "~/.cache/akg")


def place(dataset: str, what: str) -> str:
    """Return the path of the file that keeps something of a dataset.

    Named by the number of the dataset's folder, so that every way to the folder leads to one file. Raises
    OSError where there is no such folder.
    """
    found = os.stat(dataset)
    return os.path.join(folder(), f"{found.st_dev:x}-{found.st_ino:x}.{what}")


def stamp(dataset: str) -> str:
    """Tell the state of a dataset's files in one line; any change of one gives another.

    Of each file its name, size, inode, and the times at which content and record were changed, in
    nanoseconds: the last cannot be set back. Take it before the files are read. What it cannot see: a file
    that is changed in place, to as many bytes, within one tick of the system's clock after it was read.
    """
    paths = (path for part in locate.PARTS for path in locate.files(dataset, part))
    return "; ".join(_state(path, dataset) for path in paths)


def _state(path: str, dataset: str) -> str:
    name = ascii(os.path.relpath(path, dataset))
    try:
        of = os.stat(path)
    except OSError:  # a link that leads nowhere
        return name
    return f"{name} {of.st_size} {of.st_ino} {of.st_mtime_ns} {of.st_ctime_ns}"


def opened(path: str) -> int | None:
    """Open a file of the cache for reading; give its descriptor.

    None where there is none, and where it is no ordinary file that is the user's own and writable to them
    alone: what another user can write is not believed.
    """
    try:
        descriptor = os.open(path, _OPEN)
    except (OSError, ValueError):
        return None
    found = os.fstat(descriptor)
    if stat.S_ISREG(found.st_mode) and _is_own(found) and not _others_write(found):
        return descriptor
    os.close(descriptor)
    return None


def write(path: str, content: Iterable[bytes]) -> bool:
    """Write a file of the cache whole, readable to the user alone; False where that cannot be done."""
    from pathlib import Path

    from akg import atomic

    try:
        os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
        if not _is_own(os.stat(os.path.dirname(path))):  # of root who was lent this home, or the other way
            return False
        if os.path.lexists(path):
            os.unlink(path)  # a link would be followed, and permissions kept
        with atomic.writing(Path(path), 0o600) as out:
            out.writelines(content)
    except (OSError, atomic.Unwritable):
        return False
    return True


def _is_own(found: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def _others_write(found: os.stat_result) -> bool:
    return os.name == "posix" and bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))

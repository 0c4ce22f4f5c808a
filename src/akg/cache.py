"""Says where the user's cache is, and by what a file in it is known to be of a dataset as it stands now."""

from __future__ import annotations

import errno
import mmap
import os
import stat
import sys
import time

from akg import locate

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator

_SECOND = 10**9  # in nanoseconds
_TICK = 20 * 10**6  # no system's clock of files is coarser, but those that count in one or two seconds
_LOOKS = 100  # at files that change again and again; then they are read as they are
_BUILT_IN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vocabulary.yaml")

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
    nanoseconds: the last cannot be set back. So of the vocabulary that comes with akg.
    """
    paths = [path for part in locate.PARTS for path in locate.files(dataset, part)]
    own = _state(_BUILT_IN, os.path.dirname(_BUILT_IN))
    return "; ".join((*(_state(path, dataset) for path in paths), own))


def settled(dataset: str) -> str:
    """Tell the state likewise, before the files are read, to know later whether they are still the same.

    A file that is changed twice within one tick of the system's clock has one time for both. So this waits
    until the last change is older than a tick. Returns an empty text where a file claims to be from the
    future, or is written all the time: what is read now must not be kept.
    """
    for _ in range(_LOOKS):
        told = stamp(dataset)
        changed = max(_changes(dataset), default=0)
        age = time.time_ns() - changed
        if age > _tick(changed):
            return told
        if age < 0:
            return ""
        time.sleep((_tick(changed) - age) / _SECOND)
    return ""


def unchanged(dataset: str, told: str) -> str:
    """Return what `settled` told before the files were read; an empty text where they are not as then.

    What was read while a file changed is of no state at all: it must not be kept.
    """
    return told if told and stamp(dataset) == told else ""


def state(path: str, dataset: str) -> str:
    """Tell the state of one file of a dataset, before it is read; an empty text if it is younger than a tick.

    What is read of such a one must not be kept, nor of one from the future. Raises OSError where it has gone.
    """
    told, changed = _state(path, dataset), os.stat(path).st_ctime_ns
    return told if time.time_ns() - changed > _tick(changed) else ""


def _tick(changed: int) -> int:
    """Give how far apart changes must be to have two times, in nanoseconds; `changed` is one of the times."""
    return _TICK if changed % _SECOND else 2 * _SECOND  # file systems that count in seconds


def _changes(dataset: str) -> Iterator[int]:
    """Give when each file was last changed, in nanoseconds."""
    from contextlib import suppress

    for part in locate.PARTS:
        for path in locate.files(dataset, part):
            with suppress(OSError):
                of = os.stat(path)  # Windows has in st_ctime when a file was made
                yield of.st_mtime_ns if os.name == "nt" else of.st_ctime_ns


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


def mapped(path: str) -> mmap.mmap | None:
    """Map a file of the cache for reading; None where `opened` gives none, and where it cannot be mapped."""
    descriptor = opened(path)
    if descriptor is None:
        return None
    try:
        return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # empty, or on what cannot be mapped
        return None
    finally:
        os.close(descriptor)


def write(path: str, content: Iterable[bytes | bytearray | array[int]]) -> None:
    """Write a file of the cache whole, readable to the user alone. Raises atomic.Unwritable.

    Windows neither replaces nor removes a file that another process has mapped: there that is Unwritable.
    """
    from contextlib import suppress
    from pathlib import Path

    from akg import atomic

    kept = Path(path)
    try:
        os.makedirs(kept.parent, 0o700, exist_ok=True)
        if not _is_own(os.stat(kept.parent)):  # of root who was lent this home, or the other way
            raise PermissionError(errno.EPERM, "its folder is another user's")
        atomic.clear(kept.parent)
        with suppress(FileNotFoundError):
            os.unlink(path)  # a link would be followed, and permissions kept
        with atomic.writing(kept, 0o600) as out:
            out.writelines(content)
    except OSError as error:
        raise atomic.Unwritable(kept, error) from error


def forget_the_vanished(what: str, of: Callable[[mmap.mmap], str]) -> None:
    """Remove what is kept of datasets, or files, that are no more where they were.

    `of` gives the path of what a file of the cache is of, or an empty text where it is damaged.
    """
    import glob
    from contextlib import suppress

    for path in glob.glob(os.path.join(glob.escape(folder()), f"*.{what}")):
        with suppress(OSError):
            try:
                content = mapped(path)
                left = content is None or place(of(content), what) != path
            except (OSError, ValueError):  # the last of a NUL
                left = True
            if left:
                os.unlink(path)


def _is_own(found: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or found.st_uid == os.geteuid()


def _others_write(found: os.stat_result) -> bool:
    return os.name == "posix" and bool(found.st_mode & (stat.S_IWGRP | stat.S_IWOTH))

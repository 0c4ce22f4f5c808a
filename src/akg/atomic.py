"""Writes files whole or not at all."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from akg.errors import AkgError

_REASONS: Mapping[int, str] = MappingProxyType({
    errno.ENOENT: "there is no such folder; create it first",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "it is there already; name another folder, or move it away",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your disk quota is used up",
})  # fmt: skip

_TEMPORARY = ".akg-{}.tmp"
_LONG_AGO = 3600  # seconds


class Unwritable(AkgError):
    """The file cannot be written; what stood there before still does."""

    def __init__(self, path: Path, error: OSError) -> None:
        reason = _REASONS.get(error.errno or 0) or error.strerror or str(error)
        super().__init__(f"cannot write {str(path)!r}: {reason}")


class Outside(AkgError):
    """The file would be written somewhere else than in the folder that it is for."""

    def __init__(self, path: Path, folder: Path) -> None:
        remedy = "remove the link that it goes through"
        super().__init__(f"cannot write {str(path)!r}: it leads outside {str(folder)!r}; {remedy}")


class Changed(AkgError):
    """The file is not any more what it was when it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{str(path)!r} was changed meanwhile, and is left as it is; try again")


@contextmanager
def alone(folder: Path, waits: Callable[[], object] = lambda: None) -> Iterator[None]:
    """Keep out every other akg that is to change the folder, until the `with` block has ended.

    Waits for one that does, and calls `waits` once that has taken a second. Where the system has no such
    locks, `change` alone sees what has changed.
    """
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a network's file system that has no locks
            for _ in range(10):
                with suppress(BlockingIOError):
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                time.sleep(0.1)
            else:
                waits()
                fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def clear(folder: Path) -> None:
    """Remove what was half written in a folder, and in those in it, when an akg was killed, long ago."""
    for left in (*folder.glob(_TEMPORARY.format("*")), *folder.glob(f"*/{_TEMPORARY.format('*')}")):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LONG_AGO:
                left.unlink()


def change(path: Path, old: bytes | None, new: bytes) -> None:
    """Write a file anew that holds `old`; None where there is none. Raises Changed, and Unwritable."""
    try:
        if (path.read_bytes() if os.path.lexists(path) else None) != old:
            raise Changed(path)
        if old is not None and not path.stat().st_mode & 0o222:  # renaming would not ask
            raise PermissionError(errno.EROFS, "it is read-only; allow writing (chmod u+w)")
    except OSError as error:
        raise Unwritable(path, error) from error
    with writing(path) as out:
        out.write(new)


def inside(path: Path, folder: Path) -> Path:
    """Return a path in a folder, or raise Outside where links on its way lead elsewhere."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        raise Outside(path, folder)
    return path


@contextmanager
def writing(path: Path, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Open a file for a `with` block that writes it; it appears under its name when the block has ended well.

    Until then, and when the block raises, whatever stands under the name stays as it is. A file that is
    replaced keeps its permissions, a new one has those of `mode` that the umask leaves; a link keeps its
    target's name; a device or pipe is written to directly.
    Raises Unwritable for every OSError, those of the block included.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        special = path.exists() and not path.is_file()  # renaming onto /dev/null would destroy it
        with path.open("wb") if special else _replacing(Path(os.path.realpath(path)), mode) as out:
            yield out
    except OSError as error:
        raise Unwritable(path, error) from error


def make(folder: Path) -> None:
    """Make a folder, where there is none, in one that is there. Raises Unwritable."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Unwritable(folder, error) from error


def create(folder: Path, files: Mapping[str, str]) -> None:
    """Write new files, given by their path in the folder, all or none; folders are made where they lack.

    What is there is never touched. Raises Unwritable or Outside, and takes away what it wrote until then.
    """
    with ExitStack() as undo:
        for name, text in files.items():
            path = inside(folder / name, folder)
            try:
                for lacking in reversed([parent for parent in path.parents if not parent.exists()]):
                    lacking.mkdir()
                    undo.callback(_quietly, lacking.rmdir)
                with path.open("x", encoding="utf-8", newline="\n") as out:
                    undo.callback(_quietly, path.unlink)
                    out.write(text)
            except OSError as error:
                raise Unwritable(path, error) from error
        undo.pop_all()


def _quietly(remove: Callable[[], None]) -> None:
    with suppress(OSError):
        remove()


@contextmanager
def _replacing(path: Path, mode: int) -> Iterator[BinaryIO]:
    temporary = path.with_name(_TEMPORARY.format(secrets.token_hex(8)))
    try:
        # Not `tempfile`: it creates for the owner alone, and the umask cannot be read without setting it.
        with open(os.open(temporary, _NEW, mode), "wb") as out:
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            yield out
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()  # there only where something went wrong


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

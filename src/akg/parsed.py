"""Keeps in the user's cache what parsing makes of each large file of a dataset, so that it is done once.

The file in the cache is found by device and inode of the one parsed. Separated by NUL it has: the version of
akg, the state of the file (`cache.state`), the CRC-32 of all that follows, the path, and in JSON the
top-level values, the faults and the lost ids. A map is [line, column, {key: value}, marks], a list likewise;
the marks are lines and columns one after the other. A value that cannot be used is null.
"""

import json
import mmap
import os
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from akg import __version__, atomic, cache, files, heap
from akg.errors import Fault, Place
from akg.files import Part
from akg.marked import FAULTY, Map, Mark, Seq

# Bytes of a file from which on this pays: some 5,000 relations in braces, which take 0.15 s to parse and half
# of that to be read from here. What is curated by hand is smaller, and nothing is kept of it.
LEAST = 1 << 19
_WHAT = "parsed"
_HEAD = 1 << 14  # bytes that no head is longer than


def read_file(path: Path, folder: Path) -> Part:
    """Read a file as `files.read_file` does, but take what is kept of it if that is of its present state."""
    known = _known(path, folder)
    if known is None:
        return files.read_file(path, folder)
    file, place = path.relative_to(folder).as_posix(), cache.place(str(path), _WHAT)
    found = _kept(place, known, file)
    if found is None:
        found = files.read_file(path, folder)
        if found.roots:  # else it was no UTF-8
            with suppress(OSError, atomic.Unwritable):
                rest = b"%s\0%s" % (os.fsencode(path.absolute()), _dumped(found))
                cache.write(place, (known, b"%08x\0" % crc32(rest), rest))
    return found


def _known(path: Path, folder: Path) -> bytes | None:
    """Give what stands first in the file kept of one; None of one of which nothing is to be kept."""
    try:
        files.checked(path, folder)
        large = files.is_yaml(path) and path.stat().st_size >= LEAST
        state = cache.state(str(path), str(folder)) if large else ""
    except (OSError, files.Unreadable):
        return None
    return f"{__version__}\0{state}\0".encode() if state else None


@heap.growing()
def _kept(place: str, known: bytes, file: str) -> Part | None:
    """Read what is kept; None where nothing is, or of another state or version, or damaged."""
    content = cache.mapped(place)
    if content is None or content[: len(known)] != known:
        return None
    told, _, rest = content[len(known) :].partition(b"\0")
    if told != b"%08x" % crc32(rest):
        return None
    roots, faults, lost = json.loads(rest.partition(b"\0")[2])
    made = [Fault(Place(file, *mark), *said)._replace(times=times) for mark, said, times in faults]
    return Part([(_made(roots), file)], made, set(lost))


def forget_the_vanished() -> None:
    """Remove what is kept of files that are no more where they were."""
    cache.forget_the_vanished(_WHAT, _of)


def _of(content: mmap.mmap) -> str:
    """Give the path of the file that something is kept of; an empty text where it is damaged."""
    head = content[:_HEAD].split(b"\0", 4)
    return os.fsdecode(head[3]) if len(head) == 5 else ""


def _dumped(part: Part) -> bytes:
    ((roots, _),) = part.roots
    faults = [(fault.place[1:], fault[1:4], fault.times) for fault in part.faults]
    return json.dumps([_plain(roots), faults, sorted(part.lost)], separators=(",", ":")).encode()


def _plain(value: object) -> object:
    """Give a value as JSON has it."""
    if isinstance(value, Map):
        held = {key: one if type(one) is str else _plain(one) for key, one in value.items()}
        return [*value.mark, held, [n for both in value.marks.values() for mark in both for n in mark]]
    if isinstance(value, Seq):
        return [*value.mark, [_plain(item) for item in value], [n for mark in value.marks for n in mark]]
    return None if value is FAULTY else value


def _made(of: Any) -> Any:
    """Make a value of what JSON has; recursive, which its own nesting bounds (`marked.DEPTH`)."""
    if of is None:
        return FAULTY
    if isinstance(of, str):
        return of
    line, column, held, numbers = of
    each = iter(numbers)
    marks: zip[Mark] = zip(each, each, strict=True)
    if isinstance(held, list):
        seq = Seq((line, column))
        seq.extend(map(_made, held))
        seq.marks.extend(marks)
        return seq
    node = Map((line, column))
    node.update(held)
    node.marks.update(zip(held, zip(marks, marks, strict=True), strict=True))
    for key, inner in held.items():
        if type(inner) is not str:
            node[key] = _made(inner)
    return node

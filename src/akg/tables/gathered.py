"""Brings together what has the same key in a stream of any length, in bounded memory."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import IO
from zlib import crc32

MOST = 100_000  # items that are held in memory
_PARTS = 64  # files that more than these are spread over, by key


def by_key(items: Iterable[tuple[str, str]], most: int = MOST) -> Iterator[list[str]]:
    """Give the items of each key in a list, in the order of the first of each; the keys are left out.

    Neither keys nor items hold a tab or the end of a line. More than `most` are parted by key over temporary
    files, each is put in order by itself, and all are merged.
    >>> list(by_key([("a", "1"), ("b", "2"), ("a", "3")]))
    [['1', '3'], ['2']]
    """
    items = iter(items)
    first = list(islice(items, most + 1))
    if len(first) <= most:
        yield from _grouped(first)
        return
    with ExitStack() as stack:
        parts = [stack.enter_context(_file()) for _ in range(_PARTS)]
        numbered = enumerate(chain(first, items))
        del first
        for number, (key, item) in numbered:
            parts[crc32(key.encode()) % _PARTS].write(f"{number}\t{key}\t{item}\n")
        ordered = [stack.enter_context(_ordered(part)) for part in parts]
        for _, line in merge(*map(_numbered, ordered)):
            yield line.rstrip("\n").split("\t")


def _grouped(items: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    groups: dict[str, list[str]] = {}
    for key, item in items:
        groups.setdefault(key, []).append(item)
    yield from groups.values()


def _ordered(part: IO[str]) -> IO[str]:
    """Write a file with a line a key: the number of its first item, then all of them."""
    part.seek(0)
    groups: dict[str, list[str]] = {}
    for line in part:
        number, key, item = line.rstrip("\n").split("\t")
        groups.setdefault(key, [number]).append(item)
    part.truncate(0)
    made = _file()
    made.writelines("\t".join(group) + "\n" for group in groups.values())
    made.seek(0)
    return made


def _numbered(part: IO[str]) -> Iterator[tuple[int, str]]:
    for line in part:
        number, _, items = line.partition("\t")
        yield int(number), items


def _file() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8", newline="\n")

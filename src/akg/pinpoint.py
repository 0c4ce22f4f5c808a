"""Finds where in its file a value at fault stands; the file is read anew, since faults are rare."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from akg import complaints, files
from akg.errors import Fault, Place
from akg.marked import Map, Mark, Seq


def values(folder: Path, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Give the faults with their keys followed: each at the value, not at the record that it stands in."""
    maps: dict[str, dict[Mark, Map]] = {}
    for fault in faults:
        if not fault.keys:
            yield fault
            continue
        file = fault.place.file
        if file not in maps:
            maps[file] = _maps(folder, file)
        record = maps[file].get((fault.place.line, fault.place.column))
        found = complaints.mark(record, fault.keys, at_key=False) if record else fault.place[1:]
        yield fault._replace(place=Place(file, *found), keys=())


def _maps(folder: Path, file: str) -> dict[Mark, Map]:
    part, name = files.read_file(folder / file, folder), files.part_of(file)
    files.inherit(part, name)  # so that a value which stands in a `with:` is found
    return {node.mark: node for root, _ in part.roots for node in _within(root)}


def _within(node: object) -> Iterator[Map]:
    if isinstance(node, Map):
        yield node
    for child in node.values() if isinstance(node, Map) else node if isinstance(node, Seq) else ():
        yield from _within(child)

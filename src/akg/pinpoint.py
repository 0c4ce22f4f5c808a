"""Finds where in its file a value at fault stands; the file is read anew, since faults are rare."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from akg import complaints, files
from akg.errors import Fault, Place
from akg.marked import Map, Mark, Seq


def values(folder: Path, faults: Iterable[Fault], read: files.Reading = files.read_file) -> Iterator[Fault]:
    """Give the faults with their keys followed: each at the value, not at the record that it stands in."""
    maps: dict[str, dict[Mark, Map]] = {}
    for fault in faults:
        file = fault.place.file
        if fault.keys and file not in maps:
            maps[file] = _maps(folder, file, read)
        yield placed(fault, maps[file]) if fault.keys else fault


def placed(fault: Fault, maps: Mapping[Mark, Map]) -> Fault:
    """Give a fault with its keys followed, among the records of its file by where they stand."""
    if not fault.keys:
        return fault
    record = maps.get((fault.place.line, fault.place.column))
    found = complaints.mark(record, fault.keys, at_key=False) if record else fault.place[1:]
    return fault._replace(place=Place(fault.place.file, *found), keys=())


def _maps(folder: Path, file: str, read: files.Reading) -> dict[Mark, Map]:
    part, name = read(folder / file, folder), files.part_of(file)
    files.inherit(part, name)  # so that a value which stands in a `with:` is found
    return {node.mark: node for root, _ in part.roots for node in within(root)}


def within(node: object) -> Iterator[Map]:
    """Give the maps in what was read, itself included."""
    if isinstance(node, Map):
        yield node
    for child in node.values() if isinstance(node, Map) else node if isinstance(node, Seq) else ():
        yield from within(child)

"""Reads what an import has to know of a dataset, without making records of it."""

import json
from collections.abc import Container, Iterator
from pathlib import Path

from akg import files, locate
from akg.spelling import nfc
from akg.tables.cast import Known

Raw = dict[str, object]


def path(folder: Path, part: str, name: str) -> Path:
    """Give the file of a part that an import of this name writes."""
    ending = ".yaml" if part == "vocabulary" else locate.LINES
    return folder / part / f"{name}{ending}"


def entities(folder: Path, own: Path) -> Iterator[Known]:
    """Give the entities of a dataset but for those in one file; what is broken is passed over."""
    for raw in _others(folder, "entities", own):
        if known := _entity(raw):
            yield known


def before(own: Path) -> Iterator[Known]:
    """Give the entities that a file holds; none where there is no such file."""
    if own.is_file():
        for raw in lines(own):
            if known := _entity(raw):
                yield known


def sources(folder: Path, own: Path) -> Iterator[str]:
    """Give the ids of sources likewise."""
    for raw in _others(folder, "sources", own):
        if isinstance(id := raw.get("id"), str):
            yield id


def relations(folder: Path, own: Path, among: Container[str]) -> Iterator[str]:
    """Give the ids of relations likewise, of those with an id of their own, or both ends among these."""
    for raw in _others(folder, "relations", own):
        id, start, type, goal, date = (raw.get(key) for key in ("id", "from", "type", "to", "date"))
        if isinstance(id, str):
            yield id
        elif start in among and goal in among:
            yield relation_id(str(start), str(type), str(goal), "" if date is None else str(date))


def relation_id(start: str, type: str, goal: str, date: str) -> str:
    """Give the id of a relation that has none of its own, as `model.relation_id` does of a parsed date."""
    return ".".join([start, type, goal, *("".join(date.split()),) * bool(date)])


def lines(path: Path) -> Iterator[Raw]:
    """Read a file of JSON Lines; what is broken is passed over."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for line in file:
            try:
                raw = json.loads(line, parse_int=str, parse_float=str)
            except (ValueError, RecursionError):
                continue
            if isinstance(raw, dict):
                yield raw


def _others(folder: Path, part: str, own: Path) -> Iterator[Raw]:
    for path in files.paths(folder, part):
        if path == own or not path.is_file():
            continue
        if files.is_yaml(path):
            read = files.read_file(path, folder)
            yield from (one.record for one in files.records(read, part) if isinstance(one, files.Raw))
        else:
            yield from lines(path)


def _entity(raw: Raw) -> Known | None:
    id, kind, name, aliases = (raw.get(key) for key in ("id", "kind", "name", "aliases"))
    if not (isinstance(id, str) and isinstance(kind, str) and isinstance(name, str)):
        return None
    others = (one.get("name") if isinstance(one, dict) else one for one in _listed(aliases))
    return Known(id, kind, (nfc(name), *(nfc(other) for other in others if isinstance(other, str))))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []

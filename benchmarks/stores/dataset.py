"""Reads a made dataset for the engines that cannot read JSON Lines themselves."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

UNDATED = 99999999  # after every day: what has no date comes last, and is in no window


class Relation(NamedTuple):
    """A relation as the engines keep it."""

    src: str
    type: str
    dst: str
    first: int  # day, such as 20140131
    last: int  # the same for what takes one day
    source: str


def entities(dataset: Path) -> Iterator[str]:
    """Give the ids, in the order of the files."""
    return (record["id"] for record in _records(dataset / "entities"))


def relations(dataset: Path) -> Iterator[Relation]:
    """Give the relations, in the order of the files."""
    for record in _records(dataset / "relations"):
        first, last = days(record.get("date"))
        yield Relation(record["from"], record["type"], record["to"], first, last, record["source"])


def days(text: str | None) -> tuple[int, int]:
    """Give the first and the last day of a date of these datasets: none, a day, or two with a slash."""
    if text is None:
        return UNDATED, UNDATED
    first, _, last = text.replace("-", "").partition("/")
    return int(first), int(last or first)


def _records(folder: Path) -> Iterator[dict[str, str]]:
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)

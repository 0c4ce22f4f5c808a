"""Gives faults of the data as records."""

from collections.abc import Iterable
from pathlib import Path

from akg.errors import Fault
from akg.render.records import Record


def of(faults: Iterable[Fault], folder: Path) -> list[Record]:
    """Give a record a fault of the data; the file with its folder, as one would open it."""
    return [
        {
            "file": (folder / fault.place.file).as_posix(),
            "line": fault.place.line,
            "column": fault.place.column,
            "severity": fault.severity,
            "code": fault.code,
            "message": fault.message,
            "times": fault.times,
        }
        for fault in faults
    ]

"""What can go wrong: faults in the data, which are values, and errors in a request, which are raised."""

from typing import Literal, NamedTuple

from akg import AkgError as AkgError  # there, because a TAB needs no more of this than that

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A position in a data file, as an editor counts it: lines and columns from 1."""

    file: str  # relative to the dataset's folder, with forward slashes
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Fault(NamedTuple):
    """One thing that is wrong with the data: where, what, and what to do about it.

    `record` is the id (or, lacking one, the place) of the record that the fault makes unusable; None where
    the record can still be used, as with every warning. `keys` leads from the place of a record to the value
    at fault; `checks.run` follows it and puts the value's own place.
    """

    place: Place
    severity: Severity
    code: str
    message: str
    record: str | None = None
    keys: tuple[int | str, ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}]: {self.message}"

"""What can go wrong: faults in the data, which are values, and errors in a request, which are raised."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from akg import AkgError as AkgError  # there, because a TAB needs no more of this than that

MOST = 1_000  # faults that are told one by one
_OF_FILES = frozenset({"file", "missing-file"})  # a file that is not read at all comes among them
# What numbers out of place, in a snapshot that is damaged, can raise in code that trusts them.
OF_DAMAGE = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A position in a data file, as an editor counts it: lines and columns from 1."""

    file: str  # relative to the dataset's folder, with forward slashes
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Places:
    """Turns places into numbers, which take a third of the room, since there may be millions; and back."""

    def __init__(self) -> None:
        self._files: list[str] = []

    def number(self, where: Place) -> int:
        """Give a place as a number; those of one file are best numbered one after the other."""
        if not self._files or self._files[-1] != where.file:
            self._files.append(where.file)
        return (len(self._files) - 1) << 64 | where.line << 32 | where.column

    def of(self, number: int) -> Place:
        """Give the place of a number."""
        return Place(self._files[number >> 64], number >> 32 & 0xFFFFFFFF, number & 0xFFFFFFFF)


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
    times: int = 1  # faults that it stands for: several where it says that there are more
    others: frozenset[str] = frozenset()  # and the records of those

    def __str__(self) -> str:
        return f"{self.place}: {self.severity}[{self.code}]: {self.message}"


def add(faults: list[Fault], fault: Fault) -> None:
    """Append a fault; from the MOST-th on, the last one only says how many more there are.

    So a file that is broken on purpose cannot fill the memory. What is left out of a list has no record.
    One of a whole file is told first: it explains others.
    """
    if fault.code in _OF_FILES and len(faults) >= MOST:
        faults.insert(0, fault)
        fault = faults.pop(MOST)
    if len(faults) <= MOST:
        faults.append(fault if len(faults) < MOST else more(fault, fault.times))
    else:
        faults[-1] = more(faults[-1], faults[-1].times + fault.times)


def more(first: Fault, times: int, records: Iterable[str] = ()) -> Fault:
    """Word that there are more faults than are told, the first of which is given."""
    count = f"{times:,} more {first.severity}{'s' if times > 1 else ''}"
    message = f"{count} from here on; mend those that are told, then check again"
    return Fault(first.place, first.severity, "more", message, None, (), times, frozenset(records))

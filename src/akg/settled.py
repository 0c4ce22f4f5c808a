"""Keeps quiet the warnings of which their record says that they are meant."""

from bisect import bisect_right
from collections.abc import Iterator

from akg.codes import CODES, MAY_BE_MEANT
from akg.errors import Fault, Place
from akg.model import Dataset, Entity, Relation, Source
from akg.text import remedy


class Settled:
    """What the records of a dataset say is meant, and what of it has kept nothing quiet so far."""

    def __init__(self, data: Dataset) -> None:
        records = _records(data)
        self._meant = {record.where: record.meant for record in records if record.meant}
        # Where each record begins, in order; not needed where nothing is meant.
        self._places = sorted(record.where for record in records) if self._meant else []
        self._idle = {
            (place, code) for place, codes in self._meant.items() for code in codes if code in CODES
        }

    def quiets(self, fault: Fault) -> bool:
        """Tell whether the record that a fault stands in says it is meant; an error never is."""
        place = self._record(fault.place) if fault.severity == "warning" else None
        if place is None or fault.code not in self._meant.get(place, ()):
            return False
        self._idle.discard((place, fault.code))
        return True

    def _record(self, place: Place) -> Place | None:
        """Find the record that something stands in: the last that begins before it, or there."""
        number = bisect_right(self._places, place)
        found = self._places[number - 1] if number else None
        return found if found and found.file == place.file else None

    def idle(self) -> Iterator[Fault]:
        """Warn of what is meant and kept nothing quiet: it would hide the next warning that is not meant."""
        for place, code in sorted(self._idle):
            message = f"there is no {code} here; remove it from 'meant'"
            yield Fault(place, "warning", "meant-nothing", message, None, ("meant",))


def unknown(data: Dataset) -> Iterator[Fault]:
    """Find what is said to be meant and is the code of no warning; its record can be used all the same."""
    for record in _records(data):
        for number, code in enumerate(record.meant):
            if code not in MAY_BE_MEANT:
                message = f"{code!r} {_fault(code)}{remedy(code, MAY_BE_MEANT)}"
                yield Fault(record.where, "error", "wrong-value", message, None, ("meant", number))


def _records(data: Dataset) -> list[Entity | Relation | Source]:
    stated = (relation for relation in data.relations if relation.event is None)
    return [*data.entities.values(), *stated, *data.sources.values()]


def _fault(code: str) -> str:
    if code not in CODES:
        return "is no code of a warning"
    return "is an error, and those are mended" if CODES[code].told == "error" else "cannot be meant"

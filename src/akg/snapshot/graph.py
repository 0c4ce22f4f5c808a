"""The reading interface over a snapshot: what is not asked for is not read."""

import json
import struct
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from akg.claims import STATUSES
from akg.dates import BEGIN, END
from akg.model import Entity, Relation, Source
from akg.reading import Node, Part, Rel, Row
from akg.snapshot.records import Reader
from akg.snapshot.sections import Damaged, Sections
from akg.vocabulary import Vocabulary

PARTS: tuple[Part, ...] = ("end", "place", "about", "voice")
NOWHERE = 2**32 - 1  # stands for no place
BLOCK = 64  # relations of one entity or several, of whose times the least and the greatest are kept
KEPT = 100_000  # records, and times, that stay read: of each sort
# Source, target, time, place, cost, type, status, flags: the last three and times by their numbers.
ROW = struct.Struct("=IIIIIHBB")
TIME = 5  # numbers of a time: its bounds, and the day that it is listed under


class Texts(Sequence[str]):
    """Texts in a section, one after the other, and in another where each begins."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._text, self._at = sections[name], sections[f"{name}.at"]
        if not len(self._at) or self._at[-1] != len(self._text):
            raise Damaged(f"{name}: texts and places do not fit")

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, n: int) -> str:  # type: ignore[override]  # no slices
        if not 0 <= n < len(self):
            raise IndexError(n)
        return str(self._text[self._at[n] : self._at[n + 1]], "utf-8")


class Lists:
    """Lists of numbers in a section, one after the other, and in another where each begins."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.items, self._at = sections[name], sections[f"{name}.at"]
        if not len(self._at) or self._at[-1] != len(self.items):
            raise Damaged(f"{name}: lists and places do not fit")

    def span(self, n: int) -> tuple[int, int]:
        """Give where a list begins and where it ends."""
        begin, end = self._at[n], self._at[n + 1]
        if n < 0 or not begin <= end <= len(self.items):
            raise Damaged("a list is out of place")
        return begin, end

    def __getitem__(self, n: int) -> memoryview:
        begin, end = self.span(n)
        return self.items[begin:end]


class Snapshot:
    """The reading interface (`akg.reading.Graph`) over the sections of a file; `looked_up` has its names."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        self._facts: dict[str, Any] = json.loads(sections.verified("facts"))
        self._reader = Reader(self._facts["files"])
        self._types: list[str] = self._facts["types"]
        self._kinds: list[str] = self._facts["kinds"]
        self._ids, self._names = Texts(sections, "entities.id"), Texts(sections, "entities.name")
        self._kind, self._entities = sections["entities.kind"], Texts(sections, "entities.rest")
        self._rows, self._relations = sections["relations.row"], Texts(sections, "relations.rest")
        self._times = sections["times"]
        self._near, self._floors = Lists(sections, "near"), sections["near.floor"]
        self._pair, self._pairs = sections["near.pair"], Lists(sections, "pairs")
        self._incident, self._parts = Lists(sections, "incident"), sections["incident.part"]
        self._begun, self._ended = sections["blocks.begun"], sections["blocks.ended"]
        self._named, self._named_parts = Lists(sections, "named"), sections["named.part"]
        # What was read stays a while: one record is one object, and is asked for again.
        self._time_of: dict[int, tuple[int, ...]] = {}
        self._entity_of: dict[Node, Entity] = {}
        self._relation_of: dict[Rel, Relation] = {}

    @property
    def stamp(self) -> str:
        """The state of the dataset's files that it was made from, as `cache.stamp` tells it."""
        return str(self._facts["stamp"])

    @property
    def folder(self) -> str:
        """The folder of the dataset that it was made from."""
        return str(self._facts["folder"])

    @property
    def made_by(self) -> str:
        """The version of akg that made it."""
        return str(self._facts["made_by"])

    @property
    def left_out(self) -> int:
        """How many records of the dataset are not in it, for errors."""
        return int(self._facts["left_out"])

    @property
    def undated(self) -> int:
        """How many claims there are of which nobody knows when they were made."""
        return int(self._facts["undated"])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return self._reader.vocabulary(json.loads(self.sections.verified("vocabulary")))

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return _Sources(self.sections, self._reader)

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def size(self) -> int:
        return len(self._relations)

    def node(self, id: str) -> Node | None:
        n = bisect_left(self._ids, id)
        return n if n < len(self._ids) and self._ids[n] == id else None

    def id(self, n: Node) -> str:
        return self._ids[n]

    def kind(self, n: Node) -> str:
        return self._kinds[self._kind[n]]

    def name(self, n: Node) -> str:
        return self._names[n]

    def entity(self, n: Node) -> Entity:
        if n not in self._entity_of:
            if len(self._entity_of) == KEPT:
                self._entity_of.clear()
            rest = json.loads(self._entities[n])
            self._entity_of[n] = self._reader.entity(rest, self.id(n), self.kind(n), self.name(n))
        return self._entity_of[n]

    def neighbours(self, n: Node) -> Sequence[Node]:
        return self._near[n]

    def degree(self, n: Node) -> int:
        begin, end = self._near.span(n)
        return end - begin

    def floors(self, n: Node) -> Sequence[int]:
        begin, end = self._near.span(n)
        return self._floors[begin:end]

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        begin, end = self._near.span(u)
        of_v = self._near.span(v)
        if of_v[1] - of_v[0] < end - begin:
            (begin, end), v = of_v, u
        at = bisect_left(self._near.items, v, begin, end)
        return self._pairs[self._pair[at]] if at < end and self._near.items[at] == v else ()

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        begin, end = self._incident.span(n)
        if since is None and until is None:
            for at in range(begin, end):
                yield self._incident.items[at], PARTS[self._parts[at]]
            return
        first, last = BEGIN if since is None else since, END if until is None else until
        for block in range(begin // BLOCK, -(-end // BLOCK)):
            if self._begun[block] > last or self._ended[block] < first:
                continue
            for at in range(max(begin, block * BLOCK), min(end, block * BLOCK + BLOCK)):
                r = self._incident.items[at]
                row = self.row(r)
                if row.es <= last and row.le >= first:
                    yield r, PARTS[self._parts[at]]

    def mentioned_in(self, n: Node) -> Sequence[tuple[Node, Part]]:
        begin, end = self._named.span(n)
        parts = (PARTS[part] for part in self._named_parts[begin:end])
        return list(zip(self._named.items[begin:end], parts, strict=True))

    def row(self, r: Rel) -> Row:
        try:
            src, dst, time, place, cost, type, status, flags = ROW.unpack_from(self._rows, r * ROW.size)
        except struct.error:
            raise IndexError(r) from None
        es, ls, ee, le, start = self._time(time)
        return Row(
            src, dst, self._types[type], es, ls, ee, le, STATUSES[status], cost << 16 | 1,
            place if place != NOWHERE else None, flags, start,
        )  # fmt: skip

    def _time(self, number: int) -> tuple[int, ...]:
        if number not in self._time_of:
            if len(self._time_of) == KEPT:
                self._time_of.clear()
            self._time_of[number] = tuple(self._times[number * TIME : number * TIME + TIME])
        return self._time_of[number]

    def relation(self, r: Rel) -> Relation:
        if r not in self._relation_of:
            if len(self._relation_of) == KEPT:
                self._relation_of.clear()
            row, rest = self.row(r), json.loads(self._relations[r])
            ends = self.id(row.src), row.type, self.id(row.dst)
            self._relation_of[r] = self._reader.relation(rest, *ends)
        return self._relation_of[r]

    def premises(self, r: Rel) -> Sequence[Rel]:
        return ()


class _Sources(Mapping[str, Source]):
    """The sources by id, in the order of the dataset; one is read when it is asked for."""

    def __init__(self, sections: Sections, reader: Reader) -> None:
        ids = Texts(sections, "sources.id")
        self._numbers = {id: n for n, id in enumerate(ids)}
        self._rest, self._reader = Texts(sections, "sources.rest"), reader
        self._read: dict[str, Source] = {}

    def __getitem__(self, id: str) -> Source:
        if id not in self._read:
            self._read[id] = self._reader.source(json.loads(self._rest[self._numbers[id]]), id)
        return self._read[id]

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

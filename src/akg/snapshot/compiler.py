"""Compiles a dataset to a snapshot: relations come one by one, and are kept as numbers until all are known.

Everything is ordered by counting sorts over arrays, so that millions of relations need tens of bytes each,
besides what is printed of them.
"""

import json
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import le
from pathlib import Path

from akg import __version__, claims, dates, rows, walk
from akg.claims import STATUSES, Standing
from akg.dates import Bounds
from akg.model import Dataset, Entity, Relation, Source
from akg.reading import Node, Part, flags
from akg.snapshot.graph import BLOCK, NOWHERE, PARTS, ROW
from akg.snapshot.records import Writer
from akg.snapshot.sections import Section
from akg.snapshot.sorting import Numbers, grouped, ranks, taken
from akg.spelling import nfc, words
from akg.vocabulary import Vocabulary

END = PARTS.index("end")
_STATUS = {status: number for number, status in enumerate(STATUSES)}
_PART = {part: number for number, part in enumerate(PARTS)}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # `json.dumps` would make one for each


def compiled(data: Dataset, *, stamp: str = "", left_out: int = 0) -> list[Section]:
    """Compile a sound dataset (`checks.sound`); `Snapshot` tells stamp and `left_out` again."""
    made = Compiler(data.entities, data.vocabulary, data.sources)
    for relation, standing in rows.standings(data):
        made.add(relation, standing)
    return made.sections(folder=data.folder, stamp=stamp, left_out=left_out)


class Compiler:
    """Takes the entities, then every relation, in any order, and gives the sections of the snapshot."""

    def __init__(
        self, entities: Mapping[str, Entity], vocabulary: Vocabulary, sources: Mapping[str, Source]
    ) -> None:
        self.ids = sorted(entities)
        self.nodes: dict[str, Node] = {id: n for n, id in enumerate(self.ids)}
        self._entities = [entities[id] for id in self.ids]
        self._vocabulary, self._sources = vocabulary, sources
        self.types = {id: number for number, id in enumerate(vocabulary.types)}
        self.writer = Writer()
        # Of each relation, in the order in which they come.
        self._relation_ids: list[str] = []
        self._src, self._dst, self._time, self._place = array("I"), array("I"), array("I"), array("I")
        self._cost, self._floor, self._type = array("I"), array("I"), array("H")
        self._status, self._flags = array("B"), array("B")
        self._rest, self._rest_at = bytearray(), array("Q", [0])
        self._times: dict[tuple[int, ...], int] = {}
        # Who else is mentioned, besides the ends: by which relation, who, and how.
        self._by, self._who, self._how = array("I"), array("I"), array("B")
        self._undated = sum(
            claims.said(claim, sources) is None for e in self._entities for claim in walk.claims_of(e)
        )

    def __len__(self) -> int:
        return len(self._relation_ids)

    def add(self, relation: Relation, standing: Standing) -> None:
        """Take a sound relation, and how it stands."""
        place = rows.place(relation, self._sources)
        self.put(
            relation.id, self.nodes[relation.src], self.types[relation.type], self.nodes[relation.dst],
            bounds=standing.bounds, start=standing.start, status=_STATUS[standing.status],
            flags=flags(standing), cost=rows.weight(relation, standing) >> 16,
            floor=rows.floor(relation) >> 16, place=self.nodes.get(place, NOWHERE) if place else NOWHERE,
            rest=dumped(self.writer.relation(relation)),
        )  # fmt: skip
        number = len(self) - 1
        for id, part in rows.mentions(relation).items():
            if part != "end" and id in self.nodes:
                self.mention(number, self.nodes[id], part)
        if relation.event is None:  # those of an event are counted with it
            self._undated += sum(claims.said(claim, self._sources) is None for claim in relation.claims)

    def put(
        self, id: str, src: Node, type: int, dst: Node, *, bounds: Sequence[int], start: int, status: int,
        flags: int, cost: int, floor: int, place: Node, rest: bytes,
    ) -> None:  # fmt: skip
        """Take a relation by its numbers, as the row has them; `rest` is what `Writer` gives, in JSON."""
        self._relation_ids.append(id)
        self._src.append(src)
        self._dst.append(dst)
        self._type.append(type)
        self._time.append(self._times.setdefault((*bounds, start), len(self._times)))
        self._status.append(status)
        self._flags.append(flags)
        self._cost.append(cost)
        self._floor.append(floor)
        self._place.append(place)
        self._rest += rest
        self._rest_at.append(len(self._rest))

    def undated(self, claims: int) -> None:
        """Take note of so many claims of which nobody knows when they were made."""
        self._undated += claims

    def mention(self, number: int, who: Node, part: Part) -> None:
        """Take note that the relation that came as the number-th mentions another entity than its ends."""
        self._by.append(number)
        self._who.append(who)
        self._how.append(_PART[part])

    def sections(self, *, folder: Path, stamp: str, left_out: int) -> list[Section]:
        """Lay out all that was taken."""
        order = _by_id(self._relation_ids)
        self._relation_ids.clear()
        self._reorder(order)
        made = [
            *self._of_rows(), *self._of_pairs(), *self._of_incidence(order), *self._of_entities(),
            *self._of_names(), *self._of_sources(),
            Section("vocabulary", "s", dumped(self.writer.vocabulary(self._vocabulary))),
        ]  # fmt: skip
        facts = {
            "made_by": __version__, "folder": os.path.abspath(folder), "stamp": stamp,
            "left_out": left_out, "undated": self._undated,
            "types": list(self.types), "kinds": list(self._vocabulary.kinds), "statuses": list(STATUSES),
            "parts": list(PARTS), "files": list(self.writer.files),
        }  # fmt: skip
        return [*made, Section("facts", "s", dumped(facts))]

    def _reorder(self, order: Sequence[int]) -> None:
        """Put what is known of relations in the order of their ids."""
        if isinstance(order, range):
            return
        for name in ("_src", "_dst", "_type", "_time", "_status", "_flags", "_cost", "_floor", "_place"):
            column = getattr(self, name)
            setattr(self, name, taken(column, order))
        at, whole = self._rest_at, memoryview(self._rest)
        self._rest_at = array("Q", [0])
        pieces = bytearray()
        for n in order:
            pieces += whole[at[n] : at[n + 1]]
            self._rest_at.append(len(pieces))
        self._rest = pieces

    def _of_rows(self) -> Iterator[Section]:
        columns = (
            self._src, self._dst, self._time, self._place, self._cost, self._type, self._status, self._flags,
        )  # fmt: skip
        yield Section("relations.row", "s", b"".join(map(ROW.pack, *columns)))
        yield Section("relations.rest", "s", self._rest)
        yield Section("relations.rest.at", "Q", self._rest_at)
        yield Section("times", "q", array("q", chain.from_iterable(self._times)))

    def _of_pairs(self) -> Iterator[Section]:
        """Lay out the pairs that are joined, by (u, v) with u < v, and beside each entity its neighbours."""
        count = len(self._entities)
        low, high = (array("I", map(pick, self._src, self._dst)) for pick in (min, max))
        _, by_cost = grouped(self._cost, max(self._cost, default=0) + 1)
        _, by_high = grouped(high, count, by_cost)
        _, members = grouped(low, count, by_high)
        begins, ends, floors = array("Q"), array("I"), array("Q")
        last = None
        for at, r in enumerate(members):
            pair, floor = (low[r], high[r]), self._floor[r] << 16 | 1
            if pair != last:
                begins.append(at)
                ends.extend(pair)
                floors.append(floor)
                last = pair
            elif floor < floors[-1]:
                floors[-1] = floor
        begins.append(len(members))
        yield Section("pairs", "I", members)
        yield Section("pairs.at", "Q", begins)
        # Pairs come by their lower end, so that the neighbours of each come ascending.
        near_at, near = grouped(ends, count)
        pairs = array("I", (n >> 1 for n in near))
        yield Section("near", "I", taken(ends, array("I", (n ^ 1 for n in near))))
        yield Section("near.at", "Q", near_at)
        yield Section("near.floor", "Q", taken(floors, pairs))
        yield Section("near.pair", "I", pairs)

    def _of_incidence(self, order: Sequence[int]) -> Iterator[Section]:
        """Lay out what mentions each entity, by time, and the least and greatest times of each block."""
        times = list(self._times)
        keys = [dates.sort_key(Bounds(*time[:4]), time[4]) for time in times]
        dense = {key: number for number, key in enumerate(sorted(set(keys)))}
        when = taken(array("I", (dense[key] for key in keys)), self._time)
        _, by_time = grouped(when, len(dense))
        numbers = array("I", range(len(when)))
        who, rels = self._src + self._dst + self._who, numbers + numbers + taken(ranks(order), self._by)
        parts = array("B", [END]) * (2 * len(numbers)) + self._how
        _, in_time = grouped(taken(ranks(by_time), rels), len(numbers))
        at, placed = grouped(who, len(self._entities), in_time)
        incident = taken(rels, placed)
        yield Section("incident", "I", incident)
        yield Section("incident.at", "Q", at)
        yield Section("incident.part", "B", taken(parts, placed))
        blocks = range(0, len(incident), BLOCK)
        held = [[times[self._time[r]] for r in incident[n : n + BLOCK]] for n in blocks]
        yield Section("blocks.begun", "q", array("q", (min(time[0] for time in of) for of in held)))
        yield Section("blocks.ended", "q", array("q", (max(time[3] for time in of) for of in held)))

    def _of_entities(self) -> Iterator[Section]:
        kinds = {id: number for number, id in enumerate(self._vocabulary.kinds)}
        yield from texts("entities.id", self.ids)
        yield from texts("entities.name", (entity.name for entity in self._entities))
        yield Section("entities.kind", "H", array("H", (kinds[entity.kind] for entity in self._entities)))
        yield from raw("entities.rest", (dumped(self.writer.entity(entity)) for entity in self._entities))
        pairs = [
            (self.nodes[id], n, _PART[part])
            for n, entity in enumerate(self._entities)
            for id, part in sorted({p for own in rows.own(entity) for p in rows.named(entity, own).items()})
            if id in self.nodes
        ]
        at, listed = grouped(array("I", (who for who, _, _ in pairs)), len(self._entities))
        yield Section("named", "I", array("I", (pairs[n][1] for n in listed)))
        yield Section("named.at", "Q", at)
        yield Section("named.part", "B", array("B", (pairs[n][2] for n in listed)))

    def _of_names(self) -> Iterator[Section]:
        """Lay out every name, and by what keys names and summaries are found."""
        named = [(n, name) for n, entity in enumerate(self._entities) for name in entity.names]
        spelt = [nfc(name) for _, name in named]
        yield from texts("names", (name for _, name in named))
        yield Section("names.node", "I", array("I", (n for n, _ in named)))
        yield Section("names.sorted", "I", array("I", sorted(range(len(named)), key=spelt.__getitem__)))
        folds: dict[str, Numbers] = {}
        holding: dict[str, Numbers] = {}
        for number, (_, name) in enumerate(named):
            found = words(name)
            if found:  # else it has neither letter nor digit
                folds.setdefault("".join(found), array("I")).append(number)
            for word in dict.fromkeys(found):
                holding.setdefault(word, array("I")).append(number)
        yield from postings("folds", folds, "name")
        yield from postings("words", holding, "name")
        told: dict[str, Numbers] = {}
        for n, entity in enumerate(self._entities):
            for word in dict.fromkeys(words(entity.summary)) if entity.summary else ():
                told.setdefault(word, array("I")).append(n)
        yield from postings("summaries", told, "node")

    def _of_sources(self) -> Iterator[Section]:
        yield from texts("sources.id", self._sources)
        yield from raw("sources.rest", (dumped(self.writer.source(one)) for one in self._sources.values()))


def dumped(value: object) -> bytes:
    """Write plain values as JSON in UTF-8, without blanks; what was no text in a path stays a surrogate."""
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


def texts(name: str, of: Iterable[str]) -> Iterator[Section]:
    """Lay out texts one after the other, and where each begins."""
    return raw(name, (text.encode() for text in of))


def raw(name: str, of: Iterable[bytes]) -> Iterator[Section]:
    """Lay out bytes likewise."""
    content, at = bytearray(), array("Q", [0])
    for one in of:
        content += one
        at.append(len(content))
    yield Section(name, "s", content)
    yield Section(f"{name}.at", "Q", at)


def postings(name: str, found: dict[str, Numbers], what: str) -> Iterator[Section]:
    """Lay out what is found under each key, the keys sorted."""
    keys = sorted(found)
    yield from texts(name, keys)
    at = array("Q", [0])
    for key in keys:
        at.append(at[-1] + len(found[key]))
    yield Section(f"{name}.{what}", "I", array("I", chain.from_iterable(found[key] for key in keys)))
    yield Section(f"{name}.{what}.at", "Q", at)


def _by_id(ids: Sequence[str]) -> Sequence[int]:
    """Give the order of ids; a range where they come in it."""
    if all(map(le, ids, islice(ids, 1, None))):
        return range(len(ids))
    return array("I", sorted(range(len(ids)), key=ids.__getitem__))

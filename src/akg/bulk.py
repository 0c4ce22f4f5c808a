"""Compiles a dataset, were its relations more than the memory holds: those in JSON Lines come one by one.

    made = bulk.compiled(folder, stamp=stamp)  # sections for `snapshot.kept.keep`, faults, records left out

Entities, sources, vocabulary and the relations in YAML are read as always. Those in JSON Lines come in a
stream. A *plain* one says nothing that could surprise: texts alone, one asserting claim in the short form,
between known entities without birth and death. What the checks find in such a one depends on few of its
values: that a type may join two kinds, and what follows from a date, when its source was published, and the
shape of the type. So the checks are run once for each of these, on a sample, and looked up from then on.
Every other relation takes the ordinary way, in chunks: the schema, then `checks.OF_RECORDS` on a dataset of
the chunk with what it refers to. What compares relations with each other is done on what is kept of all: ids,
and who was joined with whom by types that can say it from either end. Of types that can close a circle every
relation is kept.

Three things differ from `loader.load` and `checks.run`, for relations in JSON Lines: one that is spelled like
an unknown entity is looked for only among those that its chunk refers to, since looking through a million
takes too long; of two relations with one id, that in YAML counts as the first; and a broken record does not
take with it one that has its id. What is only suspicious (`akg check --strict`) is not looked for: that
compares all with all, and is what `in_memory` is for.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from json.encoder import encode_basestring
from pathlib import Path
from typing import NamedTuple

from akg import (
    checks,
    claims,
    dates,
    files,
    heap,
    lines,
    loader,
    locate,
    model,
    parsed,
    pinpoint,
    plain,
    rows,
    schema,
    walk,
)
from akg.claims import STATUSES
from akg.dates import Bounds, DateError, Edtf
from akg.errors import Fault, Place, Places, Severity, add
from akg.loader import Loading
from akg.marked import Map, Mark, Read, Seq
from akg.model import Claim, Dataset, Relation
from akg.reading import UNCERTAIN, flags
from akg.snapshot import compiler
from akg.snapshot.compiler import Compiler
from akg.snapshot.graph import NOWHERE
from akg.snapshot.sections import Section

CHUNK = 2_000  # relations that are checked together
TOLD = 100_000  # lines after which it is told how many relations have been read
MEMORY = 1 << 17  # things that are looked up, of one sort; then it begins anew
_KEYS = {"from", "type", "to", "date", "source", "at", "text", "role", "note", "id"}
_TEXTS = ("at", "text", "role", "note")
_RARE = {"text", "role", "note"}
_ID = re.compile(r"[A-Za-z0-9_.-]{1,200}\Z")  # of those that `values.RelationId` takes, the usual
_SAMPLE = Place("", 1, 1)


class Made(NamedTuple):
    """What came of a dataset."""

    sections: list[Section]  # of a snapshot
    data: Dataset  # as it was read, but maybe for the relations in JSON Lines
    sound: Dataset  # likewise, without what has errors
    faults: tuple[Fault, ...]  # in the order of `checks.run`
    relations: int  # that were read, sound or not
    left_out: int  # records
    stamp: str  # what the sections bear; empty where they must not be kept


class _Numbers(NamedTuple):
    """What a row has of the date, the source and the shape of a plain relation."""

    bounds: Bounds
    start: int
    status: int
    flags: int
    cost: int
    floor: int
    undated: bool  # nobody knows when it was claimed


def _paths(folder: Path) -> list[Path]:
    return [path for path in files.paths(folder, "relations") if not files.is_yaml(path)]


@heap.growing()
def compiled(folder: Path, *, stamp: str = "", tell: Callable[[int], object] = lambda count: None) -> Made:
    """Read, check and compile a dataset. Raises NoDataset where the folder holds none.

    How many relations have been read is told again and again.
    """
    locate.checked(folder, "dataset")
    stream = Stream(folder, reading(stamp))
    for relation, standing in rows.standings(stream.sound):
        stream.made.add(relation, standing)
    for path in stream.paths:
        stream.take(path, tell)
    faults = stream.faults()
    sections = stream.made.sections(folder=folder, stamp=stamp, left_out=stream.left_out)
    return Made(sections, stream.data, stream.sound, faults, stream.relations, stream.left_out, stamp)


def in_memory(folder: Path, *, stamp: str = "") -> Made:
    """Read, check strictly and compile a dataset, with all of its relations in memory to compare them.

    Raises NoDataset where the folder holds none.
    """
    read = reading(stamp)
    data = loader.load(folder, read)
    faults = checks.run(data, strict=True, read=read)
    sound, left_out = checks.sound(data, faults)
    sections = compiler.compiled(sound, stamp=stamp, left_out=left_out)
    return Made(sections, data, sound, faults, len(data.relations), left_out, stamp)


def reading(stamp: str) -> files.Reading:
    """Say how files are read: what parsing makes of them is kept where a stamp tells their state."""
    return parsed.read_file if stamp else files.read_file


class Stream:
    """The relations of one dataset on their way into a snapshot."""

    def __init__(self, folder: Path, read: files.Reading) -> None:
        self.paths, self._read_file = _paths(folder), read
        self._loading = Loading(folder, self.paths, read)
        self.data = self._loading.dataset()
        table = (*checks.OF_ALL, *checks.OF_RECORDS, checks.mirrored)
        self._faults = checks.run(self.data, table=table, read=read)
        self.sound, self.left_out = checks.sound(self.data, self._faults)
        self.made = Compiler(self.sound.entities, self.sound.vocabulary, self.data.sources)
        self.relations = 0
        self._told: dict[Severity, list[Fault]] = {"error": [], "warning": []}
        # What is kept of all relations, besides what the compiler keeps.
        self._places = Places()
        self._ids: dict[str, int] = {}
        self._mirrors = checks.Mirrors(self.data.vocabulary)
        self._circular: list[Relation] = []
        alone = self.data._replace(relations=())  # what relations cite is noted with each of them
        self._cited = {ref.id for ref in walk.references(alone) if ref.what == "source"}
        for one in self.data.relations:
            self._note(one, is_told=True)
        # What plain relations are looked up by; of an entity that has a life, the kind is None.
        entities = (self.sound.entities[id] for id in self.made.ids)
        self._kinds = [None if one.born or one.died else one.kind for one in entities]
        self._joins: dict[tuple[str | None, str, str | None], bool] = {}
        self._numbers: dict[tuple[str, str | None, str | None], _Numbers | None] = {}
        # Of a source nothing counts but when it was published.
        self._published = {id: one.date.text if one.date else None for id, one in self.data.sources.items()}
        self._owners: dict[str, list[str]] = {}

    def take(self, path: Path, tell: Callable[[int], object] = lambda count: None) -> None:
        """Read the relations of a file of JSON Lines."""
        file = path.relative_to(self.data.folder).as_posix()
        self.made.writer.place(Place(file, 1, 1))
        chunk: list[Relation] = []
        try:
            for number, line in enumerate(files.lined(path, self.data.folder), start=1):
                if number % TOLD == 0:
                    tell(self.relations)
                if not self._put(line, number, file):
                    chunk += self._drafted(line, number, file)
                    if len(chunk) == CHUNK:
                        self._check(chunk)
                        chunk = []
        except files.Unreadable as why:
            add(self._loading.faults, files.unreadable(file, why))
        self._check(chunk)

    def faults(self) -> tuple[Fault, ...]:
        """Give all faults, those included that show only now that all relations are known."""
        data = self.data._replace(faults=(), relations=tuple(self._circular), entities=self._events())
        late = checks.among(data, (checks.circles,))
        if not self._loading.faults:
            uncited = {id: one for id, one in self.data.sources.items() if id not in self._cited}
            late += checks.among(
                data._replace(relations=(), entities={}, sources=uncited), (checks.unused_sources,)
            )
        for fault in late:
            self._tell(fault)
        told = (*self._told["error"], *self._told["warning"])
        every = (*self._faults, *self._loading.faults, *self._placed(told))
        return tuple(sorted({(f.place, f.code, f.message): f for f in every}.values()))

    def _events(self) -> dict[str, model.Entity]:
        """Give the events of relations that may close a circle: they say what is meant."""
        return {one.event: self.data.entities[one.event] for one in self._circular if one.event}

    def _tell(self, fault: Fault) -> None:
        add(self._told[fault.severity], fault)

    def _placed(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Follow the keys of faults: in JSON Lines in the lines at fault alone."""
        lined: dict[str, list[Fault]] = {}
        others = []
        for fault in faults:
            if fault.place.file.endswith(locate.LINES):
                lined.setdefault(fault.place.file, []).append(fault)
            else:
                others.append(fault)
        yield from pinpoint.values(self.data.folder, others, self._read_file)
        for file, held in lined.items():
            maps = self._maps(file, {fault.place.line for fault in held})
            yield from (pinpoint.placed(fault, maps) for fault in held)

    def _maps(self, file: str, wanted: Container[int]) -> dict[Mark, Map]:
        """Read the maps in some lines of a file again, by where they stand; as many as can still be read."""
        maps: dict[Mark, Map] = {}
        with suppress(files.Unreadable):  # since it was read, somebody has removed it
            for number, line in enumerate(files.lined(self.data.folder / file, self.data.folder), start=1):
                if number in wanted:
                    record = lines.record(line, number, file, Read(Seq((1, 1)), [], set()))
                    maps |= {inner.mark: inner for inner in pinpoint.within(record)}
        return maps

    # What is kept of all

    def _note(self, one: Relation, *, is_told: bool = False) -> None:
        """Take note of a relation that has an id of its own; of one in YAML all is told."""
        self._ids[one.id] = self._places.number(one.where)
        self.relations += 1
        if one.type in checks.CIRCULAR:
            self._circular.append(one)
        for claim in one.claims:
            self._cited.add(claim.source)
        for fault in self._mirrors.of(one.src, one.type, one.dst, one.date, one.where):
            if not is_told and fault.code not in one.meant:
                self._tell(fault)

    # The ordinary way

    def _drafted(self, content: bytes, number: int, file: str) -> list[Relation]:
        """Read a relation as the loader does; none where the line is blank, or what it holds is no good."""
        draft = self._loading.line(content, number, file, schema.Relation)
        relation = draft.record() if draft else None
        if relation is None:
            self.left_out += bool(content.strip())
            return []
        first = self._first(relation)
        if first:
            add(self._loading.faults, loader.duplicate(relation, first, "relation"))
            self.left_out += 1
            return []
        self._note(relation)
        return [relation]

    def _first(self, relation: Relation) -> Relation | model.Entity | None:
        """Give the record, read before, that has the id of a relation."""
        if taken := self.data.entities.get(loader.owner(relation.id)):
            return taken
        known = self._ids.get(relation.id)
        return None if known is None else relation._replace(where=self._places.of(known))

    def _check(self, chunk: list[Relation]) -> None:
        """Check relations with what they refer to, and take those that are sound."""
        data = self.data._replace(relations=tuple(chunk), entities=self._near(chunk))
        faults = checks.among(data, checks.OF_RECORDS)
        for fault in faults:
            if fault.place.file.endswith(locate.LINES) and fault.place.file.startswith("relations/"):
                self._tell(fault)
        held, known = checks.sound(data, faults)[0], self.sound.entities
        ends = tuple(one for one in held.relations if one.src in known and one.dst in known)
        sound = held._replace(relations=ends)  # an entity is out where another record of its id is
        self.left_out += len(chunk) - len(ends)
        for relation, standing in rows.standings(sound):
            self.made.add(relation, standing)

    def _near(self, chunk: list[Relation]) -> dict[str, model.Entity]:
        """Give the entities that relations refer to by id, and those who have the name of a speaker."""
        alone = self.data._replace(relations=tuple(chunk), entities={})
        said = {
            checks.folded(voice.words)
            for one in chunk for claim in one.claims for voice in (claim.by, claim.via)
            if voice and voice.words and voice.of is None
        }  # fmt: skip
        if said and not self._owners:
            for name, held in checks.owners(self.data).items():
                self._owners[name] = [entity.id for entity, _, _ in held]
        ids = [id for name in sorted(said) for id in self._owners.get(name, ())]
        ids += [ref.id for ref in walk.references(alone) if ref.what == "entity"]
        return {id: self.data.entities[id] for id in ids if id in self.data.entities}

    # The plain way

    def _put(self, content: bytes, number: int, file: str) -> bool:
        """Take a plain relation; False where it is none."""
        found = plain.record(content)
        numbers = self._plainly(found) if found is not None and found.keys() <= _KEYS else None
        if found is None or numbers is None:
            return False
        src, type, dst, where = found["from"], found["type"], found["to"], Place(file, number, 1)
        date = dates.parse(found["date"]) if "date" in found else None
        made = model.relation_id(src, type, dst, date)
        id = found.get("id", made)
        if id in self._ids or ("id" in found and not self._is_free(id)):
            return False
        claim = Claim(found["source"], where, found.get("at"))
        self._note(Relation(id, src, type, dst, (claim,), where, date))
        place = f"[{self.made.writer.files[file]},{number},1]"
        nodes = self.made.nodes
        self.made.put(
            id, nodes[src], self.made.types[type], nodes[dst], bounds=numbers.bounds, start=numbers.start,
            status=numbers.status, flags=numbers.flags, cost=numbers.cost, floor=numbers.floor,
            place=NOWHERE, rest=_rest(found, place, date, None if id == made else id),
        )  # fmt: skip
        if numbers.undated:
            self.made.undated(1)
        return True

    def _plainly(self, found: Mapping[str, str]) -> _Numbers | None:
        """Give what a row has of a record whose keys a plain relation has; None where it is not plain."""
        get, nodes = found.get, self.made.nodes
        type, source = get("type", ""), get("source", "")
        u, v = nodes.get(get("from", "")), nodes.get(get("to", ""))
        if u is None or v is None or u == v or type not in self.made.types or source not in self.data.sources:
            return None
        of = self._kinds[u], type, self._kinds[v]
        if not (self._joins[of] if of in self._joins else self._join(*of)):
            return None
        if not all(map(plain.is_text, [found[key] for key in _TEXTS if key in found])):
            return None
        return self._looked_up(type, get("date"), source)

    def _is_free(self, id: str) -> bool:
        return _ID.match(id) is not None and loader.owner(id) not in self.data.entities

    def _join(self, kind: str | None, type: str, other: str | None) -> bool:
        """Tell whether a type may join these kinds, and remember it."""
        fits = False
        if kind and other:
            fits = not checks.among(self._sample(type, kind=kind, other=other), (checks.wrong_ends,))
        self._joins[kind, type, other] = fits
        return fits

    def _looked_up(self, type: str, date: str | None, source: str) -> _Numbers | None:
        """Give what follows from a date and a source for relations of a shape; None where that is a fault.

        The checks see one without a date, and one with a date that could be a fault. A date with an end known
        in time for its source cannot: it stands as it says.
        """
        shape, published = self.data.vocabulary.types[type].shape, self._published[source]
        of = shape, date, published
        if of not in self._numbers:
            if len(self._numbers) > MEMORY:
                self._numbers.clear()
            undated = self._looked_up(type, None, source) if date is not None else None
            when = _parsed(date) if undated and date is not None else None
            if undated and when and _is_known(when) and self._is_past(when, source):
                bounds = dates.bounds(when, shape, self.data.sources[source].date)
                start, uncertain = dates.listed_under(bounds), UNCERTAIN * when.uncertain
                self._numbers[of] = undated._replace(bounds=bounds, start=start, flags=uncertain)
            else:
                self._numbers[of] = self._checked(type, when, source) if when or date is None else None
        return self._numbers[of]

    def _is_past(self, date: Edtf, source: str) -> bool:
        """Tell whether a date lies before what its source says was said."""
        published = self.data.sources[source].date
        return published is None or (
            date.start is not None and date.start.lo <= dates.bounds(published, "act").le
        )

    def _checked(self, type: str, date: Edtf | None, source: str) -> _Numbers | None:
        data = self._sample(type, date, source)
        if checks.among(data, [check for check in checks.OF_RECORDS if check is not checks.wrong_ends]):
            return None
        ((one, standing),) = rows.standings(data)
        return _Numbers(
            standing.bounds, standing.start, STATUSES.index(standing.status), flags(standing),
            rows.weight(one, standing) >> 16, rows.floor(one) >> 16,
            claims.said(one.claims[0], data.sources) is None,
        )  # fmt: skip

    def _sample(
        self, type: str, date: Edtf | None = None, source: str = "", *, kind: str = "", other: str = ""
    ) -> Dataset:
        """Make a dataset of one plain relation."""
        kinds = next(iter(self.data.vocabulary.kinds))
        ends = [
            model.Entity(id, kind or kinds, id, _SAMPLE) for id, kind in (("one", kind), ("other", other))
        ]
        claim = Claim(source, _SAMPLE)
        relation = Relation("sample", "one", type, "other", (claim,), _SAMPLE, date)
        return self.data._replace(
            entities={end.id: end for end in ends}, relations=(relation,), faults=(), broken=frozenset()
        )


def _parsed(text: str) -> Edtf | None:
    """Read a date; None where it is none, or has signs that have to be read with care."""
    try:
        return dates.parse(text) if text.isascii() else None
    except DateError:
        return None


def _is_known(date: Edtf) -> bool:
    """Tell whether a date has a beginning and, where it is an interval, an end."""
    return date.start is not None and (not date.interval or date.end is not None)


def _rest(found: Mapping[str, str], place: str, date: Edtf | None, id: str | None) -> bytes:
    """Give of a plain relation what `records.Writer.relation` does, in JSON."""
    at = f",{_json(found['at'])}" if "at" in found else ""
    claims = f"[[{_json(found['source'])},{place}{at}]]"
    rest = [place, claims, _json(date.text if date else None)]
    if id is not None or not _RARE.isdisjoint(found):
        text, role, note = (_json(found.get(key)) for key in ("text", "role", "note"))
        rest += [text, "null", role, "null", note, "null", "null", _json(id)]
    while rest[-1] == "null":
        rest.pop()
    return f"[{','.join(rest)}]".encode()


def _json(text: str | None) -> str:
    return "null" if text is None else encode_basestring(text)

"""Reads a dataset: every record that is sound, and every fault of those that are not."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from akg import complaints, files, heap, lines, locate, model, plain, schema, vocabulary
from akg.errors import Fault, Place, add
from akg.files import Part, Raw
from akg.marked import FAULTY, Map, Mark, Read, Seq

BUILT_IN = Path(__file__).with_name("vocabulary.yaml")
# What follows the id of the entity in that of a fact told of it alone; the last two are numbered.
_OWN = re.compile(r"\.(?:born|died|happened|(?:figure|alias)\.[0-9]+)\Z")
REQUIRED = ("entities", "relations")  # the parts that a dataset has files for, be they empty

M = TypeVar("M", bound=BaseModel)
R = TypeVar(
    "R",
    model.Entity,
    model.Relation,
    model.Source,
    vocabulary.Kind,
    vocabulary.RelationType,
    vocabulary.Chain,
)


@heap.growing()
def load(folder: Path, read: files.Reading = files.read_file) -> model.Dataset:
    """Read a dataset; its faults are collected, in the order of the files, and never raised.

    Each file in YAML is read by `read`. Raises NoDataset where the folder holds none.
    """
    locate.checked(folder, "dataset")
    return Loading(folder, read=read).dataset()


def words(folder: Path) -> vocabulary.Vocabulary:
    """Read the kinds, relation types and chains in force in a dataset; rows with a fault are left out."""
    return Loading(folder).vocabulary()


class Loading:
    """One reading of a folder: gathers the faults and the ids of what is broken on the way.

    Files given as `without` are left for somebody else to read; each in YAML is read by `read`.
    """

    def __init__(
        self, folder: Path, without: Collection[Path] = (), read: files.Reading = files.read_file
    ) -> None:
        self.folder, self.without, self._read_file = folder, without, read
        self.faults: list[Fault] = []
        self.broken: set[str] = set()

    def dataset(self) -> model.Dataset:
        """Read all but the files that are to be left."""
        rows = self.vocabulary()
        sources = self._unique((d.record() for d in self._read("sources", schema.Source)), "source")
        entities: dict[str, model.Entity] = {}
        held: list[model.Relation] = []
        for entity, inner in self._entities():
            if self._is_first(entities, entity, "entity"):
                held += inner
        stated = (draft.record() for draft in self._read("relations", schema.Relation))
        relations = self._unique((*held, *stated), "relation", entities)
        return model.Dataset(
            folder=self.folder,
            entities=entities,
            relations=tuple(relations.values()),
            sources=sources,
            vocabulary=rows,
            faults=tuple(sorted(set(self.faults))),
            broken=frozenset(self.broken - entities.keys() - sources.keys()),
        )

    def _paths(self, part: str) -> list[Path]:
        """Find the files of a part; of one that is required and has none, say so."""
        paths = files.paths(self.folder, part)
        if part in REQUIRED and not paths:
            message = f"there is no {part}.yaml (nor {part}/*.yaml or *.jsonl); add one, empty if need be"
            add(self.faults, Fault(Place(f"{part}.yaml", 1, 1), "error", "missing-file", message))
        return [path for path in paths if path not in self.without]

    def _read(self, part: str, kind: type[M]) -> Iterator[M]:
        for path in self._paths(part):
            yield from self._drafts(self._part(self._read_file(path, self.folder)), part, kind)

    def _entities(self) -> Iterator[tuple[model.Entity, list[model.Relation]]]:
        """Give the entities, each with the relations that its record holds."""
        for path in self._paths("entities"):
            if files.is_yaml(path):
                part = self._part(self._read_file(path, self.folder))
                for draft in self._drafts(part, "entities", schema.Entity):
                    yield draft.record(), draft.relations()
            else:
                yield from self._lined(path)

    def _lined(self, path: Path) -> Iterator[tuple[model.Entity, list[model.Relation]]]:
        """Give the entities of JSON Lines, one by one: of a million not even the lines fit in the memory."""
        file = path.relative_to(self.folder).as_posix()
        try:
            for number, line in enumerate(files.lined(path, self.folder), start=1):
                entity = plain.entity(line, file, number)
                if entity:
                    yield entity, []
                    continue
                draft = self.line(line, number, file, schema.Entity)
                if draft:
                    yield draft.record(), draft.relations()
        except files.Unreadable as why:
            add(self.faults, files.unreadable(file, why))

    def line(self, content: bytes, number: int, file: str, kind: type[M]) -> M | None:
        """Validate the record of a line; None where there is none, or none that is sound."""
        found = Read(Seq((1, 1)), self.faults, self.broken)
        record = lines.record(content, number, file, found)
        return self._valid(Raw(record, file), kind) if record is not None else None

    def _drafts(self, part: Part, name: str, kind: type[M]) -> Iterator[M]:
        """Validate the records of a part, and before them the defaults of its groups."""
        for defaults in files.defaults(part, name):
            self._check(defaults)
        files.inherit(part, name)
        for raw in files.records(part, name):
            if isinstance(raw, Fault):
                add(self.faults, raw)
            elif (made := self._valid(raw, kind)) is not None:
                yield made

    def _check(self, defaults: Raw) -> None:
        """Report the faults of defaults, here and not with each record; those records are left out."""
        record, file = defaults
        try:
            schema.Evidence.model_validate(record, context=(file, record.mark))
        except ValidationError as error:
            self._gather(complaints.faults(error, record, file, schema.Evidence, None))
            for key in {detail["loc"][0] for detail in error.errors()} | ({"source"} - record.keys()):
                record.put(str(key), FAULTY, (record.mark, record.mark))

    def _valid(self, raw: Raw, kind: type[M]) -> M | None:
        try:
            return kind.model_validate(raw.record, context=(raw.file, raw.record.mark))
        except ValidationError as error:
            name = _name(raw)
            # What hangs on a source or a row of the vocabulary is found by its reference, not by this id.
            record = name if kind in (schema.Entity, schema.Relation) else None
            self._gather(complaints.faults(error, raw.record, raw.file, kind, record))
            self.broken.add(name)
            return None

    def _gather(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            add(self.faults, fault)

    def _unique(
        self, records: Iterable[R], what: str, taken: Mapping[str, model.Entity] = MappingProxyType({})
    ) -> dict[str, R]:
        """Key records by id; a second one of an id, or one of an id that is taken, is a fault, left out.

        An id that is taken takes with it those of the facts that are told of it alone.
        """
        kept: dict[str, R] = {}
        for record in records:
            self._is_first(kept, record, what, taken)
        return kept

    def _is_first(
        self, kept: dict[str, R], record: R, what: str,
        taken: Mapping[str, model.Entity] = MappingProxyType({}),
    ) -> bool:  # fmt: skip
        first = taken.get(owner(record.id)) or kept.setdefault(record.id, record)
        if first is not record:
            add(self.faults, duplicate(record, first, what))
        return first is record

    def _part(self, part: Part) -> Part:
        self._gather(part.faults)
        self.broken |= part.lost
        return part

    def vocabulary(self) -> vocabulary.Vocabulary:
        """Read the built-in vocabulary, then the dataset's own, whose rows replace or add."""
        kinds: dict[str, vocabulary.Kind] = {}
        types: dict[str, vocabulary.RelationType] = {}
        chains: dict[str, vocabulary.Chain] = {}
        for read in (files.read_file(BUILT_IN, BUILT_IN.parent), files.read(self.folder, "vocabulary")):
            tables = self._tables(self._part(read))
            rows = self._drafts(tables["kinds"], "kinds", schema.Kind)
            kinds |= self._unique((row.record() for row in rows), "kind")
            drafts = self._drafts(tables["types"], "types", schema.RelationType)
            types |= self._unique((draft.record() for draft in drafts), "relation type")
            links = self._drafts(tables["chains"], "chains", schema.Chain)
            chains |= self._unique((link.record() for link in links), "chain")
        return vocabulary.Vocabulary(kinds, types, chains)

    def _tables(self, part: Part) -> dict[str, Part]:
        """Find the lists of a vocabulary."""
        tables = {name: Part([], [], set()) for name in ("kinds", "types", "chains")}
        for roots, file in part.roots:
            for root, mark in zip(roots, roots.marks, strict=True):
                if not isinstance(root, Map):
                    self._not_vocabulary(file, mark)
                    continue
                for key, value in root.items():
                    key_mark, value_mark = root.marks[key]
                    if key in tables:
                        rows = Seq(value_mark)
                        rows.add(value, value_mark)
                        tables[key].roots.append((rows, file))
                    else:
                        self._not_vocabulary(file, key_mark)
        return tables

    def _not_vocabulary(self, file: str, mark: Mark) -> None:
        message = "a vocabulary has 'kinds:', 'types:' and 'chains:', each a list, and nothing else"
        add(self.faults, Fault(Place(file, *mark), "error", "vocabulary", message))


def _name(raw: Raw) -> str:
    id = raw.record.get("id")
    return id if isinstance(id, str) else f"{raw.file}:{raw.record.mark[0]}"


def owner(id: str) -> str:
    """Give the id of the entity of which a fact of this id would be told alone; else the id itself."""
    return _OWN.sub("", id)


def duplicate(record: R, first: R | model.Entity, what: str) -> Fault:
    """Word that a record has the id of another, or of what is told of an entity."""
    taken, remedy = f"taken by {first.where}", "give one of them another"
    if record.id != first.id:
        taken, remedy = f"that of a date or number of {first.id!r} ({first.where})", "give it another"
    elif isinstance(record, model.Relation) and record.event:
        remedy = "join their roles in one, or choose another type for one"
    elif isinstance(first, model.Relation):
        remedy = "merge their claims into one record, or give one an 'id' of its own"
    message = f"the {what} id {record.id!r} is {taken}; {remedy}"
    return Fault(record.where, "error", "duplicate-id", message, f"{record.where}")

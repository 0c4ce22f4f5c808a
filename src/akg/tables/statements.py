"""Makes the records of a dataset out of the rows of a table, each with the row that it comes from."""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from akg import loader, values
from akg.dates import Shape
from akg.names import quoted
from akg.tables import gathered, mapping, onfile
from akg.tables.cast import PLACE, Cast, Member, is_one
from akg.tables.mapping import KINDS, BadMapping, Columns, Draft, Rejected
from akg.tables.tabular import Row
from akg.tables.words import WordList
from akg.vocabulary import ANY, SAME, RelationType

_CLAIM = ("text", "place", "by", "stance", "via", "hedge", "said", "source", "at", "note")  # in their order
_VOICES = ("by", "via")
_SHARED = ("text", "place", "note")  # of the record, where its claims agree
_FULL = 2**17  # characters of the claims of one relation; what is more begins another, as lines have a limit

_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Reject = Callable[[Row, str], None]
Record = dict[str, object]


class Table(NamedTuple):
    """What is imported: its name, and the source that its rows are."""

    name: str  # of the files that are written
    file: str  # as the user calls it
    source: str  # its id
    shape: Shape = "act"  # of new relation types
    types: Mapping[str, str] = MappingProxyType({})  # words -> the id of a type
    kinds: Mapping[str, str] = MappingProxyType({})  # likewise


class _Stated(NamedTuple):
    """What a row states, in ids."""

    start: str
    type: str
    goal: str
    date: str
    role: str
    about: list[str]
    id: str
    claim: dict[str, str]
    line: int
    cells: list[str]  # of the row, where it can still be rejected once all are known


class Statements:
    """One reading of a table beside a dataset: entities, types and relations come as its rows do."""

    def __init__(self, folder: Path, table: Table, columns: Columns, reject: Reject) -> None:
        """Read what is on file. Calls `reject` with each row that gives no relation, and why."""
        own = onfile.path(folder, "entities", table.name)
        self._folder, self._table, self._columns, self._reject = folder, table, columns, reject
        self.source = table.source
        self.cast = Cast(onfile.entities(folder, own), onfile.before(own))
        self.words = WordList(loader.words(folder), table.types, table.kinds, table.shape, table.file)
        self.read = self.rejected = self.relations = 0
        self.beside = 0  # relations that are on file already, of which this one stands beside
        given = {*columns.constants, *(field for field, _ in columns.of)}
        self._keeps_cells = bool({"stance", "id"} & given)

    def records(self, rows: Iterable[Row]) -> Iterator[Record]:
        """Give the relations that the rows state, in the order of their first rows.

        Rows of one statement are the claims of one relation. Once all are given, the entities are known too.
        """
        groups = gathered.by_key(self._stated(rows))
        first = next(groups, None)  # now all rows are read
        own = onfile.path(self._folder, "relations", self._table.name)
        taken = frozenset(onfile.relations(self._folder, own, self.cast.joined) if first else ())
        for group in chain([first], groups) if first else ():
            for record in self._made([_Stated(*json.loads(one)) for one in group], taken):
                self.relations += 1
                yield record

    def _stated(self, rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
        """Give what each row states, under what tells it from other statements."""
        for row in rows:
            self.read += 1
            try:
                stated = self._statement(mapping.draft(row, self._columns), row)
            except Rejected as rejected:
                self._refuse(row, str(rejected))
            else:
                key = stated.id or onfile.relation_id(*self._ends(stated), stated.date)
                yield key, _COMPACT.encode(stated)

    def _ends(self, stated: _Stated) -> tuple[str, str, str]:
        """Give the ends and the type; of one that means the same both ways in one order."""
        one, other = stated.start, stated.goal
        if other < one and self.words.by_id(stated.type).symmetric:
            one, other = other, one
        return one, stated.type, other

    def _refuse(self, row: Row, why: str) -> None:
        self.rejected += 1
        self._reject(row, why)

    def _statement(self, draft: Draft, row: Row) -> _Stated:
        """Bring a draft to ids. Raises Rejected before anything is taken up of it."""
        fields = draft.fields
        kinds = [self._kind(fields, end) for end in KINDS]
        type = self.words.type(fields["type"])
        named = [(fields["from"], kinds[0]), (fields["to"], kinds[1])]
        named += ((name, kinds[0]) for name in dict.fromkeys(draft.about))
        named += [(fields["place"], PLACE)] if "place" in fields else []
        # Whatever is wrong with one of the names is to be known before the first of them is taken up.
        known = [self.cast.find(name, kind) for name, kind in named]
        _check(type, *known[:2])
        start, goal, *about = (self.cast.take(member, draft.line).id for member in known)
        claim = {key: fields[key] for key in _CLAIM if key in fields}
        claim |= {"source": self._table.source, "at": _at(fields, draft.line)}
        if "place" in fields:
            claim["place"] = about.pop()
        self.words.used.update((type.id, *kinds))
        return _Stated(
            start, type.id, goal, fields.get("date", ""), fields.get("role", ""), about, fields.get("id", ""),
            claim, draft.line, list(row.cells) if self._keeps_cells else [],
        )  # fmt: skip

    def _kind(self, fields: Mapping[str, str], end: str) -> str:
        words = fields.get(KINDS[end]) or fields.get("kind")
        if words is None:
            raise Rejected(f"no kind of {end!r}; fill its column in")
        try:
            return self.words.kind(words)
        except BadMapping as error:
            raise Rejected(str(error)) from None

    def _made(self, group: list[_Stated], taken: Container[str]) -> Iterator[Record]:
        """Make the relations of one key: of each role, and of other third parties, another."""
        alike: dict[tuple[str, ...], list[_Stated]] = {}
        for one in group:
            alike.setdefault((*self._ends(one), one.date, one.role, *one.about), []).append(one)
        given = set[str]()
        for stated in alike.values():
            if why := self._wrong(stated, given):
                for one in stated:
                    self._refuse(Row(one.line, one.cells), why)
                continue
            for claims in _parted([one.claim for one in stated]):
                yield self._relation(stated[0], claims, self._id(stated[0], taken, given))

    def _wrong(self, stated: Sequence[_Stated], given: Container[str]) -> str:
        """Say why rows that were read give no relation, as only all of them show; empty where they do."""
        id = stated[0].id
        if id in given:
            return f"the id {quoted(id)} is that of another statement of the table; give another"
        if id and self.cast.is_taken(id):
            return f"the id {quoted(id)} is that of an entity; give another"
        stances = {one.claim.get("stance", "asserts") for one in stated}
        return "" if "asserts" in stances else f"it {min(stances)} what no row asserts; add a row that does"

    def _relation(self, first: _Stated, claims: Sequence[Mapping[str, str]], id: str) -> Record:
        """Make a record; what all its claims have in common stands in it and not in them."""
        told = [{key: self._told(key, one[key]) for key in _CLAIM if key in one} for one in claims]
        made: Record = {"from": first.start, "type": first.type, "to": first.goal, "id": id}
        made |= {"role": first.role, "about": first.about, "date": first.date}
        if len(told) == 1:
            made |= told[0]
        else:
            shared = {key: told[0].get(key) for key in _SHARED if len({one.get(key) for one in claims}) == 1}
            made |= shared
            made["claims"] = [{k: value for k, value in one.items() if k not in shared} for one in told]
        return {key: value for key, value in made.items() if value}

    def _told(self, key: str, value: str) -> object:
        """Give what is written of a voice: the id of an entity of that name, else the words."""
        if key not in _VOICES:
            return value
        return self.cast.voice(value) or ({"unnamed": value} if values.is_id(value) else value)

    def _id(self, stated: _Stated, taken: Container[str], given: set[str]) -> str:
        """Give the id that a relation has to say; empty where that of its ends and date is free."""
        derived = onfile.relation_id(stated.start, stated.type, stated.goal, stated.date)
        made = base = stated.id or derived
        self.beside += base in taken and base not in given
        number = 1
        while made in taken or made in given:
            number += 1
            made = f"{base}.{number}"
        given.update((base, made))
        return "" if made == derived else made


def _check(type: RelationType, one: Member, other: Member) -> None:
    """Raise Rejected where a type may not join two ends."""
    if is_one(one, other):
        raise Rejected(f"a relation of {quoted(one.name)} to itself; correct one end")
    if not type.admits(one.kind, other.kind):
        raise Rejected(
            f"{type.id!r} joins {_listed(type.from_kinds)} to {_listed(type.to_kinds)}, not {one.kind} to "
            f"{other.kind}; give another type (--map-type), or another kind"
        )


def _listed(kinds: Iterable[str]) -> str:
    return " or ".join({ANY: "any kind", SAME: "the same kind"}.get(kind, kind) for kind in sorted(kinds))


def _at(fields: Mapping[str, str], line: int) -> str:
    return f"{fields['at']}, row {line}" if "at" in fields else f"row {line}"


def _parted(claims: Sequence[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    """Part the claims of a statement into what one line of a file can hold, which mostly is all."""
    part: list[dict[str, str]] = []
    size = 0
    for claim in claims:
        length = 20 * len(claim) + sum(map(len, claim.values()))
        if part and size + length > _FULL:
            yield part
            part, size = [], 0
        part.append(claim)
        size += length
    yield part

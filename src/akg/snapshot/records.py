"""Records as lists of plain values, for JSON: what a snapshot keeps of them beside its arrays.

A list has the fields in the order of the model, without those that the arrays have; what is absent at its end
is left out. Places are [file, line, column], the file by its number; dates are as written.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from akg import dates
from akg.dates import Edtf
from akg.errors import Place
from akg.model import Alias, Claim, Entity, Figure, Relation, Source, Unnamed, Voice, relation_id
from akg.vocabulary import Chain, Kind, RelationType, Step, Vocabulary

Plain = list[Any]  # of str, int, float, None, and lists of these
T = TypeVar("T")


class Writer:
    """Turns records into plain lists; the files that they stand in are numbered on the way."""

    def __init__(self) -> None:
        self.files: dict[str, int] = {}

    def relation(self, one: Relation) -> Plain:
        """Give what is not in the row of a relation; its id only where that is not made of the rest."""
        own = None if one.id == relation_id(one.src, one.type, one.dst, one.date) else one.id
        return _cut(
            self.place(one.where), self._claims(one.claims), _date(one.date), one.text, one.place, one.role,
            list(one.about) or None, one.note, one.event, list(one.meant) or None, own,
        )  # fmt: skip

    def entity(self, one: Entity) -> Plain:
        """Give what is not in the arrays of an entity."""
        return _cut(
            self.place(one.where), one.summary, one.note, self._claims(one.claims),
            _many(self._alias, one.aliases), [list(pair) for pair in one.ids] or None,
            self._claims(one.born), self._claims(one.died), _many(self._figure, one.figures),
            _date(one.date), one.text, one.place, _many(self._unnamed, one.unnamed), list(one.meant) or None,
        )  # fmt: skip

    def source(self, one: Source) -> Plain:
        """Give all of a source but its id."""
        return _cut(
            self.place(one.where), one.title, one.author, one.publisher, _date(one.date), one.url, one.kind,
            one.note, list(one.meant) or None,
        )  # fmt: skip

    def vocabulary(self, one: Vocabulary) -> Plain:
        """Give the kinds, types and chains in force, in their order."""
        return [
            [[*kind[:-1], self.place(kind.where)] for kind in one.kinds.values()],
            [self._type(type) for type in one.types.values()],
            [
                [c.id, c.implies, list(map(list, c.steps)), c.description, self.place(c.where)]
                for c in one.chains.values()
            ],
        ]

    def place(self, where: Place) -> Plain:
        """Give a place with the number of its file."""
        return [self.files.setdefault(where.file, len(self.files)), where.line, where.column]

    def _type(self, one: RelationType) -> Plain:
        return [
            one.id, one.label, one.inverse, one.symmetric, one.shape, sorted(one.from_kinds),
            sorted(one.to_kinds), one.description, self.place(one.where), one.inverse_of, one.serious,
        ]  # fmt: skip

    def _claims(self, claims: Sequence[Claim]) -> Plain | None:
        return _many(self._claim, claims)

    def _claim(self, one: Claim) -> Plain:
        return _cut(
            one.source, self.place(one.where), one.at, _voice(one.by), _voice(one.via),
            None if one.stance == "asserts" else one.stance, one.hedge, _date(one.said), _date(one.date),
            one.text, one.place, one.note, one.set_aside,
        )  # fmt: skip

    def _alias(self, one: Alias) -> Plain:
        return _cut(one.name, one.number, one.lang, self._claims(one.claims))

    def _figure(self, one: Figure) -> Plain:
        return _cut(
            one.what, one.number, one.low, one.high, _date(one.date), one.text, self._claims(one.claims),
            one.note,
        )  # fmt: skip

    def _unnamed(self, one: Unnamed) -> Plain:
        number = list(one.number) if one.number else None
        return _cut(one.text, one.type, self.place(one.where), one.of, one.role, number)


class Reader:
    """Makes records of plain lists again."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = files

    def relation(self, of: Plain, src: str, type: str, dst: str) -> Relation:
        """Make a relation of these ends."""
        where, told, date, text, place, role, about, note, event, meant, own = _filled(of, 11)
        when = _parsed(date)
        return Relation(
            own or relation_id(src, type, dst, when), src, type, dst, self._claims(told),
            self.place(where), when, text, place, role, tuple(about or ()), note, event, tuple(meant or ()),
        )  # fmt: skip

    def entity(self, of: Plain, id: str, kind: str, name: str) -> Entity:
        """Make an entity of this id, kind and name."""
        (where, summary, note, told, aliases, ids, born, died, figures, date, text, place, unnamed, meant) = (
            _filled(of, 14)
        )
        return Entity(
            id, kind, name, self.place(where), tuple(map(self._alias, aliases or ())), summary, note,
            tuple((catalogue, number) for catalogue, number in ids or ()), self._claims(born),
            self._claims(died), tuple(map(self._figure, figures or ())), self._claims(told), _parsed(date),
            text, place, tuple(map(self._unnamed, unnamed or ())), tuple(meant or ()),
        )  # fmt: skip

    def source(self, of: Plain, id: str) -> Source:
        """Make the source of this id."""
        where, title, author, publisher, date, url, kind, note, meant = _filled(of, 9)
        return Source(
            id, title, self.place(where), author, publisher, _parsed(date), url, kind, note,
            tuple(meant or ()),
        )  # fmt: skip

    def vocabulary(self, of: Plain) -> Vocabulary:
        """Make the vocabulary."""
        kinds, types, chains = of
        return Vocabulary(
            {
                id: Kind(id, label, plural, told, self.place(where))
                for id, label, plural, told, where in kinds
            },
            {type[0]: self._type(*type) for type in types},
            {chain[0]: self._chain(*chain) for chain in chains},
        )

    def place(self, of: Plain) -> Place:
        """Make a place."""
        file, line, column = of
        return Place(self._files[file], line, column)

    def _type(self, *of: Any) -> RelationType:
        id, label, inverse, symmetric, shape, sources, goals, description, where, inverse_of, serious = of
        return RelationType(
            id, label, inverse, symmetric, shape, frozenset(sources), frozenset(goals), description,
            self.place(where), inverse_of, serious,
        )  # fmt: skip

    def _chain(self, id: str, implies: str, steps: Plain, description: str, where: Plain) -> Chain:
        return Chain(id, implies, tuple(Step(*step) for step in steps), description, self.place(where))

    def _claims(self, of: Plain | None) -> tuple[Claim, ...]:
        return tuple(map(self._claim, of or ()))

    def _claim(self, of: Plain) -> Claim:
        source, where, at, by, via, stance, hedge, said, date, text, place, note, set_aside = _filled(of, 13)
        return Claim(
            source, self.place(where), at, by and Voice(*by), via and Voice(*via), stance or "asserts", hedge,
            _parsed(said), _parsed(date), text, place, note, set_aside,
        )  # fmt: skip

    def _alias(self, of: Plain) -> Alias:
        name, number, lang, told = _filled(of, 4)
        return Alias(name, lang, self._claims(told), number)

    def _figure(self, of: Plain) -> Figure:
        what, number, low, high, date, text, told, note = _filled(of, 8)
        return Figure(what, low, high, _parsed(date), text, self._claims(told), note, number)

    def _unnamed(self, of: Plain) -> Unnamed:
        text, type, where, group, role, number = _filled(of, 6)
        return Unnamed(text, type, group, role, number and tuple(number), self.place(where))


def _cut(*values: Any) -> Plain:
    """Give values without the absent ones at the end."""
    kept = list(values)
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def _filled(of: Plain, size: int) -> Plain:
    """Give values with the absent ones at the end."""
    return of + [None] * (size - len(of))


def _many(make: Callable[[T], Plain], records: Iterable[T]) -> Plain | None:
    return [make(one) for one in records] or None


def _voice(one: Voice | None) -> Plain | None:
    return _cut(*one) if one else None


def _date(one: Edtf | None) -> str | None:
    return one.text if one else None


def _parsed(text: str | None) -> Edtf | None:
    return dates.parse(text) if text is not None else None

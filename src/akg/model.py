"""The records of a dataset, as they are once read and checked: entities, relations, claims, sources."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from akg.dates import Edtf
from akg.errors import Fault, Place
from akg.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

Stance = Literal["asserts", "denies", "doubts", "retracts"]


class Voice(NamedTuple):
    """Somebody who says or carries something: an entity, or words for one who has no record."""

    entity: str | None = None
    words: str | None = None
    of: str | None = None  # the entity whom the unnamed speaker belongs to

    @property
    def mentions(self) -> tuple[str, ...]:
        """The ids of the entities in it."""
        return tuple(id for id in (self.entity, self.of) if id)


class Claim(NamedTuple):
    """The unit of evidence: who says so, where it is written, and when it was said."""

    source: str
    where: Place
    at: str | None = None
    by: Voice | None = None
    via: Voice | None = None
    stance: Stance = "asserts"
    hedge: str | None = None
    said: Edtf | None = None
    date: Edtf | None = None  # its own, where it differs from the record's
    text: str | None = None  # the source's wording of the date
    place: str | None = None
    note: str | None = None
    set_aside: str | None = None  # the reason why it is kept on file and out of every answer


class Alias(NamedTuple):
    """Another name of an entity; its claims, often none, say where that form is found."""

    name: str
    lang: str | None = None
    claims: tuple[Claim, ...] = ()
    number: int = 1  # which alias of the entity on file, from 1: part of the id of what is claimed of it


class Figure(NamedTuple):
    """A number about an entity, from `low` to `high`: equal where it is one number, None where it is open."""

    what: str
    low: float
    high: float | None
    date: Edtf | None
    text: str | None
    claims: tuple[Claim, ...]
    note: str | None = None
    number: int = 1  # which figure of the entity on file, from 1: part of its id


class Unnamed(NamedTuple):
    """A party to an event who has no record of their own."""

    text: str
    type: str
    of: str | None  # the group they belong to
    role: str | None
    number: tuple[float, float | None] | None
    where: Place


class Entity(NamedTuple):
    """A person, group, event, place, or another kind; an event carries its date and claims."""

    id: str
    kind: str
    name: str
    where: Place
    aliases: tuple[Alias, ...] = ()
    summary: str | None = None
    note: str | None = None
    ids: tuple[tuple[str, str], ...] = ()
    born: tuple[Claim, ...] = ()
    died: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()  # of an event: that it happened; of others: where they are found
    date: Edtf | None = None
    text: str | None = None
    place: str | None = None
    unnamed: tuple[Unnamed, ...] = ()
    meant: tuple[str, ...] = ()  # codes of warnings that are no mistake here

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases, but those whose every claim is set aside."""
        kept = (a for a in self.aliases if not a.claims or any(c.set_aside is None for c in a.claims))
        return (self.name, *(alias.name for alias in kept))


class Relation(NamedTuple):
    """What holds between two entities, and the claims that it does."""

    id: str
    src: str
    type: str
    dst: str
    claims: tuple[Claim, ...]
    where: Place
    date: Edtf | None = None
    text: str | None = None
    place: str | None = None
    role: str | None = None
    about: tuple[str, ...] = ()
    note: str | None = None
    event: str | None = None  # the event whose record this relation was made from
    meant: tuple[str, ...] = ()  # codes of warnings that are no mistake here


class Source(NamedTuple):
    """Something that is cited."""

    id: str
    title: str
    where: Place
    author: str | None = None
    publisher: str | None = None
    date: Edtf | None = None
    url: str | None = None
    kind: str | None = None
    note: str | None = None
    meant: tuple[str, ...] = ()  # codes of warnings that are no mistake here


class Dataset(NamedTuple):
    """What was read from a folder: the records that are sound one by one, and every fault found so far."""

    folder: "Path"
    entities: Mapping[str, Entity]
    relations: tuple[Relation, ...]
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
    faults: tuple[Fault, ...]
    broken: frozenset[str] = frozenset()  # ids of records that were left out for their own faults


def relation_id(src: str, type: str, dst: str, date: Edtf | None) -> str:
    """Give the id of a relation that was given none: from.type.to, and its date where it has one."""
    return f"{src}.{type}.{dst}" + (f".{date.text.replace(' ', '')}" if date else "")

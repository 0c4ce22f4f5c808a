"""Finds what the words typed for a new record mean: entities, voices, parties, records, ids, dates."""

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from akg import names
from akg.cli import session, tell
from akg.errors import AkgError
from akg.model import Dataset, Entity, Relation
from akg.names import quoted
from akg.spelling import nfc
from akg.text import hint, remedy

if TYPE_CHECKING:
    from akg.layout import Record, Value


class Unknown(AkgError):
    """No entity has such a name, or no record such an id."""

    exit_code = 1


class BadWord(AkgError):
    """What was typed is none of the words that can stand there."""


class Opened(NamedTuple):
    """The dataset that is added to, and whether nothing is to be written."""

    read: session.Read
    names: names.Index
    dry_run: bool

    @property
    def data(self) -> Dataset:
        """Its records, those with errors too."""
        return self.read.whole


def entity(opened: Opened, word: str) -> str:
    """Give the id of the entity that is meant. Raises Unknown, names.Ambiguous."""
    if word in opened.data.entities or word in opened.data.broken:
        return word
    try:
        return opened.names.graph.id(names.one(opened.names, word))
    except names.NoSuchName as unknown:
        raise Unknown(f"{unknown} (akg add entity adds one)") from None


def place(opened: Opened, word: str) -> str:
    """Give the id of the place that is meant. Raises BadWord of another kind of entity."""
    id = entity(opened, word)
    if id in opened.data.entities and opened.data.entities[id].kind != "place":
        raise BadWord(f"{quoted(word)} is a record of kind {opened.data.entities[id].kind}; name a place")
    return id


def voice(opened: Opened, word: str | None) -> str | None:
    """Give the id of the entity that has this name, or alone has these words in one; else the words."""
    from akg import values  # here, because no help needs pydantic

    if word is None or not values.is_id(word):  # what has the form of an id would be read as one
        found = names.find(opened.names, word) if word else None
        if found is None or (found.tier == "words" and len(found.matches) > 1):
            return word
    return word and entity(opened, word)


def tell_of_words(opened: Opened, voice: str | None) -> None:
    """Say on stderr that a voice stays in words, where these are like the name of a record."""
    if voice and (doubt := doubted(opened, voice)):
        tell(f"{doubt}; kept as words, which count as another voice")


def doubted(opened: Opened, voice: str) -> str | None:
    """Say whose name the words for a voice are like; None of an id, and where nobody's is."""
    if voice in opened.data.entities or voice in opened.data.broken:
        return None
    found = names.find(opened.names, voice)
    near = [match.name for match in found.matches] if found else names.near(opened.names, voice)
    like = " or ".join(map(quoted, near[:3]))
    return f"no record is called {quoted(voice)} (did you mean {like}?)" if near else None


def party(opened: Opened, word: str) -> "Value":
    """Give who took part and their role. A name may hold a colon: the longest that is one on file counts."""
    colons = [found.start() for found in re.finditer(":", word[: names.LONGEST])]
    first = word.partition(": " if ": " in word else ":")[0]
    heads = [word, *(word[:colon] for colon in reversed(colons))]
    who = next((head for head in heads if _is_name(opened, head.strip())), first)
    role = word[len(who) :].removeprefix(":").strip()
    return present(who=entity(opened, who.strip()), role=role or None)


def _is_name(opened: Opened, word: str) -> bool:
    """Tell whether this is the id or the very name of an entity."""
    return word in opened.data.entities or word in opened.data.broken or bool(opened.names.exact(nfc(word)))


def record(data: Dataset, id: str) -> Entity | Relation:
    """Find the record of a relation, or of an entity, by its id."""
    relations = {relation.id: relation for relation in data.relations if relation.event is None}
    found = relations.get(id) or data.entities.get(id)
    if found is None:
        near = hint(id, [*relations, *data.entities]) or "; akg evidence FROM TO tells ids"
        raise Unknown(f"no record has the id {quoted(id)}{near}")
    return found


def known(word: str, known: Collection[str], what: str) -> str:
    """Give a word that is one of those known. Raises BadWord, with a likely one."""
    if word not in known:
        raise BadWord(f"{quoted(word)} is no {what}{remedy(word, known)}")
    return word


def free(word: str, taken: Iterable[str]) -> str:
    """Give what can be a new id."""
    from akg import values  # here, because no help needs pydantic

    if not values.is_id(word):
        raise BadWord(f"{quoted(word)} is no id; write lower-case letters, digits and hyphens")
    if word in taken:
        raise BadWord(f"{quoted(word)} is taken; write another")
    return word


def date(word: str) -> str:
    """Give a word that is a date. Raises BadWord, with what to write instead."""
    from akg import dates

    try:
        dates.parse(word)
    except dates.DateError as error:
        raise BadWord(str(error)) from None
    return word


def present(**values: "Value | None") -> "Record":
    """Give what there is of a record, its texts without blanks around them."""
    bare = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {key: value for key, value in bare.items() if value is not None and value != []}

"""Finds what is suspicious rather than wrong, for a second look; each check is one function in one table."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from akg import alike, claims, dates, walk
from akg.dates import Edtf, mentions
from akg.dates.mentions import Mention
from akg.dates.parts import MONTHS
from akg.errors import Fault, Place
from akg.model import Claim, Dataset, Entity, Relation
from akg.spelling import fold
from akg.vocabulary import RelationType
from akg.walk import Evidence, Keys

Check = Callable[[Dataset], Iterator[Fault]]
Extent = tuple[int, int]  # the first and the last day, BEGIN and END where it is open or not known
# All that the wording of a date may hold beside numbers: anything else may make it vaguer, or more exact.
_PLAIN = frozenset(
    {"in", "on", "during", "of", "the", "from", "since", "to", "until", "and", "or", "year", "s", "st", "nd"}
    | {"rd", "th", "spring", "summer", "autumn", "fall", "winter", "sept"}
    | {name.lower() for month in MONTHS for name in (month, month[:3])}
)
_WORD, _NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d")
COMPARED = 50  # relations of one type between two, with which each later one is compared


class _Named(NamedTuple):
    """An entity by one of its names, in the order of the files."""

    number: int
    entity: Entity
    name: str
    keys: Keys


def duplicate_entities(data: Dataset) -> Iterator[Fault]:
    """Find two entities of a kind that may be one, by their names or by an id that a catalogue gave them.

    A relation between them, `same-as` or any other, says that somebody has looked, and tells them apart.
    """
    apart = {frozenset((relation.src, relation.dst)) for relation in data.relations}
    for first, second, like in (*_of_one_id(data), *_nearly_of_a_name(data)):
        pair = frozenset((first.entity.id, second.entity.id))
        if pair not in apart:
            apart.add(pair)
            message = (
                f"{like} {first.entity.id!r} ({first.entity.where}); merge the two, join them by same-as, "
                "or say meant: likely-duplicate"
            )
            yield Fault(second.entity.where, "warning", "likely-duplicate", message, None, second.keys)


def _of_one_id(data: Dataset) -> Iterator[tuple[_Named, _Named, str]]:
    held: dict[tuple[str, str, str], _Named] = {}
    for number, entity in enumerate(data.entities.values()):
        for catalogue, id in entity.ids:
            this = _Named(number, entity, id, ("ids", catalogue))
            first = held.setdefault((entity.kind, catalogue, id), this)
            if first is not this:
                yield first, this, f"{id!r} in {catalogue!r} is also"


def _nearly_of_a_name(data: Dataset) -> Iterator[tuple[_Named, _Named, str]]:
    """Pair entities of which a name is nearly alike, but none the same: that is another fault."""
    by_kind: dict[str, list[_Named]] = defaultdict(list)
    folded: dict[str, frozenset[str]] = {}
    for number, entity in enumerate(data.entities.values()):
        folded[entity.id] = frozenset(map(fold, entity.names))
        aliases = ((alias.name, ("aliases", at)) for at, alias in enumerate(entity.aliases))
        for name, keys in ((entity.name, ("name",)), *aliases):
            by_kind[entity.kind].append(_Named(number, entity, name, keys))
    for named in by_kind.values():
        for first, second in alike.pairs((one, one.name) for one in named):
            if folded[first.entity.id].isdisjoint(folded[second.entity.id]):
                yield first, second, f"{second.name!r} is nearly {first.name!r}, a name of"


def duplicate_relations(data: Dataset) -> Iterator[Fault]:
    """Find a relation that may state another again: of its type and ends, and of no other time or role."""
    stated: dict[tuple[str, str, str], list[tuple[Relation, Extent]]] = defaultdict(list)
    for relation in data.relations:
        type = data.vocabulary.types.get(relation.type)
        if type is None or relation.event:
            continue
        this = relation, _extent(relation, data)
        before = stated[_ends(relation, type)]
        first = next((one for one, when in before if _may_be(type, one, when, *this)), None)
        if first:
            message = (
                f"{first.id!r} ({first.where}) may be the same; merge their claims into one record, "
                "tell them apart by 'role' or 'date', or say meant: likely-duplicate"
            )
            yield Fault(relation.where, "warning", "likely-duplicate", message)
        if len(before) < COMPARED:
            before.append(this)


def _extent(relation: Relation, data: Dataset) -> Extent:
    """Give the first and the last day of all its dates; of one undated there is neither."""
    given = [claim.date or relation.date for claim in claims.deciding(relation.claims, data.sources)]
    bounds = [dates.bounds(date, "act") for date in given]
    return min((b.es for b in bounds), default=dates.BEGIN), max((b.le for b in bounds), default=dates.END)


def _ends(relation: Relation, type: RelationType) -> tuple[str, str, str]:
    src, dst = sorted((relation.src, relation.dst)) if type.symmetric else (relation.src, relation.dst)
    return type.id, src, dst


def _may_be(type: RelationType, one: Relation, when: Extent, other: Relation, then: Extent) -> bool:
    """Tell whether nothing sets two relations apart; what `mirrored` tells is left to it."""
    if type.symmetric and one.date == other.date and one.src != other.src:
        return False
    told = ((one.role, other.role), (one.place, other.place), (frozenset(one.about), frozenset(other.about)))
    if any(a and b and a != b for a, b in told):
        return False
    return (when[0] <= then[0] and then[1] <= when[1]) or (then[0] <= when[0] and when[1] <= then[1])


def one_source(data: Dataset) -> Iterator[Fault]:
    """Find what is serious, stands, and would be asserted by nobody had one source not been read."""
    for matter, claimed, place, keys in _serious(data):
        if only := claims.sole_source(claimed, data.sources):
            message = f"{matter} hangs on {only!r} alone; look for another source, or say meant: one-source"
            yield Fault(place, "warning", "one-source", message, None, keys)


def _serious(data: Dataset) -> Iterator[tuple[str, Sequence[Claim], Place, Keys]]:
    """Give each serious matter: what it is, the claims of it, and where they stand."""
    for entity in data.entities.values():
        if entity.died:
            yield f"the death of {entity.id!r}", entity.died, entity.where, ("died",)
    for relation in data.relations:
        type = data.vocabulary.types.get(relation.type)
        if type and type.serious:
            matter = f"that {relation.src!r} {type.label} {relation.dst!r}"
            yield matter, relation.claims, relation.where, ()


def precise_dates(data: Dataset) -> Iterator[Fault]:
    """Find dates that are more exact than the wording that they are read from."""
    for evidence in walk.evidences(data):
        for date, text, place, keys in _worded(evidence):
            if (vaguer := _vaguer(date, text)) is not None:
                message = (
                    f"{date.text} is more exact than {text[:60]!r}; write {vaguer}, put the words it is "
                    "read from into 'text', or say meant: precise-date"
                )
                yield Fault(place, "warning", "precise-date", message, None, keys)


def _worded(evidence: Evidence) -> Iterator[tuple[Edtf, str, Place, Keys]]:
    """Give every date with the source's words for it: those of a record, and of each claim that has words."""
    if evidence.date and evidence.text:
        yield evidence.date, evidence.text, evidence.place, (*evidence.keys, "date")
    for claim in evidence.claims:
        date = claim.date or evidence.date
        if date and claim.text and claim.set_aside is None:
            yield date, claim.text, claim.where, ("date",) if claim.date else ("text",)


def _vaguer(date: Edtf, text: str) -> str | None:
    """Give the date in a wording that this one, or an end of it, lies within and is shorter than.

    None where it could be right: where the wording names that very time as well, or holds anything else than
    plain dates, such as "late" or "before".
    """
    found = mentions.find(text)
    if not _PLAIN.issuperset(_WORD.findall(text.lower())) or _NUMBER.search(_between(found, text)):
        return None
    named = [(moment, m.date) for m in found for moment in (m.date.start, m.date.end) if moment]
    for one in filter(None, (date.start, date.end)):
        near = [(moment, whole) for moment, whole in named if moment.lo <= one.hi and one.lo <= moment.hi]
        if near and all(
            moment.lo <= one.lo and one.hi <= moment.hi and moment[:2] != one[:2] for moment, _ in near
        ):
            return near[0][1].text
    return None


def _between(found: Sequence[Mention], text: str) -> str:
    """Give what stands between the dates of a text."""
    begins, ends = (m.start for m in found), (m.end for m in found)
    return " ".join(text[end:begin] for end, begin in zip((0, *ends), (*begins, len(text)), strict=True))


def unmentioned(data: Dataset) -> Iterator[Fault]:
    """Find entities that no relation and no other entity mentions."""
    mentioned = {id for relation in data.relations for id in (relation.src, relation.dst)}
    mentioned |= {ref.id for ref in walk.references(data) if ref.what == "entity" and ref.owner.id != ref.id}
    for entity in data.entities.values():
        if entity.id not in mentioned:
            message = f"nothing mentions {entity.id!r}; relate it, remove it, or say meant: unmentioned"
            yield Fault(entity.where, "warning", "unmentioned", message, None, ("id",))


STRICT: tuple[Check, ...] = (
    duplicate_entities,
    duplicate_relations,
    one_source,
    precise_dates,
    unmentioned,
)

"""Walks a dataset: every reference from one record to another, and every body of evidence, with its place."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from akg import claims
from akg.dates import Edtf, Shape
from akg.errors import Place
from akg.model import Claim, Dataset, Entity, Relation, Voice
from akg.vocabulary import SITE

Keys = tuple[int | str, ...]
Known = Mapping[str, Mapping[str, object]]  # records by id, for each sort of reference
NOTHING: Known = MappingProxyType({"entity": {}, "source": {}, "kind": {}, "relation type": {}})


class Reference(NamedTuple):
    """One mention of a record by its id."""

    owner: Entity | Relation  # the record that it stands in
    what: str  # 'entity', 'source', 'kind' or 'relation type'
    id: str
    place: Place
    keys: Keys  # lead from the place to the id


class Evidence(NamedTuple):
    """The claims about one thing: a relation, an event, a birth, a death, a figure, an alias."""

    owner: Entity | Relation
    place: Place
    keys: Keys  # lead from the place to what is claimed, where that is not the record itself
    date: Edtf | None  # the record's, for claims that give none of their own
    claims: tuple[Claim, ...]
    shape: Shape
    text: str | None = None  # the source's words for the record's date


def known(data: Dataset) -> Known:
    """Return for each sort of reference the records that it may name, by id."""
    return {
        "entity": data.entities,
        "source": data.sources,
        "kind": data.vocabulary.kinds,
        "relation type": data.vocabulary.types,
    }


def references(data: Dataset, but: Known = NOTHING) -> Iterator[Reference]:
    """Give every reference in entities and relations, in their order; none to what is in `but`."""
    for entity in data.entities.values():
        if entity.kind not in but["kind"]:
            yield Reference(entity, "kind", entity.kind, entity.where, ("kind",))
        for party in entity.unnamed:
            if party.type not in but["relation type"]:
                yield Reference(entity, "relation type", party.type, party.where, ("type",))
            if party.of and party.of not in but["entity"]:
                yield Reference(entity, "entity", party.of, party.where, ("of",))
        for claim in claims_of(entity):
            yield from _in_claim(entity, claim, but)
    for relation in data.relations:
        yield from _in_event(relation, but) if relation.event else _in_relation(relation, but)


def evidences(data: Dataset) -> Iterator[Evidence]:
    """Give every body of evidence; what the relations of an event inherit is given once, with the event."""
    for entity in data.entities.values():
        if entity.claims:
            yield Evidence(entity, entity.where, (), entity.date, entity.claims, "act", entity.text)
        for key, life in (("born", entity.born), ("died", entity.died)):
            if life:
                yield Evidence(entity, entity.where, (key,), None, life, "act")
        for number, figure in enumerate(entity.figures):
            keys: Keys = ("figures", number)
            yield Evidence(entity, entity.where, keys, figure.date, figure.claims, "act", figure.text)
        for number, alias in enumerate(entity.aliases):
            if alias.claims:
                yield Evidence(entity, entity.where, ("aliases", number), None, alias.claims, "lasting")
    for relation in data.relations:
        if relation.event is None:
            type = data.vocabulary.types.get(relation.type)
            shape: Shape = type.shape if type else "state"
            yield Evidence(relation, relation.where, (), relation.date, relation.claims, shape, relation.text)


def undated(data: Dataset) -> int:
    """Count the claims of which nobody knows when they were made."""
    every = (claim for evidence in evidences(data) for claim in evidence.claims)
    return sum(claims.said(claim, data.sources) is None for claim in every)


def dates_of(evidence: Evidence) -> Iterator[tuple[Edtf, Place, Keys]]:
    """Give every date in a body of evidence, with its place."""
    if evidence.date:
        yield evidence.date, evidence.place, (*evidence.keys, "date")
    for claim in evidence.claims:
        if claim.date and claim.date is not evidence.date:
            yield claim.date, claim.where, ("date",)


def claims_of(entity: Entity) -> Iterable[Claim]:
    """Give every claim in the record of an entity."""
    yield from (*entity.claims, *entity.born, *entity.died)
    bodies = (*(figure.claims for figure in entity.figures), *(alias.claims for alias in entity.aliases))
    yield from (claim for body in bodies for claim in body)


def _in_event(relation: Relation, but: Known) -> Iterator[Reference]:
    """Give what a relation made from an event refers to and the event's own record does not."""
    where, entities = relation.where, but["entity"]
    if relation.type == SITE:
        if relation.dst not in entities:
            yield Reference(relation, "entity", relation.dst, where, ("place",))
        return
    if relation.src not in entities:
        yield Reference(relation, "entity", relation.src, where, ("who",))
    if relation.type not in but["relation type"]:
        yield Reference(relation, "relation type", relation.type, where, ("type",))


def _in_relation(relation: Relation, but: Known) -> Iterator[Reference]:
    where, entities = relation.where, but["entity"]
    if relation.src not in entities:
        yield Reference(relation, "entity", relation.src, where, ("from",))
    if relation.dst not in entities:
        yield Reference(relation, "entity", relation.dst, where, ("to",))
    if relation.place and relation.place not in entities:
        yield Reference(relation, "entity", relation.place, where, ("place",))
    if relation.type not in but["relation type"]:
        yield Reference(relation, "relation type", relation.type, where, ("type",))
    for number, id in enumerate(relation.about):
        if id not in entities:
            yield Reference(relation, "entity", id, where, ("about", number))
    for claim in relation.claims:
        yield from _in_claim(relation, claim, but)


def _in_claim(owner: Entity | Relation, claim: Claim, but: Known) -> Iterator[Reference]:
    if claim.source not in but["source"]:
        yield Reference(owner, "source", claim.source, claim.where, ("source",))
    if claim.place and claim.place not in but["entity"]:
        yield Reference(owner, "entity", claim.place, claim.where, ("place",))
    if claim.by:
        yield from _in_voice(owner, claim, "by", claim.by, but)
    if claim.via:
        yield from _in_voice(owner, claim, "via", claim.via, but)


def _in_voice(
    owner: Entity | Relation, claim: Claim, key: str, voice: Voice, but: Known
) -> Iterator[Reference]:
    if voice.entity and voice.entity not in but["entity"]:
        yield Reference(owner, "entity", voice.entity, claim.where, (key,))
    if voice.of and voice.of not in but["entity"]:
        yield Reference(owner, "entity", voice.of, claim.where, (key, "of"))

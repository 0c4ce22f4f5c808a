"""What every form of the graph derives from records: how relations stand, what they cost, whom they name."""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from akg import claims, dates
from akg.claims import Standing, Status
from akg.dates import Bounds, Edtf, Shape
from akg.model import Claim, Dataset, Entity, Figure, Relation, Source
from akg.reading import Node, Part, Row, flags
from akg.vocabulary import Vocabulary

BORN, DIED, HAPPENED, FIGURE, ALIAS = "born", "died", "happened", "figure", "alias"
ONE = 1 << 16  # the fixed point of a cost
VOICES = 3  # originators beyond these make a step no cheaper
_STATUS_COST: Mapping[Status, float] = MappingProxyType({
    "asserted": 1.0, "disputed": 1.5, "denied": 1.5, "retracted": 1.5,
})  # fmt: skip


LEAST = ONE // 4 << 16 | 1  # what any step costs at least: `factors` of three voices, in an event


class Own(NamedTuple):
    """What is claimed of one entity by itself: a birth, a death, that it happened, a number, another name."""

    id: str  # to follow the entity's
    type: str  # BORN, DIED, HAPPENED, FIGURE, ALIAS
    claims: tuple[Claim, ...]
    date: Edtf | None = None  # the record's, for claims that give none of their own
    text: str | None = None  # that date in the source's words
    figure: Figure | None = None
    name: str | None = None  # the other name


def standings(data: Dataset) -> Iterator[tuple[Relation, Standing]]:
    """Derive how each relation of a sound dataset stands, in its order; none for one without relations.

    All that come from one event stand as the event does. States end with the lives of both ends.
    """
    lives = {id: claims.life(e, data.sources) for id, e in data.entities.items()}
    events: dict[str, Standing] = {}
    for relation in data.relations:
        if relation.event is None:
            both = lives[relation.src], lives[relation.dst]
            yield relation, standing(relation, both, data.vocabulary, data.sources)
            continue
        if relation.event not in events:
            events[relation.event] = standing(relation, (), data.vocabulary, data.sources)
        yield relation, events[relation.event]


def standing(
    relation: Relation, lives: Iterable[Bounds], vocabulary: Vocabulary, sources: Mapping[str, Source]
) -> Standing:
    """Derive how a relation stands; `lives` are those of its ends, with which a state ends."""
    shape = shape_of(relation, vocabulary)
    found = claims.standing(relation.claims, relation.date, shape, sources)
    bounds = found.bounds if shape == "act" else dates.clip(found.bounds, *lives)
    return found if bounds == found.bounds else found._replace(bounds=bounds)


def shape_of(relation: Relation, vocabulary: Vocabulary) -> Shape:
    """Say how a relation lies in time: by its type, but what comes from an event happened with it."""
    return "act" if relation.event else vocabulary.types[relation.type].shape


def row(src: Node, dst: Node, relation: Relation, stands: Standing, place: Node | None) -> Row:
    """Give the hot part of a relation that stands so."""
    return Row(
        src, dst, relation.type, *stands.bounds, stands.status, weight(relation, stands), place,
        flags(stands), stands.start,
    )  # fmt: skip


def weight(relation: Relation, standing: Standing) -> int:
    """Give the cost of a step in 1/65536, shifted left by 16, plus one hop: see `factors`."""
    return _weight(relation, standing.support, standing.status)


def factors(originators: int, status: Status, *, in_event: bool) -> tuple[float, float, float]:
    """Give what the cost of a step is the product of. Source: DESIGN section 5.

    1 / log2(1 + originators), of which three count at most; more where it is disputed, denied or retracted;
    half for a step into or out of an event.
    """
    voices = 1 / math.log2(1 + min(max(originators, 1), VOICES))
    return voices, _STATUS_COST[status], 0.5 if in_event else 1.0


@cache  # there are few degrees, and many entities
def toll(degree: int) -> int:
    """Give what it costs to pass through an entity: half the logarithm of how many it is joined to."""
    return round(math.log2(degree or 1) * ONE / 2) << 16


def possibly(weight: int) -> int:
    """Give the weight of a relation that is only possible at the date asked about: a quarter more."""
    return ((weight >> 16) * 5 // 4) << 16 | weight & 0xFFFF


def floor(relation: Relation) -> int:
    """Give the least weight that a relation has under any filter: undisputed, by all who ever asserted it."""
    heard = (c for c in relation.claims if c.set_aside is None and c.stance == "asserts")
    return _weight(relation, len({claims.originator(c) for c in heard}), "asserted")


def _weight(relation: Relation, originators: int, status: Status) -> int:
    return _weighed(min(originators, VOICES), status, relation.event is not None)


@cache
def _weighed(originators: int, status: Status, in_event: bool) -> int:
    return round(math.prod(factors(originators, status, in_event=in_event)) * ONE) << 16 | 1


def place(relation: Relation, sources: Mapping[str, Source]) -> str | None:
    """Give the id of the place of a relation; None for those of an event, which is in its place itself."""
    return relation.place if relation.event else claims.place(relation.place, relation.claims, sources)


def mentions(relation: Relation) -> dict[str, Part]:
    """Give the ids that a relation mentions, ends first, each with the first part that it has.

    One of an event mentions its ends only: what its claims name is named by the event (`named`).
    """
    places, voices = _told(() if relation.event else relation.claims)
    return _first(
        ("end", (relation.src, relation.dst)), ("place", (relation.place, *places)),
        ("about", relation.about), ("voice", voices),
    )  # fmt: skip


def own(entity: Entity) -> Iterator[Own]:
    """Give what is claimed of an entity by itself, in a fixed order; often nothing.

    Where the record as a whole is found (the claims of one that is no event) is not told as a fact.
    """
    if entity.born:
        yield Own(BORN, BORN, entity.born)
    if entity.died:
        yield Own(DIED, DIED, entity.died)
    if entity.kind == "event" and entity.claims:
        yield Own(HAPPENED, HAPPENED, entity.claims, entity.date, entity.text)
    for figure in entity.figures:
        yield Own(f"{FIGURE}.{figure.number}", FIGURE, figure.claims, figure.date, figure.text, figure)
    for alias in entity.aliases:
        if alias.claims:
            yield Own(f"{ALIAS}.{alias.number}", ALIAS, alias.claims, name=alias.name)


def named(entity: Entity, told: Own) -> dict[str, Part]:
    """Give the ids of others that an entity's own evidence names, each with its part; often none.

    Of an event also whom its unnamed parties belong to, and not its place, which a relation joins to it.
    """
    places, voices = _told(told.claims)
    about = [party.of for party in entity.unnamed] if told.type == HAPPENED else []
    elsewhere = [place for place in places if told.type != HAPPENED or place != entity.place]
    found = _first(("place", elsewhere), ("about", about), ("voice", voices))
    found.pop(entity.id, None)
    return found


def _told(evidence: Iterable[Claim]) -> tuple[list[str | None], list[str]]:
    """Give the places that claims name, and who speaks in them; one set aside names nobody."""
    heard = [claim for claim in evidence if claim.set_aside is None]
    voices = (voice for claim in heard for voice in (claim.by, claim.via) if voice)
    return [claim.place for claim in heard], [id for voice in voices for id in voice.mentions]


def _first(*parts: tuple[Part, Iterable[str | None]]) -> dict[str, Part]:
    found: dict[str, Part] = {}
    for part, ids in parts:
        for id in ids:
            if id:
                found.setdefault(id, part)
    return found

"""Small graphs drawn at random, with every form of date, denials, several voices, lives and events."""

import os
from collections.abc import Sequence
from itertools import permutations, product
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st
from worlds import HERE, data

from akg.dates import Edtf, Shape, parse
from akg.model import Claim, Dataset, Entity, Relation, Stance, Voice
from akg.vocabulary import ANY, Chain, RelationType, Step, Vocabulary

DEEP = int(os.environ.get("AKG_EXAMPLES", "0"))  # examples of each test, where they shall be more or fewer
IDS = "abcdefg"
TYPES = ("met", "promised", "aide-of", "allied-with", "parent-of", "related-to")
SOURCES = ("paper", "book", "leaflet")
DATES = tuple(
    parse(text)
    for text in (
        "2012", "2013", "2012-05", "2012-06-15", "2012?", "2012~", "2010/2014", "2010/2014", "2012/2013",
        "2010?/2013", "2011/..", "2013/..", "2012/", "../2013", "/2012", "2010..2014", "..2012", "2013..",
        "2009..2011/2012..2013", "[2011, 2014]", "../..", "2008", "2016",
    )
)  # fmt: skip
KINDS = st.sampled_from(("person", "person", "group", "event", "place"))
VOICES = (None, None, Voice(words="an official"), Voice("a"), Voice("b"))


def examples(few: int) -> int:
    """Say how many examples a test takes: `few`, or what AKG_EXAMPLES says."""
    return DEEP or few


def _claim(stance: Stance, source: str, by: Voice | None, **more: Edtf | str | None) -> Claim:
    return Claim(source, HERE, stance=stance, by=by, **more)  # type: ignore[arg-type]


_SAID = (None, None, parse("2012"), parse("2022"))
CLAIMS: tuple[Claim, ...] = (
    *(_claim("asserts", source, by) for source, by in product(SOURCES, VOICES)),
    *(_claim("asserts", source, by, said=said) for source, by, said in product(SOURCES[:2], VOICES, _SAID)),
    *(_claim("asserts", source, None, date=date) for source, date in product(SOURCES, DATES)),
    *(_claim("denies", source, by, said=said) for source, by, said in product(SOURCES, VOICES[1:4], _SAID)),
    *(_claim("doubts", source, by) for source, by in product(SOURCES, VOICES)),
    *(_claim("retracts", source, by, said=parse("2022")) for source, by in product(SOURCES, VOICES)),
    *(_claim("asserts", source, None, set_aside="a slip") for source in SOURCES),
)
# Claims on one fact, of voices few enough to contradict each other and themselves; in a world of `worlds`.
QUARRELS = st.lists(
    st.builds(
        Claim,
        source=st.sampled_from(SOURCES),
        where=st.just(HERE),
        by=st.sampled_from([None, Voice("ada"), Voice("crew")]),
        stance=st.sampled_from(["asserts", "asserts", "denies", "doubts", "retracts"]),
        set_aside=st.sampled_from([None, None, "misread"]),
    ),
    max_size=7,
)
PLAIN, BOOKED = Claim("paper", HERE), Claim("book", HERE, said=parse("2015"))
EVIDENCE = st.one_of(
    st.just((PLAIN,)),
    st.just((PLAIN, BOOKED)),
    st.sampled_from(CLAIMS).map(lambda claim: (claim,)),
    st.sampled_from(CLAIMS).map(lambda claim: (PLAIN, claim)),
    st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=3).map(tuple),
)
DATED = st.one_of(st.sampled_from((None, *DATES)), st.sampled_from(DATES[:8]))


def _told(*texts: str) -> st.SearchStrategy[tuple[Claim, ...]]:
    """Tell of a birth or death, by any source; mostly nothing is told."""
    told = ((Claim(source, HERE, date=parse(text)),) for source in SOURCES for text in texts)
    return st.sampled_from(((),) * 9 + tuple(told))


BIRTHS, DEATHS = _told("1970", "2012", "2011?"), _told("2012-09", "2030", "2014~")


class Drawn(NamedTuple):
    """The records of a graph; `data` makes a dataset of them."""

    entities: Sequence[Entity]
    relations: Sequence[Relation]
    vocabulary: Vocabulary | None = None  # the built-in one where it has none of its own

    @property
    def data(self) -> Dataset:
        whole = data()._replace(entities={e.id: e for e in self.entities}, relations=tuple(self.relations))
        return whole._replace(vocabulary=self.vocabulary) if self.vocabulary else whole


@st.composite
def drawn(draw: st.DrawFn, most: int = 12, largest: int = 7, types: Sequence[str] = TYPES) -> Drawn:
    """Draw a graph of 3 to `largest` entities and at most `most` relations, parallel ones among them."""
    size = draw(st.sampled_from((3, 4, 5, 5, 6, largest)))
    kinds = draw(st.lists(KINDS, min_size=size, max_size=size))
    entities = [_entity(draw, id, kind) for id, kind in zip(IDS, kinds, strict=False)]
    # Which are joined is left to chance: Hypothesis, which tends to repeat itself, would join the same two.
    chance = Random(draw(st.integers(0, 1_000_000)))
    count = draw(st.one_of(st.integers(1, most), st.just(most), st.just(most)))
    joined = chance.choices(tuple(permutations(entities, 2)), k=count)
    return Drawn(entities, [_relation(draw, f"{n:03}", *pair, types) for n, pair in enumerate(joined)])


def _entity(draw: st.DrawFn, id: str, kind: str) -> Entity:
    if kind == "event":
        return Entity(id, kind, id, HERE, claims=draw(EVIDENCE), date=draw(DATED))
    if kind == "person":
        return Entity(id, kind, id, HERE, born=draw(BIRTHS), died=draw(DEATHS))
    return Entity(id, kind, id, HERE)


def _relation(draw: st.DrawFn, id: str, one: Entity, other: Entity, types: Sequence[str]) -> Relation:
    """Draw a relation; most of an event are made of its record: who took part in it, or where it was."""
    if "event" in (one.kind, other.kind) and draw(st.integers(0, 4)):
        event, party = (one, other) if one.kind == "event" else (other, one)
        type, src, dst = "took-part-in", party.id, event.id
        if party.kind == "place":
            type, src, dst = "located-in", event.id, party.id
        return Relation(id, src, type, dst, event.claims, HERE, date=event.date, event=event.id)
    type = draw(st.sampled_from(types))
    return Relation(id, one.id, type, other.id, draw(EVIDENCE), HERE, date=draw(DATED))


# Vocabularies of chains: some types that join anything, so that kinds seldom keep out what follows


def _type(id: str, shape: Shape, inverse_of: str | None = None, *, symmetric: bool = False) -> RelationType:
    kinds = frozenset({ANY})
    return RelationType(id, id, id, symmetric, shape, kinds, kinds, id, HERE, inverse_of)


MORE = (
    _type("bound-to", "state"),
    _type("kin-of", "lasting", symmetric=True),
    _type("child-of", "lasting", "parent-of"),
    _type("aided-by", "state", "aide-of"),
)
IMPLIED = ("bound-to", "bound-to", "kin-of", "kin-of", "aide-of", "allied-with", "child-of")
WALKED = ("aide-of", "allied-with", "parent-of", "related-to", "bound-to", "kin-of", "child-of", "aided-by")
STEPS = st.sampled_from((1, 2, 2, 2, 3))


def _may_imply(one: RelationType, other: RelationType) -> bool:
    """Say whether a chain of the one alone may imply the other: of what is symmetric, what is so too.

    And nothing may imply itself, or its inverse, which follows anyway.
    """
    same = other.id in (one.id, one.inverse_of) or other.inverse_of == one.id
    return not same and (other.symmetric or not one.symmetric)


@st.composite
def vocabularies(draw: st.DrawFn, walked: Sequence[str]) -> Vocabulary:
    """Draw a vocabulary of 1 to 3 chains of 1 to 3 steps of the types given, with two pairs of inverses."""
    built_in = data().vocabulary
    ids = draw(st.lists(st.sampled_from(("about", "by-rule", "zeal")), min_size=1, unique=True))
    step = st.builds(Step, st.sampled_from(walked), st.booleans())
    chains = {}
    types = {**built_in.types, **{type.id: type for type in MORE}}
    for id in ids:
        size = draw(STEPS)
        steps = draw(st.lists(step, min_size=size, max_size=size).map(tuple))
        implied = [type for type in IMPLIED if size > 1 or _may_imply(types[steps[0].type], types[type])]
        chains[id] = Chain(id, draw(st.sampled_from(implied)), steps, id, HERE)
    return Vocabulary(built_in.kinds, types, chains)


@st.composite
def ruled(draw: st.DrawFn, most: int = 12, largest: int = 6) -> Drawn:
    """Draw a graph with chains, of the types that most of its relations have, so that much follows."""
    walked = draw(st.lists(st.sampled_from(WALKED), min_size=1, max_size=3, unique=True))
    records = draw(drawn(most, largest, types=(*walked * 3, "met", "bound-to", "parent-of")))
    return records._replace(vocabulary=draw(vocabularies(walked)))

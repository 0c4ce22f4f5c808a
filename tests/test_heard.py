"""A graph of which some claims are heard answers as one made of records that never held the others."""

from collections.abc import Callable, Mapping
from itertools import product
from random import Random
from typing import Any, NamedTuple

from chance import DATES, EVIDENCE, KINDS, SOURCES, TYPES, examples
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import HERE, data, everything, node, world

from akg import dates, facts
from akg.heard import Heard
from akg.memory import MemoryGraph
from akg.model import Alias, Claim, Dataset, Entity, Figure, Relation, Unnamed, Voice
from akg.reading import Graph

Keep = Callable[[Claim], bool]

IDS = "abcde"
VOICES = (None, Voice(words="an official"), Voice(words="two aides", of="a"), Voice("a"), Voice("b"))
PLACES = (None, "a", "b")  # who is also a voice, so that some are named for two reasons
DATED = st.sampled_from((None, *DATES))


def _claim(chance: Random) -> Claim:
    return Claim(
        chance.choice(SOURCES), HERE, by=chance.choice(VOICES), via=chance.choice(VOICES),
        date=chance.choice((None, *DATES)), place=chance.choice(PLACES),
        stance=chance.choice(("asserts", "asserts", "denies", "doubts", "retracts")),
        said=chance.choice((None, dates.parse("2012"), dates.parse("2022"))),
        set_aside=chance.choice((None, None, None, "a slip")),
    )  # fmt: skip


CLAIM = st.sampled_from([_claim(Random(seed)) for seed in range(400)])
TOLD = st.one_of(EVIDENCE, st.lists(CLAIM, min_size=1, max_size=3).map(tuple))
SOMETIMES = st.one_of(st.just(()), TOLD)
WORDS = st.sampled_from((None, "In our own words."))
ALIAS = st.builds(Alias, st.just("other"), claims=SOMETIMES)
FIGURE = st.builds(Figure, st.just("fighters"), st.just(1.0), st.just(2.0), DATED, st.none(), TOLD)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    entities = {id: _entity(draw, id, draw(KINDS)) for id in IDS}
    ends = draw(
        st.lists(st.tuples(*[st.sampled_from(IDS)] * 2).filter(lambda two: two[0] != two[1]), max_size=6)
    )
    relations = (_relation(draw, f"{n:03}", entities[a], entities[b]) for n, (a, b) in enumerate(ends))
    return data()._replace(entities=entities, relations=tuple(relations))


def _entity(draw: st.DrawFn, id: str, kind: str) -> Entity:
    whole = Entity(
        id, kind, id, HERE, claims=draw(SOMETIMES), summary=draw(WORDS), note=draw(WORDS),
        aliases=tuple(a._replace(number=n) for n, a in enumerate(draw(st.lists(ALIAS, max_size=2)), 1)),
        figures=tuple(f._replace(number=n) for n, f in enumerate(draw(st.lists(FIGURE, max_size=2)), 1)),
    )  # fmt: skip
    if kind == "event":
        party = Unnamed("two couriers", "took-part-in", draw(st.sampled_from(PLACES)), None, None, HERE)
        return whole._replace(
            claims=draw(TOLD), date=draw(DATED), place=draw(st.sampled_from(PLACES)), unnamed=(party,)
        )
    return whole._replace(born=draw(SOMETIMES), died=draw(SOMETIMES)) if kind == "person" else whole


def _relation(draw: st.DrawFn, id: str, one: Entity, other: Entity) -> Relation:
    if other.kind == "event":
        return Relation(
            id, one.id, "took-part-in", other.id, other.claims, HERE, date=other.date, event=other.id
        )
    about = tuple(draw(st.lists(st.sampled_from(IDS), max_size=1)))
    type, place = draw(st.sampled_from(TYPES)), draw(st.sampled_from(PLACES))
    return Relation(
        id, one.id, type, other.id, draw(TOLD), HERE, date=draw(DATED), place=place, about=about,
        note=draw(WORDS),
    )  # fmt: skip


def without(whole: Dataset, keep: Keep) -> Dataset:
    """Drop claims from the records, and relations, figures and names that rested on these alone.

    What a record says in its own words is dropped with the first of its claims.
    """

    def kept(told: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return tuple(claim for claim in told if keep(claim))

    def words(told: tuple[Claim, ...], text: str | None) -> str | None:
        return text if kept(told) == told else None

    entities = {
        id: entity._replace(
            born=kept(entity.born), died=kept(entity.died), claims=kept(entity.claims),
            unnamed=entity.unnamed if kept(entity.claims) else (),
            summary=words(entity.claims, entity.summary), note=words(entity.claims, entity.note),
            aliases=tuple(
                alias._replace(claims=kept(alias.claims))
                for alias in entity.aliases if kept(alias.claims) or not alias.claims
            ),
            figures=tuple(
                figure._replace(claims=kept(figure.claims), note=words(figure.claims, figure.note))
                for figure in entity.figures if kept(figure.claims)
            ),
        )
        for id, entity in whole.entities.items()
    }  # fmt: skip
    relations = (
        r._replace(claims=kept(r.claims), note=words(r.claims, r.note))
        for r in whole.relations if kept(r.claims)
    )  # fmt: skip
    return whole._replace(entities=entities, relations=tuple(relations))


class Read(NamedTuple):
    """All that the reading interface gives, but neighbours and floors; relations by id."""

    size: int
    nodes: list[tuple[Any, ...]]
    entities: list[Entity]
    mentioned: list[Any]
    incident: Mapping[tuple[int, int | None], list[Any]]
    between: Mapping[tuple[int, int], list[str]]
    relations: Mapping[str, Relation]
    rows: Mapping[str, Any]


def read(graph: Graph) -> Read:
    nodes = range(len(graph))
    told = [r for r in range(graph.size) if graph.relation(r).claims]
    return Read(
        len(told),
        [(graph.node(graph.id(n)), graph.id(n), graph.kind(n), graph.name(n)) for n in nodes],
        [graph.entity(n) for n in nodes],
        [list(graph.mentioned_in(n)) for n in nodes],
        {
            (n, until): [(graph.relation(r).id, part) for r, part in graph.incident(n, until=until)]
            for n, until in product(nodes, (None, dates.BEGIN, dates.day(2012, 6, 1)))
        },
        {(u, v): [graph.relation(r).id for r in graph.between(u, v)] for u, v in product(nodes, nodes)},
        {graph.relation(r).id: graph.relation(r) for r in told},
        {graph.relation(r).id: graph.row(r) for r in told},
    )


STANCES = st.sampled_from(("asserts", "denies", "doubts", "retracts"))
KEEP = st.one_of(
    st.frozensets(st.sampled_from(SOURCES)).map(lambda unread: lambda claim: claim.source not in unread),
    st.frozensets(st.tuples(st.sampled_from(SOURCES), STANCES)).map(
        lambda unread: lambda claim: (claim.source, claim.stance) not in unread
    ),
)


@settings(max_examples=examples(150))
@given(datasets(), KEEP)
def test_what_is_heard_reads_as_records_that_hold_nothing_else(whole: Dataset, keep: Keep) -> None:
    assert read(Heard(MemoryGraph(whole), keep)) == read(MemoryGraph(without(whole, keep)))


@settings(max_examples=examples(60))
@given(datasets(), KEEP)
def test_every_fact_is_told_of_what_is_heard_as_of_records_that_hold_nothing_else(
    whole: Dataset, keep: Keep
) -> None:
    def told(graph: Graph) -> list[Any]:
        where = everything(graph)
        return [
            (mention.tell(graph, n, where), missed)
            for n in range(len(graph))
            for mention, missed in facts.told(graph, n, where)
        ]

    assert told(Heard(MemoryGraph(whole), keep)) == told(MemoryGraph(without(whole, keep)))


@settings(max_examples=examples(60))
@given(datasets(), KEEP)
def test_neighbours_and_degrees_stay_and_no_floor_is_above_a_weight(whole: Dataset, keep: Keep) -> None:
    graph = MemoryGraph(whole)
    heard = Heard(graph, keep)
    for n in range(len(graph)):
        assert list(heard.neighbours(n)) == list(graph.neighbours(n))
        for other, floor in zip(heard.neighbours(n), heard.floors(n), strict=True):
            assert all(floor <= heard.row(r).weight for r in heard.between(n, other))


def test_heard_twice_is_heard_once_with_both() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, claims: [{}, {source: book, by: crew}, {source: leaflet}]}"
    )
    twice = Heard(Heard(graph, lambda claim: claim.source != "book"), lambda claim: claim.source != "leaflet")
    once = Heard(graph, lambda claim: claim.source == "paper")
    assert read(twice) == read(once)
    assert [claim.source for claim in twice.relation(0).claims] == ["paper"]


def test_figures_and_other_names_keep_their_ids_where_others_before_them_are_not_heard() -> None:
    graph = world(
        "",
        """
        - id: crew
          kind: group
          name: Crew
          aliases: [{name: The Men, source: book}, Band, {name: Gang}]
          figures: [{what: fighters, value: 3, source: book}, {what: dead, value: 2}]
        """,
    )
    heard = Heard(graph, lambda claim: claim.source == "paper")
    told = list(facts.every(heard, everything(heard)))
    assert [mention.tell(heard, 0, everything(heard)).id for mention, _ in told] == [
        "crew.figure.2", "crew.alias.3",
    ]  # fmt: skip


def test_an_entity_that_was_place_and_voice_is_the_voice_once_the_place_is_not_heard() -> None:
    graph = world(
        "",
        "- {id: eve, kind: person, name: Eve, born: [{place: york, source: book}, {by: york, date: 1970}]}",
    )
    heard = Heard(graph, lambda claim: claim.source == "paper")
    assert list(heard.mentioned_in(node(heard, "york"))) == [(node(heard, "eve"), "voice")]

"""What follows by the chains of a vocabulary, against trying all sequences of relations of small graphs."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any, NamedTuple

from asked import between, questions
from chance import Drawn, examples, ruled
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ties import Tie, degree, derived, hearing, stated

from akg import claims, dates, facts
from akg.dates import BEGIN
from akg.inferred import Inferred
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.queries.path import NoPath
from akg.reading import DOUBTED, UNCERTAIN, Graph, Rel
from akg.where import certainty, where

HEARD = st.fixed_dictionaries({
    "without": st.sampled_from(((), (), ("paper",), ("book", "leaflet"))),
    "known_at": st.sampled_from((None, None, "2012", "2015", "2020", "2021")),
})  # fmt: skip


class Told(NamedTuple):
    """All that is told of a derived relation, in terms that do not depend on who found it."""

    id: str
    ends: tuple[str, str]
    type: str
    bounds: tuple[int, int, int, int]
    start: int
    status: str
    flags: int
    weight: int
    place: int | None
    premises: tuple[str, ...]


def _expected(data: Dataset, heard: Mapping[str, Any]) -> list[Tie]:
    return derived(data, stated(data, hearing(data, **heard)))


def _of_tie(tie: Tie) -> Told:
    return Told(
        tie.id, (tie.src, tie.dst), tie.type, tie.bounds, tie.start, tie.status,
        DOUBTED * tie.doubted | UNCERTAIN * tie.uncertain, tie.weight, None,
        tuple(premise.id for premise in tie.premises),
    )  # fmt: skip


def _of_relation(graph: Graph, r: Rel) -> Told:
    row, relation = graph.row(r), graph.relation(r)
    assert (relation.claims, relation.date, relation.event, relation.type) == ((), None, None, row.type)
    assert (relation.src, relation.dst) == (graph.id(row.src), graph.id(row.dst))
    return Told(
        relation.id, (relation.src, relation.dst), row.type, row.bounds, row.start, row.status, row.flags,
        row.weight, row.place, tuple(graph.relation(premise).id for premise in graph.premises(r)),
    )  # fmt: skip


def _inferred(data: Dataset, heard: Mapping[str, Any]) -> Graph:
    return where(MemoryGraph(data), **heard, inferred=True).graph


@settings(max_examples=examples(300))
@given(ruled(), HEARD)
def test_what_follows_is_what_every_sequence_of_relations_that_fits_a_chain_gives(
    records: Drawn, heard: Mapping[str, Any]
) -> None:
    graph = _inferred(records.data, heard)
    assert isinstance(graph, Inferred)
    found = [_of_relation(graph, r) for r in range(graph.whole.size, graph.size)]
    assert [one.id for one in found] == sorted(one.id for one in found)
    assert sorted(found) == sorted(map(_of_tie, _expected(records.data, heard)))


@settings(max_examples=examples(100))
@given(ruled(), HEARD)
def test_what_is_stated_reads_as_it_does_without_what_follows(
    records: Drawn, heard: Mapping[str, Any]
) -> None:
    graph = _inferred(records.data, heard)
    whole = where(MemoryGraph(records.data), **heard).graph
    for n in range(len(graph)):
        assert (graph.node(graph.id(n)), graph.id(n), graph.kind(n), graph.name(n), graph.entity(n)) == (
            n, whole.id(n), whole.kind(n), whole.name(n), whole.entity(n),
        )  # fmt: skip
        assert list(graph.mentioned_in(n)) == list(whole.mentioned_in(n))
        assert graph.degree(n) == whole.degree(n) == degree(records.data, graph.id(n))
    for r in range(whole.size):
        assert graph.relation(r) == whole.relation(r)
        assert not whole.relation(r).claims or graph.row(r) == whole.row(r)
        assert (graph.premises(r), whole.premises(r)) == ((), ())
    assert (len(graph), graph.vocabulary, graph.sources) == (len(whole), whole.vocabulary, whole.sources)


@settings(max_examples=examples(100))
@given(ruled(), HEARD)
def test_what_follows_is_given_with_what_is_stated_in_one_order(
    records: Drawn, heard: Mapping[str, Any]
) -> None:
    graph = _inferred(records.data, heard)
    whole = where(MemoryGraph(records.data), **heard).graph
    ends = {r: set(graph.row(r)[:2]) for r in range(whole.size, graph.size)}
    for u, v in combinations(range(len(graph)), 2):
        every = [*whole.between(u, v), *(r for r in ends if ends[r] == {u, v})]
        found = sorted(every, key=lambda r: (graph.row(r).weight, r))
        assert list(graph.between(u, v)) == list(graph.between(v, u)) == found
    for n in range(len(graph)):
        joined = {*whole.neighbours(n), *(end for two in ends.values() if n in two for end in two - {n})}
        assert list(graph.neighbours(n)) == sorted(joined)
        for other, floor in zip(graph.neighbours(n), graph.floors(n), strict=True):
            assert all(floor <= graph.row(r).weight for r in graph.between(n, other))
        for until in (None, BEGIN, dates.day(2012, 6, 1)):
            mine = [(r, "end") for r in ends if n in ends[r] and (until is None or graph.row(r).es <= until)]
            parts = sorted(
                [*whole.incident(n, until=until), *mine], key=lambda told: (graph.row(told[0]).order, told[0])
            )
            assert list(graph.incident(n, until=until)) == parts


@settings(max_examples=examples(100))
@given(ruled(), HEARD)
def test_nothing_follows_from_what_follows(records: Drawn, heard: Mapping[str, Any]) -> None:
    graph = _inferred(records.data, heard)
    assert isinstance(graph, Inferred)
    premises = {p for r in range(graph.size) for p in graph.premises(r)}
    assert all(graph.relation(p).claims for p in premises)
    assert max(premises, default=-1) < graph.whole.size


@settings(max_examples=examples(100))
@given(ruled(), HEARD)
def test_what_follows_was_possible_whenever_each_of_its_premises_was_and_certain_only_if_each_was(
    records: Drawn, heard: Mapping[str, Any]
) -> None:
    graph = _inferred(records.data, heard)
    for r in range(graph.size):
        rows = [graph.row(p) for p in graph.premises(r)]
        if not rows or dates.is_undated(graph.row(r).bounds):
            continue
        for window in ((dates.day(year, 1, 1), dates.day(year, 12, 31)) for year in range(2007, 2018)):
            sure = certainty(graph.row(r), *window)
            each = [certainty(row, *window) for row in rows]
            assert sure is None or None not in each
            assert sure != "certain" or set(each) == {"certain"}


@settings(max_examples=examples(100))
@given(ruled(), st.sampled_from(("paper", "book", "leaflet")))
def test_a_derived_relation_passes_a_source_asked_for_if_each_premise_cites_it(
    records: Drawn, source: str
) -> None:
    asked = where(MemoryGraph(records.data), inferred=True, sources=[source], statuses=["any"])
    passing = [asked.graph.relation(r).id for r in range(asked.graph.size) if asked.weigh(r) is not None]
    expected = [tie.id for tie in _expected(records.data, {}) if all(source in cited for cited in tie.cited)]
    assert [id for id in passing if ":" in id] == expected


@settings(max_examples=examples(60))
@given(ruled())
def test_what_is_told_of_every_fact_with_claims_of_its_own_has_nothing_that_follows(records: Drawn) -> None:
    asked = where(MemoryGraph(records.data), inferred=True)
    plain = where(MemoryGraph(records.data))

    def told(asked: Any) -> list[Any]:
        return [(mention.row, told) for mention, told in facts.every(asked.graph, asked)]

    assert told(asked) == told(plain)
    assert dict(asked.relations()) == dict(plain.relations())


ASKED = ruled().flatmap(lambda records: st.tuples(st.just(records), questions(records)))


@settings(max_examples=examples(150))
@given(ASKED)
def test_a_step_names_each_source_without_which_nothing_of_it_would_be_asserted(asked: Any) -> None:
    records, question = asked
    question = question._replace(filters={**question.filters, "inferred": True, "statuses": []})
    data, filters = records.data, question.filters
    try:
        paths = between(MemoryGraph(data), question).paths
    except NoPath:
        assume(False)
    heard = hearing(data, filters["without"], filters["known_at"])
    told = {r.id: [claim for claim in r.claims if heard(claim)] for r in data.relations}

    def stands(id: str, unread: str) -> bool:
        rests = [told[premise] for premise in (id.split(":")[1:] or [id])]
        kept = ([claim for claim in some if claim.source != unread] for some in rests)
        return all(claims.asserting(some, data.sources) for some in kept)

    for one in paths:
        for step in one.steps:
            expected = {s for s in data.sources if not any(stands(fact.id, s) for fact in step.facts)}
            assert set(step.sources) == expected

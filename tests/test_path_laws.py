"""Laws of paths, on small random graphs and under random filters."""

from collections.abc import Mapping
from random import Random
from typing import Any

import networkx as nx
import pytest
from asked import Found, Question, ask, graph, questions
from chance import Drawn, drawn, examples, ruled
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worlds import HERE

from akg import claims
from akg.memory import MemoryGraph
from akg.model import Source, Voice
from akg.where import where

ALL = 100  # more than there are sets of inner entities
NONE: Mapping[str, Any] = {
    "types": [], "avoid_types": [], "kinds": [], "sources": [], "without": [], "statuses": [],
}  # fmt: skip
RECORDS = st.one_of(drawn(), ruled())
ASKED = RECORDS.flatmap(lambda records: st.tuples(st.just(records), questions(records)))


def _all(records: Drawn, question: Question) -> dict[frozenset[str], Found]:
    """Give the best path through each set of inner entities."""
    found = ask(graph(records), question._replace(k=ALL))
    return {frozenset(one.nodes[1:-1]): one for one in found}


@settings(max_examples=examples(80))
@given(ASKED)
def test_what_is_certain_is_possible_and_rests_on_what_is_asserted(asked: tuple[Drawn, Question]) -> None:
    records, question = asked
    question = question._replace(filters={**question.filters, "statuses": []})
    asserted = question._replace(filters={**question.filters, "statuses": ["asserted"]})
    firm = _all(records, asserted)
    for inner, one in _all(records, question).items():
        if one.in_order and one.in_order[1] is not None:
            assert one.in_order[0] <= one.in_order[1]
        if one.certainty == "certain":
            assert inner in firm


@settings(max_examples=examples(80))
@given(ASKED)
def test_asked_for_what_is_certain_only_akg_gives_the_certain_paths(asked: tuple[Drawn, Question]) -> None:
    records, question = asked
    every = _all(records, question._replace(certain=False))
    assume(any(one.certainty for one in every.values()))
    certain = _all(records, question._replace(certain=True))
    assert {one.certainty for one in certain.values()} <= {"certain"}
    assert {inner for inner, one in every.items() if one.certainty == "certain"} <= set(certain) <= set(every)


LOOSER: Mapping[str, Any] = {
    "via": frozenset(), "avoid": frozenset(), "directed": False, "max_hops": None, "same_time": False,
    "in_order": False, "certain": False,
}  # fmt: skip


@pytest.mark.parametrize("constraint", LOOSER)
@settings(max_examples=examples(30))
@given(ASKED)
def test_every_path_under_a_constraint_is_one_without_it_that_costs_no_more(
    constraint: str, asked: tuple[Drawn, Question]
) -> None:
    records, question = asked
    switch: Mapping[str, Any] = {} if LOOSER[constraint] is not False else {constraint: True}
    bound = question._replace(**switch)
    free: Mapping[str, Any] = {constraint: LOOSER[constraint]}
    _is_within(records, bound, question._replace(**free))


WIDER: Mapping[str, Any] = {**NONE, "statuses": ["any"]}


@pytest.mark.parametrize("filter", ["types", "avoid_types", "kinds", "sources", "statuses", "time"])
@settings(max_examples=examples(30))
@given(ASKED)
def test_every_path_under_a_filter_is_one_without_it_that_costs_no_more(
    filter: str, asked: tuple[Drawn, Question]
) -> None:
    records, question = asked
    filters = dict(question.filters)
    for name in ("at", "since", "until") if filter == "time" else (filter,):
        filters.pop(name, None)
    looser = question._replace(filters={**WIDER, **filters})
    _is_within(records, question, looser)


def _is_within(records: Drawn, question: Question, looser: Question) -> None:
    bound, free = _all(records, question._replace(rank="cost")), _all(records, looser._replace(rank="cost"))
    assert set(bound) <= set(free)
    assert all(free[inner].cost <= one.cost for inner, one in bound.items())


@settings(max_examples=examples(80))
@given(ASKED)
def test_reversed_a_path_costs_the_same_where_neither_direction_nor_order_is_asked_for(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    there = question._replace(directed=False, in_order=False, rank="cost")
    back = there._replace(start=there.goal, goal=there.start)
    assert {inner: one.cost for inner, one in _all(records, there).items()} == {
        inner: one.cost for inner, one in _all(records, back).items()
    }


@settings(max_examples=examples(80))
@given(ASKED, st.data())
def test_one_more_voice_that_says_the_same_never_makes_a_path_worse(
    asked: tuple[Drawn, Question], data: st.DataObject
) -> None:
    records, question = asked
    sources = records.data.sources
    heard = [
        (n, claim) for n, relation in enumerate(records.relations) if relation.event is None
        for claim in claims.asserting(relation.claims, sources)
    ]  # fmt: skip
    assume(heard)
    chosen, claim = data.draw(st.sampled_from(heard))
    relations = list(records.relations)
    told = (*relations[chosen].claims, claim._replace(by=Voice(words="somebody new")))
    relations[chosen] = relations[chosen]._replace(claims=told)
    question = question._replace(rank="cost")
    before, after = _all(records, question), _all(records._replace(relations=relations), question)
    assert set(before) == set(after)
    assert all(after[inner].cost <= one.cost for inner, one in before.items())


@settings(max_examples=examples(80))
@given(ASKED)
def test_leaving_out_a_source_that_nobody_cites_changes_nothing(asked: tuple[Drawn, Question]) -> None:
    records, question = asked
    known = {**records.data.sources, "unread": Source("unread", "Unread", HERE)}
    whole = MemoryGraph(records.data._replace(sources=known))
    without = question._replace(
        filters={**question.filters, "without": [*question.filters["without"], "unread"]}
    )
    assert ask(whole, without) == ask(whole, question)


@settings(max_examples=examples(80))
@given(ASKED, st.booleans())
def test_by_hops_the_first_path_is_as_short_as_networkx_says(
    asked: tuple[Drawn, Question], directed: bool
) -> None:
    records, question = asked
    question = Question(question.start, question.goal, question.filters, directed=directed, rank="hops")
    whole = graph(records)
    asking = where(whole, **question.filters)
    ends = {question.start, question.goal}
    reached: nx.DiGraph[str] = nx.DiGraph()
    reached.add_nodes_from(ends)
    for r in range(asking.graph.size):
        row = asking.graph.row(r)
        src, dst = whole.id(row.src), whole.id(row.dst)
        walked = all(asking.admits(n) or whole.id(n) in ends for n in (row.src, row.dst))
        heard = asking.graph.relation(r).claims or asking.graph.premises(r)
        if walked and heard and asking.weigh(r) is not None:
            reached.add_edge(src, dst)
            if not directed or whole.vocabulary.types[row.type].symmetric:
                reached.add_edge(dst, src)
    found = ask(whole, question)
    assert bool(found) == nx.has_path(reached, question.start, question.goal)
    if found:
        hops = nx.shortest_path_length(reached, question.start, question.goal)
        assert (len(found[0].steps), found[0].cost & 0xFFFF) == (hops, hops)


@settings(max_examples=examples(80))
@given(ASKED)
def test_asking_for_more_paths_only_adds_to_the_end(asked: tuple[Drawn, Question]) -> None:
    records, question = asked
    whole = graph(records)
    assert ask(whole, question._replace(k=ALL))[: question.k] == ask(whole, question)


@settings(max_examples=examples(80))
@given(ASKED, st.integers(0, 1000))
def test_the_order_of_the_records_does_not_matter(asked: tuple[Drawn, Question], seed: int) -> None:
    records, question = asked
    chance = Random(seed)
    shuffled = records._replace(
        entities=chance.sample(records.entities, len(records.entities)),
        relations=chance.sample(records.relations, len(records.relations)),
    )
    assert ask(graph(shuffled), question) == ask(graph(records), question)

"""Paths under every filter at once, against going through all chains of small random graphs."""

import pytest
from asked import Question, answer, ask, between, graph, left_out, loosened, questions
from chance import Drawn, drawn, examples, ruled
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from worlds import node, world

from akg.queries import path
from akg.queries.path import NoPath, Route
from akg.where import where


def test_by_way_of_somebody_who_is_in_no_relation_there_is_no_path() -> None:
    graph = world("- {from: ada, type: met, to: carol}\n- {from: carol, type: met, to: brian}")
    route = Route(via=frozenset({node(graph, "york")}))
    with pytest.raises(NoPath):
        path.between(graph, node(graph, "ada"), node(graph, "brian"), where(graph), route=route)


RECORDS = st.one_of(drawn(), ruled())
ASKED = RECORDS.flatmap(lambda records: st.tuples(st.just(records), questions(records)))


@settings(max_examples=examples(300))
@given(ASKED)
def test_the_k_best_under_all_filters_are_those_of_exhaustive_enumeration(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    assert ask(graph(records), question) == answer(records.data, question)


@settings(max_examples=examples(50))
@given(ASKED)
def test_a_refusal_counts_the_paths_that_there_would_be_without_each_constraint(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    assume(not ask(graph(records), question))
    with pytest.raises(NoPath) as caught:
        between(graph(records), question)
    most = max(question.k, 3)
    free = ((change, looser._replace(k=most)) for change, looser in loosened(question))
    counts = {change: len(answer(records.data, looser)) for change, looser in free}
    expected = {(change, count, count == most) for change, count in counts.items() if count}
    assert {tuple(instead) for instead in caught.value.instead} == expected


@settings(max_examples=examples(100))
@given(ASKED)
def test_what_status_or_want_of_a_date_keeps_out_is_counted_among_the_entities_of_the_paths(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    found = ask(graph(records), question)
    met = {id for one in found for id in one.nodes}
    expected = left_out(records.data, question, met)
    if found:
        assert between(graph(records), question).left_out == expected
    else:
        counted = ", ".join(f"{count} {reason}" for reason, count in sorted(expected.items()))
        with pytest.raises(NoPath, match=f"left out at these two: {counted}\\)" if expected else "^no path"):
            between(graph(records), question)

"""Paths under every filter at once, against going through all chains of small random graphs."""

import pytest
from asked import Question, answer, ask, graph, questions
from chance import Drawn, drawn, examples
from hypothesis import given, settings
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


ASKED = drawn().flatmap(lambda records: st.tuples(st.just(records), questions(records)))


@settings(max_examples=examples(600))
@given(ASKED)
def test_the_k_best_under_all_filters_are_those_of_exhaustive_enumeration(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    assert ask(graph(records), question) == answer(records.data, question)

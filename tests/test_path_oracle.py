"""Paths under every filter at once, against going through all chains of small random graphs."""

from asked import Question, answer, ask, graph, questions
from chance import Drawn, drawn, examples
from hypothesis import given, settings
from hypothesis import strategies as st

ASKED = drawn().flatmap(lambda records: st.tuples(st.just(records), questions(records)))


@settings(max_examples=examples(600))
@given(ASKED)
def test_the_k_best_under_all_filters_are_those_of_exhaustive_enumeration(
    asked: tuple[Drawn, Question],
) -> None:
    records, question = asked
    assert ask(graph(records), question) == answer(records.data, question)

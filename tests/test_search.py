"""A search finds entities by name, alias or summary; the better the hit, the higher it stands."""

import pytest
from worlds import named, world

from akg.names import Index
from akg.queries import search
from akg.queries.search import SCORES

ENTITIES = """
- {id: taliban, kind: group, name: Taliban, summary: A movement.}
- {id: tehrik, kind: group, name: Pakistani Taliban, aliases: [TTP]}
- {id: taliban-court, kind: place, name: Court, summary: Where the Taliban held trials.}
- {id: talib, kind: person, name: Talib Hussain, aliases: [The Talibanist]}
- {id: omar, kind: person, name: Mullah Omar, summary: Led a movement.}
- {id: umar, kind: person, name: Asim Umar}
"""
RELATIONS = "- {from: omar, type: leads, to: taliban}\n- {from: umar, type: met, to: omar}"
GRAPH = world(RELATIONS, ENTITIES)
INDEX = Index(GRAPH)
Hits = list[tuple[str, str, int]]


def _hits(text: str, kinds: frozenset[str] = frozenset()) -> Hits:
    found = search.of(INDEX, text, kinds)
    return [(GRAPH.entity(hit.node).id, hit.matched, hit.score) for hit in found]


def test_names_come_before_words_beginnings_summaries_and_likeness() -> None:
    assert _hits("taliban") == [
        ("taliban", "Taliban", 100),
        ("tehrik", "Pakistani Taliban", 85),
        ("talib", "The Talibanist", 75),
        ("taliban-court", "Where the Taliban held trials.", 60),
    ]


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("tehrik", ("tehrik", "Pakistani Taliban", 100)),
        ("TTP", ("tehrik", "TTP", 100)),
        ("ttp", ("tehrik", "TTP", 95)),
        ("omar", ("omar", "Mullah Omar", 100)),
        ("mullah", ("omar", "Mullah Omar", 85)),
        ("mul om", ("omar", "Mullah Omar", 75)),
        ("trials", ("taliban-court", "Where the Taliban held trials.", 60)),
    ],
)
def test_the_best_hit_says_what_was_matched(text: str, best: tuple[str, str, int]) -> None:
    assert _hits(text)[0] == best


def test_a_misspelled_name_is_found_below_all_that_is_spelled_right() -> None:
    ((id, matched, score), *_) = _hits("Tliban")
    assert (id, matched, score < SCORES["summary"]) == ("taliban", "Taliban", True)


def test_equal_hits_come_by_degree_then_by_id() -> None:
    twins = named(
        {"a": ["Kim One"], "b": ["Kim Two"], "c": ["Kim Three"]}, ("b", "c"), ("c", "a"), ("a", "b")
    )
    assert [hit.node for hit in search.of(Index(twins), "kim")] == [0, 1, 2]
    star = named({"a": ["Kim One"], "b": ["Kim Two"], "c": ["Kim Three"]}, ("a", "c"), ("b", "c"))
    assert [hit.node for hit in search.of(Index(star), "kim")] == [2, 0, 1]


def test_a_kind_asked_for_leaves_the_others_out() -> None:
    assert [id for id, *_ in _hits("taliban", frozenset({"person", "place"}))] == ["talib", "taliban-court"]


@pytest.mark.parametrize("text", ["", " \n ", "!!!", "xyzzy"])
def test_nothing_is_found_where_nothing_is_near(text: str) -> None:
    assert _hits(text) == []


@pytest.mark.parametrize("text", ["x" * 100_000, "taliban " * 12_500, "a b" * 33_333])
def test_a_very_long_text_is_searched_without_harm(text: str) -> None:
    assert len(_hits(text)) <= len(GRAPH)


def test_an_empty_graph_has_no_hits() -> None:
    empty = named({})
    assert search.of(Index(empty), "Ada") == ()

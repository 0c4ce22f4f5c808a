"""A path is a chain of entities; here by fewest hops, checked against exhaustive enumeration."""

from collections.abc import Iterable
from contextlib import suppress
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds import HERE, ids, met, named, node, of, told, world

from akg.dates import parse
from akg.memory import MemoryGraph
from akg.model import Claim, Entity, Relation, Voice
from akg.names import quoted
from akg.queries import path
from akg.queries.path import NoPath, SameEntity
from akg.reading import Graph
from akg.where import where

Chains = list[list[str]]


def _answer(graph: Graph, start: str, goal: str, k: int = 3, **filters: Any) -> path.Answer:
    asked = where(graph, **filters)
    return path.between(graph, node(graph, start), node(graph, goal), asked, k, rank="hops")


def _chains(graph: Graph, start: str, goal: str, k: int = 3, **filters: Any) -> Chains:
    return [ids(graph, one.nodes) for one in _answer(graph, start, goal, k, **filters).paths]


def _refusal(graph: Graph, start: str, goal: str, **filters: Any) -> NoPath:
    with pytest.raises(NoPath) as caught:
        _answer(graph, start, goal, **filters)
    return caught.value


# Which paths, in which order

DIAMOND = met(("a", "b"), ("b", "z"), ("a", "c"), ("c", "z"), ("b", "c"), ("a", "d"), ("d", "e"), ("e", "z"))


def test_paths_come_by_hops_then_by_ids_and_one_through_the_same_entities_is_dropped() -> None:
    assert _chains(DIAMOND, "a", "z", k=10) == [
        ["a", "b", "z"],
        ["a", "c", "z"],
        ["a", "b", "c", "z"],  # and not a, c, b, z
        ["a", "d", "e", "z"],
    ]


def test_k_limits_the_paths_and_keeps_the_best() -> None:
    assert _chains(DIAMOND, "a", "z", k=2) == [["a", "b", "z"], ["a", "c", "z"]]


def test_a_relation_of_the_two_themselves_comes_first_and_does_not_hide_the_others() -> None:
    assert _chains(met(("a", "z"), ("a", "b"), ("b", "z")), "a", "z") == [["a", "z"], ["a", "b", "z"]]


def test_a_path_leads_against_the_direction_of_relations_too_and_shows_which_way_each_goes() -> None:
    graph = world("- {from: ada, type: leads, to: guild}\n- {from: brian, type: leads, to: guild}")
    (one,) = _answer(graph, "ada", "brian").paths
    assert ids(graph, one.nodes) == ["ada", "guild", "brian"]
    assert [told(step.facts) for step in one.steps] == [["ada.leads.guild"], ["brian.leads.guild"]]
    assert [step.facts[0].row.dst == there for step, there in zip(one.steps, one.nodes[1:], strict=True)] == [
        True, False,
    ]  # fmt: skip


def test_parallel_relations_are_one_step_the_best_first_then_by_id() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2019}
        - {from: ada, type: met, to: brian, date: 2018}
        - {from: brian, type: aide-of, to: ada, claims: [{by: guild}, {by: crew}]}
        - {from: brian, type: opposed, to: ada, claims: [{by: guild}, {by: guild, stance: denies}]}
        """
    )
    (one,) = _answer(graph, "ada", "brian").paths
    assert [told(step.facts) for step in one.steps] == [
        ["brian.aide-of.ada", "ada.met.brian.2018", "ada.met.brian.2019"]
    ]


def test_the_cost_is_that_of_the_best_relation_of_each_step() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: aide-of, to: brian, claims: [{by: guild}, {by: crew}, {by: dora}]}
        - {from: brian, type: met, to: carol, claims: [{by: guild}, {by: crew, stance: denies}]}
        """
    )
    (one,) = _answer(graph, "ada", "carol").paths
    half_log_of_two_neighbours = 0.5
    assert ((one.cost >> 16) / 65536, one.cost & 0xFFFF) == (0.5 + half_log_of_two_neighbours + 1.5, 2)


def test_two_in_one_event_are_two_steps_apart() -> None:
    graph = world(
        "", "- {id: fair, kind: event, name: Fair, place: york, parties: [{who: ada}, {who: brian}]}"
    )
    assert _chains(graph, "ada", "brian") == [["ada", "fair", "brian"]]
    assert _chains(graph, "ada", "york") == [["ada", "fair", "york"]]


# What is not walked


def test_denied_and_retracted_relations_are_not_walked_unless_asked_for() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, claims: [{by: crew}, {by: crew, stance: denies}]}
        - {from: ada, type: met, to: carol, claims: [{by: crew}, {by: crew, stance: retracts}]}
        - {from: carol, type: met, to: brian, claims: [{by: crew}, {by: guild, stance: denies}]}
        - {from: ada, type: met, to: dora}
        - {from: dora, type: met, to: brian}
        """
    )
    assert _chains(graph, "ada", "brian") == [["ada", "dora", "brian"]]
    assert _answer(graph, "ada", "brian").left_out == {"denied": 1}  # what joins ada and carol is elsewhere
    assert _chains(graph, "ada", "brian", statuses=["any"]) == [
        ["ada", "brian"], ["ada", "carol", "brian"], ["ada", "dora", "brian"],
    ]  # fmt: skip
    assert _answer(graph, "ada", "brian", statuses=["any"]).left_out == {}


def test_neither_a_place_nor_a_third_party_nor_a_voice_joins_two() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, place: york, about: [carol], by: guild}
        - {from: dora, type: met, to: crew, place: york, about: [carol], by: guild}
        """
    )
    assert str(_refusal(graph, "ada", "dora")) == "no path from 'Ada' to 'Dora'"
    for id in ("york", "carol", "guild"):
        assert str(_refusal(graph, "ada", id)) == f"no path from 'Ada' to '{id.title()}'"


# Filters


def test_a_kind_is_that_of_the_entities_between_the_two() -> None:
    graph = met(("a", "b"), ("b", "z"), ("a", "g"), ("g", "z"), kinds={"g": "group"})
    assert _chains(graph, "a", "z", kinds=["group"]) == [["a", "g", "z"]]
    assert _chains(graph, "a", "b", kinds=["group"]) == [["a", "b"]]


def test_a_type_or_source_holds_for_every_step() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: brian, type: met, to: carol, source: book}
        - {from: ada, type: aide-of, to: dora, source: book}
        - {from: dora, type: aide-of, to: carol, source: book}
        """
    )
    assert _chains(graph, "ada", "carol", types=["met"]) == [["ada", "brian", "carol"]]
    assert _chains(graph, "ada", "carol", sources=["book"]) == [["ada", "dora", "carol"]]


def test_at_a_date_a_path_is_as_sure_as_its_weakest_step_and_a_step_as_its_surest_relation() -> None:
    graph = world(
        """
        - {from: ada, type: aide-of, to: brian, date: 2010/2014}
        - {from: ada, type: aide-of, to: brian, date: 2013}
        - {from: brian, type: aide-of, to: carol, date: 2010/2014}
        - {from: ada, type: aide-of, to: dora, date: 2010/2014}
        - {from: dora, type: aide-of, to: carol, date: 2015}
        """
    )
    found = _answer(graph, "ada", "carol", at="2012").paths
    assert [(ids(graph, one.nodes), one.certainty) for one in found] == [
        (["ada", "brian", "carol"], "certain"),
        (["ada", "dora", "carol"], "possible"),
    ]
    assert [one.certainty for one in _answer(graph, "ada", "carol").paths] == [None, None]


def test_a_disputed_relation_makes_a_path_at_best_possible() -> None:
    graph = world("- {from: ada, type: met, to: brian, date: 2012, claims: [{}, {by: crew, stance: denies}]}")
    assert [one.certainty for one in _answer(graph, "ada", "brian", at="2012").paths] == ["possible"]


# What was left out, and what is refused


def test_no_path_says_what_was_left_out_at_its_two_ends() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, claims: [{by: crew}, {by: crew, stance: denies}]}
        - {from: ada, type: met, to: carol}
        - {from: brian, type: met, to: dora}
        """
    )
    refusal = _refusal(graph, "ada", "brian", at="2012")
    assert refusal.exit_code == 1
    assert str(refusal) == (
        "no path from 'Ada' to 'Brian' under these filters (left out at these two: 1 denied, 2 undated)"
    )


def test_what_another_filter_keeps_out_as_well_is_not_counted_as_denied_or_undated() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2012}
        - {from: ada, type: met, to: carol, date: 2015, claims: [{by: crew}, {by: crew, stance: denies}]}
        - {from: ada, type: aide-of, to: dora}
        - {from: ada, type: met, to: crew}
        - {from: guild, type: met, to: brian}
        """
    )
    answer = _answer(graph, "ada", "brian", at="2012", types=["met"], kinds=["person"])
    assert (len(answer.paths), answer.left_out) == (1, {})


def test_what_was_left_out_is_counted_among_the_entities_of_the_paths_next_to_each_other_or_not() -> None:
    denied = "claims: [{by: crew}, {by: crew, stance: denies}]"
    graph = world(
        f"""
        - {{from: ada, type: met, to: brian}}
        - {{from: brian, type: met, to: carol}}
        - {{from: brian, type: opposed, to: dora, {denied}}}
        - {{from: brian, type: opposed, to: carol, {denied}}}
        - {{from: carol, type: opposed, to: ada, {denied}}}
        """
    )
    assert _answer(graph, "ada", "carol").left_out == {"denied": 2}


def test_a_path_to_itself_is_refused() -> None:
    with pytest.raises(SameEntity, match=r"^both ends are 'Ada'; name two entities$") as caught:
        _answer(world("- {from: ada, type: met, to: brian}"), "ada", "ada")
    assert caught.value.exit_code == 2


def test_hostile_names_are_harmless_in_refusals() -> None:
    graph = named({"a": ["Eve\x1b[31m\u202e\n"], "b": ["[red]Bob\x00"]})
    assert str(_refusal(graph, "a", "b")) == "no path from 'Eve[31m' to '[red]Bob'"
    with pytest.raises(SameEntity, match=r"^both ends are 'Eve\[31m'; "):
        _answer(graph, "a", "a")
    assert quoted("x" * 1000) == f"'{'x' * 200}…'"


# Laws, on small random graphs

Pairs = list[tuple[str, str]]
NODES = "abcdefgh"
PAIRS = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] != p[1]), max_size=20
)
GROUPS = st.sets(st.sampled_from(NODES))


def _graph(pairs: Pairs, groups: Iterable[str] = ()) -> MemoryGraph:
    return met(*pairs, kinds={id: "group" if id in groups else "person" for id in NODES})


def _found(graph: MemoryGraph, start: str, goal: str, k: int, **filters: Any) -> Chains:
    try:
        return _chains(graph, start, goal, k, **filters)
    except NoPath:
        return []


def _enumerated(pairs: Iterable[tuple[str, str]], inner: Iterable[str], k: int) -> Chains:
    """Give the k best chains from a to b, by going through all of them."""
    simple: nx.Graph[str] = nx.Graph(list(pairs))
    simple.add_nodes_from("ab")
    every = sorted(
        nx.all_simple_paths(simple.subgraph({*inner, "a", "b"}), "a", "b"), key=lambda p: (len(p), p)
    )
    best: dict[frozenset[str], list[str]] = {}
    for chain in every:
        best.setdefault(frozenset(chain[1:-1]), chain)
    return list(best.values())[:k]


@settings(max_examples=300, deadline=None)
@given(PAIRS, st.integers(1, 10), GROUPS, st.booleans())
def test_the_k_best_are_those_of_exhaustive_enumeration(
    pairs: Pairs, k: int, groups: set[str], only_groups: bool
) -> None:
    graph = _graph(pairs, groups)
    found = _found(graph, "a", "b", k, kinds=["group"] if only_groups else [])
    assert found == _enumerated(pairs, groups if only_groups else NODES, k)


@settings(deadline=None)
@given(PAIRS)
def test_the_best_is_as_short_as_networkx_says(pairs: Pairs) -> None:
    simple: nx.Graph[str] = nx.Graph(pairs)
    simple.add_nodes_from("ab")
    found = _found(_graph(pairs), "a", "b", 1)
    assert bool(found) == nx.has_path(simple, "a", "b")
    if found:
        assert len(found[0]) - 1 == nx.shortest_path_length(simple, "a", "b")


@settings(deadline=None)
@given(PAIRS, st.integers(1, 10))
def test_reversed_the_paths_have_as_many_hops_and_lead_through_the_same_entities(
    pairs: Pairs, k: int
) -> None:
    there, back = (_found(_graph(pairs), *ends, 100) for ends in (("a", "b"), ("b", "a")))
    assert {(len(chain), frozenset(chain)) for chain in there} == {
        (len(chain), frozenset(chain)) for chain in back
    }
    assert [len(chain) for chain in there[:k]] == [len(chain) for chain in back[:k]]


MIXED = st.lists(
    st.tuples(
        st.sampled_from("abcde"),
        st.sampled_from("abcde"),
        st.sampled_from(["met", "opposed"]),
        st.sampled_from(["2011", "2012", "2012?", "2010/2014", None]),
        st.booleans(),
    ).filter(lambda row: row[0] != row[1]),
    max_size=10,
)
DENIED = Claim("paper", HERE, by=Voice(words="somebody"), stance="denies")


def _mixed(rows: list[tuple[str, str, str, str | None, bool]]) -> MemoryGraph:
    return of(
        {id: Entity(id, "person", id, HERE) for id in "abcde"},
        (
            Relation(f"{n:03}", src, type, dst, (Claim("paper", HERE), *((DENIED,) * denied)), HERE,
                     date=parse(date) if date else None)
            for n, (src, dst, type, date, denied) in enumerate(rows)
        ),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    MIXED,
    st.sampled_from([{"types": ["met"]}, {"at": "2012"}, {"statuses": ["asserted"]}, {"sources": ["paper"]}]),
)
def test_every_path_under_a_filter_is_one_without_it_and_never_shorter(
    rows: Any, filters: dict[str, Any]
) -> None:
    graph = _mixed(rows)
    free, bound = _found(graph, "a", "b", 100), _found(graph, "a", "b", 100, **filters)
    inner = [set(chain[1:-1]) for chain in free]
    assert all(set(chain[1:-1]) in inner for chain in bound)
    assert not bound or len(bound[0]) >= len(free[0])


@settings(max_examples=200, deadline=None)
@given(MIXED)
def test_what_is_certain_at_a_date_is_so_in_a_span_around_it(rows: Any) -> None:
    graph = _mixed(rows)

    def found(**filters: Any) -> dict[tuple[str, ...], str | None]:
        try:
            answer = _answer(graph, "a", "b", 100, **filters)
        except NoPath:
            return {}
        return {tuple(ids(graph, one.nodes)): one.certainty for one in answer.paths}

    wide = found(since="2011", until="2013")
    for chain in (chain for chain, sure in found(at="2012").items() if sure == "certain"):
        assert wide.get(chain, "certain") == "certain"
        # It may be left out for a better one over the same entities.
        assert sorted(chain) in map(sorted, wide)


# What is bounded, and what comes first in a step


def test_where_too_many_chains_fail_a_constraint_the_search_ends_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everybody = combinations(["ada", "brian", "carol", "crew", "dora"], 2)
    in_2019 = "\n".join(f"- {{from: {a}, type: met, to: {b}, date: 2019}}" for a, b in everybody)
    in_2018 = "\n- {from: crew, type: met, to: guild, date: 2018}"
    in_2020 = "\n- {from: ada, type: met, to: guild, date: 2020}"
    monkeypatch.setattr(path, "WORK", 500)
    graph = world(in_2019 + in_2018 + in_2020)
    found = _routed(graph, "ada", "guild", path.Route(in_order=True))
    assert ([ids(graph, one.nodes) for one in found.paths], found.complete) == ([["ada", "guild"]], False)
    with pytest.raises(NoPath, match=r"was found before the search was ended for its length"):
        _routed(world(in_2019 + in_2018), "ada", "guild", path.Route(in_order=True))


def test_a_search_that_is_ended_before_the_best_in_time_is_known_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over Brian it seems to be cheaper than over Carol; by what is in time it is dearer."""
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2016, claims: [{}, {source: book}, {source: leaflet}]}
        - {from: ada, type: met, to: brian, date: 2012, claims: [{}, {source: book, stance: denies}]}
        - {from: brian, type: met, to: guild, date: 2013, claims: [{}, {source: book}, {source: leaflet}]}
        - {from: ada, type: met, to: carol, date: 2012, claims: [{}, {source: book}]}
        - {from: carol, type: met, to: guild, date: 2013, claims: [{}, {source: book}]}
        """
    )
    found = set()
    for work in range(600):
        monkeypatch.setattr(path, "WORK", work)
        with suppress(NoPath):
            answer = _routed(graph, "ada", "guild", path.Route(in_order=True), k=1)
            found.add((*ids(graph, answer.paths[0].nodes), answer.complete))
    assert found - {("ada", "carol", "guild", False)} == {
        ("ada", "brian", "guild", False),
        ("ada", "carol", "guild", True),
    }


def _routed(graph: Graph, start: str, goal: str, route: path.Route, k: int = 3) -> path.Answer:
    return path.between(graph, node(graph, start), node(graph, goal), where(graph), k, route)


def test_in_a_step_the_relations_that_are_certain_at_the_date_come_first() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2000..2018}
        - {from: ada, type: praised, to: brian, date: 2005}
        """
    )
    [only] = _answer(graph, "ada", "brian", at="2005").paths
    assert [(fact.row.type, fact.certainty) for fact in only.steps[0].facts] == [
        ("praised", "certain"),
        ("met", "possible"),
    ]

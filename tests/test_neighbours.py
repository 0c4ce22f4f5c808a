"""The neighbours of an entity: each once, at its least depth, with the relations that lead there."""

from typing import Any

import pytest
from worlds import met, node, told, world

from akg.memory import MemoryGraph
from akg.queries import neighbours
from akg.reading import Graph
from akg.where import where

Reached = dict[str, tuple[int, list[str]]]
DENIED = "claims: [{by: crew}, {by: crew, stance: denies}]"


def _answer(
    graph: Graph, id: str, *, depth: int = 1, direction: Any = "both", **filters: Any
) -> neighbours.Answer:
    limit = filters.pop("limit", None)
    return neighbours.of(graph, node(graph, id), where(graph, **filters), depth, direction, limit)


def _reached(graph: Graph, id: str, **options: Any) -> Reached:
    """Give each neighbour, in order, with its depth and the relations that lead there."""
    answer = _answer(graph, id, **options)
    return {graph.entity(n.node).id: (n.depth, told(n.facts)) for n in answer.neighbours}


def _listed(graph: Graph, id: str, **options: Any) -> list[str]:
    return list(_reached(graph, id, **options))


# Depth

LADDER = met(("a", "b"), ("a", "c"), ("b", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("e", "f"), ("x", "y"))


@pytest.mark.parametrize(
    ("depth", "reached"),
    [
        (1, {"b": (1, ["000"]), "c": (1, ["001"])}),
        (2, {"b": (1, ["000"]), "c": (1, ["001"]), "d": (2, ["003", "004"])}),
        (3, {"b": (1, ["000"]), "c": (1, ["001"]), "d": (2, ["003", "004"]), "e": (3, ["005"])}),
    ],
)
def test_each_neighbour_is_listed_once_at_its_least_depth_with_what_leads_there_from_one_step_nearer(
    depth: int, reached: Reached
) -> None:
    assert _reached(LADDER, "a", depth=depth) == reached


def test_whoever_nothing_joins_has_no_neighbours() -> None:
    assert _reached(met(kinds={"a": "person"}), "a", depth=3) == {}


def test_neighbours_come_by_depth_then_kind_then_name_then_id() -> None:
    graph = world(
        """
        - {from: carol, type: leads, to: guild}
        - {from: carol, type: located-in, to: york}
        - {from: carol, type: met, to: dora}
        - {from: carol, type: met, to: brian2}
        - {from: carol, type: met, to: brian}
        - {from: dora, type: met, to: ada}
        """,
        "- {id: brian2, kind: person, name: brian}",
    )
    assert _listed(graph, "carol", depth=2) == ["brian", "brian2", "dora", "guild", "york", "ada"]


def test_the_facts_of_a_neighbour_come_in_the_order_of_time_from_whomever_they_lead() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2010}
        - {from: ada, type: met, to: carol, date: 2010}
        - {from: brian, type: met, to: dora, date: 2015}
        - {from: dora, type: met, to: carol, date: 2012}
        - {from: carol, type: opposed, to: dora}
        """
    )
    ((depth, facts),) = [_reached(graph, "ada", depth=2)["dora"]]
    assert (depth, facts) == (2, ["dora.met.carol.2012", "brian.met.dora.2015", "carol.opposed.dora"])


# Direction

ROUND = world(
    """
    - {from: ada, type: leads, to: guild}
    - {from: brian, type: aide-of, to: ada}
    - {from: ada, type: met, to: carol}
    - {from: dora, type: sibling-of, to: ada}
    """
)


@pytest.mark.parametrize(
    ("direction", "listed"),
    [
        ("both", ["brian", "carol", "dora", "guild"]),
        ("out", ["carol", "dora", "guild"]),
        ("in", ["brian", "carol", "dora"]),
    ],
)
def test_a_direction_keeps_symmetric_relations_either_way(direction: str, listed: list[str]) -> None:
    assert _listed(ROUND, "ada", direction=direction) == listed


def test_a_direction_holds_at_every_step() -> None:
    graph = world(
        """
        - {from: ada, type: aide-of, to: brian}
        - {from: brian, type: aide-of, to: carol}
        - {from: dora, type: aide-of, to: brian}
        """
    )
    assert _listed(graph, "ada", depth=2, direction="out") == ["brian", "carol"]
    assert _listed(graph, "carol", depth=2, direction="in") == ["brian", "ada", "dora"]


# Places, third parties, voices, events

FAIR = """
- id: fair
  kind: event
  name: Fair
  date: 2019
  place: york
  parties: [{who: ada}, {who: brian}]
  claims: [{by: guild}, {by: crew, place: paris}]
"""


def test_both_ends_of_what_happened_at_a_place_are_its_neighbours() -> None:
    graph = world("- {from: ada, type: met, to: brian, place: york}")
    answer = _answer(graph, "york")
    assert [(n.facts[0].id, n.facts[0].part, n.facts[0].other == n.node) for n in answer.neighbours] == [
        ("ada.met.brian", "place", True),
    ] * 2
    assert _listed(graph, "york") == ["ada", "brian"]
    assert _listed(graph, "ada") == ["brian"]  # the place is none of theirs


def test_what_happened_at_a_place_leads_to_it_and_not_from_it() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, place: york}\n- {from: carol, type: located-in, to: york}"
    )
    assert _listed(graph, "york", direction="in") == ["ada", "brian", "carol"]
    assert _listed(graph, "york", direction="out") == []


def test_a_place_that_a_claim_puts_it_in_has_both_ends_as_neighbours_too() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, place: york, claims: [{by: crew}, {by: guild, place: paris}]}"
    )
    assert _reached(graph, "paris") == {"ada": (1, ["ada.met.brian"]), "brian": (1, ["ada.met.brian"])}


def test_an_event_is_the_neighbour_of_its_place_and_its_parties_are_two_steps_away() -> None:
    graph = world("", FAIR)
    assert _reached(graph, "york", depth=2) == {
        "fair": (1, ["fair.located-in.york.2019"]),
        "ada": (2, ["ada.took-part-in.fair.2019"]),
        "brian": (2, ["brian.took-part-in.fair.2019"]),
    }


def test_an_event_is_the_one_neighbour_of_a_place_that_only_a_claim_puts_it_in() -> None:
    assert _reached(world("", FAIR), "paris") == {"fair": (1, ["fair.happened"])}


def test_who_was_born_at_a_place_is_its_neighbour_for_it() -> None:
    graph = world("", "- {id: ada, kind: person, name: Ada, born: {date: 1970, place: york, by: crew}}")
    assert _reached(graph, "york") == {"ada": (1, ["ada.born"])}
    assert (_reached(graph, "crew"), _reached(graph, "ada")) == ({}, {})


def test_third_parties_and_voices_have_no_neighbours_for_it() -> None:
    graph = world("- {from: ada, type: met, to: brian, about: [carol], by: guild, via: dora}", FAIR)
    assert [_reached(graph, id) for id in ("carol", "guild", "dora", "crew")] == [{}] * 4


# Filters


def test_a_type_holds_at_every_step() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: aide-of, to: carol}
        - {from: brian, type: met, to: dora}
        - {from: brian, type: leads, to: guild}
        """
    )
    assert _listed(graph, "ada", depth=2, types=["met"]) == ["brian", "dora"]


def test_a_kind_that_is_not_asked_for_is_neither_listed_nor_walked() -> None:
    graph = world(
        """
        - {from: ada, type: leads, to: guild}
        - {from: brian, type: leads, to: guild}
        - {from: ada, type: met, to: carol}
        """
    )
    assert _listed(graph, "ada", depth=2, kinds=["person"]) == ["carol"]
    assert _listed(graph, "ada", depth=2, kinds=["person", "group"]) == ["carol", "guild", "brian"]


def test_as_of_a_date_the_relations_of_that_time_are_told_with_how_sure_they_are() -> None:
    graph = world(
        """
        - {from: ada, type: aide-of, to: brian, date: 2010/2014}
        - {from: ada, type: aide-of, to: carol, date: 2012}
        - {from: ada, type: aide-of, to: dora, date: 2015/2016}
        - {from: ada, type: met, to: crew}
        """
    )
    answer = _answer(graph, "ada", at="2011")
    assert [(graph.entity(n.node).id, n.facts[0].certainty) for n in answer.neighbours] == [
        ("brian", "certain"), ("carol", "possible"),
    ]  # fmt: skip
    assert answer.left_out == {"undated": 1}


THEN = world(
    """
    - {from: ada, type: aide-of, to: brian, date: 2010}
    - {from: ada, type: met, to: crew, date: 2016}
    - {from: ada, type: leads, to: crew, date: 2010}
    - {from: ada, type: met, to: dora, date: 2016}
    - {from: brian, type: met, to: carol, date: 2016}
    - {from: crew, type: met, to: guild, date: 2016}
    """
)


def _sure(answer: neighbours.Answer) -> list[tuple[str, int, str | None, list[str | None]]]:
    names = (THEN.id(n.node) for n in answer.neighbours)
    return [
        (name, n.depth, n.certainty, [fact.certainty for fact in n.facts])
        for name, n in zip(names, answer.neighbours, strict=True)
    ]


def test_who_certainly_was_a_neighbour_comes_first_as_sure_as_the_surest_chain_that_leads_there() -> None:
    answer = _answer(THEN, "ada", at="2016", depth=2)
    assert _sure(answer) == [
        ("dora", 1, "certain", ["certain"]),
        ("crew", 1, "certain", ["certain", "possible"]),
        ("guild", 2, "certain", ["certain"]),
        ("brian", 1, "possible", ["possible"]),
        ("carol", 2, "possible", ["certain"]),  # by one who only possibly was
    ]
    assert (answer.sure, answer.sure_facts) == ((3, 2), (4, 2))


def test_of_neighbours_beyond_a_limit_it_is_counted_how_sure_they_are() -> None:
    answer = _answer(THEN, "ada", at="2016", depth=2, limit=1)
    assert (_sure(answer), answer.more) == ([("dora", 1, "certain", ["certain"])], 4)
    assert (answer.sure, answer.sure_facts) == ((3, 2), (4, 2))


def test_without_a_time_asked_about_no_neighbour_is_more_certain_than_another() -> None:
    answer = _answer(THEN, "ada")
    assert _sure(answer) == [
        ("brian", 1, None, [None]), ("dora", 1, None, [None]), ("crew", 1, None, [None, None]),
    ]  # fmt: skip
    assert (answer.sure, answer.sure_facts) == (None, None)


def test_a_fact_that_leads_to_two_neighbours_is_counted_once() -> None:
    graph = world("- {from: ada, type: met, to: brian, place: york, date: 2016}")
    answer = _answer(graph, "york", at="2016")
    assert (answer.sure, answer.sure_facts) == ((2, 0), (1, 0))


# What was left out

LEFT = world(
    f"""
    - {{from: ada, type: met, to: brian}}
    - {{from: ada, type: opposed, to: brian, {DENIED}}}
    - {{from: ada, type: opposed, to: guild, {DENIED}}}
    - {{from: brian, type: opposed, to: ada, {DENIED}}}
    - {{from: ada, type: met, to: carol}}
    - {{from: brian, type: opposed, to: carol, {DENIED}}}
    - {{from: brian, type: opposed, to: dora, {DENIED}}}
    - {{from: dora, type: opposed, to: guild, {DENIED}}}
    """
)


@pytest.mark.parametrize(
    ("options", "left_out"),
    [
        ({}, {"denied": 3}),
        (
            {"depth": 2},
            {"denied": 4},
        ),  # dora too; what joins brian and carol, both reached already, leads nowhere
        ({"kinds": ["person"]}, {"denied": 2}),
        ({"types": ["met"]}, {}),
        ({"direction": "in"}, {"denied": 1}),
        ({"statuses": ["any"]}, {}),
    ],
)
def test_left_out_is_counted_once_what_only_its_status_keeps_from_leading_further(
    options: dict[str, Any], left_out: dict[str, int]
) -> None:
    assert _answer(LEFT, "ada", **options).left_out == left_out


@pytest.mark.parametrize(
    ("limit", "shown", "more"), [(1, ["b"], 2), (3, ["b", "c", "d"], 0), (9, ["b", "c", "d"], 0)]
)
def test_a_limit_keeps_the_nearest_and_counts_the_others(limit: int, shown: list[str], more: int) -> None:
    answer = _answer(LADDER, "a", depth=2, limit=limit)
    assert [LADDER.entity(n.node).id for n in answer.neighbours] == shown
    assert answer.more == more


def test_what_is_two_steps_away_is_so_from_either_side() -> None:
    graph: MemoryGraph = LADDER
    ids = [graph.entity(n).id for n in range(len(graph))]
    depth = {id: {other: at for other, (at, _) in _reached(graph, id, depth=9).items()} for id in ids}
    assert all(depth[other][id] == at for id in ids for other, at in depth[id].items())

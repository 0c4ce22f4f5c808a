"""What the graph says of each relation: how it stands, what it costs, when it was, and whom it concerns."""

import json
from typing import Any

import networkx as nx
import pytest
from worlds import data, ids, met, node, world

from akg import dates, graph
from akg.dates import BEGIN, END, UNDATED, day
from akg.graph import EDGE_ATTRIBUTES, NODE_ATTRIBUTES
from akg.memory import MemoryGraph
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Row
from akg.where import where

Bounds = tuple[str | None, ...]


def _only(relation: str, entities: str = "") -> Row:
    """Give the row of the only relation of a graph."""
    return world(relation, entities).row(0)


def _claimed(*claims: str, type: str = "met", date: str | None = None) -> Row:
    dated = f"date: {date}, " if date else ""
    return _only(f"- {{from: ada, type: {type}, to: brian, {dated}claims: [{', '.join(claims)}]}}")


def _support(*claims: str) -> int:
    relation = f"- {{from: ada, type: met, to: brian, claims: [{', '.join(claims)}]}}"
    ((_, _, edge),) = graph.build(world(relation)).edges(data=True)
    return int(edge["support"])


def _iso(row: Row) -> Bounds:
    return tuple(dates.iso(day) for day in row.bounds)


def _incident(world: MemoryGraph, id: str, until: int | None = None) -> list[str]:
    return [world.relation(r).id for r, _ in world.incident(node(world, id), until=until)]


# Status


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (["{by: guild}"], "asserted"),
        (["{by: guild}", "{by: crew, stance: denies}"], "disputed"),
        (["{by: guild, said: 2018}", "{by: guild, stance: denies, said: 2019}"], "denied"),
        (["{by: guild, said: 2019}", "{by: guild, stance: denies, said: 2018}"], "asserted"),
        (["{by: guild, said: 2018}", "{by: guild, stance: retracts, said: 2019}"], "retracted"),
        (["{by: guild}", "{by: crew, stance: doubts}"], "asserted"),
        (["{by: guild}", "{by: crew, stance: denies, set_aside: misquoted}"], "asserted"),
        (["{by: guild, set_aside: misquoted}"], "retracted"),
        (
            ["{by: guild, said: 2018}", "{by: guild, stance: retracts, said: 2019}",
             "{by: crew, stance: denies}"],
            "denied",
        ),
    ],
)  # fmt: skip
def test_the_latest_stance_of_each_originator_decides_the_status(claims: list[str], status: str) -> None:
    assert _claimed(*claims).status == status


def test_a_doubt_marks_a_relation_unless_it_is_set_aside() -> None:
    assert _claimed("{by: guild}", "{by: crew, stance: doubts}").flags == DOUBTED
    assert _claimed("{by: guild}", "{by: crew, stance: doubts, set_aside: misquoted}").flags == 0


def test_a_denied_event_is_denied_for_everyone_in_it_and_for_its_place() -> None:
    event = """
    - id: fair
      kind: event
      name: Fair
      place: york
      parties: [{who: ada}, {who: crew, type: carried-out}]
      claims: [{by: guild, said: 2018}, {by: guild, stance: denies, said: 2019}]
    """
    made = world("", event)
    assert {made.relation(r).id: made.row(r).status for r, _ in made.incident(node(made, "fair"))} == {
        "ada.took-part-in.fair": "denied",
        "crew.carried-out.fair": "denied",
        "fair.located-in.york": "denied",
    }


# Support and weight


def test_five_papers_that_report_what_one_team_said_are_one_voice() -> None:
    assert _support(*(f"{{by: guild, at: page {page}}}" for page in range(5))) == 1


def test_a_source_without_a_speaker_speaks_for_itself() -> None:
    assert _support("{at: page 1}", "{at: page 2}", "{source: book}", "{by: guild}") == 3


def test_unnamed_speakers_are_told_apart_by_their_words_and_by_whom_they_belong_to() -> None:
    assert (
        _support(
            "{by: two officials}",
            "{by: two officials, source: book}",
            "{by: {unnamed: two officials, of: guild}}",
            "{by: {unnamed: an officer, of: guild}}",
        )
        == 3
    )


def test_who_denies_or_was_set_aside_supports_nothing() -> None:
    assert _support("{by: guild}", "{by: crew, stance: denies}", "{by: dora, set_aside: misquoted}") == 1


@pytest.mark.parametrize(
    ("claims", "cost"),
    [
        (["{by: guild}"], 1),
        (["{by: guild}", "{by: crew}"], 0.6309),
        (["{by: guild}", "{by: crew}", "{by: dora}"], 0.5),
        (["{by: guild}", "{by: crew}", "{by: dora}", "{by: carol}"], 0.5),
        (["{by: guild}", "{by: crew, stance: denies}"], 1.5),
        (["{by: guild}", "{by: dora}", "{by: crew, stance: denies}"], 0.9464),
        (["{by: guild, said: 2018}", "{by: guild, stance: denies, said: 2019}"], 1.5),
        (["{by: guild}", "{by: crew, stance: doubts}"], 1),
    ],
)
def test_a_step_costs_less_with_more_voices_and_more_where_they_disagree(
    claims: list[str], cost: float
) -> None:
    weight = _claimed(*claims).weight
    assert (weight >> 16) / 65536 == pytest.approx(cost, abs=1e-4)
    assert weight & 0xFFFF == 1  # one hop, in the low bits


def test_taking_part_in_an_event_costs_half_so_that_two_make_one_hop() -> None:
    made = world("", "- {id: fair, kind: event, name: Fair, parties: [{who: ada}, {who: brian}]}")
    assert [made.row(r).weight for r in range(2)] == [1 << 31 | 1, 1 << 31 | 1]


# Time


def test_a_vaguer_date_gives_way_to_an_exact_one() -> None:
    row = _claimed("{by: guild, date: 2019}", "{by: crew, date: 2019-05}")
    assert _iso(row) == ("2019-05-01", "2019-05-31", "2019-05-01", "2019-05-31")
    assert not row.flags & DIFFER


def test_dates_that_do_not_agree_are_spanned_and_said_to_differ() -> None:
    row = _claimed("{by: guild, date: 2018}", "{by: crew, date: 2019-05}")
    assert _iso(row) == ("2018-01-01", "2019-05-31", "2018-01-01", "2019-05-31")
    assert row.flags & DIFFER


def test_a_claim_without_a_date_of_its_own_has_that_of_the_record() -> None:
    row = _claimed("{by: guild}", "{by: crew, date: 2018}", date="2019")
    assert _iso(row) == ("2018-01-01", "2019-12-31", "2018-01-01", "2019-12-31")


def test_the_date_of_who_only_denies_it_is_not_the_date() -> None:
    row = _claimed("{by: guild, date: 2018}", "{by: crew, date: 2016, stance: denies}")
    assert _iso(row) == ("2018-01-01", "2018-12-31", "2018-01-01", "2018-12-31")


def test_a_date_is_questioned_where_every_claim_that_decides_it_is() -> None:
    assert _claimed("{by: guild, date: 2019?}").flags & UNCERTAIN
    assert not _claimed("{by: guild, date: 2019?}", "{by: crew, date: 2019-05}").flags & UNCERTAIN


def test_a_state_is_clipped_to_the_lives_of_both_ends() -> None:
    row = _only(
        "- {from: ada, type: aide-of, to: brian, date: 2012}",
        """
        - {id: ada, kind: person, name: Ada, born: {date: 1970}}
        - {id: brian, kind: person, name: Brian, born: {date: 1960}, died: {date: 2018}}
        """,
    )
    assert _iso(row) == ("1970-01-01", "2012-12-31", "2012-01-01", "2018-12-31")


def test_what_always_held_is_clipped_to_a_life_and_what_has_no_date_is_not() -> None:
    ada = "- {id: ada, kind: person, name: Ada, born: {date: 1970}, died: {date: 2018}}"
    assert _iso(_only("- {from: ada, type: sibling-of, to: brian}", ada)) == (
        "1970-01-01", "1970-12-31", "2018-01-01", "2018-12-31",
    )  # fmt: skip
    assert _only("- {from: ada, type: aide-of, to: brian}", ada).bounds == UNDATED
    assert _only("- {from: ada, type: met, to: brian, date: ..2020}", ada).es == BEGIN


def test_a_disputed_death_ends_no_state() -> None:
    row = _only(
        "- {from: ada, type: aide-of, to: brian, date: 2012/}",
        """
        - id: ada
          kind: person
          name: Ada
          died: [{date: 2018}, {by: guild, stance: denies}]
        """,
    )
    assert row.le == END


# Order and mentions


def test_relations_come_by_start_then_the_longest_first_then_by_id_and_undated_ones_last() -> None:
    made = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: met, to: carol, date: 2013}
        - {from: ada, type: met, to: dora, date: 2013}
        - {from: ada, type: met, to: crew, date: 2013-01}
        - {from: ada, type: aide-of, to: brian, date: 2012}
        - {from: ada, type: aide-of, to: carol, date: ../2014}
        - {from: ada, type: aide-of, to: dora, date: 2010/}
        - {from: ada, type: sibling-of, to: brian}
        """
    )
    assert _incident(made, "ada") == [
        "ada.sibling-of.brian",  # always
        "ada.aide-of.dora.2010/",
        "ada.aide-of.brian.2012",  # known to have held in 2012
        "ada.met.carol.2013",
        "ada.met.dora.2013",
        "ada.met.crew.2013-01",
        "ada.aide-of.carol.../2014",
        "ada.met.brian",
    ]


def test_a_state_attested_in_2012_stands_at_2012_even_where_it_is_clipped_to_a_life() -> None:
    made = world(
        """
        - {from: ada, type: leads, to: guild, date: 2012}
        - {from: ada, type: met, to: brian, date: 2011}
        """,
        "- {id: ada, kind: person, name: Ada, born: {date: 1970}}",
    )
    assert _incident(made, "ada") == ["ada.met.brian.2011", "ada.leads.guild.2012"]


def test_a_relation_is_incident_to_its_ends_place_third_parties_and_voices() -> None:
    made = world(
        """
        - from: ada
          type: met
          to: brian
          place: york
          about: [carol]
          claims:
            - {by: guild, via: dora}
            - {by: {unnamed: an officer, of: crew}, place: paris}
        """
    )
    mentioned = ("ada", "brian", "york", "carol", "guild", "dora", "crew", "paris")
    assert [_incident(made, id) for id in mentioned] == [["ada.met.brian"]] * 8
    parts = [part for id in mentioned for _, part in made.incident(node(made, id))]
    assert parts == ["end", "end", "place", "about", "voice", "voice", "voice", "place"]


def test_a_claim_set_aside_mentions_nobody() -> None:
    made = world(
        """
        - from: ada
          type: met
          to: brian
          claims: [{at: p. 1}, {by: guild, via: dora, place: paris, set_aside: misquoted}]
        """
    )
    assert [_incident(made, id) for id in ("guild", "dora", "paris")] == [[], [], []]


def test_incident_relations_until_a_day_lack_those_that_begin_later_and_keep_undated_ones() -> None:
    made = world(
        """
        - {from: ada, type: met, to: brian, date: 2019}
        - {from: ada, type: met, to: carol, date: 2020}
        - {from: ada, type: met, to: dora}
        """
    )
    assert _incident(made, "ada", until=day(2019, 6, 1)) == ["ada.met.brian.2019", "ada.met.dora"]


def test_the_place_is_that_of_the_record_else_that_of_the_first_claim_that_asserts_one() -> None:
    places = [
        _only(f"- {{from: ada, type: met, to: brian, {rest}}}").place
        for rest in (
            "place: york",
            "place: york, claims: [{by: crew, place: paris}]",
            "claims: [{by: crew, place: york, set_aside: misquoted}, {by: guild, place: paris}]",
            "claims: [{by: crew}, {by: guild, place: paris, stance: denies}]",
        )
    ]
    york, paris = (node(world("- {from: ada, type: met, to: brian}"), id) for id in ("york", "paris"))
    assert places == [york, york, paris, None]


def test_an_event_has_the_place_and_its_parties_have_none_whatever_a_claim_says() -> None:
    made = world(
        "",
        """
        - id: fair
          kind: event
          name: Fair
          place: york
          parties: [{who: ada}]
          claims: [{by: crew}, {by: guild, place: paris}]
        """,
    )
    assert {made.relation(r).id: made.row(r).place for r in range(2)} == {
        "ada.took-part-in.fair": None,
        "fair.located-in.york": None,
    }
    assert [_incident(made, id) for id in ("york", "paris")] == [
        ["fair.located-in.york"], [],
    ]  # fmt: skip
    assert list(made.mentioned_in(node(made, "paris"))) == [(node(made, "fair"), "place")]


# Neighbours


def test_the_degree_counts_distinct_entities_and_no_third_party_place_or_voice() -> None:
    made = world(
        """
        - {from: ada, type: met, to: brian, date: 2018, place: york, about: [carol], by: guild}
        - {from: brian, type: aide-of, to: ada, date: 2019}
        - {from: crew, type: opposed, to: ada}
        """
    )
    assert {id: ids(made, made.neighbours(node(made, id))) for id in ("ada", "brian", "york", "carol")} == {
        "ada": ["brian", "crew"],
        "brian": ["ada"],
        "york": [],
        "carol": [],
    }


def test_relations_between_two_come_in_both_directions_the_best_first_then_by_id() -> None:
    made = world(
        """
        - {from: ada, type: met, to: brian, date: 2019}
        - {from: ada, type: met, to: brian, date: 2018}
        - {from: brian, type: aide-of, to: ada, claims: [{by: guild}, {by: crew}]}
        - {from: ada, type: opposed, to: brian, claims: [{by: guild}, {by: crew, stance: denies}]}
        - {from: ada, type: met, to: carol}
        """
    )
    ada, brian = node(made, "ada"), node(made, "brian")
    expected = [
        "brian.aide-of.ada", "ada.met.brian.2018", "ada.met.brian.2019", "ada.opposed.brian",
    ]  # fmt: skip
    assert [made.relation(r).id for r in made.between(ada, brian)] == expected
    assert [made.relation(r).id for r in made.between(brian, ada)] == expected
    assert made.between(brian, node(made, "carol")) == ()


def test_a_floor_is_the_least_weight_between_two() -> None:
    made = world(
        """
        - {from: ada, type: met, to: brian, date: 2019}
        - {from: brian, type: aide-of, to: ada, claims: [{by: guild}, {by: crew}, {by: dora}]}
        - {from: ada, type: met, to: carol}
        """
    )
    assert ids(made, made.neighbours(node(made, "ada"))) == ["brian", "carol"]
    assert list(made.floors(node(made, "ada"))) == [1 << 31 | 1, 1 << 32 | 1]


def test_a_floor_is_the_cost_if_all_who_ever_asserted_it_still_did_and_nobody_denied_it() -> None:
    made = world(
        """
        - from: ada
          type: met
          to: brian
          claims:
            - {by: guild, said: 2018}
            - {by: guild, stance: denies, said: 2019}
            - {by: crew}
            - {by: dora, stance: denies}
            - {by: carol, set_aside: misquoted}
        """
    )
    (floor,) = made.floors(node(made, "ada"))
    assert (floor >> 16) / 65536 == pytest.approx(0.6309, abs=1e-4)
    assert made.row(0).weight > floor


def test_whom_the_evidence_of_an_entity_names_finds_it_once_for_each_part() -> None:
    made = world(
        "",
        """
        - {id: ada, kind: person, name: Ada, born: {date: 1970, by: brian}, died: {by: ada, via: brian}}
        - {id: fair, kind: event, name: Fair, place: york, claims: [{by: brian, place: york}, {place: paris}]}
        - {id: raid, kind: event, name: Raid, parties: [{text: some, of: crew}], claims: [{by: crew}]}
        - {id: siege, kind: event, name: Siege, parties: [{text: some, of: crew}], claims: [{}]}
        """,
    )
    assert {
        id: [(made.id(n), part) for n, part in made.mentioned_in(node(made, id))]
        for id in ("ada", "brian", "crew", "paris", "york")
    } == {
        "ada": [],
        "brian": [("ada", "voice"), ("fair", "voice")],
        "crew": [("raid", "about"), ("siege", "about")],
        "paris": [("fair", "place")],
        "york": [],
    }


def test_id_kind_and_name_are_those_of_the_record() -> None:
    made = world()
    records = [made.entity(n) for n in range(len(made))]
    assert [(made.id(n), made.kind(n), made.name(n)) for n in range(len(made))] == [
        (record.id, record.kind, record.name) for record in records
    ]


def test_the_size_is_the_number_of_relations_those_of_events_included() -> None:
    fair = "- {id: fair, kind: event, name: Fair, place: york, parties: [{who: ada}]}"
    assert world("- {from: ada, type: met, to: brian}", fair).size == 3


def test_an_empty_dataset_gives_an_empty_graph() -> None:
    empty = MemoryGraph(data()._replace(entities={}, relations=()))
    assert (len(empty), empty.node("ada")) == (0, None)
    nothing = graph.build(empty)
    assert (len(nothing), nothing.number_of_edges()) == (0, 0)


def test_nodes_and_relations_are_numbered_in_the_order_of_their_ids() -> None:
    made = met(("b", "a"), ("c", "b"))
    assert ids(made, range(len(made))) == ["a", "b", "c"]
    assert [made.relation(r).id for r in range(2)] == ["000", "001"]


# The networkx form

FULL = """
- from: ada
  type: leads
  to: guild
  date: 2009/2010
  text: for a year
  place: york
  role: founder
  about: [brian]
  note: a note
  claims: [{source: paper, at: p. 1}, {source: book, set_aside: misquoted}]
"""
FULL_ENTITIES = """
- {id: ada, kind: person, name: Ada, aliases: [A. L.], summary: A mathematician.}
- {id: fair, kind: event, name: Fair, date: 2009, parties: [{who: ada}]}
"""


def test_nodes_and_edges_carry_the_documented_attributes_and_no_others() -> None:
    asked = world(FULL, FULL_ENTITIES)
    made = graph.build(asked, where(asked, at="2009"))
    assert {name for _, node in made.nodes(data=True) for name in node} == NODE_ATTRIBUTES.keys()
    assert {name for *_, edge in made.edges(data=True) for name in edge} == EDGE_ATTRIBUTES.keys()


def test_an_edge_holds_plain_values() -> None:
    edge: dict[str, Any] = dict(graph.build(world(FULL)).edges["ada", "guild", "ada.leads.guild.2009/2010"])
    assert edge.pop("record").id == "ada.leads.guild.2009/2010"
    assert edge == {
        "type": "leads",
        "label": "leads",
        "status": "asserted",
        "doubted": False,
        "support": 1,
        "weight": 1.0,
        "date": "2009/2010",
        "text": "for a year",
        "earliest_start": "2009-01-01",
        "latest_start": "2009-12-31",
        "earliest_end": "2010-01-01",
        "latest_end": "2010-12-31",
        "uncertain": False,
        "dates_differ": False,
        "role": "founder",
        "about": ["brian"],
        "place": "york",
        "note": "a note",
        "sources": ["paper, p. 1"],
    }
    assert json.loads(json.dumps(edge)) == edge


PASSING = """
- {from: ada, type: leads, to: guild, date: 2009/..}
- {from: ada, type: met, to: brian, date: 2011..2013}
- {from: brian, type: met, to: carol, date: 2001}
- {from: carol, type: met, to: ada}
- {from: dora, type: met, to: ada, date: 2012, claims: [{by: crew}, {by: crew, stance: denies}]}
- {from: dora, type: met, to: crew, source: book}
"""


def test_of_what_passes_filters_come_the_relations_and_whom_they_join() -> None:
    asked = world(PASSING)
    made = graph.build(asked, where(asked, at="2012"))
    assert list(made.nodes) == ["ada", "brian", "guild"]
    assert {key: edge["certainty"] for *_, key, edge in made.edges(keys=True, data=True)} == {
        "ada.leads.guild.2009/..": "certain",
        "ada.met.brian.2011..2013": "possible",
    }
    assert made.graph["left_out"] == {"denied": 1, "undated": 2}


def test_a_kind_asked_for_is_one_of_both_ends_of_an_edge() -> None:
    asked = world(PASSING)
    made = graph.build(asked, where(asked, kinds=["person"], statuses=["any"]))
    assert list(made.nodes) == ["ada", "brian", "carol", "dora"]
    assert made.number_of_edges() == 4


def test_without_a_time_an_edge_has_no_certainty_and_without_filters_nothing_is_left_out() -> None:
    asked = world(PASSING)
    whole, part = graph.build(asked), graph.build(asked, where(asked, types=["met"]))
    assert not any("certainty" in edge for made in (whole, part) for *_, edge in made.edges(data=True))
    assert (whole.number_of_edges(), len(whole), whole.graph["left_out"]) == (6, len(asked), {})
    assert (part.number_of_edges(), part.graph["left_out"]) == (4, {"denied": 1})


@pytest.mark.parametrize(
    "filters",
    [{}, {"at": "2012"}, {"since": "2011"}, {"types": ["met"]}, {"statuses": ["any"]}, {"without": ["book"]}],
    ids=str,
)
def test_an_edge_is_what_a_path_may_walk_and_costs_as_much(filters: dict[str, Any]) -> None:
    compiled = where(world(PASSING), **filters)
    edges = graph.build(compiled.graph, compiled).edges(keys=True, data=True)
    weights = {compiled.graph.relation(r).id: compiled.weigh(r) for r in range(compiled.graph.size)}
    assert {key: edge["weight"] for *_, key, edge in edges} == {
        id: (weight >> 16) / 65536 for id, weight in weights.items() if weight is not None
    }


def test_what_is_only_possible_costs_a_quarter_more() -> None:
    asked = world(PASSING)
    made = graph.build(asked, where(asked, at="2012"))
    assert made.edges["ada", "brian", "ada.met.brian.2011..2013"]["weight"] == 1.25


def test_what_only_an_unread_source_tells_is_no_edge() -> None:
    compiled = where(world(PASSING), without=["book"], types=["met"])
    made = graph.build(compiled.graph, compiled)
    assert (sorted(made.nodes), made.number_of_edges()) == (["ada", "brian", "carol"], 3)


def test_networkx_answers_on_it() -> None:
    made = graph.build(world("- {from: ada, type: met, to: brian}\n- {from: brian, type: leads, to: guild}"))
    assert nx.shortest_path(made.to_undirected(), "guild", "ada", weight="weight") == [
        "guild",
        "brian",
        "ada",
    ]

"""Each option of `akg path`, on a dataset small enough to see whole."""

from io import StringIO
from typing import Any

import pytest
from worlds import ids, paths, told, world

from akg.dates import BEGIN, iso
from akg.queries.path import Contradiction, NoPath
from akg.reading import Graph
from akg.render import path as page
from akg.render import plain
from akg.rows import ONE
from akg.where import BadFilter, where

# Three ways from Ada to Dora: over Brian out of order, over Carol at one time, over the crew in order.
RELATIONS = """
- {from: ada, type: leads, to: crew, date: 2010/2012}
- {from: dora, type: member-of, to: crew, date: 2014/2016}
- {from: ada, type: met, to: brian, date: 2015-05}
- {from: brian, type: met, to: dora, date: 2013-02}
- {from: ada, type: aide-of, to: carol, date: 2011/2018, source: book}
- from: carol
  type: aide-of
  to: dora
  date: 2012/2013
  claims: [{source: book}, {by: crew, stance: denies}]
"""
WORLD = world(RELATIONS)
OVER_BRIAN, OVER_CAROL, OVER_CREW = (["ada", id, "dora"] for id in ("brian", "carol", "crew"))


def _chains(graph: Graph = WORLD, **asked: Any) -> list[list[str]]:
    return [ids(graph, one.nodes) for one in paths(graph, **asked).paths]


def _refusal(graph: Graph = WORLD, **asked: Any) -> str:
    with pytest.raises(NoPath) as caught:
        paths(graph, **asked)
    return str(caught.value)


def _days(stretches: tuple[tuple[int, int], ...]) -> list[list[str | None]]:
    return [[iso(day) for day in stretch] for stretch in stretches]


# Ranking


def test_what_is_disputed_costs_half_as_much_again_and_ties_go_by_ids() -> None:
    found = paths(WORLD).paths
    assert [(ids(WORLD, one.nodes), (one.cost >> 16) / 65536) for one in found] == [
        (OVER_BRIAN, 2.5), (OVER_CREW, 2.5), (OVER_CAROL, 3.0),
    ]  # fmt: skip


def test_ranked_by_cost_a_longer_path_past_few_beats_a_shorter_one_past_a_hub() -> None:
    hub = "\n".join(
        f"- {{from: crew, type: met, to: {id}}}" for id in ("ada", "dora", "brian", "carol", "guild")
    )
    event = "- {id: fair, kind: event, name: Fair, parties: [{who: ada}, {who: dora}]}"
    graph = world(hub, event)
    assert _chains(graph, k=2) == [["ada", "fair", "dora"], ["ada", "crew", "dora"]]


def test_ranked_by_hops_the_fewest_steps_come_first_whatever_they_cost() -> None:
    hub = "\n".join(f"- {{from: crew, type: met, to: {id}}}" for id in ("ada", "dora", "guild"))
    event = "- {id: fair, kind: event, name: Fair, parties: [{who: ada}, {who: brian}]}"
    graph = world(hub + "\n- {from: brian, type: met, to: dora, claims: [{by: guild}, {by: ada}]}", event)
    over_the_fair = ["ada", "fair", "brian", "dora"]
    assert _chains(graph, rank="hops") == [OVER_CREW, over_the_fair]
    assert [round((one.cost >> 16) / 65536, 2) for one in paths(graph, rank="hops").paths] == [2.79, 2.63]
    assert _chains(graph, rank="cost") == [over_the_fair, OVER_CREW]


def test_k_asks_for_so_many_paths() -> None:
    assert _chains(k=1) == [OVER_BRIAN]
    assert _chains(k=2) == [OVER_BRIAN, OVER_CREW]


# The filters of every question


def test_at_a_date_only_what_may_have_held_then_is_walked() -> None:
    assert _chains(at="2012") == [OVER_CAROL]
    assert [one.certainty for one in paths(WORLD, at="2012").paths] == ["possible"]  # for it is disputed


def test_a_step_that_is_only_possible_at_the_date_costs_a_quarter_more() -> None:
    graph = world("- {from: ada, type: aide-of, to: dora, date: 2010/2014}")
    assert [(one.cost >> 16) / 65536 for one in paths(graph, at="2012").paths] == [1.0]
    assert [(one.cost >> 16) / 65536 for one in paths(graph, at="2010-03").paths] == [1.25]


def test_from_and_to_keep_what_may_have_held_between() -> None:
    assert _chains(since="2013", until="2015") == [OVER_BRIAN, OVER_CAROL]
    assert _chains(until="2014") == [OVER_CREW, OVER_CAROL]


def test_a_type_keeps_only_its_relations_and_an_avoided_one_all_others() -> None:
    assert _chains(types=["met"]) == [OVER_BRIAN]
    assert _chains(types=["leads,member-of"]) == [OVER_CREW]
    assert _chains(avoid_types=["met"]) == [OVER_CREW, OVER_CAROL]


def test_a_kind_keeps_only_such_entities_between_the_two() -> None:
    assert _chains(kinds=["group"]) == [OVER_CREW]


def test_a_status_keeps_only_relations_that_stand_so() -> None:
    assert _chains(statuses=["asserted"]) == [OVER_BRIAN, OVER_CREW]


def test_a_source_keeps_only_what_it_says() -> None:
    assert _chains(sources=["book"]) == [OVER_CAROL]


def test_without_a_source_everything_is_answered_as_if_nobody_had_read_it() -> None:
    assert _chains(without=["paper"]) == [OVER_CAROL]
    [undisputed] = paths(WORLD, without=["paper"]).paths
    assert (undisputed.cost >> 16) / 65536 == 2.5  # the denial was in the paper
    assert _chains(without=["book"]) == [OVER_BRIAN, OVER_CREW]


# The way itself


def test_via_leads_over_an_entity_and_over_several_in_any_order() -> None:
    assert _chains(via=["carol"]) == [OVER_CAROL]
    both = world(RELATIONS + "- {from: brian, type: met, to: carol}\n")
    assert _chains(both, via=["brian", "carol"]) == [["ada", "carol", "brian", "dora"]]
    assert _chains(via=["ada"]) == _chains()


def test_via_an_entity_that_only_a_way_back_would_leave_there_is_no_path() -> None:
    graph = world(RELATIONS + "- {from: crew, type: met, to: guild}\n")
    assert _refusal(graph, via=["guild"]) == (
        "no path from 'Ada' to 'Dora'; there would be:\n  3 paths without --via"
    )


def test_avoid_leads_past_an_entity() -> None:
    assert _chains(avoid=["brian", "crew"]) == [OVER_CAROL]


def test_what_is_to_be_passed_and_avoided_at_once_is_refused() -> None:
    cases: list[dict[str, Any]] = [{"avoid": ["dora"]}, {"avoid": ["crew"], "via": ["crew"]}]
    for asked in cases:
        with pytest.raises(
            Contradiction, match=r"^--avoid: the path is to lead over '(Dora|Crew)'; leave one out$"
        ):
            paths(WORLD, **asked)


def test_directed_follows_relations_as_they_are_stated_and_symmetric_ones_both_ways() -> None:
    assert _chains(directed=True) == [OVER_BRIAN, OVER_CAROL]
    assert [ids(WORLD, one.nodes) for one in paths(WORLD, "dora", "ada", directed=True).paths] == [
        ["dora", "brian", "ada"]
    ]


def test_directed_a_step_tells_only_relations_that_go_that_way() -> None:
    graph = world("- {from: ada, type: aide-of, to: dora}\n- {from: dora, type: praised, to: ada}")
    [there] = paths(graph, "ada", "dora", directed=True).paths
    assert [told(step.facts) for step in there.steps] == [["ada.aide-of.dora"]]


def test_max_hops_leaves_out_longer_paths_even_where_they_cost_less() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: dora, claims: [{by: guild}, {by: crew, stance: denies}]}
        - {from: ada, type: met, to: brian}
        - {from: brian, type: met, to: carol}
        - {from: carol, type: met, to: dora}
        """
    )
    assert _chains(graph, max_hops=3) == [["ada", "dora"], ["ada", "brian", "carol", "dora"]]
    assert _chains(graph, max_hops=2) == [["ada", "dora"]]


def test_same_time_asks_for_a_time_at_which_all_steps_held_and_tells_it() -> None:
    [only] = paths(WORLD, same_time=True).paths
    assert ids(WORLD, only.nodes) == OVER_CAROL
    assert only.certainty == "possible"  # for a step is disputed
    assert only.together is not None
    assert (_days(only.together.certain), _days(only.together.possible)) == (
        [], [["2012-01-01", "2013-12-31"]],
    )  # fmt: skip


def test_same_time_is_certain_from_the_last_latest_start_to_the_first_earliest_end() -> None:
    [only] = paths(WORLD, same_time=True, without=["paper"]).paths
    assert only.certainty == "certain"
    assert only.together is not None
    assert _days(only.together.certain) == [["2012-12-31", "2013-01-01"]]


def test_in_order_asks_that_no_step_ended_before_the_one_ahead_of_it_and_tells_the_arrival() -> None:
    found = paths(WORLD, in_order=True).paths
    assert [(ids(WORLD, one.nodes), one.certainty) for one in found] == [
        (OVER_CREW, "certain"), (OVER_CAROL, "possible"),
    ]  # fmt: skip
    arrivals = [one.in_order for one in found if one.in_order]
    assert [(iso(a.possible), a.certain and iso(a.certain)) for a in arrivals] == [
        ("2014-01-01", "2014-12-31"), ("2012-01-01", None),
    ]  # fmt: skip


def test_in_order_is_another_question_in_the_other_direction() -> None:
    found = paths(WORLD, "dora", "ada", in_order=True).paths
    assert [ids(WORLD, one.nodes) for one in found] == [["dora", "brian", "ada"], ["dora", "carol", "ada"]]


def test_what_has_no_date_is_neither_in_order_nor_at_one_time_and_is_counted() -> None:
    graph = world(RELATIONS + "- {from: ada, type: met, to: dora}\n")
    answer = paths(graph, in_order=True)
    assert ids(graph, answer.paths[0].nodes) == OVER_CREW
    assert answer.left_out == {"undated": 1}


def test_what_always_held_fits_every_time() -> None:
    graph = world("- {from: ada, type: parent-of, to: dora}")
    [only] = paths(graph, same_time=True, in_order=True).paths
    assert only.certainty == "certain"
    assert only.in_order == (BEGIN, BEGIN, BEGIN)


def test_certain_leaves_out_what_is_only_possible_at_the_time_and_counts_it() -> None:
    graph = world(RELATIONS + "- {from: carol, type: met, to: dora, date: 2012-11-30}\n")
    assert _chains(graph, at="2012", certain=True) == [OVER_CAROL]
    assert paths(graph, at="2012", certain=True).left_out == {"uncertain": 1}
    assert _refusal(at="2012", certain=True) == (
        "no path from 'Ada' to 'Dora' under these filters (left out at these two: 1 uncertain); "
        "there would be:\n  3 paths without --at\n  1 path without --certain"
    )
    assert _chains(in_order=True, timed=True, certain=True) == [OVER_CREW]


def test_certain_is_refused_where_nothing_is_asked_of_the_time() -> None:
    with pytest.raises(
        BadFilter, match=r"^--certain: nothing is asked of the time; add --at, or --from and --to$"
    ):
        where(WORLD, certain=True)


def test_in_a_window_all_is_to_be_in_order_and_at_one_time_within_it() -> None:
    assert _chains(in_order=True, until="2014-05") == [OVER_CREW, OVER_CAROL]
    assert [one.certainty for one in paths(WORLD, in_order=True, until="2014-05").paths] == ["possible"] * 2
    [only] = paths(WORLD, same_time=True, at="2013").paths
    assert only.together is not None
    assert _days(only.together.possible) == [["2013-01-01", "2013-12-31"]]


def test_of_a_step_only_what_can_have_been_in_time_is_told() -> None:
    graph = world(RELATIONS + "- {from: ada, type: met, to: carol, date: 2019}\n")
    [only] = paths(graph, same_time=True).paths
    assert [told(step.facts) for step in only.steps] == [
        ["ada.aide-of.carol.2011/2018"], ["carol.aide-of.dora.2012/2013"],
    ]  # fmt: skip


FAIR = """
- {id: fair, kind: event, name: Fair, date: 2019, claims: [{}], parties: [{who: ada}, {who: dora}]}
"""


def test_two_parties_of_an_event_are_certainly_in_order_and_at_one_time() -> None:
    graph = world("", FAIR)
    for same_time, in_order in ((True, False), (False, True), (True, True)):
        [only] = paths(graph, same_time=same_time, in_order=in_order, timed=True, certain=True).paths
        assert (ids(graph, only.nodes), only.certainty) == (["ada", "fair", "dora"], "certain")


def test_two_meetings_with_one_person_in_one_year_are_not_certainly_in_order_or_at_one_time() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, date: 2019}\n- {from: brian, type: met, to: dora, date: 2019}"
    )
    assert [one.certainty for one in paths(graph, same_time=True).paths] == ["possible"]
    assert [one.certainty for one in paths(graph, in_order=True).paths] == ["possible"]


def test_met_2019_alone_is_certainly_at_one_time_although_on_no_certain_day() -> None:
    [only] = paths(world("- {from: ada, type: met, to: dora, date: 2019}"), same_time=True).paths
    assert only.certainty == "certain"
    assert only.together is not None
    assert (only.together.sure, only.together.certain) == (True, ())
    assert _days(only.together.possible) == [["2019-01-01", "2019-12-31"]]


# Three voices say that Ada met Brian in 2016, one that she did in 2012; he met Carol in 2013.
MET = """
- from: ada
  type: met
  to: brian
  date: 2016
  claims: [{}, {source: book}, {source: leaflet}]
- {from: ada, type: met, to: brian, date: 2012}
- {from: brian, type: met, to: carol, date: 2013}
"""


def test_a_path_is_priced_by_the_relation_in_time_and_not_by_a_better_attested_one_that_is_not() -> None:
    graph = world(MET)
    priced = {
        in_order: [(told(step.facts), step.weight >> 16) for step in only.steps]
        for in_order in (False, True)
        for only in paths(graph, goal="carol", in_order=in_order).paths
    }
    second = (["brian.met.carol.2013"], ONE)
    assert priced == {
        False: [(["ada.met.brian.2016", "ada.met.brian.2012"], ONE // 2), second],
        True: [(["ada.met.brian.2012"], ONE), second],
    }


def test_paths_come_in_the_order_of_what_they_cost_in_time() -> None:
    graph = world(
        f"{MET.rstrip()}"
        """
- {from: ada, type: met, to: dora, date: 2012}
- {from: dora, type: met, to: carol, date: 2013, claims: [{}, {source: book}]}
"""
    )
    over_brian, over_dora = (["ada", id, "carol"] for id in ("brian", "dora"))
    assert _chains(graph, goal="carol") == [over_brian, over_dora]
    assert _chains(graph, goal="carol", in_order=True) == [over_dora, over_brian]
    assert _chains(graph, goal="carol", in_order=True, k=1) == [over_dora]
    assert _chains(graph, goal="carol", in_order=True, rank="hops") == [over_brian, over_dora]


# How time is told on the page


def _said(relation: str, entities: str = "", **asked: Any) -> list[str]:
    """Give what the page says of the time of the only path."""
    graph = world(relation, entities)
    out = StringIO()
    plain.write(page.document(graph, paths(graph, same_time=True, in_order=True, **asked)), out)
    lines = (line.strip() for line in out.getvalue().splitlines())
    return [line for line in lines if line.startswith(("all at", "one after"))]


@pytest.mark.parametrize(
    ("date", "at_once", "one_by_one"),
    [
        (
            "2019-05-03",
            "certainly 3 May 2019",
            "certainly, arriving on 3 May 2019",
        ),
        (
            "2019",
            "certainly (some day: 2019), possibly 2019",
            "certainly, arriving on 1 January 2019 at the earliest, by 31 December 2019 for certain",
        ),
        (
            "2009..",
            "certainly (some day: 2009 or later), possibly since 2009",
            "certainly, arriving on 1 January 2009 at the earliest",
        ),
        (
            "..2012",
            "certainly (some day: by 2012), possibly until 2012",
            "certainly, arriving by 31 December 2012",
        ),
        ("2019?", "possibly 2019", "possibly, arriving on 1 January 2019 at the earliest"),
    ],
)
def test_the_page_says_when_a_meeting_of_that_date_was(date: str, at_once: str, one_by_one: str) -> None:
    assert _said(f'- {{from: ada, type: met, to: dora, date: "{date}"}}') == [
        f"all at one time: {at_once}", f"one after the other: {one_by_one}",
    ]  # fmt: skip


def test_the_page_says_when_a_state_was_that_lasted_or_was_attested_once_or_always_held() -> None:
    assert _said("- {from: ada, type: leads, to: crew, date: 2010/2012}", goal="crew") == [
        "all at one time: certainly 31 December 2010 – 1 January 2012, possibly 2010 – 2012",
        "one after the other: certainly, arriving on 1 January 2010 at the earliest, "
        "by 31 December 2010 for certain",
    ]
    assert _said("- {from: ada, type: leads, to: crew, date: 2012}", goal="crew") == [
        "all at one time: certainly (some day: 2012), possibly always",
        "one after the other: certainly, arriving on 1 January 2012 at the earliest, "
        "by 31 December 2012 for certain",
    ]
    assert _said("- {from: ada, type: parent-of, to: dora}") == [
        "all at one time: certainly always",
        "one after the other: certainly, arriving at any time",
    ]


def test_the_page_says_that_two_parties_of_an_event_were_certainly_there_at_one_time() -> None:
    assert _said("", FAIR) == [
        "all at one time: certainly (some day: 2019), possibly 2019",
        "one after the other: certainly, arriving on 1 January 2019 at the earliest, "
        "by 31 December 2019 for certain",
    ]


# An empty answer


def test_an_empty_answer_says_what_there_would_be_without_each_constraint_by_itself() -> None:
    assert _refusal(at="2012", types=["met", "aide-of"], same_time=True, statuses=["asserted"]) == (
        "no path from 'Ada' to 'Dora' under these filters (left out at these two: 1 disputed); "
        "there would be:\n  1 path with --status any"
    )
    assert _refusal(types=["met"], same_time=True) == (
        "no path from 'Ada' to 'Dora'; there would be:\n  1 path without --type\n  1 path without --same-time"
    )
    assert _refusal(since="2020", until="2021") == (
        "no path from 'Ada' to 'Dora'; there would be:\n  3 paths without --from"
    )


def test_where_no_constraint_alone_keeps_it_out_an_empty_answer_says_no_more() -> None:
    assert _refusal(at="1999", types=["praised"]) == "no path from 'Ada' to 'Dora'"


# What a path rests on


def test_a_path_names_its_weakest_links_and_what_it_hangs_on() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, claims: [{by: guild}, {by: crew, source: book}]}
        - {from: brian, type: met, to: carol, claims: [{by: guild}, {by: guild, source: book}]}
        - {from: carol, type: met, to: dora, source: book}
        """
    )
    [only] = paths(graph).paths
    assert only.weakest == (1, 2)
    assert [step.voices for step in only.steps] == [2, 1, 1]
    assert [step.sources for step in only.steps] == [set(), set(), {"book"}]
    assert [[claim.by or claim.source for claim in step.speakers] for step in only.steps] == [
        [], [("guild", None, None)], ["book"],
    ]  # fmt: skip


def test_any_combination_of_constraints_works() -> None:
    way: dict[str, Any] = {"via": ["carol"], "avoid": ["brian"], "directed": True, "max_hops": 2}
    time: dict[str, Any] = {"at": "2012", "same_time": True, "in_order": True}
    what: dict[str, Any] = {
        "types": ["aide-of"],
        "avoid_types": ["met"],
        "kinds": ["person"],
        "statuses": ["any"],
    }
    assert _chains(**way, **time, **what, sources=["book"], without=["leaflet"], rank="hops", k=1) == [
        OVER_CAROL
    ]

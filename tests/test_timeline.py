"""A timeline tells what happened to some entities, in order: denials in line, undated facts apart."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest
from worlds import node, told, world

from akg.dates import span
from akg.facts import Fact
from akg.queries import timeline
from akg.reading import Graph
from akg.where import EVERY, where

DENIED = "claims: [{by: crew}, {by: crew, stance: denies}]"
LIFE = """
- {id: ada, kind: person, name: Ada, born: {date: 1970}, died: [{date: 2018-05, place: york}, {date: 2018}]}
- id: guild
  kind: group
  name: Guild
  figures: [{what: members, value: 5, date: 2016}, {what: seats, value: 2}]
- id: fair
  kind: event
  name: Fair
  date: 2017
  text: that year
  place: york
  parties: [{who: ada}, {who: brian}]
  claims: [{by: crew, via: dora}, {by: crew, place: paris, set_aside: misquoted}]
"""


def _answer(graph: Graph, *ids: str, limit: int | None = None, **filters: Any) -> timeline.Answer:
    asked = where(graph, default=EVERY, **filters)
    return timeline.of(graph, [node(graph, id) for id in ids], asked, limit)


def _told(graph: Graph, *ids: str, **filters: Any) -> list[str]:
    answer = _answer(graph, *ids, **filters)
    return told((*answer.dated, *answer.undated))


def _only(relation: str, id: str = "ada", entities: str = "") -> Fact:
    (fact,) = _answer(world(relation, entities), id).dated
    return fact


# What is told, in which order


def test_relations_and_own_dates_come_by_time_apart_from_what_is_always_so_and_what_has_no_date() -> None:
    graph = world(
        f"""
        - {{from: ada, type: met, to: brian, date: 2017}}
        - {{from: ada, type: opposed, to: brian, date: 2016-02, {DENIED}}}
        - {{from: ada, type: leads, to: guild, date: 2010/2015}}
        - {{from: carol, type: met, to: ada}}
        - {{from: ada, type: sibling-of, to: dora}}
        """,
        LIFE,
    )
    answer = _answer(graph, "ada")
    assert [(fact.id, fact.row.status) for fact in answer.dated] == [
        ("ada.born", "asserted"),
        ("ada.leads.guild.2010/2015", "asserted"),
        ("ada.opposed.brian.2016-02", "denied"),
        ("ada.met.brian.2017", "asserted"),
        ("ada.took-part-in.fair.2017", "asserted"),
        ("ada.died", "asserted"),
    ]
    assert (told(answer.lasting), told(answer.undated)) == (["ada.sibling-of.dora"], ["carol.met.ada"])


def test_an_event_tells_its_own_date_and_everyone_in_it() -> None:
    graph = world("- {from: crew, type: opposed, to: fair, date: 2018}", LIFE)
    assert _told(graph, "fair") == [
        "ada.took-part-in.fair.2017",
        "brian.took-part-in.fair.2017",
        "fair.happened",
        "fair.located-in.york.2017",
        "crew.opposed.fair.2018",
    ]


def test_figures_are_told_at_their_date() -> None:
    answer = _answer(world("", LIFE), "guild")
    assert (told(answer.dated), told(answer.undated)) == (["guild.figure.1"], ["guild.figure.2"])
    assert [fact.figure.what for fact in (*answer.dated, *answer.undated) if fact.figure] == [
        "members",
        "seats",
    ]


def test_of_a_place_is_told_what_happened_there() -> None:
    graph = world(
        """
        - {from: carol, type: met, to: dora, date: 2019, place: york}
        - {from: carol, type: met, to: dora, date: 2018, claims: [{by: crew, place: york}]}
        - {from: carol, type: met, to: dora, claims: [{by: crew}, {place: york, set_aside: misquoted}]}
        - {from: carol, type: located-in, to: york, date: 2016/2020}
        """,
        LIFE,
    )
    assert _told(graph, "york") == [
        "carol.located-in.york.2016/2020",
        "fair.located-in.york.2017",
        "carol.met.dora.2018",
        "ada.died",
        "carol.met.dora.2019",
    ]
    assert _told(graph, "paris") == []


def test_of_a_third_party_is_told_what_is_about_it() -> None:
    fact = _only("- {from: ada, type: promised, to: brian, about: [carol], date: 2019}", "carol")
    assert (fact.id, fact.part, fact.own) == ("ada.promised.brian.2019", "about", False)


def test_what_somebody_only_says_of_others_did_not_happen_to_them() -> None:
    graph = world("- {from: ada, type: met, to: brian, by: guild, via: crew, date: 2019}", LIFE)
    assert [_told(graph, id) for id in ("crew", "dora")] == [[], []]


def test_the_timelines_of_several_are_merged_and_what_joins_two_of_them_is_told_once_from_the_first() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2019}
        - {from: brian, type: met, to: carol, date: 2017}
        - {from: dora, type: met, to: crew, date: 2018}
        """
    )
    answer = _answer(graph, "brian", "ada", "dora")
    assert [(fact.id, graph.entity(fact.entity).id) for fact in answer.dated] == [
        ("brian.met.carol.2017", "brian"),
        ("dora.met.crew.2018", "dora"),
        ("ada.met.brian.2019", "brian"),
    ]
    assert answer.entities == tuple(node(graph, id) for id in ("brian", "ada", "dora"))


# Which date stands beside a fact


@pytest.mark.parametrize(
    ("given", "date", "text"),
    [
        ("date: 2019, text: that year", "2019", "that year"),
        ("date: 2019, text: that year, claims: [{}, {date: 2019-05, text: in May}]", "2019-05", "in May"),
        ("claims: [{date: 2019}, {date: 2019-05}]", "2019-05", None),
        ("claims: [{date: 2019, text: then}, {source: book}]", "2019", "then"),
        ("date: 2019, claims: [{}, {by: crew, date: 2019-05-01, stance: denies}]", "2019", None),
        ("date: 2019, claims: [{}, {by: crew, date: 2019-05-01, set_aside: misquoted}]", "2019", None),
    ],
)
def test_the_most_exact_date_that_is_asserted_stands_beside_it_in_its_own_words(
    given: str, date: str, text: str | None
) -> None:
    fact = _only(f"- {{from: ada, type: met, to: brian, {given}}}")
    assert (fact.date and fact.date.text, fact.text) == (date, text)


@pytest.mark.parametrize(
    ("claimed", "exact"),
    [
        (["2012", "2009/.."], "2009/.."),
        (["2010/..", "2009-05/.."], "2009-05/.."),
        (["2010/..", "2010/2014"], "2010/2014"),
        (["2010/..", "2009/.."], "2010/.."),
    ],
)
def test_of_the_dates_of_a_state_the_one_with_the_most_exact_start_stands_beside_it_else_the_first(
    claimed: list[str], exact: str
) -> None:
    claims = ", ".join(f"{{date: {date}}}" for date in claimed)
    fact = _only(f"- {{from: ada, type: leads, to: guild, claims: [{claims}]}}")
    assert (fact.date and fact.date.text) == exact


def test_a_death_has_the_date_and_place_that_are_asserted_of_it() -> None:
    graph = world("", LIFE)
    (fact,) = [fact for fact in _answer(graph, "ada").dated if fact.id == "ada.died"]
    assert (fact.date and fact.date.text, fact.row.place, fact.other) == (
        "2018-05",
        node(graph, "york"),
        None,
    )


def test_the_date_of_what_is_only_denied_is_that_of_the_denial() -> None:
    fact = _only(
        """
        - from: ada
          type: met
          to: brian
          claims: [{by: crew, date: 2018}, {by: crew, stance: denies, date: 2019}]
        """
    )
    assert (fact.date and fact.date.text, fact.row.status) == ("2019", "denied")


# Filters

FILTERED = world(
    """
    - {from: ada, type: met, to: brian, date: 2016, about: [york]}
    - {from: ada, type: leads, to: guild, date: 2010/2015}
    - {from: ada, type: opposed, to: crew}
    - {from: brian, type: promised, to: crew, date: 2016, about: [ada], source: book}
    """,
    LIFE,
)


@pytest.mark.parametrize(
    ("filters", "facts"),
    [
        ({"at": "2016"}, ["brian.promised.crew.2016", "ada.met.brian.2016"]),
        ({"until": "1980"}, ["ada.born"]),
        ({"since": "2017"}, ["ada.took-part-in.fair.2017", "ada.died"]),
        ({"types": ["met", "leads"]}, ["ada.leads.guild.2010/2015", "ada.met.brian.2016"]),
        ({"sources": ["book"]}, ["brian.promised.crew.2016"]),
        ({"kinds": ["person"]}, ["ada.met.brian.2016", "brian.promised.crew.2016"]),
        ({"kinds": ["group"]}, ["ada.leads.guild.2010/2015", "brian.promised.crew.2016", "ada.opposed.crew"]),
        ({"kinds": ["event"]}, ["ada.took-part-in.fair.2017"]),
        ({"kinds": ["place"]}, []),
        ({"kinds": ["group"], "since": "2016", "statuses": ["asserted"]}, ["brian.promised.crew.2016"]),
    ],
)
def test_filters_hold_for_relations_and_for_own_dates_which_have_neither_type_nor_kind(
    filters: dict[str, Any], facts: Sequence[str]
) -> None:
    assert sorted(_told(FILTERED, "ada", **filters)) == sorted(facts)


THEN = world(
    """
    - {from: ada, type: leads, to: guild, date: 2010}
    - {from: ada, type: met, to: brian, date: 2016-05}
    - {from: ada, type: met, to: carol, date: 2016-02, claims: [{by: crew}, {by: guild, stance: denies}]}
    - {from: ada, type: met, to: dora, date: 2016-03}
    - {from: ada, type: sibling-of, to: brian}
    - {from: ada, type: opposed, to: guild}
    """
)


def test_what_certainly_was_at_the_time_asked_about_comes_before_what_possibly_was_each_by_time() -> None:
    answer = _answer(THEN, "ada", at="2016")
    assert [(fact.id, fact.certainty) for fact in (*answer.dated, *answer.lasting)] == [
        ("ada.met.dora.2016-03", "certain"),
        ("ada.met.brian.2016-05", "certain"),
        ("ada.leads.guild.2010", "possible"),
        ("ada.met.carol.2016-02", "possible"),
        ("ada.sibling-of.brian", "certain"),
    ]
    assert (answer.window, answer.sure) == (span("2016"), (3, 2))


@pytest.mark.parametrize("limit", range(6))
def test_a_limit_keeps_the_certain_first_and_what_lies_beyond_it_is_counted_all_the_same(limit: int) -> None:
    whole, answer = _answer(THEN, "ada", at="2016"), _answer(THEN, "ada", at="2016", limit=limit)
    assert (*answer.dated, *answer.lasting) == (*whole.dated, *whole.lasting)[:limit]
    assert (answer.more, answer.sure) == (5 - limit, (3, 2))


def test_without_a_time_asked_about_nothing_is_more_certain_than_another() -> None:
    answer = _answer(THEN, "ada")
    assert told(answer.dated) == [
        "ada.leads.guild.2010", "ada.met.carol.2016-02", "ada.met.dora.2016-03", "ada.met.brian.2016-05",
    ]  # fmt: skip
    assert (answer.window, answer.sure) == (None, None)


def test_at_a_date_every_fact_says_how_sure_it_is() -> None:
    answer = _answer(FILTERED, "ada", at="2018-06/2018-07")
    assert [(fact.id, fact.certainty) for fact in answer.dated] == []
    answer = _answer(FILTERED, "ada", at="2018-05/2018-06")
    assert [(fact.id, fact.certainty) for fact in answer.dated] == [("ada.died", "certain")]


def test_what_one_denies_of_others_is_in_ones_timeline_and_what_one_asserts_of_them_is_not() -> None:
    graph = world(
        """
        - from: ada
          type: met
          to: brian
          date: 2016
          claims: [{source: paper, by: guild}, {source: paper, by: carol, stance: denies}]
        """
    )
    assert [(fact.id, fact.part) for fact in _answer(graph, "carol").dated] == [
        ("ada.met.brian.2016", "voice")
    ]
    assert _answer(graph, "guild").dated == ()


def test_of_an_event_that_names_nobody_are_told_who_denies_it_its_places_and_whose_fighters_it_had() -> None:
    graph = world(
        "",
        """
        - id: raid
          kind: event
          name: Raid
          date: 2018
          parties: [{text: fighters, of: crew}]
          claims:
            - {by: ada}
            - {by: brian, stance: denies}
            - {by: dora, stance: denies, set_aside: misquoted}
            - {by: guild, place: york}
        """,
    )
    told_of = {id: _answer(graph, id).dated for id in ("brian", "crew", "york", "ada", "dora", "guild")}
    assert {id: [(f.id, f.part, f.row.status) for f in facts] for id, facts in told_of.items() if facts} == {
        "brian": [("raid.happened", "voice", "disputed")],
        "crew": [("raid.happened", "about", "disputed")],
        "york": [("raid.happened", "place", "disputed")],
    }


def test_an_objection_that_was_set_aside_counts_for_nothing() -> None:
    graph = world(
        """
        - from: ada
          type: met
          to: brian
          date: 2016
          claims: [{by: guild}, {by: carol}, {by: carol, stance: denies, set_aside: misquoted}]
        """
    )
    assert _answer(graph, "carol").dated == ()


# What was left out


def test_undated_facts_are_left_out_of_an_answer_for_a_date_and_counted_once() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: met, to: carol, date: 2016}
        """,
        LIFE,
    )
    answer = _answer(graph, "ada", "brian", "guild", at="2016")
    assert told(answer.dated) == ["ada.met.carol.2016", "guild.figure.1"]
    assert (answer.undated, answer.left_out) == ((), {"undated": 2})


def test_a_status_asked_for_leaves_the_denied_out_and_counts_what_nothing_else_keeps_out() -> None:
    graph = world(
        f"""
        - {{from: ada, type: met, to: brian, date: 2016, {DENIED}}}
        - {{from: ada, type: met, to: brian, date: 2017, {DENIED}}}
        - {{from: ada, type: met, to: crew, date: 2016, {DENIED}}}
        """
    )
    answer = _answer(graph, "ada", statuses=["asserted"], at="2016", kinds=["person"])
    assert (answer.dated, answer.left_out) == ((), {"denied": 1})


@pytest.mark.parametrize(
    ("limit", "dated", "undated", "more"), [(1, 1, 0, 2), (2, 2, 0, 1), (3, 2, 1, 0), (None, 2, 1, 0)]
)
def test_a_limit_keeps_the_first_and_counts_the_others(
    limit: int | None, dated: int, undated: int, more: int
) -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: met, to: brian, date: 2016}
        - {from: ada, type: met, to: brian, date: 2017}
        """
    )
    answer = _answer(graph, "ada", limit=limit)
    assert (len(answer.dated), len(answer.undated), answer.more) == (dated, undated, more)


def test_nobody_has_no_timeline() -> None:
    assert _answer(world()) == timeline.Answer((), (), (), (), Counter(), 0, None, None)

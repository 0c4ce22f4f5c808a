"""Everything on one entity: own dates, relations, what happened there, what is about it, what it says."""

import io
from typing import Any

from worlds import node, told, world

from akg.queries import show
from akg.reading import Graph
from akg.render import plain, statement
from akg.render import show as page
from akg.where import EVERY, where

GRAPH = world(
    """
    - {from: ada, type: met, to: brian, date: 2019, place: york, about: [guild], by: crew}
    - {from: brian, type: opposed, to: ada, claims: [{by: crew}, {by: crew, stance: denies}]}
    - {from: carol, type: leads, to: guild, date: 2012}
    - {from: carol, type: met, to: dora, date: 2011, claims: [{by: {unnamed: an officer, of: guild}}]}
    """,
    """
    - id: ada
      kind: person
      name: Ada
      born: [{date: 1970, by: guild}, {date: 1970-05}]
      died: {date: 2020}
    - id: guild
      kind: group
      name: Guild
      figures: [{what: members, value: 5, date: 2016}, {what: members, value: 4, date: 2010}]
    - id: fair
      kind: event
      name: Fair
      date: 2017
      place: york
      parties: [{who: ada}, {who: brian}]
      claims:
        - {by: guild}
        - {by: crew, stance: denies, via: dora}
        - {place: paris}
        - {source: book, place: york}
    """,
)
PARTS = ("own", "relations", "here", "about", "said")


def _shown(id: str, graph: Graph = GRAPH, **filters: Any) -> dict[str, list[str]]:
    """Give the parts that are not empty."""
    answer = show.of(graph, node(graph, id), where(graph, default=EVERY, **filters))
    return {part: told(getattr(answer, part)) for part in PARTS if getattr(answer, part)}


def test_a_person_is_shown_with_own_dates_and_all_relations_the_denied_too() -> None:
    assert _shown("ada") == {
        "own": ["ada.born", "ada.died"],
        "relations": ["ada.took-part-in.fair.2017", "ada.met.brian.2019", "brian.opposed.ada"],
    }


def test_a_group_is_shown_with_figures_by_date_what_is_about_it_and_what_it_says() -> None:
    assert _shown("guild") == {
        "own": ["guild.figure.2", "guild.figure.1"],
        "relations": ["carol.leads.guild.2012"],
        "about": ["ada.met.brian.2019"],
        "said": ["ada.born", "carol.met.dora.2011", "fair.happened"],
    }


def test_a_place_is_shown_with_what_happened_there() -> None:
    assert _shown("york") == {
        "relations": ["fair.located-in.york.2017"],
        "here": ["ada.met.brian.2019"],  # and not the event again, though a claim names its place too
    }
    assert _shown("paris") == {"here": ["fair.happened"]}


def test_an_event_is_shown_with_its_date_its_parties_and_its_place() -> None:
    assert _shown("fair") == {
        "own": ["fair.happened"],
        "relations": [
            "ada.took-part-in.fair.2017", "brian.took-part-in.fair.2017", "fair.located-in.york.2017",
        ],
    }  # fmt: skip


def test_who_speaks_of_an_event_is_shown_the_event_and_not_each_party_to_it() -> None:
    answer = show.of(GRAPH, node(GRAPH, "dora"), where(GRAPH, default=EVERY))
    (fact,) = answer.said
    ends = {GRAPH.entity(n).id for n in (fact.row.src, fact.row.dst)}
    assert (fact.id, fact.part, ends, fact.own) == ("fair.happened", "voice", {"fair"}, True)
    assert (fact.entity, fact.other) == (node(GRAPH, "dora"), node(GRAPH, "fair"))


EVIDENCE = world(
    "",
    """
    - id: ada
      kind: person
      name: Ada
      aliases: [{name: Addie, by: dora}]
      born: {date: 1970, place: york, via: dora}
    - id: guild
      kind: group
      name: Guild
      figures: [{what: members, value: 5, by: {unnamed: a clerk, of: carol}}]
    - id: raid
      kind: event
      name: Raid
      date: 2018
      parties: [{text: fighters, of: crew}]
      claims: [{by: ada}, {by: brian, stance: denies}, {by: dora, place: york}, {by: carol, set_aside: why}]
    """,
)


def test_the_evidence_of_an_entity_is_shown_to_all_whom_it_names_though_no_relation_does() -> None:
    assert {id: _shown(id, EVIDENCE) for id in ("ada", "brian", "carol", "crew", "dora", "york")} == {
        "ada": {"own": ["ada.born"], "said": ["raid.happened"]},
        "brian": {"said": ["raid.happened"]},
        "carol": {"said": ["guild.figure.1"]},
        "crew": {"about": ["raid.happened"]},
        "dora": {"said": ["ada.born", "raid.happened", "ada.alias.1"]},
        "york": {"here": ["ada.born", "raid.happened"]},
    }


def test_another_name_is_told_in_words_to_whom_it_is_due() -> None:
    answer = show.of(EVIDENCE, node(EVIDENCE, "dora"), where(EVIDENCE))
    assert "".join(span.text for span in statement.sentence(EVIDENCE, answer.said[-1])) == (
        "Ada is also called Addie"
    )


def test_who_else_is_in_a_fact_is_the_other_end_or_of_two_others_the_one_it_starts_from() -> None:
    others = {
        id: [
            fact.other is not None and GRAPH.entity(fact.other).id
            for part in PARTS
            for fact in getattr(show.of(GRAPH, node(GRAPH, id), where(GRAPH, types=["met"])), part)
        ]
        for id in ("ada", "brian", "york", "guild", "crew")
    }
    assert others == {
        "ada": ["brian"], "brian": ["ada"], "york": ["ada"], "guild": ["ada", "carol"], "crew": ["ada"],
    }  # fmt: skip


def test_a_claim_set_aside_makes_no_place_of_a_third_party() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, about: [york], claims: [{}, {place: york, set_aside: misquoted}]}
        """
    )
    assert _shown("york", graph) == {"about": ["ada.met.brian"]}


def test_filters_hold_for_every_part_and_what_they_leave_out_is_counted_once() -> None:
    assert _shown("ada", types=["met"]) == {"relations": ["ada.met.brian.2019"]}
    assert _shown("ada", kinds=["event"]) == {"relations": ["ada.took-part-in.fair.2017"]}
    assert _shown("guild", kinds=["person"]) == {
        "relations": ["carol.leads.guild.2012"],
        "about": ["ada.met.brian.2019"],
        "said": ["ada.born", "carol.met.dora.2011"],
    }
    assert _shown("guild", at="2011") == {
        "relations": ["carol.leads.guild.2012"],
        "said": ["carol.met.dora.2011"],
    }
    asked = where(GRAPH, at="2019", statuses=["asserted", "disputed"])
    assert show.of(GRAPH, node(GRAPH, "ada"), asked).left_out == {"denied": 1}
    assert show.of(GRAPH, node(GRAPH, "ada"), where(GRAPH, at="2019", default=EVERY)).left_out == {
        "undated": 1
    }


def test_an_entity_that_nothing_mentions_is_shown_as_it_is() -> None:
    answer = show.of(GRAPH, node(GRAPH, "paris"), where(GRAPH))
    assert (answer.node, answer.entity) == (node(GRAPH, "paris"), GRAPH.entity(node(GRAPH, "paris")))
    assert _shown("york", world()) == {}


def test_a_figure_is_disputed_and_set_aside_by_its_claims_and_dated_by_them_too() -> None:
    graph = world(
        "",
        """
        - id: guild
          kind: group
          name: Guild
          figures:
            - what: members
              value: 5
              date: 2016
              note: Apprentices too.
              claims: [{note: a guess}, {by: ada, stance: denies}, {date: 2010, set_aside: misread}]
            - {what: members, value: 4, date: 2010, text: that year, by: ada}
            - {what: members, value: 6, claims: [{date: 2013}, {by: ada, date: 2014}]}
        """,
    )
    answer = show.of(graph, node(graph, "guild"), where(graph, default=EVERY))
    assert [
        (f.id, f.row.status, f.date and f.date.text, f.text, f.note, len(f.claims)) for f in answer.own
    ] == [
        ("guild.figure.2", "asserted", "2010", "that year", None, 1),
        ("guild.figure.3", "asserted", "2013", None, None, 2),
        ("guild.figure.1", "disputed", "2016", None, "Apprentices too.", 3),
    ]


def test_an_alias_is_shown_with_its_sources_and_how_it_stands_where_that_is_not_just_asserted() -> None:
    graph = world(
        "",
        """
        - id: ada
          kind: person
          name: Ada
          aliases:
            - Lady
            - {name: Countess, lang: en, claims: [{at: p. 1}, {by: brian, stance: denies, at: p. 2}]}
            - {name: Noel, source: book}
        """,
    )
    answer = show.of(graph, node(graph, "ada"), where(graph, default=EVERY))
    out = io.StringIO()
    plain.write(page.document(graph, answer), out)
    assert [line for line in out.getvalue().splitlines() if "also" in line] == [
        "  also Lady",
        "  also Countess (en) ± disputed [1][2]",
        "  also Noel [3]",
    ]

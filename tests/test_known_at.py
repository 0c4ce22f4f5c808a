"""`--known-at` answers from what was said by a date, as if nothing had been said since."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from chance import SOURCES, examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_heard import datasets, read, without
from ties import hearing
from worlds import HERE, everything, node, of, paths, world

from akg import facts
from akg.dates import iso
from akg.heard import Heard as HeardGraph
from akg.memory import MemoryGraph
from akg.model import Alias, Dataset, Entity
from akg.queries.path import NoPath
from akg.reading import Graph
from akg.where import BadFilter, where

DATES = st.sampled_from(("2011", "2012", "2012-06", "2015-03-01", "2020", "2021/2022", "2022", "199X"))
UNREAD = st.lists(st.sampled_from(SOURCES), max_size=2, unique=True)


@settings(max_examples=examples(150))
@given(datasets(), DATES)
def test_what_was_known_by_a_date_reads_as_records_that_hold_nothing_said_since(
    whole: Dataset, date: str
) -> None:
    graph = where(MemoryGraph(whole), known_at=date).graph
    assert isinstance(graph, HeardGraph)
    assert read(graph) == read(MemoryGraph(without(whole, hearing(whole, known_at=date))))


@settings(max_examples=examples(100))
@given(datasets(), DATES, UNREAD)
def test_with_sources_that_are_not_read_both_are_left_out(
    whole: Dataset, date: str, unread: Sequence[str]
) -> None:
    graph = where(MemoryGraph(whole), known_at=date, without=unread).graph
    assert read(graph) == read(MemoryGraph(without(whole, hearing(whole, unread, date))))


@settings(max_examples=examples(60))
@given(datasets(), DATES)
def test_every_fact_is_told_of_what_was_known_as_of_records_that_hold_nothing_else(
    whole: Dataset, date: str
) -> None:
    def told(graph: Graph) -> list[Any]:
        asked = everything(graph)
        return [
            (mention.tell(graph, n, asked), missed)
            for n in range(len(graph))
            for mention, missed in facts.told(graph, n, asked)
        ]

    graph = where(MemoryGraph(whole), known_at=date).graph
    assert told(graph) == told(MemoryGraph(without(whole, hearing(whole, known_at=date))))


@settings(max_examples=examples(60))
@given(datasets())
def test_whatever_was_known_is_known_later_too(whole: Dataset) -> None:
    heard = [
        {id for id, relation in read(where(MemoryGraph(whole), known_at=date).graph).relations.items()}
        for date in ("2011", "2012", "2019", "2020", "2021", "2030")
    ]
    assert all(one <= other for one, other in pairwise(heard))


# By hand; the paper is of 2020, the book of 2021, and of the leaflet it is not known


def _heard(relation: str, date: str) -> list[str | None]:
    """Give the locators of the claims on the only relation that were made by a date."""
    graph = where(world(relation), known_at=date).graph
    return [claim.at for claim in graph.relation(0).claims]


TOLD = """
- from: ada
  type: met
  to: brian
  date: 2019
  claims:
    - {at: by the paper, source: paper}
    - {at: earlier in the book, source: book, said: 2019-11-05}
    - {at: by the book, source: book, stance: denies}
    - {at: at an unknown time, source: leaflet}
    - {at: in a letter, source: leaflet, said: 2020-06-15}
"""


@pytest.mark.parametrize(
    ("date", "heard"),
    [
        ("2019-11-04", []),
        ("2019-11", ["earlier in the book"]),
        ("2020-11", ["earlier in the book", "in a letter"]),
        ("2020-12-31", ["by the paper", "earlier in the book", "in a letter"]),
        ("2020", ["by the paper", "earlier in the book", "in a letter"]),
        ("2010/2021", ["by the paper", "earlier in the book", "by the book", "in a letter"]),
        ("9999", ["by the paper", "earlier in the book", "by the book", "in a letter"]),
    ],
)
def test_a_claim_was_known_once_it_had_surely_been_made_or_its_source_published(
    date: str, heard: list[str]
) -> None:
    """The paper is of some day of 2020, so that it is not surely known before the last of them."""
    assert _heard(TOLD, date) == heard


def test_what_is_denied_later_was_asserted_before() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, date: 2019, claims: [{by: crew}, "
        "{by: guild, stance: denies, source: book}, {by: guild, source: book, said: 2020-02}]}"
    )
    then, now = where(graph, known_at="2020"), where(graph, known_at="2021")
    assert (then.graph.row(0).status, now.graph.row(0).status) == ("asserted", "disputed")
    assert where(graph).graph.row(0) == now.graph.row(0)


def test_a_death_that_nobody_had_told_of_ends_nothing() -> None:
    graph = world(
        "- {from: ada, type: leads, to: crew, date: 2010/..}",
        "- {id: ada, kind: person, name: Ada, died: {date: 2020-05, source: book}}",
    )
    ends = {date: iso(where(graph, known_at=date).graph.row(0).le) for date in ("2020", "2021")}
    assert ends == {"2020": None, "2021": "2020-05-31"}


def test_other_names_births_and_numbers_are_known_from_when_they_were_told() -> None:
    graph = world(
        "",
        """
        - id: ada
          kind: person
          name: Ada
          aliases: [{name: Countess, source: book}, Augusta]
          born: {date: 1970, source: book}
          figures: [{what: letters, value: 12, source: book}]
        """,
    )
    for date, names, known in (("2020", ("Ada", "Augusta"), 0), ("2021", ("Ada", "Countess", "Augusta"), 1)):
        ada = where(graph, known_at=date).graph.entity(node(graph, "ada"))
        assert (ada.names, len(ada.born), len(ada.figures)) == (names, known, known)


def test_a_note_or_summary_is_told_only_where_all_that_its_record_rests_on_was_said() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, date: 2018, note: both, claims: [{}, {source: book}]}
        - {from: ada, type: met, to: carol, date: 2018, note: paper}
        """,
        """
        - id: crew
          kind: group
          name: Crew
          summary: Of both.
          note: both
          claims: [{source: paper}, {source: book}]
          figures: [{what: fighters, value: 3, note: both, claims: [{}, {source: book}]},
                    {what: dead, value: 2, note: paper}]
        - {id: guild, kind: group, name: Guild, summary: Of the paper., note: paper}
        """,
    )
    for date, both in (("2020", None), ("2021", "both")):
        heard = where(graph, known_at=date).graph
        crew, guild = (heard.entity(node(graph, id)) for id in ("crew", "guild"))
        assert [heard.relation(r).note for r in range(2)] == [both, "paper"]
        assert (crew.summary, crew.note) == (both and "Of both.", both)
        assert [figure.note for figure in crew.figures] == [both, "paper"]
        assert (guild.summary, guild.note) == ("Of the paper.", "paper")


def test_what_rests_on_no_claim_of_its_own_stays() -> None:
    """A record may have names, a note and catalogue numbers without a source."""
    bare = Entity("eve", "person", "Eve", HERE, (Alias("Evie"),), note="a note", ids=(("wikidata", "Q1"),))
    heard = where(of({"eve": bare}, ()), known_at="1990").graph
    assert heard.entity(0) == bare


def test_what_was_not_yet_known_is_walked_by_no_path_and_the_refusal_says_so() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, source: book}
        - {from: brian, type: met, to: dora}
        """
    )
    assert len(paths(graph, known_at="2021").paths) == 1
    with pytest.raises(NoPath, match="1 path without --known-at"):
        paths(graph, known_at="2020")


def test_each_of_the_two_ways_not_to_hear_something_can_be_dropped_alone() -> None:
    graph = world("- {from: ada, type: met, to: brian, claims: [{}, {source: book}, {source: leaflet}]}")
    asked = where(graph, known_at="2020", without=["leaflet"])
    looser = {change: free.graph for change, free in asked.loosened()}
    assert {change: [c.source for c in free.relation(0).claims] for change, free in looser.items()} == {
        "with --status any": ["paper"],
        "without --without-source": ["paper"],
        "without --known-at": ["paper", "book"],
        "with --inferred": ["paper"],
    }


@pytest.mark.parametrize("date", ["", "soon", "2020/..", "2021/2020"])
def test_what_is_no_date_is_refused_by_the_name_of_the_option(date: str) -> None:
    with pytest.raises(BadFilter, match=r"^--known-at: "):
        where(world(), known_at=date)


@pytest.mark.parametrize("date", ["2020~", "2020?", "2020%"])
def test_a_date_that_is_no_more_than_about_right_is_no_day_to_stop_at(date: str) -> None:
    with pytest.raises(BadFilter, match=f"--known-at: '{re.escape(date)}' is no day to stop at; leave out"):
        where(world(), known_at=date)

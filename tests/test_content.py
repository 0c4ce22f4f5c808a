"""What the explorer's page is told."""

import itertools
from collections.abc import Sequence

import pytest
from worlds import met, named, world

from akg.claims import STATUSES
from akg.dates import BEGIN, END
from akg.queries import path
from akg.reading import Graph
from akg.render.records import Record
from akg.web import content, extent
from akg.where import EVERY, where


def _told(graph: Graph, types: Sequence[str] = ()) -> Record:
    asked = where(graph, default=EVERY, types=types)
    chosen = extent.held(graph, asked)
    return content.part(graph, chosen.nodes, content.facts_of(graph, chosen.nodes, chosen.rels, asked))


def test_a_fact_is_told_in_words_with_its_claims_and_places() -> None:
    graph = world("""
        - from: ada
          type: leads
          to: guild
          role: its treasurer
          date: 2019
          claims: [{source: paper, at: p. 3, hedge: reportedly}, {source: book, by: brian, stance: denies}]
        """)
    [fact] = _told(graph)["facts"]
    assert fact == {
        "id": "ada.leads.guild.2019",
        "type": "leads",
        "from": "ada",
        "to": "guild",
        "sentence": "Ada leads Guild (its treasurer)",
        "reads": ["leads: its treasurer", "is led by: its treasurer"],
        "when": "2019",
        "bounds": [-content.OPEN, 18261, 17897, content.OPEN],
        "iso": [None, "2019-12-31", "2019-01-01", None],
        "order": [17897, -content.OPEN],
        "status": "disputed",
        "standing": "± disputed: asserted by A paper (reportedly); denied by Brian",
        "claims": [
            {
                "stance": "asserts", "who": "A paper", "how": "reportedly", "said": "published 2020",
                "source": "paper", "at": "p. 3", "where": "relations.yaml:8",
            },
            {
                "stance": "denies", "who": "Brian", "by": "brian", "said": "published 2021",
                "source": "book", "where": "relations.yaml:8",
            },
        ],
        "where": "relations.yaml:3",
    }  # fmt: skip


def test_an_entity_is_told_with_the_names_that_it_is_found_by() -> None:
    graph = world(
        entities="- {id: ada, kind: person, name: Ada Bin-Zed, aliases: [Lady Z.], summary: A  lady.}"
    )
    [ada] = [one for one in _told(graph)["entities"] if one["id"] == "ada"]
    assert ada == {
        "id": "ada", "name": "Ada Bin-Zed", "kind": "person", "aliases": ["Lady Z."],
        "keys": ["adabinzed", "ladyz"], "summary": "A lady.", "degree": 0, "where": "entities.yaml:3",
    }  # fmt: skip


def test_what_cannot_be_seen_or_reorders_a_line_reaches_no_page() -> None:
    graph = named({"ada": ["A\u202eda\x1b[31m", "x\u0085y"]})
    [ada] = _told(graph)["entities"]
    assert (ada["name"], ada["aliases"]) == ("Ada[31m", ["xy"])


def test_facts_come_in_the_order_of_time_and_the_undated_last() -> None:
    graph = world("""
        - {from: ada, type: met, to: brian}
        - {from: ada, type: met, to: carol, date: 2020}
        - {from: ada, type: met, to: dora, date: 2019}
        """)
    told = [(fact["to"], "bounds" in fact) for fact in _told(graph)["facts"]]
    assert told == [("dora", True), ("carol", True), ("brian", False)]


def test_a_filter_leaves_what_passes_and_whom_it_joins() -> None:
    graph = world("""
        - {from: ada, type: met, to: brian}
        - {from: ada, type: leads, to: guild}
        """)
    told = _told(graph, ["leads"])
    assert [fact["id"] for fact in told["facts"]] == ["ada.leads.guild"]
    assert [one["id"] for one in told["entities"]] == ["ada", "guild"]


@pytest.mark.parametrize(("url", "told"), [
    ("https://a.example/b", {"url": "https://a.example/b"}),
    ("javascript:alert(1)", {}),
    ("data:text/html,x", {}),
])  # fmt: skip
def test_only_an_address_of_the_web_becomes_a_link(url: str, told: Record) -> None:
    graph = met(("ada", "brian"))
    source = graph.sources["paper"]._replace(url=url)
    assert {k: v for k, v in content.source(source).items() if k == "url"} == told


def test_a_large_graph_opens_on_its_most_connected_entities(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "MOST_FACTS", 5)
    monkeypatch.setattr(extent, "FOCUS", 3)
    graph = met(*itertools.combinations("abcd", 2), ("a", "e"), ("a", "f"), ("b", "g"))
    chosen = extent.held(graph, where(graph))
    assert [graph.id(n) for n in chosen.nodes] == ["a", "b", "c"]
    assert [{graph.row(r).src, graph.row(r).dst} for r in chosen.rels] == [{0, 1}, {0, 2}, {1, 2}]
    assert not chosen.whole


def test_a_large_graph_opens_around_whom_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extent, "MOST_FACTS", 5)
    monkeypatch.setattr(extent, "FOCUS", 2)
    graph = met(*itertools.combinations("abcd", 2), ("e", "a"), ("e", "f"), ("e", "b"))
    e = graph.node("e")
    assert e is not None
    assert [graph.id(n) for n in extent.held(graph, where(graph), [e]).nodes] == ["a", "b", "e"]


def test_paths_name_the_facts_of_each_step_and_the_way_they_are_read() -> None:
    graph = world("""
        - {from: ada, type: leads, to: guild, date: 2019}
        - {from: brian, type: member-of, to: guild, date: 2020}
        """)
    ada, brian = range(2)
    found = path.between(graph, ada, brian, where(graph), 1)
    assert content.paths(graph, found, {"from": "ada", "to": "brian"}) == {
        "from": "ada",
        "to": "brian",
        "results": [{
            "entities": ["ada", "guild", "brian"],
            "hops": 2,
            "cost": 2.5,
            "certainty": None,
            "remarks": [
                "all links alike, each resting on 1 voice",
                "hangs on one source: paper (every link)",
            ],
            "steps": [
                {"facts": ["ada.leads.guild.2019"], "forward": [True]},
                {"facts": ["brian.member-of.guild.2020"], "forward": [False]},
            ],
        }],
        "notes": [],
        "complete": True,
    }  # fmt: skip


def test_a_page_knows_every_status_and_what_is_open() -> None:
    graph = met(("ada", "brian"))
    assert [one["id"] for one in content.vocabulary(graph)["statuses"]] == list(STATUSES)
    assert BEGIN < -content.OPEN < content.OPEN < END

"""What each source carries, and what hangs on it alone."""

import csv
import io
import json
from typing import Any

import pytest
from chance import QUARRELS
from commandline import run
from conftest import Write
from hypothesis import given
from worlds import HERE, data, world

from akg import claims
from akg.errors import AkgError
from akg.memory import MemoryGraph
from akg.model import Claim, Entity, Source
from akg.queries import sources
from akg.reading import Graph


def _carried(relations: str = "", entities: str = "") -> dict[str, sources.Carried]:
    return {one.source: one for one in sources.of(world(relations, entities)).sources}


def _alone(*told: str) -> dict[str, int]:
    """Give, of the sources on which something hangs alone, how much, for one relation with these claims."""
    found = _carried(f"- {{from: ada, type: met, to: brian, claims: [{', '.join(told)}]}}")
    return {id: one.alone for id, one in found.items() if one.alone}


# What hangs on it alone


def test_what_one_source_has_hangs_on_it_and_what_two_have_on_neither() -> None:
    assert _alone("{source: paper}") == {"paper": 1}
    assert _alone("{source: paper}", "{source: book}") == {}
    assert _alone("{source: paper, by: ada}", "{source: paper, by: crew}") == {"paper": 1}


def test_a_denial_elsewhere_leaves_it_hanging_and_is_alone_with_nothing() -> None:
    assert _alone("{source: paper}", "{source: book, stance: denies}") == {"paper": 1}
    assert _alone("{source: paper}", "{source: book, stance: doubts}") == {"paper": 1}


def test_a_claim_that_is_set_aside_holds_nothing_up() -> None:
    assert _alone("{source: paper}", "{source: book, set_aside: misread}") == {"paper": 1}


def test_what_somebody_has_taken_back_holds_nothing_up() -> None:
    assert _alone(
        "{source: paper}", "{source: book, by: ada, said: 2018}",
        "{source: leaflet, by: ada, said: 2019, stance: retracts}",
    ) == {"paper": 1}  # fmt: skip


def test_it_does_not_hang_on_a_source_without_which_an_earlier_word_would_count_again() -> None:
    taken_back_and_said_by_another = (
        "{source: paper, by: ada, said: 2018}", "{source: book, by: ada, said: 2019, stance: denies}",
        "{source: book, by: crew}",
    )  # fmt: skip
    assert _alone(*taken_back_and_said_by_another) == {}


def test_nothing_hangs_on_the_source_of_what_is_denied_or_retracted() -> None:
    assert _alone("{source: paper, by: ada, said: 2018}", "{source: paper, by: ada, stance: denies}") == {}
    assert _alone("{source: paper, by: ada}", "{source: paper, by: ada, stance: retracts}") == {}


@given(QUARRELS)
def test_it_hangs_on_a_source_exactly_if_it_falls_without_it_and_with_no_other(told: list[Claim]) -> None:
    known = world().sources

    def stands(kept: list[Claim]) -> bool:
        return claims.standing(kept, None, "act", known).status in ("asserted", "disputed")

    falls = {s for s in known if stands(told) and not stands([c for c in told if c.source != s])}
    assert falls == {claims.sole_source(told, known)} - {None}


# What it carries


def test_each_source_is_told_with_what_it_carries_first_what_most_hangs_on_then_by_id() -> None:
    graph = world(
        """
        - {from: ada, type: met, to: brian, claims: [{by: crew}, {source: book, by: crew}]}
        - {from: ada, type: met, to: carol, claims: [{source: book}, {source: book, by: crew}]}
        - {from: ada, type: met, to: dora, claims: [{source: book}, {stance: denies, by: dora}]}
        - {from: ada, type: leads, to: guild, claims: [{}, {source: book, set_aside: misread}]}
        """
    )
    assert sources.of(graph) == sources.Answer(
        (
            sources.Carried("book", claims=4, facts=3, alone=2, one_voice=2, set_aside=1),
            sources.Carried("paper", claims=3, facts=3, alone=1, one_voice=2),
            sources.Carried("leaflet"),
        ),
        more=0,
    )
    assert sources.of(graph, 1).more == 2
    assert [one.source for one in sources.of(graph, 1).sources] == ["book"]


def test_an_event_is_one_fact_and_its_parties_are_not_counted_again() -> None:
    fair = "- {id: fair, kind: event, name: Fair, place: york, parties: [{who: ada}, {who: brian}]}"
    paper = _carried("", fair)["paper"]
    assert (paper.facts, paper.claims, paper.entities) == (1, 1, 0)


def test_entities_found_in_a_source_are_counted_apart() -> None:
    ada = "- {id: ada, kind: person, name: Ada, died: {date: 2018, source: book}}"
    found = _carried("", ada)
    assert found["paper"] == sources.Carried("paper", entities=1)
    assert found["book"] == sources.Carried("book", claims=1, facts=1, alone=1, one_voice=1)


def test_a_dataset_without_sources_has_none_to_tell(dataset: Write) -> None:
    ran = run("sources", "--data", str(dataset(relations="", sources="")))
    assert (ran.code, ran.out, ran.err) == (1, "no source is on file\n", "")


# One in full


def _detail(relations: str = "", limit: int | None = None) -> sources.Detail:
    return sources.one(world(relations), "paper", limit)


def test_facts_come_by_their_places_para_2_before_para_10_and_those_without_one_last() -> None:
    places = ("para 10", "para 2", "", "Para 2, line 3", "p. 7", "para 02", f"para {'9' * 5000}")
    made = "\n".join(
        f"- {{id: r{n}, from: ada, type: met, to: brian{f', at: {at!r}' if at else ''}}}"
        for n, at in enumerate(places)
    )
    told = _detail(made).told
    assert [one.at[0][:14] if one.at else "" for one in told] == [
        "p. 7", "para 2", "para 02", "Para 2, line 3", "para 10", "para 9999999999"[:14], "",
    ]  # fmt: skip


def test_a_fact_tells_every_place_and_stance_that_it_has_in_the_source_and_none_of_another() -> None:
    (told,) = _detail(
        """
        - from: ada
          type: met
          to: brian
          claims: [{at: p. 10}, {at: p. 9, by: crew, stance: denies}, {at: p. 1, source: book}]
        """
    ).told
    assert (told.at, told.stances, told.alone) == (("p. 9", "p. 10"), ("asserts", "denies"), False)


def test_who_speaks_through_a_source_is_counted_the_most_first() -> None:
    found = _detail(
        """
        - {from: ada, type: met, to: brian, claims: [{by: crew}, {source: book, by: guild}]}
        - {from: ada, type: met, to: carol, claims: [{}, {by: crew, stance: denies}]}
        - {from: ada, type: met, to: dora, claims: [{by: {unnamed: Two men}}, {by: {unnamed: two men}}]}
        """
    )
    told = [
        (one.claim.by and (one.claim.by.entity or one.claim.by.words), one.claims) for one in found.speakers
    ]
    assert (told, found.originators) == ([("crew", 2), ("Two men", 2), (None, 1)], 3)


def test_a_limit_keeps_the_first_facts_and_counts_the_others() -> None:
    two = "- {from: ada, type: met, to: brian, at: p. 2}\n- {from: ada, type: met, to: carol, at: p. 1}"
    found = _detail(two, limit=1)
    assert ([one.at for one in found.told], found.more, found.carried.facts) == ([("p. 1",)], 1, 2)


def test_a_page_tells_a_source_in_full(dataset: Write) -> None:
    folder = dataset(
        sources="""\
            - {id: paper, title: A paper, author: A. Author, publisher: A Press, date: 2020,
               url: "https://a.example", note: Read in print.}
            - {id: book, title: A book}
            """,
        relations="""\
            - {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 10}
            - {from: ada, type: leads, to: guild, claims: [
                {source: paper, at: para 9, by: brian, stance: denies}, {source: book}]}
            """,
    )
    assert run("sources", "paper", "--data", str(folder)).out == PAPER
    assert run("sources", "--data", str(folder)).out == SOURCES


PAPER = """\
A paper  paper
  A. Author, A Press; published 2020
  https://a.example
  note: Read in print.
  sources.yaml:1:3

2 claims on 2 facts, 1 hanging on it alone, 1 resting on one voice
claims by ● Brian 1, A. Author 1

Where    When        What
para 9   undated     Ada leads Guild · ± disputed (denied here)
para 10  2019     !  Ada met Brian

! nobody would assert it without this source
"""
SOURCES = """\
Alone  One voice  Facts  Claims  Source
    1          1      1       1  book  A book (undated)
    1          1      2       2  paper  A. Author, A paper, A Press (2020)

alone: facts that nobody would assert without this source
one voice: facts that rest on one originator, wherever that is written
akg sources ID tells what one of them carries
"""


# Which one is meant


def _graph(*given: Source) -> Graph:
    ada = Entity("ada", "person", "Ada", HERE)
    return MemoryGraph(
        data()._replace(entities={"ada": ada}, relations=(), sources={source.id: source for source in given})
    )


LIBRARY = (
    Source("times-1", "On clocks", HERE, author="Ada Smith", publisher="The Times"),
    Source("times-2", "On clocks and watches", HERE, author="Brian Jones", publisher="The Times"),
    Source("post", "Zürich", HERE),
)


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("times-1", "times-1"),
        ("on CLOCKS", "times-1"),
        ("watches", "times-2"),
        ("jones times", "times-2"),
        ("zurich", "post"),
    ],
)
def test_a_source_is_meant_by_its_id_else_its_title_else_its_words(asked: str, meant: str) -> None:
    assert sources.find(_graph(*LIBRARY), asked) == meant


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        (
            "times",
            3,
            "'times' can mean 2 sources; give the id of one:\n"
            "  times-1  Ada Smith, On clocks (undated)\n"
            "  times-2  Brian Jones, On clocks and watches (undated)",
        ),
        ("smiht", 1, "no source is called 'smiht'; did you mean 'times-1'?"),
        ("qqq", 1, "no source is called 'qqq'; akg sources lists them"),
        ("", 1, "no source is called ''; akg sources lists them"),
        ("?!", 1, "no source is called '?!'; akg sources lists them"),
        ("x" * 9999, 1, f"no source is called '{'x' * 200}…'; akg sources lists them"),
    ],
)
def test_what_means_no_source_or_several_is_said(asked: str, code: int, message: str) -> None:
    with pytest.raises(AkgError) as refused:
        sources.find(_graph(*LIBRARY), asked)
    assert (refused.value.exit_code, str(refused.value)) == (code, message)


def test_of_many_candidates_some_are_listed_and_the_rest_counted() -> None:
    many = (Source(f"s{n:02}", "The same", HERE) for n in range(30))
    with pytest.raises(AkgError, match="can mean 30 sources") as refused:
        sources.find(_graph(*many), "same")
    assert str(refused.value).splitlines()[-2:] == ["  s19  The same (undated)", "  and 10 more"]


# Other formats


def test_json_says_how_many_there_are_beyond_the_limit(dataset: Write) -> None:
    folder = dataset(sources="- {id: paper, title: A paper}\n- {id: book, title: A book}\n")
    answer = json.loads(run("sources", "--limit", "1", "--data", str(folder), "--format", "json").out)
    assert [one["source"] for one in answer["results"]] == ["paper"]
    assert answer["sources"]["paper"]["reference"] == "A paper (undated)"
    assert answer["notes"] == ["1 more (--limit 2 shows them)"]


def test_csv_has_a_row_a_source_and_of_one_a_row_a_fact(dataset: Write) -> None:
    folder = str(dataset())
    (row,) = _rows("sources", "--data", folder)
    assert (row["source"], row["facts"], row["alone"], row["reference"]) == (
        "paper", "1", "1", "A paper (2020)",
    )  # fmt: skip
    (row,) = _rows("sources", "paper", "--data", folder)
    assert (row["id"], row["at"], row["stances"], row["alone"]) == (
        "ada.met.brian.2019", "para 1", "asserts", "true",
    )  # fmt: skip


def test_what_a_source_holds_is_printed_as_it_is(dataset: Write) -> None:
    name = "[red]x[/] <b> | `y` \\u001b *z*"
    words = json.dumps(name)
    folder = str(
        dataset(
            sources=f"- {{id: paper, title: {words}, author: {words}, note: {words}, url: {words}}}\n",
            relations=f"- {{from: ada, type: met, to: brian, source: paper, at: {words}}}\n",
        )
    )
    for call in (("sources",), ("sources", "paper")):
        assert name in run(*call, "--data", folder).out
        screen = run(*call, "--data", folder, "--color", "always", COLUMNS="300").out
        assert name in screen


def _rows(*typed: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(run(*typed, "--format", "csv").out)))

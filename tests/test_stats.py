"""What a dataset holds, counted; on small ones that can be seen whole."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from commandline import run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from worlds import ids, met, named, world

from akg import checks, dates, loader, locate
from akg.cli.options import Filters
from akg.dates.spans import Bar
from akg.memory import MemoryGraph
from akg.queries import stats
from akg.reading import Graph
from akg.render import histogram
from akg.render import stats as page
from akg.render.document import Grid, text
from akg.where import where

DENIED = "claims: [{by: crew}, {by: crew, stance: denies}]"


def _of(relations: str = "", entities: str = "", limit: int = 5) -> stats.Answer:
    return stats.of(world(relations, entities), limit=limit)


# What there is


def test_entities_are_counted_by_kind_and_relations_by_type_and_shape() -> None:
    found = _of(
        """
        - {from: ada, type: met, to: brian}
        - {from: ada, type: met, to: carol}
        - {from: ada, type: leads, to: guild}
        - {from: ada, type: parent-of, to: dora}
        """
    )
    assert found.kinds == {"person": 4, "group": 2, "place": 2}
    assert found.types == {"met": 2, "leads": 1, "parent-of": 1}
    assert found.shapes == {"act": 2, "state": 1, "lasting": 1}


def test_an_event_is_one_fact_and_its_parties_and_place_are_relations_that_follow() -> None:
    found = _of(
        "- {from: ada, type: met, to: brian}",
        """
        - {id: fair, kind: event, name: Fair, date: 2017, place: york, parties: [{who: ada}, {who: brian}],
           claims: [{}, {by: crew}]}
        """,
    )
    assert (found.types.total(), found.facts) == (4, {"relation": 1, "happened": 1})
    assert found.evidence.stances == {"asserts": 3}


def test_lives_figures_and_names_with_a_source_are_facts_too() -> None:
    found = _of(
        "",
        """
        - id: ada
          kind: person
          name: Ada
          aliases: [Countess, {name: Enchantress, source: paper}]
          born: {date: 1970}
          died: {date: 2018}
        - {id: guild, kind: group, name: Guild, figures: [{what: members, value: 4}]}
        """,
    )
    assert (found.facts, found.names) == ({"born": 1, "died": 1, "figure": 1}, 1)
    assert (found.years.first, found.years.last) == (2018, 2018)


def test_an_empty_dataset_counts_nothing_and_divides_by_nothing(dataset: Write) -> None:
    folder = str(dataset(entities="", relations="", sources=""))
    ran = run("stats", "--data", folder)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()[1:] if line] == [
        ["entities", "0"], ["relations", "0"], ["facts", "0"], ["sources", "0"],
    ]  # fmt: skip


# What it rests on


def test_claims_are_counted_by_stance_and_those_set_aside_apart() -> None:
    evidence = _of(
        """
        - from: ada
          type: met
          to: brian
          claims:
            - {at: p. 1}
            - {by: crew, stance: denies, at: p. 2}
            - {by: guild, stance: doubts}
            - {by: guild, at: p. 3, set_aside: misread}
        """
    ).evidence
    assert evidence.stances == {"asserts": 1, "denies": 1, "doubts": 1}
    assert (evidence.set_aside, evidence.located) == (1, 2)
    assert (evidence.statuses, evidence.doubted) == ({"disputed": 1}, 1)


def test_five_papers_that_report_one_voice_are_one_voice_and_two_sources() -> None:
    evidence = _of(
        """
        - {from: ada, type: met, to: brian, claims: [{by: crew}, {by: crew, source: book}]}
        - {from: ada, type: met, to: carol, claims: [{}, {source: book}, {by: crew}, {by: guild}]}
        - {from: ada, type: met, to: dora, claims: [{}, {by: crew}]}
        """
    ).evidence
    assert evidence.support == {1: 1, 2: 1, 3: 1}
    assert evidence.alone == 1  # the last, by two voices that only the paper has
    told = [(who.claim.by and who.claim.by.entity, who.claims) for who in evidence.speakers]
    assert told == [("crew", 4), (None, 2), (None, 1), ("guild", 1)]
    assert evidence.originators == 4


def test_what_is_denied_or_retracted_rests_on_nobody() -> None:
    evidence = _of(
        f"""
        - {{from: ada, type: met, to: brian, {DENIED}}}
        - {{from: ada, type: met, to: carol, claims: [{{by: crew}}, {{by: crew, stance: retracts}}]}}
        """
    ).evidence
    assert evidence.statuses == {"denied": 1, "retracted": 1}
    assert (evidence.support, evidence.alone) == ({}, 0)


def test_an_entity_is_sourced_by_a_claim_of_its_record_that_is_not_set_aside() -> None:
    entities = "- {id: ada, kind: person, name: Ada}\n- {id: brian, kind: person, name: Brian, claims: [{}]}"
    assert _of("", entities).evidence.recorded == 2  # both lie under `with: {source: paper}`
    assert _of().evidence.recorded == 0


# When it was


def test_dates_are_to_a_year_or_rough_or_always_or_not_there_and_names_have_none() -> None:
    years = _of(
        """
        - {from: ada, type: met, to: brian, date: 2016-05}
        - {from: ada, type: met, to: carol, date: 2016..2018}
        - {from: ada, type: met, to: dora, date: "2016?"}
        - {from: ada, type: leads, to: guild, date: 2016/2018}
        - {from: ada, type: leads, to: crew}
        - {from: ada, type: parent-of, to: dora}
        """,
        "- {id: york, kind: place, name: York, aliases: [{name: Eboracum, source: paper}]}",
    ).years
    assert years.dating == {"year": 2, "rough": 2, "always": 1, "undated": 1}
    assert (years.first, years.last, years.open_start, years.open_end) == (2016, 2018, 0, 0)


def test_years_go_as_far_as_they_are_known_and_open_ends_are_counted() -> None:
    years = _of(
        """
        - {from: ada, type: leads, to: guild, date: 2009/..}
        - {from: ada, type: leads, to: crew, date: 2012}
        - {from: ada, type: met, to: brian, date: ..2005-03}
        """
    ).years
    assert (years.first, years.last, years.open_start, years.open_end) == (2005, 2020, 2, 2)


def test_what_is_denied_covers_no_year_and_what_is_disputed_covers_it_possibly() -> None:
    disputed = "claims: [{by: crew}, {by: guild, stance: denies}]"
    years = _of(
        f"""
        - {{from: ada, type: met, to: brian, date: 2001, {DENIED}}}
        - {{from: ada, type: met, to: carol, date: 2005, {disputed}}}
        """
    ).years
    assert [tuple(bar) for bar in years.bars] == [(2005, 2005, 0, 1)]


def test_dates_that_do_not_agree_are_counted() -> None:
    claims = "claims: [{date: 2001}, {date: 2003, source: book}]"
    assert _of(f"- {{from: ada, type: met, to: brian, {claims}}}").years.differ == 1


@given(
    st.lists(
        st.sampled_from(["2016", "2016..2018", "1996/2001", "2009/..", "..2005", "'2016?'", "../..", ""]),
        max_size=6,
    )
)
def test_what_is_certain_in_a_year_is_what_a_timeline_calls_certain_then(given: list[str]) -> None:
    types = ("met", "leads")
    graph = world(
        "\n".join(
            f"- {{id: r{n}, from: ada, type: {types[n % 2]}, to: {('brian', 'guild')[n % 2]}"
            f"{f', date: {date}' if date else ''}}}"
            for n, date in enumerate(given)
        )
    )
    for bar in stats.of(graph).years.bars:
        if bar.first is not None and bar.first == bar.last:
            asked = dates.span(str(bar.first))
            rows = [graph.row(r) for r in range(graph.size)]
            firm = [row.bounds for row in rows if not row.flags]
            assert bar.certain == sum(dates.certainty(b, *asked) == "certain" for b in firm)


# How it hangs together


def test_the_most_connected_come_first_then_by_id_and_no_more_than_the_limit() -> None:
    graph = met(("a", "b"), ("a", "b"), ("a", "c"), ("b", "d"), ("e", "f"))
    most = stats.of(graph, limit=3).joints.most
    assert [(graph.id(n), degree) for n, degree in most] == [("a", 2), ("b", 2), ("c", 1)]


def test_parts_are_what_no_chain_of_relations_joins() -> None:
    joints = stats.of(met(("a", "b"), ("b", "c"), ("d", "e"))).joints
    assert (joints.parts, joints.largest) == (2, 3)


def test_an_entity_that_nothing_mentions_is_named_and_a_voice_or_a_place_is_mentioned() -> None:
    graph = world("- {from: ada, type: met, to: brian, place: york, by: crew, about: [guild]}")
    joints = stats.of(graph, limit=2).joints
    assert (ids(graph, joints.unmentioned), joints.unmentioned_count) == (["carol", "dora"], 3)
    assert joints.parts == 7


# Under filters

YEARS = f"""
- {{from: ada, type: met, to: brian, date: 2012}}
- {{from: ada, type: leads, to: guild, date: 2010/.., source: book}}
- {{from: carol, type: met, to: ada, date: 2011..2013}}
- {{from: carol, type: leads, to: crew, date: 2015/..}}
- {{from: ada, type: met, to: dora}}
- {{from: dora, type: met, to: carol, date: 2012, {DENIED}}}
- {{from: dora, type: met, to: crew, date: 2001, {DENIED}}}
"""


def _asked(graph: Graph, **filters: Any) -> stats.Answer:
    compiled = where(graph, **filters)
    return stats.of(compiled.graph, compiled)


def test_at_a_time_certain_and_possible_are_told_apart_and_undated_and_denied_are_not_counted() -> None:
    found = _asked(world(YEARS), at="2012")
    assert (found.sure, found.left_out) == ((2, 1), {"denied": 1, "undated": 1})
    assert (found.facts, found.types) == ({"relation": 3}, {"met": 2, "leads": 1})
    assert found.evidence.statuses == {"asserted": 3}
    assert (found.years.first, found.years.last) == (2010, 2021)


def test_an_entity_counts_as_an_end_of_what_passes_and_a_source_where_it_is_cited_for_it() -> None:
    graph = world(
        "- {from: ada, type: leads, to: guild, date: 2010/.., place: york, about: [dora], by: crew}",
        "- {id: brian, kind: person, name: Brian, died: {date: 2012, source: book}}",
    )
    found = _asked(graph, at="2012")
    assert (found.kinds, found.sources) == ({"person": 2, "group": 1}, 2)
    assert found.facts == {"relation": 1, "died": 1}
    assert _asked(graph, at="2014").kinds == {"person": 1, "group": 1}


def test_neighbours_and_parts_are_by_the_relations_that_pass() -> None:
    graph = world(YEARS)
    joints = _asked(graph, types=["leads"]).joints
    assert [(graph.id(n), degree) for n, degree in joints.most] == [
        ("ada", 1), ("carol", 1), ("crew", 1), ("guild", 1),
    ]  # fmt: skip
    assert (joints.parts, joints.largest, joints.unmentioned_count) == (2, 2, 0)


def test_a_kind_is_one_of_both_ends() -> None:
    found = _asked(world(YEARS, "- {id: ada, kind: person, name: Ada, born: {date: 1970}}"), kinds=["person"])
    assert (found.facts, found.kinds) == ({"relation": 3, "born": 1}, {"person": 4})


def test_the_parties_of_an_event_pass_by_their_type_without_the_event() -> None:
    fair = "- {id: fair, kind: event, name: Fair, date: 2012, parties: [{who: ada}, {who: brian}]}"
    found = _asked(world("", fair), types=["took-part-in"], at="2012")
    assert (found.types, found.facts, found.kinds) == ({"took-part-in": 2}, {}, {"person": 2, "event": 1})


def test_other_names_are_never_missed_for_having_no_date() -> None:
    ada = "- {id: ada, kind: person, name: Ada, aliases: [{name: Countess, source: book}]}"
    assert (_asked(world("", ada), at="2012").names, _asked(world("", ada), at="2012").left_out) == (0, {})
    assert _asked(world("", ada), sources=["book"]).names == 1


def test_what_only_an_unread_source_tells_counts_nowhere() -> None:
    graph = world(
        "- {from: ada, type: met, to: brian, source: book}\n- {from: ada, type: met, to: carol}",
        """
        - {id: york, kind: place, name: York, aliases: [{name: Eboracum, source: book}]}
        - {id: fair, kind: event, name: Fair, parties: [{who: dora}], claims: [{source: book}]}
        """,
    )
    found = _asked(graph, without=["book"])
    assert (found.types, found.facts, found.names) == ({"met": 1}, {"relation": 1}, 0)
    assert (found.kinds, found.sources, found.left_out) == ({"person": 2}, 1, {})


def test_what_is_denied_is_counted_until_a_time_is_asked_about(dataset: Write) -> None:
    both = "claims: [{source: paper, by: guild}, {source: paper, by: guild, stance: denies}]"
    folder = str(dataset(relations=f"- {{from: ada, type: met, to: brian, date: 2019, {both}}}\n"))

    def counted(*filters: str) -> str:
        told = map(str.split, run("stats", *filters, "--data", folder).out.splitlines())
        return next((" ".join(words[1:]) for words in told if words[:1] == ["counted"]), "everything")

    assert counted() == "everything"
    assert counted("--type", "met") == "1 fact"
    assert counted("--at", "2019") == "0 facts: 0 certain, 0 possible; not counted: 1 denied"
    assert counted("--at", "2019", "--status", "any") == "1 fact: 0 certain, 1 possible"


def test_a_page_under_filters_says_what_was_asked(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 1}
            - {from: ada, type: leads, to: guild, source: paper}
            """
    )
    ran = run("stats", "--at", "2019", "--data", str(folder))
    assert (ran.code, ran.out.split("\n\n", 1)[1]) == (0, FILTERED)


FILTERED = """\
asked             --at 2019
counted        1  fact: 1 certain, 0 possible; not counted: 1 undated

entities       2  ● 2 people
relations      1  of 1 type
  acts         1  met 1

facts          1  1 relation
sources        1  cited for none of the entities
claims         1  1 assert; all say where in the source
voices         1  A paper 1

asserted    100%  + 1 asserted
two voices    0%  1 rest on one voice, 0 on two, 0 on three or more
one source  100%  1 would be lost with their one source (akg sources)
dated       100%  1 to a year or better
years          1  2019 – 2019; 0 with an open beginning, 0 with an open end

neighbours        ● Ada 1, ● Brian 1
parts          1  all are joined

Years  █ certain  ░ possible
2019           1           0  █████████████████████████████████████████████████
facts other than births that reach into these years; of an open end as much as is known
"""


def test_where_nothing_passes_that_is_said_and_the_exit_code_is_1(dataset: Write) -> None:
    typed = ("stats", "--type", "opposed", "--type", "met", "--at", "1200", "--data", str(dataset()))
    ran = run(*typed, "--format", "json")
    (record,) = json.loads(ran.out)["results"]
    assert (ran.code, ran.err) == (1, "")
    assert record["asked"] == {"at": "1200", "type": "opposed,met"}
    assert record["counts"] == {
        "certain": 0, "possible": 0, "undated": 0, "denied": 0, "disputed": 0, "retracted": 0, "uncertain": 0,
    }  # fmt: skip
    assert (record["entities"], record["relations"], record["facts"]) == (0, 0, 0)


def test_every_filter_is_named_as_it_is_typed() -> None:
    every = Filters(
        "2012",
        "2001",
        "2002",
        True,
        ["met", "leads,opposed"],
        ["refused"],
        ["person"],
        ["any"],
        ["book"],
        ["paper"],
        "2021",
    )
    assert Filters(types=every.types).given() == {"type": "met,leads,opposed"}
    typed = [annotation.__metadata__[0].names[0] for annotation in Filters.__annotations__.values()]
    assert [f"--{option}" for option in every.given()] == typed


# Laws


@given(st.sampled_from([None, "2001", "2012", "2014", "2016"]), st.sampled_from([None, ["met"], ["leads"]]))
def test_what_passes_is_certain_or_possible_and_has_the_counts_of_a_partition(
    at: str | None, types: list[str] | None
) -> None:
    graph = world(YEARS)
    found = _asked(graph, at=at, types=types, statuses=["any"])
    facts = found.facts.total()
    assert (sum(found.sure) if found.sure else None) == (facts if at else None)
    assert found.evidence.statuses.total() == found.years.dating.total() == found.types.total() == facts
    assert facts + found.left_out.total() <= graph.size


def test_filters_that_everything_passes_change_no_number() -> None:
    graph = met(("a", "b"), ("b", "c"), ("d", "e"))
    assert _asked(graph, statuses=["any"]) == stats.of(graph)._replace(sources=1)


def _sums(graph: Graph) -> None:
    found = stats.of(graph)
    evidence, facts = found.evidence, found.facts.total()
    assert found.types.total() == found.shapes.total() == graph.size
    assert found.kinds.total() == len(graph)
    assert evidence.statuses.total() == facts
    assert evidence.support.total() == evidence.statuses["asserted"] + evidence.statuses["disputed"]
    assert evidence.alone <= evidence.support.total()
    assert found.years.dating.total() == facts


STANCES = st.lists(
    st.tuples(
        st.sampled_from(["ada", "crew"]),
        st.sampled_from(["paper", "book"]),
        st.sampled_from(["asserts", "denies", "doubts", "retracts"]),
    ),
    max_size=4,
)


@given(STANCES)
def test_the_counts_of_a_partition_sum_to_the_whole(stances: list[tuple[str, str, str]]) -> None:
    more = "".join(f", {{by: {by}, source: {source}, stance: {s}}}" for by, source, s in stances)
    _sums(world(f"- {{from: ada, type: met, to: brian, claims: [{{by: crew}}{more}]}}"))


def test_so_they_do_for_the_data_that_comes_with_akg() -> None:
    read = loader.load(locate.bundled())
    _sums(MemoryGraph(checks.sound(read, checks.run(read))[0]))


# What is printed


def test_the_dataset_in_use_is_named_and_what_was_left_out_is_counted(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    told = run("stats", "--data", str(folder)).out.splitlines()
    assert told[:2] == [folder.as_posix(), "1 record left out for errors, which akg check tells"]
    (record,) = json.loads(run("stats", "--data", str(folder), "--format", "json").out)["results"]
    assert (record["dataset"], record["bundled"], record["left_out"]) == (folder.as_posix(), False, 1)


def test_the_bundled_dataset_is_said_to_be_that(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(locate.VARIABLE, raising=False)
    told = run("stats").out.splitlines()[0]
    assert told == f"{locate.bundled().as_posix()}  the dataset that comes with akg"


def test_a_page_tells_what_is_in_a_dataset(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: met, to: brian, date: 2019, source: paper, at: para 1}
            - {from: ada, type: leads, to: guild, date: 2018/.., claims: [
                {source: paper, at: p. 2}, {source: paper, by: brian, stance: denies}]}
            """
    )
    assert run("stats", "--data", str(folder)).out.split("\n\n", 1)[1] == PAGE


PAGE = """\
entities        4  ● 2 people  ■ 1 group  ▼ 1 place
relations       2  of 2 types
  states        1  leads 1
  acts          1  met 1

facts           2  2 relations
sources         1  cited for none of the entities
claims          3  2 assert, 1 deny; 2 (67%) say where in the source
voices          2  A paper 2, ● Brian 1

asserted      50%  + 1 asserted  ± 1 disputed
two voices     0%  2 rest on one voice, 0 on two, 0 on three or more
one source   100%  2 would be lost with their one source (akg sources)
dated        100%  2 to a year or better
years           3  2018 – 2020; 0 with an open beginning, 1 with an open end

neighbours         ● Ada 2, ● Brian 1, ■ Guild 1
parts           2  not joined to each other; the largest has 3 entities
unmentioned     1  ▼ York

Years  █ certain  ░ possible
2018           0           1  ░░░░░░░░░░░░░░░░░░░░░░░░░
2019           1           1  █████████████████████████░░░░░░░░░░░░░░░░░░░░░░░░
2020           0           1  ░░░░░░░░░░░░░░░░░░░░░░░░░
facts other than births that reach into these years; of an open end as much as is known
"""


@pytest.mark.parametrize("columns", ["40", "60", "80", "200"])
def test_the_bars_fit_the_width(columns: str) -> None:
    call = ("stats", "--data", str(locate.bundled()), "--color", "never")
    screen = run(*call, tty=True, TERM="xterm", COLUMNS=columns).out
    assert max(map(len, screen.splitlines())) <= int(columns)
    bars = [line for line in screen.splitlines() if "█" in line and "certain" not in line]
    assert 2 <= len(bars) <= 12


@pytest.mark.parametrize(("certain", "possible", "drawn"), [
    (1000, 0, "█" * 5), (999, 1, "████░"), (1, 0, "█"), (1, 1, "█░"), (0, 1, "░"), (0, 0, ""),
])  # fmt: skip
def test_what_there_is_any_of_has_a_cell_of_the_bar(certain: int, possible: int, drawn: str) -> None:
    bars = [Bar(2000, 2000, certain, possible), Bar(2001, 2001, 1000, 0)]
    rows = histogram.grid(bars, 20).rows
    assert [text(row[-1]) for row in rows] == [drawn, "█" * 5]


def test_names_are_printed_as_they_are_and_limited() -> None:
    graph = named({"a": ["[red]A[/]\x1b[31m"], "b": ["B"], "c": ["C"]}, ("a", "b"))
    of = page.Origin(Path("x\x1b[31m"), bundled=False, left_out=0)
    made = page.document(graph, stats.of(graph, limit=1), of, 1, 80)
    grid = next(block for block in made if isinstance(block, Grid))
    told = {text(row[0]): text(row[2]) for row in grid.rows}
    assert told["neighbours"] == "● [red]A[/][31m 1"
    assert told["unmentioned"] == "● C"


def test_csv_has_a_row_for_each_number(dataset: Write) -> None:
    rows = _rows("stats", "--data", str(dataset()))
    told = {(row["measure"], row["of"]): row["value"] for row in rows}
    assert list(rows[0]) == ["measure", "of", "value"]
    assert told["entities", ""] == "4"
    assert told["kinds", "person"] == "2"
    assert told["neighbours", "ada"] == "1"
    assert told["claims by", "paper"] == "1"
    assert (told["years certain", "2019/2019"], told["years possible", "2019/2019"]) == ("1", "0")


def _rows(*typed: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(run(*typed, "--format", "csv").out)))

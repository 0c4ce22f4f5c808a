"""What answers for programs say: JSON, whose shape test_docs_json.py holds, JSON Lines, CSV and TSV."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import run
from conftest import Write

from akg import loader, locate

# Calls that together meet every field, on the data that comes with akg.
CALLS = (
    "path taliban hamza-bin-laden",
    "path taliban al-qaeda --at 2019 --k 2",
    "neighbours taliban --depth 2",
    "neighbours helmand",
    "timeline taliban",
    "timeline haqqani --at 2019 --status any",
    "show taliban",
    "show helmand-raid-2019",
    "show helmand-meeting-2019",
    "show united-nations",
    "search laden",
)
BUNDLED = str(locate.bundled())


def test_faults_are_told_without_names_and_sources(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    found = _json("check", "--data", str(folder), code=4)
    assert list(found) == ["version", "command", "results", "notes"]
    assert found["results"] == [{
        "file": f"{folder}/relations.yaml", "line": 1, "column": 30, "severity": "error",
        "code": "unknown-entity", "message": found["results"][0]["message"], "times": 1,
    }]  # fmt: skip


def test_a_figure_and_an_alias_are_told_with_all_their_claims(dataset: Write) -> None:
    folder = dataset(
        entities="""\
            - id: ada
              kind: person
              name: Ada
              aliases:
                - Lady
                - {name: Noel, lang: fr, claims: [{source: paper}, {source: paper, by: ada, stance: denies}]}
              figures:
                - what: horses
                  value: 2..
                  date: 2019
                  note: Ponies too.
                  claims: [{source: paper, at: p. 1}, {source: paper, by: ada, set_aside: misread}]
            """,
        relations="",
    )
    (shown,) = _json("show", "ada", "--data", str(folder))["results"]
    (own,) = shown["own"]
    assert [
        (a["name"], a["lang"], [(c["by"], c["stance"]) for c in a["claims"]]) for a in shown["aliases"]
    ] == [
        ("Lady", None, []),
        ("Noel", "fr", [(None, "asserts"), ("ada", "denies")]),
    ]
    assert (own["id"], own["date"]["edtf"], own["status"], own["note"], own["figure"]) == (
        "ada.figure.1", "2019", "asserted", "Ponies too.", {"what": "horses", "low": 2, "high": None},
    )  # fmt: skip
    assert [(c["at"], c["date"], c["note"], c["set_aside"]) for c in own["claims"]] == [
        ("p. 1", None, None, None),
        (None, None, None, "misread"),
    ]


def test_a_relation_is_told_in_full(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: met, to: brian, date: 2019-05, text: in May, place: york, role: at tea,
               about: guild, note: brief, claims: [
                 {source: paper, at: p. 1, by: guild, hedge: reportedly, via: {unnamed: two men, of: guild}},
                 {source: paper, at: p. 2, by: brian, stance: denies, said: 2020, date: 2019-06,
                  note: twice}]}
            """
    )
    found = _json("timeline", "brian", "--at", "2019", "--data", str(folder))
    assert found == {
        "revision": None,
        "known_at": None,
        "version": 1,
        "command": "timeline",
        "results": [{
            "id": "ada.met.brian.2019-05",
            "type": "met",
            "from": "ada",
            "to": "brian",
            "entity": "brian",
            "other": "ada",
            "part": "end",
            "date": {
                "edtf": "2019-05",
                "text": "in May",
                "bounds": ["2019-05-01", "2019-05-31", "2019-05-01", "2019-05-31"],
                "uncertain": False,
                "differ": False,
            },
            "place": "york",
            "derived": False,
            "premises": [],
            "status": "disputed",
            "doubted": False,
            "certainty": "possible",
            "role": "at tea",
            "about": ["guild"],
            "event": None,
            "claims": [
                {
                    "by": "guild", "stance": "asserts", "hedge": "reportedly", "source": "paper",
                    "at": "p. 1", "via": {"unnamed": "two men", "of": "guild"}, "said": None,
                    "date": None, "place": None, "note": None, "set_aside": None, "counts": True,
                },
                {
                    "by": "brian", "stance": "denies", "hedge": None, "source": "paper", "at": "p. 2",
                    "via": None, "said": "2020", "date": "2019-06", "place": None,
                    "note": "twice", "set_aside": None, "counts": True,
                },
            ],
            "note": "brief",
            "figure": None,
            "where": "relations.yaml:1",
        }],
        "names": {"ada": "Ada", "brian": "Brian", "guild": "Guild", "york": "York"},
        "sources": {
            "paper": {
                "title": "A paper", "author": None, "publisher": None, "date": "2020", "url": None,
                "reference": "A paper (2020)",
            },
        },
        "counts": {
            "certain": 0, "possible": 1,
            "undated": 0, "denied": 0, "disputed": 0, "retracted": 0, "uncertain": 0,
        },
        "notes": [],
    }  # fmt: skip


def test_a_birth_is_told_with_nobody_at_its_other_end(dataset: Write) -> None:
    folder = dataset(
        entities="- {id: ada, kind: person, name: Ada, born: {date: 1970~, source: paper}}\n", relations=""
    )
    (found,) = _json("timeline", "ada", "--data", str(folder))["results"]
    assert (found["id"], found["type"], found["from"], found["to"], found["other"]) == (
        "ada.born", "born", "ada", None, None,
    )  # fmt: skip
    assert found["date"]["bounds"] == ["1969-01-01", "1971-12-31", "1969-01-01", "1971-12-31"]


def test_an_open_bound_is_null_and_undated_has_none(dataset: Write) -> None:
    folder = dataset(
        relations="- {from: ada, type: leads, to: guild, date: 2009/.., source: paper}\n"
        "- {from: brian, type: leads, to: guild, source: paper}\n"
    )
    since, undated = _json("timeline", "guild", "--data", str(folder))["results"]
    assert since["date"]["bounds"] == ["2009-01-01", "2009-12-31", "2020-01-01", None]
    assert undated["date"] == {
        "edtf": None, "text": None, "bounds": None, "uncertain": False, "differ": False,
    }  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_every_entity_and_source_that_occurs_is_explained(call: str) -> None:
    found = _json(*call.split(), "--data", BUNDLED)
    data = loader.load(locate.bundled())
    occurring = {text for text in _texts(found["results"]) if text in data.entities}
    assert occurring <= found["names"].keys()
    assert found["names"].items() <= {id: e.name for id, e in data.entities.items()}.items()
    assert {text for text in _texts(found["results"]) if text in data.sources} == found["sources"].keys()


def test_a_catalogue_may_be_called_like_a_field(dataset: Write) -> None:
    ids = "{source: nowhere, by: brian}"
    entities = f"- {{id: ada, kind: person, name: Ada, ids: {ids}, source: paper}}\n"
    folder = dataset(entities=entities + "- {id: brian, kind: person, name: Brian}\n", relations="")
    found = _json("show", "ada", "--data", str(folder))
    assert found["results"][0]["ids"] == {"by": "brian", "source": "nowhere"}
    assert (found["names"], list(found["sources"])) == ({"ada": "Ada"}, ["paper"])


def test_an_entity_and_a_source_may_share_an_id(dataset: Write) -> None:
    entities = "- {id: paper, kind: group, name: The Paper}\n- {id: ada, kind: person, name: Ada}\n"
    folder = dataset(entities=entities, relations="- {from: ada, type: leads, to: paper, source: paper}\n")
    found = _json("show", "ada", "--data", str(folder))
    assert found["names"] == {"ada": "Ada", "paper": "The Paper"}
    assert {id: source["title"] for id, source in found["sources"].items()} == {"paper": "A paper"}


def test_what_was_left_out_is_in_the_notes(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: met, to: brian, source: paper}
            - {from: ada, type: met, to: brian, date: 2019, source: paper}
            - {from: ada, type: met, to: brian, date: 2018, claims: [
                {source: paper, by: brian, said: 2019},
                {source: paper, by: brian, said: 2020, stance: denies}]}
            """
    )
    undated = ["1 undated left out (a time was asked about)"]
    assert _json("timeline", "ada", "--at", "2019", "--data", str(folder))["notes"] == undated
    denied = ["1 denied left out (--status any)"]
    assert _json("path", "ada", "brian", "--data", str(folder))["notes"] == denied
    beyond = ["2 more (--limit 3 shows them)"]
    assert _json("timeline", "ada", "--limit", "1", "--data", str(folder))["notes"] == beyond


@pytest.mark.parametrize("call", CALLS)
def test_json_lines_are_the_results_of_json_one_a_line(call: str) -> None:
    lines = run(*call.split(), "--data", BUNDLED, "--format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == _json(*call.split(), "--data", BUNDLED)["results"]


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize("call", CALLS)
def test_csv_has_a_row_for_each_fact(call: str, format: str) -> None:
    rows = _rows(format, *call.split(), "--data", BUNDLED)
    results = _json(*call.split(), "--data", BUNDLED)["results"]
    facts = list(_facts(results))
    assert [row["id"] for row in rows] == [fact["id"] for fact in facts]
    for row, fact in zip(rows, facts, strict=True):
        for key in row.keys() & fact.keys() - {"date", "about", "figure"}:
            assert row[key] == _cell(fact[key]), key
        if "date" in fact:
            assert row["date"] == (fact["date"]["edtf"] or "")
            assert row["about"] == "; ".join(fact["about"])
            assert row["earliest_start"] == ((fact["date"]["bounds"] or [None])[0] or "")
            assert row["figure"] == (fact["figure"] or {"what": ""})["what"]


def test_the_columns_of_csv_do_not_depend_on_what_was_found() -> None:
    told = {
        tuple(_rows("csv", "timeline", name, "--data", BUNDLED)[0]) for name in ("taliban", "aqis", "haqqani")
    }
    assert len(told) == 1


def test_the_cells_of_csv_say_who_asserts_and_denies(dataset: Write) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: met, to: brian, claims: [
                {source: paper, at: p. 1, by: guild},
                {source: paper, at: p. 2, by: {unnamed: two men}},
                {source: paper, stance: denies}]}
            """
    )
    (row,) = _rows("csv", "timeline", "ada", "--data", str(folder))
    assert (row["asserts_by"], row["denies_by"], row["doubts_by"], row["sources"]) == (
        "guild; two men", "paper", "", "paper, p. 1; paper, p. 2; paper",
    )  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize("begin", "=+-@＝＋－＠")
def test_no_cell_begins_as_a_formula_does(dataset: Write, format: str, begin: str) -> None:
    formula = f'{begin}SUM(1;2),"x"'
    entities = f"- {{id: ada, kind: person, name: '{formula}'}}\n"
    (row,) = _rows(format, "search", "ada", "--data", str(dataset(entities=entities, relations="")))
    assert row["name"] == f"'{formula}"


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_cell_may_hold_what_separates_cells(dataset: Write, format: str) -> None:
    name = 'Ada, "the\tcountess"; of\nYork'
    entities = f"- {{id: ada, kind: person, name: {json.dumps(name)}}}\n"
    (row,) = _rows(format, "search", "ada", "--data", str(dataset(entities=entities, relations="")))
    assert row["name"] == 'Ada, "the countess"; of York'


def test_json_leaves_names_readable_and_escapes_what_a_terminal_would_obey(
    dataset: Write, tmp_path: Path
) -> None:
    entities = '- {id: ada, kind: person, name: "حمزة <b> \\u2713"}\n'
    out = run(
        "search", "ada", "--format", "json", "--data", str(dataset(entities=entities, relations=""))
    ).out
    assert '"حمزة <b> ✓"' in out


def _json(*call: str, code: int = 0) -> Any:
    ran = run(*call, "--format", "json")
    assert (ran.code, ran.err) == (code, "")
    return json.loads(ran.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


def _rows(format: str, *call: str) -> list[dict[str, str]]:
    out = run(*call, "--format", format).out
    return list(csv.DictReader(io.StringIO(out), delimiter="\t" if format == "tsv" else ",", strict=True))


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(one["unnamed"] if isinstance(one, dict) else one for one in value)
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _facts(results: list[Any]) -> Iterator[Any]:
    for result in results:
        if "own" in result:
            yield from (one for p in ("own", "relations", "here", "about", "said") for one in result[p])
        elif "steps" in result:
            yield from (one for step in result["steps"] for one in (step, *step["parallel"]))
        else:
            yield result


def _texts(value: object) -> Iterator[str]:
    """Give every string in an answer, but those that are words of the data."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("name", "ids", "matched", "kind"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value

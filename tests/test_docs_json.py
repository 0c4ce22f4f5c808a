"""The JSON that commands print has the shape that docs/json.md writes down."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import Write
from kept import begin, keep
from listings import Desk
from pages import ROOT, files, rows, section

from akg import dates, loader

SIMPLE: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "list": list,
}
EXTENDS = {
    "Step": ("Fact",), "Parallel": ("Fact",), "Neighbour": ("Fact",), "Told": ("Fact",),
    "Detail": ("Carried", "Source"), "Evidence": ("Fact",), "Attested": ("Claim",),
}  # fmt: skip


@cache
def keys(record: str) -> dict[str, tuple[str, bool]]:
    """Give of each key of a record its type and whether it may be missing, as the page tells them."""
    found: dict[str, tuple[str, bool]] = {}
    for other in EXTENDS.get(record, ()):
        found |= keys(other)
    if record == "Parallel":
        return {**found, "forward": ("boolean", False)}
    for key, type, words in rows(section("docs/json.md", record)):
        found[key.strip("`")] = (type, "optional:" in words)
    return found


def assert_is(value: Any, type: str, where: str) -> None:
    """Assert that a value is of a type as the page words it: 'list of string or null'."""
    if type.endswith(" or null"):
        if value is not None:
            assert_is(value, type.removesuffix(" or null"), where)
    elif " or " in type:
        first, _, second = type.partition(" or ")
        assert_is(value, second if isinstance(value, dict) else first, where)
    elif type == "day":
        assert value is None or dates.iso(dates.span(value)[0]) == value, where
    elif type.startswith("list of "):
        assert isinstance(value, list), where
        inner = type.removeprefix("list of ")
        for number, item in enumerate(value):
            if not (item is None and where.endswith(".count")):
                assert_is(item, inner, f"{where}[{number}]")
    elif type in SIMPLE:
        assert isinstance(value, SIMPLE[type]), where
        assert not (type in ("integer", "number") and isinstance(value, bool)), where
    else:
        assert_is_record(value, type, where)


def assert_is_record(value: Any, record: str, where: str) -> None:
    told = keys(record)
    assert isinstance(value, dict), where
    assert set(value) <= set(told), where
    assert {key for key, (_, optional) in told.items() if not optional} <= set(value), where
    for key, item in value.items():
        assert_is(item, told[key][0], f"{where}.{key}")


ANSWERS = {
    "path taliban hamza-bin-laden": "Path",
    "path taliban al-qaeda --at 2019 --k 2": "Path",
    "neighbours al-qaeda --depth 2": "Neighbour",
    "neighbours helmand": "Neighbour",
    "timeline taliban --at 2019-05": "Fact",
    "timeline haqqani --at 2019 --status any": "Fact",
    "timeline hamza-bin-laden": "Fact",
    "show helmand-raid-2019": "Entity",
    "show helmand-meeting-2019": "Entity",
    "show united-nations": "Entity",
    "show taliban": "Entity",
    "show aqis": "Entity",
    "path al-qaeda-affiliates haibatullah-akhundzada --inferred": "Path",
    "neighbours al-qaeda --inferred --type bound-to": "Neighbour",
    "evidence al-qaeda haibatullah-akhundzada --inferred": "Evidence",
    "evidence hamza-bin-laden.died": "Evidence",
    "evidence helmand-meeting-2019 taliban": "Evidence",
    "evidence ayman-al-zawahiri taliban": "Evidence",
    "search haqqani": "Hit",
    "stats": "Statistics",
    "stats --at 2012 --type leads --without-source sarkar-2020": "Statistics",
    "sources": "Carried",
    "sources sarkar-2020": "Detail",
    "coverage docs/curating.md --source sarkar-2020": "Gap",
    "check": "Fault",
}


@pytest.mark.parametrize("command", ANSWERS)
def test_json_has_the_shape_that_is_written_down(command: str) -> None:
    answer = json.loads(Desk(ROOT).akg([*command.split(), "--format", "json"]))
    assert (answer["version"], answer["command"]) == (1, command.split()[0])
    assert answer["results"] or command == "check"
    assert_is_record(answer, "Answer", "answer")
    assert_all(answer, ANSWERS[command])


def assert_all(answer: dict[str, Any], record: str) -> None:
    for number, result in enumerate(answer["results"]):
        assert_is_record(result, record, f"results[{number}]")
    for id, source in answer.get("sources", {}).items():
        assert_is_record(source, "Source", id)


@pytest.mark.parametrize("page", ["docs/data-format.md", "docs/errors.md"])
def test_the_examples_of_a_page_give_the_json_that_is_written_down(page: str, tmp_path: Path) -> None:
    for file, text in files(page).items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    desk = Desk(tmp_path)
    for id in loader.load(tmp_path).entities:
        assert_all(json.loads(desk.akg(["show", id, "--format", "json", "--data", "."])), "Entity")


def test_a_fault_has_the_json_that_is_written_down(tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").write_text("- {id: ada, kind: persn, name: Ada}\n")
    (tmp_path / "relations.yaml").touch()
    answer = json.loads(Desk(tmp_path).akg(["check", "--format", "json", "--data", "."]))
    assert [fault["code"] for fault in answer["results"]] == ["unknown-kind"]
    assert_is_record(answer, "Answer", "answer")
    assert_all(answer, "Fault")


def test_statistics_of_a_revision_have_the_json_that_is_written_down(dataset: Write) -> None:
    folder = dataset()
    begin(folder)
    keep(folder)
    answer = json.loads(Desk(folder).akg(["stats", "--rev", "HEAD", "--format", "json"]))
    assert answer["revision"] is not None
    assert_is_record(answer, "Answer", "answer")
    assert_all(answer, "Statistics")


def test_what_differs_has_the_json_that_is_written_down(dataset: Write) -> None:
    ada = "- {id: ada, kind: person, name: Ada, died: {date: %s, source: paper}}\n"
    rest = "- {id: guild, kind: group, name: %s, figures: [{what: men, value: %s, source: paper}]}\n"
    leads = "- {from: ada, type: leads, to: guild, date: 2010/, claims: [{source: paper%s}]}\n"
    folder = dataset(entities=ada % 2011 + rest % ("Guild", 3), relations=leads % "")
    begin(folder)
    keep(folder)
    dataset(
        entities=ada % 2015 + rest % ("The Guild", 4) + "- {id: york, kind: place, name: York}\n",
        relations=leads % ", hedge: reportedly}, {by: guild, stance: denies, source: paper",
        sources="- {id: paper, title: Our paper, date: 2020}\n",
        vocabulary="kinds: [{id: ship, label: ship, plural: ships, description: Floats.}]\n",
    )
    answer = json.loads(Desk(folder).akg(["diff", "--format", "json"]))
    assert [one["part"] for one in answer["results"]] == [
        "entity", "entity", "entity", "relation", "source", "kind",
    ]  # fmt: skip
    assert_is_record(answer, "Answer", "answer")
    assert_all(answer, "Difference")

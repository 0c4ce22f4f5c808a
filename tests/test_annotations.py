"""Faults as services read them: GitHub's workflow commands, and SARIF."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

import pytest
from commandline import run
from conftest import Write
from jsonschema import Draft7Validator

from akg import checks, loader
from akg.codes import CODES

FAULTY = """\
- {from: ada, type: mett, to: brian, source: paper}
- {from: ada, type: praised, to: brian, date: 2019/.., source: paper}
- {from: ada, type: met, to: "100%, or\\r\\n: so", source: paper}
"""


@pytest.fixture
def folder(dataset: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a faulty dataset into a folder with an awkward name, below the one that we are in."""
    dataset(relations=FAULTY, sources="- {id: paper, title: Ä paper, date: 2020, autor: X}\n")
    home = tmp_path / "50%, a b"
    home.mkdir()
    for path in tmp_path.glob("*.yaml"):
        path.rename(home / path.name)
    monkeypatch.chdir(tmp_path)
    return home


def unescaped(text: str) -> str:
    """Read back what GitHub's runner reads."""
    for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text


def test_github_gets_a_command_a_fault(folder: Path) -> None:
    said = run("check", "--format", "github", "--data", str(folder))
    found = [
        re.fullmatch(r"::(error|warning) file=([^,:]*),line=(\d+),col=(\d+),title=akg ([a-z-]+)::(.*)", line)
        for line in said.out.splitlines()
    ]
    told = [tuple(map(unescaped, one.groups())) for one in found if one]
    assert told == [
        (f.severity, f"50%, a b/{f.place.file}", str(f.place.line), str(f.place.column), f.code, f.message)
        for f in checks.run(loader.load(folder))
    ]
    assert len(told) == 4
    assert (said.code, said.err) == (
        4,
        "akg: 3 errors, 1 warning in 4 entities, 2 relations, 0 sources of 50%, a b\n",
    )


def test_nothing_wrong_is_nothing_to_mark(dataset: Write) -> None:
    said = run("check", "--format", "github", "--data", str(dataset()))
    assert (said.code, said.out) == (0, "")
    assert run("check", "--format", "sarif", "--data", str(dataset())).code == 0


TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
POSITION = {"type": "integer", "minimum": 1}
# Of the standard's schema what it and GitHub's code scanning require.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/definitions/run"}},
    },
    "additionalProperties": False,
    "definitions": {
        "run": {
            "required": ["tool", "results"],
            "properties": {
                "tool": {"required": ["driver"], "properties": {"driver": {"$ref": "#/definitions/driver"}}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
            },
            "additionalProperties": False,
        },
        "driver": {
            "required": ["name", "rules"],
            "properties": {
                "name": {"const": "akg"},
                "semanticVersion": {"pattern": r"^\d+\.\d+\.\d+"},
                "rules": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/definitions/rule"}},
            },
            "additionalProperties": False,
        },
        "rule": {
            "required": ["id", "shortDescription", "fullDescription", "help"],
            "properties": {
                "id": {"type": "string"},
                "shortDescription": TEXT,
                "fullDescription": TEXT,
                "help": TEXT,
            },
            "additionalProperties": False,
        },
        "result": {
            "required": ["ruleId", "message", "locations"],
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": TEXT,
                "locations": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/location"}},
            },
            "additionalProperties": False,
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": r"^(?:[A-Za-z0-9._~/:-]|%[0-9A-F]{2})+$"}},
                        },
                        "region": {
                            "required": ["startLine", "startColumn"],
                            "properties": {"startLine": POSITION, "startColumn": POSITION},
                        },
                    },
                }
            },
        },
    },
}  # fmt: skip


def sarif(folder: Path) -> dict[str, Any]:
    said = run("check", "--format", "sarif", "--data", str(folder))
    log: dict[str, Any] = json.loads(said.out)
    assert [error.message for error in Draft7Validator(SARIF).iter_errors(log)] == []
    assert "4 entities" in said.err
    return log


def test_sarif_is_what_the_standard_and_code_scanning_ask_for(folder: Path) -> None:
    [log] = sarif(folder)["runs"]
    rules = log["tool"]["driver"]["rules"]
    told = [
        (
            result["level"],
            unquote(where["artifactLocation"]["uri"]),
            (where["region"]["startLine"], where["region"]["startColumn"]),
            result["ruleId"],
            result["message"]["text"],
        )
        for result in log["results"]
        for where in [location["physicalLocation"] for location in result["locations"]]
    ]
    assert told == [
        (f.severity, f"50%, a b/{f.place.file}", f.place[1:], f.code, f.message)
        for f in checks.run(loader.load(folder))
    ]
    assert [rules[result["ruleIndex"]]["id"] for result in log["results"]] == [t[3] for t in told]
    assert [rule["id"] for rule in rules] == list(CODES)
    assert log["columnKind"] == "unicodeCodePoints"


def test_sarif_gives_the_whole_address_of_what_lies_elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    uri = sarif(folder)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"][
        "uri"
    ]
    assert Path(url2pathname(urlparse(uri).path)) == folder / "relations.yaml"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_file_name_that_is_no_text_is_given_by_its_bytes(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset(relations="")
    (folder / "relations").mkdir()
    (folder / os.fsdecode(b"relations/a\xff.yaml")).write_text(FAULTY)
    monkeypatch.chdir(folder)
    for result in sarif(folder)["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "relations/a%FF.yaml"
    for format in ("table", "json", "jsonl", "csv", "tsv", "md", "github"):
        said = run("check", "--format", format, "--data", str(folder))
        assert (said.code, "'mett' is no" in said.out) == (4, True)


@pytest.mark.parametrize("format", ["github", "sarif"])
def test_only_check_has_the_formats_of_services(dataset: Write, format: str) -> None:
    folder = str(dataset())
    for command in ("path", "neighbours", "timeline", "show", "search"):
        words = ("ada", "brian") if command == "path" else ("ada",)
        said = run(command, *words, "--format", format, "--data", folder)
        assert "Invalid value for '--format'" in said.err


def test_a_second_look_is_told_in_every_format_and_leaves_the_exit_code(dataset: Write) -> None:
    folder = str(dataset(relations="- {from: ada, type: deceived, to: brian, source: paper, at: p. 1}\n"))
    codes = ["unmentioned", "unmentioned", "one-source"]
    for format in ("table", "md", "json", "jsonl", "csv", "github", "sarif"):
        plain = run("check", "--format", format, "--data", folder)
        strict = run("check", "--strict", "--format", format, "--data", folder)
        assert (plain.code, strict.code) == (0, 0)
        assert "one-source" not in plain.out or format == "sarif"  # which lists what there is
        assert [code for code in codes if code in strict.out] == codes
    log = json.loads(run("check", "--strict", "--format", "sarif", "--data", folder).out)
    assert [(one["ruleId"], one["level"]) for one in log["runs"][0]["results"]] == [
        (code, "warning") for code in codes
    ]

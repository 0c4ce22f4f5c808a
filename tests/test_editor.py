"""The JSON Schema for editors accepts what akg accepts, and refuses what akg refuses of single records."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from commandline import run
from conftest import Write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pages import BLOCK, PAGES, ROOT, files, name
from test_dates import texts as dates_of_every_form

from akg import checks, dates, editor, loader, marked, schema
from akg.cli.init import TEMPLATE
from akg.cli.schema import Part
from akg.files import Part as Read

DATA = ROOT / "data"


class Yaml12(yaml.CSafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as editors do."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}  # type: ignore[misc]


for tag, form, first in (
    ("null", "~|null|Null|NULL|", "~nN"),
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", "[-+]?[0-9]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
):
    resolver = (f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{form})$"), [*first, *([""] * (tag == "null"))])
    Yaml12.add_implicit_resolver(*resolver)
# Its numbers are decimal: to YAML 1.1, which PyYAML reads else, 010 is eight.
Yaml12.add_constructor(
    "tag:yaml.org,2002:int", lambda self, node: int(node.value, 16 if "x" in node.value else 10)
)


@cache
def validator(part: str) -> Draft7Validator:
    """Give the schema that is printed for the shipped data."""
    return Draft7Validator(editor.of(part, loader.words(DATA)))


def objections(part: str, text: str) -> list[str]:
    """Give where an editor would underline a file."""
    return [error.json_path for error in validator(part).iter_errors(yaml.load(text, Yaml12))]


@pytest.mark.parametrize("part", editor.PARTS)
def test_a_schema_is_one_of_draft_7(part: str) -> None:
    Draft7Validator.check_schema(json.loads(run("schema", part, "--data", str(DATA)).out))


@pytest.mark.parametrize("part", editor.PARTS)
def test_the_shipped_schema_is_what_the_command_prints(part: str) -> None:
    assert (DATA / "schema" / f"{part}.json").read_text(encoding="utf-8") == run(
        "schema", part, "--data", str(DATA)
    ).out


@pytest.mark.parametrize("part", editor.PARTS)
def test_the_shipped_data_is_sound_and_names_its_schema_in_the_first_line(part: str) -> None:
    text = (DATA / f"{part}.yaml").read_text(encoding="utf-8")
    assert objections(part, text) == []
    assert text.startswith(f"{editor.line(part)}\n")
    assert (DATA / text.split("$schema=")[1].split("\n")[0]).exists()


EXAMPLES = [
    (name(page), Path(file).stem, text)
    for page in PAGES
    for language, file, text in BLOCK.findall(page.read_text(encoding="utf-8"))
    if language == "yaml" and Path(file).stem in editor.PARTS
    if f'diff title="{file}"' not in page.read_text(encoding="utf-8")  # which mends it
]


@pytest.mark.parametrize(("page", "part", "text"), EXAMPLES)
def test_the_examples_of_the_documentation_are_sound(page: str, part: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "vocabulary.yaml").write_text(files(page).get("vocabulary.yaml", ""), encoding="utf-8")
    made = Draft7Validator(editor.of(part, loader.words(tmp_path)))
    assert [error.json_path for error in made.iter_errors(yaml.load(text, Yaml12))] == []


@pytest.mark.parametrize(
    "text", [path.read_text(encoding="utf-8") for path in sorted(TEMPLATE.glob("*.yaml"))]
)
def test_the_records_that_init_writes_are_sound_and_name_their_schema(text: str) -> None:
    [part] = [part for part in editor.PARTS if text.startswith(f"{editor.line(part)}\n")]
    assert objections(part, text) == []


BROKEN = {
    "entities": [
        "{kind: person, name: Ada}",
        "{id: A B, kind: person, name: Ada}",
        "{id: a, kind: persn, name: Ada}",
        "{id: a, kind: person, name: [Ada]}",
        "{id: a, kind: person, name: '\u200b'}",
        "{id: a, kind: person, name: }",
        "{id: a, kind: person, name: A, nme: B}",
        "{id: a, kind: person, name: A, summary: No source}",
        "{id: a, kind: person, name: A, place: york}",
        "{id: a, kind: group, name: A, born: {source: s}}",
        "{id: a, kind: person, name: A, died: late}",
        "{id: a, kind: person, name: A, died: {date: May 2019, source: s}}",
        "{id: a, kind: person, name: A, aliases: Lady}",
        "{id: a, kind: person, name: A, aliases: [{lang: en}]}",
        "{id: a, kind: person, name: A, aliases: [{name: B, source: s, claims: [{source: s}]}]}",
        "{id: a, kind: group, name: A, figures: [{what: men, value: 2}]}",
        "{id: a, kind: group, name: A, figures: [{what: men, value: about 5, source: s}]}",
        "{id: a, kind: event, name: A}",
        "{id: a, kind: event, name: A, source: s, parties: [{role: host}]}",
        "{id: a, kind: event, name: A, source: s, parties: [{who: b, text: B}]}",
        "{id: a, kind: event, name: A, source: s, parties: [{who: b, count: 2}]}",
        "{with: {source: s}}",
        "{entities: []}",
        "{with: {surce: s}, entities: []}",
        "{with: {by: b}, entities: [{id: a, kind: event, name: A}]}",
        "{with: {source: s}, entities: [{id: a, kind: person, name: A, died: {dat: 2019}}]}",
        "words",
    ],
    "relations": [
        "{type: met, to: b, source: s}",
        "{from: a, type: mett, to: b, source: s}",
        "{from: a, type: met, to: b}",
        "{from: a, type: met, to: b, claims: []}",
        "{from: a, type: met, to: b, claims: [{at: p. 1}]}",
        "{from: a, type: met, to: b, by: c, claims: [{source: s}]}",
        "{from: a, type: met, to: b, source: s, stance: agrees}",
        "{from: a, type: met, to: b, source: s, by: [c]}",
        "{from: a, type: met, to: b, source: s, by: {of: c}}",
        "{from: a, type: met, to: b, source: s, date: [2017..2019]}",
        "{from: a, type: met, to: b, source: s, date: ..}",
        "{from: a, type: met, to: b, source: s, date: 12345}",
        "{from: a, type: met, to: b, source: s, meant: circel}",
        "{from: a, type: met, to: b, source: s, role: ' '}",
        "{id: 'a b', from: a, type: met, to: b, source: s}",
        "{with: {source: s}, relations: [{with: {at: p}, relations: [{from: a, type: met, to: b, by: }]}]}",
    ],
    "sources": ["{id: a}", "{id: a, title: B, date: 2019/xx}", "{id: a, title: B, autor: C}"],
}  # fmt: skip
CASES = [(part, record) for part, broken in BROKEN.items() for record in broken]


@pytest.mark.parametrize(("part", "record"), CASES)
def test_a_broken_record_is_refused_by_the_editor_and_by_akg(dataset: Write, part: str, record: str) -> None:
    assert objections(part, f"- {record}\n") != []
    assert refused(dataset(**{part: f"- {record}\n"}))


@pytest.mark.parametrize(
    "text",
    ["types: [{id: a, label: b, shape: act, from: any, to: any, description: C}]",
     "types: [{id: a, label: b, inverse: c, symmetric: true, shape: act, from: a, to: a, description: D}]",
     "types: [{id: a, label: b, symmetric: false, shape: act, from: any, to: any, description: C}]",
     "types: [{id: a, label: b, symmetric: true, shape: act, from: [], to: any, description: C}]",
     "types: [{id: a, label: b, symmetric: true, shape: acts, from: any, to: any, description: C}]",
     "kinds: [{id: a, label: b}]", "sorts: []", "[]"],
)  # fmt: skip
def test_a_broken_vocabulary_is_refused_by_the_editor_and_by_akg(dataset: Write, text: str) -> None:
    assert objections("vocabulary", text) != []
    assert refused(dataset(vocabulary=text))


def refused(folder: Path) -> bool:
    return any(fault.severity == "error" for fault in checks.run(loader.load(folder)))


@pytest.mark.parametrize(
    ("part", "record"),
    [
        ("entities", "{id: 1998, kind: person, name: NO, aliases: [1_0, 12:30, true, 1.5], ids: {x: 0x10}}"),
        ("entities", "{id: true, kind: person, name: 2019-03-01, born: {date: 0044, source: 1e3}}"),
        ("entities", "{id: a, kind: event, name: A, source: s, parties: [{text: two, count: 2.5}]}"),
        ("relations", "{from: no, type: met, to: 7, date: -0043, source: s, by: {unnamed: 2, of: 3}}"),
        ("relations", "{id: 5, from: a, type: met, to: b, about: c, said: 2019-04-01, source: s}"),
        ("relations",
         "{with: {}, relations: [{with: {source: 1}, relations: [{from: a, type: met, to: b}]}]}"),
        ("relations", "{with: {source: s}, relations: [{from: a, type: met, to: b, claims: [{at: 1}]}]}"),
    ],
)  # fmt: skip
def test_what_an_editor_reads_as_a_number_or_boolean_is_text_to_both(part: str, record: str) -> None:
    assert objections(part, f"- {record}\n") == []
    assert faults_of(part, f"- {record}\n") == []


def faults_of(part: str, text: str) -> list[str]:
    """Give what akg finds wrong with the records of a file, each by itself."""
    models: dict[str, Any] = {
        "entities": schema.Entity,
        "relations": schema.Relation,
        "sources": schema.Source,
    }
    loading = loader.Loading(DATA)
    read = marked.read(text, f"{part}.yaml")
    found = Read([(read.roots, f"{part}.yaml")], read.faults, read.lost)
    for _ in loading._drafts(loading._part(found), part, models[part]):
        pass
    return list(map(str, loading.faults))


def test_an_empty_file_is_sound() -> None:
    assert [objections(part, "# nothing yet\n") for part in editor.PARTS] == [[]] * 4


def test_kinds_and_types_are_those_of_the_dataset(dataset: Write) -> None:
    folder = dataset(
        vocabulary="kinds: [{id: ship, label: ship, plural: ships, description: A vessel.}]\n"
        "types: [{id: owns, label: owns, inverse: of, shape: state, from: any, to: ship, description: O.}]\n"
    )
    told = {part: json.loads(run("schema", part, "--data", str(folder)).out) for part in editor.PARTS}
    assert told["entities"]["definitions"]["kind"]["enum"] == ["person", "group", "event", "place", "ship"]
    assert told["relations"]["definitions"]["type"]["enum"][-1] == "owns"
    assert told["relations"]["definitions"]["type"]["enumDescriptions"][-1] == "owns. O."


def test_every_key_has_its_description_where_an_editor_shows_it() -> None:
    for part in editor.PARTS:
        for one in editor.of(part, loader.words(DATA))["definitions"].values():
            for key, told in one.get("properties", {}).items():
                assert told.get("description") or key in ("with", part), key


@given(dates_of_every_form)
def test_every_date_is_of_the_form_that_editors_check(text: str) -> None:
    dates.parse(text)
    assert validator("sources").is_valid([{"id": "a", "title": "A", "date": text}])


# What akg and the schema can agree on: values that are right or wrong by their form alone.
IDS = st.sampled_from(["ada", "b-2", "7", "A B", "-a", ""])
WORDS = st.sampled_from(["words", " padded ", "7", "", " ", ["list"], {"a": "b"}])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "id": IDS, "from": IDS, "to": IDS, "source": IDS, "place": IDS, "who": IDS, "of": IDS,
    "kind": st.sampled_from(["person", "event", "group"]),
    "type": st.just("met"),
    "date": st.sampled_from(["2019", "2009/..", "May 2019", "", ["2019"]]),
    "said": st.sampled_from(["2019-05", "199X~", "later"]),
    "stance": st.sampled_from(["asserts", "denies", "agrees"]),
    "by": st.sampled_from(["ada", "A Friend", "", {"unnamed": "two", "of": "ada"}, {"of": "ada"}, ["ada"]]),
    "value": st.sampled_from(["5", "5..6", "5..", "about 5", "-1"]),
    "count": st.sampled_from(["5", "5,000"]),
    "about": st.sampled_from(["ada", ["ada", "b"], [], "A B", {"a": "b"}]),
    "meant": st.sampled_from(["circle", ["circle", "one-source"], [], "id", ["circle", "words"], {"a": "b"}]),
    "ids": st.sampled_from([{"wikidata": "Q1"}, {"Wiki data": "Q1"}, {"wikidata": ""}, "Q1"]),
    "with": st.fixed_dictionaries({}, optional={"source": st.just("paper"), "at": WORDS, "sorce": WORDS}),
}  # fmt: skip


def records_of(model: Any, depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Draw records with the keys of a model, needed ones mostly there, and sometimes an unknown one."""
    nested = {"claims": schema.Claim, "born": schema.Claim, "died": schema.Claim, "aliases": schema.Alias,
              "figures": schema.Figure, "parties": schema.Party}  # fmt: skip
    needed: dict[str, st.SearchStrategy[Any]] = {}
    others: dict[str, st.SearchStrategy[Any]] = {"zzz": WORDS}
    for key, field in model.model_fields.items():
        key = field.alias or key
        if key in nested and depth:
            one = records_of(nested[key], depth - 1)
            value: st.SearchStrategy[Any] = st.lists(one, max_size=2)
            value = st.one_of(value, one) if key in ("born", "died") else value
        elif key in nested:
            continue
        else:
            value = VALUES.get(key, WORDS)
        (needed if field.is_required() or key == "source" else others)[key] = value
    some = st.fixed_dictionaries(needed, optional=others)
    lacking = st.tuples(some, st.sampled_from([*needed, ""])).map(
        lambda t: {k: v for k, v in t[0].items() if k != t[1]}
    )
    return st.one_of(some, some, lacking)


def items_of(part: str, model: Any) -> st.SearchStrategy[list[Any]]:
    """Draw a file of one record, or of one group of a part that has groups."""
    single = records_of(model)
    if part == "sources":
        return st.lists(single, max_size=2)
    group = st.fixed_dictionaries({"with": VALUES["with"], part: st.lists(single, max_size=2)})
    outer = st.fixed_dictionaries(
        {"with": VALUES["with"], part: st.lists(st.one_of(group, single), max_size=2)}
    )
    return st.lists(st.one_of(single, single, group, outer), min_size=1, max_size=1)


@pytest.mark.parametrize(
    ("part", "model"),
    [("entities", schema.Entity), ("relations", schema.Relation), ("sources", schema.Source)],
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(choice=st.data())
def test_akg_and_the_schema_agree_on_records(part: str, model: Any, choice: st.DataObject) -> None:
    told = choice.draw(items_of(part, model))
    assert validator(part).is_valid(told) == (faults_of(part, json.dumps(told)) == [])


def test_the_command_offers_the_parts_that_there_are() -> None:
    assert Part.__args__ == editor.PARTS  # type: ignore[attr-defined]

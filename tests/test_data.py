"""The shipped data is without fault, cites every line, and cannot lose a key unnoticed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Write
from pydantic import BaseModel

from akg import checks, complaints, files, loader, schema, walk
from akg.errors import Fault
from akg.files import Part, Raw
from akg.marked import Map, Seq
from akg.spelling import words

DATA = Path(__file__).parents[1] / "data"
MODELS: dict[str, type[BaseModel]] = {
    "entities": schema.Entity,
    "relations": schema.Relation,
    "sources": schema.Source,
    "kinds": schema.Kind,
    "types": schema.RelationType,
}
READ = loader.load(DATA)


def test_it_has_no_error_and_no_warning() -> None:
    assert list(map(str, checks.run(READ))) == []


def test_every_claim_says_in_which_source_and_where_in_it() -> None:
    told = [claim for evidence in walk.evidences(READ) for claim in evidence.claims]
    inherited = [claim for relation in READ.relations for claim in relation.claims]
    assert [claim.where for claim in (*told, *inherited) if not claim.source or not claim.at] == []


def test_every_entity_but_a_place_says_where_it_was_found() -> None:
    assert [entity.id for entity in READ.entities.values() if not entity.claims] == []


def test_no_person_answers_to_a_bare_surname() -> None:
    people = [entity for entity in READ.entities.values() if entity.kind == "person"]
    assert [name for person in people for name in person.names if len(words(name)) < 2] == []


def test_every_entity_is_joined_to_another() -> None:
    joined = {id for relation in READ.relations for id in (relation.src, relation.dst, *relation.about)}
    joined |= {ref.id for ref in walk.references(READ) if ref.what == "entity"}
    assert sorted(READ.entities.keys() - joined) == []


def test_no_id_stands_for_two_things() -> None:
    ids = [*READ.entities, *READ.sources, *(relation.id for relation in READ.relations)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", sorted(DATA.glob("*.yaml")), ids=lambda path: path.name)
def test_its_files_are_composed_and_end_their_lines_as_git_likes_them(path: Path) -> None:
    text = path.read_bytes().decode()
    assert text == unicodedata.normalize("NFC", text)
    assert "\r" not in text
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert text.endswith("\n")


def parts() -> Iterator[tuple[str, Part]]:
    for name in ("entities", "relations", "sources"):
        yield name, files.read(DATA, name)
    for read in (files.read(DATA, "vocabulary"), files.read_file(loader.BUILT_IN, loader.BUILT_IN.parent)):
        yield from loader._Loading(DATA)._tables(read).items()


def records() -> Iterator[tuple[Raw, type[BaseModel]]]:
    for name, part in parts():
        files.inherit(part, name)
        for raw in files.records(part, name):
            assert isinstance(raw, Raw)
            yield raw, MODELS[name]


def inside(record: Map, model: type[BaseModel]) -> Iterator[tuple[Map, type[BaseModel]]]:
    """Give a record and, as the schema has them, its claims, figures, parties and aliases."""
    yield record, model
    for name, field in model.model_fields.items():
        value = record.get(field.alias or name)
        for nested in complaints._models(field.annotation):
            for item in value if isinstance(value, Seq) else [value]:
                if isinstance(item, Map):
                    yield from inside(item, nested)


def needed(record: Map, model: type[BaseModel]) -> set[str]:
    """Name the keys that a record must have: what its model requires, and one that a rule of it asks for."""
    keys = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
    if model is schema.Party:
        keys |= record.keys() & {"who", "text"}
    if model is schema.RelationType:
        keys |= record.keys() & {"inverse", "symmetric"}
    if model in (schema.Relation, schema.Figure) or (model is schema.Entity and record["kind"] == "event"):
        keys |= record.keys() & {"source", "claims"}
    return keys


def test_deleting_a_needed_key_anywhere_is_an_error_at_the_record_it_was_deleted_from() -> None:
    """Every record of every file, what is nested in it, and the built-in vocabulary."""
    unnoticed, tried = [], 0
    for raw, model in records():
        for record, its_model in inside(raw.record, model):
            for key in needed(record, its_model):
                value = record.pop(key)
                loading = loader._Loading(DATA)
                loading._valid(raw, model)
                if (raw.file, *record.mark) not in [fault.place for fault in loading.faults]:
                    unnoticed.append((raw.file, record.mark, key))
                record[key] = value
                tried += 1
    assert unnoticed == []
    assert tried > 900


def test_deleting_what_makes_a_group_is_an_error_at_the_group() -> None:
    for name in ("entities", "relations"):
        for roots, _ in files.read(DATA, name).roots:
            for group in (item for root in roots if isinstance(root, Seq) for item in root):
                assert isinstance(group, Map)
                for key in ("with", name):
                    value = group.pop(key)
                    found = files.records(Part([(roots, name)], [], set()), name)
                    assert group.mark in [fault.place[1:] for fault in found if isinstance(fault, Fault)]
                    group[key] = value


LINES = {
    part: (DATA / f"{part}.yaml").read_text(encoding="utf-8").split("\n")
    for part in ("entities", "relations")
}


def lone(part: str, *keys: str) -> list[tuple[str, int]]:
    """Find the lines that hold one of the keys of a record, and nothing but it."""
    starts = tuple(f"      {key}: " for key in keys)
    return [(part, number) for number, line in enumerate(LINES[part]) if line.startswith(starts)]


@pytest.mark.parametrize(
    ("part", "number"), [*lone("entities", "kind", "name"), *lone("relations", "type", "to")][::5]
)
def test_deleting_the_line_of_a_needed_key_is_one_error_at_its_record(
    dataset: Write, part: str, number: int
) -> None:
    lines = LINES[part]
    key = lines[number].strip().partition(":")[0]
    start = max(above for above in range(number) if lines[above].startswith("    - "))
    rest = {
        name: (DATA / f"{name}.yaml").read_bytes()
        for name in ("entities", "relations", "sources", "vocabulary")
    }
    folder = dataset(**{**rest, part: "\n".join(lines[:number] + lines[number + 1 :]).encode()})
    assert list(map(str, checks.run(loader.load(folder)))) == [
        f"{part}.yaml:{start + 1}:7: error[missing-key]: needs {key!r}"
    ]

"""The shipped data is without fault, cites every line, holds both sides, and cannot lose a key unnoticed."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Write
from pydantic import BaseModel

from akg import checks, claims, complaints, files, loader, schema, walk
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
    "chains": schema.Chain,
}
READ = loader.load(DATA)


def test_it_has_no_error_and_no_warning() -> None:
    assert list(map(str, checks.run(READ))) == []


def test_a_second_look_finds_only_serious_matters_of_one_source() -> None:
    assert {fault.code for fault in checks.run(READ, strict=True)} == {"one-source"}


def test_every_claim_says_where_in_its_source_it_stands_or_the_source_that_it_is_cited_as_a_whole() -> None:
    told = [claim for evidence in walk.evidences(READ) for claim in evidence.claims]
    inherited = [claim for relation in READ.relations for claim in relation.claims]
    whole = {id for id, source in READ.sources.items() if "Cited as a whole." in (source.note or "")}
    assert [c.where for c in (*told, *inherited) if c.source not in whole and not c.at] == []
    assert [c.where for c in (*told, *inherited) if c.source in whole and c.at] == []


def test_a_title_that_only_describes_stands_in_brackets_and_its_note_says_so() -> None:
    bracketed = {id for id, source in READ.sources.items() if source.title.startswith("[")}
    admitted = {id for id, source in READ.sources.items() if "only describes it" in (source.note or "")}
    assert bracketed == admitted != set()


def test_every_entity_but_a_place_says_where_it_was_found() -> None:
    assert [entity.id for entity in READ.entities.values() if not entity.claims] == []


def test_no_person_answers_to_a_bare_surname() -> None:
    people = [entity for entity in READ.entities.values() if entity.kind == "person"]
    assert [name for person in people for name in person.names if len(words(name)) < 2] == []


def test_every_entity_is_joined_to_another() -> None:
    joined = {id for relation in READ.relations for id in (relation.src, relation.dst, *relation.about)}
    joined |= {ref.id for ref in walk.references(READ) if ref.what == "entity"}
    assert sorted(READ.entities.keys() - joined) == []


def standing(record: str, *keys: str | int) -> claims.Standing:
    """Derive how a relation or event stands, or what the keys name of an entity."""
    [found] = [e for e in walk.evidences(READ) if e.owner.id == record and e.keys == keys]
    return claims.standing(found.claims, found.date, found.shape, READ.sources)


def test_what_the_monitoring_team_wrote_is_one_voice_whichever_paper_tells_it() -> None:
    told = ["helmand-meeting-2019", "taliban-al-qaeda-meetings", "taliban.promised.hamza-bin-laden.2019-21"]
    assert [standing(record).support for record in told] == [1, 1, 1]
    sources = {
        claim.source
        for evidence in walk.evidences(READ)
        for claim in evidence.claims
        if claim.by and claim.by.entity == "un-monitoring-team"
    }
    assert len(sources) > 20
    voices = {
        claim.by.words for e in walk.evidences(READ) for claim in e.claims if claim.by and claim.by.words
    }
    assert [voice for voice in voices if "monitoring team" in voice.casefold()] == []


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ("helmand-meeting-2019", ()),
        ("taliban-al-qaeda-meetings", ()),
        ("taliban.promised.hamza-bin-laden.2019-21", ()),
        ("hamza-bin-laden", ("died",)),
        ("osama-bin-laden.pledged-to.mullah-omar", ()),
        ("akhtar-mansour.accepted-pledge-of.ayman-al-zawahiri.2015-08-14", ()),
        ("mullah-omar.located-in.zabul.../2013", ()),
        ("mullah-omar.located-in.karachi.../2013-04", ()),
        ("saif-al-adl.same-as.mohammed-ibrahim-makkawi", ()),
        ("saif-al-adl.located-in.iran.2023-02", ()),
        ("asim-umar", ("died",)),
        ("asim-umar.died-in.helmand-raid-2019.2019-09", ()),
        ("badruddin-haqqani", ("died",)),
        ("abu-muhammad-al-masri", ("died",)),
        ("taliban.sheltered.ayman-al-zawahiri", ()),
    ],
)
def test_a_disagreement_that_the_readme_names_is_disputed(record: str, keys: tuple[str, ...]) -> None:
    assert standing(record, *keys).status == "disputed"


@pytest.mark.parametrize(
    ("record", "keys"),
    [
        ("sirajuddin-haqqani.holds-post-in.taliban", ()),
        ("jalaluddin-haqqani", ("born",)),
        ("jalaluddin-haqqani", ("died",)),
        ("badruddin-haqqani", ("died",)),
        ("mansoor-dadullah", ("died",)),
    ],
)
def test_where_the_readme_says_that_dates_differ_they_do(record: str, keys: tuple[str, ...]) -> None:
    assert standing(record, *keys).differ


def test_a_disputed_name_and_disputed_numbers_are_told_as_such() -> None:
    adl, al_qaeda = READ.entities["saif-al-adl"], READ.entities["al-qaeda"]
    names = [standing(adl.id, "aliases", n).status for n in range(len(adl.aliases))]
    numbers = [standing(al_qaeda.id, "figures", n).status for n in range(len(al_qaeda.figures))]
    assert (names.count("disputed"), numbers.count("disputed")) == (1, 4)


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
        yield from loader.Loading(DATA)._tables(read).items()


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
                loading = loader.Loading(DATA)
                loading._valid(raw, model)
                if (raw.file, *record.mark) not in [fault.place for fault in loading.faults]:
                    unnoticed.append((raw.file, record.mark, key))
                record[key] = value
                tried += 1
    assert unnoticed == []
    assert tried > 3000


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

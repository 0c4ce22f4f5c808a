"""Relations in bulk: compiled one by one, with the answers, faults and places of the ordinary way."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import Write
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from akg import bulk, checks, files, loader, schema
from akg import lines as lines_of
from akg.errors import Fault
from akg.marked import Read, Seq
from akg.model import Dataset
from akg.snapshot import compiler, kept
from akg.snapshot.graph import Snapshot

ENTITIES = """
- {id: ada, kind: person, name: Ada}
- {id: brian, kind: person, name: Brian}
- {id: carol, kind: person, name: Carol, born: {date: 1950, source: paper}, died: {date: 1999, source: paper}}
- {id: guild, kind: group, name: Guild}
- {id: crew, kind: group, name: Crew}
- {id: york, kind: place, name: York}
- {id: broken, kind: persn, name: Broken}
- {id: fair, kind: event, name: Fair, source: paper, date: 2019, parties: [{who: ada}]}
- {id: lost, kind: person}
"""
SOURCES = """
- {id: paper, title: A paper, date: 2020}
- {id: book, title: A book, date: 2001-05}
- {id: leaflet, title: A leaflet}
- {id: spare, title: Spare}
"""
RELATIONS = """
- {from: ada, type: met, to: brian, date: 2018, source: paper}
- {id: own, from: ada, type: part-of, to: guild, source: paper}
"""


def written(folder: Path, lines: Iterable[str | bytes]) -> Path:
    for part, text in (("entities", ENTITIES), ("sources", SOURCES), ("relations", RELATIONS)):
        (folder / f"{part}.yaml").write_text(text, encoding="utf-8")
    (folder / "relations").mkdir(exist_ok=True)
    content = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    (folder / "relations" / "bulk.jsonl").write_bytes(content)
    return folder


def told(graph: Snapshot) -> object:
    relations = [(graph.row(r), graph.relation(r)) for r in range(graph.size)]
    around = [
        (list(graph.incident(n)), list(graph.neighbours(n)), list(graph.floors(n))) for n in range(len(graph))
    ]
    return relations, around, dict(graph.sources), graph.left_out, graph.undated


def alike(folder: Path) -> None:
    """Assert that both ways give the same graph, faults and number of records left out."""
    data = loader.load(folder)
    faults = checks.run(data)
    sound, left_out = checks.sound(data, faults)
    made = bulk.compiled(folder)
    assert list(map(str, made.faults)) == list(map(str, faults))
    assert (made.left_out, made.relations) == (left_out, len(data.relations))
    ordinary = compiler.compiled(sound, left_out=left_out)
    assert told(kept.in_memory(made.sections)) == told(kept.in_memory(ordinary))


PLAIN = {"from": "ada", "type": "praised", "to": "brian", "source": "paper"}


@pytest.mark.parametrize(
    "more",
    [
        {}, {"date": "2019-03-04"}, {"at": "row 7"}, {"date": "2019", "role": "Boss", "note": "x"},
        {"id": "own-1"}, {"id": "ada.praised.brian"}, {"text": "in \"2019\""},
        {"from": "brian", "to": "ada", "type": "met", "date": "2018"}, {"source": "leaflet"},
        {"type": "leads", "to": "guild", "date": "2019/.."}, {"type": "parent-of"}, {"at": "Zo\u00eb"},
        {"type": "part-of", "from": "guild", "to": "crew"},
    ],
)  # fmt: skip
def test_a_plain_relation_is_taken_at_once_as_it_would_be_the_ordinary_way(
    more: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike(written(tmp_path, [json.dumps(PLAIN | more)]))
    monkeypatch.delattr(bulk.Stream, "_drafted")
    bulk.compiled(tmp_path)


@pytest.mark.parametrize(
    "more",
    [
        {"type": "met", "date": "2018"}, {"type": "part-of", "from": "guild", "to": "ada"},
        {"id": "ada.born"}, {"id": "own"}, {"to": "carol"}, {"to": "ada"}, {"at": " x"}, {"by": "brian"},
        {"date": "2000", "source": "book", "type": "leads", "to": "guild", "said": "2001"},
        {"from": "brian", "to": "ada", "type": "met", "date": "2018", "meant": "mirrored"},
        {"date": "2025"}, {"to": "nobody"}, {"type": "mett"}, {"source": "papr"}, {"date": "\u0662018"},
    ],
)  # fmt: skip
def test_what_may_have_a_fault_takes_the_ordinary_way(
    more: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alike(written(tmp_path, [json.dumps(PLAIN | more)]))
    monkeypatch.delattr(bulk.Stream, "_drafted")
    with pytest.raises(AttributeError):
        bulk.compiled(tmp_path)


WORDS = st.sampled_from(
    [
        "p. 1",
        "Zo\u00eb",
        "Zoe\u0308",
        " x",
        "",
        "a\tb",
        "\u202e",
        "x" * 10_001,
        "caf\u00e9",
        "\u00a0",
        "\ud800",
        "1",
    ]
)
ENDS = st.sampled_from(
    ["ada", "brian", "carol", "guild", "crew", "york", "fair", "broken", "lost", "nobody", "A b"]
)
TYPES = st.sampled_from(
    [
        "met",
        "praised",
        "leads",
        "parent-of",
        "part-of",
        "member-of",
        "killed",
        "located-in",
        "mett",
        "same-as",
    ]
)
DATES = st.sampled_from(
    ["2019", "2018", "1998-05-06", "2000/2005", "2009/..", "../2009", "1970~", "2017?", "2017..2019", "",
     " 2018 ", "May 2019", "[2017, 2019]", "2025", "..", "\u0662018"]
)  # fmt: skip
CLAIM = st.fixed_dictionaries(
    {"source": st.sampled_from(["paper", "book", "leaflet", "papr"])},
    optional={
        "at": WORDS, "by": st.sampled_from(["ada", "Ada", "nobody", "Somebody"]), "said": DATES,
        "stance": st.sampled_from(["asserts", "denies", "agrees"]), "hedge": WORDS,
    },
)  # fmt: skip
REST = st.fixed_dictionaries(
    {"from": ENDS, "type": TYPES, "to": ENDS},
    optional={
        "date": DATES, "text": WORDS, "role": WORDS, "note": WORDS,
        "place": ENDS, "about": ENDS | st.lists(ENDS, max_size=2),
        "meant": st.sampled_from(["mirrored", "open-act"]),
        "id": st.sampled_from(
            ["own", "own-1", "ada", "ada.born", "a:b", "x y", "ada.met.brian.2018", " own-2 "]
        ),
        "extra": WORDS, "date ": DATES,
    },
)  # fmt: skip
RECORD = st.builds(lambda rest, claim: rest | claim, REST, CLAIM) | st.builds(
    lambda rest, claims: rest | {"claims": claims}, REST, st.lists(CLAIM, max_size=3)
)
USUAL = st.fixed_dictionaries(
    {"from": ENDS, "type": TYPES, "to": ENDS, "source": st.sampled_from(["paper", "book", "leaflet"])},
    optional={
        "date": DATES,
        "at": st.sampled_from(["row 1", "row 2"]),
        "id": st.sampled_from(["a1", "a2", "own"]),
    },
)
LINE = st.builds(
    lambda record, ascii: json.dumps(record, ensure_ascii=ascii).encode("utf-8", "surrogatepass"),
    RECORD | USUAL | USUAL, st.booleans(),
) | st.sampled_from(
    [b"", b"  ", b"{", b"[]", b'{"from": "ada"} ', b'\xff{"a": "b"}', b'{"id": 1, "id": 2}']
)  # fmt: skip


def ids_of_broken(folder: Path, lines: list[bytes]) -> list[str]:
    """Give the ids that broken records claim to have, and after them those of all records."""
    reading, broken = loader.Loading(folder), list[str]()
    every = ["own", "ada.met.brian.2018", "ada"]
    for number, line in enumerate(lines, start=1):
        found = Read(Seq((1, 1)), [], set())
        record = lines_of.record(line, number, "x", found)
        broken += found.lost
        id = str(record["id"]) if record and "id" in record else None
        draft = reading.line(line, number, "x", schema.Relation)
        if draft:
            every.append(draft.record().id)
        elif id:
            broken.append(id)
    return broken if len({*broken, *every}) < len(broken) + len(set(every)) else []


@settings(max_examples=30)
@given(st.lists(LINE, max_size=12))
def test_whatever_the_lines_say_both_ways_agree(lines: list[bytes]) -> None:
    """But that a broken record takes with it none that has its id."""
    with TemporaryDirectory() as folder:
        written(Path(folder), lines)
        assume(not ids_of_broken(Path(folder), lines))
        alike(Path(folder))


def test_what_is_looked_up_is_forgotten_and_chunks_end_without_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MEMORY", 2)
    monkeypatch.setattr(bulk, "CHUNK", 2)
    monkeypatch.setattr(bulk, "TOLD", 50)
    lines = [
        json.dumps(PLAIN | {"date": f"20{n:02}", "source": source} | more)
        for n in range(20) for source in ("paper", "leaflet")
        for more in ({}, {"by": "Carol"}, {"to": "carol"})
    ]  # fmt: skip
    folder = written(tmp_path, lines)
    alike(folder)
    told: list[int] = []
    bulk.compiled(folder, tell=told.append)
    assert len(told) == 120 // 50
    checked: list[int] = []
    among = checks.among

    def noted(data: Dataset, table: Sequence[checks.Check]) -> list[Fault]:
        checked.append(len(data.relations))
        return among(data, table)

    monkeypatch.setattr(checks, "among", noted)
    stream = bulk.Stream(folder, files.read_file)
    stream.take(stream.paths[0])
    assert max(checked) <= 2
    assert len(stream._numbers) <= 4


def test_faults_in_a_file_that_vanishes_while_it_is_checked_are_told_at_their_records(tmp_path: Path) -> None:
    record = {"from": "ada", "type": "praised", "to": "crew", "source": "papr"}
    stream = bulk.Stream(written(tmp_path, ["", json.dumps(record)]), files.read_file)
    (path,) = stream.paths
    stream.take(path)
    path.unlink()
    told = [str(fault) for fault in stream.faults() if fault.code == "unknown-source"]
    assert told == [
        "relations/bulk.jsonl:2:1: error[unknown-source]: 'papr' is no source; did you mean 'paper'?"
    ]


def test_a_name_much_like_an_unknown_one_is_offered_of_those_near_it(tmp_path: Path) -> None:
    folder = written(tmp_path, [json.dumps(PLAIN | {"to": "briann"}), json.dumps(PLAIN | {"to": "guildd"})])
    unknown = [fault.message for fault in bulk.compiled(folder).faults if fault.code == "unknown-entity"]
    assert unknown == [
        "'briann' is no entity; add its record, or where it says who speaks, write {unnamed: ...}",
        "'guildd' is no entity; add its record, or where it says who speaks, write {unnamed: ...}",
    ]
    folder = written(tmp_path, [json.dumps(PLAIN | {"by": "brian"}), json.dumps(PLAIN | {"to": "briann"})])
    unknown = [fault.message for fault in bulk.compiled(folder).faults if fault.code == "unknown-entity"]
    assert unknown == ["'briann' is no entity; did you mean 'brian'?"]


def test_relations_of_a_dataset_without_yaml_are_read_too(dataset: Write) -> None:
    folder = dataset()
    (folder / "relations.yaml").unlink()
    (folder / "relations").mkdir()
    (folder / "relations" / "a.jsonl").write_text(json.dumps(PLAIN) + "\n", encoding="utf-8")
    made = bulk.compiled(folder)
    assert (made.relations, made.left_out, made.faults) == (1, 0, ())


def test_a_relation_of_an_entity_that_another_record_of_its_id_takes_along_is_left_out(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, [json.dumps(PLAIN)])
    twice = f"{ENTITIES}- {{id: ada, kind: person, name: Ada, colour: red}}\n"
    (folder / "entities.yaml").write_text(twice, encoding="utf-8")
    alike(folder)

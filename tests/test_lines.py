"""JSON Lines as they are read: places, what is refused, and what is still read beside a broken line."""

import json
import os
from pathlib import Path

import pytest
from commandline import run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st
from kept import begin, git, keep

from akg import checks, lines, loader, locate
from akg.marked import FAULTY, Map, Read, Seq
from akg.spelling import nfc
from akg.text import UNSAFE

ENTITY = '{"id": "eve", "kind": "person", "name": "Eve"}\n'
RELATION = '{"from": "eve", "type": "met", "to": "ada", "date": "2018", "source": "paper", "at": "row 7"}\n'


def read(text: str | bytes) -> Read:
    content = text if isinstance(text, bytes) else text.encode()
    return lines.read(content.split(b"\n"), "f.jsonl")


def faults(text: str | bytes) -> list[str]:
    return [str(fault) for fault in read(text).faults]


def values(text: str | bytes) -> object:
    return read(text).roots[0]


def printed(folder: Path) -> list[str]:
    return [str(fault) for fault in checks.run(loader.load(folder))]


def test_every_scalar_is_the_text_that_stands_there() -> None:
    text = (
        '{"a": 1998, "b": -0.50, "c": 1e3, "d": true, "e": false, "f": "12:30", "g": [1, {"h": 2}], "i": ""}'
    )
    assert values(text) == [
        {"a": "1998", "b": "-0.50", "c": "1e3", "d": "true", "e": "false", "f": "12:30",
         "g": ["1", {"h": "2"}], "i": ""}
    ]  # fmt: skip


def test_text_is_composed_so_that_names_compare() -> None:
    assert values('{"na\u0308me": "Zoe\u0308", "n": "Zo\\u0065\\u0308"}') == [
        {"n\u00e4me": "Zo\u00eb", "n": "Zo\u00eb"}
    ]


def test_maps_and_lists_know_where_everything_stands() -> None:
    text = '\n  {"id": "x", "list" :[ "a",{"b": 5}]}\n'
    (records,) = read(text).roots
    record = records[0] if isinstance(records, Seq) else None
    assert isinstance(record, Map)
    assert record.mark == (2, 3)
    assert record.marks == {"id": ((2, 4), (2, 10)), "list": ((2, 15), (2, 23))}
    assert isinstance(record["list"], Seq)
    (inner,) = [item for item in record["list"] if isinstance(item, Map)]
    assert record["list"].marks == [(2, 25), (2, 29)]
    assert inner.marks == {"b": ((2, 30), (2, 35))}


def test_blank_lines_a_byte_order_mark_and_ends_of_lines_of_windows_are_no_fault() -> None:
    text = b'\xef\xbb\xbf{"id": "x"}\r\n\r\n   \n{"id": "y"}'
    assert (values(text), faults(text)) == ([{"id": "x"}, {"id": "y"}], [])
    assert (values(b""), faults(b"")) == ([], [])


SPLIT = "error[json]: the line ends within the record; write it on one line, and close quotes and brackets"
COMMA = 'error[json]: neither comma nor closing bracket after a value; write \\" for a quote within words'
ONE = "error[json]: something after the record; write each record on a line of its own, and nothing else"
NO_KEY = "error[json]: no key; put it in double quotes, and no comma after the last value"
NO_VALUE = "error[json]: no value of JSON; put words in double quotes"
GROUP = "makes a group, which JSON Lines have not; write what it gives in each record"


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (b"{", f"2: {SPLIT}"),
        (b'{"id"', f"6: {SPLIT}"),
        (b'{"id": ', f"8: {SPLIT}"),
        (b'{"id": "x"', f"11: {SPLIT}"),
        (b'{"id": "x",', f"12: {SPLIT}"),
        (b'{"id": ["x"', f"12: {SPLIT}"),
        (b'{"id": "x",}', f"12: {NO_KEY}"),
        (b"{'id': 'x'}", f"2: {NO_KEY}"),
        (b'{"id": x}', f"8: {NO_VALUE}"),
        (b'{"id": NaN}', f"8: {NO_VALUE}"),
        (b'{"id": 01}', f"8: {NO_VALUE}"),
        (b'{"id": ["x",]}', f"13: {NO_VALUE}"),
        (b"- {id: x}", f"1: {NO_VALUE}"),
        (b'{"id" "x"}', '7: error[json]: no colon after the key; write "key": value'),
        (
            b'{"id": "an "x" here"}',
            f"13: {COMMA}",
        ),
        (
            b'{"id": "x}',
            "8: error[json]: the quotation mark that opens here is never closed in its line; close it",
        ),
        (b'{"id": "a\tb"}', "10: error[json]: a tab within words; write a blank, or \\t"),
        (
            b'{"id": "C:\\dir"}',
            "11: error[json]: a backslash that nothing of JSON follows; write \\\\ for a backslash",
        ),
        (
            b'{"id": "x"} {"id": "y"}',
            f"13: {ONE}",
        ),
        (b'["x"]', '1: error[not-a-record]: no record; write key: value pairs in braces, {"id": "ada"}'),
        (b'{"with": {"source": "x"}, "relations": []}', f"2: error[bad-group]: 'with' {GROUP}"),
        (b'{"id": "Z\xfcrich"}', "10: error[json]: byte 0xfc is not UTF-8; save the file as UTF-8"),
        (b'{"id": ' + b"[" * 21, "27: error[json]: nested more than 20 deep; no record is"),
        (b'{"id": "%b"}' % (b"x" * 2**20),
         "1: error[json]: a line of more than 1 MiB; write each record on a line of its own"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_placed_and_answered_and_costs_only_its_own_line(
    broken: bytes, fault: str
) -> None:
    text = b'{"id": "before"}\n' + broken + b'\n{"id": "after"}\n'
    assert faults(text)[:1] == [f"f.jsonl:2:{fault}"]
    assert len(faults(text)) == 1
    assert values(text) == [{"id": "before"}, {"id": "after"}]
    assert len(read(text).lost) == 1


def test_the_id_of_what_is_lost_is_known_so_that_nobody_is_told_that_it_is_missing() -> None:
    assert read('{"id": "eve", "name": "Eve"\n{"name": "Eve"').lost == {"eve", "f.jsonl:2"}


def test_a_key_given_twice_or_without_value_has_no_value_that_can_be_trusted() -> None:
    text = '{"id": "x", "name": "one", "name": "two", "note": null, "about": [null, "y"]}'
    assert faults(text) == [
        "f.jsonl:1:28: error[duplicate-key]: 'name' is given twice; keep one",
        "f.jsonl:1:43: error[no-value]: 'note' has no value; give it one, or remove the key",
        "f.jsonl:1:67: error[no-value]: an empty item; give it a value, or remove it",
    ]
    assert values(text) == [{"id": "x", "name": FAULTY, "note": FAULTY, "about": [FAULTY, "y"]}]


def test_control_characters_are_refused_as_they_stand_and_as_escapes() -> None:
    text = '{"id": "x\x1b[31m"}\n{"id": "\\u202ex"}\n{"\\u0007": "x"}\n'
    assert faults(text) == [
        "f.jsonl:1:10: error[control-character]: control or direction-changing character U+001B; remove it",
        "f.jsonl:2:8: error[control-character]: control or direction-changing character U+202E; remove it",
        "f.jsonl:3:2: error[control-character]: control or direction-changing character U+0007; remove it",
    ]
    assert values(text) == [{"id": "x [31m"}, {"id": FAULTY}, {}]


JSON = st.recursive(
    st.text(st.characters(codec="utf-8").filter(lambda c: not UNSAFE.search(c))),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('abc é"\\\t', max_size=3), inner),
    max_leaves=8,
)


def composed(value: object) -> object:
    if isinstance(value, dict):
        return {nfc(key): composed(one) for key, one in value.items()}
    return [composed(one) for one in value] if isinstance(value, list) else nfc(str(value))


@given(st.dictionaries(st.text('abcé"\\/\t', min_size=1, max_size=3), JSON, max_size=4), st.booleans())
def test_what_python_writes_is_read_as_python_reads_it(record: dict[str, object], ascii: bool) -> None:
    text = json.dumps(record, ensure_ascii=ascii) + "\n"
    assert faults(text) == []
    assert values(text) == [composed(json.loads(text))]


@given(st.binary(max_size=60) | st.text('{}[]":,\\ abtrue0123null\t', max_size=60).map(str.encode))
def test_any_line_is_a_record_or_nothing_or_one_fault_that_lies_in_it(content: bytes) -> None:
    content = content.replace(b"\n", b"")
    found = read(content)
    try:
        right = isinstance(json.loads(content), dict)
    except ValueError:
        right = False
    for fault in found.faults:
        assert (fault.place.line, 1 <= fault.place.column <= len(content) + 1) == (1, True)
    if not right:
        assert found.faults or not content.decode("utf-8-sig").strip(" \t\r\n")


# In a dataset


def lined(folder: Path, **parts: str) -> Path:
    for part, text in parts.items():
        (folder / part).mkdir(exist_ok=True)
        (folder / part / "bulk.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_json_lines_are_read_beside_yaml_and_checked_alike(dataset: Write) -> None:
    folder = lined(dataset(), entities=ENTITY, relations=RELATION, sources='{"id": "x", "title": "X"}\n')
    data = loader.load(folder)
    assert printed(folder) == [
        "sources/bulk.jsonl:1:8: warning[unused-source]: no claim cites 'x'; cite it, or remove it"
    ]
    assert [relation.id for relation in data.relations] == ["ada.met.brian.2019", "eve.met.ada.2018"]
    relation = data.relations[1]
    assert (relation.where, relation.claims[0].at) == (("relations/bulk.jsonl", 1, 1), "row 7")


def test_a_fault_in_a_line_is_told_at_the_value(dataset: Write) -> None:
    relations = (
        RELATION.replace('"eve"', '"eva"')
        + RELATION.replace("2018", "May 2018")
        + '{"from": "eve", "type": "met", "to": "ada", "claims": [{"source": "paper"}, {"source": "papr"}]}\n'
    )
    assert printed(lined(dataset(), entities=ENTITY, relations=relations)) == [
        "relations/bulk.jsonl:1:10: error[unknown-entity]: 'eva' is no entity; "
        "add its record, or where it says who speaks, write {unnamed: ...}",
        "relations/bulk.jsonl:2:53: error[date]: 'May 2018' is no date: it is not written as EDTF; "
        "write 2018-05",
        "relations/bulk.jsonl:3:88: error[unknown-source]: 'papr' is no source; did you mean 'paper'?",
    ]


def test_a_dataset_may_be_of_json_lines_alone(tmp_path: Path) -> None:
    people = ENTITY + ENTITY.replace("eve", "ada").replace("Eve", "Ada")
    (tmp_path / "data").mkdir()
    paper = '{"id": "paper", "title": "P", "date": 2020}'
    folder = lined(tmp_path / "data", entities=people, relations=RELATION, sources=paper)
    assert locate.near(None, tmp_path) == str(folder)
    ran = run("check", "--data", str(folder))
    assert (ran.code, ran.out.splitlines()[0].partition(" of ")[0]) == (
        0, "no errors, no warnings in 2 entities, 1 relation, 1 source",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "right"),
    [
        ("relations.jsonl", "relations/relations.jsonl"),
        ("entities/x.ndjson", "entities/x.jsonl"),
        ("sources/x.JSONL", "sources/x.jsonl"),
        ("vocabulary/x.jsonl", "vocabulary/x.yaml"),
    ],
)
def test_json_lines_under_another_name_are_told_the_right_one(dataset: Write, file: str, right: str) -> None:
    folder = dataset()
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).touch()
    assert printed(folder) == [
        f"{file}:1:1: warning[unread-file]: looks like data and is not read; rename it to {right}, "
        "or move it elsewhere"
    ]


def test_json_lines_are_not_formatted(dataset: Write) -> None:
    folder = lined(dataset(), entities=ENTITY.replace(": ", ":"), relations="not JSON\n")
    before = (folder / "entities/bulk.jsonl").read_bytes()
    ran = run("fmt", "--data", str(folder))
    assert (ran.code, "jsonl" in ran.out + ran.err) == (0, False)
    assert (folder / "entities/bulk.jsonl").read_bytes() == before
    named = str(folder / "entities/bulk.jsonl")
    ran = run("fmt", named, "--data", str(folder))
    assert (ran.code, ran.err) == (
        2, f"akg: {named!r} is in JSON Lines, which akg fmt leaves alone; name YAML\n",
    )  # fmt: skip


def test_a_record_is_added_to_yaml_and_a_claim_not_to_json_lines(dataset: Write) -> None:
    folder = lined(dataset(), entities=ENTITY, relations=RELATION)
    (folder / "relations.yaml").unlink()
    ran = run("add", "relation", "eve", "met", "brian", "--source", "paper", "--data", str(folder))
    assert (ran.code, (folder / "relations.yaml").exists()) == (0, True), ran.err
    assert (folder / "relations/bulk.jsonl").read_text(encoding="utf-8") == RELATION
    ran = run(
        "add", "claim", "eve.met.ada.2018", "--stance", "denies", "--by", "eve", "--source", "paper",
        "--data", str(folder),
    )  # fmt: skip
    assert (ran.code, ran.err) == (
        2,
        "akg: 'eve.met.ada.2018' is in JSON Lines (relations/bulk.jsonl:1), which akg add leaves alone; "
        "give it a list of 'claims' there, by hand or by what wrote the file\n",
    )


def test_json_lines_of_a_revision_are_read(dataset: Write) -> None:
    folder = lined(dataset(), entities=ENTITY, relations=RELATION)
    begin(folder)
    keep(folder, 1)
    git(folder, "rm", "--quiet", "-r", "relations", "entities")
    ran = run("neighbours", "eve", "--rev", "HEAD", "--data", str(folder), "--format", "tsv")
    assert ran.out.splitlines()[1].split("\t")[0] == "eve.met.ada.2018"
    ran = run("diff", "HEAD", "--data", str(folder))
    assert "2018" in ran.out, ran.err


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_out_of_the_folder_is_refused(
    dataset: Write, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.jsonl"
    elsewhere.write_text(RELATION, encoding="utf-8")
    folder = dataset()
    (folder / "relations").mkdir()
    (folder / "relations" / "x.jsonl").symlink_to(elsewhere)
    assert printed(folder) == [
        "relations/x.jsonl:1:1: error[file]: leads outside the dataset's folder; put the file itself here"
    ]

"""YAML as it is read: places, what is refused, and what is still read beside a syntax error."""

from collections.abc import Callable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from akg import marked
from akg.marked import FAULTY, Map, Seq
from akg.text import UNSAFE


def faults(text: str) -> list[str]:
    return sorted(str(fault) for fault in marked.read(text, "f.yaml").faults)


def values(text: str) -> list[object]:
    return list(marked.read(text, "f.yaml").roots)


def test_every_scalar_is_a_string() -> None:
    text = "- {a: 1998, b: NO, c: 2019-03-01, d: 12:30, e: ~, f: 0x1F, g: 1e3, h: null}"
    assert values(text) == [
        [
            {
                "a": "1998",
                "b": "NO",
                "c": "2019-03-01",
                "d": "12:30",
                "e": "~",
                "f": "0x1F",
                "g": "1e3",
                "h": "null",
            }
        ]
    ]


def test_text_is_composed_so_that_names_compare() -> None:
    assert values("- {na\u0308me: Zoe\u0308}") == [[{"n\u00e4me": "Zo\u00eb"}]]


def test_maps_and_lists_know_where_everything_stands() -> None:
    """
    - id: x
      list: [a,
        bb]
    """
    root = marked.read("- id: x\n  list: [a,\n    bb]\n", "f.yaml").roots[0]
    assert isinstance(root, Seq)
    record = root[0]
    assert isinstance(record, Map)
    assert record.mark == (1, 3)
    assert record.marks == {"id": ((1, 3), (1, 7)), "list": ((2, 3), (2, 9))}
    assert isinstance(record["list"], Seq)
    assert record["list"].marks == [(2, 10), (3, 5)]


def test_an_empty_file_or_one_of_comments_holds_nothing() -> None:
    assert [values(text) for text in ("", "\n\n", "# nothing\n", "---\n", "--- # nothing\n...\n")] == [[]] * 5
    assert [faults(text) for text in ("", "\n\n", "# nothing\n", "---\n", "--- # nothing\n...\n")] == [[]] * 5


def test_a_key_given_twice_has_no_value_that_can_be_trusted() -> None:
    """- {id: x, name: one, name: two}"""
    text = "- {id: x, name: one, name: two}"
    assert faults(text) == [
        "f.yaml:1:22: error[duplicate-key]: 'name' is given twice, first in line 1; keep one"
    ]
    assert values(text) == [[{"id": "x", "name": FAULTY}]]


def test_a_key_without_a_value_is_told_by_where_it_stands() -> None:
    """
    - name:
    - {role: some, over war, type: met}
    - {from:a, type: met}
    - [x]
    -
    """
    assert faults("- name:\n- {role: some, over war, type: met}\n- {from:a, type: met}\n- [x]\n-\n") == [
        "f.yaml:1:3: error[no-value]: 'name' has no value; give it one, or remove the key",
        "f.yaml:2:16: error[no-value]: 'over war' has no value; if it belongs to the words before the comma, "
        "quote them all",
        "f.yaml:3:4: error[no-value]: 'from:a' has no value; put a blank after the colon",
        "f.yaml:5:2: error[no-value]: an empty item; give it a value, or remove the dash",
    ]


QUOTE = (
    "error[yaml]: a comma, colon or bracket inside a value breaks the record; quote the value "
    "(in double quotes, if an apostrophe is in it), or close the bracket before"
)
OPEN = (
    "error[yaml]: the quotation mark or bracket that opens here is never closed; close it, or quote the value"
)
BEGINS = "error[yaml]: a value cannot begin with this character; quote the value"
COLON = (
    "error[yaml]: a ': ' that cannot stand here; if it is part of a value, quote the value; "
    "else check the indentation, and the colon of the line before"
)
OFF = (
    "error[yaml]: the indentation is off, or a quotation mark or bracket is closed too early; "
    "align it, or quote the value"
)
NO_ANCHORS = (
    "anchors and aliases (& and *) are not accepted; write the value out, or use `with:`, or quote it"
)
NO_KEY = "a key must be a word; quote the value that the bracket belongs to, or check the brackets"


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("- {id: x, role: war: peace}", f"2:20: {QUOTE}"),
        ("- {id: x, role: [war}", f"2:21: {QUOTE}"),
        ("- {id: x,\n   role: war", f"2:3: {OPEN}"),
        ("- {id: x, role: war # peace}", f"2:3: {OPEN}"),
        ("- id: x\n  role: [", f"3:9: {OPEN}"),
        ("- {id: x, role: [war,", f"2:17: {OPEN}"),
        ("- {id: x, role: # war", f"2:3: {OPEN}"),
        ('- {id: x, role: "war}', f"2:17: {OPEN}"),
        ("- {id: x, role: war] peace}", f"2:20: {QUOTE}"),
        ("- {id: x, role: war] peace, a: b}", f"2:3: error[yaml]: {NO_KEY}"),
        ("- id: x\n  role: war: peace", f"3:12: {COLON}"),
        ("- id: x\n    role: war", f"3:9: {COLON}"),
        ("- id x\n  role: war", f"3:7: {COLON}"),
        (
            "- id: x\n  role 5\n  a: b",
            "3:3: error[yaml]: a key without a colon and a value; write key: value, "
            "and a dash before each record",
        ),
        ("- id: x\n  role: 'it's'", f"3:13: {OFF}"),
        ("- id: x\n\trole: war", "3:1: error[yaml]: a tab; indent with blanks"),
        ("- id: x\n  role:\n\t- war", "4:1: error[yaml]: a tab; indent with blanks"),
        ("- id: @x", f"2:7: {BEGINS}"),
        ("- id: %x", f"2:7: {BEGINS}"),
        ("- id: |x", f"2:8: {BEGINS}"),
        ("- id: ? x", f"2:7: {BEGINS}"),
        ("- {id: - x}", f"2:8: {BEGINS}"),
        (
            "- id: x\n role: war",
            "3:2: error[yaml]: the indentation differs from that of the items before; align it",
        ),
        ('- id: "C:\\dir"', "2:10: error[yaml]: a backslash in double quotes; use single quotes"),
        ("- id: &x war", f"2:7: error[yaml-anchor]: {NO_ANCHORS}"),
        ("- id: *x", f"2:7: error[yaml-alias]: {NO_ANCHORS}"),
        ("- id: !x war", "2:7: error[yaml-tag]: the tag '!x' is not accepted; remove it, or quote it"),
        ("- {[a]: b}", f"2:4: error[yaml]: {NO_KEY}"),
        ("- ? {a: b}\n  : c", f"2:5: error[yaml]: {NO_KEY}"),
        ("- " * 21 + "x", "2:41: error[yaml-depth]: nested more than 20 deep; no record is"),
    ],
)
def test_what_cannot_be_read_is_placed_and_answered_and_costs_only_its_own_item(
    broken: str, fault: str
) -> None:
    text = f"- {{id: before}}\n{broken}\n- {{id: after}}\n"
    assert faults(text) == [f"f.yaml:{fault}"]
    assert [item for root in values(text) if isinstance(root, Seq) for item in root] == [
        {"id": "before"},
        {"id": "after"},
    ]


def test_in_a_group_too_only_the_broken_record_is_lost() -> None:
    text = """\
# comment
- with: {source: s}
  relations:  # many

    # comment
    - {from: a, to: b}
    - {from: a, role: x: y}
    - with: {at: p}
      relations:
        - {from: c, to: d}
        - {id: lost-one, from: "c}
    - {from: e, to: f}
- {from: g, to: h}
"""
    read = marked.read(text, "f.yaml")
    assert sorted(map(str, read.faults)) == [f"f.yaml:11:32: {OPEN}", f"f.yaml:7:24: {QUOTE}"]
    inner = {"with": {"at": "p"}, "relations": [{"from": "c", "to": "d"}]}
    group = {
        "with": {"source": "s"},
        "relations": [{"from": "a", "to": "b"}, inner, {"from": "e", "to": "f"}],
    }
    assert read.roots == [[group], [{"from": "g", "to": "h"}]] or read.roots == [
        [group, {"from": "g", "to": "h"}]
    ]
    assert read.lost == {"f.yaml:7", "lost-one"}


def test_in_a_vocabulary_too_only_the_broken_row_is_lost() -> None:
    text = "kinds:\n  - {id: a}\n  - {id: b: c}\n\ntypes:\n- {id: d}\n- {id: 'e}\n"
    read = marked.read(text, "f.yaml")
    assert sorted(map(str, read.faults)) == [f"f.yaml:3:11: {QUOTE}", f"f.yaml:7:8: {OPEN}"]
    assert read.roots == [{"kinds": [{"id": "a"}], "types": [{"id": "d"}]}]


def test_a_record_whose_dash_is_out_of_line_is_read_all_the_same() -> None:
    """
    - id: a
     - id: b
    """
    text = "- id: a\n - id: b\n"
    assert faults(text) == [
        "f.yaml:2:2: error[yaml]: the dash is not in line with those of the items before; align it"
    ]
    assert values(text) == [[{"id": "a"}, {"id": "b"}]]


def test_a_second_document_is_a_fault_and_is_read() -> None:
    text = "---\n- id: a\n---\n- id: b\n"
    assert faults(text) == [
        "f.yaml:3:1: error[yaml-document]: a second document begins; put all records in one, without '---'"
    ]
    assert values(text) == [[{"id": "a"}, {"id": "b"}]]


def test_control_and_direction_characters_are_named_and_taken_out() -> None:
    text = '- {a: x\u202ey\x00, b: "\\u202e\\x07"}\n- c: \ufeff\n'
    assert faults(text) == [
        "f.yaml:1:16: error[control-character]: control or direction-changing character U+0007, U+202E; "
        "remove it",
        "f.yaml:1:8: error[control-character]: control or direction-changing character U+0000, U+202E; "
        "remove it",
        "f.yaml:2:3: error[no-value]: 'c' has no value; give it one, or remove the key",
        "f.yaml:2:6: error[control-character]: control or direction-changing character U+FEFF; remove it",
    ]
    assert values(text) == [[{"a": "x y", "b": FAULTY}, {"c": FAULTY}]]


def test_every_other_character_can_stand_in_a_file() -> None:
    every = UNSAFE.sub("", "".join(map(chr, range(0x110000)))).replace("\n", "")
    assert faults(f"# {every}\n- {{id: x}}\n") == []


HOSTILE: dict[str, Callable[[int], str]] = {
    "open brackets": lambda n: "[" * n,
    "open maps": lambda n: "{a: " * n,
    "dashes": lambda n: "- " * n,
    "questions": lambda n: "? " * n,
    "one line": lambda n: "- " + "x" * n,
    "syntax errors": lambda n: "- {a: [b\n" * (n // 8),
    "open quotes": lambda n: "- 'a\n" * (n // 5),
    "errors in a group": lambda n: "- with: {a: b}\n  relations:\n" + "    - {a: b: c}\n" * (n // 16),
    "groups with errors": lambda n: "- with: {a: b}\n  relations:\n    - {a: b: c}\n" * (n // 43),
    "control characters": lambda n: "\x01" * n,
    "vocabularies": lambda n: "kinds:\n  - 'a\n" * (n // 14),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_end_in_faults_or_values_and_not_in_an_exception(hostile: Callable[[int], str]) -> None:
    """Each is 200 kB; quadratic work on any of them would hold up the suite for minutes."""
    found = marked.read(hostile(200_000), "f.yaml")
    assert found.faults or found.roots


LINES = st.sampled_from(
    [
        "- id: a",
        "  name: b",
        "- with: {source: s}",
        "  relations:",
        "    - {id: c}",
        "    - {id: d: e}",
        "---",
        "...",
        "kinds:",
        "types:",
        "  - 'x",
        " - y",
        "\t- z",
        "- [a, {b: c}]",
        "# x",
        "",
        "? - k",
        "- &a *b",
        "%YAML 3.0",
        '"',
    ]
)


@pytest.mark.parametrize("parser", [marked.LOADER, yaml.SafeLoader])
@given(text=st.one_of(st.text(), st.text("-{}[]:, \n'\"#&*!|>?%@\\xUu0a\t"), st.lists(LINES).map("\n".join)))
def test_no_text_makes_reading_raise(parser: type, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked, "LOADER", parser)
        read = marked.read(text, "f.yaml")
    assert all(fault.place.line >= 1 and fault.place.column >= 1 for fault in read.faults)


@given(
    st.lists(
        st.sampled_from(["{id: good}", "{id: x: y}", "{id: [}", "{id: 'a}", "&a b", '"open']), min_size=1
    )
)
def test_each_broken_item_has_one_fault_and_each_whole_one_is_read(items: list[str]) -> None:
    read = marked.read("".join(f"- {item}\n" for item in items), "f.yaml")
    wrong = [number for number, item in enumerate(items, start=1) if item != "{id: good}"]
    assert sorted(fault.place.line for fault in read.faults) == wrong
    assert [item for root in read.roots if isinstance(root, Seq) for item in root] == [{"id": "good"}] * (
        len(items) - len(wrong)
    )

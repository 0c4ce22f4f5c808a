"""The canonical form of a file: nothing is lost, comments stay at their place, twice changes nothing."""

import re
from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from akg import commented, formatting, layout, locate, marked, schema

DATA = Path(__file__).parents[1] / "data"


def canonical(text: str, part: str = "relations") -> str:
    made = formatting.canonical(dedent(text), f"{part}.yaml")
    assert formatting.canonical(made, f"{part}.yaml") == made
    return made


def same(text: str, part: str = "relations") -> None:
    """Assert that a text is canonical already."""
    assert canonical(text, part) == dedent(text)


# Order and layout


def test_keys_come_in_one_order_and_what_should_not_be_there_last() -> None:
    text = "- {hue: red, claims: [{at: p. 1, by: ada, source: paper}], to: b, from: a, type: met}\n"
    assert canonical(text) == dedent("""\
        - from: a
          type: met
          to: b
          claims:
            - {by: ada, source: paper, at: p. 1}
          hue: red
        """)


MODELS: dict[str, type[BaseModel]] = {
    "entities": schema.Entity, "relations": schema.Relation, "sources": schema.Source, "kinds": schema.Kind,
    "types": schema.RelationType, "chains": schema.Chain, "aliases": schema.Alias, "claims": schema.Claim,
    "figures": schema.Figure, "parties": schema.Party, "with": schema.Evidence,
}  # fmt: skip


@pytest.mark.parametrize("what", MODELS)
def test_every_key_of_the_schema_has_its_place_in_the_order(what: str) -> None:
    fields = {field.alias or name for name, field in MODELS[what].model_fields.items()}
    assert set(layout.KEYS[what]) == fields
    assert len(layout.KEYS[what]) == len(fields)


def test_the_order_of_the_records_is_the_curators() -> None:
    same("""\
        - {from: b, type: met, to: c}
        - {from: a, type: met, to: c}
        """)


def test_a_record_stands_on_one_line_where_it_fits() -> None:
    text = """\
        - from: a
          type: met
          to: b
          role: ROLE
        """
    assert canonical(text.replace("ROLE", "r" * 83)) == f"- {{from: a, type: met, to: b, role: {'r' * 83}}}\n"
    same(text.replace("ROLE", "r" * 84))


def test_a_record_with_a_summary_or_a_list_of_claims_parties_or_figures_takes_lines() -> None:
    same(
        """\
        - id: a
          kind: group
          name: A
          aliases: [B, {name: C, lang: ar}]
          ids: {wikidata: Q1}
          summary: Short.
          died:
            - {date: 2019, source: paper}
          figures:
            - {what: members, value: 7}
        """,
        "entities",
    )


def test_groups_and_rows_of_the_vocabulary_are_laid_out_alike() -> None:
    assert canonical(
        "- {relations: [{to: b, type: met, from: a}], with: {at: p. 1, source: paper}}\n"
    ) == dedent("""\
        - with: {source: paper, at: p. 1}
          relations:
            - {from: a, type: met, to: b}
        """)
    assert canonical("{types: [], kinds: [{label: ship, id: ship}]}", "vocabulary") == dedent("""\
        kinds:
          - {id: ship, label: ship}
        types: []
        """)


def test_a_long_text_is_folded_and_its_lines_are_kept_where_it_has_some() -> None:
    words = " ".join(["word"] * 50)
    assert canonical(f"- {{from: a, note: {words}}}\n") == (
        f"- from: a\n  note: >-\n    {' '.join(['word'] * 23)}\n    {' '.join(['word'] * 23)}\n"
        f"    {' '.join(['word'] * 4)}\n"
    )
    same("""\
        - from: a
          note: |-
            one

              two
            three
        """)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("yes", "yes"),
        ("1e3", "1e3"),
        ("a, b", "a, b"),
        ("a: b", '"a: b"'),
        ("# x", '"# x"'),
        ("- x", '"- x"'),
        (" x ", '" x "'),
        ("", '""'),
        ('say "x": y', """'say "x": y'"""),
        ('it\'s: "x"', "'it''s: \"x\"'"),
        ("a\tb", '"a\\tb"'),
        ("مثال", "مثال"),
    ],
)
def test_a_text_is_quoted_only_where_yaml_needs_it(text: str, written: str) -> None:
    value = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    assert canonical(f'- "{value}"\n', "x") == f"- {written}\n"


def test_in_braces_a_comma_needs_quotes_and_outside_it_does_not() -> None:
    assert canonical('- {from: a, role: "b, c"}\n- {summary: "b, c"}\n') == dedent("""\
        - {from: a, role: "b, c"}
        - summary: b, c
        """)


def test_in_braces_a_question_mark_needs_quotes_which_yaml_without_libyaml_takes_for_a_sign() -> None:
    text = '- {from: a, role: "b?", date: "2023?"}\n- summary: "b?"\n'
    assert canonical(text) == dedent("""\
        - {from: a, role: "b?", date: "2023?"}
        - summary: b?
        """)


# Comments and blank lines


def test_comments_and_paragraphs_stay_where_they_are() -> None:
    same(
        """\
        # What the file holds.

        # para 1
        - with: {source: paper, at: para 1}  # beside a key
          relations:

            # a section

            - {from: a, type: met, to: b}  # beside a record
            # before a record
            - from: a
              # before a key
              type: met
              to: b  # beside a value
              note: >-  # beside a long text
                LONG
              claims:  # beside a key with lines below it
                - {by: c}
                # at the end of the claims
              # at the end of the record
            # at the end of the group

        # para 2
        - {from: a, type: met, to: c}
        # at the end of the file
        """.replace("LONG", " ".join(["word"] * 22) + "\n                " + "word " * 2 + "word")
    )


def test_a_comment_goes_with_its_key() -> None:
    text = """\
        - kind: person   # which kind
          # about the name
          name: Ada
          # about the id
          id: ada
        """
    assert canonical(text, "entities") == dedent("""\
        # about the id
        - id: ada
          kind: person  # which kind
          # about the name
          name: Ada
        """)


def test_comments_inside_braces_open_them() -> None:
    text = """\
        - {to: b, # the second
           # the first
           from: a,
           about: [c, # one of them
                   # none
                  ] # all of them
           # last
          } # whole
        """
    assert canonical(text) == dedent("""\
        # the first
        # whole
        - from: a
          to: b  # the second
          about:  # all of them
            - c  # one of them
            # none
          # last
        """)


def test_a_record_in_braces_keeps_the_comment_behind_it_on_its_line() -> None:
    same("- {from: a, type: met, to: b}  # seen twice\n")


def test_comments_at_a_dash_stand_above_the_record() -> None:
    assert canonical("- # one\n  # two\n  id: a\n  summary: s\n", "entities") == (
        "# one\n# two\n- id: a\n  summary: s\n"
    )


def test_several_blank_lines_become_one_and_a_record_has_none() -> None:
    text = "\n\n# a\n\n\n- id: a\n\n  summary: s\n\n\n\n- id: b\n\n\n"
    assert canonical(text, "entities") == "# a\n\n- id: a\n  summary: s\n\n- {id: b}\n"


@pytest.mark.parametrize("text", ["", "\n", "# only\n", "# one\n\n# two\n", "[]\n", "x # y\n"])
def test_a_file_without_records_keeps_what_it_has(text: str) -> None:
    assert canonical(text) == text.lstrip("\n")


def test_marks_of_documents_go() -> None:
    assert canonical("---\n# none\n", "x") == "# none\n"
    assert canonical("%YAML 1.1\n--- # one\n- a\n... # two\n", "x") == "# one\n- a  # two\n"


# Laws

NASTY = (
    "yes", "1e3", "a: b", "a:", ":a", "# x", "a #x", " lead", "trail ", "one\ntwo", "one\n\n two\n", "\n",
    "😀", "مثال", "'", '"', "\\", "- x", "[", "]", "{", "a, b", "?", "? x", "-", "---", "...", "%x", "@x",
    "`x", "!x", "&x", "*x", "|", ">", "~", "", "who?", "\ta", "a\u00a0", "=", "<<", "e\u0301", "x\n" * 3,
    "w" * 130, "x" * 1200, "word " * 30 + "end", "a  b " * 30 + "end", "# " + "x " * 70, "- " + "x " * 70,
    "a:?b", ": " * 50, "long " * 9 + "\nsecond line " * 12,
)  # fmt: skip
ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
TEXTS = st.sampled_from(NASTY) | st.text(ALPHABET, max_size=20)
TEXTS = TEXTS.map(lambda text: re.sub("[\u202a-\u202e\u2066-\u2069]", "", text))
WORDS = st.sampled_from(
    [*{key for keys in layout.KEYS.values() for key in keys}, "hue", "a b", "é", "# k", "\u00a0k"]
)
TREES = st.recursive(
    TEXTS, lambda one: st.lists(one, max_size=4) | st.dictionaries(WORDS, one, max_size=4), max_leaves=12
)


# libyaml reads more than PyYAML does without it.
LOADERS = (yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


class Scribe:
    """Writes a value as YAML as nobody should, with comments wherever one can stand."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def flip(self) -> bool:
        return self.draw(st.booleans())

    def comment(self) -> str:
        self.comments.append(
            f"#{len(self.comments)} {self.draw(st.sampled_from(['x', ': -', '#', '{', '']))}".rstrip()
        )
        return self.comments[-1]

    def between(self) -> str:
        """Give lines that may stand between two lines: none, a blank one, a comment anywhere."""
        kind = self.draw(st.integers(0, 5))
        if kind > 2:
            return ""
        return "\n" if kind == 2 else f"{' ' * self.draw(st.integers(0, 9))}{self.comment()}\n"

    def beside(self) -> str:
        return f" {self.comment()}\n" if self.draw(st.integers(0, 3)) == 0 else "\n"

    def scalar(self, text: str) -> str:
        if re.fullmatch("[a-z]+", text) and self.flip():
            return text
        if self.flip() and "\n" not in text and "\t" not in text:
            return "'" + text.replace("'", "''") + "'"
        for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            text = text.replace(sign, escape)
        return f'"{text}"'

    def flow(self, value: Any) -> str:
        if isinstance(value, str):
            return self.scalar(value)
        parts = [self.flow(item) for item in value] if isinstance(value, list) else [
            f"{self.scalar(key)}: {self.flow(item)}" for key, item in value.items()
        ]  # fmt: skip
        made = "".join(self.gap() + part + "," for part in parts) + self.gap()
        return f"[{made}]" if isinstance(value, list) else f"{{{made}}}"

    def gap(self) -> str:
        return f" {self.comment()}\n    " if self.draw(st.integers(0, 5)) == 0 else " "

    def value(self, value: Any, indent: int) -> str:
        """Write what follows a dash or the colon of a key, to the end of its last line."""
        if isinstance(value, str) and re.fullmatch("[^ \n\t#][^\n\t]*", value) and self.flip():
            beside = self.beside()
            return f" |-{beside}{' ' * (indent + 2)}{value}\n"
        if isinstance(value, str) or not value or self.flip():
            return f" {self.flow(value)}{self.beside()}"
        return self.beside() + self.block(value, indent + 2)

    def block(self, value: Any, indent: int) -> str:
        items = [("-", item) for item in value] if isinstance(value, list) else [
            (f"{self.scalar(key)}:", item) for key, item in value.items()
        ]  # fmt: skip
        margin, made = " " * indent, ""
        for head, item in items:
            between = "" if made.endswith("  ") else self.between()
            made += f"{between}{margin}{head}{self.value(item, indent)}"
        return made


@st.composite
def written(draw: st.DrawFn) -> tuple[Any, str, list[str]]:
    """Give a value, a text that holds it, and the comments in it."""
    value = draw(st.lists(TREES, max_size=3) | st.dictionaries(WORDS, TREES, max_size=3))
    scribe = Scribe(draw)
    head = scribe.between()
    text = head + (scribe.block(value, 0) if value else "[]\n") + scribe.between()
    return value or [], text, scribe.comments


@given(written(), st.sampled_from(locate.PARTS))
def test_nothing_is_lost_and_twice_changes_nothing(case: tuple[Any, str, list[str]], part: str) -> None:
    _, text, comments = case
    if marked.read(text, "").faults:  # a comment that stands where YAML takes it for something else
        return
    was = marked.read(text, "").roots
    made = formatting.canonical(text, f"{part}.yaml")
    assert formatting.canonical(made, f"{part}.yaml") == made
    assert marked.read(made, "").faults == []
    assert marked.read(made, "").roots == was
    for loader in LOADERS:
        assert (yaml.load(made, loader) if was else None) == (was[0] if was else None)
    found = formatting.comments(commented.read(made))
    assert found == formatting.comments(commented.read(text))
    assert found <= Counter(comments)
    assert not any(line != line.rstrip(" ") for line in made.split("\n"))


@pytest.mark.parametrize("part", locate.PARTS)
def test_the_shipped_data_keeps_all_that_it_has(part: str) -> None:
    text = (DATA / f"{part}.yaml").read_text(encoding="utf-8")
    made = canonical(text, part)
    assert [yaml.load(text, yaml.BaseLoader)] == marked.read(made, "").roots == marked.read(text, "").roots
    assert [line for line in made.splitlines() if len(line) > 120 and "url: " not in line] == []

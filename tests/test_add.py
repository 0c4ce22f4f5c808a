"""`akg add`: where a record goes, what is refused, and that nothing else in the file changes."""

import difflib
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from commandline import AKG, Ran, process, run
from conftest import Write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akg import atomic, checks, loader, locate

MET = ("ada", "met", "guild")
PAPER = ("--source", "paper")


def add(folder: Path, *words: str) -> str:
    """Add something that is accepted, and give the difference that it makes, without its context."""
    was = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    ran = run("add", *words, "--data", str(folder))
    assert ran.code == 0, ran.err
    made = ""
    for path in sorted(folder.rglob("*.yaml")):
        lines = difflib.ndiff(was.get(path, "").splitlines(True), path.read_text("utf-8").splitlines(True))
        made += "".join(line for line in lines if line[0] in "+-")
    return made


def after(folder: Path, line: str) -> str:
    """Give the line of the relations that stands before one."""
    lines = (folder / "relations.yaml").read_text().splitlines()
    return lines[lines.index(line) - 1]


# Where it goes


def test_a_record_is_printed_with_its_place(dataset: Write) -> None:
    folder = dataset()
    ran = run("add", "relation", *MET, *PAPER, "--at", "p. 2", "--data", str(folder))
    line = "- {from: ada, type: met, to: guild, source: paper, at: p. 2}\n"
    assert ran == Ran(0, f"{folder}/relations.yaml:2\n{line}", "")
    assert (folder / "relations.yaml").read_text().splitlines(True)[1:] == [line]


def test_a_dry_run_prints_the_same_and_writes_nothing(dataset: Write) -> None:
    folder = dataset()
    before = (folder / "relations.yaml").read_bytes()
    dry = run("add", "relation", *MET, *PAPER, "--data", str(folder), "--dry-run")
    assert (folder / "relations.yaml").read_bytes() == before
    assert run("add", "relation", *MET, *PAPER, "--data", str(folder)) == dry


GROUPS = """\
# para 1
- with: {source: paper, at: para 1}
  relations:
      - {from: ada, type: met, to: brian}   # odd   spacing
      # the end of para 1

# para 2
- with: {source: paper, at: para 2}
  relations: []
- {from: brian, type: met, to: york, source: book}
# the end
"""
BOOK = "- {id: paper, title: A paper, date: 2020}\n- {id: book, title: A book, date: 2020}\n"


@pytest.mark.parametrize(
    ("evidence", "line", "above"),
    [
        (
            ("--source", "paper", "--at", "para 1"),
            "      - {from: ada, type: met, to: guild}",
            "      - {from: ada, type: met, to: brian}   # odd   spacing",
        ),
        (
            ("--source", "paper", "--at", "para 3"),
            "- {from: ada, type: met, to: guild, source: paper, at: para 3}",
            "",
        ),
        (
            ("--source", "book"),
            "- {from: ada, type: met, to: guild, source: book}",
            "- {from: brian, type: met, to: york, source: book}",
        ),
    ],
)
def test_a_relation_goes_into_the_group_of_its_place_else_behind_the_last_of_its_source(
    dataset: Write, evidence: tuple[str, ...], line: str, above: str
) -> None:
    folder = dataset(relations=GROUPS.replace("[]", "[{from: ada, type: met, to: york}]"), sources=BOOK)
    assert f"+ {line}\n" in add(folder, "relation", *MET, *evidence)
    assert after(folder, line) == above


def test_a_relation_of_a_source_that_nothing_cites_goes_to_the_end(dataset: Write) -> None:
    folder = dataset(sources=BOOK)
    assert add(folder, "relation", *MET, "--source", "book").startswith("+ - {from: ada")


def test_a_group_that_gives_more_than_is_said_does_not_take_it(dataset: Write) -> None:
    folder = dataset(
        relations="- with: {source: paper, by: ada}\n  relations:\n    - {from: ada, type: met, to: york}\n"
    )
    assert add(folder, "relation", *MET, *PAPER) == "+ - {from: ada, type: met, to: guild, source: paper}\n"


def test_an_entity_goes_behind_the_last_of_its_kind_as_a_paragraph_where_they_are(dataset: Write) -> None:
    folder = dataset(
        entities="""\
        # People

        - {id: ada, kind: person, name: Ada}

        - {id: brian, kind: person, name: Brian}
        # one more

        # Groups
        - {id: guild, kind: group, name: Guild}
        - {id: york, kind: place, name: York}
        """
    )
    assert add(folder, "entity", "Zoë O’Hara", "--kind", "person") == (
        "+ \n+ - {id: zoe-ohara, kind: person, name: Zoë O’Hara}\n"
    )
    assert add(folder, "entity", "Crew", "--kind", "group") == "+ - {id: crew, kind: group, name: Crew}\n"
    assert (folder / "entities.yaml").read_text().splitlines()[4:10] == [
        "- {id: brian, kind: person, name: Brian}",
        "",
        "- {id: zoe-ohara, kind: person, name: Zoë O’Hara}",
        "# one more",
        "",
        "# Groups",
    ]


def test_an_entity_takes_what_its_group_gives_into_its_dates_too(dataset: Write) -> None:
    folder = dataset(
        entities="""\
        - with: {source: paper}
          entities:
            - {id: ada, kind: person, name: Ada, at: p. 1}
        - {id: brian, kind: person, name: Brian}
        - {id: york, kind: place, name: York}
        - {id: guild, kind: group, name: Guild}
        """
    )
    made = add(folder, "entity", "Carol", "--kind", "person", *PAPER, "--at", "p. 2", "--born", "1970~")
    assert made == "+     - {id: carol, kind: person, name: Carol, at: p. 2, born: {date: 1970~, at: p. 2}}\n"
    made = add(
        folder, "entity", "Dinner", "--kind", "event", *PAPER, "--date", "2019", "--place", "york",
        "--party", "ada: host", "--party", "Guild", "--summary", "They dined.", "--alias", "A, B",
    )  # fmt: skip
    assert (
        made
        == """\
+     - id: dinner
+       kind: event
+       name: Dinner
+       aliases: ["A, B"]
+       summary: They dined.
+       date: 2019
+       place: york
+       parties:
+         - {who: ada, role: host}
+         - {who: guild}
"""
    )


def test_of_several_files_the_one_that_cites_the_source_takes_it_else_the_last(dataset: Write) -> None:
    folder = dataset(sources=BOOK, relations="")
    (folder / "relations").mkdir()
    (folder / "relations" / "a.yaml").write_text("- {from: ada, type: met, to: brian, source: book}\n")
    (folder / "relations" / "b.yaml").write_text("# nothing yet\n")
    ran = run("add", "relation", *MET, "--source", "book", "--data", str(folder))
    assert ran.out.startswith(f"{folder}/relations/a.yaml:2\n")
    ran = run("add", "relation", "brian", "met", "guild", *PAPER, "--data", str(folder))
    assert ran.out.startswith(f"{folder}/relations/b.yaml:3\n")


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (None, "NEW"),
        ("", "NEW"),
        ("# none yet\n", "# none yet\n\nNEW"),
        ("# none yet", "# none yet\n\nNEW"),
        ("[]\n", "NEW"),
        ("# none yet\n[]", "# none yet\nNEW"),
        ("-   {id: x, title: X}", "-   {id: x, title: X}\nNEW"),
        ("  - id: x\n    title: |\n      X\n\n# end\n", "  - id: x\n    title: |\n      X\n  NEW\n# end\n"),
    ],
)
def test_a_file_is_begun_or_continued_as_it_is(dataset: Write, before: str | None, written: str) -> None:
    folder = dataset(relations="", sources=(before or "").encode())
    if before is None:
        (folder / "sources.yaml").unlink()
    ran = run("add", "source", "book", "--title", "A book", "--data", str(folder))
    assert ran.code == 0
    assert (folder / "sources.yaml").read_text() == written.replace("NEW", "- {id: book, title: A book}\n")


def test_windows_line_ends_and_a_byte_order_mark_stay(dataset: Write) -> None:
    folder = dataset(sources=b"\xef\xbb\xbf- {id: paper, title: A paper, date: 2020}\r\n")
    add(folder, "source", "book", "--title", "A book")
    assert (folder / "sources.yaml").read_bytes() == (
        b"\xef\xbb\xbf- {id: paper, title: A paper, date: 2020}\r\n- {id: book, title: A book}\r\n"
    )


@pytest.mark.parametrize("text", ["{}\n", "hello\n"])
def test_a_file_that_holds_no_list_is_for_its_curator_to_mend(dataset: Write, text: str) -> None:
    folder = dataset(sources=text, relations="")
    ran = run("add", "source", "book", "--title", "A book", "--data", str(folder))
    message = "'sources.yaml' holds no list of sources; begin each record with '- ', or empty the file"
    assert (ran.code, message in ran.err) == (2, True), ran
    assert (folder / "sources.yaml").read_text(encoding="utf-8") == text


def test_a_list_in_brackets_is_for_fmt_to_open_first(dataset: Write) -> None:
    folder = dataset(sources="[{id: paper, title: A paper, date: 2020}]\n")
    ran = run("add", "source", "book", "--title", "A book", "--data", str(folder))
    message = "'sources.yaml' is written in brackets, where no line can be added; run: akg fmt"
    assert ran == Ran(2, "", f"akg: {message}\n")
    assert run("fmt", "--data", str(folder)).code == 0
    assert add(folder, "source", "book", "--title", "A book") == "+ - {id: book, title: A book}\n"


# Claims


def test_a_denial_joins_the_claim_of_a_record_in_short_form(dataset: Write) -> None:
    folder = dataset(
        relations="""\
        # they met
        - {to: brian, from: ada, type: met, source: paper, at: p. 1, date: 2019}  # once
        - {from: ada, type: met, to: york, source: paper}
        """
    )
    made = add(folder, "claim", "ada.met.brian.2019", *PAPER, "--by", "Brian", "--stance", "denies")
    assert (
        made
        == """\
- - {to: brian, from: ada, type: met, source: paper, at: p. 1, date: 2019}  # once
+ # once
+ - from: ada
+   type: met
+   to: brian
+   date: 2019
+   claims:
+     - {source: paper, at: p. 1}
+     - {by: brian, stance: denies, source: paper}
"""
    )


def test_a_further_claim_is_one_line_more(dataset: Write) -> None:
    folder = dataset(
        relations="""\
        - with: {source: paper, at: p. 1}
          relations:
            - to: brian
              from: ada
              type: met
              claims:
               - {by:   ada}  # she
              note: n
        """
    )
    said = ("--by", "guild", "--stance", "doubts")
    made = add(folder, "claim", "ada.met.brian", *PAPER, "--at", "p. 1", *said)
    assert made == "+        - {by: guild, stance: doubts}\n"
    refused = run("add", "claim", "ada.met.brian", *PAPER, *said, "--data", str(folder))
    message = "the group that the record is in gives 'at' to every claim; give --at"
    assert refused == Ran(2, "", f"akg: {message}\n")


def test_a_record_without_claims_gets_its_first(dataset: Write) -> None:
    assert (
        add(dataset(), "claim", "york", *PAPER, "--at", "p. 1")
        == """\
- - {id: york, kind: place, name: York}
+ - id: york
+   kind: place
+   name: York
+   claims:
+     - {source: paper, at: p. 1}
"""
    )


def test_a_record_that_begins_below_its_dash_is_for_fmt_to_mend_first(dataset: Write) -> None:
    folder = dataset(relations="-\n  from: ada\n  type: met\n  to: brian\n  source: paper\n")
    ran = run("add", "claim", "ada.met.brian", *PAPER, "--by", "ada", "--data", str(folder))
    message = "'relations.yaml:2' is not on lines of its own with a '- ' before; run: akg fmt"
    assert ran == Ran(2, "", f"akg: {message}\n")
    assert run("fmt", "--data", str(folder)).code == 0
    assert add(folder, "claim", "ada.met.brian", *PAPER, "--by", "ada").endswith(
        "+     - {source: paper}\n+     - {by: ada, source: paper}\n"
    )


COMMENTED = """\
- from: ada
  type: met
  to: brian
  claims:
    - {source: paper, at: p. 1}
    # p. 2 says the same

    # and so does p. 3
  # the end of the record
- {from: ada, type: met, to: york, source: paper}
"""


def test_a_claim_goes_behind_the_comments_on_the_last(dataset: Write) -> None:
    folder = dataset(relations=COMMENTED)
    line = "    - {source: paper, at: p. 4}"
    assert add(folder, "claim", "ada.met.brian", *PAPER, "--at", "p. 4") == f"+ {line}\n"
    assert after(folder, line) == "    # and so does p. 3"


def test_a_record_that_is_written_anew_has_its_comments_once(dataset: Write) -> None:
    folder = dataset(
        relations="- from: ada  # a\n  type: met\n  to: brian\n  # b\n  source: paper\n  # c\n# d\n"
    )
    add(folder, "claim", "ada.met.brian", *PAPER, "--by", "brian")
    assert (folder / "relations.yaml").read_text() == (
        "- from: ada  # a\n  type: met\n  to: brian\n  claims:\n    # b\n    - {source: paper}\n"
        "    - {by: brian, source: paper}\n  # c\n# d\n"
    )


def test_a_claim_that_its_group_gives_whole_tells_its_source(dataset: Write) -> None:
    folder = dataset(
        relations="""\
        - with: {source: paper}
          relations:
            - {from: ada, type: met, to: brian, by: ada}
        """
    )
    assert add(folder, "claim", "ada.met.brian", *PAPER).endswith(
        "+         - {by: ada}\n+         - {source: paper}\n"
    )


@pytest.mark.parametrize(
    "record",
    [
        "- {from: ada, type: met, to: brian, by: Zoë, source: paper, at: p. 1}",
        "- {from: ada, type: met, to: brian, claims: [{source: paper, at: p. 1, by: Zoë, stance: asserts}]}",
        "- with: {source: paper, by: Zoë}\n  relations:\n  - {from: ada, type: met, to: brian, at: p. 1}",
    ],
)
def test_the_very_claim_that_a_record_has_is_refused(dataset: Write, record: str) -> None:
    folder = dataset(relations=f"{record}\n")
    said = ("--by", "Zoe\u0308", "--at", "p. 1")
    ran = run("add", "claim", "ada.met.brian", *PAPER, *said, "--data", str(folder))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("akg: 'ada.met.brian' has this very claim already (relations.yaml:")
    assert ran.err.endswith("); give what sets this one apart, such as --by or --at\n")
    assert add(folder, "claim", "ada.met.brian", *PAPER, *said, "--stance", "doubts")


def test_texts_are_written_with_their_accents_composed(dataset: Write) -> None:
    folder = dataset()
    decomposed = "Zoe\u0308"
    add(folder, "entity", decomposed, "--kind", "person", "--alias", f"{decomposed} B")
    add(folder, "claim", "ada.met.brian.2019", *PAPER, "--note", decomposed)
    made = (folder / "entities.yaml").read_text("utf-8") + (folder / "relations.yaml").read_text("utf-8")
    assert "name: Zo\xeb, aliases: [Zo\xeb B]}" in made
    assert "note: Zo\xeb}" in made


def test_an_unknown_record_is_answered_with_a_likely_one(dataset: Write) -> None:
    ran = run("add", "claim", "ada.met.bryan.2019", *PAPER, "--data", str(dataset()))
    message = "no record has the id 'ada.met.bryan.2019'; did you mean 'ada.met.brian.2019'?"
    assert ran == Ran(1, "", f"akg: {message}\n")


# What is refused

REFUSALS = {
    "an unknown type": (
        ("relation", "ada", "meet", "guild", *PAPER),
        "TYPE: error[unknown-type]: 'meet' is no relation type; did you mean 'met'?",
    ),
    "an unknown source": (
        ("relation", *MET, "--source", "papers"),
        "--source: error[unknown-source]: 'papers' is no source; did you mean 'paper'?",
    ),
    "a date that is none": (
        ("relation", *MET, *PAPER, "--date", "2019-13"),
        "--date: error[date]: '2019-13' is no date: month 13; write YYYY-MM with 01 to 12, or "
        "21 to 24 for a season",
    ),
    "a stance that is none": (
        ("relation", *MET, *PAPER, "--stance", "denied"),
        "--stance: error[wrong-value]: 'stance' is one of 'asserts', 'denies', 'doubts' or 'retracts'; "
        "found 'denied'",
    ),
    "a denial of nothing": (
        ("relation", *MET, *PAPER, "--stance", "denies"),
        "--stance: error[denial-alone]: denied but asserted by nobody; add the claim that is denied",
    ),
    "a relation on file": (
        ("relation", "ada", "met", "brian", "--date", "2019", *PAPER),
        "the new record: error[duplicate-id]: the relation id 'ada.met.brian.2019' is taken by "
        "relations.yaml:1:3; merge their claims into one record, or give one an 'id' of its own",
    ),
    "an id that is taken": (
        ("entity", "Ada", "--kind", "person"),
        "--id: error[duplicate-id]: the entity id 'ada' is taken by entities.yaml:1:3; "
        "give one of them another",
    ),
    "a place that is none": (
        ("relation", *MET, *PAPER, "--place", "ada"),
        "--place: error[wrong-kind]: the place 'ada' is a record of kind person; name a place",
    ),
    "an empty text": (
        ("relation", *MET, *PAPER, "--role", " "),
        "--role: error[no-value]: 'role' is empty; give it a value, or remove it",
    ),
    "a text too long": (
        ("relation", *MET, *PAPER, "--note", "x" * 20_000),
        "--note: error[too-long]: 'note' is longer than 10000 characters",
    ),
    "a wrong date of birth": (
        ("entity", "Carol", "--kind", "person", *PAPER, "--born", "1970s"),
        "--born: error[date]: '1970s' is no date: it is not written as EDTF; write 197X",
    ),
    "a wrong date of a claim": (
        ("claim", "ada.met.brian.2019", *PAPER, "--said", "1998"),
        "--said: error[said-before]: said 1998, before it happened (2019); correct one date, and put a "
        "forecast into 'note'",
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_check_would_refuse_is_refused_in_its_words_and_nothing_is_written(
    dataset: Write, what: str
) -> None:
    folder = dataset()
    before = {path: path.read_bytes() for path in folder.iterdir()}
    call, message = REFUSALS[what]
    ran = run("add", *call, "--data", str(folder))
    assert ran == Ran(4, "", f"akg: {message}\n")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_errors_elsewhere_are_no_hindrance_and_warnings_are_told(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n- {hue: red}\n")
    assert add(folder, "relation", *MET, *PAPER).startswith("+ - {from: ada")
    (folder / "vocabulary.yaml").write_text("kinds: {\n")
    assert add(folder, "relation", "brian", "met", "guild", *PAPER).startswith("+ - {from: brian")
    ran = run("add", "entity", "ADA", "--id", "ada-2", "--kind", "person", "--data", str(folder))
    assert ran.code == 0
    assert ran.err == (
        f"{folder}/entities.yaml:3:35: warning[shared-name]: 'ADA' is also a name of 'ada' "
        "(entities.yaml:1:3); a look-up will ask which\n"
    )


def test_a_file_that_is_not_sound_yaml_is_to_be_mended_first(dataset: Write) -> None:
    folder = dataset(relations="- {from: a\n")
    ran = run("add", "relation", *MET, *PAPER, "--data", str(folder))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("akg: relations.yaml:1:3: error[yaml]: ")


# Names

VOICES = """\
- {id: ada, kind: person, name: Ada}
- {id: brian, kind: person, name: Brian O’Neil, aliases: [The Mason]}
- {id: guild, kind: group, name: Guild One}
- {id: guild-2, kind: group, name: Guild Two}
- {id: york, kind: place, name: York}
"""


def test_names_mean_what_they_mean_in_questions(dataset: Write) -> None:
    folder = dataset(
        entities="""\
        - {id: ada, kind: person, name: Ada Lovelace, aliases: [آدا]}
        - {id: brian, kind: person, name: Brian}
        - {id: guild, kind: group, name: Guild One}
        - {id: guild-2, kind: group, name: Guild Two}
        """
    )
    made = add(
        folder, "relation", "lovelace", "met", "BRIAN", *PAPER, "--about", "آدا", "--by", "two officials"
    )
    assert made == "+ - {from: ada, type: met, to: brian, about: [ada], by: two officials, source: paper}\n"
    made = add(folder, "relation", "ada", "met", "One Guild", *PAPER, "--by", "ada lovelace")
    assert made == "+ - {from: ada, type: met, to: guild, by: ada, source: paper}\n"
    message = "'Guild' can mean 2 entities; give the id of one:\n  guild  Guild One\n  guild-2  Guild Two"
    ran = run("add", "relation", "ada", "met", "Guild", *PAPER, "--data", str(folder))
    assert ran == Ran(3, "", f"akg: {message}\n")


def test_an_ambiguous_name_and_an_unknown_one_are_answered_as_everywhere(dataset: Write) -> None:
    twins = "- {id: a1, kind: person, name: Ada}\n- {id: a2, kind: person, name: Ada}\n"
    folder = str(dataset(entities=twins, relations=""))
    ran = run("add", "relation", "Ada", "met", "a2", *PAPER, "--data", folder)
    message = "'Ada' can mean 2 entities; give the id of one:\n  a1  Ada\n  a2  Ada"
    assert ran == Ran(3, "", f"akg: {message}\n")
    ran = run("add", "relation", "a1", "met", "Zed", *PAPER, "--data", folder)
    message = "no entity is called 'Zed'; try: akg search TEXT (akg add entity adds one)"
    assert ran == Ran(1, "", f"akg: {message}\n")


@pytest.mark.parametrize("by", ["brian", "BRIAN O’NEIL", "Brian Oneil", "oneil", "The Mason"])
def test_a_voice_on_file_is_written_as_its_id(dataset: Write, by: str) -> None:
    folder = dataset(entities=VOICES)
    assert add(folder, "relation", *MET, *PAPER, "--by", by, "--via", by) == (
        "+ - {from: ada, type: met, to: guild, by: brian, via: brian, source: paper}\n"
    )


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("two officials", ""),
        ("Guild", "'Guild One' or 'Guild Two'"),
        ("Brain O’Neil", "'Brian O’Neil'"),
    ],
)
def test_other_words_are_kept_and_those_like_a_name_are_told(dataset: Write, by: str, said: str) -> None:
    folder = dataset(entities=VOICES)
    ran = run("add", "relation", "ada", "met", "brian", *PAPER, "--by", by, "--data", str(folder))
    assert ran.out.endswith(f"- {{from: ada, type: met, to: brian, by: {by}, source: paper}}\n")
    told = f"akg: no record is called '{by}' (did you mean {said}?)"
    kept = "kept as words, which count as another voice"
    assert ran.err == (f"{told}; {kept}\n" if said else "")


@pytest.mark.parametrize(
    ("party", "written"),
    [
        ("ada", "{who: ada}"),
        ("ada:host", "{who: ada, role: host}"),
        ("ada : host: in York", '{who: ada, role: "host: in York"}'),
        ("lovelace: host", "{who: ada, role: host}"),
        ("Crew: North", "{who: crew-north}"),
        ("Crew: North: guest", "{who: crew-north, role: guest}"),
        ("Crew: guest", "{who: crew, role: guest}"),
    ],
)
def test_a_party_is_a_name_that_may_hold_a_colon_and_a_role(dataset: Write, party: str, written: str) -> None:
    folder = dataset(
        relations="",
        entities="""\
        - {id: ada, kind: person, name: Ada Lovelace}
        - {id: crew, kind: group, name: Crew}
        - {id: crew-north, kind: group, name: "Crew: North"}
        """,
    )
    made = add(folder, "entity", "Dinner", "--kind", "event", *PAPER, "--party", party)
    assert made.endswith(f"+   parties:\n+     - {written}\n")


def test_a_voice_that_could_be_an_id_is_one(dataset: Write) -> None:
    folder = str(dataset(entities=VOICES))
    ran = run("add", "relation", "ada", "met", "brian", *PAPER, "--by", "one", "--data", folder, "--dry-run")
    assert ran.out.endswith("- {from: ada, type: met, to: brian, by: guild, source: paper}\n")
    ran = run("add", "claim", "ada.met.brian.2019", *PAPER, "--by", "guilds", "--data", folder)
    assert (ran.code, ran.out) == (1, "")
    ran = run("add", "relation", *MET, *PAPER, "--by", "bryan", "--data", str(dataset()))
    message = "no entity is called 'bryan'; did you mean 'Brian'? (akg add entity adds one)"
    assert ran == Ran(1, "", f"akg: {message}\n")


# Asking


def test_off_a_terminal_nothing_is_asked(dataset: Write) -> None:
    folder = str(dataset())
    for words, missing in (
        ((), "FROM is missing; give the name of an entity"),
        (("ada",), "TYPE is missing; give a relation type; ? lists them"),
        (("ada", "met"), "TO is missing; give the name of an entity"),
        (MET, "--source is missing; give the id of a source, such as paper"),
    ):
        assert run("add", "relation", *words, "--data", folder) == Ran(2, "", f"akg: {missing}\n")
    ran = run("add", "entity", "آدا", "--kind", "person", "--data", folder)
    assert ran == Ran(2, "", "akg: --id is missing; give lower-case letters, digits and hyphens\n")


class Keyboard(io.StringIO):
    """A terminal with somebody at it."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_is_missing_is_asked_for_until_it_is_right(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    monkeypatch.setattr(sys, "stdin", Keyboard("\nzzz\nAda\nmeet\nmet\nguild\n2019-13\n\npaper\np. 2\n"))
    ran = run("add", "relation", "--data", str(folder), tty=True)
    line = "- {from: ada, type: met, to: guild, source: paper, at: p. 2}\n"
    assert (ran.code, ran.out) == (0, f"{folder}/relations.yaml:2\n{line}")
    assert ran.err == (
        "FROM (the name of an entity): it is needed; Ctrl-C leaves without writing\n"
        "FROM (the name of an entity): no entity is called 'zzz'; try: akg search TEXT (akg add "
        "entity adds one)\n"
        "FROM (the name of an entity): TYPE (a relation type; ? lists them): 'meet' is no relation type; "
        "did you mean 'met'?\n"
        "TYPE (a relation type; ? lists them): TO (the name of an entity): "
        "--date (when, such as 2019, 2019-05, 2009/..; empty: none): "
        "'2019-13' is no date: month 13; write YYYY-MM with 01 to 12, or 21 to 24 for a season\n"
        "--date (when, such as 2019, 2019-05, 2009/..; empty: none): "
        "--source (the id of a source, such as paper): "
        "--at (the place in the source, such as para 8; empty: none): "
    )


# What is called, typed and written, and the last line of what is said of a wrong answer.
ASKED = {
    "a claim begins with its stance": (
        ("claim", "ada.met.brian.2019"),
        "\ndenied\ndenies\nbrian\npaper\np. 9\n",
        "    - {by: brian, stance: denies, source: paper, at: p. 9}\n",
        "'denied' is no stance; did you mean 'denies'?",
    ),
    "a speaker whose name is like one on file": (
        ("claim", "ada.met.brian.2019"),
        "denies\nBrien\nBrien\npaper\np. 9\n",
        "    - {by: Brien, stance: denies, source: paper, at: p. 9}\n",
        "no record is called 'Brien' (did you mean 'Brian'?); type it again to keep the words",
    ),
    "a source": (
        ("source",),
        "Kurier\npaper\nkurier\nKurier\n2019-13\n2019\n",
        "- {id: kurier, title: Kurier, date: 2019}\n",
        "'2019-13' is no date: month 13; write YYYY-MM with 01 to 12, or 21 to 24 for a season",
    ),
    "an event": (
        ("entity", "Dinner", "--kind", "event"),
        "paper\n\n2019\nada\nyork\nada: host\nzed\nGuild\n\n",
        "- id: dinner\n  kind: event\n  name: Dinner\n  source: paper\n  date: 2019\n  place: york\n"
        "  parties:\n    - {who: ada, role: host}\n    - {who: guild}\n",
        "no entity is called 'zed'; try: akg search TEXT (akg add entity adds one)",
    ),
    "an entity whose id is taken": (
        ("entity", "--kind", "person"),
        "Ada\nAda 2\nada-2\n",
        "- {id: ada-2, kind: person, name: Ada}\n",
        "'Ada 2' is no id; write lower-case letters, digits and hyphens",
    ),
}


@pytest.mark.parametrize("what", ASKED)
def test_with_what_is_needed_what_makes_a_record_worth_having_is_asked_for(
    dataset: Write, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    call, typed, written, said = ASKED[what]
    monkeypatch.setattr(sys, "stdin", Keyboard(typed))
    ran = run("add", *call, "--data", str(dataset()), tty=True)
    assert ran.code == 0, ran.err
    assert ran.out.endswith(written)
    assert sys.stdin.read() == ""
    assert f": {said}\n" in ran.err


def test_where_all_that_is_needed_is_given_nothing_is_asked(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(dataset())
    monkeypatch.setattr(sys, "stdin", Keyboard(""))
    for call in (
        ("relation", *MET, *PAPER),
        ("source", "book", "--title", "A book"),
        ("entity", "Carol", "--kind", "person"),
        ("claim", "ada.met.guild", *PAPER, "--by", "ada"),
    ):
        assert run("add", *call, "--data", folder, tty=True).code == 0


class Bytes(io.TextIOWrapper):
    """A terminal that sends these bytes."""

    def isatty(self) -> bool:
        return True


def test_a_byte_that_is_no_text_is_asked_for_again(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Bytes(io.BytesIO(b"Ren\xe9\nRen\xc3\xa9\n"), encoding="utf-8"))
    ran = run("add", "entity", "--kind", "person", "--data", str(dataset()), tty=True)
    assert ran.out.endswith("- {id: rene, kind: person, name: René}\n")
    again = "it holds a control character, or one that is no text here; leave it out"
    assert ran.err == f"NAME (the name): {again}\nNAME (the name): "


def test_the_end_of_the_input_writes_nothing(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = dataset()
    before = (folder / "relations.yaml").read_bytes()
    monkeypatch.setattr(sys, "stdin", Keyboard("ada\n"))
    ran = run("add", "relation", "--data", str(folder), tty=True)
    assert (ran.code, ran.out) == (2, "")
    assert (folder / "relations.yaml").read_bytes() == before


# Safety


def test_the_dataset_that_comes_with_akg_is_not_written_unless_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    message = "akg: there is no dataset here; name its folder with --data, or make one: akg init my-dataset\n"
    before = {path: path.read_bytes() for path in locate.bundled().glob("*.yaml")}
    assert run("add", "entity", "Ada", "--kind", "person") == Ran(2, "", message)
    assert {path: path.read_bytes() for path in locate.bundled().glob("*.yaml")} == before


def test_records_added_at_once_are_all_there(dataset: Write) -> None:
    folder = dataset()
    calls = [[*AKG, "add", "entity", f"P {n}", "--kind", "person", "--data", str(folder)] for n in range(4)]
    running = [subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=-1, text=True) for call in calls]
    waits = f"akg: waiting for another akg that changes '{folder}'\n"  # where the machine is busy
    assert {one.communicate(timeout=60)[1] for one in running} <= {"", waits}
    assert [one.returncode for one in running] == [0] * 4
    assert {f"p-{n}" for n in range(4)} <= loader.load(folder).entities.keys()


def test_what_another_wrote_while_one_waited_is_no_hindrance(
    dataset: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = dataset()
    relations = folder / "relations.yaml"

    @contextmanager
    def waiting(*_: object) -> Iterator[None]:
        relations.write_text(
            f"- {{from: ada, type: met, to: nobody, source: paper}}\n{relations.read_text()}"
        )
        yield

    monkeypatch.setattr(atomic, "alone", waiting)
    ran = run("add", "claim", "ada.met.brian.2019", *PAPER, "--data", str(folder))
    claims = "  claims:\n    - {source: paper, at: para 1}\n    - {source: paper}\n"
    record = f"- from: ada\n  type: met\n  to: brian\n  date: 2019\n{claims}"
    assert ran == Ran(0, f"{relations}:2\n{record}", "")


def test_a_dry_run_waits_for_nobody(dataset: Write) -> None:
    folder = dataset()
    with atomic.alone(folder):
        ran = process("add", "relation", *MET, *PAPER, "--data", str(folder), "--dry-run")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_who_waits_for_another_akg_says_so(dataset: Write) -> None:
    folder = dataset()
    call = [*AKG, "add", "relation", *MET, *PAPER, "--data", str(folder)]
    with atomic.alone(folder):
        waiting = subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == f"akg: waiting for another akg that changes '{folder}'\n"
    out, err = waiting.communicate(timeout=60)
    assert (waiting.returncode, out.partition("\n")[0], err) == (0, f"{folder}/relations.yaml:2", "")


def test_a_link_stays_a_link_and_a_file_that_may_not_be_written_is_named(dataset: Write) -> None:
    folder = dataset()
    (folder / "sources.yaml").rename(folder / "there.yml")
    (folder / "sources.yaml").symlink_to("there.yml")
    add(folder, "source", "book", "--title", "A book")
    assert (folder / "sources.yaml").is_symlink()
    (folder / "there.yml").chmod(0o444)
    ran = run("add", "source", "book-2", "--title", "A book", "--data", str(folder))
    message = f"cannot write '{folder}/sources.yaml': it is read-only; allow writing (chmod u+w)"
    assert ran == Ran(2, "", f"akg: {message}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_what_is_written_is_told_where_it_cannot_be_printed(dataset: Write) -> None:
    folder = dataset()
    call = ("add", "relation", *MET, *PAPER, "--data", str(folder))
    cannot = "akg: cannot write the answer: No space left on device\n"
    for words, told in (
        (("--dry-run",), ""),
        ((), f"akg: the record is written: {folder}/relations.yaml:2\n"),
    ):
        with Path("/dev/full").open("w") as full:
            ran = process(*call, *words, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        assert (ran.returncode, ran.stderr) == (2, told + cannot)
    assert len(loader.load(folder).relations) == 2


HOSTILE = st.sampled_from((
    "}", "a: b", "- x", "-x", '"', "'", "# x", "one\ntwo", "\n", "x\n ", "[", "&a", "*", "مثال", "😀",
    "e\u0301", "word " * 100, "--", "--note", "{a: b}", "|", "a" * 2000, "tab\there", "\\", "%", "@",
    "null", "~",
)) | st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co"]), min_size=1, max_size=20
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    role=HOSTILE,
    at=HOSTILE,
    by=HOSTILE,
    layout=st.sampled_from(["", "- with: {source: paper}\n  relations:\n  "]),
)
def test_any_text_is_written_as_it_is_or_refused(
    dataset: Write, role: str, at: str, by: str, layout: str
) -> None:
    folder = dataset(relations=f"{layout}- {{from: ada, type: met, to: brian, source: paper}}\n")
    ran = run(
        "add", "relation", *MET, *PAPER, f"--role={role}", f"--at={at}", f"--by={by}", "--data", str(folder)
    )
    assert ran.code in (0, 1, 4), ran  # 1: a voice that could be an id, and is none
    read = loader.load(folder)
    assert [fault for fault in checks.run(read) if fault.severity == "error"] == []
    assert len(read.relations) == 1 + (ran.code == 0)


def test_a_process_with_no_stdin_says_what_is_missing(dataset: Write) -> None:
    ran = process("add", "relation", "--data", str(dataset()), stdin=subprocess.DEVNULL)
    message = "akg: FROM is missing; give the name of an entity\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (2, "", message)

"""akg import: tables become files of a dataset, nothing is lost, and a second run changes nothing."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commandline import AKG, Ran, process, run
from conftest import Write

from akg import atomic

HEAD = "who,what,whom,day\n"
MAP = ("--map", "who=from,what=type,whom=to,day=date", "--set", "kind=group")
Import = Callable[..., Ran]


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Give a function that imports a text, which is called events.csv, into the dataset `new`."""
    monkeypatch.chdir(tmp_path)

    def call(
        table: str | bytes, *options: str, file: str = "events.csv", columns: tuple[str, ...] = MAP
    ) -> Ran:
        Path(file).write_bytes(table.encode() if isinstance(table, str) else table)
        return run("import", file, "--data", "new", *columns, *options)

    return call


def read(part: str, name: str = "events") -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("new", part, f"{name}.jsonl").read_text().splitlines()]


def content(folder: str = "new") -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_a_table_becomes_entities_relations_a_source_and_a_vocabulary(imported: Import) -> None:
    ran = imported(HEAD + "Marlow,Sued,Harbour Board,2014-01-31\nHarbour Board,met,Marlow,2014-02\n")
    assert ran == Ran(0, (
        "imported 2 rows of events.csv: 2 entities, 2 relations, 1 new relation type; 0 rejected\n"
        "new/vocabulary/events.yaml\nnew/sources/events.jsonl\n"
        "new/entities/events.jsonl\nnew/relations/events.jsonl\n"
    ), "")  # fmt: skip
    assert read("entities") == [
        {"id": "marlow", "kind": "group", "name": "Marlow"},
        {"id": "harbour-board", "kind": "group", "name": "Harbour Board"},
    ]
    assert read("relations") == [
        {"from": "marlow", "type": "sued", "to": "harbour-board", "date": "2014-01-31",
         "source": "events", "at": "row 2"},
        {"from": "harbour-board", "type": "met", "to": "marlow", "date": "2014-02",
         "source": "events", "at": "row 3"},
    ]  # fmt: skip
    assert read("sources") == [{"id": "events", "title": "[events.csv]"}]
    assert Path("new/vocabulary/events.yaml").read_text() == (
        "types:\n  - id: sued\n    label: Sued\n"
        '    inverse: "target of: Sued"\n'
        "    shape: act\n    from: any\n    to: any\n    description: As events.csv calls it.\n"
    )
    assert run("check", "--data", "new").code == 0
    assert "Marlow Sued Harbour Board" in run("timeline", "marlow", "--data", "new").out
    assert run("path", "Marlow", "Harbour Board", "--data", "new").code == 0


def test_a_second_run_gives_the_same_bytes(imported: Import) -> None:
    table = HEAD + "Ada,Sued,Bo,2014\nAda,Sued,Bo,2014\nÅda,Sued,عدا,2014\nBo,Sued,Bo,2014\n"
    imported(table)
    first = content()
    imported(table)
    assert content() == first
    assert "new/events.rejected.csv" in first


def test_ids_stay_when_rows_are_put_before_the_others(imported: Import) -> None:
    row = "Transport Canada,met,Ada,2014\n"
    imported(HEAD + row)
    imported(HEAD + "Transport (Canada),met,Ada,2013\n" + row)
    assert {one["name"]: one["id"] for one in read("entities")} == {
        "Transport (Canada)": "transport-canada-2", "Ada": "ada", "Transport Canada": "transport-canada",
    }  # fmt: skip


def test_names_that_slug_alike_or_not_at_all_get_ids_of_their_own(imported: Import) -> None:
    ran = imported(HEAD + "A.B.,met,A B,\nA-B,met,مثال,\nLars Løkke,met,例,\n")
    assert [(one["name"], one["id"]) for one in read("entities")] == [
        ("A.B.", "a-b"), ("A B", "a-b-2"), ("A-B", "a-b-3"), ("مثال", "name-113528a4"),
        ("Lars Løkke", "lars-b264230b"), ("例", "name-2c4112d0"),
    ]  # fmt: skip
    assert ran.err.splitlines()[0] == (
        "akg: 'A B' (a-b-2) is spelled like 'A.B.' (a-b); "
        "if they are one, make it an alias of a record of yours and import again"
    )


@pytest.fixture
def beside(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Give a function that imports a text beside the dataset of conftest, in the current folder."""
    folder = dataset(entities="""\
        - {id: ada, kind: person, name: Ada Lovelace, aliases: [Countess of Lovelace]}
        - {id: brian, kind: person, name: Brian}
        - {id: guild, kind: group, name: Guild}
        - {id: guild-2, kind: group, name: Guild}
        - {id: york, kind: place, name: York}
        """)  # fmt: skip
    monkeypatch.chdir(folder)

    def call(table: str, *options: str, columns: tuple[str, ...] = MAP) -> Ran:
        Path("table").mkdir(exist_ok=True)
        Path("table/events.csv").write_text(table, encoding="utf-8")
        return run("import", "table/events.csv", "--data", ".", *columns, *options)

    return call


def relations() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("relations/events.jsonl").read_text().splitlines()]


def test_a_name_or_alias_or_id_that_is_on_file_joins_its_record(beside: Import) -> None:
    ran = beside(HEAD + "Countess of Lovelace,met,brian,2020\n")
    assert ran.out.startswith("imported 1 row of events.csv: 2 entities (2 on file before), 1 relation, ")
    assert [(one["from"], one["to"]) for one in relations()] == [("ada", "brian")]
    assert Path("entities/events.jsonl").read_text() == ""


def test_a_name_that_is_only_spelled_alike_is_told_and_not_joined(beside: Import) -> None:
    ran = beside(HEAD + "Ada Lovelacé,met,Brian,2020\n")
    assert [(one["from"], one["to"]) for one in relations()] == [("ada-lovelace", "brian")]
    assert "'Ada Lovelacé' (ada-lovelace) is spelled like 'Ada Lovelace' (ada)" in ran.err


def test_a_name_that_several_on_file_have_is_rejected_with_their_ids(beside: Import) -> None:
    ran = beside(HEAD + "Guild,met,Brian,2020\nguild,met,Brian,2020\n")
    assert ran.err.splitlines()[0] == (
        "akg: table/events.csv:2: 'Guild' can mean 2 entities; write the id of one: guild or guild-2"
    )
    assert [one["from"] for one in relations()] == ["guild"]


def test_a_relation_that_is_on_file_gets_another_id_beside_it(beside: Import) -> None:
    ran = beside(HEAD + "Ada Lovelace,met,Brian,2019\n")
    assert relations()[0]["id"] == "ada.met.brian.2019.2"
    assert "1 of the relations are on file already; they stand beside under other ids" in ran.err
    assert run("check", "--data", ".").code == 0


def test_files_of_a_curator_are_never_touched(beside: Import) -> None:
    before = content(".")
    beside(HEAD + "Ada Lovelace,met,Brian,2020\nX,met,Y,\n")
    after = content(".")
    assert {path: after[path] for path in before} == before


def test_a_file_that_no_import_of_the_source_wrote_is_left_alone(beside: Import) -> None:
    Path("entities").mkdir()
    Path("entities/events.jsonl").write_text('{"id": "x", "kind": "person", "name": "X"}\n')
    assert beside(HEAD + "Ada Lovelace,met,Brian,2020\n") == Ran(2, "", (
        "akg: 'entities/events.jsonl' is there and not of an import of 'events'; give another --name\n"
    ))  # fmt: skip


def test_rows_of_one_statement_are_claims_of_one_relation(imported: Import) -> None:
    imported(HEAD + "A,sued,B,2014\nA,sued,C,2014\nA,sued,B,2014\nA,met,B,\nB,met,A,\n")
    assert read("relations") == [
        {"from": "a", "type": "sued", "to": "b", "date": "2014",
         "claims": [{"source": "events", "at": "row 2"}, {"source": "events", "at": "row 4"}]},
        {"from": "a", "type": "sued", "to": "c", "date": "2014", "source": "events", "at": "row 3"},
        {"from": "a", "type": "met", "to": "b",
         "claims": [{"source": "events", "at": "row 5"}, {"source": "events", "at": "row 6"}]},
    ]  # fmt: skip


def test_every_field_of_a_relation_can_be_a_column(imported: Import) -> None:
    # fmt: off
    columns = ("--set", "kind=person", "--set", "type=met", "--map", "a=from,b=to", "--map",
               "w=text,r=role,p=place,o=about,n=note,y=by,v=via,h=hedge,s=stance,t=said,l=at,i=id,d=date")
    # fmt: on
    rows = (
        "a,b,d,w,r,p,o,n,y,v,h,s,t,l,i\n"
        "Ada,Bo,2014,early on,host,York,Cy; Di,private,Bo,reuters,allegedly,asserts,2014-02,p. 3,first\n"
        "Ada,Bo,2014,early on,host,York,Cy; Di,private,two men,,,denies,2014-03,p. 4,first\n"
    )
    assert imported(rows, columns=columns).err == ""
    assert read("relations") == [{
        "from": "ada", "type": "met", "to": "bo", "id": "first", "role": "host", "about": ["cy", "di"],
        "date": "2014", "text": "early on", "place": "york", "note": "private",
        "claims": [
            {"by": "bo", "stance": "asserts", "via": {"unnamed": "reuters"}, "hedge": "allegedly",
             "said": "2014-02", "source": "events", "at": "p. 3, row 2"},
            {"by": "two men", "stance": "denies", "said": "2014-03", "source": "events", "at": "p. 4, row 3"},
        ],
    }]  # fmt: skip
    assert run("check", "--data", "new").code == 0


def test_json_lines_are_read_by_key_and_numbers_as_they_stand(imported: Import) -> None:
    ran = imported(
        '{"who": "Ada", "what": "met", "whom": "Bo", "day": 2014, "with": ["Cy", "Di"]}\n\n'
        '{"who": "Ada", "what": "met", "whom": {"name": "Bo"}}\n{"who": "Ada", "who": "Bo"}\n[]\nx\n',
        "--map", "with=about", file="events.jsonl",
    )  # fmt: skip
    assert read("relations") == [
        {"from": "ada", "type": "met", "to": "bo", "about": ["cy", "di"], "date": "2014",
         "source": "events", "at": "row 1"}
    ]  # fmt: skip
    assert ran.err.splitlines() == [
        "akg: events.jsonl:3: to is \"{'name': 'Bo'}\"; write words, in quotes",
        "akg: events.jsonl:4: the key 'who' stands twice; keep one",
        "akg: events.jsonl:5: no object; write one object a line",
        "akg: events.jsonl:6: no JSON; write one object a line",
    ]
    assert Path("new/events.rejected.csv").read_text().splitlines()[-1] == (
        "6,no JSON; write one object a line,x"
    )


REJECTED = {
    ",met,B,2014": "no 'from'; fill its column in",
    "A,met,A,2014": "a relation of 'A' to itself; correct one end",
    "A,leads,B,2014": "'leads' joins person to group, not group to group; "
    "give another type (--map-type), or another kind",
    "A,met,B,31.01.2014": "date: '31.01.2014' is no date: not year, month, day; write 2014-01-31; "
    "if the whole column is so, give --dates, such as D.M.YYYY",
    "A,met,B": "3 cells, not 4; quote what holds the sign between cells",
    "A,met,B,C,2014": "5 cells, not 4; quote what holds the sign between cells",
    "A\x00,met,B,2014": "from has the control character U+0000; remove it",
    "A\u202e,met,B,2014": "from has the control character U+202E; remove it",
    "\u200b,met,B,2014": "from holds nothing that can be seen; write a name in letters",
    f"{'A' * 10_001},met,B,2014": "from has 10,001 characters; shorten it to 10,000",
    '"A" x,met,B,2014': 'a quotation mark out of place; write "" for one in quotes, or give --no-quotes',
}  # fmt: skip


@pytest.mark.parametrize("row", REJECTED)
def test_a_row_that_gives_nothing_is_told_with_its_line_and_kept_as_it_stands(
    imported: Import, row: str
) -> None:
    ran = imported(f"{HEAD}Good,met,Fine,2014\n\n{row}\nGood,met,Fine,2015\n")
    assert ran.err == f"akg: events.csv:4: {REJECTED[row]}\n"
    assert ran.out.splitlines()[0] == (
        "imported 2 rows of events.csv: 2 entities, 2 relations, 0 new relation types; "
        "1 rejected (see new/events.rejected.csv)"
    )
    kept = Path("new/events.rejected.csv").read_bytes().decode()
    assert kept.startswith("line,reason,who,what,whom,day\n4,")
    assert row.replace('"', '""') in kept.replace("\ufeff", "")
    assert [one["id"] for one in read("entities")] == ["good", "fine"]  # nothing of a row that is rejected
    assert run("check", "--data", "new").code == 0


def test_what_was_rejected_can_be_mended_and_imported_like_the_table(imported: Import) -> None:
    imported(
        "A,met,B,2014\nA,met,A,2014\n", columns=("--map", "1=from,2=type,3=to,4=date", "--set", "kind=group")
    )
    kept = Path("new/events.rejected.csv")
    mended = kept.read_text().replace("A,met,A", "A,met,C")
    ran = imported(mended, "--header", file="more.csv",
                   columns=("--map", "1=from,2=type,3=to,4=date", "--set", "kind=group"))  # fmt: skip
    assert ran.code == 0
    assert read("relations", "more") == [
        {"from": "a", "type": "met", "to": "c", "date": "2014", "source": "more", "at": "row 2"}
    ]
    imported("A,met,B,2014\n", columns=("--map", "1=from,2=type,3=to,4=date", "--set", "kind=group"))
    assert not kept.exists()


def test_a_denial_that_no_row_asserts_is_rejected_and_kept(imported: Import) -> None:
    table = "who,what,whom,day,s\nA,met,B,2014,denies\nA,met,C,2014,asserts\nC,met,A,2014,denies\n"
    ran = imported(table, "--map", "s=stance")
    assert ran.err == "akg: events.csv:2: it denies what no row asserts; add a row that does\n"
    assert [(one["from"], one["to"]) for one in read("relations")] == [("a", "c")]
    assert Path("new/events.rejected.csv").read_text().splitlines()[1].endswith(",A,met,B,2014,denies")


def test_lines_are_counted_as_an_editor_does(imported: Import) -> None:
    imported('who,what,whom,day\r\n"A\r\nB",met,C,2014\r\nD,met,E,2014\rF,met,G,2014\n')
    assert [(one["from"], one["at"]) for one in read("relations")] == [
        ("a-b", "row 2"), ("d", "row 4"), ("f", "row 5"),
    ]  # fmt: skip


def test_a_quote_that_nobody_closes_costs_its_own_line(imported: Import) -> None:
    ran = imported(HEAD + 'A,met,B,2014\n"C,met,D,2014\nE,met,F,2014\n')
    assert ran.err.startswith("akg: events.csv:3: a quotation mark out of place")
    assert [one["at"] for one in read("relations")] == ["row 2", "row 4"]


def test_no_quotes_takes_quotation_marks_as_text(imported: Import) -> None:
    imported(HEAD + '"Nick" X,met,B,2014\n', "--no-quotes")
    assert read("entities")[0]["name"] == '"Nick" X'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_read_where_they_are_named(imported: Import, encoding: str) -> None:
    table = (HEAD + "Bjørn,met,Zoë,2014\n").encode(encoding)
    assert imported(table, *(("--encoding", encoding) if "utf-8" not in encoding else ())).code == 0
    assert [one["name"] for one in read("entities")] == ["Bjørn", "Zoë"]


def test_bytes_of_another_encoding_are_told_and_kept(imported: Import) -> None:
    ran = imported(HEAD.encode() + b"A,met,B,2014\nBj\xf8rn,met,B,2014\n")
    assert ran.err == (
        "akg: events.csv:3: from has the byte 0xf8, which is no text here; give the right --encoding\n"
    )
    assert b"Bj\xf8rn,met,B,2014\n" in Path("new/events.rejected.csv").read_bytes()


def test_dates_of_other_forms_are_read_by_the_pattern_that_is_given(imported: Import) -> None:
    ran = imported(HEAD + "A,met,B,31.1.2014\nA,met,C,31.2.2014\nA,met,D,2014?\n", "--dates", "D.M.YYYY")
    assert [one["date"] for one in read("relations")] == ["2014-01-31", "2014?"]
    assert ran.err == (
        "akg: events.csv:3: '31.2.2014' is no day of the calendar, as --dates reads it; correct it\n"
    )


def test_what_a_pattern_leaves_out_of_a_date_stays_as_its_words(imported: Import) -> None:
    imported(HEAD + "A,met,B,2014-01-31T12:30Z\n", "--dates", "YYYY-MM-DD*")
    assert read("relations")[0]["date"] == "2014-01-31"
    assert read("relations")[0]["text"] == "2014-01-31T12:30Z"


def test_words_for_types_and_kinds_can_be_mapped(imported: Import) -> None:
    Path("types.csv").write_text("had talks,negotiated-with\n")
    table = "who,what,whom,day,k\nA,had talks,B,2014,Organisation\nA,saw,B,2014,Organisation\n"
    columns = ("--map", "who=from,what=type,whom=to,day=date,k=kind", "--map-kind", "Organisation=group")
    imported(table, "--types", "types.csv", "--map-type", "saw=met", columns=columns)
    assert [one["type"] for one in read("relations")] == ["negotiated-with", "met"]
    assert {one["kind"] for one in read("entities")} == {"group"}
    assert not Path("new/vocabulary").exists()


def test_labels_that_were_mended_stay_and_new_types_go_into_another_file(imported: Import) -> None:
    imported(HEAD + "A,Sued,B,2014\n")
    vocabulary = Path("new/vocabulary/events.yaml")
    vocabulary.write_text(vocabulary.read_text().replace('"target of: Sued"', "was sued by"))
    mended = vocabulary.read_text()
    imported(HEAD + "A,Sued,B,2014\nA,Paid,B,2014\n")
    assert vocabulary.read_text() == mended
    assert "id: paid" in Path("new/vocabulary/events-2.yaml").read_text()
    assert run("check", "--data", "new").code == 0


WRONG = {
    ("--map", "who=frm"): "--map: 'who=frm' is not COLUMN=FIELD; did you mean 'from'?",
    ("--map", "wh=from"): "--map: no column is called 'wh'; there are:\n  who\n  what\n  whom\n  day",
    ("--map", "9=from"): "--map: there is no column 9; the first row has 4",
    ("--map", "who=from,what=from"): "--map: two columns are 'from'; name one",
    ("--map", "who=from", "--set", "from=A"): "--set from: a column is that already; "
    "leave out one of the two",
    ("--map", "who=from,whom=to"): "nothing gives 'type'; give --map COLUMN=type, or --set type=VALUE; "
    "there are:\n  who\n  what\n  whom\n  day",
    ("--map", "who=from,what=type,whom=to"): "of what kind are the names? Give --set kind=group (person, "
    "place, …), or --map COLUMN=kind; from-kind and to-kind part the two ends",
    (*MAP, "--dates", "Y"): "--dates: 'Y' is no pattern; write such as D.M.YYYY, MM/DD/YYYY",
    (*MAP, "--delimiter", "xx"): "--delimiter: 'xx' is not one character; a tab is \\t",
    (*MAP, "--encoding", "klingon"): "--encoding: 'klingon' is unknown; "
    "write a name such as utf-8, cp1252, latin-1",
    (*MAP, "--map-type", "a=meet"): "--map-type: 'meet' is unknown; did you mean 'met'?",
    (*MAP, "--name", "No"): "what are the files to be called? Give --name in lower-case letters, "
    "digits and hyphens",
}  # fmt: skip


@pytest.mark.parametrize("options", WRONG)
def test_what_cannot_be_read_so_is_said_with_exit_code_2_and_nothing_is_written(
    imported: Import, options: tuple[str, ...]
) -> None:
    assert imported(HEAD + "A,met,B,2014\n", columns=options) == Ran(2, "", f"akg: {WRONG[options]}\n")
    assert not Path("new").exists()


def test_a_table_parted_by_another_sign_is_seen(imported: Import) -> None:
    ran = imported(HEAD.replace(",", ";") + "A;met;B;2014\n")
    assert ran.err == "akg: --map: no column is called 'who'; is the table parted by ';'? Give --delimiter\n"
    assert imported(HEAD.replace(",", ";") + "A;met;B;2014\n", "--delimiter", ";").code == 0


def test_where_no_row_gives_anything_nothing_is_written(imported: Import) -> None:
    ran = imported(HEAD + "A,met,A,2014\n")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[-1] == "akg: no row gives a relation; nothing was written"
    assert not Path("new").exists()


def test_a_dry_run_says_what_there_would_be_and_writes_nothing(imported: Import) -> None:
    ran = imported(HEAD + "A,met,B,2014\nA,met,A,2014\n", "--dry-run")
    assert (
        ran.out
        == "would import 1 row of events.csv: 2 entities, 1 relation, 0 new relation types; 1 rejected\n"
    )
    assert not Path("new").exists()


def test_twenty_rejected_rows_are_told_and_the_others_counted(imported: Import) -> None:
    ran = imported(HEAD + "A,met,B,2014\n" + "A,met,A,2014\n" * 30)
    assert len(ran.err.splitlines()) == 21
    assert ran.err.splitlines()[-1] == "akg: 10 more rows were rejected"
    assert len(Path("new/events.rejected.csv").read_text().splitlines()) == 31


def test_a_table_comes_from_a_pipe_too(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = process("import", "-", "--as", "csv", "--name", "piped", *MAP, "--data", folder,
                  input=HEAD + "A,met,B,2014\n")  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (folder / "relations/piped.jsonl").exists()


def test_a_source_that_is_on_file_can_be_cited(beside: Import) -> None:
    beside(HEAD + "Ada Lovelace,met,Brian,2020-01\n", "--source", "paper")
    assert relations()[0]["source"] == "paper"
    assert not Path("sources").exists()
    assert beside(HEAD, "--source", "paper", "--title", "X") == Ran(2, "", (
        "akg: --source: 'paper' is on file, with a title; leave out --title and the like\n"
    ))  # fmt: skip


def test_json_lines_without_a_map_take_what_their_rows_have_and_else_what_is_set(imported: Import) -> None:
    imported(
        '{"from": "Ada", "type": "met", "to": "Bo"}\n'
        '{"from": "Ada", "type": "met", "to": "Cy", "date": "2014"}\n',
        file="events.jsonl", columns=("--set", "kind=person", "--set", "date=2013"),
    )  # fmt: skip
    assert [(one["to"], one["date"]) for one in read("relations")] == [("bo", "2013"), ("cy", "2014")]


def test_that_errors_elsewhere_leave_out_what_was_imported_is_told(beside: Import) -> None:
    Path("entities.yaml").write_text("- {id: ada, kind: person, name: Ada, born: x}\n")
    # She, her relation to Brian, who is gone, and what is imported of her.
    ran = beside(HEAD + "Ada,met,Bo,2014\n", columns=(*MAP[:-1], "kind=person"))
    assert ran.err.splitlines()[-1] == (
        "akg: for errors in other files 3 records cannot be asked, maybe of the import too; "
        "run: akg check --data ."
    )


@pytest.mark.skipif(os.name == "nt", reason="no such locks")
def test_an_import_that_makes_a_folder_waits_for_another_that_does(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(HEAD + "Ada,met,Bo,2014\n", encoding="utf-8")
    call = (*AKG, "import", "events.csv", "--data", "new", *MAP)
    with atomic.alone(tmp_path):
        ran = subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert ran.stderr is not None
        assert ran.stderr.readline() == b"akg: waiting for another akg that changes 'new'\n"
        assert not (tmp_path / "new").exists()
    assert (ran.communicate(timeout=60)[1], ran.returncode) == (b"", 0)


def test_what_a_killed_import_left_half_written_is_cleared_away_later(imported: Import) -> None:
    imported(HEAD + "Ada,met,Bo,2014\n")
    left, young = (Path("new/relations", f".akg-{name}.tmp") for name in ("0123", "4567"))
    left.touch()
    os.utime(left, (0, 0))
    young.touch()
    imported(HEAD + "Ada,met,Bo,2014\n")
    assert (left.exists(), young.exists()) == (False, True)

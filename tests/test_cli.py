"""What akg answers to what is typed: exit codes, messages, formats, help."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from commandline import Ran, process, run
from conftest import Write
from kept import begin, git, keep

from akg import locate
from akg.cli import COMMANDS, SPELLINGS

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
TABLE = "table.csv"
TEXT = str(Path(__file__).parents[1] / "CONTRIBUTING.md")
CALLS = {
    "path": ("path", "ada", "brian"),
    "neighbours": ("neighbours", "ada"),
    "timeline": ("timeline", "ada"),
    "show": ("show", "ada"),
    "evidence": ("evidence", "ada", "brian"),
    "search": ("search", "ada"),
    "stats": ("stats",),
    "sources": ("sources", "paper"),
    "coverage": ("coverage", TEXT, "--source", "paper"),
    "check": ("check",),
    "add": ("add", "entity", "Zed", "--kind", "person", "--dry-run"),
    "fmt": ("fmt", "--check"),
    "export": ("export", "graphml"),
}
# Those that answer no question of a dataset.
OTHERS = {
    "init": ("init",),
    "schema": ("schema", "relations"),
    "completion": ("completion", "bash"),
    "import": ("import", TABLE, "--set", "kind=person", "--dry-run"),
}
KEPT = {"diff": ("diff",)}  # those that ask git; see test_diff
SERVING = {"view": ("view",)}  # those that go on until Ctrl-C; see test_view
READING = CALLS  # that take --data
FORMATTED = tuple(command for command in READING if command not in ("add", "fmt", "export"))
SPEAKING = tuple(command for command in READING if command != "fmt")  # which has nothing to say there
ASKING = tuple(name for name, call in CALLS.items() if "ada" in call)


@pytest.fixture
def data(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the dataset of conftest, and have it read by default."""
    folder = dataset()
    (folder / TABLE).write_text("from,type,to\nada,met,Zed\n")
    monkeypatch.setenv(locate.VARIABLE, str(folder))
    monkeypatch.chdir(folder)
    return folder


def test_every_command_has_a_call_here() -> None:
    assert {*CALLS, *OTHERS, *KEPT, *SERVING} == {*COMMANDS}


@pytest.mark.parametrize("command", [*CALLS, *OTHERS])
def test_an_answer_goes_to_stdout_with_exit_code_0(data: Path, command: str) -> None:
    ran = run(*{**CALLS, **OTHERS}[command])
    assert (ran.code, bool(ran.out)) == (0, command != "fmt")
    assert ran.err == "" or command == "export"  # which says what GraphML cannot carry


@pytest.mark.parametrize("command", FORMATTED)
@pytest.mark.parametrize("format", FORMATS)
def test_every_format_of_every_command_can_be_read_back(data: Path, command: str, format: str) -> None:
    ran = run(*CALLS[command], "--format", format)
    assert ran.code == 0
    if format == "json":
        assert json.loads(ran.out)["command"] == command
    elif format == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in ran.out.splitlines())
    elif format in ("csv", "tsv"):
        rows = list(csv.reader(io.StringIO(ran.out), delimiter="\t" if format == "tsv" else ","))
        assert len({len(row) for row in rows}) <= 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("path", "zzz", "ada"), "no entity is called 'zzz'; try: akg search TEXT"),
        (("show", "Adda"), "no entity is called 'Adda'; did you mean 'Ada'?"),
        (("show", ""), "no entity is called ''; try: akg search TEXT"),
        (("show", "--", "-x"), "no entity is called '-x'; try: akg search TEXT"),
        (("search", "zz"), "nothing is called or described as 'zz'; try fewer or other words"),
        (("search", "ada", "--kind", "group"),
         "nothing is called or described as 'ada'; try fewer or other words"),
        (("path", "ada", "york"), "no path from 'Ada' to 'York'"),
    ],
)  # fmt: skip
def test_what_is_not_found_is_said_with_exit_code_1(data: Path, typed: tuple[str, ...], message: str) -> None:
    assert run(*typed) == Ran(1, "", f"akg: {message}\n")


@pytest.mark.parametrize("command", ["timeline", "neighbours"])
def test_an_empty_answer_is_still_an_answer_but_with_exit_code_1(data: Path, command: str) -> None:
    ran = run(*CALLS[command], "--type", "killed", "--format", "json")
    assert ran.code == 1
    assert json.loads(ran.out)["results"] == []


TWO = "- {id: ada-1, kind: person, name: Ada Lovelace}\n- {id: ada-2, kind: person, name: Ada Lovelace}\n"


@pytest.mark.parametrize("command", ["path", "neighbours", "timeline", "show", "evidence"])
def test_an_ambiguous_name_gets_the_candidates_and_exit_code_3(dataset: Write, command: str) -> None:
    folder = dataset(entities=TWO, relations="")
    typed = ["ada lovelace" if word == "ada" else word for word in CALLS[command]]
    assert run(*typed, "--data", str(folder)) == Ran(3, "", (
        "akg: 'ada lovelace' can mean 2 entities; give the id of one:\n"
        "  ada-1  Ada Lovelace\n"
        "  ada-2  Ada Lovelace\n"
    ))  # fmt: skip


def test_a_dataset_with_errors_is_answered_from_what_is_sound(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    ran = run("show", "ada", "--data", str(folder))
    assert ran.code == 0
    assert ran.err == f"akg: 1 record was left out for errors; see: akg check --data {folder}\n"


def test_check_prints_the_errors_of_a_dataset_and_ends_with_exit_code_4(dataset: Write) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    ran = run("check", "--data", str(folder))
    assert (ran.code, ran.err) == (4, "")
    assert ran.out.splitlines()[0].startswith(f"{folder}/relations.yaml:1:30: error[unknown-entity]: ")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("--at", "banana"),
         "--at: 'banana' is no date: its form is not known; write YYYY, YYYY-MM or YYYY-MM-DD"),
        (("--at", ""),
         "--at: '' is no date: nothing is written; write a date such as 2019-05, or leave it out"),
        (("--at", "2019/.."), "--at: '2019/..' has an open end; write both ends, such as 2009/2019"),
        (("--from", "2020", "--to", "2019"), "--from 2020 lies after --to 2019; exchange them"),
        (("--at", "2019", "--to", "2019"),
         "--at cannot be combined with --from or --to; use one or the other"),
        (("--type", "meet"), "--type: 'meet' is unknown; did you mean 'met'?"),
        (("--kind", "persn"), "--kind: 'persn' is unknown; did you mean 'person'?"),
        (("--status", "denyed"), "--status: 'denyed' is unknown; did you mean 'denied'?"),
        (("--source", "papre"), "--source: 'papre' is unknown; did you mean 'paper'?"),
        (("--source", "x"), "--source: 'x' is unknown; known are paper"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["path", "neighbours", "timeline", "show"])
def test_a_filter_that_cannot_be_is_said_with_exit_code_2(
    data: Path, command: str, typed: tuple[str, ...], message: str
) -> None:
    assert run(*CALLS[command], *typed) == Ran(2, "", f"akg: {message}\n")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("neighbours ada --limit 0", "Invalid value for '--limit' / '-n': 0 is not in the range x>=1."),
        ("neighbours ada --depth x", "Invalid value for '--depth': 'x' is not a valid int range."),
        ("path ada brian --k 0", "Invalid value for '--k' / '-k': 0 is not in the range 1<=x<=100."),
        ("show ada --format xml", "Invalid value for '--format' / '-f': 'xml' is not one of"),
        ("show ada --formt json", "No such option: --formt (Possible options: --format, --from)"),
        ("show ada brian", "Got unexpected extra argument(s) (brian)"),
        ("show", "NAME is missing; give it, or --batch FILE with a question a line"),
        ("show -x", "No such option: -x"),
        ("path ada", "TO is missing; give it, or --batch FILE with a question a line"),
        ("export", "Missing argument 'FORMAT'."),
    ],
)
def test_wrong_usage_is_said_with_exit_code_2(data: Path, typed: str, message: str) -> None:
    ran = run(*typed.split())
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("timelin", "ada"), "no command 'timelin'; did you mean 'timeline'?"),
        (("nosuch",), f"no command 'nosuch'; there are {', '.join(COMMANDS)}"),
        (("",), f"no command ''; there are {', '.join(COMMANDS)}"),
        (("export", "xml"), "'xml' is no format; known are graphml, html"),
        (("path", "ada", "ada"), "both ends are 'Ada'; name two entities"),
        (("show", "caf\udce9"), r"the argument 'caf\xe9' is no text in this locale's encoding"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_in_one_line(
    data: Path, typed: tuple[str, ...], message: str
) -> None:
    assert run(*typed) == Ran(2, "", f"akg: {message}\n")


def test_a_folder_that_is_none_is_named_with_who_named_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    remedy = "name one that holds entities.yaml"
    needs = "it needs entities.yaml (or entities/*.yaml, entities/*.jsonl)"
    for named, message in [
        ("nowhere", f"'nowhere' is no folder; {remedy}"),
        ("", f"'' is no folder; {remedy}"),
        ("entities.yaml", f"'entities.yaml' is no folder; {remedy}"),
        ("empty", f"'empty' holds no dataset; {needs}"),
    ]:
        for call in READING.values():
            assert run(*call, "--data", named) == Ran(2, "", f"akg: --data: {message}\n")
    assert run("check", AKG_DATA="nowhere").err == f"akg: AKG_DATA: 'nowhere' is no folder; {remedy}\n"


def test_a_dataset_can_be_named_by_a_relative_path_and_through_a_link(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(data, target_is_directory=True)
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    assert run("show", "ada", "--data", "../link").code == 0
    assert run("check", "--data", "..").code == 0


def test_entities_that_are_a_folder_named_like_the_file_hold_no_dataset(tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").mkdir()
    for call in READING.values():
        assert run(*call, "--data", str(tmp_path)).code == 2


def test_options_may_be_repeated_or_joined_by_commas(data: Path) -> None:
    repeated = run("show", "ada", "--status", "asserted", "--status", "denied")
    assert repeated == run("show", "ada", "--status", "asserted,denied")
    assert repeated.code == 0


@pytest.mark.parametrize(("spelling", "command"), SPELLINGS.items())
def test_american_spellings_do_the_same(data: Path, spelling: str, command: str) -> None:
    assert run(spelling, *CALLS[command][1:], "--colour", "never") == run(*CALLS[command], "--color", "never")


def test_akg_alone_and_asked_for_help_lists_the_commands() -> None:
    alone, asked = run(), run("--help")
    assert (alone.code, alone.out) == (2, "")
    assert (asked.code, asked.err) == (0, "")
    assert alone.err.rstrip() == asked.out.rstrip()
    for command, line in COMMANDS.items():
        assert any(row.split() == [command, *line.split()] for row in asked.out.splitlines())
    assert run("-h", "path").out == asked.out


@pytest.mark.parametrize("command", [*COMMANDS, *SPELLINGS])
def test_the_help_of_a_command_fits_80_columns_and_ends_with_examples(command: str) -> None:
    ran = run(command, "--help", COLUMNS="80")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "Examples:\n    akg " in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_of_the_help_are_answered(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("akg.web.server.Server.serve_forever", lambda self: None)
    folder = shutil.copytree(locate.bundled(), tmp_path / "data")  # some examples write
    if command in KEPT:
        _keep_some(folder)
    shown = run(command, "--help", COLUMNS="300").out.partition("Examples:")[2]
    for line in shown.split("\n"):
        if line.strip() and not re.search("[|>]|my-dataset|my-article|my-table|-o", line):
            words = next(csv.reader([line.strip()], delimiter=" "))[1:]
            ran = run(*words, *(("--data", str(folder)) if command in (*READING, *KEPT, *SERVING) else ()))
            assert ran.code == 0, ran.err


def _keep_some(folder: Path) -> None:
    """Keep revisions of a dataset that differ, of which the examples name some, and change it since."""
    begin(folder)
    (folder / "sources").mkdir()
    for day in range(1, 5):
        (folder / "sources" / f"day-{day}.yaml").write_text(f"- {{id: day-{day}, title: A day}}\n")
        keep(folder, day)
    for tag, rev in {"v1.0": "HEAD~2", "v1.1": "HEAD~1"}.items():
        git(folder, "tag", tag, rev)
    (folder / "sources" / "day-4.yaml").unlink()


def test_python_runs_akg_as_a_module() -> None:
    ran = process("--version")
    assert (ran.returncode, ran.stdout.split()[0], ran.stderr) == (0, "akg", "")


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl"])
def test_what_a_format_has_no_place_for_is_said_on_stderr(dataset: Write, format: str) -> None:
    met = "".join(
        f"- {{from: ada, type: met, to: brian, date: {y}, source: paper}}\n" for y in (2001, 2002, 2003)
    )
    folder = str(dataset(relations=met))
    ran = run("timeline", "ada", "--limit", "1", "--format", format, "--data", folder)
    assert (ran.code, ran.err) == (0, "akg: 2 more (--limit 3 shows them)\n")
    assert run("timeline", "ada", "--limit", "1", "--data", folder).err == ""


def test_export_to_a_file_says_so_and_leaves_stdout_empty(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.graphml"
    ran = run("export", "graphml", "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.splitlines()[0] == f"akg: wrote {out}: 4 entities, 1 relation"
    assert out.read_text(encoding="utf-8") == run("export", "graphml").out


def test_export_of_a_moment_says_how_sure_it_is_and_what_is_left_out(dataset: Write, tmp_path: Path) -> None:
    folder = dataset(
        relations="""\
            - {from: ada, type: leads, to: guild, date: 2009/.., source: paper}
            - {from: ada, type: met, to: brian, date: 2011..2013, source: paper}
            - {from: brian, type: met, to: ada, source: paper}
            - {from: ada, type: opposed, to: brian, date: 2012, claims: [
                {source: paper, by: guild}, {source: paper, by: guild, stance: denies}]}
            """
    )
    typed, out = ("export", "graphml", "--at", "2012", "--data", str(folder)), tmp_path / "x.graphml"
    to_file, to_stdout = run(*typed, "-o", str(out)), run(*typed)
    assert (to_file.code, to_stdout.code) == (0, 0)
    assert to_file.err.splitlines()[:3] == [
        f"akg: wrote {out}: 3 entities, 2 relations (1 certain, 1 possible)",
        "akg: 1 denied left out (--status any)",
        "akg: 1 undated left out (a time was asked about)",
    ]
    assert to_stdout.out == out.read_text(encoding="utf-8")
    assert to_stdout.err == to_file.err.replace(f"{out}: ", "")


def test_export_of_nothing_is_a_whole_file_and_exit_code_1(data: Path) -> None:
    ran = run("export", "graphml", "--type", "opposed", "--at", "1200")
    assert (ran.code, ran.err) == (1, "akg: wrote 0 entities, 0 relations\n")
    assert ran.out.endswith("</graphml>\n")
    assert "<node" not in ran.out


def test_export_does_not_write_over_the_data(data: Path) -> None:
    before = (data / "entities.yaml").read_bytes()
    ran = run("export", "graphml", "-o", str(data / "entities.yaml"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"akg: --output: '{data}/entities.yaml' is among the data; name a file elsewhere\n"
    assert (data / "entities.yaml").read_bytes() == before


def test_export_to_a_dash_goes_to_stdout(data: Path) -> None:
    assert run("export", "graphml", "-o", "-").out == run("export", "graphml").out


def test_a_control_character_in_an_argument_is_refused_and_not_echoed(data: Path) -> None:
    ran = run("show", "ada", "--x\u202e")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "akg: the argument '--x\\u202e' holds a control character; leave it out\n"


def test_a_folder_without_a_dataset_does_not_pass_for_the_bundled_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check") == Ran(
        2,
        "",
        "akg: there is no dataset here; name its folder with --data, or make one: akg init my-dataset\n",
    )

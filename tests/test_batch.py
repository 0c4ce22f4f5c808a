"""Many questions in one process: a line each, answered in order by a line of JSON, as one alone would be."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from commandline import AKG, Ran, process, run
from conftest import Write

from akg import locate, where

TWO = """\
    - {id: ada, kind: person, name: Ada}
    - {id: brian, kind: person, name: Brian}
    - {id: guild-1, kind: group, name: Guild}
    - {id: guild-2, kind: group, name: Guild}
    - {id: york, kind: place, name: York}
    """
CALLS: dict[str, tuple[list[str], ...]] = {
    "path": (["ada", "Brian"], ["brian", "ada"]),
    "neighbours": (["ada"], ["Brian"]),
    "timeline": (["ada"], ["Brian"]),
    "show": (["York"], ["guild-1"]),
    "search": (["ad"], ["guild"]),
    "evidence": (["ada", "brian"], ["ada.met.brian.2019"]),
}


@pytest.fixture
def data(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a dataset with two groups of one name, and have it read by default."""
    folder = dataset(entities=TWO)
    monkeypatch.setenv(locate.VARIABLE, str(folder))
    monkeypatch.chdir(folder)
    return folder


def asked(command: str, lines: str, *options: str) -> tuple[int, list[dict[str, Any]]]:
    Path("questions").write_text(lines, encoding="utf-8")
    ran = run(command, "--batch", "questions", *options)
    assert ran.err == ""
    return ran.code, [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize("command", CALLS)
def test_a_line_is_answered_as_the_question_alone_is(data: Path, command: str) -> None:
    code, answers = asked(command, "".join("\t".join(names) + "\n" for names in CALLS[command]))
    assert code == 0
    for names, answer in zip(CALLS[command], answers, strict=True):
        assert answer.pop("asked") == names
        assert answer == json.loads(run(command, *names, "--format", "json").out)


def test_options_hold_for_every_line(data: Path) -> None:
    code, answers = asked("timeline", "ada\nbrian\n", "--from", "2018", "--to", "2018")
    assert code == 1  # as of an answer alone that is empty
    assert [(one["results"], one["counts"]["certain"]) for one in answers] == [([], 0), ([], 0)]


def test_what_cannot_be_answered_is_a_line_too_and_the_rest_goes_on(data: Path) -> None:
    code, answers = asked("path", "ada\tnobody\nguild\tada\nada\tyork\nada\n[1]\nada\tbrian\n")
    assert code == 3
    assert answers[:5] == [
        {"version": 1, "command": "path", "asked": ["ada", "nobody"], "error": {
            "exit_code": 1, "candidates": [],
            "message": "no entity is called 'nobody'; try: akg search TEXT"}},
        {"version": 1, "command": "path", "asked": ["guild", "ada"], "error": {
            "exit_code": 3,
            "message": "'guild' can mean 2 entities; give the id of one:\n"
                       "  guild-1  Guild\n  guild-2  Guild",
            "candidates": [{"id": "guild-1", "name": "Guild", "matched": "Guild"},
                           {"id": "guild-2", "name": "Guild", "matched": "Guild"}]}},
        {"version": 1, "command": "path", "asked": ["ada", "york"], "error": {
            "exit_code": 1, "message": "no path from 'Ada' to 'York'", "candidates": []}},
        {"version": 1, "command": "path", "asked": ["ada"], "error": {
            "exit_code": 2, "candidates": [],
            "message": "the line has 1 names, not 2; put a tab between two"}},
        {"version": 1, "command": "path", "asked": ["[1]"], "error": {
            "exit_code": 2, "candidates": [],
            "message": 'what begins with [ is a list of JSON, such as ["Ada", "Brian"]; correct the line'}},
    ]  # fmt: skip
    assert answers[5]["results"]


def test_names_may_be_a_list_of_json_and_blank_lines_are_no_questions(data: Path) -> None:
    code, answers = asked("path", '\ufeff["ada", "brian"]\n\n   \n["brian","ada"]')
    assert (code, [one["asked"] for one in answers]) == (0, [["ada", "brian"], ["brian", "ada"]])


def test_a_file_without_lines_gives_none(data: Path) -> None:
    assert asked("show", "") == (0, [])


def test_hostile_lines_reach_no_terminal(data: Path) -> None:
    Path("questions").write_bytes(b"a\x1b[31m\n\xff\n" + "\u202eada\n".encode())
    ran = run("show", "--batch", "questions")
    assert (ran.code, ran.out.isascii()) == (2, True)
    assert {json.loads(line)["error"]["exit_code"] for line in ran.out.splitlines()} == {2}
    assert "\x1b" not in ran.out


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("path",), "FROM is missing; give it, or --batch FILE with a question a line"),
        (("path", "ada"), "TO is missing; give it, or --batch FILE with a question a line"),
        (("show",), "NAME is missing; give it, or --batch FILE with a question a line"),
        (("path", "ada", "--pairs", "x"), "--batch takes names from its file; leave out 'ada'"),
        (
            ("show", "--batch", "x", "--format", "csv"),
            "--batch answers in JSON Lines; leave out --format csv",
        ),
        (("show", "--batch", "x"), "cannot use 'x': No such file or directory"),
    ],
)
def test_what_cannot_be_asked_is_said_with_exit_code_2(
    data: Path, typed: tuple[str, ...], message: str
) -> None:
    assert run(*typed) == Ran(2, "", f"akg: {message}\n")


def test_an_answer_comes_before_the_next_question_is_asked(data: Path) -> None:
    with subprocess.Popen(
        [*AKG, "path", "--pairs", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for one, other in (("ada", "brian"), ("brian", "ada")):
            running.stdin.write(f"{one}\t{other}\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["asked"] == [one, other]
        running.stdin.close()
        assert running.wait() == 0


def test_the_filters_are_compiled_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []

    def counted(*given: Any, **more: Any) -> where.Where:
        compiled.append(1)
        return where.where(*given, **more)

    monkeypatch.setattr("akg.cli.session.where", counted)
    asked("show", "ada\n" * 5)
    assert compiled == [1]


def test_many_answers_need_neither_rich_nor_pages(data: Path) -> None:
    code = (
        "import sys; from akg.cli import main; sys.argv[1:] = ['path', '--pairs', '-']\n"
        "try: main()\n"
        "except SystemExit: print('rich' in sys.modules, file=sys.stderr)"
    )
    run("show", "ada")  # now there is a snapshot
    ran = subprocess.run(
        [sys.executable, "-c", code], input="ada\tbrian\n", capture_output=True, text=True, check=True
    )
    assert (json.loads(ran.stdout)["asked"], ran.stderr) == (["ada", "brian"], "False\n")


def test_pairs_come_from_a_pipe(data: Path) -> None:
    ran = process("path", "--pairs", "-", input="ada\tbrian\r\nbrian\tada")
    assert (ran.returncode, len(ran.stdout.splitlines())) == (0, 2)

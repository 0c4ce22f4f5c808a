"""Whatever the data, the request or the surroundings: an exit code, a clear line, and never a traceback."""

import csv
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from commandline import AKG, Ran, process, run
from conftest import PARTS, Write
from kept import begin, keep
from test_cli import ASKING, FORMATS, FORMATTED, READING, SPEAKING

from akg.render.plain import width
from akg.text import UNSAFE

termios = pytest.importorskip("termios", reason="signals, pipes and terminals are those of POSIX")

ARABIC, WIDE, PERSIAN = "حمزة بن لادن", "漢字の名前", "می‌خواهد"
# What each program that may read a name would obey: Rich, HTML, Markdown, a spreadsheet, Python, a shell.
OBEYED = (
    "[red]Ada[/red] [link=http://a.example]x[/link] :smile: [/]",
    "<script>alert(1)</script> &lt;b&gt;",
    "**Ada** | `x` [a](b) ![i](j) ~~s~~ $x$ # h",
    '=HYPERLINK("http://a.example")',
    "{0} {x!r} %s %(x)d \\u001b \\e[31m",
    "$(reboot) `reboot` ; 'x' \"y\"",
    "- 1. + not a list",
)


def world(name: str, **more: str) -> dict[str, str]:
    """Give the parts of a dataset in which a name stands wherever the data has words."""
    quoted = "'" + name.replace("'", "''") + "'"
    return {
        "vocabulary": f"""\
            kinds:
            - {{id: thing, label: {quoted}, plural: {quoted}, description: {quoted}}}
            types:
            - {{id: touched, label: {quoted}, inverse: {quoted}, from: person, to: thing, shape: act,
               description: {quoted}}}
            """,
        "entities": f"""\
            - id: ada
              kind: person
              name: {quoted}
              aliases: [{{name: {quoted}, lang: fa}}]
              summary: {quoted}
              note: {quoted}
              ids: {{wikidata: {quoted}, source: nowhere}}
              source: paper
              born: {{date: 1970, text: {quoted}, source: paper, at: {quoted}}}
              figures: [{{what: {quoted}, value: 4..6, source: paper, note: {quoted}}}]
            - {{id: brian, kind: thing, name: {quoted}}}
            - {{id: york, kind: place, name: {quoted}}}
            - id: meeting
              kind: event
              name: {quoted}
              text: {quoted}
              place: york
              source: paper
              parties: [{{who: ada, role: {quoted}}}, {{text: {quoted}, count: 2}}]
            """,
        "sources": f"""\
            - {{id: paper, title: {quoted}, author: {quoted}, publisher: {quoted}, url: {quoted}}}
            """,
        "relations": f"""\
            - {{from: ada, type: touched, to: brian, text: {quoted}, role: {quoted}, about: york, place: york,
               note: {quoted}, claims: [
                 {{source: paper, at: {quoted}, hedge: {quoted}, by: {{unnamed: {quoted}, of: york}}}},
                 {{source: paper, stance: denies, via: {{unnamed: {quoted}}}, note: {quoted}}}]}}
            - {{from: ada, type: touched, to: brian, date: 2019, role: {quoted},
               claims: [{{source: paper}}, {{source: paper, at: p, set_aside: {quoted}}}]}}
            """,
    } | more  # fmt: skip


def calls(name: str) -> dict[str, tuple[str, ...]]:
    """Give a call of each command, asking for a name."""
    return {c: tuple(name if word == "ada" else word for word in call) for c, call in READING.items()}


TWINS = "- {id: ada-1, kind: person, name: Ada}\n- {id: ada-2, kind: person, name: Ada}\n" + "".join(
    PARTS["entities"].splitlines(keepends=True)[1:]
).replace("        ", "")
EMPTY = {"entities": "", "relations": "", "sources": ""}
BROKEN = {"relations": "- {from: ada, type: met, to: nobody, source: paper}\n- {from: [\n"}
# What is wrong; the dataset, where it is not conftest's; the name asked for; and the exit codes of
# path, neighbours, timeline, show, evidence, search, stats, sources, coverage, check, add, fmt --check
# and export.
SITUATIONS: Mapping[str, tuple[Mapping[str, str | bytes], str, str]] = MappingProxyType({
    "nothing is wrong": ({}, "ada", "0000000000000"),
    "no such name": ({}, "zzz", "1111110000000"),
    "an empty name": ({}, "", "1111110000000"),
    "a blank name": ({}, " \t\n", "1111110000000"),
    "a name of punctuation": ({}, "'*?[]|", "1111110000000"),
    "a name of control characters": ({}, "\x1b[31mada\x07\u202e", "2222220000000"),
    "a very long name": ({}, "zed " * 30_000, "1111110000000"),
    "a very long word": ({}, "a" * 120_000, "1111110000000"),
    "bytes that are no text": ({}, "ad\udce9", "2222220000000"),
    "an ambiguous name": ({"entities": TWINS, "relations": ""}, "Ada", "3333300000000"),
    "an empty dataset": (EMPTY, "ada", "1111110110000"),
    "a dataset of comments": (dict.fromkeys(EMPTY, "# nothing\n"), "ada", "1111110110000"),
    "a dataset with errors": (BROKEN, "ada", "1110100004040"),
    "a dataset that is no YAML": (dict.fromkeys(EMPTY, "\t{[}]: : -"), "ada", "1111110114440"),
    "a file that is not UTF-8": ({"entities": b"- {name: Ad\xe9}\n"}, "ada", "1111110004440"),
    "a file of bytes": (dict.fromkeys(EMPTY, bytes(range(256))), "ada", "1111110114440"),
    **{
        f"the name {name}": (world(name), "ada", "0000000000010")
        for name in (ARABIC, WIDE, PERSIAN, *OBEYED)
    },
})  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_command_in_every_situation_ends_as_documented(dataset: Write, situation: str) -> None:
    parts, name, codes = SITUATIONS[situation]
    folder = dataset(**parts)
    for command, code in zip(READING, map(int, codes), strict=True):
        ran = run(*calls(name)[command], "--data", str(folder))
        assert ran.code == code, (command, ran)
        assert _is_safe(ran, isolates=True)
        if code in (1, 2, 3) and ran.out == "":
            assert re.match(r"akg: .", ran.err)
            assert max(map(len, ran.err.splitlines())) < 600


@pytest.mark.parametrize("name", [ARABIC, WIDE, PERSIAN, *OBEYED])
def test_a_name_is_printed_as_it_is_whatever_it_would_make_others_do(dataset: Write, name: str) -> None:
    folder = str(dataset(**world(name)))
    for command in ASKING:
        plain = run(*READING[command], "--data", folder).out
        assert name in plain
        screen = run(*READING[command], "--data", folder, "--color", "always", COLUMNS="2000").out
        assert _without_bars(_without_colours(screen)).split() == plain.split()


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+cmd", "-x", "@SUM(1)", "＝x"])
@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_no_cell_of_any_column_begins_as_a_formula(dataset: Write, format: str, formula: str) -> None:
    folder, found = str(dataset(**world(formula))), set()
    for command in FORMATTED:
        ran = run(*READING[command], "--data", folder, "--format", format)
        for row in csv.DictReader(ran.out.splitlines(), delimiter="\t" if format == "tsv" else ","):
            assert not [cell for cell in row.values() if cell.startswith(formula[0])]
            found |= {column for column, cell in row.items() if cell == f"'{formula}"}
    assert found >= {"from_name", "to_name", "role", "name", "of"}


def test_a_name_is_found_by_the_words_that_are_in_it(dataset: Write) -> None:
    folder = str(
        dataset(**world("x", entities=f"- {{id: ada, kind: person, name: {ARABIC}}}\n", relations=""))
    )
    assert run("show", ARABIC, "--data", folder).code == 0
    assert run("show", "حمزة", "--data", folder).code == 0
    assert run("show", "ada", "--data", folder, "--type", ARABIC).code == 2


ESCAPES = r"\e[31mred\e]0;title\a\x9b1m\x85\r\b\0\x7f\u202erlo\u2066iso\u2069\u2028\ufeff end"


@pytest.mark.parametrize("format", FORMATS)
def test_no_control_character_gets_through_even_if_the_data_had_one(
    dataset: Write, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    """The loader refuses them; here it is made to let them in."""
    never = re.compile("(?!)")
    for module in ("akg.marked", "akg.loader"):
        monkeypatch.setattr(f"{module}.UNSAFE", never, raising=False)
    parts = {part: text.replace("'", '"') for part, text in world(ESCAPES).items()}
    folder = str(dataset(**parts))
    for command in FORMATTED:
        ran = run(*READING[command], "--data", folder, "--format", format)
        assert ran.code == 0, ran
        assert command == "check" or "red" in ran.out
        assert _is_safe(ran, isolates=False)
        if format == "table":
            screen = run(*READING[command], "--data", folder, "--color", "always")
            assert _is_safe(Ran(0, _without_colours(screen.out), screen.err), isolates=False)


@pytest.mark.parametrize("format", FORMATS)
def test_nor_does_one_in_what_differs(dataset: Write, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    for module in ("akg.marked", "akg.loader"):
        monkeypatch.setattr(f"{module}.UNSAFE", re.compile("(?!)"), raising=False)
    folder = dataset()
    begin(folder)
    for day in (1, 2):
        dataset(**{part: text.replace("'", '"') for part, text in world(f"{ESCAPES}{day}").items()})
        keep(folder, day)
    for revs in (("HEAD~1", "HEAD"), ("HEAD", "HEAD~1")):
        ran = run("diff", *revs, "--data", str(folder), "--format", format)
        assert (ran.code, "red" in ran.out) == (0, True)
        assert _is_safe(ran, isolates=False)
        screen = run("diff", *revs, "--data", str(folder), "--color", "always")
        assert _is_safe(Ran(0, _without_colours(screen.out), screen.err), isolates=False)


def test_a_folder_whose_name_has_escapes_is_printed_without_them(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31mred"
    folder.mkdir()
    assert _is_safe(run("show", "ada", "--data", str(folder)), isolates=False)
    (folder / "entities.yaml").write_text("- {id: ada, kind: nothing, name: Ada}\n")
    (folder / "relations.yaml").touch()
    for format in FORMATS:
        for command in ("show", "check"):
            ran = run(*READING[command], "--data", str(folder), "--format", format)
            assert _is_safe(ran, isolates=False), ran


@pytest.mark.parametrize(
    "word", ["\x1b[31mx", "--\x1b[31mx", "--at=\x1b[31mx", "--format=\x1b[31mx", "--data=\x1b[31mx", "-\x1b"]
)
def test_no_control_character_of_a_call_gets_through(dataset: Write, word: str) -> None:
    for typed in ((word,), ("show", "ada", word), ("show", "ada", "brian", word)):
        ran = run(*typed, tty=True)
        assert (ran.code, ran.out) == (2, "")
        assert _is_safe(ran, isolates=False)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-16"])
@pytest.mark.parametrize("format", FORMATS)
def test_what_an_encoding_lacks_is_written_as_its_escape(dataset: Write, encoding: str, format: str) -> None:
    folder = str(dataset(**world(ARABIC)))
    for command in ASKING:
        ran = run(*READING[command], "--data", folder, "--format", format, encoding=encoding)
        assert (ran.code, ran.err) == (0, "")
        assert (ARABIC if encoding == "utf-16" else "\\u062d") in ran.out
    assert run("show", ARABIC[1:], "--data", folder, encoding=encoding).code == 1


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "dumb", "HOME": None, "PATH": ""},
    ],
    ids=str,
)
def test_a_poor_environment_is_enough(dataset: Write, env: dict[str, str | None]) -> None:
    ran = process("timeline", "ada", "--data", dataset(**world(ARABIC)), env=env)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_bytes_that_are_no_text_are_named(dataset: Write) -> None:
    ran = process("show", b"caf\xe9", env={"LC_ALL": "C.UTF-8"})
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "akg: the argument 'caf\\xe9' is no text in this locale's encoding\n"


def test_a_working_folder_that_is_gone_is_no_hindrance(dataset: Write, tmp_path: Path) -> None:
    folder = dataset()
    ours = "akg: no dataset is near; this is from the one that comes with akg (--data names another)\n"
    for call, said in (
        (("search", "Taliban"), ours),
        (("check", "--data", str(folder)), ""),
        (("path", "ada", "brian", "--data", str(folder)), ""),
    ):
        (tmp_path / "gone").mkdir()
        script = 'cd "$1" && rmdir "$1" && shift && exec "$@"'
        ran = subprocess.run(
            ["/bin/sh", "-c", script, "sh", tmp_path / "gone", *AKG, *call], capture_output=True, text=True
        )
        assert (ran.returncode, ran.stderr) == (0, said)
    assert run("check", "--data", str(tmp_path / "gone")).code == 2


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_that_may_not_be_read_is_an_error_of_the_data(dataset: Write) -> None:
    folder = dataset()
    (folder / "entities.yaml").chmod(0)
    ran = run("check", "--data", str(folder))
    assert ran.code == 4
    assert "entities.yaml:1:1: error[file]: cannot be read: Permission denied" in ran.out
    assert run("show", "ada", "--data", str(folder)).code == 1
    folder.chmod(0)
    try:
        assert run("show", "ada", "--data", str(folder)).code == 2
    finally:
        folder.chmod(0o755)


# --- pipes


@pytest.mark.parametrize("command", SPEAKING)
def test_a_closed_pipe_ends_akg_in_silence(dataset: Write, command: str) -> None:
    folder = dataset()
    with _closed_pipe() as out:
        ran = process(*READING[command], "--data", folder, capture_output=False, stdout=out, stderr=-1)
    assert ran.returncode == -signal.SIGPIPE
    assert command == "export" or ran.stderr == ""
    assert "Error" not in ran.stderr


def test_head_takes_the_first_line_and_nothing_is_said(dataset: Write) -> None:
    script = 'set -o pipefail; "$@" | head -1'
    many = "".join(
        f"- {{from: ada, type: met, to: brian, date: {y}, role: {'x' * 100}, source: paper}}\n"
        for y in range(1000, 1900)
    )
    typed = ("timeline", "ada", "--data", dataset(relations=many))
    ran = subprocess.run(["bash", "-c", script, "bash", *AKG, *typed], capture_output=True, encoding="utf-8")
    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + signal.SIGPIPE, "● Ada\n", "")


@pytest.mark.parametrize("call", [*(READING[c] for c in SPEAKING), ("--help",), ("--version",)], ids=" ".join)
def test_a_full_disk_is_said_in_one_line(dataset: Write, call: tuple[str, ...]) -> None:
    data = () if call[0].startswith("-") else ("--data", dataset())
    with open("/dev/full", "w") as full:
        ran = process(*call, *data, capture_output=False, stdout=full, stderr=-1)
    assert ran.returncode == 2
    assert ran.stderr.splitlines()[-1] == "akg: cannot write the answer: No space left on device"
    assert "Error" not in ran.stderr


@pytest.mark.parametrize("call", [("show", "ada"), ("export", "graphml"), ("--help",)], ids=" ".join)
def test_a_closed_stdout_is_said_in_one_line(dataset: Write, call: tuple[str, ...]) -> None:
    ran = subprocess.run(["/bin/sh", "-c", '"$@" >&-', "sh", *AKG, *call], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (2, "akg: cannot write the answer: stdout is closed\n")


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full", "<&-", "<&- 2>&-"])
def test_stdin_and_stderr_are_not_needed(dataset: Write, redirection: str) -> None:
    folder = dataset(relations="- {from: ada, type: met, to: nobody, source: paper}\n")
    for call, code in ((("show", "ada"), 0), (("show", "zzz"), 1), (("show",), 2)):
        ran = subprocess.run(
            ["/bin/sh", "-c", f'"$@" {redirection}', "sh", *AKG, *call, "--data", folder],
            capture_output=True, text=True,
        )  # fmt: skip
        assert ran.returncode == code
        assert "Traceback" not in ran.stdout + ran.stderr


# --- Ctrl-C


@pytest.mark.parametrize("module", ["akg.errors", "akg.cli.call", "pydantic", "yaml", "akg.render.timeline"])
def test_ctrl_c_while_akg_starts_ends_it_in_silence(dataset: Write, module: str) -> None:
    """The moment is when Python says that it has imported a module; the last of them is before reading."""
    many = "".join(f"- {{id: p{n}, kind: person, name: P {n}}}\n" for n in range(3000))
    typed = ("-X", "importtime", "-m", "akg", "timeline", "p1", "--data", str(dataset(entities=many)))
    with subprocess.Popen([sys.executable, *typed], stdout=-1, stderr=-1, text=True) as started:
        assert started.stderr
        for line in started.stderr:
            if line.split("|")[-1].strip() == module:
                started.send_signal(signal.SIGINT)
                break
        rest = started.stderr.read()
        assert started.wait(60) == -signal.SIGINT
    assert all(line.startswith("import time:") for line in rest.splitlines())


def test_ctrl_c_while_a_big_file_is_read_ends_akg_in_silence(dataset: Write) -> None:
    many = "".join(f"- {{id: p{n}, kind: person, name: P {n}}}\n" for n in range(60_000))
    ran = _interrupted(("check", "--data", str(dataset(entities=many))), after=1.2)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGINT, "", "")


def test_ctrl_c_leaves_no_half_written_file(dataset: Write, tmp_path: Path) -> None:
    folder, out = dataset(), tmp_path / "out"
    out.mkdir()
    interrupted = (
        "import signal; from akg.formats import graphml; from akg.cli import main;"
        "graphml.write = lambda graph, file: file.write(b'x') and signal.raise_signal(signal.SIGINT); main()"
    )
    typed = ("export", "graphml", "-o", out / "graph", "--data", folder)
    ran = subprocess.run([sys.executable, "-c", interrupted, *typed], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
    assert list(out.iterdir()) == []


INTERRUPTED = """
import os, pathlib, signal
from akg.cli import main
opened = pathlib.Path.open
def interrupted(path, mode="r", **how):
    if path.name == "entities.yaml" and mode == "x":
        signal.raise_signal(signal.SIGINT)
    return opened(path, mode, **how)
pathlib.Path.open = interrupted
os.fsync = lambda _: signal.raise_signal(signal.SIGINT)
main()
"""


@pytest.mark.parametrize(
    "typed",
    [("init", "new"), ("schema", "--write"), ("fmt",), ("add", "entity", "Carol", "--kind", "person")],
    ids=" ".join,
)
def test_ctrl_c_leaves_a_dataset_as_it_was(dataset: Write, typed: tuple[str, ...]) -> None:
    folder = dataset(sources="- {title: A paper, id: paper, date: 2020}\n")
    (folder / "schema").mkdir()
    run("check", "--data", str(folder))  # so that its names are kept already
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *typed], cwd=folder, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert not (folder / "new").exists()


def test_ctrl_c_is_ignored_where_the_shell_has_it_ignored(dataset: Write) -> None:
    script = "trap '' INT; \"$@\" & pid=$!; sleep 0.1; kill -INT $pid; wait $pid"
    ran = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *AKG, "check", "--data", dataset()], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")


# --- terminals


@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_no_line_is_too_wide_and_nothing_is_missing(dataset: Write, columns: int) -> None:
    folder = str(dataset(**world(f"{ARABIC} {WIDE} {PERSIAN} Ḥamza b. Lādin")))
    for command in ASKING:
        call = (*READING[command], "--data", folder)
        code, screen = _on_terminal(call, columns)
        assert code == 0
        _fits(screen, run(*call).out, columns)


@pytest.mark.parametrize("columns", [40, 79, 80, 120, 300])
@pytest.mark.parametrize("name", [ARABIC, WIDE * 40, "x" * 300, "Ada of York"])
def test_at_no_width_is_a_line_too_wide_or_anything_missing(dataset: Write, columns: int, name: str) -> None:
    folder = str(dataset(**world(name)))
    for command in ASKING:
        call = (*READING[command], "--data", folder)
        screen = run(*call, "--color", "always", COLUMNS=str(columns), LINES="²").out
        _fits(screen, run(*call).out, columns)


@pytest.mark.parametrize("columns", ["0", "-1", "1", "²", "x", "99999999999"])
def test_a_width_that_cannot_be_hides_nothing(dataset: Write, columns: str) -> None:
    folder = str(dataset())
    screen = run("timeline", "ada", "--data", folder, "--color", "always", COLUMNS=columns).out
    assert "Ada met Brian" in " ".join(_without_colours(screen).split())
    assert run("timeline", "--help", COLUMNS=columns).code == 0


def test_colours_are_for_terminals_that_have_them_and_users_who_want_them(dataset: Write) -> None:
    call = ("timeline", "ada", "--data", str(dataset()))
    plain = run(*call).out
    assert "\x1b[" not in plain
    assert "\x1b[" in run(*call, tty=True, TERM="xterm", NO_COLOR="").out
    assert "\x1b[" in run(*call, "--color", "always", NO_COLOR="1", TERM="dumb").out
    for ran in (
        run(*call, tty=True, TERM="xterm", NO_COLOR="1", COLUMNS="300"),
        run(*call, "--color", "never", tty=True, TERM="xterm", COLUMNS="300"),
        run(*call, tty=True, TERM="dumb"),
    ):
        assert "\x1b" not in ran.out
        assert _without_bars(ran.out).split() == plain.split()


def test_on_a_terminal_check_shows_the_line_and_a_caret_below_wide_characters_too(dataset: Write) -> None:
    folder = str(dataset(entities=f"- {{id: ada, kind: person, name: {WIDE}, nope: x}}\n"))
    screen = run("check", "--data", folder, tty=True, TERM="xterm", COLUMNS="200").out
    source, caret = (line.rstrip() for line in _without_colours(screen).splitlines()[1:3])
    assert source == f"     1 | - {{id: ada, kind: person, name: {WIDE}, nope: x}}"
    assert width(caret.partition("^")[0]) == width(source.partition("nope")[0])


# --- how all that is done


def _is_safe(ran: Ran, *, isolates: bool) -> bool:
    """Tell whether neither stream holds a control character, but for isolates if they may, or a traceback."""
    both = ran.out + ran.err
    both = both.replace("\u2068", "").replace("\u2069", "") if isolates else both
    return "Traceback" not in both and not UNSAFE.search(both)


def _without_colours(screen: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", screen)


def _without_bars(screen: str) -> str:
    """Take away what a timeline has on a terminal only: the line of years and signs, the bars below it."""
    return re.sub(r"[█▒░╌‹›]", "", re.sub(r"(?m)^ +\d{4} +[█▒░╌] .*$", "", screen))


def _fits(screen: str, plain: str, columns: int) -> None:
    """Demand that no line is wider than the terminal and that every character of the plain one is there."""
    bare = _without_colours(screen)
    assert max(map(width, bare.splitlines())) <= columns
    assert sorted("".join(_without_bars(bare).split())) == sorted("".join(plain.split()))


@contextmanager
def _closed_pipe() -> Iterator[int]:
    """Give the writing end of a pipe that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    yield write
    os.close(write)


def _interrupted(call: tuple[str, ...], after: float) -> "subprocess.CompletedProcess[str]":
    with subprocess.Popen([*AKG, *call], stdout=-1, stderr=-1, text=True) as started:
        try:
            out, err = started.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            started.send_signal(signal.SIGINT)
            out, err = started.communicate(timeout=60)
        return subprocess.CompletedProcess(call, started.returncode, out, err)


def _on_terminal(call: tuple[str, ...], columns: int) -> tuple[int, str]:
    """Run akg on a terminal of its own; give its exit code and what the screen got."""
    control, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (50, columns))
    env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR")} | {
        "TERM": "xterm"
    }
    with subprocess.Popen(
        [*AKG, *call], stdin=terminal, stdout=terminal, stderr=terminal, env=env
    ) as started:
        os.close(terminal)
        screen = b"".join(_read(control))
    os.close(control)
    return started.returncode, screen.decode().replace("\r\n", "\n")


def _read(control: int) -> Iterator[bytes]:
    try:
        while found := os.read(control, 65536):
            yield found
    except OSError:  # Linux says so when the other end is closed
        return

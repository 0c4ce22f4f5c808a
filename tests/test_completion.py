"""What a TAB is answered, whatever is wrong, and from a register that is true."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import listings
import pytest
import typer
from commandline import Ran, process, run
from conftest import Write
from hypothesis import given
from hypothesis import strategies as st

from akg import cache, offers, register, shells
from akg.cli import COMMANDS, complete
from akg.snapshot import kept as snapshot

ENTITIES = """\
- {id: hamza, kind: person, name: Hamza bin Laden, aliases: [Abu Yusuf, "The Çrown"]}
- {id: qaeda, kind: group, name: al-Qaeda}
- {id: smith-1, kind: person, name: John Smith, aliases: [Twin]}
- {id: smith-2, kind: group, name: John Smith, aliases: [Twin]}
- {id: sean, kind: person, name: Sean O'Neill}
- {id: helmand-raid, kind: event, name: Raid on Musa Qala, source: paper}
- {id: raider, kind: person, name: qaeda}
- {id: signs, kind: group, name: "!?"}
"""


@pytest.fixture
def data(dataset: Write, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = dataset(entities=ENTITIES, relations="")
    monkeypatch.setenv("AKG_DATA", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "kept"))
    return folder


def tab(line: str, capfd: pytest.CaptureFixture[str], shell: str = "zsh", *more: str) -> list[str]:
    """Press TAB at the end of a line; give what the shell's function reads, without notes."""
    capfd.readouterr()
    ran = run(line, *more, _AKG_COMPLETE=shell)
    assert (ran.code, ran.out) == (0, "")  # it is written past the streams of Python
    return [told.partition("\t")[0] for told in capfd.readouterr().out.splitlines()]


# --- what the word under the cursor takes


@pytest.mark.parametrize(
    ("line", "candidates"),
    [
        ("akg ", list(COMMANDS)),
        ("akg p", ["path"]),
        ("akg neighb", ["neighbours"]),
        ("akg neighbor", ["neighbors"]),
        ("akg --", ["--version", "--help"]),
        ("akg nosuch ", list(COMMANDS)),
        ("akg check ", ["--strict", "--cache", "--format", "--color", "--data", "--help"]),
        ("akg check --col", ["--color"]),
        ("akg check --colou", ["--colour"]),
        ("akg check --format j", ["json", "jsonl"]),
        ("akg check -f J", ["json", "jsonl"]),
        ("akg check --format=t", ["--format=table", "--format=tsv"]),
        ("akg show --kind g", ["group"]),
        ("akg show --kind=person,g", ["--kind=person,group"]),
        ("akg show --type me", ["member-of", "met"]),
        ("akg show --source ", ["paper"]),
        ("akg show --status asserted,re", ["asserted,retracted"]),
        ("akg show --at ", []),
        ("akg add claim --stance d", ["denies", "doubts"]),
        ("akg add source ", []),
        ("akg add relation --id ", []),
        ("akg add claim ", []),
        ("akg show --nosuch=", []),
        ("akg export ", ["graphml", "html"]),
        ("akg completion ", ["bash", "zsh", "fish"]),
        ("akg show -", [f"--{name}" for name in (
            "at", "from", "to", "certain", "type", "avoid-type", "kind", "status", "source", "without-source",
            "known-at", "inferred", "batch", "format", "color", "data", "rev", "help")]),
        ("akg show --rev ham", []),
        ("akg path -k 1 --at 2019 --full ham", ["Hamza bin Laden"]),
        ("akg path -k1 --kind=person x ham", ["Hamza bin Laden"]),
        ("akg show -- ham", ["Hamza bin Laden"]),
        ("akg show hamza ham", []),  # it takes one
        ("akg timeline ham", ["Hamza bin Laden"]),
        ("akg evidence ham", ["Hamza bin Laden"]),
        ("akg evidence x ham", ["Hamza bin Laden"]),
        ("akg neighbors ham", ["Hamza bin Laden"]),
        ("akg search ham", []),  # which is for what is not known
        ("LANG=C A= akg show ham", ["Hamza bin Laden"]),
    ],
)  # fmt: skip
def test_a_word_is_completed_by_what_stands_there(
    data: Path, capfd: pytest.CaptureFixture[str], line: str, candidates: list[str]
) -> None:
    assert tab(line, capfd) == ["insert", *candidates]


def test_paths_are_left_to_the_shell(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for shell in offers.WRITERS:
        assert tab("akg export -o gr", capfd, shell) == ["files"]
        assert tab("akg show --data=d", capfd, shell) == ["folders"]


@pytest.mark.parametrize(
    "line", ["", " ", "akg", "'", "\\", "akg show '", "akg show \\", "=", "akg --=", "akg -"]
)
def test_any_line_is_answered(data: Path, capfd: pytest.CaptureFixture[str], line: str) -> None:
    for shell in offers.WRITERS:
        tab(line, capfd, shell, line)


def test_the_table_of_parameters_is_that_of_the_commands() -> None:
    made = listings.parameters()
    assert Path(complete.PARAMETERS).read_text(encoding="utf-8") == made, "make docs brings it up to date"
    assert {row.partition("\t")[0].partition(" ")[0] for row in made.splitlines()} == {"", *COMMANDS}


def _with_commands_of_commands() -> typer.Typer:
    whole, add = typer.Typer(), typer.Typer()

    @whole.command()
    def check() -> None: ...

    @add.command(help="Add an entity.")
    def entity(
        kind: Annotated[str, typer.Argument(metavar="KIND")],
        near: Annotated[list[str], typer.Argument(metavar="NAME")],
        dry: Annotated[bool, typer.Option("--dry-run/--no-dry-run", help="Write\n nothing.")] = False,
        secret: Annotated[bool, typer.Option("--secret", hidden=True)] = False,
    ) -> None: ...

    @add.command(hidden=True)
    def hidden() -> None: ...

    whole.add_typer(add, name="add", help="Add a record.")
    return whole


def test_commands_of_commands_arguments_without_end_and_what_is_hidden_go_into_the_table(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "parameters.tsv"
    table.write_text(listings.parameters(_with_commands_of_commands()), encoding="utf-8")
    monkeypatch.setattr(complete, "PARAMETERS", str(table))
    assert tab("akg ", capfd)[1:] == ["check", "add"]
    assert tab("akg add ", capfd)[1:] == ["entity"]
    assert tab("akg add entity per", capfd)[1:] == ["person"]
    assert tab("akg add entity person ham", capfd)[1:] == ["Hamza bin Laden"]
    assert tab("akg add entity person x y ham", capfd)[1:] == ["Hamza bin Laden"]
    assert tab("akg add entity --", capfd)[1:] == ["--dry-run", "--help"]


# --- names


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ham", ["Hamza bin Laden"]),
        ("HAMZA\\ B", ["Hamza bin Laden"]),
        ("hamza-bin", ["Hamza bin Laden"]),
        ("laden", ["Hamza bin Laden"]),
        ("ibn", ["Hamza bin Laden"]),
        ("Hamza\\ ibn\\ l", ["Hamza bin Laden"]),
        ("abu", ["Hamza bin Laden"]),
        ("the\\ cr", ["Hamza bin Laden"]),
        ("crown", ["Hamza bin Laden"]),
        ("oneill", ["Sean O'Neill"]),
        ("al", ["al-Qaeda"]),
        ("el-q", ["al-Qaeda", "raider"]),
        ("helm", ["helmand-raid"]),
        ("rai", ["Raid on Musa Qala"]),
        ("!", ["!?"]),
        ("?", []),
        ("zzz", []),
    ],
)
def test_a_name_is_found_by_what_it_begins_with_else_by_a_later_word_else_by_id(
    data: Path, capfd: pytest.CaptureFixture[str], typed: str, found: list[str]
) -> None:
    assert tab(f"akg show {typed}", capfd)[1:] == found


def test_nothing_typed_finds_every_entity_once_under_its_own_name(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tab("akg show ", capfd) == [
        "insert", "!?", "al-Qaeda", "Hamza bin Laden", "smith-1", "smith-2", "raider", "Raid on Musa Qala",
        "Sean O'Neill",
    ]  # fmt: skip


def test_what_is_inserted_means_that_entity_alone(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """John Smith are two, Twin too; qaeda is an id, so that one called so is not meant by it."""
    for typed in ("john", "twin", "qaeda", "ham", "al", "!"):
        for text in tab(f"akg show {typed}", capfd)[1:]:
            assert run("show", text).code == 0
    assert tab("akg show twin", capfd)[1:] == ["smith-1", "smith-2"]
    assert tab("akg show qaeda", capfd)[1:] == ["al-Qaeda", "raider"]


def test_zsh_and_fish_are_told_the_kind_and_what_was_hit(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    run("akg show abu", _AKG_COMPLETE="zsh")
    run("akg show smith-2", _AKG_COMPLETE="fish")
    assert capfd.readouterr().out == (
        "insert\nHamza bin Laden\tHamza bin Laden  (person: Abu Yusuf)\n"
        "words\nsmith-2\tgroup: John Smith\n"
    )  # fmt: skip


def test_fish_is_given_what_holds_the_letters_typed(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert tab("akg show ABU", capfd, "fish") == ["words", "Abu Yusuf"]
    assert tab("akg show oneill", capfd, "fish") == ["words", "Sean O'Neill"]
    assert tab("akg show twin", capfd, "fish") == ["words"]  # it means two, whose ids have no such letters
    assert tab("akg show smith", capfd, "fish") == ["words", "smith-1", "smith-2"]


@pytest.mark.parametrize(
    ("line", "word", "told"),
    [
        ("akg show ham", "ham", ["quoted", "Hamza\\ bin\\ Laden"]),
        ('akg show "ham', "ham", ["quoted", "Hamza bin Laden"]),
        ("akg show 'sea", "sea", ["quoted", "Sean O'\\''Neill"]),
        ("akg show Sean\\ O\\'", "Sean\\ O\\'", ["quoted", "Sean\\ O\\'Neill"]),
        ("akg show --kind=per", "per", ["quoted", "person"]),
        ("akg show el-q", "el-q", ["many", "el-q", "al-Qaeda", "raider"]),
        ("akg check --fo", "--fo", ["quoted", "--format"]),
    ],
)
def test_bash_is_told_what_to_put_for_the_part_that_it_replaces(
    data: Path, capfd: pytest.CaptureFixture[str], line: str, word: str, told: list[str]
) -> None:
    assert tab(line, capfd, "bash", word) == told


def test_bash_is_given_several_quoted_where_readline_would_leave_a_dollar_to_the_shell() -> None:
    found = offers.Offers([offers.Offer(("A $b x",)), offers.Offer(("A $b (y)",))], kept="", typed="a")
    told = ["quoted", "A\\ \\$b\\ ", "A\\ \\$b\\ x", "A\\ \\$b\\ \\(y\\)"]
    assert list(offers.WRITERS["bash"](found, "akg show a", "a")) == told
    assert list(offers.WRITERS["bash"](found, "akg show 'a", "a")) == ["many", "A $b x", "A $b (y)"]


# --- the register


def kept(data: Path) -> Path:
    (found,) = (data / "kept/akg").glob("*.names")
    return found


def test_every_command_that_reads_the_dataset_keeps_its_names(data: Path) -> None:
    for call in (("show", "hamza"), ("check",), ("export", "graphml")):
        assert register.current(str(data)) is None
        run(*call)
        assert register.current(str(data)) is not None
        for file in kept(data).parent.iterdir():
            file.unlink()


def test_a_tab_that_has_to_read_the_dataset_spares_the_question_after_it_the_same(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tab("akg show ham", capfd)
    assert snapshot.current(str(data)) is not None


def test_the_register_is_for_the_user_alone_and_written_once(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tab("akg show ham", capfd)
    first = kept(data).stat()
    assert (first.st_mode & 0o777, kept(data).parent.stat().st_mode & 0o777) == (0o600, 0o700)
    tab("akg show ham", capfd)
    run("show", "hamza")
    assert kept(data).stat() == first


@pytest.mark.parametrize("file", ["entities.yaml", "vocabulary.yaml", "entities/more.yaml"])
def test_a_register_of_another_state_of_the_files_is_not_believed(
    data: Path, capfd: pytest.CaptureFixture[str], file: str
) -> None:
    tab("akg show ham", capfd)
    (data / file).parent.mkdir(exist_ok=True)
    kind = "- {id: new, kind: group, name: Newcomer}\n"
    with (data / file).open("a") as out:
        out.write("kinds: []\n" if file == "vocabulary.yaml" else kind)
    assert register.current(str(data)) is None
    assert tab("akg show ham", capfd) == ["insert", "Hamza bin Laden"]
    assert tab("akg show newc", capfd)[1:] == (["Newcomer"] if file.startswith("entities") else [])


def test_a_change_that_keeps_size_and_time_is_noticed(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tab("akg show ham", capfd)
    file = data / "entities.yaml"
    before = file.stat()
    file.write_text(file.read_text().replace("Hamza", "Hamzo"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert tab("akg show ham", capfd)[1:] == ["Hamzo bin Laden"]


def _truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _of_bytes(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 40)


def _of_another_version(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"akg names 1 ", b"akg names 0 ", 1))


def _open_to_others(file: Path) -> None:
    file.chmod(0o666)


def _a_link(file: Path) -> None:
    file.rename(file.parent.parent / "elsewhere")
    file.symlink_to(file.parent.parent / "elsewhere")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


SPOILED = (_truncated, _emptied, _of_bytes, _of_another_version, _open_to_others, _a_link, _a_folder, _a_pipe)


@pytest.mark.skipif(os.name != "posix", reason="permissions, links and pipes are those of POSIX")
@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_a_spoiled_register_is_not_believed_and_names_come_all_the_same(
    data: Path, capfd: pytest.CaptureFixture[str], spoil: Callable[[Path], None]
) -> None:
    tab("akg show ham", capfd)
    spoil(kept(data))
    assert register.current(str(data)) is None
    assert tab("akg show ham", capfd) == ["insert", "Hamza bin Laden"]
    if spoil is not _a_folder:
        assert register.current(str(data)) is not None
    if spoil is _a_link:
        assert not kept(data).is_symlink()


def test_a_register_that_is_garbled_is_no_traceback(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tab("akg show ham", capfd)
    head, stamp, *rows = kept(data).read_bytes().split(b"\n")
    for old, new in ((b"\t", b"x"), (b"a", b"\xff"), (b"\t", b"\n")):
        kept(data).write_bytes(b"\n".join([head, stamp, *(row.replace(old, new) for row in rows)]))
        for line in ("akg show ham", "akg show ", "akg show --kind p"):
            assert tab(line, capfd)[0] in ("insert", "list")


def test_a_register_of_another_user_is_not_believed(
    data: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tab("akg show ham", capfd)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1, raising=False)
    assert register.current(str(data)) is None
    before = kept(data).stat()
    assert tab("akg show ham", capfd) == ["insert", "Hamza bin Laden"]
    assert kept(data).stat() == before


def test_without_a_cache_to_write_names_come_all_the_same(
    data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (data / "kept").write_text("a file where the folder should be")
    assert tab("akg show ham", capfd) == ["insert", "Hamza bin Laden"]


def test_a_folder_is_one_by_whatever_way_it_is_reached(data: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(data, target_is_directory=True)
    run("show", "hamza", "--data", str(link))
    assert register.current(str(data)) is not None


def test_the_cache_is_where_the_system_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("LOCALAPPDATA", "/local")
    for platform, folder in {
        "linux": "/home/ada/.cache/akg",
        "darwin": "/home/ada/Library/Caches/akg",
        "win32": os.path.join("/local", "akg", "Cache"),
    }.items():
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
        assert cache.folder() == folder
        monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
        assert cache.folder() == (folder if platform == "win32" else "/elsewhere/akg")


# --- whatever is wrong


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({"entities": "- {id: [}"}, []),
        ({"entities": b"\xff"}, []),
        ({"relations": "- {from: hamza, type: met, to: nobody}"}, ["Hamza bin Laden"]),
        ({"entities": "- {id: hamza, kind: nosuch, name: Hamza}"}, []),
    ],
)
def test_what_is_sound_in_a_faulty_dataset_is_completed(
    data: Path, dataset: Write, capfd: pytest.CaptureFixture[str], parts: dict[str, str | bytes],
    found: Sequence[str],
) -> None:  # fmt: skip
    dataset(**{"entities": ENTITIES, **parts})
    assert tab("akg show ham", capfd)[1:] == found


def test_no_dataset_gives_no_names_and_says_why_to_those_who_ask_by_hand(
    capfd: pytest.CaptureFixture[str],
) -> None:
    message = (
        "akg: nothing to complete from: --data: '/nowhere' is no folder; name one that holds entities.yaml\n"
    )
    assert run("akg show --data /nowhere ham", _AKG_COMPLETE="zsh") == Ran(0, "", message)
    assert capfd.readouterr().out == "insert\n"


@pytest.mark.parametrize("shell", ["x", "powershell", "bash_source"])
def test_a_shell_that_it_does_not_know_is_told_nothing(shell: str) -> None:
    ran = process("akg show", env={"_AKG_COMPLETE": shell})
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_the_locale_cannot_write_is_offered_by_id(dataset: Write) -> None:
    folder = dataset(entities="- {id: hamza, kind: person, name: حمزة, aliases: [Hamza]}", relations="")
    env = {"_AKG_COMPLETE": "zsh", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    ran = process(f"akg show --data {folder} ham", env=env)
    assert ran.stdout == "insert\nHamza\tHamza  (person: Hamza)\n"


def test_a_tab_imports_little(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tab("akg show ham", capfd)
    call = "from akg.cli import complete; complete.run('zsh', ['akg show ham']); print(*sys.modules)"
    where = str(Path(cache.__file__).parents[1])
    isolated = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({where!r}); {call}"]
    *told, modules = subprocess.check_output(isolated, text=True).splitlines()
    assert told == ["insert", "Hamza bin Laden\tHamza bin Laden  (person)"]
    assert {name for name in modules.split() if name.startswith("akg")} == {
        "akg", "akg.cache", "akg.cli", "akg.cli.complete", "akg.locate", "akg.offers", "akg.register",
        "akg.shells", "akg.spelling",
    }  # fmt: skip
    heavy = {"contextlib", "dataclasses", "hashlib", "inspect", "json", "pathlib", "re", "typer", "typing"}
    assert heavy.isdisjoint(modules.split())


# --- lines and quotes

WORD = st.text(st.characters(exclude_characters="\n\0", codec="utf-8"), min_size=1)


@given(WORD, st.sampled_from(["", "'", '"']))
def test_what_is_quoted_is_read_back_and_so_it_is_by_akg(word: str, quote: str) -> None:
    line = shells.Line(f"akg {quote}{shells.quoted(word, quote)}{quote}")
    assert (line.words, line.quote) == (["akg", word], "")


@pytest.mark.skipif(os.name != "posix", reason="there is no bash")
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_bash_reads_back_every_character_that_is_quoted(quote: str) -> None:
    word = "".join(map(chr, range(32, 127))) + "éط漢"
    script = f"printf %s {quote}{shells.quoted(word, quote)}{quote}"
    assert subprocess.run(["bash", "-c", script], capture_output=True, encoding="utf-8").stdout == word


@pytest.mark.parametrize(
    ("text", "shell", "words", "quote"),
    [
        ("akg ", "bash", ["akg", ""], ""),
        ("  akg  show\t", "bash", ["akg", "show", ""], ""),
        ("akg ''", "bash", ["akg", ""], ""),
        ("akg 'a b", "bash", ["akg", "a b"], "'"),
        ("akg 'a\\' b", "bash", ["akg", "a\\", "b"], ""),
        ("akg 'a\\' b", "fish", ["akg", "a' b"], "'"),
        ('akg "a\\"\\b', "bash", ["akg", 'a"\\b'], '"'),
        ('akg "\\`', "fish", ["akg", "\\`"], '"'),
        ("akg a\\ b\\", "bash", ["akg", "a b"], ""),
        ("akg 'O'\\''N'eill", "bash", ["akg", "O'Neill"], ""),
    ],
)
def test_a_line_is_split_as_the_shell_splits_it(text: str, shell: str, words: list[str], quote: str) -> None:
    line = shells.Line(text, shell)
    assert (line.words, line.quote) == (words, quote)

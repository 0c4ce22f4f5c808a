"""A TAB in bash, zsh and fish: what stands in the line after it is run, and its arguments are looked at."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyboard import SHELLS, Shell

ENTITIES = """
- {id: hamza, kind: person, name: Hamza bin Laden, aliases: [حمزة بن لادن, Abu Yusuf]}
- {id: oneill, kind: person, name: Sean O'Neill}
- {id: smith-1, kind: person, name: John Smith}
- {id: smith-2, kind: group, name: John Smith}
- {id: qaeda, kind: group, name: al-Qaeda}
- {id: qaeda-in-x, kind: group, name: al-Qaeda in X}
- {id: hanif-1, kind: person, name: Hasan Hanif}
- {id: hanif-2, kind: person, name: Husain Hanif}
- {id: taliban, kind: group, name: Taliban}
- {id: new-york, kind: place, name: New York}
- {id: dash-dash, kind: group, name: --dash}
- {id: broken-line, kind: group, name: "Broken\\nline"}
- {id: colon, kind: group, name: "Project:Alpha beta"}
"""
# What a shell would obey, were it not quoted.
HOSTILE = (
    "Evil $(touch PWNED) `touch PWNED` $HOME x",
    'Dwight "Ike" O\'Neill x',
    "Yahoo! Serious!!x !$",
    "Star * [abc] {x,y}? #tag ~x ^a^b",
    "Semi; touch PWNED & a | b > c < (d)",
    "Proj: a=b, me@host %s %n 100% x",
    "Back\\slash \\n x\\",
    "طالبان باكستان",
)
TWICE = "Twice $HOME $(touch PWNED) `touch PWNED`; touch PWNED & (x) !$ "  # what two begin with
LEFT = "\x02"  # Ctrl-B


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    for name, entities in {
        "data": ENTITIES,
        "hostile": "".join(f"- {{id: h{n}, kind: person, name: {json.dumps(name, ensure_ascii=False)}}}\n"
                           for n, name in enumerate((*HOSTILE, f"{TWICE}a", f"{TWICE}(b)"))),
        "other set": "- {id: zed, kind: person, name: Zed Other}",
    }.items():  # fmt: skip
        (folder / name).mkdir()
        (folder / name / "entities.yaml").write_text(entities, encoding="utf-8")
        (folder / name / "relations.yaml").write_text("")
    return folder


@pytest.fixture(scope="module", params=SHELLS)
def shell(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """Give a shell, in a folder that has a folder by the name of an entity in it, and a file."""
    shell = Shell(request.param, tmp_path_factory.mktemp(request.param), folder / "data")
    (shell.work / "Taliban").mkdir()
    (shell.work / "some file").write_text("")
    yield shell
    shell.close()


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        # names, in whatever quotes
        ("show ham\t", ["show", "Hamza bin Laden"]),
        ("show Hamza\\ bin\\ l\t", ["show", "Hamza bin Laden"]),
        ('show "hamza b\t', ["show", "Hamza bin Laden"]),
        ("show 'HAMZA B\t", ["show", "Hamza bin Laden"]),
        ("show sea\t", ["show", "Sean O'Neill"]),
        ("show Sean\\ O\\'n\t", ["show", "Sean O'Neill"]),
        ('show "Sean O\'n\t', ["show", "Sean O'Neill"]),
        ("show new\t", ["show", "New York"]),
        ("show york\t", ["show", "New York"]),
        ("path ham\t sea\t", ["path", "Hamza bin Laden", "Sean O'Neill"]),
        ("show -- ham\t", ["show", "--", "Hamza bin Laden"]),
        ("show tal\t", ["show", "Taliban"]),  # and not Taliban/, for the folder
        ("show Project:al\t", ["show", "Project:Alpha beta"]),
        # what cannot be typed, or would mean several, is inserted as an id
        ("show broken\t", ["show", "broken-line"]),
        ("show -- dash-\t", ["show", "--", "dash-dash"]),
        ("show john\t", ["show", "john"]),
        ("show smith-2\t", ["show", "smith-2"]),
        # several: what they begin with, and never less than was typed
        ("show al\t", ["show", "al-Qaeda"]),
        ("show hanif\t", ["show", "hanif"]),
        ("show zzz\t", ["show", "zzz"]),
        # in the middle of a line
        (f"path ham Taliban{LEFT * 8}\t", ["path", "Hamza bin Laden", "Taliban"]),
        # commands, options, and what these take
        ("exp\t g\t", ["export", "graphml"]),
        ("neighb\t ham\t", ["neighbours", "Hamza bin Laden"]),
        ("neighbor\t ham\t", ["neighbors", "Hamza bin Laden"]),
        ("show ham\t --form\t j\t", ["show", "Hamza bin Laden", "--format", "json"]),
        ("show --kind per\t", ["show", "--kind", "person"]),
        ("show --kind=per\t", ["show", "--kind=person"]),
        ("show --kind=person,gr\t", ["show", "--kind=person,group"]),
        ("show --status asserted,di\t", ["show", "--status", "asserted,disputed"]),
        ("export -o some\t", ["export", "-o", "some file"]),
        ("export graphml --output=some\t", ["export", "graphml", "--output=some file"]),
    ],
)  # fmt: skip
def test_a_tab_completes(shell: Shell, typed: str, arguments: list[str]) -> None:
    assert shell.type(f"akg {typed}\r") == arguments


@pytest.mark.parametrize("alias", ["حم", "abu", "ABU\\ Y"])
def test_an_alias_in_any_case_becomes_the_name_but_in_fish_itself(shell: Shell, alias: str) -> None:
    own = "حمزة بن لادن" if alias == "حم" else "Abu Yusuf"
    wanted = own if shell.name == "fish" else "Hamza bin Laden"  # fish keeps what holds the letters typed
    assert shell.type(f"akg show {alias}\t\r") == ["show", wanted]


def test_a_name_with_an_apostrophe_comes_from_a_word_without_but_in_fish(shell: Shell) -> None:
    wanted = "onei" if shell.name == "fish" else "Sean O'Neill"
    assert shell.type("akg show onei\t\r") == ["show", wanted]


def test_a_folder_is_completed_for_data_and_its_names_are(shell: Shell, folder: Path) -> None:
    beginning, whole = str(folder / "oth").replace(" ", "\\ "), f"{folder / 'other set'}"
    *_, option = shell.type(f"akg show --data={beginning}\t\r")
    assert option.rstrip("/") == f"--data={whole}"
    assert shell.type(f"akg show --data '{whole}' z\t\r") == ["show", "--data", whole, "Zed Other"]
    assert shell.type(f"akg show --data='{whole}' z\t\r") == ["show", f"--data={whole}", "Zed Other"]


def test_akg_is_completed_by_its_path_after_other_commands_and_by_an_alias(shell: Shell) -> None:
    assert shell.type(f"{shell.home / 'bin/akg'} show sea\t\r") == ["show", "Sean O'Neill"]
    assert shell.type("true && AKG_DATA=$AKG_DATA akg show sea\t\r") == ["show", "Sean O'Neill"]
    register = "complete -F _akg k; " if shell.name == "bash" else ""
    shell.type(f"alias k=akg; {register}akg\r")
    assert shell.type("k show sea\t\r") == ["show", "Sean O'Neill"]


def test_several_are_listed_and_what_was_typed_stays(shell: Shell) -> None:
    twice = "\t" * (2 if shell.name == "bash" else 1)
    shell.printed = ""
    assert shell.type(f"akg show hanif{twice}\r")[1] == "hanif"
    assert "Hasan Hanif" in shell.printed
    assert "Husain Hanif" in shell.printed
    assert ("person" in shell.printed) == (shell.name != "bash")


def test_without_compopt_as_in_bash_3_several_are_quoted_all_the_same(shell: Shell) -> None:
    if shell.name != "bash":
        pytest.skip("it is a command of bash")
    shell.type("enable -n compopt; akg\r")
    shell.type("cd ..; akg\r")
    try:
        assert shell.type("akg show al-q\t\\ i\t\r") == ["show", "al-Qaeda in X"]
    finally:
        shell.type("enable compopt; cd work; akg\r")


def bare(text: str, shell: str) -> str:
    return re.sub(r"([^\w])", r"\\\1", text)


def double(text: str, shell: str) -> str:
    return '"' + re.sub(r'(["$\\])' if shell == "fish" else r'(["$`\\])', r"\\\1", text)


def single(text: str, shell: str) -> str:
    return "'" + (re.sub(r"(['\\])", r"\\\1", text) if shell == "fish" else text.replace("'", "'\\''"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_one_argument_and_nothing_of_it_is_run(shell: Shell, folder: Path, name: str) -> None:
    for quoted in (bare, double, single):
        end = len(name) // 2 if quoted is single else len(name) - 1
        end = min(end, name.find("!")) if quoted is double and "!" in name else end  # that is history
        typed = quoted(name[:end], shell.name)
        data = folder / "hostile"
        assert shell.type(f"akg show --data {data} {typed}\t\r") == ["show", "--data", str(data), name], typed
    assert not list(Path(shell.work).glob("*PWNED*"))


@pytest.mark.parametrize("typed", ["twice\t", "'Twice\t'"])
def test_what_several_begin_with_is_inserted_and_nothing_of_it_is_run(
    shell: Shell, folder: Path, typed: str
) -> None:
    data = str(folder / "hostile")
    assert shell.type(f"akg show --data {data} {typed}\r") == ["show", "--data", data, TWICE]
    assert not list(Path(shell.work).glob("*PWNED*"))


def test_whatever_is_wrong_a_tab_prints_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "entities.yaml").write_text("- {id: [}", encoding="utf-8")
    for data in ("/nowhere", str(tmp_path)):
        shell.printed = ""
        assert shell.type(f"akg show --data {data} ham\t\r") == ["show", "--data", data, "ham"]
        assert not re.search("Traceback|akg:|error", shell.printed)

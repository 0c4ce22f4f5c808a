"""Which calls are read without Typer, and that they mean the same with it."""

import importlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akg.cli import COMMANDS, app, call, declared
from akg.cli.declared import Command

GROUPS = ("add",)  # which have commands of their own
SINGLE = [name for name in COMMANDS if name not in GROUPS]
VALUES = (
    "ada",
    "",
    "-",
    "--",
    "2",
    "02",
    "0",
    "-1",
    "101",
    "²",
    "1_0",
    "9" * 30,
    "json",
    "out",
    "a,b",
    "-h",
    "a=b",
)


def _command(name: str) -> Command:
    command: Command = getattr(importlib.import_module(f"akg.cli.{name}"), name)
    return command


def _by_typer(name: str, words: Sequence[str]) -> Mapping[str, Any] | None:
    """Give what a command is called with by Typer; None where it is not called."""
    called: list[Mapping[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(declared, "call", lambda _, given: called.append(given))
        with pytest.raises(SystemExit):
            app.application([name])([name, *words], prog_name="akg")
    return called[0] if called else None


def _plainly(name: str, words: Sequence[str]) -> Mapping[str, Any] | None:
    try:
        return call.values(_command(name), words)
    except call.NotPlain:
        return None


@pytest.mark.parametrize("name", SINGLE)
@given(data=st.data())
def test_a_call_that_is_plain_means_what_it_means_to_typer(name: str, data: st.DataObject) -> None:
    names = [name for one in declared.parameters(_command(name)) for name in one.option.names]
    word = st.sampled_from([*names, *VALUES, *(f"{name}={value}" for name in names for value in VALUES)])
    words = data.draw(st.lists(word, max_size=6))
    found = _plainly(name, words)
    assert found is None or found == _by_typer(name, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("path", ["ada", "brian", "-k", "2", "--at=2019", "--type", "met,knew", "-t", "led", "--in-order"]),
        ("neighbours", ["--depth", "2", "ada", "--direction", "out", "--format", "json"]),
        ("timeline", ["ada", "--from", "2019", "--to", "2020", "--limit", "5", "--color", "never"]),
        ("show", ["ada", "--data", "/data", "--status", ""]),
        ("search", [""]),
        ("stats", []),
        ("diff", ["HEAD~3"]),
    ],
)
def test_what_scripts_call_is_plain(name: str, words: list[str]) -> None:
    assert _plainly(name, words) == _by_typer(name, words) != None  # noqa: E711


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("show", []),
        ("show", ["ada", "brian"]),
        ("show", ["ada", "--help"]),
        ("show", ["ada", "--inferred=yes"]),
        ("show", ["ada", "--att", "2019"]),
        ("show", ["ada", "--at"]),
        ("show", ["ada", "--at", "-5"]),
        ("show", ["--", "ada"]),
        ("show", ["ada", "--format", "xml"]),
        ("search", ["ada", "-n5"]),
        ("search", ["ada", "-n=5"]),
        ("search", ["ada", "--limit", "0"]),
        ("search", ["ada", "--limit", "five"]),
        ("path", ["ada", "brian", "--k", "101"]),
        ("fmt", ["entities.yaml"]),  # of which there may be several
    ],
)
def test_what_is_not_plain_is_left_to_typer(name: str, words: list[str]) -> None:
    assert _plainly(name, words) is None


def test_a_plain_call_imports_no_typer_and_another_does() -> None:
    tell = "import sys, atexit; atexit.register(lambda: print('typer' in sys.modules, file=sys.stderr)); "
    for words, imported in (
        (["search", "taliban", "-n", "1"], "False"),
        (["search", "taliban", "-n1"], "True"),
    ):
        run = f"{tell}from akg.cli import main; sys.argv[1:] = {words}; main()"
        ran = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
        assert ran.stderr.splitlines()[-1] == imported

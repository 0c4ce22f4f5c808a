"""What a command imports whose answer is compiled already: that is most of what it costs."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Write

SLOW = {
    "asyncio", "csv", "dataclasses", "difflib", "hashlib", "inspect", "networkx", "numpy", "pathlib",
    "pydantic", "random", "rich", "shlex", "shutil", "subprocess", "threading", "typer", "urllib", "yaml",
}  # fmt: skip
READING = {"akg.loader", "akg.checks", "akg.memory", "akg.snapshot.compiler", "akg.atomic", "akg.cli.app"}
WRITING = {"akg.render.terminal", "akg.render.markdown", "akg.render.flat"}
CALLS = {
    "path": ("path", "ada", "brian"),
    "neighbours": ("neighbours", "ada"),
    "timeline": ("timeline", "ada"),
    "show": ("show", "ada"),
    "search": ("search", "ada"),
}


def _imported(folder: Path, *words: str, code: int = 0) -> set[str]:
    """Run akg in a process of its own, with its answer into a pipe; give the modules that it ends with."""
    script = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        f"from akg.cli import main; sys.argv = {['akg', *words, '--data', str(folder)]}; main()"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.returncode, bool(ran.stdout)) == (code, code == 0)
    return set(ran.stderr.splitlines()[-1].split())


def _within(modules: set[str], package: str) -> set[str]:
    return {name.removeprefix(package) for name in modules if name.startswith(package)}


@pytest.mark.parametrize("command", CALLS)
def test_a_warm_answer_into_a_pipe_imports_nothing_that_is_slow(dataset: Write, command: str) -> None:
    folder = dataset()
    assert READING & _imported(folder, *CALLS[command])  # cold
    modules = _imported(folder, *CALLS[command])
    assert not SLOW & {name.partition(".")[0] for name in modules}
    assert not (READING | WRITING) & modules


@pytest.mark.parametrize("command", CALLS)
def test_a_command_imports_its_own_query_and_records_and_no_others(dataset: Write, command: str) -> None:
    modules = _imported(dataset(), *CALLS[command])
    assert _within(modules, "akg.cli.") == {command, "call", "declared", "options", "output", "session"}
    assert _within(modules, "akg.queries.") == {command}
    assert _within(modules, "akg.render.records.") == {command}


def test_what_is_spelled_alike_is_looked_for_where_nothing_else_is_found(dataset: Write) -> None:
    folder = dataset()
    calls = {("show", "ada"): 0, ("show", "adda"): 1, ("search", "ada"): 0, ("search", "adda"): 0}
    assert ["rapidfuzz" in _imported(folder, *call, code=code) for call, code in calls.items()] == [
        False, True, False, True,
    ]  # fmt: skip

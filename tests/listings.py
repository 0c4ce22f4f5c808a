"""Runs the examples of the documentation as a reader would, and refreshes what the pages say of the program.

    python tests/listings.py           says which pages differ from what the program does today
    python tests/listings.py --write   writes what it does today into them (also: make docs)

The schemas in data/schema are kept up to date likewise.

In a page, in this order:

- a block of YAML with `title="file"` is added to that file, a block of `diff` is applied to it;
- a block of `console` is a session: what follows `$ ` is run, what stands below it is what it printed;
- what stands between `<!-- made by: x -->` and `<!-- end -->` is made by GENERATORS[x].

Besides the pages, src/akg/cli/parameters.tsv, what every command takes, is made from the commands.

A page that writes files is worked through in an empty folder of its own, any other at the project's root.
A session is that of a terminal of 100 columns without colours; blanks at the ends of lines are left out.
What it commits to git is by one person, and each commit a day after the one before.
"""

import difflib
import io
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args
from unittest.mock import patch

import typer
from pages import BLOCK, PAGES, ROOT, name

from akg import claims, cli, editor, files, layout, loader, schema, where
from akg.cli import app, complete
from akg.formats import FORMATS
from akg.model import Stance
from akg.vocabulary import Chain, RelationType, Vocabulary

COLUMNS = 100
MADE = re.compile(r"(<!-- made by: (\w+) -->\n).*?(<!-- end -->)", re.S)
_COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)", re.M)
_PERSON = {
    **{f"GIT_{who}_{what}": told for who in ("AUTHOR", "COMMITTER") for what, told in (
        ("NAME", "Ada Curator"), ("EMAIL", "ada@example.org"),
    )},
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
_CLEARED = re.compile(r"\r[^\r\n]*\x1b\[K")  # what was shown while work went on, and taken away
_SHELL = re.compile(r"[|<>;&$*\n]")  # what only a shell understands


class Desk:
    """A reader's terminal: where they are, what they have exported, the exit code of their last command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.exported = {"COLUMNS": str(COLUMNS), "TERM": "xterm", "NO_COLOR": "1", **_PERSON}
        self.code = 0
        self._commits = 0

    def run(self, command: str) -> str:
        """Run a command line; give all that it prints, as it stands on the screen."""
        if command == "echo $?":
            return f"{self.code}\n"
        if command.startswith("export "):
            variable, _, value = command.removeprefix("export ").partition("=")
            self.exported[variable] = value
            return ""
        if command.startswith("akg ") and not _SHELL.search(command):
            return self.akg(shlex.split(command)[1:])
        return self.shell(command)

    def akg(self, arguments: list[str]) -> str:
        """Run akg in this process."""
        screen = _Screen()
        with ExitStack() as stack:
            stack.enter_context(self._environment())
            stack.enter_context(chdir(self.folder))
            stack.enter_context(patch.object(sys, "argv", ["akg", *arguments]))
            stack.enter_context(redirect_stdout(screen))
            stack.enter_context(redirect_stderr(screen))
            for number in (signal.SIGPIPE, signal.SIGINT):
                stack.callback(signal.signal, number, signal.getsignal(number))
            try:
                cli.main()
            except SystemExit as done:
                self.code = done.code if isinstance(done.code, int) else 0
        return _bare(screen.text())

    def shell(self, command: str) -> str:
        """Run a command line in bash, on a terminal."""
        self._commits += command.startswith("git commit")
        for who in ("AUTHOR", "COMMITTER"):
            self.exported[f"GIT_{who}_DATE"] = f"2026-11-{1 + self._commits:02}T12:00:00+00:00"
        with self._environment():
            ours, theirs = pty.openpty()
            running = subprocess.Popen(
                ["bash", "-c", command.replace("\n> ", "\n")], cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=theirs, stderr=theirs,
            )  # fmt: skip
            os.close(theirs)
            printed = _drained(ours, running)
            self.code = running.wait()
        return _bare(printed.decode().replace("\r\n", "\n"))

    @contextmanager
    def _environment(self) -> Iterator[None]:
        kept = {variable: value for variable, value in os.environ.items() if variable != "AKG_DATA"}
        path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
        with patch.dict(os.environ, {**kept, **self.exported, "PATH": path}, clear=True):
            yield


class _Screen(io.TextIOWrapper):
    """A terminal that remembers what was printed to it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    def isatty(self) -> bool:
        return True

    def text(self) -> str:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue().decode()


def _drained(ours: int, running: subprocess.Popen[bytes]) -> bytes:
    """Read a pseudo-terminal until the process on its other side has ended and nothing is left."""
    printed = b""
    try:
        while True:
            ready, _, _ = select.select([ours], [], [], 0.05)
            if ready and (more := os.read(ours, 1 << 16)):
                printed += more
            elif running.poll() is not None:
                return printed
    except OSError:  # Linux says so where the other side is closed
        return printed
    finally:
        os.close(ours)


def _bare(printed: str) -> str:
    left = _CLEARED.sub("", printed)
    return "".join(f"{line.rstrip()}\n" for line in left.splitlines())


def refreshed(text: str) -> str:
    """Give a page with what its sessions print today, and what is made, made anew."""
    text = MADE.sub(lambda found: found[1] + GENERATORS[found[2]]() + found[3], text)
    writes = any(block[2] for block in BLOCK.finditer(text))
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) if writes else ROOT)
        return BLOCK.sub(lambda block: _worked(block, desk), text)


def _worked(block: re.Match[str], desk: Desk) -> str:
    language, title, body = block.groups()
    if language == "console":
        return f"```console\n{session(body, desk)}```"
    if title and language == "diff":
        _apply(body, desk.folder / title)
    elif title:
        file = desk.folder / title
        file.parent.mkdir(exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(body)
    return block[0]


def session(body: str, desk: Desk) -> str:
    """Run the commands of a session, and give it with what they print; after several lines a blank one."""
    told = [f"$ {command}\n{desk.run(command)}" for command in _COMMAND.findall(body)]
    return "".join(one + "\n" * (one.count("\n") > 2) for one in told[:-1]) + told[-1]


def _apply(diff: str, file: Path) -> None:
    """Replace the lines marked with '-' by those marked with '+'."""
    old, new = (
        "".join(line[1:] for line in diff.splitlines(True) if line[0] in marks) for marks in (" -", " +")
    )
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is not once in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def _kinds() -> str:
    rows = (f"| `{kind.id}` | {kind.plural} | {kind.description} |\n" for kind in built_in().kinds.values())
    return "| Kind | Plural | What it is |\n|---|---|---|\n" + "".join(rows)


def _types() -> str:
    head = "| Type | Reads | Other way | Shape | From | To | What it says |\n|---|---|---|---|---|---|---|\n"
    return head + "".join(map(_type_row, built_in().types.values()))


def _serious() -> str:
    types = [f"`{type.id}`" for type in built_in().types.values() if type.serious]
    return f"{', '.join(types[:-1])} and {types[-1]} are serious.\n"


def _type_row(type: RelationType) -> str:
    inverse = "the same" if type.symmetric else type.inverse
    ends = (", ".join(sorted(kinds)) for kinds in (type.from_kinds, type.to_kinds))
    cells = (f"`{type.id}`", type.label, inverse, type.shape, *ends, type.description)
    return f"| {' | '.join(cells)} |\n"


def _chains() -> str:
    head = "| Chain | From | Follows | What it says |\n|---|---|---|---|\n"
    return head + "".join(map(_chain_row, built_in().chains.values()))


def _chain_row(chain: Chain) -> str:
    steps = " ".join(f"`{'' if step.forward else '^'}{step.type}`" for step in chain.steps)
    return f"| `{chain.id}` | {steps} | `{chain.implies}` | {chain.description} |\n"


def built_in() -> Vocabulary:
    """Read the vocabulary that comes with akg."""
    part = files.read_file(loader.BUILT_IN, loader.BUILT_IN.parent)
    (root,) = part.roots[0][0]
    assert isinstance(root, dict)
    context = ("vocabulary.yaml", (1, 1))
    kinds = [schema.Kind.model_validate(row, context=context).record() for row in root["kinds"]]
    types = [schema.RelationType.model_validate(row, context=context).record() for row in root["types"]]
    chains = [schema.Chain.model_validate(row, context=context).record() for row in root["chains"]]
    return Vocabulary(
        {row.id: row for row in kinds}, {row.id: row for row in types}, {row.id: row for row in chains}
    )


def _keys() -> str:
    return "".join(
        f"| {names} | {', '.join(f'`{key}`' for key in layout.KEYS[what])} |\n"
        for what, names in {
            "entities": "entity", "relations": "relation", "claims": "claim, `born`, `died`",
            "with": "`with`", "aliases": "alias", "figures": "figure", "parties": "party",
            "by": "`by`, `via`", "sources": "source", "vocabulary": "vocabulary", "kinds": "kind",
            "types": "relation type", "chains": "chain",
        }.items()
    )  # fmt: skip


def parameters(commands: typer.Typer | None = None) -> str:
    """Make the table of what every command takes, which completion reads: akg.cli.complete.Parameter."""
    whole = typer.main.get_command(commands or app.application(()))
    return "".join(_parameters(whole, whole.make_context("akg", [], resilient_parsing=True), ""))


def _parameters(command: Any, context: Any, path: str) -> Iterator[str]:
    yield f"{path}\t\t\t{cli.COMMANDS.get(path) or command.get_short_help_str(200)}\n"
    for parameter in command.get_params(context):
        if not getattr(parameter, "hidden", False):
            option = parameter.param_type_name == "option"
            # Long ones first; those of --help come in no order.
            names = " ".join(sorted(parameter.opts, key=lambda o: not o.startswith("--"))) if option else ""
            about = " ".join((getattr(parameter, "help", None) or "").split())
            yield f"{path}\t{names}\t{_takes(parameter)}\t{about}\n"
    for word in command.list_commands(context) if hasattr(command, "list_commands") else ():
        inner = command.commands[word]
        if inner.hidden:
            continue
        below = inner.make_context(word, [], parent=context, resilient_parsing=True)
        yield from _parameters(inner, below, f"{path} {word}".strip())


def _takes(parameter: Any) -> str:
    """Give the metavar of a parameter, or its choices; then a comma or dots where there may be several."""
    if getattr(parameter, "is_flag", False):
        return ""
    metavar: str = parameter.metavar or parameter.name.upper()
    metavar = metavar.removeprefix("[").removesuffix("]...")  # as help shows what may be left out
    choices: tuple[str, ...] = getattr(parameter.type, "choices", ())
    takes: str = "|".join(choices) or CHOICES.get(metavar, metavar)
    if parameter.param_type_name == "argument":
        return takes + "..." * bool(parameter.nargs == -1)
    return takes + "," * bool(parameter.multiple)


# Choices that the functions of commands check themselves, by metavar.
CHOICES = {
    "FORMAT": "|".join(FORMATS),
    "STATUS": "|".join((*claims.STATUSES, where.ANY)),
    "STANCE": "|".join(get_args(Stance)),
}
TABLE = Path(complete.PARAMETERS)


GENERATORS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {"kinds": _kinds, "types": _types, "chains": _chains, "serious": _serious, "keys": _keys}
)


def schemas() -> Iterator[tuple[Path, str]]:
    """Give the schemas that are kept beside the shipped data, and what `akg schema` prints today."""
    for part in editor.PARTS:
        yield ROOT / "data/schema" / f"{part}.json", editor.text(part, loader.words(ROOT / "data"))


def main() -> int:
    """Say how the pages and schemas differ from what the program does, or write it; 1 where they differ."""
    differ = 0
    pages = ((page, refreshed(page.read_text(encoding="utf-8"))) for page in PAGES)
    for page, new in ((TABLE, parameters()), *schemas(), *pages):
        old = page.read_text(encoding="utf-8") if page.exists() else ""
        if new == old:
            continue
        differ = 1
        if "--write" in sys.argv[1:]:
            page.parent.mkdir(exist_ok=True)
            page.write_text(new, encoding="utf-8")
            sys.stdout.write(f"refreshed {name(page)}\n")
        else:
            sys.stdout.writelines(
                difflib.unified_diff(old.splitlines(True), new.splitlines(True), name(page), name(page))
            )
    return 0 if "--write" in sys.argv[1:] else differ


if __name__ == "__main__":
    sys.exit(main())

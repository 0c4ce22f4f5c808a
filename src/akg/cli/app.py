"""Runs the one command that a call names."""

import importlib
import os
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from akg import __version__
from akg.cli import COMMANDS, SPELLINGS, options
from akg.errors import AkgError
from akg.text import UNSAFE, hint

HELP = """Ask a knowledge graph how things are connected, who says so, and when it was.

Commands read the folder that --data names, else the one that AKG_DATA names, else this folder if it holds
entities.yaml, else the nearest folder `data` upwards that does, else the dataset that comes with akg. To
check or to change a dataset, that last one has to be named.

Exit codes: 0 answered, 1 nothing found, 2 wrong usage, 3 ambiguous name, 4 the data has errors.
"""


class BadCall(AkgError):
    """What was typed names no command, or is no text."""


class Lost(AkgError):
    """What was kept of a dataset in the cache cannot be read."""

    def __init__(self) -> None:
        super().__init__("what was kept of the dataset in the cache was damaged, and is removed; ask again")


# What numbers out of place can raise in code that trusts them.
_OF_DAMAGE = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)


def run(arguments: Sequence[str]) -> None:
    """Run the command that the arguments call. Raises AkgError, and SystemExit with its exit code."""
    for word in arguments:
        if not _is_text(word):
            raise BadCall(f"the argument {ascii(os.fsencode(word))[1:]} is no text in this locale's encoding")
        if UNSAFE.search(word):
            raise BadCall(f"the argument {word!a} holds a control character; leave it out")
    try:
        application(arguments)(list(arguments), prog_name="akg")
    except AkgError:
        raise
    except _OF_DAMAGE as error:
        from akg.snapshot import kept  # here, because it is seldom to blame

        if not kept.drop_damaged():
            raise
        raise Lost from error


def _is_text(word: str) -> bool:
    """Tell whether a word of the command line could be decoded; bytes that could not are lone surrogates."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


class _InOrder(typer.core.TyperGroup):
    """Lists its commands as COMMANDS does; Typer's own puts those with commands of their own last."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name in COMMANDS if name in self.commands]


def application(arguments: Sequence[str]) -> typer.Typer:
    """Make the application with the command that is called, or without one with all."""
    made = typer.Typer(
        cls=_InOrder,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=HELP,
    )
    made.callback()(_options)
    called = [word for word in arguments[:1] if not word.startswith("-")]
    for name in called or COMMANDS:
        _register(made, name)
    return made


def _register(made: typer.Typer, name: str) -> None:
    command = SPELLINGS.get(name, name)
    if command not in COMMANDS:
        raise BadCall(f"no command {name!r}{hint(name, COMMANDS) or '; there are ' + ', '.join(COMMANDS)}")
    module = importlib.import_module(f"akg.cli.{command}")
    if not hasattr(module, "SUBCOMMANDS"):
        function = options.ungrouped(getattr(module, command))
        made.command(name, short_help=COMMANDS[command], epilog=module.EXAMPLES)(function)
        return
    group = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help=module.__doc__, epilog=module.EXAMPLES
    )
    for function in module.SUBCOMMANDS:
        group.command(function.__name__, epilog=module.EXAMPLES)(options.ungrouped(function))
    made.add_typer(group, name=name, short_help=COMMANDS[command])


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"akg {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before any command."""

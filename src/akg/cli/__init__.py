"""The command line: the table of commands, and the entry point that runs one."""

import importlib
import signal
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Annotated

import typer

from akg import __version__
from akg.errors import AkgError

# Each is a function of this name in the module akg.cli.<name>; only what is called is imported.
COMMANDS: Mapping[str, str] = MappingProxyType({
    "path": "How are two entities connected?",
    "neighbours": "Who is next to whom? (also: neighbors)",
    "timeline": "What happened when?",
    "show": "What is known of one entity?",
    "search": "Which entities have such a name?",
    "check": "What is wrong with the data?",
    "export": "The graph for other programs.",
})  # fmt: skip
SPELLINGS: Mapping[str, str] = MappingProxyType({"neighbors": "neighbours"})

HELP = """Ask a knowledge graph how things are connected, who says so, and when it was.

Commands read the folder that --data names, else the one that AKG_DATA names, else the nearest folder `data`
upwards that holds entities.yaml, else the dataset that comes with akg.

Exit codes: 0 answered, 1 nothing found, 2 wrong usage, 3 ambiguous name, 4 the data has errors.
"""


def main() -> None:
    """Run the command line and exit with its code; no traceback, whatever the data or the request."""
    if hasattr(signal, "SIGPIPE"):  # `| head -1` ends akg as it ends any other program
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a character that the terminal lacks is written as its escape
            stream.reconfigure(errors="backslashreplace")
    try:
        app(sys.argv[1:])(prog_name="akg")
    except AkgError as error:
        typer.echo(f"akg: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        typer.echo(f"akg: cannot write: {error.strerror}", err=True)
        sys.exit(2)


def app(arguments: Sequence[str]) -> typer.Typer:
    """Make the application for these arguments, with the one command that they call, or else with all."""
    made = typer.Typer(
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help=HELP,
    )
    made.callback()(_options)
    called = next((word for word in arguments if not word.startswith("-")), None)
    known = called is not None and (called in COMMANDS or called in SPELLINGS)
    for name in (called,) if called is not None and known else COMMANDS:
        _register(made, name)
    return made


def _register(made: typer.Typer, name: str) -> None:
    command = SPELLINGS.get(name, name)
    module = importlib.import_module(f"akg.cli.{command}")
    made.command(name, short_help=COMMANDS[command], epilog=module.EXAMPLES)(getattr(module, command))


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

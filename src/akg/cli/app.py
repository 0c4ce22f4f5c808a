"""Makes a Typer application of the command that a call names, or of all: for help, and for what is wrong."""

import importlib
import inspect
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from akg import __version__
from akg.cli import COMMANDS, SPELLINGS, WRITTEN, declared
from akg.cli.declared import REQUIRED, Command, Option, Parameter
from akg.errors import AkgError
from akg.text import hint

HELP = """Ask a knowledge graph how things are connected, who says so, and when it was.

Commands read the folder that --data names, else the one that AKG_DATA names, else this folder if it holds
entities.yaml, else the nearest folder `data` upwards that does, else the dataset that comes with akg. To
check or to change a dataset, that last one has to be named.

Exit codes: 0 answered, 1 nothing found, 2 wrong usage, 3 ambiguous name, 4 the data has errors.
"""


class NoCommand(AkgError):
    """What was typed names no command."""


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
        raise NoCommand(f"no command {name!r}{hint(name, COMMANDS) or '; there are ' + ', '.join(COMMANDS)}")
    written = WRITTEN.get(command, command)
    module = importlib.import_module(f"akg.cli.{written}")
    if not hasattr(module, "SUBCOMMANDS"):
        function = _typed(getattr(module, written))
        made.command(name, short_help=COMMANDS[command], epilog=module.EXAMPLES)(function)
        return
    group = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help=module.__doc__, epilog=module.EXAMPLES
    )
    for function in module.SUBCOMMANDS:
        group.command(function.__name__, epilog=module.EXAMPLES)(_typed(function))
    made.add_typer(group, name=name, short_help=COMMANDS[command])


def _typed(command: Command) -> Command:
    """Give a command that takes its parameters as Typer has them declared, those of groups singly.

    Source: `typer.utils.get_params_from_function`, which reads the signature.
    """

    def call(**given: Any) -> None:
        declared.call(command, given)

    parameters = [_parameter(one) for one in declared.parameters(command)]
    call.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    call.__annotations__ = {one.name: one.annotation for one in parameters}
    call.__doc__ = command.__doc__
    return call


def _parameter(one: Parameter) -> inspect.Parameter:
    default = inspect.Parameter.empty if one.default is REQUIRED else one.default
    return inspect.Parameter(
        one.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[one.kind, _for_typer(one.option)],
    )


def _for_typer(option: Option) -> Any:
    told: dict[str, Any] = {
        "help": option.help, "metavar": option.metavar, "min": option.min, "max": option.max,
    }  # fmt: skip
    return typer.Option(*option.names, **told) if option.names else typer.Argument(**told)


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

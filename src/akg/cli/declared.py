"""What a command takes, as its signature declares it: the one table for calls, help and completion.

    def search(text: Annotated[str, Argument(metavar="TEXT", help="A name.")], *, printing: Printing): ...

A named tuple such as `Printing` stands for its fields, so that commands share them.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args

Command = Callable[..., None]


class Option:
    """An option, by its names; `min` and `max` bound a number."""

    def __init__(
        self,
        *names: str,
        help: str,
        metavar: str | None = None,  # without one, its type tells what it takes
        min: int | None = None,
        max: int | None = None,
    ) -> None:
        self.names = names
        self.help = help
        self.metavar = metavar
        self.min = min
        self.max = max


class Argument(Option):
    """What has no name, and is told by its place."""

    def __init__(self, *, metavar: str, help: str) -> None:
        super().__init__(metavar=metavar, help=help)


class Parameter(NamedTuple):
    """One thing that a command takes."""

    name: str
    kind: Any  # its type
    option: Option
    default: Any  # REQUIRED where there is none


REQUIRED = object()


def parameters(command: Command) -> Iterator[Parameter]:
    """Give what a command takes, in the order of its signature; of a group each field."""
    # Not by `inspect`, whose import takes as long as half the start of Python.
    code = command.__code__
    positional = code.co_varnames[: code.co_argcount]
    defaults = dict(zip(reversed(positional), reversed(command.__defaults__ or ()), strict=False))
    defaults |= command.__kwdefaults__ or {}
    for name, annotation in _annotations(command):
        if _is_group(annotation):
            for field, of_field in annotation.__annotations__.items():
                kind, option = get_args(of_field)
                yield Parameter(field, kind, option, annotation._field_defaults[field])
        else:
            kind, option = get_args(annotation)
            yield Parameter(name, kind, option, defaults.get(name, REQUIRED))


def call(command: Command, given: dict[str, Any]) -> None:
    """Call a command with a value for each of its parameters; those of a group are put into it."""
    values = {
        name: one(*map(given.__getitem__, one._fields)) if _is_group(one) else given[name]
        for name, one in _annotations(command)
    }
    command(**values)


def _annotations(command: Command) -> Iterator[tuple[str, Any]]:
    return ((name, one) for name, one in command.__annotations__.items() if name != "return")


def _is_group(annotation: Any) -> bool:
    return hasattr(annotation, "_fields")

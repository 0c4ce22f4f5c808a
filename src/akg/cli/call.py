"""Runs the command that is called: at once where the call is plain, else through Typer.

Typer takes five times as long to import as Python to start. It is for help, and for calls that are wrong. A
plain one, as nearly every call is, can be read from the same declarations without it. Where the two could
differ, a call is not plain; a test holds them to that.
"""

import importlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from akg.cli import COMMANDS, SPELLINGS, WRITTEN, declared
from akg.cli.declared import REQUIRED, Command, Parameter
from akg.errors import OF_DAMAGE, AkgError
from akg.text import UNSAFE

_DIGITS = 9  # a number of more is left to Typer


class BadCall(AkgError):
    """What was typed is no text, or holds what a terminal would obey."""


class NotPlain(Exception):
    """A call that is left to Typer, right or wrong."""


def run(arguments: Sequence[str]) -> None:
    """Run the command that the arguments call. Raises AkgError, and SystemExit with its exit code."""
    for word in arguments:
        if not _is_text(word):
            raise BadCall(f"the argument {ascii(os.fsencode(word))[1:]} is no text in this locale's encoding")
        if UNSAFE.search(word):
            raise BadCall(f"the argument {word!a} holds a control character; leave it out")
    try:
        _run(arguments)
    except AkgError:
        raise
    except OF_DAMAGE as error:
        from akg.snapshot import kept  # here, because it is seldom to blame

        if not kept.drop_damaged():
            raise
        raise kept.Lost from error
    sys.exit(0)


def _run(arguments: Sequence[str]) -> None:
    try:
        command = _called(arguments)
        given = values(command, arguments[1:])
    except NotPlain:
        from akg.cli import app  # here, because it imports Typer

        app.application(arguments)(list(arguments), prog_name="akg")
    else:
        declared.call(command, given)


def _is_text(word: str) -> bool:
    """Tell whether a word of the command line could be decoded; bytes that could not are lone surrogates."""
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _called(words: Sequence[str]) -> Command:
    """Find the command that the first word names, unless that has commands of its own."""
    name = SPELLINGS.get(words[0], words[0]) if words else ""
    written = WRITTEN.get(name, name)
    module = importlib.import_module(f"akg.cli.{written}") if name in COMMANDS else None
    if module is None or hasattr(module, "SUBCOMMANDS"):
        raise NotPlain
    command: Command = getattr(module, written)
    return command


def values(command: Command, words: Sequence[str]) -> dict[str, Any]:
    """Read the words of a plain call: arguments in their order, options by name, their values behind them.

    A value is a word of its own, or behind a long name stands in one with it: `--at 2019`, `--at=2019`.
    Raises NotPlain for what is not plain: help, letters put together, what begins with a dash, any mistake.
    """
    taken = list(declared.parameters(command))
    given = {one.name: one.default for one in taken}
    named = {name: one for one in taken for name in one.option.names}
    arguments = iter([one for one in taken if not one.option.names])
    rest = iter(words)
    for word in rest:
        is_name = word.startswith("-") and word != "-"
        parameter, text = _chosen(named, word, rest) if is_name else (next(arguments, None), word)
        if parameter is None:
            raise NotPlain
        given[parameter.name] = _value(parameter, text, given[parameter.name])
    if any(value is REQUIRED for value in given.values()):
        raise NotPlain
    return given


def _chosen(named: Mapping[str, Parameter], word: str, rest: Iterator[str]) -> tuple[Parameter | None, str]:
    """Find the option that a word names, and its value, in the word or behind it; a flag has none."""
    name, equals, text = word.partition("=")
    parameter = named.get(name)
    if parameter is None or (_kind(parameter) is bool and not equals):
        return parameter, ""
    if _kind(parameter) is bool or (equals and not name.startswith("--")):
        raise NotPlain
    value = text if equals else next(rest, "-")
    if value.startswith("-"):
        raise NotPlain
    return parameter, value


def _kind(parameter: Parameter) -> Any:
    """Give the type of a parameter, without None."""
    within = get_args(parameter.kind)
    return next(one for one in within if one is not NoneType) if NoneType in within else parameter.kind


def _value(parameter: Parameter, text: str, before: Any) -> Any:
    """Read a value, which is added to those before it where there may be several."""
    kind, option = _kind(parameter), parameter.option
    if kind is bool:
        return True
    if kind is str or (get_origin(kind) is Literal and text in get_args(kind)):
        return text
    if kind == list[str] and option.names:
        return [*(before or ()), text]
    if kind is int and text.isascii() and text.isdecimal() and len(text) <= _DIGITS:
        number = int(text)
        if (option.min is None or option.min <= number) and (option.max is None or number <= option.max):
            return number
    raise NotPlain

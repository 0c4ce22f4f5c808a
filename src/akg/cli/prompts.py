"""Asks on a terminal for what a call leaves out."""

import sys
from collections.abc import Callable

import typer

from akg.errors import AkgError
from akg.text import UNSAFE


class Missing(AkgError):
    """Something that is needed was not given, and nobody is there to be asked."""


def given(value: str | None, name: str, hint: str, check: Callable[[str], str]) -> str:
    """Return what was given as `check` gives it back; else ask until it does.

    `check` raises AkgError for what it refuses. Raises Missing off a terminal; the end of the input ends akg.
    """
    if value is not None:
        return check(value)
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        raise Missing(f"{name} is missing; give {hint}")
    while True:
        sys.stderr.write(f"{name} ({hint}): ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise typer.Exit(2)
        try:
            return check(_safe(line.strip()))
        except AkgError as error:
            sys.stderr.write(f"{UNSAFE.sub('', str(error))}\n")


class _Refused(AkgError):
    """What was typed cannot be taken."""


def _safe(typed: str) -> str:
    if not typed:
        raise _Refused("it is needed; Ctrl-C leaves without writing")
    if UNSAFE.search(typed):
        raise _Refused("it holds a control character; leave it out")
    return typed

"""Asks on a terminal for what a call leaves out."""

import sys
from collections.abc import Callable

from akg.errors import AkgError
from akg.text import UNSAFE


class Missing(AkgError):
    """Something that is needed was not given, and nobody is there to be asked."""


def is_asking(*needed: str | None) -> bool:
    """Tell whether somebody is to be asked: some of what is needed is not given, and there is a terminal."""
    return None in needed and bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def given(value: str | None, name: str, hint: str, check: Callable[[str], str]) -> str:
    """Return what was given as `check` gives it back; else ask until it does.

    `check` raises AkgError for what it refuses. Raises Missing off a terminal; the end of the input ends akg.
    """
    if value is not None:
        return check(value)
    if not is_asking(value):
        raise Missing(f"{name} is missing; give {hint}")
    return _asked(name, hint, lambda typed: check(_needed(typed)))


def offered(name: str, hint: str, check: Callable[[str], str]) -> str | None:
    """Ask on a terminal for what need not be given, as `given` does; None for an empty answer."""
    return _asked(name, hint, lambda typed: check(typed) if typed else "") or None


def _asked(name: str, hint: str, check: Callable[[str], str]) -> str:
    while True:
        sys.stderr.write(f"{name} ({hint}): ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise SystemExit(2)
        try:
            return check(_safe(line.strip()))
        except AkgError as error:
            sys.stderr.write(f"{UNSAFE.sub('', str(error))}\n")


class _Refused(AkgError):
    """What was typed cannot be taken."""


def _needed(typed: str) -> str:
    if not typed:
        raise _Refused("it is needed; Ctrl-C leaves without writing")
    return typed


def _safe(typed: str) -> str:
    if UNSAFE.search(typed):  # bytes that are no text are among these, as lone surrogates
        raise _Refused("it holds a control character, or one that is no text here; leave it out")
    return typed

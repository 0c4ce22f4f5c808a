"""Runs akg as a shell does: in this process with streams of its own, or as a process where those matter."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from akg import cli

AKG = (sys.executable, "-m", "akg")


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str


def run(*arguments: str, encoding: str = "utf-8", tty: bool = False, **environment: str) -> Ran:
    """Run the entry point itself; an exception that escapes it, which would be a traceback, fails a test."""
    out, err = (_Stream(encoding, tty) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["akg", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(signal, "signal", lambda *_: None)  # pytest keeps its own
        for name, value in environment.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            cli.main()
    code = ended.value.code
    return Ran(code if isinstance(code, int) else 0, out.written(), err.written())


def process(*arguments: str | bytes | Path, **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run akg as a process; variables in `env` are added to the environment, None takes one away."""
    variables = {**os.environ, **options.pop("env", {})}
    env = {name: value for name, value in variables.items() if value is not None}
    options = {"capture_output": True, "encoding": "utf-8", "errors": "replace", "timeout": 60, **options}
    return subprocess.run([*AKG, *arguments], env=env, **options)


class _Stream(io.TextIOWrapper):
    def __init__(self, encoding: str, tty: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, write_through=True)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty

    def written(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode(self.encoding)

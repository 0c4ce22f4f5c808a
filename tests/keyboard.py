"""Types into a real shell, presses TAB and Enter, and tells which arguments the command was then given."""

import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

TIMEOUT = 60  # seconds; only a failure waits so long
# How each shell is started without anybody's own settings, and what makes it complete akg.
SHELLS: Mapping[str, tuple[list[str], str]] = MappingProxyType({
    "bash": (["--norc", "--noprofile", "-i"], 'bind "set bell-style none"; eval "$(akg completion bash)"'),
    "zsh": (["-f", "-i"], 'autoload -Uz compinit; compinit -u -D; eval "$(akg completion zsh)"'),
    "fish": (["--private", "-i"], "akg completion fish | source"),
})  # fmt: skip
# Called by a TAB it is akg; called by Enter it writes down its arguments.
AKG = """#!/bin/sh
if [ -n "$_AKG_COMPLETE" ] || [ "$1" = completion ]; then exec "{python}" -m akg "$@"; fi
printf '%s\\0' "$@" > "{home}/args.new"; mv "{home}/args.new" "{home}/args"
"""


class Shell:
    """A shell of one's own: home, cache, and a folder to work in."""

    def __init__(self, name: str, home: Path, data: Path) -> None:
        pexpect = pytest.importorskip("pexpect", reason="pexpect is not installed")
        if not (program := shutil.which(name)):
            pytest.skip(f"{name} is not installed")
        self.name, self.home, self.work, self.printed = name, home, home / "work", ""
        (home / "bin").mkdir(parents=True)
        self.work.mkdir()
        akg = home / "bin/akg"
        akg.write_text(AKG.format(python=sys.executable, home=home))
        akg.chmod(0o755)
        env = {
            "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "share"), "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "AKG_DATA": str(data), "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        }  # fmt: skip
        arguments, prepare = SHELLS[name]
        self.terminal: Any = pexpect.spawn(
            program, arguments, env=env, cwd=str(self.work), encoding="utf-8", timeout=TIMEOUT,
            dimensions=(50, 200),
        )  # fmt: skip
        self.type(f"{prepare}; akg ready\r")

    def type(self, keys: str) -> list[str]:
        """Type, until a command has been run by Enter; give the arguments that akg was called with."""
        args = self.home / "args"
        args.unlink(missing_ok=True)
        self.terminal.send(keys)
        end = time.monotonic() + TIMEOUT
        while not args.exists():
            assert time.monotonic() < end, f"no command was run: {self.printed!r}"
            self.drain()  # a shell whose output nobody reads waits
        return args.read_text(encoding="utf-8").split("\0")[:-1]

    def drain(self, seconds: float = 0.01) -> None:
        """Read what has been printed, until nothing more comes for so long."""
        import pexpect

        try:
            while True:
                self.printed += self.terminal.read_nonblocking(1 << 16, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return

    def close(self) -> None:
        """End the shell."""
        self.terminal.close(force=True)

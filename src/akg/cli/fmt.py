"""`akg fmt`: the files of a dataset in one order and layout."""

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

from akg import atomic
from akg.cli import options, output, session
from akg.cli.declared import Argument, Option
from akg.errors import AkgError
from akg.names import quoted
from akg.text import UNSAFE

EXAMPLES = """\b
Examples:
  akg fmt
  akg fmt --check
  akg fmt --data my-dataset my-dataset/relations.yaml
"""
WOULD_CHANGE = 1  # the exit code


class NotInDataset(AkgError):
    """A file named that is none of the dataset's."""


def fmt(
    named: Annotated[
        list[str] | None,
        Argument(metavar="[FILE]...", help="Files of the dataset; else all."),
    ] = None,
    check: Annotated[
        bool, Option("--check", help="Change nothing; exit code 1 if a file would change.")
    ] = False,
    data: options.OwnDataOption = None,
) -> None:
    """Bring the files of a dataset into one order of keys and one layout; comments and records stay in place.

    Prints the files that it changes. What is not sound YAML is left as it is; its errors give exit code 4.
    """
    from akg import formatting, locate  # here, because no help needs YAML

    folder = locate.own(data)
    seen = locate.seen(folder)
    changed = refused = False
    with nullcontext() if check else session.changing(folder):
        for path in _chosen(folder, named):
            file = formatting.file(path, folder)
            output.faults(file.faults, folder)
            if file.canonical is None:
                refused = True
            elif file.canonical != file.content:
                if not check:
                    atomic.change(path, file.content, file.canonical)
                changed = True
                sys.stdout.write(f"{UNSAFE.sub('', str(seen / path.relative_to(folder)))}\n")
    if refused:
        raise SystemExit(output.ERRORS)
    if changed and check:
        raise SystemExit(WOULD_CHANGE)


def _chosen(folder: Path, named: Sequence[str] | None) -> list[Path]:
    """Give the files of a dataset, or those of them that are named."""
    from akg import files, locate

    every = [path for path in files.every(folder) if files.is_yaml(path)]
    real = {os.path.realpath(path): path for path in every}
    for name in named or ():
        if name.endswith(locate.LINES):
            raise NotInDataset(f"{quoted(name)} is in JSON Lines, which akg fmt leaves alone; name YAML")
        if os.path.realpath(name) not in real:
            raise NotInDataset(
                f"{quoted(name)} is no file of the dataset {quoted(str(folder))}; name another with --data"
            )
    return [real[os.path.realpath(name)] for name in named] if named else every

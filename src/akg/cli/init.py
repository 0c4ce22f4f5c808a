"""`akg init`: a new dataset to begin with."""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from akg import atomic
from akg.cli import session
from akg.cli.declared import Argument, Option
from akg.errors import AkgError

EXAMPLES = """\b
Examples:
  akg init my-dataset
  akg init my-dataset --bare
"""
TEMPLATE = Path(__file__).parents[1] / "template"
SAMPLE = ("check", "path 'Elin Marsh' 'Jonas Vane'", "timeline Vane")  # what the sample has an answer to


class BadFolder(AkgError):
    """The folder is none, or holds what would become part of the new dataset."""


def init(
    folder: Annotated[
        str, Argument(metavar="DIR", help="The folder to write; made where there is none.")
    ] = "data",
    bare: Annotated[bool, Option("--bare", help="Write the files without the sample records.")] = False,
) -> None:
    """Write a small dataset to learn from: made-up records with comments, to be replaced by your own.

    What is in the folder is never overwritten. One named data is found from here and below without --data.
    """
    from akg import editor, files, loader  # here, because no help needs pydantic and YAML

    if not folder.strip():
        raise BadFolder("DIR is empty; name a folder, or '.' for this one")
    home = Path(folder)
    if os.path.lexists(home) and not os.path.isdir(home):
        raise BadFolder(f"{folder!r} is no folder; name another")
    for path in (path for part in editor.PARTS for path in files.paths(home, part)):
        raise BadFolder(f"{str(path)!r} is there already; name another folder (nothing was written)")
    words = loader.words(home)
    made = {f"{editor.FOLDER}/{part}.json": editor.text(part, words) for part in editor.PARTS}
    # The entities last: they make a folder a dataset.
    for template in sorted(TEMPLATE.glob("*.yaml"), reverse=True):
        made[template.name] = _head(template) if bare else template.read_text(encoding="utf-8")
    session.tidy_on_ctrl_c()
    atomic.create(home, made)
    sys.stdout.writelines(_report(home, sorted(made), SAMPLE[:1] if bare else SAMPLE))


def _head(template: Path) -> str:
    """Give the comment that a file begins with."""
    return template.read_text(encoding="utf-8").partition("\n\n")[0] + "\n"


def _report(home: Path, made: list[str], commands: tuple[str, ...]) -> Iterator[str]:
    """Say what was written, and what to type next from here."""
    from akg import locate

    yield "".join(f"wrote {home / name}\n" for name in made)
    named = "" if locate.dataset().resolve() == home.resolve() else f" --data {_typed(home)}"
    yield "\nNext:\n" + "".join(f"  akg {command}{named}\n" for command in commands)


def _typed(folder: Path) -> str:
    """Give a folder as a shell takes it, and not for an option."""
    text = str(folder)
    return shlex.quote(f"./{text}" if text.startswith("-") else text)

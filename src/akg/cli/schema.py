"""`akg schema`: what editors need to check and complete the files."""

import sys
from typing import Annotated, Literal, get_args

from akg import atomic
from akg.cli import options, session, tell
from akg.cli.declared import Argument, Option
from akg.errors import AkgError

EXAMPLES = """\b
Examples:
  akg schema relations
  akg schema --write --data my-dataset
"""
Part = Literal["entities", "relations", "sources", "vocabulary"]


class NoPart(AkgError):
    """Nothing says which file is meant."""

    def __init__(self) -> None:
        super().__init__(f"name one of {', '.join(get_args(Part))}, or --write them all into the dataset")


def schema(
    part: Annotated[
        Part | None, Argument(metavar="PART", help=f"One of: {', '.join(get_args(Part))}.")
    ] = None,
    write: Annotated[
        bool,
        Option("--write", help="Write into the dataset's folder 'schema'; without PART, all four."),
    ] = False,
    data: options.DataOption = None,
) -> None:
    """Print the JSON Schema of a part of a dataset, by which editors check and complete its files.

    It has the kinds and relation types of the dataset: write it anew after a change of the vocabulary.
    """
    from akg import editor, loader, locate  # here, because no help needs pydantic and YAML

    if not write:
        if part is None:
            raise NoPart
        sys.stdout.write(editor.text(part, loader.words(locate.dataset(data))))
        return
    folder = locate.own(data)
    words, seen = loader.words(folder), locate.seen(folder)
    with session.changing(folder):
        home = atomic.inside(seen / editor.FOLDER, seen)
        atomic.make(home)
        paths = {
            name: atomic.inside(home / f"{name}.json", seen) for name in ((part,) if part else editor.PARTS)
        }
        for name, path in paths.items():
            with atomic.writing(path) as out:
                out.write(editor.text(name, words).encode())
            tell(f"wrote {path}")

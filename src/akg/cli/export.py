"""`akg export`: the graph for other programs."""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, BinaryIO

from akg import atomic
from akg.cli import options, output, session, tell
from akg.cli.declared import Argument, Option
from akg.formats import FORMATS, Selected, Written
from akg.render import closing, phrases
from akg.where import BadFilter

EXAMPLES = """\b
Examples:
  akg export graphml -o graph.graphml
  akg export html -o page.html
  akg export graphml --at 2012 -o 2012.graphml
  akg export graphml --source un-list-2024 | xmllint -
"""


def export(
    format: Annotated[str, Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    out: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; without it, to stdout.",
        ),
    ] = None,
    *,
    filters: options.Filters,
    origin: options.Origin,
) -> None:
    """Export the graph, or what of it passes filters; says on stderr what the format cannot carry."""
    if format not in FORMATS:
        raise BadFilter(f"{format!r} is no format; known are {', '.join(FORMATS)}")
    file = None if str(out) == "-" else out
    if file is None and not FORMATS[format].read:
        output.into_a_pipe(f"akg export {format} -o akg{FORMATS[format].extension}")
    base, asked, where, as_of = session.selected(origin, filters)
    is_data = out is not None and out.suffix in (".yaml", ".jsonl")
    if out is not None and is_data and out.resolve().is_relative_to(Path(base.folder).resolve()):
        raise BadFilter(f"--output: {str(out)!r} is among the data; name a file elsewhere")
    lines = [*as_of.told, *options.typed(filters.given(), "only what passes")]
    selected = Selected(asked, where, as_of.title, lines, as_of.files, as_of.given)
    written = _write(selected, FORMATS[format].module, file)
    if file or where:
        tell(f"wrote {f'{file}: ' if file else ''}{_held(written)}")
    for line in as_of.lines:
        tell(line)
    for line in closing.left_out(written.left_out):
        tell(line)
    for loss in written.losses:
        tell(f"not in {format}: {loss}")
    if where and not written.entities:
        raise SystemExit(output.NOTHING)


def _write(selected: Selected, module: str, file: Path | None) -> Written:
    """Write what is selected to a file, or lacking one to stdout; the module of a format does it."""
    write: Callable[[Selected, BinaryIO], Written] = import_module(module).write
    if file is None:
        return write(selected, sys.stdout.buffer)
    session.tidy_on_ctrl_c()
    with atomic.writing(file) as opened:
        return write(selected, opened)


def _held(written: Written) -> str:
    """Say how much was written, and how sure that is where a time was asked about."""
    told = phrases.counted((written.entities, "entity"), (written.relations, "relation"))
    return f"{told} ({phrases.tally(written.sure)})" if written.sure and written.relations else told

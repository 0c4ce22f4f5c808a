"""`akg export`: the graph for other programs."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from akg import atomic
from akg.cli import options, session, tell
from akg.formats import FORMATS
from akg.render import phrases
from akg.where import BadFilter

EXAMPLES = """\b
Examples:
  akg export graphml -o graph.graphml
  akg export graphml | xmllint -
"""


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; without it, to stdout.",
            show_default=False,
        ),
    ] = None,
    data: options.DataOption = None,
) -> None:
    """Export the graph to a file that other programs read; says on stderr what the format cannot carry."""
    if format not in FORMATS:
        raise BadFilter(f"{format!r} is no format; known are {', '.join(FORMATS)}")
    from akg.graph import build  # here, because no help needs networkx
    from akg.memory import MemoryGraph

    writer = import_module(FORMATS[format].module)
    read = session.sound(data)
    if out is not None and out.suffix == ".yaml" and out.resolve().is_relative_to(read.folder.resolve()):
        raise BadFilter(f"--output: {str(out)!r} is among the data; name a file elsewhere")
    graph = build(MemoryGraph(read))
    if out is None or str(out) == "-":
        losses = writer.write(graph, sys.stdout.buffer)
    else:
        session.tidy_on_ctrl_c()
        with atomic.writing(out) as file:
            losses = writer.write(graph, file)
        held = phrases.counted((len(graph), "entity"), (graph.number_of_edges(), "relation"))
        tell(f"wrote {out}: {held}")
    for loss in losses:
        tell(f"not in {format}: {loss}")

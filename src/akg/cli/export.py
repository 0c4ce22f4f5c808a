"""`akg export`: the graph for other programs."""

import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

from akg import atomic
from akg.cli import options, output, session, tell
from akg.cli.declared import Argument, Option
from akg.formats import FORMATS, Losses
from akg.render import closing, phrases
from akg.where import BadFilter, Tally

if TYPE_CHECKING:
    import networkx as nx

EXAMPLES = """\b
Examples:
  akg export graphml -o graph.graphml
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
    from akg.graph import build  # here, because no help needs networkx

    base, asked, where, as_of = session.selected(origin, filters)
    is_data = out is not None and out.suffix in (".yaml", ".jsonl")
    if out is not None and is_data and out.resolve().is_relative_to(Path(base.folder).resolve()):
        raise BadFilter(f"--output: {str(out)!r} is among the data; name a file elsewhere")
    graph = build(asked, where)
    file = None if str(out) == "-" else out
    losses = _write(graph, FORMATS[format].module, file)
    if file or where:
        tell(f"wrote {f'{file}: ' if file else ''}{_held(graph)}")
    for line in as_of.lines:
        tell(line)
    for line in closing.left_out(graph.graph["left_out"]):
        tell(line)
    for loss in losses:
        tell(f"not in {format}: {loss}")
    if where and not graph:
        raise SystemExit(output.NOTHING)


def _write(graph: "nx.MultiDiGraph[str]", module: str, file: Path | None) -> Losses:
    """Write a graph to a file, or lacking one to stdout; a module of `formats` does it."""
    write: Callable[[nx.MultiDiGraph[str], BinaryIO], Losses] = import_module(module).write
    if file is None:
        return write(graph, sys.stdout.buffer)
    session.tidy_on_ctrl_c()
    with atomic.writing(file) as opened:
        return write(graph, opened)


def _held(graph: "nx.MultiDiGraph[str]") -> str:
    """Say how much is in a graph, and how sure that is where a time was asked about."""
    told = phrases.counted((len(graph), "entity"), (graph.number_of_edges(), "relation"))
    sure = Counter(edge["certainty"] for *_, edge in graph.edges(data=True) if "certainty" in edge)
    return f"{told} ({phrases.tally(Tally(sure['certain'], sure['possible']))})" if sure else told

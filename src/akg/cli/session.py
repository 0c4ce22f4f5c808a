"""Opens the dataset that a command asks of."""

from pathlib import Path
from typing import NamedTuple

import typer

from akg import checks, loader, locate
from akg.graph import MemoryGraph, build
from akg.model import Dataset
from akg.names import Index
from akg.reading import Graph


class Opened(NamedTuple):
    """A dataset ready to be asked: the graph of its sound records, and their names."""

    graph: Graph
    names: Index


def sound(folder: Path | None) -> Dataset:
    """Read a dataset and leave out what has errors, saying so on stderr."""
    data = loader.load(locate.dataset(folder))
    data, left_out = checks.sound(data, checks.run(data))
    if left_out:
        noun = "record was" if left_out == 1 else "records were"
        typer.echo(
            f"akg: {left_out} {noun} left out for errors; see: akg check --data {data.folder}", err=True
        )
    return data


def opened(folder: Path | None) -> Opened:
    """Read a dataset into the form that queries take."""
    graph = MemoryGraph(build(sound(folder)))
    return Opened(graph, Index(graph))

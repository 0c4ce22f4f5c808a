"""The formats that a graph can be exported to; a writer is imported only when it is used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from akg.reading import Graph
from akg.where import Tally, Where

# What a format could not carry: short lines for people, each with its count; empty where nothing is lost.
Losses = tuple[str, ...]


class Selected(NamedTuple):
    """What is to be written: a graph, or what of it passes the filters of a question."""

    graph: Graph  # under the filters, `where.graph`
    where: Where | None  # None where no filter is given
    title: str  # of the dataset
    lines: Sequence[str] = ()  # as of what it is, where that is not now
    folder: str | None = None  # of the dataset, where the graph is that of its files
    given: Mapping[str, str] = MappingProxyType({})  # options of a shell that ask of the same state


class Written(NamedTuple):
    """What has been written, and what has not."""

    entities: int
    relations: int
    sure: Tally | None  # of the relations; None where no time was asked about
    left_out: Counter[str]  # relations, by those reasons that `akg.where.reasons` keeps
    losses: Losses


class Format(NamedTuple):
    """A format, and what to import in order to write it."""

    description: str
    extension: str  # with its dot
    module: str  # has `write(selected, out) -> Written`
    read: bool  # whether somebody would want it on a terminal


FORMATS: Mapping[str, Format] = MappingProxyType({
    "graphml": Format(
        "GraphML: Gephi, Cytoscape, yEd, networkx, igraph", ".graphml", "akg.formats.graphml", read=True
    ),
    # Its writer is of a layer above this one: a page is made of what is told, not of the graph alone.
    "html": Format("the explorer, in any browser and without a network", ".html", "akg.web.file", read=False),
})  # fmt: skip

"""The formats that a graph can be exported to; a writer is imported only when it is used."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

# What a format could not carry: short lines for people, each with its count; empty where nothing is lost.
Losses = tuple[str, ...]


class Format(NamedTuple):
    """A format, and what to import in order to write it."""

    description: str
    extension: str  # with its dot
    module: str  # has `write(graph, out) -> Losses`


FORMATS: Mapping[str, Format] = MappingProxyType({
    "graphml": Format("GraphML: Gephi, Cytoscape, yEd, networkx, igraph", ".graphml", "akg.formats.graphml"),
})  # fmt: skip

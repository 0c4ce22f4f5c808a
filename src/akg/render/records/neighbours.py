"""Gives neighbours as records."""

from akg.queries.neighbours import Answer
from akg.reading import Graph
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a relation, with how many steps away its other end is."""
    return [
        {**records.fact(graph, one), "depth": neighbour.depth}
        for neighbour in found.neighbours
        for one in neighbour.facts
    ]

"""Gives a timeline as records."""

from akg.queries.timeline import Answer
from akg.reading import Graph
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a fact: what is dated, then what is always so, then what has no date."""
    return [records.fact(graph, one) for one in (*found.dated, *found.lasting, *found.undated)]

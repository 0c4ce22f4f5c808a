"""Gives entities found as records."""

from collections.abc import Iterable

from akg.queries.search import Hit
from akg.reading import Graph
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, hits: Iterable[Hit]) -> list[Record]:
    """Give a record an entity found."""
    return [
        {
            "id": records.node(graph, hit.node),
            "kind": graph.kind(hit.node),
            "name": graph.name(hit.node),
            "matched": hit.matched,
            "score": hit.score,
        }
        for hit in hits
    ]

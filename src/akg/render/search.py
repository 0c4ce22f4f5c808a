"""Shows what a search found."""

from collections.abc import Sequence

from akg.queries.search import Hit
from akg.reading import Graph
from akg.render import closing, phrases
from akg.render.document import Document, Grid, Line, line, say

TITLES = ("Entity", "Kind", "Id", "Found by")


def document(graph: Graph, hits: Sequence[Hit], notes: Sequence[str]) -> Document:
    """Lay out the hits, best first."""
    rows = tuple(_row(graph, hit) for hit in hits)
    return [Grid(TITLES, rows, wide={0: None, 3: None}), *closing.notes(notes)]


def _row(graph: Graph, hit: Hit) -> tuple[Line, ...]:
    entity = graph.entity(hit.node)
    by = {entity.name: "", entity.summary: "its summary"}.get(hit.matched, hit.matched)
    return (
        phrases.entity(graph, hit.node),
        line(say(graph.vocabulary.kinds[entity.kind].label)),
        line(say(entity.id, "dim")),
        line(say(by)),
    )

"""Shows timelines: what happened, in order, with who says so; what has no date in a block of its own."""

from akg.queries.timeline import Answer
from akg.reading import Graph
from akg.render import citations, closing, phrases
from akg.render.document import Document, Gap, Item, Span, joined, line

WITHOUT = [(line(), line()), (line(), line(Span("Without a date", "title")))]


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out whom it is about, the dated facts, the undated ones, and the citations."""
    cited = citations.Citations(graph.sources)
    whom = joined((phrases.entity(graph, node) for node in answer.entities), ", ")
    made: Document = [Item(line(), whom), Gap()]
    rows = [phrases.row(graph, fact, cited) for fact in answer.dated]
    if answer.undated:
        rows += [*WITHOUT, *(phrases.row(graph, fact, cited) for fact in answer.undated)]
    if rows:
        made.append(phrases.dated(rows))
    else:
        made.append(Item(line(), line(Span("nothing is told of it under these filters", "dim"))))
    made += closing.notes(
        [*closing.left_out(answer.left_out, answer.more), *closing.noted((*answer.dated, *answer.undated))]
    )
    made += closing.legend(graph, answer.entities, (*answer.dated, *answer.undated))
    made += cited.listed()
    return made

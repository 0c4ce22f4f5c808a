"""Shows timelines: what happened, in order, with who says so; what has no date in a block of its own."""

from akg.facts import Fact
from akg.queries.timeline import Answer
from akg.reading import Graph
from akg.render import phrases
from akg.render.document import Document, Gap, Grid, Item, Line, Span, joined, line

TITLES = ("When", "What", "Standing", "Source")
WIDE = {0: 22, 1: None, 2: 32, 3: 10}
EMPTY = (line(), line(), line(), line())


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out whom it is about, the dated facts, the undated ones, and the citations."""
    cited = phrases.Citations(graph.sources)
    whom = joined((phrases.entity(graph, node) for node in answer.entities), ", ")
    made: Document = [Item(line(), whom), Gap()]
    rows = [_row(graph, fact, cited) for fact in answer.dated]
    if answer.undated:
        rows += [EMPTY, (line(), line(Span("Without a date", "title")), line(), line())]
        rows += [_row(graph, fact, cited) for fact in answer.undated]
    if rows:
        made.append(Grid(TITLES, tuple(rows), wide=WIDE))
    else:
        made.append(Item(line(), line(Span("nothing is told of it under these filters", "dim"))))
    made += phrases.notes(phrases.left_out(answer.left_out, answer.more))
    made += phrases.legend(graph, answer.entities, (*answer.dated, *answer.undated))
    made += cited.listed()
    return made


def _row(graph: Graph, fact: Fact, cited: phrases.Citations) -> tuple[Line, ...]:
    return (
        phrases.when(fact),
        phrases.sentence(graph, fact),
        phrases.standing(graph, fact),
        cited.of(fact.claims),
    )

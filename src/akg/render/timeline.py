"""Shows timelines: what happened, in order; apart from it what is always so, and what has no date."""

from akg.queries.timeline import Answer
from akg.reading import Graph
from akg.render import citations, closing, phrases
from akg.render.document import Document, Gap, Item, Row, Span, joined, line


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out whom it is about, the facts in their blocks, and the citations."""
    told = (*answer.dated, *answer.lasting, *answer.undated)
    cited = citations.Citations(graph.sources)
    whom = joined((phrases.entity(graph, node) for node in answer.entities), ", ")
    made: Document = [Item(line(), whom), Gap()]
    blocks = (("", answer.dated), ("At all times", answer.lasting), ("Without a date", answer.undated))
    rows: list[Row] = []
    for title, facts in blocks:
        if facts and title:
            rows += [(line(), line())] * bool(rows) + [(line(), line(Span(title, "title")))]
        rows += [phrases.row(graph, fact, cited) for fact in facts if not phrases.repeats(graph, fact)]
    if rows:
        made.append(phrases.dated(rows))
    else:
        made.append(Item(line(), line(Span("nothing is told of it under these filters", "dim"))))
    made += closing.notes([*notes(answer), *closing.noted(told)])
    made += closing.legend(graph, answer.entities, told)
    made += cited.listed()
    return made


def notes(answer: Answer) -> list[str]:
    """Say what the limit and the filters left out."""
    shown = len(answer.dated) + len(answer.lasting) + len(answer.undated)
    return [*closing.beyond(shown, answer.more), *closing.left_out(answer.left_out)]

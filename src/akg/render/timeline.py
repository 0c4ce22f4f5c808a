"""Shows timelines: what happened when, in order; apart from it what is always so, and what has no date."""

from collections.abc import Iterator, Sequence

from akg.facts import Fact
from akg.queries.timeline import Answer
from akg.reading import Graph
from akg.render import axis, chronicle, closing, phrases
from akg.render.axis import Axis
from akg.render.citations import Citations
from akg.render.document import Document, Gap, Grid, Item, Row, Span, joined, line

NOTHING = "nothing is told of it under these filters"


def document(graph: Graph, answer: Answer, columns: int | None = None) -> Document:
    """Lay out whom it is about, the facts in their blocks, and the citations.

    On a terminal of so many `columns`, a bar stands between when and what each was.
    """
    told = (*answer.dated, *answer.lasting, *answer.undated)
    cited = Citations(graph.sources)
    whom = joined((phrases.entity(graph, node) for node in answer.entities), ", ")
    made: Document = [Item(line(), whom)]
    if answer.window and answer.sure:
        made.append(Item(line(), phrases.as_of(answer.window, answer.sure)))
    made.append(Gap())
    years = axis.of((fact.row for fact in answer.dated), answer.window, columns) if columns else None
    rows = list(chronicle.headed(_blocks(graph, answer, cited, years)))
    if rows:
        made.append(_grid(rows, years))
    else:
        made.append(Item(line(), line(Span(NOTHING, "dim"))))
    made += closing.notes([*notes(answer), *closing.noted(told)])
    made += closing.legend(graph, answer.entities, told)
    made += cited.listed()
    return made


def parts(answer: Answer) -> Iterator[tuple[str, Sequence[Fact], bool]]:
    """Part the facts of an answer, each part with its title; say whether each fact tells its certainty."""
    yield from ((*part, False) for part in chronicle.parted(answer.dated))
    yield "At all times", answer.lasting, True
    yield "Without a date", answer.undated, True


def _blocks(
    graph: Graph, answer: Answer, cited: Citations, years: Axis | None
) -> Iterator[tuple[str, list[Row]]]:
    """Give the blocks of rows with their titles, with bars where there is an axis."""
    for title, facts, with_certainty in parts(answer):
        rows: list[Row] = []
        for fact in facts:
            if not chronicle.repeats(graph, fact):
                when, what = chronicle.row(graph, fact, cited, with_certainty=with_certainty)
                rows.append((when, axis.bar(years, fact.row), what) if years else (when, what))
        yield title, rows


def _grid(rows: Sequence[Row], years: Axis | None) -> Grid:
    """Put rows into a table; bars under a line of years, beside which their signs are explained."""
    if years is None:
        return chronicle.grid(rows)
    head = line(), axis.head(years), axis.legend(bar for _, bar, _ in rows)
    return Grid(("When", "", "What"), (head, *rows), {0: 24, 2: None}, head=False)


def notes(answer: Answer) -> list[str]:
    """Say what the limit and the filters left out."""
    shown = len(answer.dated) + len(answer.lasting) + len(answer.undated)
    return [*closing.beyond(shown, answer.more), *closing.left_out(answer.left_out)]

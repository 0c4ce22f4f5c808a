"""`akg neighbours`: who is next to whom?"""

from collections.abc import Sequence
from typing import Annotated

from akg import names
from akg.cli import batch, options, session
from akg.cli.declared import Option
from akg.queries import neighbours as query
from akg.reading import Graph
from akg.render import closing
from akg.render import neighbours as page
from akg.render.records import neighbours as records

EXAMPLES = """\b
Examples:
  akg neighbours al-Qaeda --type pledged-to
  akg neighbours taliban --kind person --at 2019
  akg neighbours taliban --kind person --format svg > picture.svg
"""


def neighbours(
    name: options.NameArgument = None,
    *,
    depth: Annotated[int, Option("--depth", min=1, max=9, metavar="N", help="How many steps away.")] = 1,
    direction: Annotated[
        query.Direction, Option("--direction", help="Relations from it (out), to it (in), or both.")
    ] = "both",
    filters: options.Filters,
    inferred: options.InferredOption = False,
    limit: options.LimitOption = None,
    many: options.BatchOption = None,
    printing: options.Drawing,
    origin: options.Origin,
) -> None:
    """Show what an entity is joined to, and by which relations; for a place also what happened there."""
    lines = batch.questions("neighbours", {"NAME": name}, many, printing)
    graph, index, asked, as_of = session.question(origin, filters, inferred=inferred)
    typed = options.typed({
        "depth": depth if depth > 1 else None, "direction": direction if direction != "both" else None,
        **filters.given(), "inferred": inferred,
    })  # fmt: skip

    def one(name: str) -> batch.Answer:
        found = query.of(graph, names.one(index, name), asked, depth, direction, limit)
        return batch.Answer(
            graph, lambda: records.of(graph, found), lambda: page.document(graph, found),
            page.notes(found), as_of, {"counts": closing.counts(found.sure_facts, found.left_out)},
            is_empty=not found.neighbours, picture=lambda: _drawn(graph, found, [*as_of.lines, *typed]),
        )  # fmt: skip

    batch.answer(lines, one, printing)


def _drawn(graph: Graph, found: query.Answer, lines: Sequence[str]) -> str:
    from akg.render.svg import neighbours as picture  # here, because few answers are drawn

    return picture.picture(graph, found, lines)

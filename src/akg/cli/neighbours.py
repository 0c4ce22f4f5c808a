"""`akg neighbours`: who is next to whom?"""

from typing import Annotated

from akg import names
from akg.cli import options, output, session
from akg.cli.declared import Option
from akg.queries import neighbours as query
from akg.render import closing
from akg.render import neighbours as page
from akg.render.records import neighbours as records

EXAMPLES = """\b
Examples:
  akg neighbours al-Qaeda --type pledged-to
  akg neighbours taliban --kind person --at 2019
"""


def neighbours(
    name: options.NameArgument,
    *,
    depth: Annotated[int, Option("--depth", min=1, max=9, metavar="N", help="How many steps away.")] = 1,
    direction: Annotated[
        query.Direction, Option("--direction", help="Relations from it (out), to it (in), or both.")
    ] = "both",
    filters: options.Filters,
    inferred: options.InferredOption = False,
    limit: options.LimitOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show what an entity is joined to, and by which relations; for a place also what happened there."""
    graph, index, asked, as_of = session.question(origin, filters, inferred=inferred)
    found = query.of(graph, names.one(index, name), asked, depth, direction, limit)
    output.answer(
        graph, "neighbours", lambda: records.of(graph, found), lambda: page.document(graph, found),
        page.notes(found), printing,
        {"counts": closing.counts(found.sure_facts, found.left_out)}, as_of=as_of,
    )  # fmt: skip
    if not found.neighbours:
        raise SystemExit(output.NOTHING)

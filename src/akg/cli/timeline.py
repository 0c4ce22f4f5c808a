"""`akg timeline`: what happened when?"""

from typing import Annotated

from akg import names
from akg.cli import options, output, session
from akg.cli.declared import Option
from akg.queries import timeline as query
from akg.render import closing
from akg.render import timeline as page
from akg.render.records import timeline as records
from akg.where import EVERY

EXAMPLES = """\b
Examples:
  akg timeline Haqqani
  akg timeline taliban --from 2019 --to 2020 --format csv
"""


def timeline(
    name: options.NameArgument,
    *,
    every: Annotated[bool, Option("--all", help="Take all who share the very name.")] = False,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    limit: options.LimitOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show what happened to an entity, in order, denials in line; then what is always so or has no date.

    A word of a name takes all whose names hold it, and says whom.
    """
    graph, index, asked, as_of = session.question(origin, filters, EVERY, inferred=inferred)
    whom = names.several(index, name, take_all=every)
    found = query.of(graph, [match.node for match in whom], asked, limit)
    output.answer(
        graph, "timeline", lambda: records.of(graph, found),
        lambda: page.document(graph, found, output.to_draw_on(printing)), page.notes(found), printing,
        {"counts": closing.counts(found.sure, found.left_out)}, as_of=as_of,
    )  # fmt: skip
    if not (found.dated or found.lasting or found.undated):
        raise SystemExit(output.NOTHING)

"""`akg show`: what is known of one entity?"""

from akg import names
from akg.cli import options, output, session
from akg.queries import show as query
from akg.render import closing
from akg.render import show as page
from akg.render.records import show as records
from akg.where import EVERY

EXAMPLES = """\b
Examples:
  akg show helmand-raid-2019
  akg show "Suhail Shaheen" --format json
"""


def show(
    name: options.NameArgument,
    *,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show everything on file about one entity, with sources."""
    graph, index, asked, as_of = session.question(origin, filters, EVERY, inferred=inferred)
    found = query.of(graph, names.one(index, name), asked)
    output.answer(
        graph, "show", lambda: records.of(graph, found), lambda: page.document(graph, found),
        closing.left_out(found.left_out), printing,
        {"counts": closing.counts(found.sure, found.left_out)}, as_of=as_of,
    )  # fmt: skip

"""`akg show`: what is known of one entity?"""

from akg import names
from akg.cli import batch, options, session
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
    name: options.NameArgument = None,
    *,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    many: options.BatchOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show everything on file about one entity, with sources."""
    lines = batch.questions("show", {"NAME": name}, many, printing)
    graph, index, asked, as_of = session.question(origin, filters, EVERY, inferred=inferred)

    def one(name: str) -> batch.Answer:
        found = query.of(graph, names.one(index, name), asked)
        return batch.Answer(
            graph, lambda: records.of(graph, found), lambda: page.document(graph, found),
            closing.left_out(found.left_out), as_of,
            {"counts": closing.counts(found.sure, found.left_out)},
        )  # fmt: skip

    batch.answer(lines, one, printing)

"""`akg timeline`: what happened when?"""

from collections.abc import Sequence
from typing import Annotated

from akg import names
from akg.cli import batch, options, output, session
from akg.cli.declared import Option
from akg.queries import timeline as query
from akg.reading import Graph
from akg.render import closing
from akg.render import timeline as page
from akg.render.records import timeline as records
from akg.where import EVERY

EXAMPLES = """\b
Examples:
  akg timeline Haqqani
  akg timeline taliban --from 2019 --to 2020 --format csv
  akg timeline "Hamza bin Laden" --format svg > picture.svg
"""


def timeline(
    name: options.NameArgument = None,
    *,
    every: Annotated[bool, Option("--all", help="Take all who share the very name.")] = False,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    limit: options.LimitOption = None,
    many: options.BatchOption = None,
    printing: options.Drawing,
    origin: options.Origin,
) -> None:
    """Show what happened to an entity, in order, denials in line; then what is always so or has no date.

    A word of a name takes all whose names hold it, and says whom.
    """
    lines = batch.questions("timeline", {"NAME": name}, many, printing)
    graph, index, asked, as_of = session.question(origin, filters, EVERY, inferred=inferred)
    typed = options.typed({**filters.given(), "inferred": inferred})

    def one(name: str) -> batch.Answer:
        whom = names.several(index, name, take_all=every)
        found = query.of(graph, [match.node for match in whom], asked, limit)
        return batch.Answer(
            graph, lambda: records.of(graph, found),
            lambda: page.document(graph, found, output.to_draw_on(printing)), page.notes(found), as_of,
            {"counts": closing.counts(found.sure, found.left_out)},
            is_empty=not (found.dated or found.lasting or found.undated),
            picture=lambda: _drawn(graph, found, [*as_of.lines, *typed]),
        )  # fmt: skip

    batch.answer(lines, one, printing)


def _drawn(graph: Graph, found: query.Answer, lines: Sequence[str]) -> str:
    from akg.render.svg import timeline as picture  # here, because few answers are drawn

    return picture.picture(graph, found, lines)

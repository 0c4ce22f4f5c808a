"""`akg path`: how are two entities connected?"""

from typing import Annotated

import typer

from akg import names
from akg.cli import options, output, session
from akg.queries import path as query
from akg.render import path as page
from akg.render import records

EXAMPLES = """\b
Examples:
  akg path Taliban "Hamza bin Laden"
  akg path taliban al-qaeda --at 2019 --k 1
"""


def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help=options.NAMED)],
    goal: Annotated[str, typer.Argument(metavar="TO", help="Likewise.")],
    *,
    k: Annotated[int, typer.Option("--k", "-k", min=1, max=100, metavar="N", help="How many paths.")] = 3,
    filters: options.Filters,
    every: Annotated[bool, typer.Option("--full", help="Tell every relation of a step.")] = False,
    printing: options.Printing,
    data: options.DataOption = None,
) -> None:
    """Show how two entities are connected: the shortest chains of relations, each dated and sourced.

    Denied relations are not walked. --kind is the kind of the entities between the two.
    """
    graph, index, asked = session.question(data, filters)
    found = query.between(graph, names.one(index, start), names.one(index, goal), asked, k)
    output.answer(
        graph, "path", lambda: records.of_path(graph, found),
        lambda: page.document(graph, found, every=every), page.notes(found), printing,
    )  # fmt: skip

"""`akg stats`: what is in the dataset?"""

from typing import Annotated

import typer

from akg.cli import options, output, session
from akg.queries import stats as query
from akg.render import records
from akg.render import stats as page

EXAMPLES = """\b
Examples:
  akg stats
  akg stats --at 2012
  akg stats --from 2019 --to 2020 --type met
  akg stats --data my-dataset --format json
"""


def stats(
    *,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="N", help="Name no more than this many of each.")
    ] = 5,
    filters: options.Filters,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Count what the dataset in use holds, or what passes filters; how that stands, and when it was."""
    from akg import locate

    base, graph, where, as_of = session.selected(origin, filters)
    of = page.Origin(
        locate.seen(base.folder),
        locate.is_bundled(base.folder),
        base.left_out,
        filters.given(),
        now=base.commit is None,
    )
    found = query.of(graph, where, limit)
    output.answer(
        graph,
        "stats",
        lambda: records.of_stats(graph, found, of),
        lambda: page.document(graph, found, of, limit, output.columns(printing.color)),
        [],
        printing,
        as_of=as_of,
    )
    if where and not found.facts and not found.types:
        raise typer.Exit(output.NOTHING)

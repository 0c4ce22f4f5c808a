"""`akg stats`: what is in the dataset?"""

from pathlib import Path
from typing import Annotated

from akg.cli import options, output, session
from akg.cli.declared import Option
from akg.queries import stats as query
from akg.render import stats as page
from akg.render.records import stats as records

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
        int, Option("--limit", "-n", min=1, metavar="N", help="Name no more than this many of each.")
    ] = 5,
    filters: options.Filters,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Count what the dataset in use holds, or what passes filters; how that stands, and when it was."""
    from akg import locate

    base, graph, where, as_of = session.selected(origin, filters)
    folder = Path(base.folder)
    of = page.Origin(
        locate.seen(folder),
        locate.is_bundled(folder),
        base.left_out,
        filters.given(),
        now=base.commit is None,
    )
    found = query.of(graph, where, limit)
    output.answer(
        graph,
        "stats",
        lambda: records.of(graph, found, of),
        lambda: page.document(graph, found, of, limit, output.columns(printing.color)),
        [],
        printing,
        as_of=as_of,
    )
    if where and not found.facts and not found.types:
        raise SystemExit(output.NOTHING)

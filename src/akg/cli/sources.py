"""`akg sources`: what hangs on which source?"""

from typing import Annotated

from akg.cli import options, output, session
from akg.cli.declared import Argument
from akg.cli.options import Filters
from akg.queries import sources as query
from akg.render import closing
from akg.render import sources as page
from akg.render.records import sources as records

EXAMPLES = """\b
Examples:
  akg sources
  akg sources sarkar-2020 --limit 200
"""


def sources(
    source: Annotated[
        str | None,
        Argument(
            metavar="[SOURCE]",
            help="One in full: its id, its title, or words of author, title and publisher.",
        ),
    ] = None,
    *,
    known_at: options.KnownOption = None,
    limit: options.LimitOption = 20,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show what each source carries and what hangs on it alone; or one source with all that it carries."""
    graph, _, _, as_of = session.question(origin, Filters(known_at=known_at))
    if source is not None:
        found = query.one(graph, query.find(graph, source), limit)
        output.answer(
            graph, "sources", lambda: records.one(graph, found), lambda: page.detail(graph, found),
            closing.beyond(len(found.told), found.more), printing, as_of=as_of,
        )  # fmt: skip
        return
    every = query.of(graph, limit)
    output.answer(
        graph, "sources", lambda: records.of(graph, every), lambda: page.document(graph, every),
        closing.beyond(len(every.sources), every.more), printing, as_of=as_of,
    )  # fmt: skip
    if not every.sources:
        raise SystemExit(output.NOTHING)

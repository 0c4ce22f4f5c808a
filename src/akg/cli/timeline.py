"""`akg timeline`: what happened when?"""

from typing import Annotated

import typer

from akg import names
from akg.cli import options, output, session
from akg.queries import timeline as query
from akg.render import closing, records
from akg.render import timeline as page
from akg.where import EVERY, where

EXAMPLES = """\b
Examples:
  akg timeline Haqqani
  akg timeline taliban --from 2019 --to 2020 --format csv
"""


def timeline(
    name: options.NameArgument,
    every: Annotated[bool, typer.Option("--all", help="Take all who share the very name.")] = False,
    at: options.AtOption = None,
    since: options.FromOption = None,
    until: options.ToOption = None,
    type: options.TypeOption = None,
    kind: options.KindOption = None,
    status: options.StatusOption = None,
    source: options.SourceOption = None,
    limit: options.LimitOption = None,
    format: options.FormatOption = "table",
    color: options.ColorOption = "auto",
    data: options.DataOption = None,
) -> None:
    """Show what happened to an entity, in order: denials in line, undated facts at the end.

    A word of a name takes all whose names hold it, and says whom.
    """
    graph, index = session.opened(data)
    filters = where(
        graph,
        at=at,
        since=since,
        until=until,
        types=type,
        kinds=kind,
        sources=source,
        statuses=status,
        default=EVERY,
    )
    whom = names.several(index, name, take_all=every)
    found = query.of(graph, [match.node for match in whom], filters, limit)
    output.answer(
        graph, "timeline", lambda: records.of_timeline(graph, found), lambda: page.document(graph, found),
        closing.left_out(found.left_out, found.more), format, color,
    )  # fmt: skip
    if not (found.dated or found.undated):
        raise typer.Exit(output.NOTHING)

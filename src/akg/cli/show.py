"""`akg show`: what is known of one entity?"""

from akg import names
from akg.cli import options, output, session
from akg.queries import show as query
from akg.render import closing, records
from akg.render import show as page
from akg.where import EVERY, where

EXAMPLES = """\b
Examples:
  akg show helmand-raid-2019
  akg show "Suhail Shaheen" --format json
"""


def show(
    name: options.NameArgument,
    at: options.AtOption = None,
    since: options.FromOption = None,
    until: options.ToOption = None,
    type: options.TypeOption = None,
    kind: options.KindOption = None,
    status: options.StatusOption = None,
    source: options.SourceOption = None,
    format: options.FormatOption = "table",
    color: options.ColorOption = "auto",
    data: options.DataOption = None,
) -> None:
    """Show everything on file about one entity, with sources."""
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
    found = query.of(graph, names.one(index, name), filters)
    output.answer(
        graph, "show", lambda: records.of_show(graph, found), lambda: page.document(graph, found),
        closing.left_out(found.left_out), format, color,
    )  # fmt: skip

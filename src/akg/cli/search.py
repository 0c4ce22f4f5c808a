"""`akg search`: which entities are there with this name, or something like it?"""

from typing import Annotated

from akg.cli import options, output, session
from akg.cli.declared import Argument
from akg.cli.options import Filters
from akg.errors import AkgError
from akg.names import Index, quoted
from akg.queries import search as query
from akg.render import closing
from akg.render import search as page
from akg.render.records import search as records

EXAMPLES = """\b
Examples:
  akg search haqani
  akg search laden --kind person --format tsv
"""


class NothingFound(AkgError):
    """No entity has such a name or summary, or none of the kinds asked for."""

    exit_code = 1


def search(
    text: Annotated[str, Argument(metavar="TEXT", help="A name, a part of one, or one spelled roughly so.")],
    *,
    kind: options.KindOption = None,
    known_at: options.KnownOption = None,
    limit: options.LimitOption = 20,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Find entities by name, alias or summary, the best first; spelling need not be exact."""
    graph, _, asked, as_of = session.question(origin, Filters(kinds=kind, known_at=known_at))
    hits = query.of(Index(graph), text, asked.kinds)
    if not hits:
        raise NothingFound(f"nothing is called or described as {quoted(text)}; try fewer or other words")
    shown = hits[:limit]
    notes = closing.beyond(len(shown), len(hits) - len(shown))
    output.answer(
        graph, "search", lambda: records.of(graph, shown), lambda: page.document(graph, shown, notes),
        notes, printing, as_of=as_of,
    )  # fmt: skip

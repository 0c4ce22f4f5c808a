"""`akg search`: which entities are there with this name, or something like it?"""

from typing import Annotated

from akg.cli import batch, options, session
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
    text: Annotated[
        str | None,
        Argument(metavar="TEXT", help="A name, a part of one, or one spelled roughly so."),
    ] = None,
    *,
    kind: options.KindOption = None,
    known_at: options.KnownOption = None,
    limit: options.LimitOption = 20,
    many: options.BatchOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Find entities by name, alias or summary, the best first; spelling need not be exact."""
    lines = batch.questions("search", {"TEXT": text}, many, printing)
    graph, names, asked, as_of = session.question(origin, Filters(kinds=kind, known_at=known_at))
    index = names if known_at is None else Index(graph)  # what is not heard is not found by it either

    def one(text: str) -> batch.Answer:
        hits = query.of(index, text, asked.kinds)
        if not hits:
            raise NothingFound(f"nothing is called or described as {quoted(text)}; try fewer or other words")
        shown = hits[:limit]
        notes = closing.beyond(len(shown), len(hits) - len(shown))
        return batch.Answer(
            graph, lambda: records.of(graph, shown), lambda: page.document(graph, shown, notes), notes, as_of
        )

    batch.answer(lines, one, printing)

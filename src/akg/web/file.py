"""Writes the explorer as one file, which holds all that it shows and asks nobody."""

from collections import Counter
from typing import BinaryIO

from akg.errors import AkgError
from akg.formats import Selected, Written
from akg.queries.path import Answer
from akg.render.records import Record
from akg.web import content, extent, page
from akg.web.content import Opening
from akg.web.extent import MOST_FACTS, Held
from akg.where import EVERY, Where, reasons


class TooMuch(AkgError):
    """More passes the filters than a page holds."""

    def __init__(self) -> None:
        super().__init__(
            f"more than {MOST_FACTS:,} entities or relations are too many for one page; narrow them with "
            "--type, --kind, --from and --to or another filter, or look at all of them with akg view"
        )


def write(selected: Selected, out: BinaryIO) -> Written:
    """Write the page of what is selected. Raises TooMuch, and what `out.write` raises."""
    graph, where = selected.graph, selected.where or Where(selected.graph, statuses=EVERY)
    held = extent.passing(graph, where)
    if not held.whole:
        raise TooMuch
    out.write(_made(selected, where, held, _opening(selected)))
    sure = where.tally(where.certainty(graph.row(r)) for r in held.rels)
    left_out = reasons(missed for _, missed in where.relations()) if selected.where else Counter[str]()
    return Written(len(held.nodes), len(held.rels), sure, left_out, ())


def of_paths(selected: Selected, found: Answer, asked: Record) -> bytes:
    """Make the page that is opened on paths; of a large graph it holds these and what is around them.

    `asked` is what `content.question` makes of the question.
    """
    graph, where = selected.graph, Where(selected.graph, statuses=EVERY)
    over = sorted({n for one in found.paths for n in one.nodes})
    held = extent.held(graph, where, over)
    lines = list(selected.lines)
    if not held.whole:
        lines.append(f"of {len(graph):,} entities only those around these paths are in this file")
    paths, told = [content.paths(graph, found, asked)], content.facts_on(found)
    opening = _opening(selected)._replace(lines=lines, named=over, paths=paths, told=told)
    return _made(selected, where, held, opening)


def _opening(selected: Selected) -> Opening:
    return Opening(selected.title, selected.lines, folder=selected.folder, given=selected.given)


def _made(selected: Selected, where: Where, held: Held, opening: Opening) -> bytes:
    return page.made(content.of(selected.graph, where, held, opening)).text.encode()

"""`akg path`: how are two entities connected?"""

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from akg import names
from akg.cli import batch, options, output, session
from akg.cli.declared import Argument, Option
from akg.queries import path as query
from akg.reading import Graph, Names, Node
from akg.render import closing
from akg.render import path as page
from akg.render.records import path as records

EXAMPLES = """\b
Examples:
  akg path Taliban "Hamza bin Laden"
  akg path taliban al-qaeda --at 2019 --k 1
  akg path "Mullah Omar" "Asim Umar" --in-order --explain
  akg path Taliban "Hamza bin Laden" --format html > page.html
  akg path Taliban "Hamza bin Laden" --format svg > picture.svg
"""


class Route(NamedTuple):
    """What is asked of the way itself; the fields are those of `akg.queries.path.Route`."""

    via: Annotated[
        list[str] | None,
        Option("--via", metavar="NAME", help="Only paths over this entity; can be repeated."),
    ] = None
    avoid: Annotated[
        list[str] | None,
        Option("--avoid", metavar="NAME", help="No path over this entity; can be repeated."),
    ] = None
    directed: Annotated[bool, Option("--directed", help="Follow relations only as they are stated.")] = False
    max_hops: Annotated[
        int | None, Option("--max-hops", min=1, metavar="N", help="No more steps than this.")
    ] = None
    same_time: Annotated[bool, Option("--same-time", help="Only where all steps held at one time.")] = False
    in_order: Annotated[
        bool, Option("--in-order", help="Only where each step was at or after the one before.")
    ] = False


class Printing(NamedTuple):
    """How the answer is printed: as others are, as a page to look at, or as a picture."""

    format: Annotated[
        Literal[options.Format, "html", "svg"],
        Option("--format", "-f", help="How to print the answer; html is a page, svg a picture."),
    ] = "table"
    color: options.ColorOption = "auto"


def path(
    start: Annotated[str | None, Argument(metavar="FROM", help=options.NAMED)] = None,
    goal: Annotated[str | None, Argument(metavar="TO", help="Likewise.")] = None,
    *,
    k: Annotated[int, Option("--k", "-k", min=1, max=100, metavar="N", help="How many paths.")] = query.K,
    rank: Annotated[
        query.Rank, Option("--rank", help="By how telling they are (cost), or by steps (hops).")
    ] = "cost",
    route: Route,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    every: Annotated[bool, Option("--full", help="Tell every relation of a step.")] = False,
    explain: Annotated[bool, Option("--explain", help="Tell what the cost is made of.")] = False,
    many: options.PairsOption = None,
    printing: Printing,
    origin: options.Origin,
) -> None:
    """Show how two entities are connected: the most telling chains of relations, each dated and sourced.

    Denied relations are not walked. --kind is the kind of the entities between the two.
    """
    lines = batch.questions("path", {"FROM": start, "TO": goal}, many, printing)
    if printing.format == "html":
        output.into_a_pipe("akg path FROM TO --format html > page.html")
    timed = route.same_time or route.in_order
    graph, index, asked, as_of = session.question(origin, filters, timed=timed, inferred=inferred)
    way = query.Route(_nodes(index, route.via), _nodes(index, route.avoid), *route[2:])

    def between(start: str, goal: str) -> query.Answer:
        return query.between(graph, names.one(index, start), names.one(index, goal), asked, k, way, rank)

    def one(start: str, goal: str) -> batch.Answer:
        found = between(start, goal)
        return batch.Answer(
            graph, lambda: records.of(graph, found),
            lambda: page.document(graph, found, every=every, explain=explain), page.notes(found), as_of,
            {"complete": found.complete, "counts": closing.counts(found.sure, found.left_out)},
            picture=lambda: _drawn(graph, found, [*as_of.lines, *options.typed(asked_with)], every=every),
        )  # fmt: skip

    asked_with = {**_given(graph, way), **filters.given(), "inferred": inferred}
    if printing.format == "html":
        _look(graph, as_of, between(*lines.given), {"k": k, "rank": rank, **asked_with})
    else:
        batch.answer(lines, one, options.Drawing(printing.format, printing.color))


def _drawn(graph: Graph, found: query.Answer, lines: Sequence[str], *, every: bool) -> str:
    from akg.render.svg import path as picture  # here, because few answers are drawn

    return picture.picture(graph, found, lines, every=every)


def _look(graph: Graph, as_of: session.AsOf, found: query.Answer, given: Mapping[str, Any]) -> None:
    """Print the page that is opened on paths."""
    from akg.formats import Selected  # here, because other answers are no page
    from akg.web import content, file

    nodes = found.paths[0].nodes
    asked = content.question(graph, (nodes[0], nodes[-1]), given, as_of.given)
    folder = None if given["inferred"] else as_of.files  # its map has no place for what follows
    of_all = {name: given.get(name) for name in ("without-source", "inferred")}  # and not of the paths alone
    lines = [*as_of.told, *options.typed(of_all)]
    selected = Selected(graph, None, as_of.title, lines, folder, as_of.given)
    sys.stdout.buffer.write(file.of_paths(selected, found, asked))


def _given(graph: Graph, way: query.Route) -> dict[str, Any]:
    """Give what is asked of the way by the names of the options."""
    given = {name.replace("_", "-"): value for name, value in way._asdict().items()}
    return {
        **given,
        "via": list(map(graph.id, sorted(way.via))),
        "avoid": list(map(graph.id, sorted(way.avoid))),
    }


def _nodes(index: Names, asked: list[str] | None) -> frozenset[Node]:
    return frozenset(names.one(index, name) for name in asked or ())

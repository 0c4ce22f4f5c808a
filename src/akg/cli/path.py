"""`akg path`: how are two entities connected?"""

from typing import Annotated, NamedTuple

from akg import names
from akg.cli import batch, options, session
from akg.cli.declared import Argument, Option
from akg.queries import path as query
from akg.reading import Names, Node
from akg.render import closing
from akg.render import path as page
from akg.render.records import path as records

EXAMPLES = """\b
Examples:
  akg path Taliban "Hamza bin Laden"
  akg path taliban al-qaeda --at 2019 --k 1
  akg path "Mullah Omar" "Asim Umar" --in-order --explain
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


def path(
    start: Annotated[str | None, Argument(metavar="FROM", help=options.NAMED)] = None,
    goal: Annotated[str | None, Argument(metavar="TO", help="Likewise.")] = None,
    *,
    k: Annotated[int, Option("--k", "-k", min=1, max=100, metavar="N", help="How many paths.")] = 3,
    rank: Annotated[
        query.Rank, Option("--rank", help="By how telling they are (cost), or by steps (hops).")
    ] = "cost",
    route: Route,
    filters: options.Filters,
    inferred: options.InferredOption = False,
    every: Annotated[bool, Option("--full", help="Tell every relation of a step.")] = False,
    explain: Annotated[bool, Option("--explain", help="Tell what the cost is made of.")] = False,
    many: options.PairsOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show how two entities are connected: the most telling chains of relations, each dated and sourced.

    Denied relations are not walked. --kind is the kind of the entities between the two.
    """
    lines = batch.questions("path", {"FROM": start, "TO": goal}, many, printing)
    timed = route.same_time or route.in_order
    graph, index, asked, as_of = session.question(origin, filters, timed=timed, inferred=inferred)
    way = query.Route(_nodes(index, route.via), _nodes(index, route.avoid), *route[2:])

    def one(start: str, goal: str) -> batch.Answer:
        ends = names.one(index, start), names.one(index, goal)
        found = query.between(graph, *ends, asked, k, way, rank)
        return batch.Answer(
            graph, lambda: records.of(graph, found),
            lambda: page.document(graph, found, every=every, explain=explain), page.notes(found), as_of,
            {"complete": found.complete, "counts": closing.counts(found.sure, found.left_out)},
        )  # fmt: skip

    batch.answer(lines, one, printing)


def _nodes(index: Names, asked: list[str] | None) -> frozenset[Node]:
    return frozenset(names.one(index, name) for name in asked or ())

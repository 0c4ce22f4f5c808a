"""Who is next to whom? The relations around an entity, to a given depth."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from akg import facts
from akg.dates import Certainty
from akg.facts import Fact, Mention
from akg.reading import Graph, Node, Rel
from akg.where import Tally, Where, reasons

Direction = Literal["both", "out", "in"]


class Neighbour(NamedTuple):
    """An entity within reach, how many steps away, and the relations that lead there from one step nearer."""

    node: Node
    depth: int
    certainty: Certainty | None  # of the surest chain that leads there; None where no time was asked about
    facts: tuple[Fact, ...]  # in the order of `Fact.order`; `other` of each is the neighbour


class Answer(NamedTuple):
    """The ego network of an entity, and what the filters left out.

    First who certainly was a neighbour at the time asked about, if any was; each time nearest first, then by
    kind and name.
    """

    entity: Node
    neighbours: tuple[Neighbour, ...]
    left_out: Counter[str]
    more: int  # neighbours beyond the limit
    sure: Tally | None  # of the neighbours, those beyond the limit too
    sure_facts: Tally | None  # of the facts that lead to these, each counted once


def of(
    graph: Graph,
    node: Node,
    where: Where,
    depth: int = 1,
    direction: Direction = "both",
    limit: int | None = None,
) -> Answer:
    """Collect what is joined to an entity, each neighbour once, at its least depth.

    Of a place also both ends of what happened there, which is in the direction 'in'. A kind that is not asked
    for is neither listed nor walked. Left out is counted what would lead to an entity not reached sooner.
    """
    found, failed = _walk(graph, node, where, depth, direction)
    kinds = {kind: rank for rank, kind in enumerate(graph.vocabulary.kinds)}

    def order(one: _Found) -> tuple[bool, int, int, str, Node]:
        kind, name = kinds[graph.kind(one.node)], graph.name(one.node).casefold()
        return one.certainty == "possible", one.depth, kind, name, one.node

    found.sort(key=order)
    shown = tuple(
        Neighbour(one.node, one.depth, one.certainty, _told(graph, one, where)) for one in found[:limit]
    )
    leading = {mention.key: where.certainty(mention.row) for one in found for _, mention in one.leads}
    return Answer(
        node, shown, reasons(failed.values()), len(found) - len(shown),
        where.tally(one.certainty for one in found), where.tally(leading.values()),
    )  # fmt: skip


class _Found(NamedTuple):
    """A neighbour before it is told; each lead with whom it leads from."""

    node: Node
    depth: int
    certainty: Certainty | None
    leads: tuple[tuple[Node, Mention], ...]


def _walk(
    graph: Graph, node: Node, where: Where, depth: int, direction: Direction
) -> tuple[list[_Found], dict[Rel | str, str]]:
    """Find the neighbours by depth, and of what leads no further the filter that it fails."""
    failed: dict[Rel | str, str] = {}
    found: list[_Found] = []
    reached, certain, frontier = {node}, {node}, [node]
    for step in range(1, depth + 1):
        near: dict[Node, dict[Rel | str, tuple[Node, Mention]]] = {}
        for here in frontier:
            for other, mention in _leading(graph, here, where, direction):
                if other in reached or not where.admits(other):
                    continue
                if missed := mention.misses(where):
                    failed[mention.key] = missed
                    continue
                near.setdefault(other, {}).setdefault(mention.key, (here, mention))
                if here in certain and where.certainty(mention.row) == "certain":
                    certain.add(other)
        for other, leads in near.items():
            sure: Certainty | None = "certain" if other in certain else "possible"
            found.append(_Found(other, step, sure if where.window else None, tuple(leads.values())))
        reached |= near.keys()
        frontier = sorted(near)
    return found, failed


def _leading(graph: Graph, here: Node, where: Where, direction: Direction) -> Iterator[tuple[Node, Mention]]:
    """Give what leads on from an entity in this direction, and whereto."""
    types = graph.vocabulary.types
    for mention in facts.mentions(graph, here, where, ("end", "place")):
        row = mention.row
        if mention.part == "place" and direction != "out":
            yield from ((end, mention) for end in dict.fromkeys((row.src, row.dst)))
        if mention.part == "end":
            forward = "out" if here == row.src else "in"
            if direction in ("both", forward) or types[row.type].symmetric:
                yield row.dst if here == row.src else row.src, mention


def _told(graph: Graph, found: _Found, where: Where) -> tuple[Fact, ...]:
    told = (mention.tell(graph, here, where)._replace(other=found.node) for here, mention in found.leads)
    return tuple(sorted(told, key=lambda fact: fact.order))

"""Who is next to whom? The relations around an entity, to a given depth."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from akg import facts
from akg.facts import Fact, Mention
from akg.reading import Graph, Node, Rel
from akg.where import Where, reasons

Direction = Literal["both", "out", "in"]


class Neighbour(NamedTuple):
    """An entity within reach, how many steps away, and the relations that lead there from one step nearer."""

    node: Node
    depth: int
    facts: tuple[Fact, ...]  # in the order of time; `other` of each is the neighbour


class Answer(NamedTuple):
    """The ego network of an entity: nearest first, then by kind and name; and what the filters left out."""

    entity: Node
    neighbours: tuple[Neighbour, ...]
    left_out: Counter[str]
    more: int = 0  # neighbours beyond the limit


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
    failed: dict[Rel | str, str] = {}
    reached, frontier = {node}, [node]
    found: list[tuple[Node, int, list[tuple[Node, Mention]]]] = []
    for step in range(1, depth + 1):
        near: dict[Node, dict[Rel | str, tuple[Node, Mention]]] = {}
        for here in frontier:
            for other, mention in _leading(graph, here, where, direction):
                if other in reached or not where.admits(other):
                    continue
                if missed := mention.misses(where):
                    failed[mention.key] = missed
                else:
                    near.setdefault(other, {}).setdefault(mention.key, (here, mention))
        found += [(other, step, list(leads.values())) for other, leads in near.items()]
        reached |= near.keys()
        frontier = sorted(near)
    kinds = {kind: rank for rank, kind in enumerate(graph.vocabulary.kinds)}
    found.sort(key=lambda f: (f[1], kinds[graph.kind(f[0])], graph.name(f[0]).casefold(), f[0]))
    shown = tuple(
        Neighbour(other, step, _told(graph, other, leads, where)) for other, step, leads in found[:limit]
    )
    return Answer(node, shown, reasons(failed.values()), len(found) - len(shown))


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


def _told(graph: Graph, other: Node, leads: list[tuple[Node, Mention]], where: Where) -> tuple[Fact, ...]:
    told = (replace(mention.tell(graph, here, where), other=other) for here, mention in leads)
    return tuple(sorted(told, key=lambda fact: fact.order))

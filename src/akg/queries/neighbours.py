"""Who is next to whom? The relations around an entity, to a given depth."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from akg import facts
from akg.facts import Fact
from akg.reading import Graph, Node
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
    failed: dict[str, str] = {}
    reached, frontier = {node}, [node]
    found: list[Neighbour] = []
    for step in range(1, depth + 1):
        near: dict[Node, dict[str, Fact]] = {}
        for here in frontier:
            for other, fact in _leading(graph, here, where, direction):
                if other in reached or not where.admits(other):
                    continue
                if missed := where.misses(fact.row, fact.claims):
                    failed[fact.id] = missed
                else:
                    near.setdefault(other, {}).setdefault(fact.id, replace(fact, other=other))
        for other, told in near.items():
            found.append(Neighbour(other, step, tuple(sorted(told.values(), key=lambda fact: fact.order))))
        reached |= near.keys()
        frontier = sorted(near)
    kinds = list(graph.vocabulary.kinds)
    ranked = sorted(found, key=lambda n: _rank(graph, n, kinds))
    shown = tuple(ranked[:limit])
    return Answer(node, shown, reasons(failed.values()), len(ranked) - len(shown))


def _leading(graph: Graph, here: Node, where: Where, direction: Direction) -> Iterator[tuple[Node, Fact]]:
    """Give the relations at an entity that lead on in this direction, and whereto."""
    for fact in facts.relations(graph, here, where):
        row = fact.row
        if fact.part == "place" and direction != "out":
            yield from ((end, fact) for end in dict.fromkeys((row.src, row.dst)))
        if fact.part == "end" and fact.other is not None:
            forward = "out" if here == row.src else "in"
            if direction in ("both", forward) or graph.vocabulary.types[row.type].symmetric:
                yield fact.other, fact


def _rank(graph: Graph, neighbour: Neighbour, kinds: list[str]) -> tuple[int, int, str, Node]:
    entity = graph.entity(neighbour.node)
    return neighbour.depth, kinds.index(entity.kind), entity.name.casefold(), neighbour.node

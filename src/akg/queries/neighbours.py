"""Who is next to whom? The relations around an entity, to a given depth."""

from collections import Counter
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
    facts: tuple[Fact, ...]  # in the order of time


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

    Of a place also the relations that happened there. A kind that is not asked for is neither listed nor walked.
    """
    left_out: Counter[str] = Counter()
    reached, frontier = {node}, [node]
    found: list[Neighbour] = []
    for step in range(1, depth + 1):
        near: dict[Node, list[Fact]] = {}
        for here in frontier:
            for fact in _around(graph, here, where, direction, left_out if here == node else Counter()):
                if fact.other is not None and fact.other not in reached and where.admits(fact.other):
                    near.setdefault(fact.other, []).append(fact)
        found += (Neighbour(other, step, tuple(told)) for other, told in near.items())
        reached |= near.keys()
        frontier = sorted(near)
    kinds = list(graph.vocabulary.kinds)
    ranked = sorted(found, key=lambda n: _rank(graph, n, kinds))
    return Answer(node, tuple(ranked[:limit]), left_out, len(ranked) - len(ranked[:limit]))


def _around(
    graph: Graph, node: Node, where: Where, direction: Direction, left_out: Counter[str]
) -> list[Fact]:
    told = []
    for r in graph.incident(node, where.window[1] if where.window else None):
        fact = facts.of_relation(graph, r, node, where)
        if fact.part not in ("end", "place") or not _leads(graph, fact, direction):
            continue
        missed = where.fails(r, fact.row)
        if missed is None:
            told.append(fact)
        left_out.update(reasons([missed]))
    return told


def _leads(graph: Graph, fact: Fact, direction: Direction) -> bool:
    if direction == "both" or graph.vocabulary.types[fact.row.type].symmetric:
        return True
    return fact.entity == (fact.row.src if direction == "out" else fact.row.dst)


def _rank(graph: Graph, neighbour: Neighbour, kinds: list[str]) -> tuple[int, int, str, Node]:
    entity = graph.entity(neighbour.node)
    return neighbour.depth, kinds.index(entity.kind), entity.name.casefold(), neighbour.node

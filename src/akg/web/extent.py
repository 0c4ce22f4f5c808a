"""Chooses how much of a graph one page holds, and what of that it draws at first."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from akg.reading import Graph, Node, Rel
from akg.where import EVERY, Where

MOST = 1_500  # entities that are drawn at once
MOST_FACTS = 20_000  # that one page holds
FOCUS = 150  # entities that a larger graph is opened on
RELATIONS = 2_000  # that such a one is opened with
_BETWEEN = 5  # of one pair among them, the best attested


class Held(NamedTuple):
    """What of a graph a page holds."""

    nodes: tuple[Node, ...]  # ascending
    rels: tuple[Rel, ...]
    whole: bool  # whether that is all that passes the filters


def held(graph: Graph, where: Where, named: Sequence[Node] = ()) -> Held:
    """Choose what a page begins with: all, or of a large graph what is around some of its entities.

    Those are the `named` ones and the most connected of their neighbours; lacking any, the most connected of
    all.
    """
    if graph.size <= MOST_FACTS and len(graph) <= MOST_FACTS:
        return passing(graph, where)
    near = {n for one in named for n in graph.neighbours(one)} if named else range(len(graph))
    ranked = dict.fromkeys([*named, *heapq.nlargest(FOCUS, near, key=graph.degree)])
    return _joined(graph, list(ranked), where, len(named))


def drawn(graph: Graph, held: Held, named: Sequence[Node]) -> list[Node]:
    """Choose what to draw at first: around what is named, else all, or of too many the most connected.

    Ascending.
    """
    if named:
        return sorted(_around(graph, named) & set(held.nodes))
    if len(held.nodes) <= MOST:
        return list(held.nodes)
    return sorted(heapq.nlargest(FOCUS, held.nodes, key=graph.degree))


def _around(graph: Graph, named: Iterable[Node]) -> set[Node]:
    """Give entities and the most connected of their neighbours, as many as can be drawn."""
    centre = set(named)
    near = {n for one in centre for n in graph.neighbours(one)} - centre
    return centre | set(heapq.nlargest(max(0, MOST - len(centre)), near, key=graph.degree))


def passing(graph: Graph, where: Where) -> Held:
    """Choose all that passes the filters; look no further once that is more than a page holds.

    Without filters entities that nothing joins are among it.
    """
    rels = tuple(islice((r for r in range(graph.size) if _passes(graph, where, r)), MOST_FACTS + 1))
    ends = {n for r in rels for n in (graph.row(r).src, graph.row(r).dst)}
    free = where == Where(graph, asked=where.asked, statuses=EVERY)
    nodes = tuple(range(len(graph))) if free else tuple(sorted(ends))
    return Held(nodes, rels, whole=len(rels) <= MOST_FACTS and len(nodes) <= MOST_FACTS)


def _passes(graph: Graph, where: Where, r: Rel) -> bool:
    """Tell whether a relation is shown: first by its row, which is near at hand.

    One of which no claim is heard states nothing.
    """
    row = graph.row(r)
    if where.fails(r, row) is not None or not (where.admits(row.src) and where.admits(row.dst)):
        return False
    return bool(graph.relation(r).claims or graph.premises(r))


def _joined(graph: Graph, ranked: Sequence[Node], where: Where, least: int) -> Held:
    """Take entities as they are ranked, with the relations that join them, until those are too many to draw.

    The `least` first are taken anyway.
    """
    nodes: list[Node] = []
    rels: list[Rel] = []
    for v in ranked:
        more = [r for u in nodes for r in _best(graph, u, v, where)]
        if len(nodes) >= max(least, 1) and len(rels) + len(more) > RELATIONS:
            break
        nodes.append(v)
        rels += more
    return Held(tuple(sorted(nodes)), tuple(rels), whole=False)


def near(graph: Graph, centre: Node, where: Where, most: int) -> list[Rel]:
    """Choose the relations that join an entity to the most connected of its neighbours."""
    others = (v for v in graph.neighbours(centre) if where.admits(v))
    chosen = heapq.nlargest(most, others, key=graph.degree)
    return [r for v in chosen for r in _best(graph, centre, v, where)]


def _best(graph: Graph, u: Node, v: Node, where: Where) -> Iterator[Rel]:
    return islice((r for r in graph.between(u, v) if where.weigh(r) is not None), _BETWEEN)

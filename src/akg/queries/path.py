"""How are two entities connected? The chains of relations between them, shortest first."""

import heapq
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from akg import facts
from akg.dates import Certainty
from akg.errors import AkgError
from akg.facts import Fact
from akg.reading import Graph, Node
from akg.where import Where, reasons


class NoPath(AkgError):
    """Both entities exist, but no chain of relations that passes the filters joins them."""

    exit_code = 1

    def __init__(self, start: str, goal: str, left_out: Counter[str]) -> None:
        without = ", ".join(f"{count} {word}" for word, count in sorted(left_out.items()))
        super().__init__(
            f"no path from {start!r} to {goal!r}"
            + (f" under these filters (left out beside them: {without})" if without else "")
        )


class SameEntity(AkgError):
    """A path from an entity to itself was asked for."""


class Path(NamedTuple):
    """A chain of n + 1 entities and n steps; a step is the relations of one pair, the best first."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Fact, ...], ...]
    cost: int  # fixed point: in 1/65536, shifted left by 16, plus hops
    certainty: Certainty | None  # that of its weakest step; None where no date was asked about


class Answer(NamedTuple):
    """The best paths, and how many relations beside them the filters left out, by reason."""

    start: Node
    goal: Node
    paths: tuple[Path, ...]
    left_out: Counter[str]


def between(graph: Graph, start: Node, goal: Node, where: Where, k: int = 3) -> Answer:
    """Find the k shortest loopless chains, ties by the ids of their entities.

    Returns at most k paths; one whose inner entities are those of a shorter one is dropped. Raises NoPath, and
    SameEntity where both ends are one. Source: Yen, "Finding the k shortest loopless paths", 1971.
    """
    if start == goal:
        raise SameEntity(f"both ends are {graph.entity(start).name!r}; name two entities")
    found: list[Path] = []
    inner: set[frozenset[Node]] = set()
    for nodes in _chains(graph, start, goal, where):
        between_ends = frozenset(nodes[1:-1])
        if between_ends and between_ends in inner:
            continue
        inner.add(between_ends)
        found.append(_path(graph, nodes, where))
        if len(found) == k:
            break
    met = sorted({start, goal, *(node for path in found for node in path.nodes)})
    left_out = _left_out(graph, met, where)
    if not found:
        raise NoPath(graph.entity(start).name, graph.entity(goal).name, left_out)
    return Answer(start, goal, tuple(found), left_out)


def _chains(graph: Graph, start: Node, goal: Node, where: Where) -> Iterator[tuple[Node, ...]]:
    """Give every loopless chain by (hops, ids of its entities)."""
    first = _shortest(graph, (start,), goal, where, frozenset())
    waiting = [(len(first), first)] if first else []
    given: list[tuple[Node, ...]] = []
    queued = set(waiting)
    while waiting:
        _, chain = heapq.heappop(waiting)
        yield chain
        given.append(chain)
        for end in range(1, len(chain)):
            root = chain[:end]
            taken = frozenset(other[end] for other in given if other[:end] == root)
            spur = _shortest(graph, root, goal, where, taken)
            if spur and (len(spur), spur) not in queued:
                queued.add((len(spur), spur))
                heapq.heappush(waiting, (len(spur), spur))


def _shortest(
    graph: Graph, root: Sequence[Node], goal: Node, where: Where, taken: frozenset[Node]
) -> tuple[Node, ...] | None:
    """Extend `root` to the goal by the shortest chain, the least by ids, whose next entity is not `taken`."""
    away = {goal: 0}
    queue = deque([goal])
    barred = set(root[:-1])
    while queue:
        node = queue.popleft()
        for other in _joined(graph, node, where):
            if other in away or other in barred or (other == root[-1] and node in taken):
                continue
            away[other] = away[node] + 1
            if other != root[-1] and where.admits(other):
                queue.append(other)
    if root[-1] not in away:
        return None
    chain = list(root)
    while chain[-1] != goal:
        here = chain[-1]
        closer = (n for n in _joined(graph, here, where) if away.get(n) == away[here] - 1)
        chain.append(
            next(n for n in closer if not (here == root[-1] and n in taken) and _inner(n, goal, where))
        )
    return tuple(chain)


def _inner(node: Node, goal: Node, where: Where) -> bool:
    return node == goal or where.admits(node)


def _joined(graph: Graph, node: Node, where: Where) -> Iterator[Node]:
    """Give the neighbours that a relation which counts leads to, ascending."""
    for other in graph.neighbours(node):
        if any(where.weigh(r) is not None for r in graph.between(node, other)):
            yield other


def _path(graph: Graph, nodes: tuple[Node, ...], where: Where) -> Path:
    steps, cost = [], 0
    for here, there in zip(nodes, nodes[1:], strict=False):
        rels = [r for r in graph.between(here, there) if where.weigh(r) is not None]
        steps.append(tuple(facts.of_relation(graph, r, here, where) for r in rels))
        cost += graph.row(rels[0]).weight
    best = [max((fact.certainty or "" for fact in step), key=_RANK.index) for step in steps]
    weakest = min(best, key=_RANK.index)
    certainty: Certainty | None = "certain" if weakest == "certain" else "possible" if weakest else None
    return Path(nodes, tuple(steps), cost, certainty)


_RANK = ("", "possible", "certain")


def _left_out(graph: Graph, nodes: Sequence[Node], where: Where) -> Counter[str]:
    """Count the relations at these entities that only their status or want of a date keeps out."""
    beside = {r for u in nodes for v in graph.neighbours(u) for r in graph.between(u, v)}
    return reasons(where.fails(r, graph.row(r)) for r in beside)

"""How are two entities connected? The chains of relations between them, shortest first."""

import heapq
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations, pairwise
from typing import NamedTuple

from akg import facts
from akg.dates import Certainty
from akg.errors import AkgError
from akg.facts import Fact
from akg.names import quoted
from akg.reading import Graph, Node, Rel
from akg.where import Where, reasons

Chain = tuple[Node, ...]


WORK = 1_000_000  # entities met in the search for further paths; where there are few, it would not end soon


class NoPath(AkgError):
    """Both entities exist, but no chain of relations that passes the filters joins them."""

    exit_code = 1

    def __init__(self, start: str, goal: str, left_out: Counter[str]) -> None:
        without = ", ".join(f"{count} {word}" for word, count in sorted(left_out.items()))
        super().__init__(
            f"no path from {quoted(start)} to {quoted(goal)}"
            + (f" under these filters (left out at these two: {without})" if without else "")
        )


class SameEntity(AkgError):
    """A path from an entity to itself was asked for."""


class Path(NamedTuple):
    """A chain of n + 1 entities and n steps; a step is the relations of a pair, certain ones first."""

    nodes: Chain
    steps: tuple[tuple[Fact, ...], ...]
    cost: int  # fixed point: in 1/65536, shifted left by 16, plus hops
    certainty: Certainty | None  # that of its weakest step; None where no date was asked about


class Answer(NamedTuple):
    """The best paths, and how many relations among their entities the filters left out, by reason."""

    start: Node
    goal: Node
    paths: tuple[Path, ...]
    left_out: Counter[str]
    complete: bool = True  # whether the search for more paths came to its end, not to that of WORK


def between(graph: Graph, start: Node, goal: Node, where: Where, k: int = 3) -> Answer:
    """Find the k shortest loopless chains, ties by the ids of their entities.

    Returns at most k paths; one whose inner entities are those of a better one is dropped. A kind asked for
    is that of the inner entities. After the first path the search ends when it has met WORK entities. Raises
    NoPath, and SameEntity where both ends are one.
    """
    if start == goal:
        raise SameEntity(f"both ends are {quoted(graph.name(start))}; name two entities")
    found: dict[frozenset[Node], Path] = {}
    work: Counter[str] = Counter()
    for nodes in _chains(graph, start, goal, where, work):
        inner = frozenset(nodes[1:-1])
        if inner not in found:
            found[inner] = _path(graph, nodes, where)
        if len(found) == k:
            break
    if not found:
        at_ends = {r for u in (start, goal) for v in graph.neighbours(u) for r in graph.between(u, v)}
        raise NoPath(graph.name(start), graph.name(goal), _left_out(graph, at_ends, where))
    met = {start, goal, *chain.from_iterable(found)}
    among = (r for u, v in combinations(met, 2) for r in graph.between(u, v))
    complete = len(found) == k or work["met"] <= WORK
    return Answer(start, goal, tuple(found.values()), _left_out(graph, among, where), complete)


def _chains(graph: Graph, start: Node, goal: Node, where: Where, work: Counter[str]) -> Iterator[Chain]:
    """Give every loopless chain by (hops, ids of its entities), as long as `work` met no more than WORK.

    Each is the best of a set: the chains that begin as it does for `fixed` entities and then with none of
    `barred`. What is left of the set is parted by where a chain departs from this one. Sources: Yen, "Finding
    the K Shortest Loopless Paths", 1971; Lawler, "A Procedure for Computing the K Best Solutions", 1972.
    """

    @cache
    def near(here: Node) -> tuple[Node, ...]:
        walked = (n for n in graph.neighbours(here) if n in (start, goal) or where.admits(n))
        return tuple(n for n in walked if any(where.weigh(r) is not None for r in graph.between(here, n)))

    waiting: list[tuple[int, Chain, int, frozenset[Node]]] = []

    def propose(root: Chain, barred: frozenset[Node]) -> None:
        if found := _shortest(near, root, goal, barred, work):
            heapq.heappush(waiting, (len(found), found, len(root), barred))

    propose((start,), frozenset())
    while waiting:
        _, best, fixed, barred = heapq.heappop(waiting)
        yield best
        for end in range(fixed, len(best)):
            if work["met"] > WORK:
                return
            propose(best[:end], (barred if end == fixed else frozenset()) | {best[end]})


def _shortest(
    near: Callable[[Node], Sequence[Node]],
    root: Chain,
    goal: Node,
    barred: frozenset[Node],
    work: Counter[str],
) -> Chain | None:
    """Extend `root` to the goal by the shortest chain, the least by ids, whose next entity is not barred."""
    here, away, queue, before = root[-1], {goal: 0}, deque([goal]), frozenset(root[:-1])
    while queue and here not in away:
        node = queue.popleft()
        for other in near(node):
            if other not in away and other not in before and not (other == here and node in barred):
                away[other] = away[node] + 1
                queue.append(other)
    work["met"] += len(away)
    if here not in away:
        return None
    found = [*root, next(n for n in near(here) if away.get(n) == away[here] - 1 and n not in barred)]
    while found[-1] != goal:
        found.append(next(n for n in near(found[-1]) if away.get(n) == away[found[-1]] - 1))
    return tuple(found)


def _path(graph: Graph, nodes: Chain, where: Where) -> Path:
    steps, cost = [], 0
    for here, there in pairwise(nodes):
        rels = [r for r in graph.between(here, there) if where.weigh(r) is not None]
        told = (facts.of_relation(graph, r, here, where) for r in rels)
        steps.append(tuple(sorted(told, key=lambda fact: fact.certainty == "possible")))
        cost += graph.row(rels[0]).weight
    certain = all(any(fact.certainty == "certain" for fact in step) for step in steps)
    certainty: Certainty | None = "certain" if certain else "possible"
    return Path(nodes, tuple(steps), cost, certainty if where.window else None)


def _left_out(graph: Graph, rels: Iterable[Rel], where: Where) -> Counter[str]:
    """Count those of some relations that only their status or want of a date keeps out."""
    return reasons(where.fails(r, graph.row(r)) for r in rels)

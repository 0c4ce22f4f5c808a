"""Says where each entity of a graph stands on the map, the same each time."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from random import Random

from akg.reading import Graph, Node
from akg.web import kept, spread, stress

EDGE = 100  # px of the shortest edge
_WAY = "akg map 1"  # of making maps; another where they are made in another way
_SEED = 1


def placed(
    graph: Graph, nodes: Sequence[Node] | None = None, folder: str | None = None
) -> list[tuple[float, float]]:
    """Place entities, all or some without repeats: give x and y of each, in px, in the same order.

    x grows to the right and y down; the middle of the largest component is about (0, 0). Joined are those
    that are neighbours in the graph. Of all, with the folder of their dataset, the places are kept in the
    user's cache: unchanged they are given again, changed they are where the new ones begin. What cannot be
    kept is made each time. It is for some 1,500 entities: those take seconds.
    """
    chosen = range(len(graph)) if nodes is None else nodes
    near = _joined(graph, chosen)
    ids = [graph.id(n) for n in chosen]
    if nodes is not None or folder is None:
        return _points(_map(near, ids, {}))
    state, before = _state(ids, near), kept.read(folder)
    if before and before.state == state and before.at.keys() == set(ids):
        return _points([before.at[id] for id in ids])
    at = _map(near, ids, before.at if before else {})
    kept.keep(kept.Map(state, folder, dict(zip(ids, at, strict=True))))
    return _points(at)


def _joined(graph: Graph, nodes: Sequence[Node]) -> list[list[int]]:
    """Give the neighbours of each among these, by their numbers here, ascending."""
    number = {n: i for i, n in enumerate(nodes)}
    return [sorted(number[v] for v in graph.neighbours(n) if v in number and v != n) for n in nodes]


def _map(near: Sequence[Sequence[int]], ids: Sequence[str], before: Mapping[str, complex]) -> list[complex]:
    """Lay out the components one by one, and put them together, the largest first."""
    parts = _components(near)
    alone = [part[0] for part in parts if len(part) == 1]
    parts = [part for part in parts if len(part) > 1]
    drawn = [_component(near, part, [before.get(ids[n]) for n in part]) for part in parts]
    if alone:
        parts, drawn = [*parts, alone], [*drawn, spread.block(len(alone))]
    at = [0j] * len(near)
    for part, points in zip(parts, spread.packed(drawn), strict=True):
        for n, point in zip(part, points, strict=True):
            at[n] = complex(round(point.real), round(point.imag))
    return at


def _components(near: Sequence[Sequence[int]]) -> list[list[int]]:
    """Give the nodes of each component, ascending; the largest component first, then by their first nodes."""
    left, parts = set(range(len(near))), list[list[int]]()
    for first in range(len(near)):
        if first in left:
            left.remove(first)
            part = [first]
            for node in part:  # which grows
                new = left.intersection(near[node])
                left -= new
                part += sorted(new)
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _component(
    near: Sequence[Sequence[int]], part: Sequence[int], before: Sequence[complex | None]
) -> list[complex]:
    """Lay out a component, about where it was; one that was nowhere about the middle."""
    number = {n: i for i, n in enumerate(part)}
    own = [[number[v] for v in near[n]] for n in part]
    start = _begun(own, before)
    draw = Random(_SEED)  # noqa: S311 -- it guards nothing
    scaled = stress.laid_out(own, draw, start and [point / EDGE for point in start])
    at = spread.apart([point * EDGE for point in scaled])
    pairs = [(now, then) for now, then in zip(at, before, strict=True) if then is not None]
    shift = sum(then - now for now, then in pairs) / len(pairs) if pairs else -sum(at) / len(at)
    return [point + shift for point in at]


def _begun(near: Sequence[Sequence[int]], before: Sequence[complex | None]) -> list[complex] | None:
    """Give each the place that it had, and a new one that of its neighbours; None where most are new."""
    if 2 * sum(point is not None for point in before) < len(before):
        return None
    at, waiting = list(before), [n for n, point in enumerate(before) if point is None]
    while waiting:
        for n in waiting:
            known = [point for v in near[n] if (point := at[v]) is not None]
            if known:  # aside by its number, so that two with the same neighbours can part
                at[n] = sum(known) / len(known) + complex(n % 7 - 3, n % 5 - 2)
        waiting = [n for n in waiting if at[n] is None]
    return [point for point in at if point is not None]


def _points(at: Sequence[complex]) -> list[tuple[float, float]]:
    return [(point.real, point.imag) for point in at]


def _state(ids: Sequence[str], near: Sequence[Sequence[int]]) -> str:
    made = blake2b(json.dumps([_WAY, ids, near]).encode(), digest_size=16)
    return made.hexdigest()

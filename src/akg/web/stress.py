"""Lays out a connected graph so that the distances in the picture are those in the graph.

Source: Zheng, Pawar, Goodman, "Graph Drawing by Stochastic Gradient Descent", IEEE TVCG 2019. Of a larger
graph not all pairs are looked at: Ortmann, Klimenta, Brandes, "A Sparse Stress Model", GD 2016. Positions are
complex numbers: Python adds and scales those in one step.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from math import exp, inf, log, log2, sqrt
from random import Random
from typing import NamedTuple

Near = Sequence[Sequence[int]]  # the neighbours of each node, ascending; nodes are numbered from 0

_WHOLE = 300  # nodes: up to so many all pairs are looked at
_PIVOTS = 50  # of a larger graph each node's distance to so many
_ROUNDS = 30
_LAST = 0.1  # the step of the heaviest pair in the last round: 1 moves both to where they should be


class _Pair(NamedTuple):
    """Two nodes, how far apart they should be, and how much that should move each of them."""

    i: int
    j: int
    length: float
    of_i: float
    of_j: float  # 0 where it should move the first alone


def laid_out(near: Near, random: Random, start: Sequence[complex] | None = None) -> list[complex]:
    """Place the nodes of a connected graph; the shortest edge is 1 long.

    `start` has positions to begin with, which then mostly stay; without it the longest axis is horizontal.
    The same graph and state of `random` give the same picture.
    """
    lengths = [[1 + log2(min(len(near[u]), len(near[v]))) / 2 for v in near[u]] for u in range(len(near))]
    pairs = list(_all(near, lengths) if len(near) <= _WHOLE else _some(near, lengths))
    if not pairs:
        return [0j] * len(near)
    if start is not None:
        return _relaxed(list(start), pairs, random, 1)
    wide = sqrt(len(near))
    scattered = [complex(random.random(), random.random()) * wide for _ in near]
    return _turned(_relaxed(scattered, pairs, random, None))


def _all(near: Near, lengths: Sequence[Sequence[float]]) -> Iterator[_Pair]:
    for i in range(len(near)):
        far = _distances(near, lengths, i)
        yield from (_Pair(i, j, far[j], far[j] ** -2, far[j] ** -2) for j in range(i))


def _some(near: Near, lengths: Sequence[Sequence[float]]) -> Iterator[_Pair]:
    """Give each edge, and each node with each pivot, which stands for the nodes about it."""
    pivots, fars, nearest = _pivots(near, lengths)
    for u, others in enumerate(near):
        yield from (
            _Pair(u, v, far, far**-2, far**-2) for v, far in zip(others, lengths[u], strict=True) if u < v
        )
        for many in {1, len(others) // 2} - {0}:  # else those that hang on the same would fall into one
            yield from _siblings(near, others, lengths[u], many)
    for number, (pivot, far) in enumerate(zip(pivots, fars, strict=True)):
        region = sorted(far[n] for n, of in enumerate(nearest) if of == number)
        edges = {pivot, *near[pivot]}
        for n in range(len(near)):
            if n not in edges:
                yield _Pair(n, pivot, far[n], bisect_right(region, far[n] / 2) * far[n] ** -2, 0)


def _siblings(near: Near, others: Sequence[int], lengths: Sequence[float], many: int) -> Iterator[_Pair]:
    """Give each neighbour of a node with the one so many after it, where these two are not joined."""
    for k in range(len(others) - many):
        u, v, far = others[k], others[k + many], lengths[k] + lengths[k + many]
        if v not in near[u]:
            yield _Pair(u, v, far, far**-2, far**-2)


def _pivots(near: Near, lengths: Sequence[Sequence[float]]) -> tuple[list[int], list[list[float]], list[int]]:
    """Choose pivots, each farthest from those before; give all distances from each, each node's nearest."""
    pivots, fars = [max(range(len(near)), key=lambda n: len(near[n]))], list[list[float]]()
    least, nearest = [inf] * len(near), [0] * len(near)
    while True:
        far = _distances(near, lengths, pivots[-1])
        fars.append(far)
        for n, reach in enumerate(far):
            if reach < least[n]:
                least[n], nearest[n] = reach, len(fars) - 1
        if len(pivots) == _PIVOTS:
            return pivots, fars, nearest
        pivots.append(max(range(len(near)), key=least.__getitem__))


def _distances(near: Near, lengths: Sequence[Sequence[float]], start: int) -> list[float]:
    far = [inf] * len(near)
    far[start] = 0.0
    front = [(0.0, start)]
    while front:
        reach, u = heappop(front)
        if reach > far[u]:
            continue
        for v, length in zip(near[u], lengths[u], strict=True):
            if reach + length < far[v]:
                far[v] = reach + length
                heappush(front, (far[v], v))
    return far


def _relaxed(at: list[complex], pairs: list[_Pair], random: Random, first: float | None) -> list[complex]:
    """Move each pair towards its length, again and again, in ever smaller steps.

    The first step of the heaviest pair is `first`; None lets the lightest pair begin with a whole one.
    """
    weights = [weight for pair in pairs for weight in pair[3:] if weight]
    lightest, heaviest = min(weights), max(weights)
    step, last = (first / heaviest if first else 1 / lightest), _LAST / heaviest
    shrinks = exp(log(last / step) / (_ROUNDS - 1))
    for _ in range(_ROUNDS):
        random.shuffle(pairs)
        for i, j, length, of_i, of_j in pairs:
            apart = at[i] - at[j]
            long = abs(apart) or 1e-9
            pull = apart * ((long - length) / (2 * long))
            at[i] -= pull * min(of_i * step, 1.0)
            if of_j:
                at[j] += pull * min(of_j * step, 1.0)
        step *= shrinks
    return at


def _turned(at: list[complex]) -> list[complex]:
    """Turn a picture so that its longest axis is horizontal: the square of a number has twice its angle."""
    middle = sum(at) / len(at)
    axis: complex = sum((point - middle) ** 2 for point in at)
    turn = (axis.conjugate() / abs(axis)) ** 0.5 if axis else 1
    return [(point - middle) * turn for point in at]

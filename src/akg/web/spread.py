"""Keeps what is laid out apart: entities from each other, components from components."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, sqrt
from typing import NamedTuple

WIDTH, HEIGHT = 70, 42  # px that an entity keeps free about its middle, with the beginning of its name
GAP = 80  # px between components
_CELL = 120, 60  # px for each entity without relations
_SHAPE = 1.5  # how much wider than high the whole is, as screens are
_CROWDED = 0.5  # pairs that are too near, for each entity
_GROWS = 1.15
_OFTEN = 6  # so to twice the size at most


class _Box(NamedTuple):
    left: float
    top: float
    width: float
    height: float


def apart(at: Sequence[complex]) -> list[complex]:
    """Move points that are too near, each pair by as little as it takes, until none are.

    Where many are, the whole grows first: pushing alone would leave nothing of its shape.
    """
    flat = WIDTH / HEIGHT
    points = [complex(point.real / flat, point.imag) for point in at]
    for _ in range(_OFTEN):
        if sum(abs(points[i] - points[j]) < HEIGHT for i, j in _close(points)) < _CROWDED * len(points):
            break
        points = [point * _GROWS for point in points]
    while _pushed(points):
        points = [point * 1.002 for point in points]  # so that it ends
    return [complex(point.real * flat, point.imag) for point in points]


def _pushed(points: list[complex]) -> bool:
    """Push each pair nearer than HEIGHT apart; tell whether there was any."""
    pushed = False
    for i, j in _close(points):
        between = points[i] - points[j]
        far = abs(between)
        if far < HEIGHT:
            push = between / far * ((HEIGHT * 1.01 - far) / 2) if far else complex(HEIGHT / 2, 0)
            points[i] += push
            points[j] -= push
            pushed = True
    return pushed


def _close(points: Sequence[complex]) -> Iterator[tuple[int, int]]:
    """Give the pairs that lie in one cell of a grid or in two that touch, each once."""
    grid: dict[tuple[int, int], list[int]] = {}
    for n, point in enumerate(points):
        grid.setdefault((floor(point.real / HEIGHT), floor(point.imag / HEIGHT)), []).append(n)
    for (column, row), here in grid.items():
        yield from ((i, j) for n, i in enumerate(here) for j in here[:n])
        for across, down in ((1, 0), (-1, 1), (0, 1), (1, 1)):
            yield from ((i, j) for j in grid.get((column + across, row + down), ()) for i in here)


def block(many: int) -> list[complex]:
    """Place entities without relations in rows."""
    columns = max(1, ceil(sqrt(_SHAPE * many * _CELL[1] / _CELL[0])))
    return [complex(n % columns * _CELL[0], n // columns * _CELL[1]) for n in range(many)]


def packed(parts: Sequence[Sequence[complex]]) -> list[list[complex]]:
    """Move components so that none touches another: the first stays, the others come beside it or below.

    Beside it where it is higher than screens are, so that the whole fits these better.
    """
    boxes = [_box(part) for part in parts]
    if boxes and boxes[0].width < _SHAPE * boxes[0].height:
        aside = [_Box(box.top, box.left, box.height, box.width) for box in boxes]
        corners = [complex(corner.imag, corner.real) for corner in _corners(aside)]
    else:
        corners = list(_corners(boxes))
    return [
        [point + corner - complex(box.left, box.top) for point in part]
        for part, box, corner in zip(parts, boxes, corners, strict=True)
    ]


def _corners(boxes: Sequence[_Box]) -> Iterator[complex]:
    """Give the upper left corner of each box, in rows as wide as the first box or, at least, as a square."""
    if not boxes:
        return
    first, *others = boxes
    yield complex(first.left, first.top)
    room = max(first.width, sqrt(sum((box.width + GAP) * (box.height + GAP) for box in boxes)))
    across, down, high = 0.0, first.height + GAP, 0.0
    for box in others:
        if across and across + box.width > room:
            across, down, high = 0.0, down + high + GAP, 0.0
        yield complex(first.left + across, first.top + down)
        across, high = across + box.width + GAP, max(high, box.height)


def _box(part: Sequence[complex]) -> _Box:
    left, top = min(point.real for point in part), min(point.imag for point in part)
    right, bottom = max(point.real for point in part), max(point.imag for point in part)
    return _Box(left, top, right - left, bottom - top)

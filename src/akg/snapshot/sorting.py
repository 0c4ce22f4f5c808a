"""Sorts numbers by counting, and takes them in another order; with numpy, where it is installed, sooner."""

from array import array
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import TypeAlias

MANY = 20_000  # numbers for which numpy is worth its import
Numbers: TypeAlias = "array[int]"


def grouped(keys: Numbers, count: int, items: Sequence[int] | None = None) -> tuple[Numbers, Numbers]:
    """Sort items by their keys, `keys[item]`, which are below `count`; those of one key stay in their order.

    Every item from 0 on stands in `keys`, and once in `items`; None is their natural order. Gives where the
    items of each key begin, and one more place for the end ("Q"), and the items ("I").
    """
    if numpy := _numpy(len(keys)):
        by = numpy.asarray(keys)
        begins = numpy.zeros(count + 1, "Q")
        numpy.cumsum(numpy.bincount(by, minlength=count), out=begins[1:], dtype="Q")
        order = numpy.asarray(items if items is not None else range(len(keys)), "I")
        placed = order[numpy.argsort(by[order], kind="stable")]
        return array("Q", begins.tobytes()), array("I", placed.tobytes())
    return _counted(keys, count, range(len(keys)) if items is None else items)


def _counted(keys: Numbers, count: int, items: Iterable[int]) -> tuple[Numbers, Numbers]:
    begins = array("Q", bytes(8 * (count + 1)))
    for key in keys:
        begins[key + 1] += 1
    for key in range(count):
        begins[key + 1] += begins[key]
    free, placed = array("Q", begins), array("I", bytes(4 * len(keys)))
    for item in items:
        key = keys[item]
        placed[free[key]] = item
        free[key] += 1
    return begins, placed


def taken(column: Numbers, order: Sequence[int]) -> Numbers:
    """Give the numbers of a column in an order: `column[order[0]]`, `column[order[1]]`, and so on."""
    if numpy := _numpy(len(order)):
        return array(column.typecode, numpy.asarray(column)[numpy.asarray(order, "I")].tobytes())
    return array(column.typecode, map(column.__getitem__, order))


def ranks(order: Sequence[int]) -> Numbers:
    """Give for each item the place that it has in an order of all ("I")."""
    found = array("I", bytes(4 * len(order)))
    for rank, item in enumerate(order):
        found[item] = rank
    return found


def _numpy(size: int) -> ModuleType | None:
    if size < MANY:
        return None
    try:
        import numpy
    except ImportError:
        return None
    return numpy

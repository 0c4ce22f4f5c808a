"""Compares ways to place entities on a map: what each takes, and how well the picture tells the graph.

    python benchmarks/layouts.py            # the shipped dataset, and made graphs of 500 and 1,500
    python benchmarks/layouts.py 500 5000   # made graphs of these sizes instead

Made graphs: "attached" by preferential attachment (Barabasi and Albert, two edges each), "made" as
benchmarks/graphs.py makes datasets, five relations an entity with a hub. Of each the largest component is
placed. Columns:

- seconds: CPU time, without imports. networkx needs numpy and scipy; igraph is under the GPL; sfdp is run
  where it is on the path.
- stress: how far distances in the picture are from those in the graph, at the best scale, 0 for equal: the
  mean square of (d - p) / d over some thousand pairs.
- kept: the mean share of an entity's neighbours that are among as many nearest to it in the picture, percent.
- crossings: of pairs of edges without a common end, percent that cross. Of 200,000 pairs.
- overlap: entities that touch another where signs are 30 px wide and each has 100 px by 100 px, percent.
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from math import hypot, sqrt
from pathlib import Path
from random import Random
from statistics import fmean

import graphs
import networkx as nx

from akg import bulk, locate
from akg.snapshot.kept import in_memory
from akg.web import placement

Near = list[list[int]]
Points = Sequence[tuple[float, float]]
PAIRS = 200_000
SIGN, CELL = 30, 100  # px
SLOW = 2000  # entities: networkx would take minutes for more


class Graph:
    """A graph of which only the shape is known, as placement asks for no more."""

    def __init__(self, near: Near) -> None:
        self._near = near

    def __len__(self) -> int:
        return len(self._near)

    def id(self, n: int) -> str:
        """Give an id."""
        return str(n)

    def neighbours(self, n: int) -> list[int]:
        """Give the neighbours, ascending."""
        return self._near[n]


def akg(near: Near) -> Points:
    """Place by stress, in plain Python."""
    return placement.placed(Graph(near))


def networkx(name: str) -> Callable[[Near], Points]:
    """Give one of networkx's layouts."""

    def place(near: Near) -> Points:
        made = nx.Graph((u, v) for u, others in enumerate(near) for v in others)
        found = getattr(nx, name)(made, seed=1)
        return [tuple(found[n]) for n in range(len(near))]

    return place


def igraph(name: str) -> Callable[[Near], Points]:
    """Give one of igraph's layouts."""

    def place(near: Near) -> Points:
        import random

        import igraph as ig

        random.seed(1)
        made = ig.Graph(len(near), [(u, v) for u, others in enumerate(near) for v in others if u < v])
        return [tuple(point) for point in made.layout(name)]

    return place


def sfdp(near: Near) -> Points:
    """Place by Graphviz's sfdp, in a process of its own."""
    edges = "".join(f"{u}--{v};" for u, others in enumerate(near) for v in others if u < v)
    told = subprocess.check_output(["sfdp", "-Tjson", "-Goverlap=prism"], input=f"graph {{{edges}}}".encode())
    found = {int(one["name"]): one["pos"].split(",") for one in json.loads(told)["objects"]}
    return [(float(found[n][0]), float(found[n][1])) for n in range(len(near))]


def ways(size: int) -> Iterator[tuple[str, Callable[[Near], Points]]]:
    """Give the layouts that are here and come to an end."""
    yield "akg", akg
    if size <= SLOW and importlib.util.find_spec("scipy"):
        yield "networkx spring", networkx("spring_layout")
        yield "networkx forceatlas2", networkx("forceatlas2_layout")
    if importlib.util.find_spec("igraph"):
        yield from ((f"igraph {name}", igraph(name)) for name in ("fr", "kk", "drl"))
    if shutil.which("sfdp"):
        yield "sfdp", sfdp


def read(folder: Path) -> Near:
    """Give the neighbours of each entity of a dataset."""
    graph = in_memory(bulk.in_memory(folder, stamp="").sections)
    return [list(graph.neighbours(n)) for n in range(len(graph))]


def attached(size: int) -> Near:
    """Make a graph by preferential attachment."""
    draw, near, ends = Random(1), [set[int]() for _ in range(size)], [0, 1]
    for n in range(2, size):
        for v in {draw.choice(ends) for _ in range(2)}:
            near[n].add(v)
            near[v].add(n)
            ends += [n, v]
    return [sorted(others) for others in near]


def made(size: int) -> Near:
    """Make a dataset as benchmarks/graphs.py does."""
    with tempfile.TemporaryDirectory() as folder:
        return read(graphs.make(Path(folder, "made"), 5 * size))


def largest(near: Near) -> Near:
    """Give the largest component, its nodes numbered anew."""
    whole = nx.Graph((u, v) for u, others in enumerate(near) for v in others)
    part = sorted(max(nx.connected_components(whole), key=len))
    number = {n: i for i, n in enumerate(part)}
    return [[number[v] for v in near[n]] for n in part]


def steps(near: Near, start: int) -> list[int]:
    """Count the steps from one to each."""
    far, front = [-1] * len(near), [start]
    far[start] = 0
    for u in front:
        for v in near[u]:
            if far[v] < 0:
                far[v] = far[u] + 1
                front.append(v)
    return far


def stress(near: Near, at: Points) -> float:
    """Compare distances, from some entities to all."""
    pairs = []
    for u in Random(1).sample(range(len(near)), min(40, len(near))):
        far = steps(near, u)
        pairs += [(far[v], apart(at[u], at[v])) for v in range(len(near)) if v != u]
    scale = sum(p / d for d, p in pairs) / sum((p / d) ** 2 for d, p in pairs)
    return fmean((1 - scale * p / d) ** 2 for d, p in pairs)


def kept(near: Near, at: Points) -> float:
    """Say how many neighbours are nearest."""
    shares = []
    for u, others in enumerate(near):
        nearest = sorted(range(len(near)), key=lambda v: apart(at[u], at[v]))[1 : len(others) + 1]
        shares.append(len({*nearest} & {*others}) / len(others))
    return 100 * fmean(shares)


def crossings(near: Near, at: Points) -> float:
    """Say how many pairs of edges cross."""
    edges = [(u, v) for u, others in enumerate(near) for v in others if u < v]
    draw, crossed, seen = Random(1), 0, 0
    while seen < PAIRS:
        (a, b), (c, d) = draw.choice(edges), draw.choice(edges)
        if len({a, b, c, d}) == 4:
            seen += 1
            crossed += cross(at[a], at[b], at[c], at[d])
    return 100 * crossed / seen


def cross(*points: tuple[float, float]) -> bool:
    """Tell whether two lines cross, each by two points."""
    a, b, c, d = points

    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)


def overlap(near: Near, at: Points) -> float:
    """Say how many would be drawn on another, all pictures at one size."""
    (left, right), (top, bottom) = ((min(line), max(line)) for line in zip(*at, strict=True))
    room = SIGN * sqrt((right - left) * (bottom - top) / len(at)) / CELL
    order = sorted(range(len(at)), key=lambda n: at[n])
    under = set[int]()
    for i, u in enumerate(order):
        for v in order[i + 1 :]:
            if at[v][0] - at[u][0] > room:
                break
            if apart(at[u], at[v]) < room:
                under |= {u, v}
    return 100 * len(under) / len(at)


def apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the distance of two points."""
    return hypot(a[0] - b[0], a[1] - b[1])


def main(*sizes: int) -> None:
    """Print the table."""
    asked = [("shipped", read(Path(locate.bundled())))] if not sizes else []
    for size in sizes or (500, 1500):
        asked += [(f"attached {size:,}", attached(size)), (f"made {size:,}", made(size))]
    print("| Graph | Layout | seconds | stress | kept | crossings | overlap |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for name, whole in asked:
        near = largest(whole)
        for way, place in ways(len(near)):
            begun = time.process_time()
            at = place(near)
            took = time.process_time() - begun
            shares = (measure(near, at) for measure in (kept, crossings, overlap))
            told = f"{took:.2f}", f"{stress(near, at):.3f}", *(f"{share:.0f}" for share in shares)
            print(f"| {name} | {way} | {' | '.join(told)} |", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

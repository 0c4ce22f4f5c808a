"""Measures which ranking of paths finds relations that were hidden: by hops, or by cost.

    python benchmarks/ranking.py [FILE]

Of each graph, pairs of entities that are joined are hidden one at a time, and scored by the best path that
is left between the two; as many pairs that are not joined are scored alike. The figure is the area under
the ROC curve (AUC): the chance that a hidden pair scores better than one that is not joined, ties counted
half. 0.5 is guessing. The graphs are the dataset that comes with akg, some that come with networkx, and a
file of source, relation, target and date, separated by tabs, where one is named.
"""

import argparse
import csv
import random
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import networkx as nx

from akg import checks, loader
from akg.errors import Place
from akg.memory import MemoryGraph
from akg.model import Claim, Dataset, Entity, Relation
from akg.queries import path
from akg.reading import Graph, Node, Rel
from akg.where import where

PAIRS = 200  # hidden of each graph at most, and as many that are not joined
SEED = 20140101
RANKS: tuple[path.Rank, ...] = ("hops", "cost")
Pairs = list[tuple[Node, Node]]
HERE = Place("relations.yaml", 1, 1)
SHIPPED = Path(__file__).parents[1] / "data"
KNOWN = {
    "Zachary's karate club": nx.karate_club_graph,
    "Davis's southern women": nx.davis_southern_women_graph,
    "Florentine families": nx.florentine_families_graph,
    "Les Misérables": nx.les_miserables_graph,
}


class Hiding:
    """A graph in which two entities are not joined."""

    def __init__(self, graph: Graph, u: Node, v: Node) -> None:
        self._graph = graph
        self._hidden = {u, v}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)

    def __len__(self) -> int:
        return len(self._graph)

    def between(self, u: Node, v: Node) -> Iterable[Rel]:
        """Give the relations of two entities, none of those that are hidden."""
        return () if {u, v} == self._hidden else self._graph.between(u, v)


def main() -> None:
    """Print the AUC of both rankings on each graph."""
    sound = _shipped()
    graphs: dict[str, Graph] = {"the dataset that comes with akg": MemoryGraph(sound)}
    graphs |= {name: _plain(sound, make().edges) for name, make in KNOWN.items()}
    graphs |= {file.name: _plain(sound, _events(file)) for file in _files()}
    print(f"{'graph':34}{'entities':>9}{'pairs':>8}{'hidden':>8}{'hops':>7}{'cost':>7}")
    for name, graph in graphs.items():
        joined, apart = _pairs(graph)
        found = [_auc(graph, joined, apart, rank) for rank in RANKS]
        pairs = sum(len(graph.neighbours(n)) for n in range(len(graph))) // 2
        print(f"{name:34}{len(graph):9,}{pairs:8,}{len(joined):8,}{found[0]:7.3f}{found[1]:7.3f}", flush=True)


def _files() -> list[Path]:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path)
    return list(parser.parse_args().files)


def _shipped() -> Dataset:
    read = loader.load(SHIPPED)
    return checks.sound(read, checks.run(read))[0]


def _plain(sound: Dataset, pairs: Iterable[tuple[object, object]]) -> MemoryGraph:
    """Give a graph of people each pair of whom met once, by the word of one source."""
    claims = (Claim(next(iter(sound.sources)), HERE),)
    edges = sorted({tuple(sorted((str(u), str(v)))) for u, v in pairs if u != v})
    entities = {id: Entity(id, "person", id, HERE) for edge in edges for id in edge}
    relations = (Relation(f"{n:06}", u, "met", v, claims, HERE) for n, (u, v) in enumerate(edges))
    return MemoryGraph(sound._replace(entities=entities, relations=tuple(relations)))


def _events(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield row[0], row[2]


def _pairs(graph: Graph) -> tuple[Pairs, Pairs]:
    """Draw pairs that are joined, and as many that are not; all of them have some other neighbour."""
    draw = random.Random(SEED)
    near = [graph.neighbours(n) for n in range(len(graph))]
    joined = [
        (u, v) for u in range(len(near)) for v in near[u] if u < v and len(near[u]) > 1 and len(near[v]) > 1
    ]
    joined = draw.sample(joined, min(PAIRS, len(joined)))
    among = [n for n in range(len(near)) if len(near[n]) > 1]
    every = combinations(among, 2) if len(among) < 1000 else _drawn(draw, among)
    apart = [(u, v) for u, v in islice(every, 1_000_000) if v not in near[u]]
    return joined, draw.sample(apart, min(len(joined), len(apart)))


def _drawn(draw: random.Random, among: list[Node]) -> Iterator[tuple[Node, Node]]:
    for _ in range(20 * PAIRS):
        u, v = sorted(draw.sample(among, 2))
        yield u, v


def _score(graph: Graph, pair: tuple[Node, Node], rank: path.Rank) -> float:
    """Give the cost, or the steps, of the best path of a pair without the relations of the two."""
    apart: Graph = Hiding(graph, *pair)  # type: ignore[assignment]
    try:
        [best] = path.between(apart, *pair, where(apart), k=1, rank=rank).paths
    except path.NoPath:
        return float("inf")
    return len(best.steps) if rank == "hops" else best.cost


def _auc(graph: Graph, hidden: Pairs, apart: Pairs, rank: path.Rank) -> float:
    scores, others = ([_score(graph, pair, rank) for pair in pairs] for pairs in (hidden, apart))
    wins = sum((score < other) + (score == other) / 2 for score in scores for other in others)
    return wins / (len(scores) * len(others))


if __name__ == "__main__":
    main()

"""igraph, from a pickle of the graph; the facts are arrays beside it, read for a timeline only."""

import pickle
from array import array
from collections.abc import Iterable
from pathlib import Path


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset."""
    import igraph

    from stores import dataset as read

    ids = list(read.entities(dataset))
    nodes = {id: n for n, id in enumerate(ids)}
    words: dict[str, int] = {}
    ends, facts = array("q"), array("I")
    for r in read.relations(dataset):
        ends.extend((nodes[r.src], nodes[r.dst]))
        type, source = (words.setdefault(word, len(words)) for word in (r.type, r.source))
        facts.extend((r.first, r.last, type, source))
    graph = igraph.Graph(len(ids), memoryview(ends).cast("B").cast("q", (len(ends) // 2, 2)))
    for name, kept in (("graph", (graph, nodes)), ("ids", ids), ("facts", (list(words), facts))):
        with (folder / f"{name}.pickle").open("wb") as out:
            pickle.dump(kept, out, protocol=5)


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._graph, self._nodes = self._kept("graph")
        self._ids = self._kept("ids")

    def _kept(self, name: str):
        with (self._folder / f"{name}.pickle").open("rb") as file:
            return pickle.load(file)

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        words, facts = self._kept("facts")
        node, found = self._nodes[x], []
        for edge in self._graph.incident(node, mode="all"):
            first, last, type, source = facts[4 * edge : 4 * edge + 4]
            if first <= until and last >= since:
                ends = self._graph.es[edge].tuple
                found.append((first, last, words[type], self._ids[ends[ends[0] == node]], words[source]))
        return sorted(found, key=lambda fact: (fact[0], -fact[1]))

    def path(self, a: str, b: str) -> list[str]:
        """Search with igraph's own breadth-first search."""
        [found] = self._graph.get_shortest_paths(self._nodes[a], self._nodes[b], mode="all")
        return [self._ids[n] for n in found]


open = Store

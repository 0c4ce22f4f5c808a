"""networkx, from a pickle of a MultiGraph."""

import gc
import pickle
from collections.abc import Iterable
from pathlib import Path


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset."""
    import networkx as nx

    from stores import dataset as read

    gc.disable()  # millions of small records, none of which can be let go
    graph = nx.MultiGraph()
    graph.add_nodes_from(read.entities(dataset))
    for r in read.relations(dataset):
        graph.add_edge(r.src, r.dst, fact=(r.first, r.last, r.type, r.source))
    with (folder / "graph.pickle").open("wb") as out:
        pickle.dump(graph, out, protocol=5)


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        gc.disable()
        with Path(folder, "graph.pickle").open("rb") as file:
            self._graph = pickle.load(file)

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        facts = [
            (first, last, type, other, source)
            for _, other, (first, last, type, source) in self._graph.edges(x, data="fact")
            if first <= until and last >= since
        ]
        return sorted(facts, key=lambda fact: (fact[0], -fact[1]))

    def path(self, a: str, b: str) -> list[str]:
        """Search with networkx's own search from both ends."""
        import networkx as nx

        try:
            return nx.bidirectional_shortest_path(self._graph, a, b)
        except nx.NetworkXNoPath:
            return []


open = Store

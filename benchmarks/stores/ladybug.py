"""ladybug, the successor of kuzu: a node table, a relation table, and Cypher's own shortest path."""

import csv
from collections.abc import Iterable
from pathlib import Path

SCHEMA = """
    CREATE NODE TABLE Entity (id STRING PRIMARY KEY);
    CREATE REL TABLE Rel (FROM Entity TO Entity, first INT32, last INT32, type STRING, source STRING);
"""
PATH = """
    MATCH p = (a:Entity {id: $a})-[:Rel* SHORTEST 1..20]-(b:Entity {id: $b})
    RETURN properties(nodes(p), 'id') LIMIT 1
"""
TIMELINE = """
    MATCH (x:Entity {id: $x})-[r:Rel]-(y:Entity) WHERE r.first <= $until AND r.last >= $since
    RETURN r.first, r.last, r.type, y.id, r.source ORDER BY r.first, r.last DESC
"""


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset; by way of CSV, since what reads JSON here is an extension to be fetched."""
    import ladybug

    from stores import dataset as read

    nodes, rels = folder / "nodes.csv", folder / "rels.csv"
    with nodes.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((id,) for id in read.entities(dataset))
    with rels.open("w", encoding="utf-8", newline="") as out:
        rows = ((r.src, r.dst, r.first, r.last, r.type, r.source) for r in read.relations(dataset))
        csv.writer(out).writerows(rows)
    base = ladybug.Connection(ladybug.Database(str(folder / "graph.lbug")))
    base.execute(SCHEMA)
    base.execute(f"COPY Entity FROM '{nodes}'")
    base.execute(f"COPY Rel FROM '{rels}'")
    nodes.unlink()
    rels.unlink()


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        import ladybug

        self._base = ladybug.Connection(ladybug.Database(f"{folder}/graph.lbug", read_only=True))

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        return self._base.execute(TIMELINE, {"x": x, "since": since, "until": until}).get_all()

    def path(self, a: str, b: str) -> list[str]:
        """Search with Cypher's own."""
        found = self._base.execute(PATH, {"a": a, "b": b}).get_all()
        return found[0][0] if found else []


open = Store

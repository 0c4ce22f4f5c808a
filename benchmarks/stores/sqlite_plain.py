"""SQLite as most would use it: a table of relations with an index for either end."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from stores import Seen, chain

FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;"
SCHEMA = """
    CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
    CREATE TABLE relation (
        r INTEGER PRIMARY KEY, src INTEGER, type TEXT, dst INTEGER, first INTEGER, last INTEGER, source TEXT
    );
"""
ADD = "INSERT INTO relation (src, type, dst, first, last, source) VALUES (?, ?, ?, ?, ?, ?)"
INDEX = "CREATE INDEX by_src ON relation (src); CREATE INDEX by_dst ON relation (dst)"
NEAR = "SELECT dst FROM relation WHERE src = ?1 UNION SELECT src FROM relation WHERE dst = ?1"
TIMELINE = """
    SELECT first, last, type, e.id, source
    FROM relation JOIN entity AS e ON e.n = CASE src WHEN ?1 THEN dst ELSE src END
    WHERE (src = ?1 OR dst = ?1) AND first <= ?2 AND last >= ?3 ORDER BY first, last DESC, r
"""


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset."""
    from stores import dataset as read

    base = sqlite3.connect(folder / "graph.sqlite")
    base.executescript(FAST + SCHEMA)
    nodes = {id: n for n, id in enumerate(read.entities(dataset))}
    base.executemany("INSERT INTO entity (id, n) VALUES (?, ?)", nodes.items())
    rows = ((nodes[r.src], r.type, nodes[r.dst], *r[3:]) for r in read.relations(dataset))
    base.executemany(ADD, rows)
    base.commit()
    base.executescript(INDEX)
    base.close()


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        self._base = sqlite3.connect(f"file:{folder}/graph.sqlite?mode=ro", uri=True)

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        return self._base.execute(TIMELINE, (self._node(x), until, since))

    def path(self, a: str, b: str) -> list[str]:
        """Search from both ends, a level at a time, on the side with fewer entities to go on from."""
        ends = self._node(a), self._node(b)
        seen: Seen = {ends[0]: None}, {ends[1]: None}
        fronts = [[ends[0]], [ends[1]]]
        while fronts[0] and fronts[1]:
            side = int(len(fronts[0]) > len(fronts[1]))
            here, there = seen[side], seen[1 - side]
            front, fronts[side] = fronts[side], []
            for u in front:
                for (v,) in self._base.execute(NEAR, (u,)):
                    if v not in here:
                        here[v] = u
                        fronts[side].append(v)
                    if v in there:
                        return self._ids(chain(seen, [v]))
        return []

    def _node(self, id: str) -> int:
        return self._base.execute("SELECT n FROM entity WHERE id = ?", (id,)).fetchone()[0]

    def _ids(self, nodes: list[int]) -> list[str]:
        return [self._base.execute("SELECT id FROM entity WHERE n = ?", (n,)).fetchone()[0] for n in nodes]


open = Store

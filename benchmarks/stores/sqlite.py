"""SQLite as one would use it for this: clustered tables, and a search that minds the degrees."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from stores import Seen, chain

FAST = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;"
SCHEMA = """
    CREATE TABLE entity (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, degree INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE raw (
        r INTEGER PRIMARY KEY, src INTEGER, type TEXT, dst INTEGER, first INTEGER, last INTEGER, source TEXT
    );
    CREATE TABLE near (u INTEGER, v INTEGER, degree INTEGER, PRIMARY KEY (u, v)) WITHOUT ROWID;
    CREATE TABLE fact (
        n INTEGER, first INTEGER, last INTEGER, r INTEGER, other INTEGER, type INTEGER, source INTEGER,
        PRIMARY KEY (n, first, last DESC, r)
    ) WITHOUT ROWID;
    CREATE TABLE word (n INTEGER PRIMARY KEY, text TEXT UNIQUE);
"""
CLUSTER = """
    INSERT INTO word (text) SELECT type FROM raw UNION SELECT source FROM raw;
    CREATE TEMP TABLE pair AS SELECT src AS u, dst AS v FROM raw UNION SELECT dst, src FROM raw;
    CREATE TEMP TABLE degree AS SELECT u, count(*) AS n FROM pair GROUP BY u;
    UPDATE entity SET degree = d.n FROM degree AS d WHERE d.u = entity.n;
    INSERT INTO near SELECT u, v, e.degree FROM pair JOIN entity AS e ON e.n = v ORDER BY u, v;
    INSERT INTO fact
        SELECT src, first, last, r, dst, t.n, s.n
        FROM raw JOIN word AS t ON t.text = type JOIN word AS s ON s.text = source
        UNION ALL
        SELECT dst, first, last, r, src, t.n, s.n
        FROM raw JOIN word AS t ON t.text = type JOIN word AS s ON s.text = source
        ORDER BY 1, 2, 3 DESC, 4;
    DROP TABLE raw;
    VACUUM;
"""
NEAR = "SELECT v, degree FROM near WHERE u = ?"
JOINED = "SELECT 1 FROM near WHERE u = ? AND v = ?"
BETWEEN = "SELECT a.v FROM near AS a JOIN near AS b ON b.u = ? AND b.v = a.v WHERE a.u = ? LIMIT 1"
TIMELINE = """
    SELECT f.first, f.last, t.text, e.id, s.text
    FROM fact AS f JOIN entity AS e ON e.n = f.other
    JOIN word AS t ON t.n = f.type JOIN word AS s ON s.n = f.source
    WHERE f.n = ? AND f.first <= ? AND f.last >= ? ORDER BY f.first, f.last DESC, f.r
"""
FEW = 64  # pairs of entities whose common neighbours are asked for before either is expanded


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset."""
    from stores import dataset as read

    base = sqlite3.connect(folder / "graph.sqlite")
    base.executescript(FAST + SCHEMA)
    nodes = {id: n for n, id in enumerate(read.entities(dataset))}
    base.executemany("INSERT INTO entity (id, n) VALUES (?, ?)", nodes.items())
    rows = ((nodes[r.src], r.type, nodes[r.dst], *r[3:]) for r in read.relations(dataset))
    base.executemany("INSERT INTO raw (src, type, dst, first, last, source) VALUES (?, ?, ?, ?, ?, ?)", rows)
    base.commit()
    base.executescript(CLUSTER)
    base.close()


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        self._base = sqlite3.connect(f"file:{folder}/graph.sqlite?immutable=1", uri=True)
        self._base.execute("PRAGMA mmap_size = 4000000000")

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        return self._base.execute(TIMELINE, (self._entity(x)[0], until, since))

    def path(self, a: str, b: str) -> list[str]:
        """Search from both ends, a level at a time, on the side where fewer neighbours are to be read."""
        (start, cost), (goal, other) = self._entity(a), self._entity(b)
        seen: Seen = {start: None}, {goal: None}
        fronts, costs = [[start], [goal]], [cost, other]
        while fronts[0] and fronts[1]:
            side = int(costs[0] > costs[1])
            met = self._met(fronts, costs[side]) or self._expand(seen, fronts, costs, side)
            if met:
                return self._ids(chain(seen, met))
        return []

    def _entity(self, id: str) -> tuple[int, int]:
        return self._base.execute("SELECT n, degree FROM entity WHERE id = ?", (id,)).fetchone()

    def _met(self, fronts: list[list[int]], cost: int) -> tuple[int, ...] | None:
        """Try the pairs of both fronts, where they are fewer than the neighbours that would be read."""
        if 8 * len(fronts[0]) * len(fronts[1]) > cost:
            return None
        pairs = [(u, v) for u in fronts[0] for v in fronts[1]]
        for pair in pairs:
            if self._base.execute(JOINED, pair).fetchone():
                return pair
        for u, v in pairs if len(pairs) <= FEW else ():
            if found := self._base.execute(BETWEEN, (u, v)).fetchone():
                return u, found[0], v
        return None

    def _expand(
        self, seen: Seen, fronts: list[list[int]], costs: list[int], side: int
    ) -> tuple[int, ...] | None:
        here, there = seen[side], seen[1 - side]
        front, fronts[side], costs[side] = fronts[side], [], 0
        for u in front:
            for v, degree in self._base.execute(NEAR, (u,)):
                if v in there:
                    return (v, u) if side else (u, v)
                if v not in here:
                    here[v] = u
                    fronts[side].append(v)
                    costs[side] += degree
        return None

    def _ids(self, nodes: list[int]) -> list[str]:
        return [self._base.execute("SELECT id FROM entity WHERE n = ?", (n,)).fetchone()[0] for n in nodes]


open = Store

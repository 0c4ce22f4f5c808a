"""DuckDB: tables sorted by entity, read from the JSON Lines by DuckDB itself."""

from collections.abc import Iterable
from pathlib import Path

from stores import Seen, chain

BUILD = """
    CREATE TEMP TABLE raw AS
        SELECT "from" AS src, type, "to" AS dst, source,
            coalesce(replace(split_part(date, '/', 1), '-', '')::INTEGER, 99999999) AS first,
            coalesce(replace(split_part(date, '/', -1), '-', '')::INTEGER, 99999999) AS last
        FROM read_json('{dataset}/relations/*.jsonl', format = 'newline_delimited', columns = {{
            "from": 'VARCHAR', type: 'VARCHAR', "to": 'VARCHAR', date: 'VARCHAR', source: 'VARCHAR'}});
    CREATE TABLE entity AS
        SELECT id, row_number() OVER (ORDER BY id) AS n
        FROM read_json(
            '{dataset}/entities/*.jsonl', format = 'newline_delimited', columns = {{id: 'VARCHAR'}})
        ORDER BY id;
    CREATE TEMP TABLE ends AS
        SELECT a.n AS u, b.n AS v, first, last, type, source
        FROM raw JOIN entity AS a ON a.id = src JOIN entity AS b ON b.id = dst;
    CREATE TABLE fact AS
        SELECT u, first, last, v, type, source FROM ends
        UNION ALL
        SELECT v, first, last, u, type, source FROM ends
        ORDER BY u, first, last DESC;
    CREATE TEMP TABLE pair AS SELECT DISTINCT u, v FROM fact;
    CREATE TABLE degree AS SELECT u, count(*) AS degree FROM pair GROUP BY u ORDER BY u;
    CREATE TABLE near AS
        SELECT p.u, p.v, d.degree FROM pair AS p JOIN degree AS d ON d.u = p.v ORDER BY p.u, p.v;
"""
ENTITY = "SELECT n, degree FROM entity JOIN degree ON u = n WHERE id = ?"
NEAR = "SELECT u, v, degree FROM near WHERE u IN ({})"
JOINED = "SELECT u, v FROM near WHERE u IN ({}) AND v IN ({}) LIMIT 1"
BETWEEN = """
    SELECT a.u, a.v, b.u FROM near AS a JOIN near AS b ON b.v = a.v
    WHERE a.u IN ({}) AND b.u IN ({}) LIMIT 1
"""
IDS = "SELECT n, id FROM entity WHERE n IN ({})"
TIMELINE = """
    SELECT first, last, type, id, source FROM fact JOIN entity ON n = v
    WHERE u = (SELECT n FROM entity WHERE id = ?) AND first <= ? AND last >= ? ORDER BY first, last DESC
"""
MANY = 5_000  # neighbours: rather than read these, the database is asked what joins both fronts


def build(dataset: Path, folder: Path) -> None:
    """Keep a dataset."""
    import duckdb

    base = duckdb.connect(folder / "graph.duckdb")
    base.execute(BUILD.format(dataset=dataset))
    base.close()


class Store:
    """What was kept, open for questions."""

    def __init__(self, folder: str) -> None:
        import duckdb

        # One thread takes less CPU than two here, and hardly longer.
        self._base = duckdb.connect(f"{folder}/graph.duckdb", read_only=True, config={"threads": 1})

    def timeline(self, x: str, since: int, until: int) -> Iterable[tuple]:
        """Give the facts of an entity."""
        return self._base.execute(TIMELINE, (x, until, since)).fetchall()

    def path(self, a: str, b: str) -> list[str]:
        """Search from both ends, a query for each level: a recursive query took 3 to 30 times as long."""
        (start, cost), (goal, other) = (self._base.execute(ENTITY, (id,)).fetchone() for id in (a, b))
        seen: Seen = {start: None}, {goal: None}
        fronts, costs = [[start], [goal]], [cost, other]
        while fronts[0] and fronts[1]:
            side = int(costs[0] > costs[1])
            met = (costs[side] > MANY and self._met(fronts)) or self._expand(seen, fronts, costs, side)
            if met:
                nodes = chain(seen, met)
                ids = dict(self._asked(IDS, nodes).fetchall())
                return [ids[n] for n in nodes]
        return []

    def _met(self, fronts: list[list[int]]) -> tuple[int, ...] | None:
        return self._asked(JOINED, *fronts).fetchone() or self._asked(BETWEEN, *fronts).fetchone()

    def _expand(
        self, seen: Seen, fronts: list[list[int]], costs: list[int], side: int
    ) -> tuple[int, ...] | None:
        here, there = seen[side], seen[1 - side]
        front, fronts[side], costs[side] = fronts[side], [], 0
        for u, v, degree in self._asked(NEAR, front).fetchall():
            if v in there:
                return (v, u) if side else (u, v)
            if v not in here:
                here[v] = u
                fronts[side].append(v)
                costs[side] += degree
        return None

    def _asked(self, query: str, *lists: list[int]):
        return self._base.execute(query.format(*(",".join(map(str, some)) for some in lists)))


open = Store

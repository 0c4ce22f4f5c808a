"""Tells what benchmarks/engines.py measured, in tables of Markdown."""

import os
import platform
import sqlite3
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

Kept = list[dict]  # the records of engines.Results
Column = Callable[[str], float | str | None]  # of an engine
PACKAGES = ("akg", "duckdb", "ladybug", "igraph", "networkx")
NAMES = {
    "akg": "akg", "akg ranked": "akg, ranked",
    "sqlite": "SQLite, clustered", "sqlite_plain": "SQLite, two indexes",
    "duckdb": "DuckDB", "ladybug": "ladybug", "igraph": "igraph, pickled", "networkx": "networkx, pickled",
}  # fmt: skip
COLD = {
    "cold-path random": "path", "cold-path hubs": "path between hubs",
    "cold-timeline middle": "timeline", "cold-timeline hub": "a week of the hub",
}  # fmt: skip


def put(text: str, file: Path, mark: str) -> None:
    """Put a text between `<!-- mark -->` and `<!-- /mark -->` of a page."""
    before, opening, rest = file.read_text(encoding="utf-8").partition(f"<!-- {mark} -->\n")
    _, closing, after = rest.partition(f"<!-- /{mark} -->\n")
    if not closing:
        raise SystemExit(f"{file}: there is no <!-- {mark} --> with its <!-- /{mark} -->")
    file.write_text(f"{before}{opening}\n{text}\n\n{closing}{after}", encoding="utf-8")


def versions(engine: str) -> str:
    """Name the version of what an engine stands on."""
    base = engine.split()[0]
    return version(base) if base in PACKAGES else sqlite3.sqlite_version


def machine() -> str:
    """Say what this machine is, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    kernel = ".".join(platform.release().split("-")[0].split(".")[:2])
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {kernel}, "
        f"Python {platform.python_version()}"
    )


def tables(kept: Kept) -> str:
    """Lay out all that was measured, the largest graph first."""
    used = {one["engine"]: one["with"] for one in kept}
    known = {name.split(",")[0]: used[engine] for engine, name in NAMES.items() if engine in used}
    head = f"{machine()}; " + ", ".join(f"{name} {number}" for name, number in known.items()) + "."
    sizes = sorted({(one["relations"], one["size"]) for one in kept}, reverse=True)
    return "\n\n".join([head, *(_size(kept, size, relations) for relations, size in sizes)])


def _size(kept: Kept, size: str, relations: int) -> str:
    found = {(one["engine"], one["measure"]): one for one in kept if one["size"] == size}

    def measured(measure: str, value: Callable[[dict], float]) -> Column:
        def of(engine: str) -> float | str | None:
            one = found.get((engine, measure))
            return one and (f"over {one['cpu']:.0f} s" if one["over"] else value(one))

        return of

    def memory(engine: str) -> float | None:
        return max((found[engine, m]["memory"] for m in COLD if (engine, m) in found), default=None)

    cold = {title: measured(m, lambda one: one["cpu"] / one["start"]) for m, title in COLD.items()}
    rest = {
        "path, ms": measured("warm-paths random", _a_pair),
        "path between hubs, ms": measured("warm-paths hubs", _a_pair),
        "build, s": measured("build", lambda one: one["cpu"]),
        "memory of it, MiB": measured("build", lambda one: one["memory"]),
        "on disk, MB": measured("build", lambda one: one["bytes"] / 1e6),
    }
    return "\n\n".join([
        f"### {relations:,} relations",
        _table("one answer", {**cold, "memory, MiB": memory}),
        _table("many paths, and keeping it", rest),
    ])  # fmt: skip


def _a_pair(one: dict) -> float:
    return 1000 * one["cpu"] / one["pairs"]


def _table(title: str, columns: dict[str, Column]) -> str:
    rows = [[NAMES[name], *(_cell(of(name), of("akg")) for of in columns.values())] for name in NAMES]
    lines = [[title, *columns], ["---", *("---:" for _ in columns)], *(row for row in rows if any(row[1:]))]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: float | str | None, akg: float | str | None) -> str:
    """Give a number of three digits, and how many times that of akg it is."""
    if not isinstance(value, float | int):
        return value or ""
    beside = f" ({_short(value / akg)})" if isinstance(akg, float | int) and akg not in (0, value) else ""
    return _short(value) + beside


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 99.5 else f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"

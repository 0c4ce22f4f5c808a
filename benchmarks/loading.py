"""Measures what it costs to read, check and lay out a dataset: CPU time, in microseconds a relation.

    python benchmarks/loading.py [--relations 10000 100000] [--runs 3]

Of datasets that are made, with half as many entities as relations, in ten files each of YAML and of JSON
Lines: to parse the files, to validate their records, to check them against each other, and to make the
graph of what is sound. Each figure is the least of several runs.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from akg import checks, files, loader, locate
from akg.memory import MemoryGraph

FILES = 10
TYPES = ("met", "praised", "member-of", "leads", "killed", "parent-of")
Record = Mapping[str, str]


def entity(n: int, chance: random.Random) -> Record:
    """Make an entity: of ten, eight people, a group and a place."""
    kind = {0: "group", 1: "place"}.get(n % 10, "person")
    return {"id": f"e-{n}", "kind": kind, "name": f"{kind.title()} Number {n} {chance.randrange(10**6)}"}


def relation(n: int, entities: int, chance: random.Random) -> Record:
    """Make a relation between two people, or of one and a group."""
    type = TYPES[n % len(TYPES)]
    src, dst = (chance.randrange(entities // 10) * 10 + chance.randrange(2, 10) for _ in range(2))
    if type in ("member-of", "leads"):
        dst = dst // 10 * 10
    dst += 1 if src == dst and dst % 10 < 9 else -1 if src == dst else 0
    date = f"{chance.randrange(1995, 2015)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    ends = {"id": f"r-{n}", "from": f"e-{src}", "type": type, "to": f"e-{dst}", "date": date}
    return {**ends, "source": f"source-{n % 5}", "at": f"row {n}"}


def made(folder: Path, relations: int, form: str) -> Path:
    """Write a dataset in a form: 'yaml' or 'jsonl'."""
    chance, entities = random.Random(20140101), relations // 20 * 10
    parts = {
        "entities": [entity(n, chance) for n in range(entities)],
        "relations": [relation(n, entities, chance) for n in range(relations)],
    }
    for part, records in parts.items():
        (folder / part).mkdir(parents=True)
        for number in range(FILES):
            with (folder / part / f"{number}.{form}").open("w", encoding="utf-8") as out:
                for record in records[number::FILES]:
                    inner = ", ".join(f"{key}: {value}" for key, value in record.items())
                    out.write(f"- {{{inner}}}\n" if form == "yaml" else f"{json.dumps(record)}\n")
    sources = (f"- {{id: source-{n}, title: Source {n}, date: 2020}}\n" for n in range(5))
    (folder / "sources.yaml").write_text("".join(sources), encoding="utf-8")
    return folder


def timed(step: Callable[[], object]) -> tuple[float, object]:
    """Do something; give the CPU time that it took, in seconds, and what it gave."""
    before = time.process_time()
    done = step()
    return time.process_time() - before, done


def stages(folder: Path) -> dict[str, float]:
    """Give the CPU time of each stage, in seconds."""
    parsing, _ = timed(lambda: [files.read(folder, part).roots for part in locate.PARTS] and None)
    loading, data = timed(lambda: loader.load(folder))
    checking, faults = timed(lambda: checks.run(data))
    if any(fault.severity == "error" for fault in faults):
        sys.exit(f"{folder}: {faults[0]}")
    making, _ = timed(lambda: MemoryGraph(checks.sound(data, faults)[0]))
    return {
        "parse": parsing, "validate": loading - parsing, "check": checking, "graph": making,
        "all": loading + checking + making,
    }  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--relations", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    for count in asked.relations:
        for form in ("yaml", "jsonl"):
            with tempfile.TemporaryDirectory() as temporary:
                os.environ["XDG_CACHE_HOME"] = temporary
                folder = made(Path(temporary, "data"), count, form)
                runs = [stages(folder) for _ in range(asked.runs)]
            best = {stage: min(run[stage] for run in runs) for stage in runs[0]}
            told = ", ".join(f"{stage} {taken / count * 1e6:.0f}" for stage, taken in best.items())
            print(f"{count:,} relations in {form}, microseconds each: {told} ({best['all']:.1f} s)")


if __name__ == "__main__":
    main()

"""Chooses what is asked of a made dataset, the same each time."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from random import Random
from typing import NamedTuple

SEED = 20140101
PAIRS = 2_000  # of any two
OF_HUBS = 200
MIDDLE = 60  # relations of the entity whose timeline is told as a whole
WINDOW = "2010-03-01", "2010-03-07"  # of the timeline of the hub

Pair = tuple[str, str]


class Questions(NamedTuple):
    """What is asked of a graph, by ids."""

    random: list[Pair]  # any two
    hubs: list[Pair]  # of the twenty, or the thousandth part, with most relations
    middle: str
    hub: str  # the one with most


def of(folder: Path) -> Questions:
    """Give the questions; the relations of each entity are counted once, and what is chosen is kept."""
    kept = folder / "questions.json"
    if not kept.exists():
        kept.write_text(json.dumps(_chosen(folder / "dataset")), encoding="utf-8")
    return Questions(*json.loads(kept.read_text(encoding="utf-8")))


def _chosen(dataset: Path) -> Questions:
    degree: Counter[str] = Counter()
    for file in sorted((dataset / "relations").iterdir()):
        with file.open(encoding="utf-8") as lines:
            # "from" comes first and "to" third in each line: quoted texts 3 and 11, seen from the quotes
            degree.update(chain.from_iterable(line.split('"')[3:12:8] for line in lines))
    every = sorted(degree, key=lambda id: (-degree[id], id))
    hubs = every[: max(20, len(every) // 1_000)]
    draw = Random(SEED)
    return Questions(
        random=[tuple(draw.sample(every, 2)) for _ in range(PAIRS)],
        hubs=[tuple(draw.sample(hubs, 2)) for _ in range(OF_HUBS)],
        middle=min(every, key=lambda id: (id[0] not in "pg", abs(degree[id] - MIDDLE), id)),
        hub=every[0],
    )

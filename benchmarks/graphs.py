"""Makes a dataset of a given size, the same each time: a power-law graph of dated and sourced relations.

    python benchmarks/graphs.py FOLDER RELATIONS

There is an entity for every five relations, and each is an end of at least one. The other ends are drawn by
rank, by a power law with the exponent that makes the first entity an end of 6% of all relations. Dates are
days of twenty years; the states last days, some of them years; one fact in twenty has no date.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, chain, islice, product, repeat
from json import dumps
from pathlib import Path
from random import Random

HUB = 0.06  # of all relations have the first entity as an end
SEED = 20140101
DAYS = [str(date(2004, 1, 1) + timedelta(day)) for day in range(7305)]
UNDATED, LONG = 0.05, 0.02  # of the facts, and of the states
A_FILE = 250_000  # lines
CHUNK = 100_000  # ends drawn at once

SOURCES = ("almanac", "court-files", "gazette", "news-wire", "survey")
KINDS = {"person": 0.75, "group": 0.18, "event": 0.04, "place": 0.03}
NAMES = {"person": "{0} {1}", "group": "{1} {0} Front", "event": "Talks of {1} {0}", "place": "{1} {0}abad"}
SYLLABLES = (
    "Ab Fa Ha Ja Ka Mu Na Ra Sa Ta;, di ra sha zu;d h l m n r s ya",
    "Al Ba Da Gha Ib Khu Ma Or Qa Za;be da ki lu mo ro;, ba fi ha ja ku li na ri to;d i kh n r z",
)
FIRST, LAST = (
    ["".join(name).replace(",", "") for name in product(*map(str.split, parts.split(";")))]
    for parts in SYLLABLES
)

STATES = {
    "aide-of", "supported", "negotiated-with", "member-of", "leads", "holds-post-in", "pledged-to",
    "allied-with", "rival-of", "fought", "sanctioned", "sheltered", "located-in", "part-of",
}  # fmt: skip
DEALINGS = ("met", "praised", "opposed", "promised", "refused", "supported", "negotiated-with", "pledged-to")
TYPES = {  # by the kinds of both ends; what is not here is turned round
    ("person", "person"): ("aide-of", "allied-with", "rival-of", *DEALINGS),
    ("person", "group"): ("member-of", "leads", "holds-post-in", *DEALINGS),
    ("group", "person"): ("sheltered", "sanctioned", *DEALINGS),
    ("group", "group"): ("fought", "allied-with", "rival-of", "sanctioned", *DEALINGS),
    ("person", "event"): ("took-part-in",),
    ("group", "event"): ("took-part-in",),
    ("person", "place"): ("located-in",),
    ("group", "place"): ("located-in",),
    ("event", "place"): ("located-in",),
    ("event", "event"): ("part-of",),
    ("place", "place"): ("located-in",),
}
ONE_WAY = {("event", "event"), ("place", "place")}  # from the later rank to the earlier: nothing is in itself
NUMBER = {type: n for n, type in enumerate(sorted(set(chain.from_iterable(TYPES.values()))))}


def make(folder: Path, relations: int) -> Path:
    """Write a dataset with this many relations into a folder that is not there yet."""
    draw = Random(SEED)
    entities = max(10, relations // 5)
    kinds = ["group", *draw.choices(list(KINDS), list(KINDS.values()), k=entities - 1)]
    numbers = list(range(entities))
    draw.shuffle(numbers)  # so that an id tells nothing of the rank
    ids = [f"{kind[0]}-{number}" for kind, number in zip(kinds, numbers, strict=True)]
    folder.mkdir(parents=True)
    titles = zip(SOURCES, range(2024, 2029), strict=True)
    lines = [f'- {{id: {id}, title: "{id}, made up", date: {year}-01-01}}\n' for id, year in titles]
    (folder / "sources.yaml").write_text("".join(lines), encoding="utf-8")
    _write(folder / "entities", map(_entity, ids, kinds, repeat(draw)))
    _write(folder / "relations", islice(_relations(draw, ids, kinds, relations), relations))
    return folder


def _write(folder: Path, lines: Iterator[str]) -> None:
    folder.mkdir()
    for file in range(1000):
        some = list(islice(lines, A_FILE))
        if not some:
            return
        (folder / f"{file:03}.jsonl").write_text("".join(some), encoding="utf-8")


def _entity(id: str, kind: str, draw: Random) -> str:
    name = NAMES[kind].format(draw.choice(FIRST), draw.choice(LAST)) + " " + draw.choice(LAST)
    record = {"id": id, "kind": kind, "name": name}
    if kind == "event":
        record |= {"source": draw.choice(SOURCES), "at": f"row {id}"}
    return dumps(record) + "\n"


def _relations(draw: Random, ids: list[str], kinds: list[str], size: int) -> Iterator[str]:
    """Give lines without end; no two have the same ends, type and first day, whichever way round."""
    seen: set[int] = set()
    for row, (u, v) in enumerate(_ends(draw, len(ids), size)):
        if (kinds[u], kinds[v]) not in TYPES or (u < v and (kinds[u], kinds[v]) in ONE_WAY):
            u, v = v, u
        types = TYPES[kinds[u], kinds[v]]
        type = types[int(draw.random() * len(types))]
        first, dated = _date(draw, type in STATES)
        key = ((min(u, v) * len(ids) + max(u, v)) * len(NUMBER) + NUMBER[type]) * (len(DAYS) + 1) + first
        if u == v or key in seen:
            continue
        seen.add(key)
        source = SOURCES[int(draw.random() * len(SOURCES))]
        told = f'"from": "{ids[u]}", "type": "{type}", "to": "{ids[v]}"{dated}, "source": "{source}"'
        yield f'{{{told}, "at": "row {row}"}}\n'


def _ends(draw: Random, entities: int, size: int) -> Iterator[tuple[int, int]]:
    """Draw pairs without end: first each entity with some other, then any two."""
    # The hub is drawn as one end of the first pairs, and as either of the rest.
    bounds = list(accumulate(_weights(entities, HUB * size / (2 * size - entities))))
    for start in range(0, entities, CHUNK):
        some = range(start, min(start + CHUNK, entities))
        yield from zip(some, draw.choices(range(entities), cum_weights=bounds, k=len(some)), strict=True)
    while True:
        some = draw.choices(range(entities), cum_weights=bounds, k=CHUNK)
        yield from zip(some[::2], some[1::2], strict=True)


def _weights(entities: int, first: float) -> list[float]:
    """Give the powers of the ranks with the exponent that makes the first the given part of their sum."""
    low, high = 0.0, 4.0
    for _ in range(40):
        middle = (low + high) / 2
        weights = [rank**-middle for rank in range(1, entities + 1)]
        low, high = (middle, high) if 1 / sum(weights) < first else (low, middle)
    return weights


def _date(draw: Random, state: bool) -> tuple[int, str]:
    """Draw the first day, from 1, and the text of a date; 0 and nothing for a fact without."""
    if draw.random() < UNDATED:
        return 0, ""
    first = int(draw.random() * len(DAYS))
    if not state:
        return first + 1, f', "date": "{DAYS[first]}"'
    days = draw.random() * 1826 if draw.random() < LONG else draw.expovariate(1 / 15)
    last = min(first + int(days), len(DAYS) - 1)
    return first + 1, f', "date": "{DAYS[first]}/{DAYS[last]}"'


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))

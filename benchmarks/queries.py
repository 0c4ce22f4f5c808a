"""Measures how fast one process of akg answers: names looked up, and paths of several sorts.

    python benchmarks/queries.py --data DIR
    python benchmarks/queries.py --data DIR --sizes 1M --only hops,cost,filtered,names --seconds 60

Asks of the datasets that benchmarks/engines.py makes, or makes them, in a process that has the snapshot
open; what is printed is not part of it. CPU time. Each row ends when its questions do, or its seconds.
"""

import argparse
import json
import os
import statistics
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from time import process_time

import engines
import graphs
import questions
import report

NAMES = 2_000  # looked up of each sort
FILTERS = {
    "types": {"types": ["met", "praised", "opposed", "promised", "refused", "took-part-in", "located-in"]},
    "at": {"at": "2012-05"},
    "from, to": {"since": "2010-01", "until": "2010-12"},
    "kind": {"kinds": ["person"]},
    "source": {"sources": ["survey", "gazette"]},
}
TITLES = (
    "asked", "a second", "median, ms", "99 of 100, ms", "worst, ms", "none", "incomplete",
    "over 2 s, complete",
)  # fmt: skip
SLOW = 2.0  # seconds, after which an answer is to say that it is not complete
Outcome = bool | None  # whether the answer is complete; None where nothing was found
Question = Callable[[], Outcome]


def main() -> None:
    """Print a table for each size, and put them into a page where that is asked for."""
    asked = _arguments()
    lines: list[str] = []
    for line in _lines(asked):
        print(line, flush=True)
        lines.append(line)
    if asked.write:
        report.put("\n".join(lines), asked.write, "queries")


def _lines(asked: argparse.Namespace) -> Iterator[str]:
    yield f"{report.machine()}."
    for size in asked.sizes:
        folder = asked.data / size
        if not (folder / "dataset").exists():
            graphs.make(folder / "dataset", engines.SIZES[size])
        os.environ["XDG_CACHE_HOME"] = str(folder / "stores" / "akg")
        yield ""
        yield f"| {engines.SIZES[size]:,} relations | {' | '.join(TITLES)} |"
        yield f"| ---{' | ---:' * len(TITLES)} |"
        for title, every in _rows(folder):
            if any(title.startswith(start) for start in asked.only):
                yield f"| {title} | {' | '.join(_told(every, asked.seconds))} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--sizes", type=lambda text: text.split(","), default=["10k", "1M"], metavar="A,B")
    parser.add_argument("--seconds", type=float, default=20, metavar="S", help="for each row (20)")
    parser.add_argument("--only", type=lambda text: tuple(text.split(",")), default=("",), metavar="A,B")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page as well")
    return parser.parse_args()


def _rows(folder: Path) -> Iterator[tuple[str, Iterable[Question]]]:
    from akg import names
    from akg.cli import session
    from akg.cli.options import Origin
    from akg.where import where

    base = session.asked(Origin(str(folder / "dataset")))
    graph, chosen = base.graph, questions.of(folder)
    node = graph.node
    everything = where(graph)
    both = [
        (title, [(node(a), node(b)) for a, b in pairs])
        for title, pairs in (("any two", chosen.random), ("hubs", chosen.hubs))
    ]
    asked = partial(_path, graph)
    for title, pairs in both:
        yield f"hops, {title}", [partial(asked, pair, everything, 1, "hops") for pair in pairs]
        for k in (1, 5):
            every = [partial(asked, pair, everything, k, "cost") for pair in pairs]
            yield f"cost, the best {k}, {title}", every
    for title, pairs in both:
        for name, options in FILTERS.items():
            some, compiled = pairs[: questions.OF_HUBS], where(graph, **options)
            yield f"filtered by {name}, {title}", [partial(asked, pair, compiled, 3, "cost") for pair in some]
    known = _names(folder, NAMES)
    spelled = {"whole": str, "in capitals": str.upper, "one word": lambda name: name.split()[-1]}
    for title, change in spelled.items():
        yield f"names, {title}", [partial(_found, names, base.names, change(name)) for name in known]


def _names(folder: Path, number: int) -> list[str]:
    with (folder / "dataset" / "entities" / "000.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line)["name"] for line in islice(lines, number)]


def _path(graph, ends, where, k: int, rank: str) -> Outcome:
    from akg.queries import path

    try:
        return path.between(graph, *ends, where, k=k, rank=rank).complete
    except path.NoPath:
        return None


def _found(names, index, name: str) -> Outcome:
    return True if names.find(index, name) else None


def _told(every: Iterable[Question], seconds: float) -> list[str]:
    """Ask one after the other, and tell what that took."""
    taken: list[float] = []
    outcomes: list[Outcome] = []
    end = process_time() + seconds
    for question in every:
        start = process_time()
        outcomes.append(question())
        taken.append(process_time() - start)
        if process_time() > end:
            break
    least = sorted(taken)
    slow = sum(time > SLOW and done is not False for time, done in zip(taken, outcomes, strict=True))
    shown = statistics.median(taken), least[len(taken) * 99 // 100], least[-1]
    return [
        f"{len(taken):,}", f"{len(taken) / sum(taken):,.0f}",
        *(f"{1000 * time:,.2f}" for time in shown),
        str(outcomes.count(None)), str(outcomes.count(False)), str(slow),
    ]  # fmt: skip


if __name__ == "__main__":
    main()

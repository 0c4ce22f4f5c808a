"""What is in the graph? How much of what, how well it is attested, and which years it covers."""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from akg import claims, dates, facts, rows
from akg.claims import STANDING, Speaker, Speakers, Status
from akg.dates import Shape, spans
from akg.model import Claim, Stance
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node, Row
from akg.where import EVERY, Where

RELATION = "relation"  # a fact that is one; others are called as in `rows`
DATING = (YEAR, ROUGH, ALWAYS, UNDATED) = ("year", "rough", "always", "undated")  # how well a fact is dated


class Evidence(NamedTuple):
    """The claims that facts rest on, and how the facts stand after them."""

    stances: Counter[Stance]  # of the claims that are not set aside
    set_aside: int
    located: int  # claims, not set aside, that say where in their source
    recorded: int  # entities whose record as a whole cites a source, or which are events
    speakers: tuple[Speaker, ...]  # the originators with most claims, most first
    originators: int  # all of them
    statuses: Counter[Status]
    doubted: int
    support: Counter[int]  # of the facts that stand: how many originators assert it; 3 is three or more
    alone: int  # of these, how many hang on one source alone


class Years(NamedTuple):
    """When the facts were. How well they are dated counts all that have a time, the rest what stands."""

    dating: Counter[str]
    differ: int  # sources give dates that do not agree
    first: int | None  # the first year known of any fact
    last: int | None
    open_start: int  # facts that may have begun before what is known of them
    open_end: int  # facts that may have gone on after it
    bars: tuple[spans.Bar, ...]


class Joints(NamedTuple):
    """How the entities hang together, by relations of any status."""

    most: tuple[tuple[Node, int], ...]  # the entities with most neighbours, and how many
    parts: int  # groups of entities that no chain of relations joins
    largest: int  # entities in the largest part
    unmentioned: tuple[Node, ...]  # some entities that nothing mentions
    unmentioned_count: int


class Answer(NamedTuple):
    """The numbers of a graph."""

    kinds: Counter[str]  # entities
    types: Counter[str]  # relations
    shapes: Counter[Shape]  # relations
    facts: Counter[str]  # what has claims of its own: RELATION, BORN, DIED, HAPPENED, FIGURE
    names: int  # other names with claims, which are counted in nothing else
    sources: int
    evidence: Evidence
    years: Years
    joints: Joints


class _Sums:
    """What is summed up over the facts, one by one."""

    def __init__(self, graph: Graph) -> None:
        self.sources = graph.sources
        self.facts = Counter[str]()
        self.names = 0
        self.stances = Counter[Stance]()
        self.located = self.set_aside = self.doubted = self.alone = self.differ = 0
        self.speakers = Speakers()
        self.statuses = Counter[Status]()
        self.support = Counter[int]()
        self.dating = Counter[str]()
        self.spans = Counter[spans.Span]()
        self.open_start = self.open_end = 0

    def add(self, type: str, row: Row, told: Sequence[Claim]) -> None:
        """Count a fact and its claims."""
        if type == rows.ALIAS:
            self.names += 1
            return
        self.facts[type] += 1
        for claim in told:
            self._hear(claim)
        self.statuses[row.status] += 1
        self.doubted += bool(row.flags & DOUBTED)
        if row.status in STANDING:
            voices = {claims.originator(claim) for claim in claims.asserting(told, self.sources)}
            self.support[min(len(voices), 3)] += 1
            self.alone += claims.sole_source(told, self.sources) is not None
        self._date(type, row)

    def _hear(self, claim: Claim) -> None:
        if claim.set_aside is not None:
            self.set_aside += 1
            return
        self.stances[claim.stance] += 1
        self.located += claim.at is not None
        self.speakers.hear(claim)

    def _date(self, type: str, row: Row) -> None:
        self.differ += bool(row.flags & DIFFER)
        sure = not row.flags & UNCERTAIN
        # Not from `es`, which is a birth where nothing else is known of the beginning.
        span = spans.span(row.start, row.ls, row.ee, row.le, firm=sure and row.status == "asserted")
        if span is None:
            self.dating[UNDATED if dates.is_undated(row.bounds) else ALWAYS] += 1
            return
        self.dating[YEAR if sure and span.has_certain_year else ROUGH] += 1
        if row.status in STANDING and type != rows.BORN:
            self.spans[span] += 1
            self.open_start += row.es != row.start
            self.open_end += row.le == dates.END


def of(graph: Graph, limit: int = 5) -> Answer:
    """Count everything in a graph; of speakers, and of the entities told by name, no more than `limit`.

    Reads every entity and every relation once, for their claims.
    """
    sums = _Sums(graph)
    for mention, told in facts.every(graph, Where(graph, statuses=EVERY)):
        sums.add(mention.row.type if mention.own else RELATION, mention.row, told)
    types = Counter(graph.row(r).type for r in range(graph.size))
    shapes = Counter[Shape]()
    for type, n in types.items():
        shapes[graph.vocabulary.types[type].shape] += n
    kinds = Counter(graph.kind(n) for n in range(len(graph)))
    return Answer(
        kinds, types, shapes, sums.facts, sums.names, len(graph.sources), _evidence(graph, sums, limit),
        _years(sums), _joints(graph, limit),
    )  # fmt: skip


def _evidence(graph: Graph, sums: _Sums, limit: int) -> Evidence:
    entities = (graph.entity(n) for n in range(len(graph)))
    recorded = sum(any(c.set_aside is None for c in entity.claims) for entity in entities)
    return Evidence(
        sums.stances, sums.set_aside, sums.located, recorded, sums.speakers.most(limit), len(sums.speakers),
        sums.statuses, sums.doubted, sums.support, sums.alone,
    )  # fmt: skip


def _years(sums: _Sums) -> Years:
    first = min((span.first for span in sums.spans), default=None)
    last = max((span.last for span in sums.spans), default=None)
    bars = tuple(spans.bars(sums.spans))
    return Years(sums.dating, sums.differ, first, last, sums.open_start, sums.open_end, bars)


def _joints(graph: Graph, limit: int) -> Joints:
    degrees = ((n, len(graph.neighbours(n))) for n in range(len(graph)))
    joined = (pair for pair in degrees if pair[1])
    most = nsmallest(limit, joined, key=lambda pair: (-pair[1], pair[0]))
    parts = _parts(graph)
    alone = [n for n in range(len(graph)) if _is_unmentioned(graph, n)]
    return Joints(tuple(most), len(parts), max(parts, default=0), tuple(alone[:limit]), len(alone))


def _parts(graph: Graph) -> list[int]:
    """Give the number of entities of each part of the graph that is joined to no other."""
    seen, sizes = bytearray(len(graph)), []
    for start in range(len(graph)):
        size, waiting = 0, [] if seen[start] else [start]
        seen[start] = True
        while waiting:
            size += 1
            fresh = [n for n in graph.neighbours(waiting.pop()) if not seen[n]]
            for n in fresh:
                seen[n] = True
            waiting += fresh
        if size:
            sizes.append(size)
    return sizes


def _is_unmentioned(graph: Graph, n: Node) -> bool:
    return (
        not graph.neighbours(n) and not graph.mentioned_in(n) and next(iter(graph.incident(n)), None) is None
    )

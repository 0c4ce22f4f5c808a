"""What is in the graph? How much of what, how well it is attested, and which years it covers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import NamedTuple

from akg import claims, dates, facts, rows
from akg.claims import STANDING, Speaker, Speakers, Status
from akg.dates import Certainty, Shape, spans
from akg.facts import Mention
from akg.model import Claim, Stance
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node, Row
from akg.where import EVERY, Tally, Where, is_firm, reasons

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
    """How the entities hang together, by the relations that count."""

    most: tuple[tuple[Node, int], ...]  # the entities with most neighbours, and how many
    parts: int  # groups of entities that no chain of relations joins
    largest: int  # entities in the largest part
    unmentioned: tuple[Node, ...]  # some entities that nothing mentions
    unmentioned_count: int


class Answer(NamedTuple):
    """The numbers of a graph, or of what of it passes filters."""

    kinds: Counter[str]  # entities
    types: Counter[str]  # relations
    shapes: Counter[Shape]  # relations
    facts: Counter[str]  # what has claims of its own: RELATION, BORN, DIED, HAPPENED, FIGURE
    names: int  # other names with claims, which are counted in nothing else
    sources: int
    evidence: Evidence
    years: Years
    joints: Joints
    sure: Tally | None  # how sure the facts are, where a time was asked about
    left_out: Counter[str]  # facts that do not pass, by the reasons that a reader should hear of


class _Sums:
    """What is summed up over the facts that pass, one by one."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.sources = where.graph.sources
        self.missed: list[str] = []
        self.certainty = Counter[Certainty | None]()
        self.owners = set[Node]()  # entities that have a fact of their own
        self.cited = set[str]()
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

    def add(self, mention: Mention, told: Sequence[Claim]) -> None:
        """Count a fact and its claims, or what keeps it out."""
        row = mention.row
        type = row.type if mention.own else RELATION
        missed = self.where.excludes(row, told)
        if type == rows.ALIAS:
            self.names += missed is None
        elif missed:
            self.missed.append(missed)
        else:
            self._count(type, row, told)

    def _count(self, type: str, row: Row, told: Sequence[Claim]) -> None:
        self.facts[type] += 1
        if type != RELATION:
            self.owners.add(row.src)
        self.certainty[self.where.certainty(row)] += 1
        for claim in told:
            self._hear(claim)
        self.statuses[row.status] += 1
        self.doubted += bool(row.flags & DOUBTED)
        if row.status in STANDING:
            self.support[min(claims.support(told, self.sources), 3)] += 1
            self.alone += claims.sole_source(told, self.sources) is not None
        self._date(type, row)

    def _hear(self, claim: Claim) -> None:
        if claim.set_aside is not None:
            self.set_aside += 1
            return
        self.stances[claim.stance] += 1
        self.located += claim.at is not None
        self.cited.add(claim.source)
        self.speakers.hear(claim)

    def _date(self, type: str, row: Row) -> None:
        self.differ += bool(row.flags & DIFFER)
        sure = not row.flags & UNCERTAIN
        # Not from `es`, which is a birth where nothing else is known of the beginning.
        span = spans.span(row.start, row.ls, row.ee, row.le, firm=is_firm(row))
        if span is None:
            self.dating[UNDATED if dates.is_undated(row.bounds) else ALWAYS] += 1
            return
        self.dating[YEAR if sure and span.has_certain_year else ROUGH] += 1
        if row.status in STANDING and type != rows.BORN:
            self.spans[span] += 1
            self.open_start += row.es != row.start
            self.open_end += row.le == dates.END


def of(graph: Graph, where: Where | None = None, limit: int = 5) -> Answer:
    """Count everything in a graph, or what passes filters; name no more than `limit` speakers and entities.

    With filters, an entity counts where it is an end of a relation that passes, or has such a date or number
    of its own, a source where a claim on a fact that passes cites it. Every relation is read, for its claims.
    """
    asked = where or Where(graph, statuses=EVERY)
    sums = _Sums(asked)
    for mention, told in facts.every(graph, asked):
        sums.add(mention, told)
    # Unlike `facts.every` also those in the records of events.
    passing = [graph.row(r) for r, missed in asked.relations() if missed is None]
    near = _near(passing)
    nodes = range(len(graph)) if where is None else sorted(near.keys() | sums.owners)
    sources = len(graph.sources if where is None else sums.cited)
    types = Counter(row.type for row in passing)
    shapes = Counter(graph.vocabulary.types[row.type].shape for row in passing)
    return Answer(
        Counter(map(graph.kind, nodes)), types, shapes, sums.facts, sums.names, sources,
        _evidence(graph, nodes, sums, limit), _years(sums), _joints(graph, nodes, near, limit),
        asked.tally(sums.certainty.elements()),
        reasons(sums.missed),
    )  # fmt: skip


def _near(passing: Iterable[Row]) -> Mapping[Node, set[Node]]:
    """Give of each entity whom these relations join it to."""
    near = defaultdict[Node, set[Node]](set)
    for row in passing:
        near[row.src].add(row.dst)
        near[row.dst].add(row.src)
    return near


def _evidence(graph: Graph, nodes: Sequence[Node], sums: _Sums, limit: int) -> Evidence:
    recorded = sum(any(c.set_aside is None for c in graph.entity(n).claims) for n in nodes)
    return Evidence(
        sums.stances, sums.set_aside, sums.located, recorded, sums.speakers.most(limit), len(sums.speakers),
        sums.statuses, sums.doubted, sums.support, sums.alone,
    )  # fmt: skip


def _years(sums: _Sums) -> Years:
    first = min((span.first for span in sums.spans), default=None)
    last = max((span.last for span in sums.spans), default=None)
    bars = tuple(spans.bars(sums.spans))
    return Years(sums.dating, sums.differ, first, last, sums.open_start, sums.open_end, bars)


def _joints(graph: Graph, nodes: Sequence[Node], near: Mapping[Node, set[Node]], limit: int) -> Joints:
    degrees = ((n, len(others)) for n, others in near.items())
    most = nsmallest(limit, degrees, key=lambda pair: (-pair[1], pair[0]))
    parts = _parts(nodes, near)
    alone = [n for n in nodes if _is_unmentioned(graph, n)]
    return Joints(tuple(most), len(parts), max(parts, default=0), tuple(alone[:limit]), len(alone))


def _parts(nodes: Sequence[Node], near: Mapping[Node, set[Node]]) -> list[int]:
    """Give the number of entities of each part that is joined to no other."""
    seen, sizes = set[Node](), []
    for start in nodes:
        size, waiting = 0, [] if start in seen else [start]
        seen.add(start)
        while waiting:
            size += 1
            fresh = near.get(waiting.pop(), set()) - seen
            seen |= fresh
            waiting += fresh
        if size:
            sizes.append(size)
    return sizes


def _is_unmentioned(graph: Graph, n: Node) -> bool:
    return (
        not graph.neighbours(n) and not graph.mentioned_in(n) and next(iter(graph.incident(n)), None) is None
    )

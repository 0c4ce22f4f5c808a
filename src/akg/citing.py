"""Reads what cites a source from a graph, and which paragraphs of it that cites."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from akg import facts, rows
from akg.dates import BEGIN, END, Edtf
from akg.facts import Fact
from akg.model import Claim
from akg.reading import Graph, Node
from akg.rows import HAPPENED
from akg.where import EVERY, Where

_LOCATOR = re.compile(r"\s*(?:para(?:graph)?s?\b\.?|¶¶?)\s*([0-9].*)", re.I)
_SPAN = re.compile(
    r"([0-9]{1,6})(?:\s*[-\u2010-\u2015]\s*([0-9]{1,6}))?(?:\s*(?:,|&|and)\s*(?=[0-9])|)", re.I
)

Spans = tuple[tuple[int, int], ...]  # first and last paragraphs


class Item(NamedTuple):
    """Something that claims of the source are about."""

    entity: Node
    fact: Fact | None
    claims: tuple[tuple[Claim, Spans], ...]  # of the source, without those set aside, and what they cite
    ends: tuple[frozenset[Node], ...]  # of a relation both, else its entity; each with whom it stands for
    named: frozenset[Node]  # all that it names, with whom events stand for
    days: frozenset[int]  # on which its dates begin and end


def spans(at: str | None) -> Spans:
    """Read a locator: the paragraphs that it names, from first to last; empty where it names none.

    >>> spans("para 8"), spans("paras 8-9, 12"), spans("paragraphs 3 and 5"), spans("section 2, para 1")
    (((8, 8),), ((8, 9), (12, 12)), ((3, 3), (5, 5)), ())
    """
    found = _LOCATOR.match(at or "")
    if found is None:
        return ()
    named, where = [], 0
    while span := _SPAN.match(found[1], where):
        first, last = int(span[1]), int(span[2] or span[1])
        named.append((min(first, last), max(first, last)))
        where = span.end()
        if not span[0].rstrip().endswith((",", "&", "and")):
            break
    return tuple(named)


def within(spans: Spans, last: int) -> Iterator[int]:
    """Give the paragraphs cited that a text has."""
    return (number for lo, hi in spans for number in range(max(lo, 1), min(hi, last) + 1))


class Reader:
    """What cites a source, read from a graph."""

    def __init__(self, graph: Graph, source: str) -> None:
        self.graph, self.source = graph, source
        self.stands_for = cache(self._stands_for)

    def items(self) -> Iterator[Item]:
        """Give all that claims of the source are about, as `facts.every` does, and records as a whole."""
        graph, where = self.graph, Where(self.graph, statuses=EVERY)
        for n in range(len(graph)):
            entity, itself = graph.entity(n), frozenset({n})
            if entity.kind != "event" and (heard := self._heard(entity.claims)):
                yield Item(n, None, heard, (itself,), itself, frozenset())
            for own in rows.own(entity):
                if heard := self._heard(own.claims):
                    owner = self.stands_for(n) if own.type == HAPPENED else itself
                    everyone = owner | self._nodes(rows.named(entity, own))
                    fact = facts.of_own(graph, n, own, where)
                    yield Item(n, fact, heard, (owner,), everyone, _days(heard, own.date))
        for r in range(graph.size):
            relation = graph.relation(r)
            if relation.event is None and (heard := self._heard(relation.claims)):
                row = graph.row(r)
                ends = (self.stands_for(row.src), self.stands_for(row.dst))
                fact = facts.of_relation(graph, r, row.src, where)
                everyone = self._nodes(rows.mentions(relation))
                yield Item(row.src, fact, heard, ends, everyone, _days(heard, relation.date))

    def _heard(self, told: Sequence[Claim]) -> tuple[tuple[Claim, Spans], ...]:
        mine = (claim for claim in told if claim.source == self.source and claim.set_aside is None)
        return tuple((claim, spans(claim.at)) for claim in mine)

    def _nodes(self, ids: Collection[str]) -> frozenset[Node]:
        """Give the nodes of ids, and whom those of events stand for."""
        nodes = (self.graph.node(id) for id in ids)
        return frozenset(other for n in nodes if n is not None for other in self.stands_for(n))

    def _stands_for(self, n: Node) -> frozenset[Node]:
        """Give an entity; of an event also its parties and its place."""
        if self.graph.kind(n) != "event":
            return frozenset({n})
        id = self.graph.id(n)
        joined = (r for r, part in self.graph.incident(n) if part == "end")
        rows = (self.graph.row(r) for r in joined if self.graph.relation(r).event == id)
        return frozenset({n, *(end for row in rows for end in (row.src, row.dst))})


def _days(heard: Sequence[tuple[Claim, Spans]], recorded: Edtf | None) -> frozenset[int]:
    """Give the days on which the dates of claims, or of their record, begin and end, as far as known."""
    given = [recorded, *(date for claim, _ in heard for date in (claim.date, claim.said))]
    moments = (moment for date in given if date for moment in (date.start, date.end) if moment)
    return frozenset(day for moment in moments for day in moment[:2] if day not in (BEGIN, END))

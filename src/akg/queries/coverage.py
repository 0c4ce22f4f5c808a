"""What of a text is on file, and do its claims cite the right paragraphs of it?"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from akg import dates, facts, named, rows, sentences
from akg.dates import BEGIN, END, Edtf, mentions
from akg.facts import Fact
from akg.model import Claim
from akg.named import Named, Names
from akg.reading import Graph, Node
from akg.rows import HAPPENED
from akg.where import EVERY, Where

LISTED = 30  # names in one sentence; one with more is a list, and says nothing of any two of them
BETWEEN = 81  # characters of a text from one name to another that are told
_LOCATOR = re.compile(r"\s*(?:para(?:graph)?s?\b\.?|¶¶?)\s*([0-9].*)", re.I)
_SPAN = re.compile(
    r"([0-9]{1,6})(?:\s*[-\u2010-\u2015]\s*([0-9]{1,6}))?(?:\s*(?:,|&|and)\s*(?=[0-9])|)", re.I
)

Spans = tuple[tuple[int, int], ...]  # first and last paragraphs


class Dated(NamedTuple):
    """A date that a paragraph words."""

    words: str
    date: Edtf


class Paragraph(NamedTuple):
    """A paragraph, and what is on file of it."""

    number: int  # from 1
    text: str
    names: tuple[Node, ...]  # whom it names beyond doubt, each once, in its order
    dates: tuple[Dated, ...]
    missing: tuple[Dated, ...]  # of these, those near which no fact that cites it has a date
    facts: tuple[str, ...]  # the ids of what claims of the source, not set aside, cite it for
    records: int  # entities whose record as a whole cites it

    @property
    def uncited(self) -> bool:
        """Whether no claim cites it."""
        return not (self.facts or self.records)


class Together(NamedTuple):
    """Two entities that one sentence names, and no fact that cites its paragraph has together."""

    paragraph: int
    one: Node
    other: Node
    joined: bool  # whether a relation that cites another place or source joins the two
    words: str  # the text from the one to the other


class Placed(NamedTuple):
    """A claim of the source with what it is about."""

    claim: Claim
    entity: Node  # whose it is; of a relation that it starts from
    fact: Fact | None  # None where it is on an entity's record as a whole
    paragraphs: tuple[int, ...]  # of the text, in which both ends, or the one entity, are named


class Answer(NamedTuple):
    """What of a text is on file."""

    source: str
    paragraphs: tuple[Paragraph, ...]
    together: tuple[Together, ...]  # first what nothing on file joins, then by place; up to the limit
    more: int  # of these beyond it
    lists: int  # sentences of too many names to say anything of two
    claims: int  # claims of the source, without those set aside
    strays: tuple[Placed, ...]  # that cite paragraphs which name neither end
    beyond: tuple[Placed, ...]  # that cite a paragraph which the text does not have
    unplaced: tuple[Placed, ...]  # that cite no paragraph


def counts(found: Answer) -> dict[str, int]:
    """Count each sort of gap, whatever the limit was."""
    return {
        "paragraph": sum(one.uncited for one in found.paragraphs),
        "together": len(found.together) + found.more,
        "date": sum(len(one.missing) for one in found.paragraphs),
        "neither": len(found.strays),
        "beyond": len(found.beyond),
        "unplaced": len(found.unplaced),
    }


def cited(at: str | None) -> Spans:
    """Read a locator: the paragraphs that it names, from first to last; empty where it names none.

    >>> cited("para 8"), cited("paras 8-9, 12"), cited("paragraphs 3 and 5"), cited("section 2, para 1")
    (((8, 8),), ((8, 9), (12, 12)), ((3, 3), (5, 5)), ())
    """
    found = _LOCATOR.match(at or "")
    if found is None:
        return ()
    spans, where = [], 0
    while span := _SPAN.match(found[1], where):
        first, last = int(span[1]), int(span[2] or span[1])
        spans.append((min(first, last), max(first, last)))
        where = span.end()
        if not span[0].rstrip().endswith((",", "&", "and")):
            break
    return tuple(spans)


class _Item(NamedTuple):
    """Something that claims of the source are about."""

    entity: Node
    fact: Fact | None
    claims: tuple[tuple[Claim, Spans], ...]  # of the source, without those set aside, and what they cite
    ends: tuple[frozenset[Node], ...]  # of a relation both, else its entity; each with whom it stands for
    named: frozenset[Node]  # all that it names, with whom events stand for
    days: frozenset[int]  # on which its dates begin and end


class _Reader:
    """What cites a source, read from a graph."""

    def __init__(self, graph: Graph, source: str) -> None:
        self.graph, self.source = graph, source
        self.stands_for = cache(self._stands_for)

    def items(self) -> Iterator[_Item]:
        """Give all that claims of the source are about, as `facts.every` does, and records as a whole."""
        graph, where = self.graph, Where(self.graph, statuses=EVERY)
        for n in range(len(graph)):
            entity, itself = graph.entity(n), frozenset({n})
            if entity.kind != "event" and (heard := self._heard(entity.claims)):
                yield _Item(n, None, heard, (itself,), itself, frozenset())
            for own in rows.own(entity):
                if heard := self._heard(own.claims):
                    owner = self.stands_for(n) if own.type == HAPPENED else itself
                    everyone = owner | self._nodes(rows.named(entity, own))
                    fact = facts.of_own(graph, n, own, where)
                    yield _Item(n, fact, heard, (owner,), everyone, _days(heard, own.date))
        for r in range(graph.size):
            relation = graph.relation(r)
            if relation.event is None and (heard := self._heard(relation.claims)):
                row = graph.row(r)
                ends = (self.stands_for(row.src), self.stands_for(row.dst))
                fact = facts.of_relation(graph, r, row.src, where)
                everyone = self._nodes(rows.mentions(relation))
                yield _Item(row.src, fact, heard, ends, everyone, _days(heard, relation.date))

    def _heard(self, told: Sequence[Claim]) -> tuple[tuple[Claim, Spans], ...]:
        mine = (claim for claim in told if claim.source == self.source and claim.set_aside is None)
        return tuple((claim, cited(claim.at)) for claim in mine)

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


def of(graph: Graph, source: str, text: Sequence[str], limit: int | None = None) -> Answer:
    """Hold the paragraphs of a text against all that cites it as this source."""
    reader = _Reader(graph, source)
    found, items = named.find(graph, text), list(reader.items())
    citing = _citing(items, len(text))
    each = list(zip(text, found, citing, strict=True))
    paragraphs = tuple(_paragraph(number, *one) for number, one in enumerate(each, 1))
    pairs: list[Together] = []
    lists = 0
    for number, (words, names, here) in enumerate(each, 1):
        known = _Known(reader, here)
        for sentence in _by_sentence(words, names.sure):
            if len(sentence) > LISTED:
                lists += 1
            else:
                pairs += known.apart(number, words, sentence)
    pairs.sort(key=lambda pair: pair.joined)
    strays, beyond, unplaced = _misplaced(reader, items, found)
    return Answer(
        source, paragraphs, tuple(pairs[:limit]), max(0, len(pairs) - limit) if limit else 0, lists,
        sum(len(item.claims) for item in items), strays, beyond, unplaced,
    )  # fmt: skip


def _citing(items: Sequence[_Item], last: int) -> list[list[_Item]]:
    """Give what cites each paragraph of a text that ends with the `last`."""
    citing: list[list[_Item]] = [[] for _ in range(last)]
    for item in items:
        numbers = {number for _, spans in item.claims for number in _within(spans, last)}
        for number in sorted(numbers):
            citing[number - 1].append(item)
    return citing


def _within(spans: Spans, last: int) -> Iterator[int]:
    """Give the paragraphs cited that a text has."""
    return (number for lo, hi in spans for number in range(max(lo, 1), min(hi, last) + 1))


def _paragraph(number: int, text: str, names: Names, here: Sequence[_Item]) -> Paragraph:
    days = sorted({day for item in here for day in item.days})
    dated = tuple(dict.fromkeys(Dated(text[m.start : m.end], m.date) for m in mentions.find(text)))
    told = tuple(item.fact.id for item in here if item.fact)
    return Paragraph(
        number, text, tuple(dict.fromkeys(name.node for name in names.sure)), dated,
        tuple(one for one in dated if not _on_file(one.date, days)), told, len(here) - len(told),
    )  # fmt: skip


def _on_file(date: Edtf, days: Sequence[int]) -> bool:
    """Tell whether one of the days, ascending, is in a date; of one that is open, whether one is its end."""
    known = dates.bounds(date, "act")
    first = known.le if known.es == BEGIN else known.es
    last = known.es if known.le == END else known.le
    near = bisect_left(days, first)
    return near < len(days) and days[near] <= last


def _by_sentence(text: str, sure: Sequence[Named]) -> Iterator[list[Named]]:
    """Give whom each sentence names, each entity where it is first named."""
    starts = [first for first, _ in sentences.split(text)]
    met = defaultdict[int, dict[Node, Named]](dict)
    for name in sure:
        met[bisect_right(starts, name.start)].setdefault(name.node, name)
    yield from (list(names.values()) for names in met.values())


class _Known:
    """Who is on file together in the facts that cite one paragraph."""

    def __init__(self, reader: _Reader, here: Sequence[_Item]) -> None:
        self._reader = reader
        self._facts = defaultdict[Node, set[int]](set)
        for number, item in enumerate(here):
            for node in item.named:
                self._facts[node].add(number)
        self._told = set[frozenset[Node]]()

    def apart(self, paragraph: int, text: str, sentence: Sequence[Named]) -> Iterator[Together]:
        """Give the pairs of a sentence that no such fact has, each once a paragraph."""
        for one, other in combinations(sentence, 2):
            pair = frozenset({one.node, other.node})
            if pair not in self._told and not self._together(pair):
                self._told.add(pair)
                words = shortened(text, one.start, other.end)
                yield Together(paragraph, one.node, other.node, self._are_joined(*pair), words)

    def _together(self, pair: frozenset[Node]) -> bool:
        """Tell whether a fact has both, or the one is an event that stands for the other."""
        one, other = (self._facts.get(node, set()) for node in pair)
        return not one.isdisjoint(other) or any(pair <= self._reader.stands_for(node) for node in pair)

    def _are_joined(self, one: Node, other: Node) -> bool:
        near = self._reader.graph.neighbours(one)
        at = bisect_left(near, other)
        return at < len(near) and near[at] == other


def shortened(text: str, first: int, last: int) -> str:
    """Give a piece of a text, of a long one both ends.

    >>> shortened("x" * 200, 0, 200) == "x" * 39 + " … " + "x" * 39
    True
    """
    half = (BETWEEN - 3) // 2
    if last - first <= BETWEEN:
        return text[first:last]
    return f"{text[first : first + half].rstrip()} … {text[last - half : last].lstrip()}"


def _misplaced(
    reader: _Reader, items: Sequence[_Item], found: Sequence[Names]
) -> tuple[tuple[Placed, ...], tuple[Placed, ...], tuple[Placed, ...]]:
    """Give the claims whose paragraph names neither end, those beyond the text, those of none."""
    strays: list[Placed] = []
    beyond: list[Placed] = []
    unplaced: list[Placed] = []
    naming, hinting = _naming(reader, found)
    for item in items:
        surely = [set[int]().union(*(naming[n] for n in end)) for end in item.ends]
        named_in = set[int]().union(*surely, *(hinting[n] for end in item.ends for n in end))
        both = tuple(sorted(set.intersection(*surely)))
        for claim, spans in item.claims:
            placed = Placed(claim, item.entity, item.fact, both)
            if not spans:
                unplaced.append(placed)
            elif any(lo < 1 or hi > len(found) for lo, hi in spans):
                beyond.append(placed)
            elif named_in.isdisjoint(_within(spans, len(found))):
                strays.append(placed)
    return tuple(strays), tuple(beyond), tuple(unplaced)


def _naming(
    reader: _Reader, found: Sequence[Names]
) -> tuple[defaultdict[Node, set[int]], defaultdict[Node, set[int]]]:
    """Give the paragraphs in which each entity, or an event that stands for it, is named; and perhaps is."""
    naming, hinting = (defaultdict[Node, set[int]](set) for _ in range(2))
    for number, names in enumerate(found, 1):
        for named_here in names.sure:
            for node in reader.stands_for(named_here.node):
                naming[node].add(number)
        for node in names.perhaps:
            hinting[node].add(number)
    return naming, hinting

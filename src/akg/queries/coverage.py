"""What of a text is on file, and do its claims cite the right paragraphs of it?"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from akg import dates, named, sentences
from akg.citing import Item, Reader, within
from akg.dates import BEGIN, END, Edtf, mentions
from akg.facts import Fact
from akg.model import Claim
from akg.named import Mention, Mentioned
from akg.reading import Graph, Node

LISTED = 30  # names in one sentence; one with more is a list, and says nothing of any two of them
BETWEEN = 81  # characters of a text from one name to another that are told


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


def of(graph: Graph, source: str, text: Sequence[str], limit: int | None = None) -> Answer:
    """Hold the paragraphs of a text against all that cites it as this source."""
    reader = Reader(graph, source)
    found, items = named.find(graph, text), list(reader.items())
    each = list(zip(text, found, _citing(items, len(text)), strict=True))
    paragraphs = tuple(_paragraph(number, *one) for number, one in enumerate(each, 1))
    met = [list(_by_sentence(words, names.sure)) for words, names, _ in each]
    pairs = [
        pair
        for number, ((words, _, here), several) in enumerate(zip(each, met, strict=True), 1)
        for pair in _apart(_Known(reader, here), number, words, several)
    ]
    pairs.sort(key=lambda pair: pair.joined)
    return Answer(
        source, paragraphs, tuple(pairs[:limit]), max(0, len(pairs) - limit) if limit else 0,
        sum(len(sentence) > LISTED for several in met for sentence in several),
        sum(len(item.claims) for item in items), *_misplaced(reader, items, found),
    )  # fmt: skip


def _citing(items: Sequence[Item], last: int) -> list[list[Item]]:
    """Give what cites each paragraph of a text that ends with the `last`."""
    citing: list[list[Item]] = [[] for _ in range(last)]
    for item in items:
        numbers = {number for _, spans in item.claims for number in within(spans, last)}
        for number in sorted(numbers):
            citing[number - 1].append(item)
    return citing


def _paragraph(number: int, text: str, names: Mentioned, here: Sequence[Item]) -> Paragraph:
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


def _by_sentence(text: str, sure: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Give whom each sentence names, each entity where it is first named."""
    starts = [first for first, _ in sentences.split(text)]
    met = defaultdict[int, dict[Node, Mention]](dict)
    for name in sure:
        met[bisect_right(starts, name.start)].setdefault(name.node, name)
    yield from (list(names.values()) for names in met.values())


def _apart(
    known: "_Known", paragraph: int, text: str, several: Sequence[Sequence[Mention]]
) -> Iterator[Together]:
    """Give the pairs of a paragraph's sentences that no fact which cites it has, each once."""
    told = set[frozenset[Node]]()
    for one, other in (pair for names in several if len(names) <= LISTED for pair in combinations(names, 2)):
        pair = frozenset({one.node, other.node})
        if pair not in told and not known.together(pair):
            told.add(pair)
            words = shortened(text, one.start, other.end)
            yield Together(paragraph, one.node, other.node, known.joined(*pair), words)


class _Known:
    """Who is on file together in the facts that cite one paragraph."""

    def __init__(self, reader: Reader, here: Sequence[Item]) -> None:
        self._reader = reader
        self._facts = defaultdict[Node, set[int]](set)
        for number, item in enumerate(here):
            for node in item.named:
                self._facts[node].add(number)

    def together(self, pair: frozenset[Node]) -> bool:
        """Tell whether a fact has both, or the one is an event that stands for the other."""
        one, other = (self._facts.get(node, set()) for node in pair)
        return not one.isdisjoint(other) or any(pair <= self._reader.stands_for(node) for node in pair)

    def joined(self, one: Node, other: Node) -> bool:
        """Tell whether any relation joins the two, or an event that both are in."""
        near, far = (self._reader.graph.neighbours(node) for node in (one, other))
        kind = self._reader.graph.kind
        return other in near or any(kind(node) == "event" for node in set(near).intersection(far))


def shortened(text: str, first: int, last: int) -> str:
    """Give a piece of a text, of a long one both ends in whole words.

    >>> text = "Ada, of whom little else is on file, met on several days of that long and dry summer Brian"
    >>> shortened(text, 0, len(text))
    'Ada, of whom little else is on file, … days of that long and dry summer Brian'
    """
    if last - first <= BETWEEN:
        return text[first:last]
    half = (BETWEEN - 3) // 2
    begins, ends = text[first : first + half], text[last - half : last]
    return f"{begins.rpartition(' ')[0] or begins} … {ends.partition(' ')[2] or ends}"


def _misplaced(
    reader: Reader, items: Sequence[Item], found: Sequence[Mentioned]
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
            elif named_in.isdisjoint(within(spans, len(found))):
                strays.append(placed)
    return tuple(strays), tuple(beyond), tuple(unplaced)


def _naming(
    reader: Reader, found: Sequence[Mentioned]
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

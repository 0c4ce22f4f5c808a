"""Which entities are there with this name, or something like it?"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from akg import names
from akg.reading import Names, Node
from akg.spelling import words

# How good a hit is, of 100: by id or exact name, spelling aside, by whole words, by the beginnings of words,
# by words of the summary. What is only spelled alike scores by its likeness, below all of these.
SCORES = MappingProxyType({
    "id": 100, "exact": 100, "folded": 95, "words": 85, "beginnings": 75, "summary": 60,
})  # fmt: skip


class Hit(NamedTuple):
    """An entity that the text may mean."""

    node: Node
    matched: str  # the name, alias or summary that was hit
    score: int


def of(index: Names, text: str, kinds: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Find entities by name, alias or summary, best first, then by degree and id; often none."""
    graph = index.graph
    best: dict[Node, Hit] = {}
    for hit in _hits(index, text):
        if (not kinds or graph.kind(hit.node) in kinds) and (
            hit.node not in best or hit.score > best[hit.node].score
        ):
            best[hit.node] = hit
    return tuple(sorted(best.values(), key=lambda h: (-h.score, -graph.degree(h.node), h.node)))


def _hits(index: Names, text: str) -> Iterator[Hit]:
    hits = list(_spelt(index, text))
    yield from hits
    if not hits and words(text):  # what is spelled much like it is looked for among all names
        for likeness, node, name in names.alike(index, text):
            yield Hit(node, name, round(likeness * SCORES["summary"] / 101))


def _spelt(index: Names, text: str) -> Iterator[Hit]:
    if found := names.find(index, text):
        yield from (Hit(match.node, match.matched, SCORES[found.tier]) for match in found.matches)
    asked = tuple(dict.fromkeys(words(text)))
    yield from (Hit(node, name, SCORES["words"]) for node, name in names.holding(index, asked))
    yield from (Hit(node, name, SCORES["beginnings"]) for node, name in names.beginning(index, asked))
    told = [set(index.summary(word)) for word in asked]
    for node in set.intersection(*told) if told else ():
        yield Hit(node, index.graph.entity(node).summary or "", SCORES["summary"])

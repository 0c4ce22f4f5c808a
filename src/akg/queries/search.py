"""Which entities are there with this name, or something like it?"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import NamedTuple

from akg.names import Index
from akg.reading import Graph, Node
from akg.text import words

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


def of(graph: Graph, index: Index, text: str, kinds: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Find entities by name, alias or summary, best first, then by degree and id; often none."""
    best: dict[Node, Hit] = {}
    for hit in _hits(graph, index, text):
        if (not kinds or graph.kind(hit.node) in kinds) and (
            hit.node not in best or hit.score > best[hit.node].score
        ):
            best[hit.node] = hit
    return tuple(sorted(best.values(), key=lambda h: (-h.score, -len(graph.neighbours(h.node)), h.node)))


def _hits(graph: Graph, index: Index, text: str) -> Iterator[Hit]:
    if found := index.find(text):
        yield from (Hit(match.node, match.matched, SCORES[found.tier]) for match in found.matches)
    asked = tuple(dict.fromkeys(words(text)))
    if not asked:
        return
    for node in range(len(graph)):
        entity = graph.entity(node)
        for name in entity.names:
            held = words(name)
            if all(any(word.startswith(begin) for word in held) for begin in asked):
                whole = all(word in held for word in asked)
                yield Hit(node, name, SCORES["words" if whole else "beginnings"])
        if entity.summary and set(asked) <= set(words(entity.summary)):
            yield Hit(node, entity.summary, SCORES["summary"])
    for likeness, node, name in index.alike(text):
        yield Hit(node, name, round(likeness * SCORES["summary"] / 101))

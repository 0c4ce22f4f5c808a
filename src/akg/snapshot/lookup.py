"""The names of a snapshot, found by bisection."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from akg.reading import Graph, Node
from akg.snapshot.graph import Lists, Snapshot, Texts
from akg.spelling import nfc
from akg.text import likenesses


class Lookup:
    """The look-ups of names (`akg.reading.Names`) in a snapshot."""

    def __init__(self, graph: Snapshot) -> None:
        sections = graph.sections
        self._graph = graph
        # Every name with the entity whose it is, by entities.
        self._texts, self._nodes = Texts(sections, "names"), sections["names.node"]
        self._spelt = _Sorted(self._texts, sections["names.sorted"])
        self._folds, self._folded = Texts(sections, "folds"), Lists(sections, "folds.name")
        self._words, self._holding = Texts(sections, "words"), Lists(sections, "words.name")
        self._summaries, self._told = Texts(sections, "summaries"), Lists(sections, "summaries.node")

    @property
    def graph(self) -> Graph:
        return self._graph

    def exact(self, name: str) -> Sequence[tuple[Node, str]]:
        key, found = nfc(name), []
        at = bisect_left(self._spelt, key)
        while at < len(self._spelt) and self._spelt[at] == key:
            found.append(self._spelt.number(at))
            at += 1
        return self._named(found)

    def folded(self, key: str) -> Sequence[tuple[Node, str]]:
        at = _found(self._folds, key)
        return self._named(self._folded[at]) if at is not None else ()

    def word(self, word: str) -> Sequence[tuple[Node, str]]:
        at = _found(self._words, word)
        return self._named(self._holding[at]) if at is not None else ()

    def beginning(self, letters: str) -> Sequence[str]:
        return list(_begun(self._words, letters))

    def summary(self, word: str) -> Sequence[Node]:
        at = _found(self._summaries, word)
        return self._told[at] if at is not None else ()

    def like_folded(self, key: str) -> Sequence[tuple[str, float]]:
        return likenesses(key, self._folds)

    def like_word(self, word: str) -> Sequence[tuple[str, float]]:
        return likenesses(word, self._words)

    def _named(self, numbers: Sequence[int]) -> Sequence[tuple[Node, str]]:
        return _Named(numbers, self._nodes, self._texts)


class _Named(Sequence[tuple[Node, str]]):
    """Names by their numbers; one is read when it is asked for, since a word may be in very many."""

    def __init__(self, numbers: Sequence[int], nodes: Sequence[int], texts: Texts) -> None:
        self._numbers, self._nodes, self._texts = numbers, nodes, texts

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, at: int) -> tuple[Node, str]:  # type: ignore[override]  # no slices
        number = self._numbers[at]
        return self._nodes[number], self._texts[number]


class _Sorted(Sequence[str]):
    """Texts, composed, in an order that is kept beside them."""

    def __init__(self, texts: Texts, order: memoryview) -> None:
        self._texts, self._order = texts, order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, at: int) -> str:  # type: ignore[override]  # no slices
        return nfc(self._texts[self._order[at]])

    def number(self, at: int) -> int:
        """Give the number of the text in this place of the order."""
        return self._order[at]


def _found(texts: Texts, key: str) -> int | None:
    at = bisect_left(texts, key)
    return at if at < len(texts) and texts[at] == key else None


def _begun(texts: Texts, letters: str) -> Iterator[str]:
    at = bisect_left(texts, letters)
    while at < len(texts) and texts[at].startswith(letters):
        yield texts[at]
        at += 1

"""Finds the entities that a name means: by id, by exact name, by folded name, by whole words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from akg.errors import AkgError
from akg.reading import Graph, Node
from akg.text import fold, likenesses, nfc, plain, words

LONGEST = 200  # characters of a name asked for that are compared by likeness, and shown

Tier = Literal["id", "exact", "folded", "words"]


class Match(NamedTuple):
    """An entity that a name may mean, and the name of it that matched."""

    node: Node
    id: str
    name: str  # the entity's own
    matched: str  # the name or alias that was hit


class Found(NamedTuple):
    """What a name hit: the first tier that hits decides; matches in the order of rank, best first."""

    tier: Tier
    matches: tuple[Match, ...]


def quoted(name: str) -> str:
    """Put a name into a message: in quotes, on one line, without what a terminal would obey, cut if long."""
    safe = plain(name[: 2 * LONGEST])
    return f"'{safe[:LONGEST]}…'" if len(safe) > LONGEST else f"'{safe}'"


class NoSuchName(AkgError):
    """No entity has this name, nor one with these words."""

    exit_code = 1

    def __init__(self, asked: str, near: Sequence[str]) -> None:
        remedy = f"did you mean {' or '.join(map(quoted, near))}?" if near else "try: akg search TEXT"
        super().__init__(f"no entity is called {quoted(asked)}; {remedy}")


class Ambiguous(AkgError):
    """Several entities have this name."""

    exit_code = 3

    def __init__(self, asked: str, matches: Sequence[Match]) -> None:
        self.matches = matches
        rows = "".join(f"\n  {m.id}  {plain(m.name)}{_by_alias(m)}" for m in matches)
        super().__init__(f"{quoted(asked)} can mean {len(matches)} entities; give the id of one:{rows}")


class Index:
    """The names of a graph's entities, by spelling, by folded spelling and by word."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.exact: dict[str, list[tuple[Node, str]]] = defaultdict(list)
        self.folded: dict[str, list[tuple[Node, str]]] = defaultdict(list)
        self.word: dict[str, list[tuple[Node, str]]] = defaultdict(list)
        for node in range(len(graph)):
            for name in graph.entity(node).names:
                self.exact[nfc(name)].append((node, name))
                if folded := fold(name):  # empty where a name has no letter or digit
                    self.folded[folded].append((node, name))
                for word in dict.fromkeys(words(name)):
                    self.word[word].append((node, name))

    def find(self, asked: str) -> Found | None:
        """Look a name up; None where nothing has it, not even its words."""
        tiers = self._tiers(asked.strip())
        return next((Found(tier, self._ranked(hits)) for tier, hits in tiers if hits), None)

    def _tiers(self, asked: str) -> Iterator[tuple[Tier, list[tuple[Node, str]]]]:
        node = self._graph.node(asked)
        yield "id", [] if node is None else [(node, self._graph.name(node))]
        yield "exact", self.exact.get(nfc(asked), [])
        yield "folded", self.folded.get(fold(asked), [])
        yield "words", self._holding(words(asked))

    def alike(self, asked: str) -> list[tuple[float, Node, str]]:
        """Return (likeness of 100, node, name) of names spelled much like one that nothing has, best first.

        Each word asked for is much like one of the name, or the name as a whole is; nothing is like a text
        longer than LONGEST. This suggests, never resolves.
        """
        if len(asked) > LONGEST:
            return []
        best: dict[tuple[Node, str], float] = {}
        for key, likeness in likenesses(fold(asked), self.folded):
            best |= dict.fromkeys(self.folded[key], likeness)
        by_word = [self._with_words_like(word) for word in words(asked)]
        for hit in set(by_word[0]).intersection(*by_word[1:]) if by_word else ():
            best[hit] = max(sum(hits[hit] for hits in by_word) / len(by_word), best.get(hit, 0))
        return sorted(
            ((likeness, *hit) for hit, likeness in best.items()), key=lambda h: (-h[0], len(h[2]), h[1:])
        )

    def _with_words_like(self, asked: str) -> dict[tuple[Node, str], float]:
        hits: dict[tuple[Node, str], float] = {}
        for word, likeness in reversed(likenesses(asked, self.word)):  # the best is written last, and stays
            hits |= dict.fromkeys(self.word[word], likeness)
        return hits

    def _holding(self, asked: Sequence[str]) -> list[tuple[Node, str]]:
        """Give the names that hold all of these words."""
        if not asked:
            return []
        return sorted(set.intersection(*(set(self.word.get(word, ())) for word in dict.fromkeys(asked))))

    def _ranked(self, hits: Iterable[tuple[Node, str]]) -> tuple[Match, ...]:
        """Give one match an entity: first those hit by their own name, then by degree, then by id."""
        best: dict[Node, str] = {}
        for node, name in hits:
            if node not in best or name == self._graph.name(node):
                best[node] = name
        made = [Match(n, self._graph.id(n), self._graph.name(n), name) for n, name in best.items()]
        return tuple(
            sorted(made, key=lambda m: (m.matched != m.name, -len(self._graph.neighbours(m.node)), m.node))
        )


def one(index: Index, asked: str) -> Node:
    """Return the one entity that a name means. Raises NoSuchName or Ambiguous."""
    found = _found(index, asked)
    if len(found.matches) > 1:
        raise Ambiguous(asked, found.matches)
    return found.matches[0].node


def several(index: Index, asked: str, *, take_all: bool = False) -> tuple[Match, ...]:
    """Return all entities whose names hold the words asked for.

    Raises NoSuchName, and Ambiguous where several share the very name, unless `take_all`.
    """
    found = _found(index, asked)
    if len(found.matches) > 1 and found.tier != "words" and not take_all:
        raise Ambiguous(asked, found.matches)
    return found.matches


def _found(index: Index, asked: str) -> Found:
    found = index.find(asked)
    if found is None:
        near = dict.fromkeys(name for _, _, name in index.alike(asked))
        raise NoSuchName(asked, list(near)[:3])
    return found


def _by_alias(match: Match) -> str:
    return "" if match.matched == match.name else f" (as {quoted(match.matched)})"

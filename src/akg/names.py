"""Finds the entities that a name means: by id, by exact name, by folded name, by whole words."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, takewhile
from typing import Literal, NamedTuple, TypeVar

from akg.errors import AkgError
from akg.reading import Graph, Names, Node
from akg.spelling import fold, nfc, words
from akg.text import likenesses, plain

LONGEST = 200  # characters of a name asked for that are compared by likeness, and shown
LISTED = 20  # entities that one name may mean are listed up to this many

T = TypeVar("T")
Name = tuple[Node, str]  # an entity, and one of its names
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


def meant(near: Sequence[str], otherwise: str) -> str:
    """Word the remedy for what is called by no known name."""
    return f"did you mean {' or '.join(map(quoted, near))}?" if near else otherwise


def listed(candidates: Sequence[str]) -> str:
    """List what a name can mean, a line each, up to LISTED of them."""
    rows = "".join(f"\n  {candidate}" for candidate in candidates[:LISTED])
    return rows + (f"\n  and {len(candidates) - LISTED} more" if len(candidates) > LISTED else "")


class NoSuchName(AkgError):
    """No entity has this name, nor one with these words."""

    exit_code = 1

    def __init__(self, asked: str, near: Sequence[str]) -> None:
        super().__init__(f"no entity is called {quoted(asked)}; {meant(near, 'try: akg search TEXT')}")


class Ambiguous(AkgError):
    """Several entities have this name."""

    exit_code = 3

    def __init__(self, asked: str, matches: Sequence[Match]) -> None:
        self.matches = matches
        rows = listed([f"{m.id}  {plain(m.name)}{_by_alias(m)}" for m in matches])
        super().__init__(f"{quoted(asked)} can mean {len(matches)} entities; give the id of one:{rows}")


class Index:
    """The look-ups of names (`akg.reading.Names`) over any graph; a table is made when first asked."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def exact(self, name: str) -> Sequence[Name]:
        return self._exact.get(name, ())

    def folded(self, key: str) -> Sequence[Name]:
        return self._folded.get(key, ())

    def word(self, word: str) -> Sequence[Name]:
        return self._word.get(word, ())

    def beginning(self, letters: str) -> Sequence[str]:
        first = bisect_left(self._words, letters)
        return list(takewhile(lambda word: word.startswith(letters), islice(self._words, first, None)))

    def summary(self, word: str) -> Sequence[Node]:
        return self._summary.get(word, ())

    def like_folded(self, key: str) -> Sequence[tuple[str, float]]:
        return likenesses(key, sorted(self._folded))

    def like_word(self, word: str) -> Sequence[tuple[str, float]]:
        return likenesses(word, self._words)

    @cached_property
    def _names(self) -> list[Name]:
        graph = self.graph
        return [(node, name) for node in range(len(graph)) for name in graph.entity(node).names]

    @cached_property
    def _exact(self) -> dict[str, list[Name]]:
        return _table((nfc(name), (node, name)) for node, name in self._names)

    @cached_property
    def _folded(self) -> dict[str, list[Name]]:
        folded = ((fold(name), (node, name)) for node, name in self._names)
        return _table((key, name) for key, name in folded if key)  # empty without a letter or digit

    @cached_property
    def _word(self) -> dict[str, list[Name]]:
        return _table((word, hit) for hit in self._names for word in dict.fromkeys(words(hit[1])))

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._word)

    @cached_property
    def _summary(self) -> dict[str, list[Node]]:
        summaries = ((node, self.graph.entity(node).summary) for node in range(len(self.graph)))
        return _table((word, node) for node, text in summaries for word in dict.fromkeys(words(text or "")))


def _table(rows: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    made: dict[str, list[T]] = {}
    for key, value in rows:
        made.setdefault(key, []).append(value)
    return made


def find(names: Names, asked: str) -> Found | None:
    """Look a name up; None where nothing has it, not even its words."""
    tiers = _tiers(names, asked.strip())
    return next((Found(tier, _ranked(names.graph, hits)) for tier, hits in tiers if hits), None)


def _tiers(names: Names, asked: str) -> Iterator[tuple[Tier, Sequence[Name]]]:
    node = names.graph.node(asked)
    yield "id", [] if node is None else [(node, names.graph.name(node))]
    yield "exact", names.exact(nfc(asked))
    key = fold(asked)
    yield "folded", names.folded(key) if key else []
    yield "words", holding(names, words(asked))


def holding(names: Names, asked: Iterable[str]) -> list[Name]:
    """Return the names that hold all of these words, ascending by node; none where no word is asked."""
    wanted = set(asked)
    fewest = min((names.word(word) for word in wanted), key=len, default=())
    return _sorted(names, (hit for hit in fewest if wanted.issubset(words(hit[1]))))


def beginning(names: Names, asked: Iterable[str]) -> list[Name]:
    """Return the names in which each of these begins a word, ascending by node; none where none is asked."""
    wanted = set(asked)
    begun = ([names.word(word) for word in names.beginning(letters)] for letters in wanted)
    fewest = min(begun, key=lambda lists: sum(map(len, lists)), default=[])
    return _sorted(names, (hit for hits in fewest for hit in hits if _begin(wanted, hit[1])))


def _begin(wanted: Iterable[str], name: str) -> bool:
    held = words(name)
    return all(any(word.startswith(letters) for word in held) for letters in wanted)


def _sorted(names: Names, hits: Iterable[Name]) -> list[Name]:
    """Give each name once, of one entity its own first."""
    graph = names.graph
    return sorted(set(hits), key=lambda hit: (hit[0], hit[1] != graph.name(hit[0]), hit[1]))


def alike(names: Names, asked: str) -> list[tuple[float, Node, str]]:
    """Return (likeness of 100, node, name) of names spelled much like one that nothing has, best first.

    Each word asked for is much like one of the name, or the name as a whole is; nothing is like a text
    longer than LONGEST. This suggests, never resolves.
    """
    if len(asked) > LONGEST:
        return []
    best: dict[Name, float] = {}
    for key, likeness in names.like_folded(fold(asked)):
        best |= dict.fromkeys(names.folded(key), likeness)
    by_word = [_with_words_like(names, word) for word in words(asked)]
    for hit in set(by_word[0]).intersection(*by_word[1:]) if by_word else ():
        best[hit] = max(sum(hits[hit] for hits in by_word) / len(by_word), best.get(hit, 0))
    return sorted(
        ((likeness, *hit) for hit, likeness in best.items()), key=lambda h: (-h[0], len(h[2]), h[1:])
    )


def _with_words_like(names: Names, asked: str) -> dict[Name, float]:
    hits: dict[Name, float] = {}
    for word, likeness in reversed(names.like_word(asked)):  # the best is written last, and stays
        hits |= dict.fromkeys(names.word(word), likeness)
    return hits


def _ranked(graph: Graph, hits: Iterable[Name]) -> tuple[Match, ...]:
    """Give one match an entity: first those hit by their own name, then by degree, then by id."""
    best: dict[Node, str] = {}
    for node, name in hits:
        if node not in best or name == graph.name(node):
            best[node] = name
    made = [Match(n, graph.id(n), graph.name(n), name) for n, name in best.items()]
    return tuple(sorted(made, key=lambda m: (m.matched != m.name, -graph.degree(m.node), m.node)))


def one(names: Names, asked: str) -> Node:
    """Return the one entity that a name means. Raises NoSuchName or Ambiguous."""
    found = _found(names, asked)
    if len(found.matches) > 1:
        raise Ambiguous(asked, found.matches)
    return found.matches[0].node


def several(names: Names, asked: str, *, take_all: bool = False) -> tuple[Match, ...]:
    """Return all entities whose names hold the words asked for.

    Raises NoSuchName, and Ambiguous where several share the very name, unless `take_all`.
    """
    found = _found(names, asked)
    if len(found.matches) > 1 and found.tier != "words" and not take_all:
        raise Ambiguous(asked, found.matches)
    return found.matches


def _found(names: Names, asked: str) -> Found:
    found = find(names, asked)
    if found is None:
        raise NoSuchName(asked, near(names, asked))
    return found


def near(names: Names, asked: str) -> list[str]:
    """Return up to three names to suggest for one that nothing has, best first."""
    return list(dict.fromkeys(name for _, _, name in alike(names, asked)))[:3]


def _by_alias(match: Match) -> str:
    return "" if match.matched == match.name else f" (as {quoted(match.matched)})"

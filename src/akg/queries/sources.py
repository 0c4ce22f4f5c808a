"""What does each source carry, and what hangs on it alone?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from akg import claims, facts
from akg.claims import Speaker
from akg.dates.words import words as in_words
from akg.errors import AkgError
from akg.facts import Fact, Mention
from akg.model import Claim, Source, Stance
from akg.names import LONGEST, listed, meant, quoted
from akg.reading import Graph
from akg.rows import ALIAS
from akg.spelling import fold, words
from akg.text import likenesses, plain
from akg.where import EVERY, Where

_NUMBER = re.compile(r"([0-9]+)")


class NoSuchSource(AkgError):
    """No source has this id, nor these words in its author, title or publisher."""

    exit_code = 1

    def __init__(self, asked: str, near: Sequence[str]) -> None:
        super().__init__(f"no source is called {quoted(asked)}; {meant(near, 'akg sources lists them')}")


class AmbiguousSource(AkgError):
    """Several sources have these words in their author, title or publisher."""

    exit_code = 3

    def __init__(self, asked: str, found: Sequence[Source]) -> None:
        rows = listed([f"{source.id}  {_cited(source)}" for source in found])
        super().__init__(f"{quoted(asked)} can mean {len(found)} sources; give the id of one:{rows}")


class Carried(NamedTuple):
    """What a source carries. Claims that are set aside count for nothing but their own number."""

    source: str
    claims: int = 0
    facts: int = 0  # what these claims are about, with claims of its own: see `facts.every`
    alone: int = 0  # of these, what nobody would assert had this source not been read
    one_voice: int = 0  # of these, what stands by the word of one originator, wherever that is written
    entities: int = 0  # entities whose record as a whole was found there, events left out
    other_names: int = 0  # of entities, which are no facts
    set_aside: int = 0  # claims


class Answer(NamedTuple):
    """Some sources, first what most hangs on, then by id; and how many more there are."""

    sources: tuple[Carried, ...]
    more: int


class Told(NamedTuple):
    """A fact as one source has it."""

    fact: Fact
    at: tuple[str, ...]  # the places in it, in their order
    stances: tuple[Stance, ...]  # what is said of the fact there, each once
    alone: bool  # whether the fact hangs on this source alone


class Detail(NamedTuple):
    """One source in full."""

    source: Source
    carried: Carried
    speakers: tuple[Speaker, ...]  # the originators of its claims, most claims first, up to the limit
    originators: int  # all of them
    told: tuple[Told, ...]  # by their places in it, those without one last
    more: int  # facts beyond the limit


def of(graph: Graph, limit: int | None = None) -> Answer:
    """Sum up what each source carries; one that nothing cites carries nothing."""
    sums = {id: Carried(id) for id in graph.sources}
    for mention, told in facts.every(graph, Where(graph, statuses=EVERY)):
        for one in _carried(graph, mention, told):
            sums[one.source] = _sum(sums[one.source], one)
    for source, entities in _records(graph).items():
        sums[source] = sums[source]._replace(entities=entities)
    found = sorted(sums.values(), key=lambda one: (-one.alone, one.source))
    return Answer(tuple(found[:limit]), max(0, len(found) - limit) if limit else 0)


def _carried(graph: Graph, mention: Mention, told: Sequence[Claim]) -> Iterator[Carried]:
    """Give what the claims of one fact, or another name, add to each source that they cite."""
    asserting = claims.asserting(told, graph.sources)
    one_voice = len({claims.originator(claim) for claim in asserting}) == 1
    sole = claims.sole_source(told, graph.sources)
    for source in dict.fromkeys(claim.source for claim in told):
        mine = [claim for claim in told if claim.source == source]
        heard = sum(claim.set_aside is None for claim in mine)
        if _is_name(mention):
            yield Carried(source, other_names=int(heard > 0), set_aside=len(mine) - heard)
            continue
        asserts = any(claim.source == source for claim in asserting)
        yield Carried(
            source, claims=heard, facts=int(heard > 0), alone=int(source == sole),
            one_voice=int(one_voice and asserts), set_aside=len(mine) - heard,
        )  # fmt: skip


def _is_name(mention: Mention) -> bool:
    return mention.own and mention.row.type == ALIAS


def _sum(one: Carried, other: Carried) -> Carried:
    """Add up what a source carries."""
    return Carried(one.source, *map(sum, zip(one[1:], other[1:], strict=True)))


def _records(graph: Graph) -> Counter[str]:
    """Count by source the entities found in it."""
    entities = (graph.entity(n) for n in range(len(graph)) if graph.kind(n) != "event")
    cited = ({c.source for c in entity.claims if c.set_aside is None} for entity in entities)
    return Counter(source for sources in cited for source in sources)


class _Met(NamedTuple):
    """A fact met in a source, before it is told."""

    at: Sequence[str]
    mention: Mention
    stances: tuple[Stance, ...]
    alone: bool

    @property
    def order(self) -> tuple[bool, list[list[tuple[int, str]]], tuple[bool, int, int]]:
        """What facts are sorted by: place, those without one last; then time."""
        return not self.at, [_natural(at) for at in self.at], self.mention.row.order


def one(graph: Graph, id: str, limit: int | None = None) -> Detail:
    """Tell everything that one source carries."""
    where, sums, speakers = Where(graph, statuses=EVERY), Carried(id), claims.Speakers()
    met: list[_Met] = []
    for mention, told in facts.every(graph, where):
        mine = [claim for claim in told if claim.source == id]
        if not mine:
            continue
        carried = next(one for one in _carried(graph, mention, told) if one.source == id)
        sums = _sum(sums, carried)
        heard = [claim for claim in mine if claim.set_aside is None]
        if heard and not _is_name(mention):
            for claim in heard:
                speakers.hear(claim)
            at = sorted({claim.at for claim in heard if claim.at}, key=_natural)
            met.append(_Met(at, mention, _stances(heard), carried.alone > 0))
    shown = tuple(
        Told(m.mention.tell(graph, m.mention.row.src, where), tuple(m.at), m.stances, m.alone)
        for m in sorted(met, key=lambda m: m.order)[:limit]
    )
    return Detail(
        graph.sources[id], sums._replace(entities=_records(graph)[id]), speakers.most(limit), len(speakers),
        shown, len(met) - len(shown),
    )  # fmt: skip


def _natural(at: str) -> list[tuple[int, str]]:
    """Give the key that puts para 2 before para 10: a number counts by its length, then its digits."""
    parts = _NUMBER.split(at.casefold())
    return [(len(part.lstrip("0")), part.lstrip("0")) if n % 2 else (0, part) for n, part in enumerate(parts)]


def _stances(told: Iterable[Claim]) -> tuple[Stance, ...]:
    return tuple(dict.fromkeys(claim.stance for claim in told))


def find(graph: Graph, asked: str) -> str:
    """Return the id of the one source that is meant: by its id, else its title, else words of it.

    These may be of its id, author, title and publisher. Raises NoSuchSource or AmbiguousSource.
    """
    if asked in graph.sources:
        return asked
    every = sorted(graph.sources.values(), key=lambda source: source.id)
    found = [source for source in every if fold(asked) and fold(source.title) == fold(asked)]
    found = found or [s for s in every if words(asked) and set(words(asked)) <= _words(s)]
    if len(found) > 1:
        raise AmbiguousSource(asked, found)
    if not found:
        raise NoSuchSource(asked, _near(asked, every))
    return found[0].id


def _cited(source: Source) -> str:
    date = in_words(source.date) if source.date else "undated"
    return f"{', '.join(plain(part) for part in (source.author, source.title) if part)} ({date})"


def _words(source: Source) -> set[str]:
    cited_by = (source.id, source.author, source.title, source.publisher)
    return {word for text in cited_by if text for word in words(text)}


def _near(asked: str, every: Sequence[Source]) -> list[str]:
    """Give the ids of up to three sources with words spelled much like those asked for."""
    if len(asked) > LONGEST:
        return []
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for source in every:
        for word in _words(source):
            ids[word].add(source.id)
    like = [set().union(*(ids[near] for near, _ in likenesses(word, ids))) for word in words(asked)]
    return sorted(set.intersection(*like))[:3] if like else []

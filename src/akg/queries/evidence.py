"""Why does a fact stand as it does? Every claim on it, who contradicts whom, and what follows."""

import shlex
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, get_args

from akg import claims, facts, names, rows
from akg.claims import STANDING, Dating, Originator
from akg.errors import AkgError
from akg.facts import Fact
from akg.model import Claim, Relation, Stance
from akg.names import LONGEST, meant, quoted
from akg.reading import Graph, Names, Node, Rel
from akg.text import likenesses
from akg.where import Where


class NoSuchFact(AkgError):
    """No fact has this id, and no entity this name."""

    exit_code = 1

    def __init__(self, asked: str, near: Sequence[str]) -> None:
        remedy = meant(near, "akg evidence FROM TO tells the ids between two")
        super().__init__(f"no fact has the id {quoted(asked)}, and no entity is called so; {remedy}")


class NothingBetween(AkgError):
    """No relation joins two entities directly."""

    exit_code = 1

    def __init__(self, graph: Graph, one: Node, other: Node) -> None:
        between = f"{quoted(graph.name(one))} and {quoted(graph.name(other))}"
        chain = shlex.join(["akg", "path", graph.id(one), graph.id(other)])
        super().__init__(f"nothing on file joins {between} directly; try: {chain}")


class NothingAlone(AkgError):
    """No date or number of an entity itself is on file."""

    exit_code = 1

    def __init__(self, graph: Graph, n: Node) -> None:
        other = f"name a second entity: akg evidence {shlex.quote(graph.id(n))} TO"
        super().__init__(f"no date or number of {quoted(graph.name(n))} itself is on file; {other}")


class NothingLeft(AkgError):
    """All claims about a fact are among those that are not to be heard."""

    exit_code = 1

    def __init__(self, asked: str) -> None:
        super().__init__(f"nothing is claimed of {quoted(asked)} but what the filters leave unheard")


class SameEntity(AkgError):
    """What stands between an entity and itself was asked for."""

    def __init__(self, graph: Graph, n: Node) -> None:
        alone = f"akg evidence {shlex.quote(graph.id(n))} tells its own dates and numbers"
        super().__init__(f"both are {quoted(graph.name(n))}; name two entities ({alone})")


class Attested(NamedTuple):
    """A claim, and what became of it."""

    claim: Claim
    counts: bool
    successor: Claim | None  # what its originator said instead; None of one that counts or is set aside


class Side(NamedTuple):
    """Those who take one stance by claims that count."""

    stance: Stance
    voices: tuple[tuple[Claim, ...], ...]  # of each originator their claims; in the order of the first


class Evidence(NamedTuple):
    """A fact, and all that bears on how it stands and when it was: of what nobody states, its premises."""

    fact: Fact
    claims: tuple[Attested, ...]  # all on file, in the order in which they were made
    sides: tuple[Side, ...]  # those that assert, deny, doubt, have retracted; none without voices
    datings: tuple[Dating, ...]
    cut: tuple[Node, ...]  # the ends whose lives its time is cut down to
    sole_source: str | None  # had nobody read it, nobody would assert the fact

    def voices(self, stance: Stance) -> tuple[tuple[Claim, ...], ...]:
        """Give those who take a stance, often none."""
        return next((side.voices for side in self.sides if side.stance == stance), ())

    @property
    def support(self) -> int:
        """How many originators assert it."""
        return len(self.voices("asserts"))

    @property
    def sole_voice(self) -> Claim | None:
        """The first claim of the one originator who asserts it; None where several do, or nobody."""
        asserting = self.voices("asserts")
        return asserting[0][0] if len(asserting) == 1 else None


def of(index: Names, asked: str, where: Where) -> tuple[Evidence, ...]:
    """Tell of one fact by its id, or else of all that is claimed of one entity by itself, by time.

    What follows from others is told with these after it. An entity is named as everywhere. Other names of it
    are told by id alone. Raises NoSuchFact, NothingLeft, NothingAlone, names.Ambiguous.
    """
    graph = index.graph
    found: tuple[Evidence, ...]
    if (r := _relation(where.graph, asked)) is not None:
        told = [r, *where.graph.premises(r)]
        found = tuple(_of_relation(r, where) for r in told) if _is_heard(where.graph, r) else ()
    elif (n := _owner(graph, asked)) is not None:
        found = tuple(one for one in _own(n, where) if one.fact.id == asked)
    else:
        return _alone(index, asked, where)
    if not found:
        raise NothingLeft(asked)
    return found


def between(index: Names, one: str, other: str, where: Where) -> tuple[Evidence, ...]:
    """Tell of every relation that joins two entities, whatever its status and direction, by time.

    Raises NothingBetween, SameEntity, names.NoSuchName, names.Ambiguous.
    """
    ends = names.one(index, one), names.one(index, other)
    if ends[0] == ends[1]:
        raise SameEntity(index.graph, ends[0])
    found = _by_time(_of_relation(r, where) for r in where.graph.between(*ends))
    if not found:
        raise NothingBetween(index.graph, *ends)
    return found


def _alone(index: Names, asked: str, where: Where) -> tuple[Evidence, ...]:
    try:
        n = names.one(index, asked)
    except names.NoSuchName:
        raise NoSuchFact(asked, _near(index, asked)) from None
    found = _by_time(one for one in _own(n, where) if one.fact.row.type != rows.ALIAS)
    if not found:
        raise NothingAlone(index.graph, n)
    return found


def _by_time(told: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(told, key=lambda one: one.fact.order))


def _relation(graph: Graph, id: str) -> Rel | None:
    """Find a relation by its id: numbered in the order of these are first the stated, then the derived."""
    derived = bisect_left(range(graph.size), True, key=lambda r: bool(graph.premises(r)))
    for some in (range(derived), range(derived, graph.size)):
        at = bisect_left(some, id, key=lambda r: graph.relation(r).id)
        if at < len(some) and graph.relation(some[at]).id == id:
            return some[at]
    return None


def _is_heard(graph: Graph, r: Rel) -> bool:
    return bool(graph.relation(r).claims or graph.premises(r))


def _owner(graph: Graph, id: str) -> Node | None:
    """Find of which entity by itself a fact is claimed by its id: the entity's, a dot, what it is."""
    owner, _, rest = id.partition(".")
    n = graph.node(owner)
    return n if n is not None and any(own.id == rest for own in rows.own(graph.entity(n))) else None


def _near(index: Names, asked: str) -> list[str]:
    """Give up to three ids or names to suggest: ids for what is written like one, with a dot."""
    is_like_id = "." in asked and len(asked) <= LONGEST
    ids = likenesses(asked, _ids(index.graph), limit=3) if is_like_id else []
    return [id for id, _ in ids] or names.near(index, asked)


def _ids(graph: Graph) -> Iterator[str]:
    yield from (graph.relation(r).id for r in range(graph.size))
    for n in range(len(graph)):
        yield from (f"{graph.id(n)}.{own.id}" for own in rows.own(graph.entity(n)))


def _of_relation(r: Rel, where: Where) -> Evidence:
    graph = where.graph
    row, relation = graph.row(r), graph.relation(r)
    datings = claims.datings(
        relation.claims, relation.date, rows.shape_of(relation, graph.vocabulary), graph.sources
    )
    cut = _cutting(graph, (row.src, row.dst), relation)
    return _evidence(graph, facts.of_relation(graph, r, row.src, where), datings, tuple(cut))


def _cutting(graph: Graph, ends: Iterable[Node], relation: Relation) -> Iterator[Node]:
    """Give the ends whose life, taken alone, cuts down the time of a relation."""
    whole = rows.standing(relation, (), graph.vocabulary, graph.sources).bounds
    for n in ends:
        life = claims.life(graph.entity(n), graph.sources)
        if rows.standing(relation, [life], graph.vocabulary, graph.sources).bounds != whole:
            yield n


def _own(n: Node, where: Where) -> Iterator[Evidence]:
    """Tell what is claimed of one entity by itself, its other names too."""
    graph = where.graph
    for own in rows.own(graph.entity(n)):
        datings = claims.datings(own.claims, own.date, "act", graph.sources)
        yield _evidence(graph, facts.of_own(graph, n, own, where), datings, ())


def attested(graph: Graph, fact: Fact) -> tuple[Attested, ...]:
    """Give all claims on a fact, in the order in which they were made, and what became of each."""
    told, sources = fact.claims, graph.sources
    counting = {id(claim) for claim in claims.counting(told, sources)}
    successors = {id(left): claim for left, claim in claims.successors(told, sources)}
    ordered = claims.in_order(told, sources)
    return tuple(Attested(c, id(c) in counting, successors.get(id(c))) for c in ordered)


def _evidence(graph: Graph, fact: Fact, datings: Iterable[Dating], cut: tuple[Node, ...]) -> Evidence:
    told = attested(graph, fact)
    return Evidence(
        fact,
        told,
        tuple(_sides([one.claim for one in told if one.counts])),
        tuple(datings),
        cut,
        claims.sole_source(fact.claims, graph.sources) if fact.row.status in STANDING else None,
    )


def _sides(counted: Sequence[Claim]) -> Iterator[Side]:
    """Give the sides, and on each every voice once, however many sources report it."""
    for stance in get_args(Stance):
        voices: dict[Originator, list[Claim]] = {}
        for claim in counted:
            if claim.stance == stance:
                voices.setdefault(claims.originator(claim), []).append(claim)
        if voices:
            yield Side(stance, tuple(map(tuple, voices.values())))

"""Relations as they stand among the claims that are heard, and what follows from them, one by one.

Only `akg.claims` and `akg.dates` are taken as given.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations, product
from typing import NamedTuple

from akg import claims, dates
from akg.claims import STANDING, Status
from akg.dates import UNDATED, Bounds
from akg.model import Claim, Dataset, Entity, Relation
from akg.vocabulary import RelationType, Vocabulary

Span = tuple[int, int]  # first and last day
Heard = Callable[[Claim], bool]
ONE = 65536


class Tie(NamedTuple):
    """A relation as it stands, or one that follows from others."""

    id: str
    src: str
    dst: str
    type: str
    bounds: Bounds
    start: int  # the day that it is listed under
    status: Status
    doubted: bool
    uncertain: bool
    weight: int
    cited: tuple[frozenset[str], ...]  # the sources of itself, or of each of its premises
    symmetric: bool
    lasts: bool  # whether it is no act
    event: str | None = None  # from whose record it comes
    premises: tuple["Tie", ...] = ()

    @property
    def firm(self) -> bool:
        """Whether its time can be certain."""
        return self.status == "asserted" and not self.uncertain


class Rule(NamedTuple):
    """A chain of the vocabulary: of each step its type, and whether it is read forwards."""

    id: str
    implies: str
    steps: tuple[tuple[str, bool], ...]


Walk = tuple[tuple[str, ...], tuple[Tie, ...]]  # the entities of a chain, and the relations between them


def hearing(data: Dataset, without: Sequence[str] = (), known_at: str | None = None) -> Heard:
    """Say of a claim whether it is heard, if some sources are not read, or of what was known by a date."""

    def heard(claim: Claim) -> bool:
        if claim.source in without:
            return False
        if known_at is None:
            return True
        said = claim.said or data.sources[claim.source].date
        return said is not None and dates.bounds(said, "act").le <= dates.span(known_at)[1]

    return heard


def stated(data: Dataset, heard: Heard) -> list[Tie]:
    """Give each relation of which something is heard."""
    return [_tie(data, relation, heard) for relation in data.relations if any(map(heard, relation.claims))]


def _tie(data: Dataset, relation: Relation, heard: Heard) -> Tie:
    told = [claim for claim in relation.claims if heard(claim)]
    kind = data.vocabulary.types[relation.type]
    shape = "act" if relation.event else kind.shape
    stands = claims.standing(told, relation.date, shape, data.sources)
    bounds = stands.bounds
    if shape != "act":
        bounds = dates.clip(bounds, *(_life(data, data.entities[id], heard) for id in _ends(relation)))
    cost = 1 / math.log2(1 + min(max(stands.support, 1), 3))
    cost *= 1 if stands.status == "asserted" else 1.5
    cost *= 0.5 if relation.event else 1
    return Tie(
        relation.id, relation.src, relation.dst, relation.type, bounds, stands.start, stands.status,
        stands.doubted, stands.uncertain, round(cost * ONE) << 16 | 1,
        (frozenset(claim.source for claim in told if claim.set_aside is None),),
        kind.symmetric, shape != "act", relation.event,
    )  # fmt: skip


def _life(data: Dataset, entity: Entity, heard: Heard) -> Bounds:
    """Bound a life by what nobody disputes or questions of birth and death."""
    ends = []
    for told in (entity.born, entity.died):
        stands = claims.standing([c for c in told if heard(c)], None, "act", data.sources)
        ends.append(stands.bounds if stands.status == "asserted" and not stands.uncertain else UNDATED)
    born, died = ends
    return Bounds(born.es, born.ls, died.ee, died.le)


def _ends(relation: Relation) -> tuple[str, str]:
    return relation.src, relation.dst


def degree(data: Dataset, id: str) -> int:
    """Count the others that an entity is joined to by what is on file, heard or not."""
    return len({end for r in data.relations if id in _ends(r) for end in _ends(r)} - {id})


def toll(data: Dataset, id: str) -> int:
    """Give what it costs to pass through an entity, in 1/65536."""
    return round(math.log2(degree(data, id) or 1) * ONE / 2)


# What follows


def derived(data: Dataset, ties: Sequence[Tie]) -> list[Tie]:
    """Give what follows from relations by the chains of the vocabulary, by id."""
    premises = [tie for tie in ties if tie.lasts and tie.status in STANDING]
    found = (tie for rule in _rules(data.vocabulary) for tie in _following(data, rule, premises))
    return sorted(found, key=lambda tie: (tie.id, tie.src))


def _rules(vocabulary: Vocabulary) -> set[Rule]:
    """Give the chains that are listed."""
    return {
        Rule(chain.id, chain.implies, tuple((step.type, step.forward) for step in chain.steps))
        for chain in vocabulary.chains.values()
    }


def inverses(vocabulary: Vocabulary) -> Mapping[str, set[str]]:
    """Give the inverses of each type, whichever of the two names the other."""
    named = {(type.id, type.inverse_of) for type in vocabulary.types.values() if type.inverse_of}
    both = named | {(other, one) for one, other in named}
    return {id: {other for one, other in both if one == id} for id in vocabulary.types}


def _following(data: Dataset, rule: Rule, premises: Sequence[Tie]) -> Iterator[Tie]:
    implied = data.vocabulary.types[rule.implies]
    found = {
        (nodes, walked)
        for start in data.entities
        for nodes, walked in _walks(data.vocabulary, rule, premises, start)
        if _admits(implied, data, nodes[0], nodes[-1])
    }
    for nodes, walked in found:
        back = nodes[::-1], walked[::-1]
        twice = implied.symmetric and back in found and nodes[-1] < nodes[0]
        if not twice and (tie := _derived(data, rule, nodes, walked)):
            yield tie


def _walks(vocabulary: Vocabulary, rule: Rule, premises: Sequence[Tie], start: str) -> Iterator[Walk]:
    """Give every way to walk the steps of a chain, over entities that are all different."""
    others = inverses(vocabulary)

    def leads(tie: Tie, type: str, way: tuple[str, str]) -> bool:
        if tie.type == type:
            return (tie.src, tie.dst) == way or vocabulary.types[type].symmetric
        return tie.type in others[type] and (tie.dst, tie.src) == way

    def extended(nodes: tuple[str, ...], walked: tuple[Tie, ...]) -> Iterator[Walk]:
        if len(walked) == len(rule.steps):
            yield nodes, walked
            return
        type, forward = rule.steps[len(walked)]
        for tie in premises:
            for here, there in permutations((tie.src, tie.dst)):
                way = (here, there) if forward else (there, here)
                if here == nodes[-1] and there not in nodes and leads(tie, type, way):
                    yield from extended((*nodes, there), (*walked, tie))

    return (walk for walk in extended((start,), ()) if not _is_itself(rule, walk[1]))


def _is_itself(rule: Rule, walked: tuple[Tie, ...]) -> bool:
    """Say whether a relation would follow from itself: as the inverse of its own inverse."""
    return len(walked) == 1 and rule.implies == walked[0].type


def _admits(type: RelationType, data: Dataset, src: str, dst: str) -> bool:
    one, other = data.entities[src].kind, data.entities[dst].kind
    return type.admits(one, other) or (type.symmetric and type.admits(other, one))


def _derived(data: Dataset, rule: Rule, nodes: tuple[str, ...], premises: tuple[Tie, ...]) -> Tie | None:
    times = [tie.bounds for tie in premises]
    bounds = _shared(times)
    if bounds is None:
        return None
    sure = UNDATED in times or _surely_met(times)
    cost = sum(tie.weight >> 16 for tie in premises) + sum(toll(data, id) for id in nodes[1:-1])
    return Tie(
        ":".join((rule.id, *(tie.id for tie in premises))), nodes[0], nodes[-1], rule.implies,
        bounds, min(max(tie.start for tie in premises), bounds.le),  # a life may have clipped `es`
        "disputed" if any(tie.status == "disputed" for tie in premises) else "asserted",
        any(tie.doubted for tie in premises), not sure or any(tie.uncertain for tie in premises),
        cost << 16 | 1, tuple(cited for tie in premises for cited in tie.cited),
        data.vocabulary.types[rule.implies].symmetric, lasts=True, premises=premises,
    )  # fmt: skip


def _shared(times: Sequence[Bounds]) -> Bounds | None:
    """Bound the time that these have in common; None where there cannot have been any."""
    es, le = max(b.es for b in times), min(b.le for b in times)
    ls, ee = max(b.ls for b in times), min(b.ee for b in times)
    if es > le:
        return None
    return UNDATED if UNDATED in times else Bounds(es, min(ls, le), max(ee, es), le)


def _surely_met(times: Sequence[Bounds]) -> bool:
    """Say whether they were at one time in each world: so what is alone was, whenever that was."""
    worlds = product(*map(spans, times))
    return all(max(start for start, _ in world) <= min(end for _, end in world) for world in worlds)


def spans(b: Bounds) -> set[Span]:
    """Give the shortest times that bounds allow: nothing is missed, or met later, for being longer.

    Where it may have been on one day alone, the first and the last of such days are enough: what misses
    neither misses none between, and who waits for the last has been there on all.
    """
    return {(b.ls, b.ee)} if b.ls <= b.ee else {(b.ee, b.ee), (b.ls, b.ls)}

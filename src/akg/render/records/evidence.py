"""Gives the evidence for facts as records."""

from collections.abc import Iterable, Sequence

from akg import claims
from akg.model import Claim
from akg.queries.evidence import Attested, Evidence
from akg.reading import Graph
from akg.render import records
from akg.render.records import Record


def of(graph: Graph, found: Iterable[Evidence]) -> list[Record]:
    """Give a record a fact, with all that bears on how it stands."""
    return [_evidence(graph, one) for one in found]


class _Order:
    """The claims on a fact by their numbers from 0, and its voices as each is first spelled."""

    def __init__(self, ordered: Sequence[Claim]) -> None:
        self._numbers = {id(claim): number for number, claim in enumerate(ordered)}
        self._first = {claims.originator(claim): claim for claim in reversed(ordered)}

    def numbers(self, some: Iterable[Claim]) -> list[int]:
        return [self._numbers[id(claim)] for claim in some]

    def originator(self, claim: Claim) -> str | Record | None:
        return records.originator(self._first[claims.originator(claim)])


def _evidence(graph: Graph, one: Evidence) -> Record:
    """Give a fact with all its claims, in the order in which they were made, and what follows."""
    order = _Order([told.claim for told in one.claims])
    return {
        **records.fact(graph, one.fact),
        "claims": [_attested(graph, told, order) for told in one.claims],
        "sides": [
            {"stance": side.stance, "voices": [_heard(said, order) for said in side.voices]}
            for side in one.sides
        ],
        "dates": [
            {"edtf": each.date.text, "decides": each.decides, "claims": order.numbers(each.claims)}
            for each in one.datings
        ],
        "lives": [records.node(graph, n) for n in one.cut],
        "support": one.support,
        "cost": None if one.fact.own else records.cost(one.fact.row.weight),
        "sole_source": one.sole_source and records.Cited(one.sole_source),
        "sole_voice": one.sole_voice and order.originator(one.sole_voice),
    }


def _attested(graph: Graph, told: Attested, order: _Order) -> Record:
    """Give a claim with whose word it is, and what became of it."""
    return {
        **records.claim(told.claim, counts=told.counts),
        "originator": order.originator(told.claim),
        "text": told.claim.text,
        "spoken": records.text(claims.said(told.claim, graph.sources)),
        "replaced": order.numbers([told.successor])[0] if told.successor else None,
    }


def _heard(said: Sequence[Claim], order: _Order) -> Record:
    """Give a voice with its claims, and the sources that report it."""
    return {
        "originator": order.originator(said[0]),
        "sources": list(dict.fromkeys(records.Cited(claim.source) for claim in said)),
        "claims": order.numbers(said),
    }

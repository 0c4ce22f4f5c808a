"""What happened when? Everything told of some entities, in the order of time."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from akg import dates, facts
from akg.facts import Fact
from akg.reading import Graph, Node
from akg.where import Where, reasons


class Answer(NamedTuple):
    """The facts about some entities by time, those without a date apart, and what the filters left out."""

    entities: tuple[Node, ...]
    dated: tuple[Fact, ...]
    undated: tuple[Fact, ...]
    left_out: Counter[str]
    more: int = 0  # facts beyond the limit


def of(graph: Graph, nodes: Sequence[Node], where: Where, limit: int | None = None) -> Answer:
    """Merge what is told of all these entities: relations with, at, about or said by them, and their own dates.

    A relation among two of them is told once, from the first.
    """
    told: dict[str, Fact] = {}
    missed: list[str | None] = []
    for node in nodes:
        for fact in facts.own(graph, node, where):
            told.setdefault(fact.id, fact)
        missed += facts.own_left_out(graph, node, where)
        for r in graph.incident(node, where.window[1] if where.window else None):
            fact = facts.of_relation(graph, r, node, where)
            missed.append(where.fails(r, fact.row))
            if missed[-1] is None and where.admits_other(fact.other):
                told.setdefault(fact.id, fact)
    ordered = sorted(told.values(), key=lambda f: (f.row.order, f.id))
    shown = ordered[:limit]
    return Answer(
        tuple(nodes),
        tuple(f for f in shown if not dates.is_undated(f.row.bounds)),
        tuple(f for f in shown if dates.is_undated(f.row.bounds)),
        reasons(missed),
        len(ordered) - len(shown),
    )

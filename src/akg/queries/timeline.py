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
    """Merge what is told of all these entities: relations with, at or about them, and their own dates.

    A relation among two of them is told once, from the first. What they deny or doubt of others is told too;
    what they assert of others is left to `show`, lest the timeline of a body that reports be all its reports.
    """
    found: dict[str, Fact] = {}
    failed: dict[str, str] = {}
    for node in nodes:
        for fact, missed in facts.told(graph, node, where):
            if fact.part == "voice" and not _objects(graph, node, fact):
                continue
            if missed is None:
                found.setdefault(fact.id, fact)
            else:
                failed[fact.id] = missed
    ordered = sorted(found.values(), key=lambda fact: fact.order)
    shown = ordered[:limit]
    return Answer(
        tuple(nodes),
        tuple(f for f in shown if not dates.is_undated(f.row.bounds)),
        tuple(f for f in shown if dates.is_undated(f.row.bounds)),
        reasons(failed.values()),
        len(ordered) - len(shown),
    )


def _objects(graph: Graph, node: Node, fact: Fact) -> bool:
    id = graph.entity(node).id
    return any(c.stance != "asserts" and c.by is not None and c.by.entity == id for c in fact.claims)

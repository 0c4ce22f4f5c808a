"""What is known of one entity? Its record, its own dates and numbers, and every relation that mentions it."""

from collections import Counter
from typing import NamedTuple

from akg import facts
from akg.facts import Fact
from akg.model import Entity
from akg.reading import Graph, Node
from akg.where import Where, reasons


class Answer(NamedTuple):
    """All that is on file about one entity, each list in the order of time."""

    node: Node
    entity: Entity
    own: tuple[Fact, ...]
    relations: tuple[Fact, ...]  # as an end
    here: tuple[Fact, ...]  # relations of others, with this as their place
    about: tuple[Fact, ...]  # relations of others, about it
    said: tuple[Fact, ...]  # relations of others, for which it is cited as one who says or carries them
    left_out: Counter[str]


def of(graph: Graph, node: Node, where: Where) -> Answer:
    """Collect everything about an entity that passes the filters."""
    parts: dict[str, list[Fact]] = {"end": [], "place": [], "about": [], "voice": []}
    missed: list[str | None] = [*facts.own_left_out(graph, node, where)]
    for r in graph.incident(node):
        fact = facts.of_relation(graph, r, node, where)
        missed.append(where.fails(r, fact.row))
        if missed[-1] is None and where.admits_other(fact.other):
            parts[fact.part].append(fact)
    end, place, about, voice = (tuple(told) for told in parts.values())
    own = tuple(facts.own(graph, node, where))
    return Answer(node, graph.entity(node), own, end, place, about, voice, reasons(missed))

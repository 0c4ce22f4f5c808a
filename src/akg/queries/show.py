"""What is known of one entity? Its record, its own dates and numbers, and every relation that mentions it."""

from collections import Counter
from typing import NamedTuple

from akg import facts
from akg.facts import Fact
from akg.model import Entity
from akg.reading import Graph, Node
from akg.where import Tally, Where, reasons


class Answer(NamedTuple):
    """All that is on file about one entity, each list in the order of `Fact.order`."""

    node: Node
    entity: Entity
    own: tuple[Fact, ...]
    relations: tuple[Fact, ...]  # as an end
    here: tuple[Fact, ...]  # facts of others, with this as their place
    about: tuple[Fact, ...]  # relations of others, about it
    said: tuple[Fact, ...]  # facts of others, for which it is cited as one who says or carries them
    left_out: Counter[str]
    window: tuple[int, int] | None  # the days asked about
    sure: Tally | None  # of all these facts


def of(graph: Graph, node: Node, where: Where) -> Answer:
    """Collect everything about an entity that passes the filters."""
    parts: dict[str, list[Fact]] = {"own": [], "end": [], "place": [], "about": [], "voice": []}
    failed = []
    for mention, missed in facts.told(graph, node, where):
        failed.append(missed)
        if missed is None:
            fact = mention.tell(graph, node, where)
            parts["own" if fact.other is None else fact.part].append(fact)
    own, end, place, about, voice = (tuple(sorted(told, key=lambda f: f.order)) for told in parts.values())
    sure = where.tally(fact.certainty for told in parts.values() for fact in told)
    return Answer(
        node, graph.entity(node), own, end, place, about, voice, reasons(failed), where.window, sure
    )

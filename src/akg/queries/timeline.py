"""What happened when? Everything told of some entities, in the order of time."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from akg import dates, facts
from akg.facts import Fact, Mention
from akg.reading import Graph, Node, Rel, Row
from akg.where import SAID, Tally, Where, reasons

DATED, LASTING, UNDATED = range(3)  # the blocks of a timeline


class Answer(NamedTuple):
    """The facts about some entities by time, and what the filters left out."""

    entities: tuple[Node, ...]
    dated: tuple[Fact, ...]  # where a time was asked about, first what is certain
    lasting: tuple[Fact, ...]  # of types that hold always, such as kinship: so at all times, or all of a life
    undated: tuple[Fact, ...]
    left_out: Counter[str]
    more: int  # facts beyond the limit
    window: tuple[int, int] | None  # the days asked about
    sure: Tally | None  # of all the facts, those beyond the limit too


def of(graph: Graph, nodes: Sequence[Node], where: Where, limit: int | None = None) -> Answer:
    """Merge what is told of all these entities: relations with, at or about them, and their own dates.

    A relation among two of them is told once, from the first. What they deny or doubt of others is told too;
    what they assert of others is left to `show`, lest the timeline of a body that reports be all its reports.
    """
    found: dict[Rel | str, tuple[Node, Mention]] = {}
    failed: dict[Rel | str, str] = {}
    for node in nodes:
        for mention, missed in facts.told(graph, node, where):
            if missed not in (None, *SAID) or not _concerns(graph, node, mention):
                continue
            if missed is None:
                found.setdefault(mention.key, (node, mention))
            else:
                failed[mention.key] = missed
    shown = _earliest(graph, list(found.values()), where, limit)
    blocks: tuple[list[Fact], ...] = ([], [], [])
    for fact in shown:
        blocks[_block(graph, fact.row)].append(fact)
    dated, lasting, undated = map(tuple, blocks)
    sure = where.tally(where.certainty(mention.row) for _, mention in found.values())
    return Answer(
        tuple(nodes), dated, lasting, undated, reasons(failed.values()), len(found) - len(shown),
        where.window, sure,
    )  # fmt: skip


def _concerns(graph: Graph, node: Node, mention: Mention) -> bool:
    """Whether it is in a fact as more than a voice, or as one that objects; what is set aside is no voice."""
    return mention.part != "voice" or any(
        c.set_aside is None and c.stance != "asserts" and c.by is not None and c.by.entity == graph.id(node)
        for c in mention.claims(graph)
    )


def _earliest(graph: Graph, found: list[tuple[Node, Mention]], where: Where, limit: int | None) -> list[Fact]:
    """Tell the first in `_order`, then by id; ids are cold, and read only of what may be among the first."""
    if limit is not None and limit < len(found):
        last = sorted(_order(graph, mention.row, where) for _, mention in found)[limit - 1]
        found = [one for one in found if _order(graph, one[1].row, where) <= last]
    told = (mention.tell(graph, node, where) for node, mention in found)
    return sorted(told, key=lambda fact: (_order(graph, fact.row, where), fact.id))[:limit]


def _order(graph: Graph, row: Row, where: Where) -> tuple[int, bool, tuple[bool, int, int]]:
    """Give what sorts by block, within it the only possible last, then by time."""
    return _block(graph, row), where.certainty(row) == "possible", row.order


def _block(graph: Graph, row: Row) -> int:
    if dates.is_undated(row.bounds):
        return UNDATED
    type = graph.vocabulary.types.get(row.type)
    return LASTING if type and type.shape == "lasting" else DATED

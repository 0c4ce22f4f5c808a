"""Words for the end of a page: what was left out, what is not printed, and what the signs mean."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from akg.facts import Fact
from akg.reading import Graph, Node
from akg.render.document import Block, Gap, Item, Span, Style, joined, line, say
from akg.render.phrases import counted, shape
from akg.render.statement import STATUS_SHAPES, THEREFORE
from akg.where import SAID


def left_out(counts: Counter[str]) -> list[str]:
    """Say what filters left out that a reader should know of, and how to see it."""
    remedy = {"undated": "a time was asked about", "uncertain": "--certain asks for no more"}
    return [
        f"{count:,} {reason} left out ({remedy.get(reason, '--status any')})"
        for reason, count in sorted(counts.items())
    ]


def counts(sure: tuple[int, int] | None, left_out: Counter[str]) -> dict[str, int | None]:
    """Count what is certain or possible, where a time was asked about, and what was left out."""
    certain, possible = sure or (None, None)
    return {"certain": certain, "possible": possible, **{reason: left_out[reason] for reason in SAID}}


def beyond(shown: int, more: int) -> list[str]:
    """Say how many results there are beyond the limit, and how to see them; nothing where there are none."""
    return [f"{more:,} more (--limit {shown + more} shows them)"] if more else []


def noted(facts: Iterable[Fact]) -> list[str]:
    """Say how many facts have notes that are not printed with them."""
    count = len({fact.id for fact in facts if fact.note or any(claim.note for claim in fact.claims)})
    return (
        [f"{counted((count, 'note'))} not printed here (akg show NAME and --format json tell notes)"]
        if count
        else []
    )


def notes(lines: Sequence[str]) -> Iterator[Block]:
    """Give closing remarks, one a line."""
    if lines:
        yield Gap()
    for one in lines:
        yield Item(line(), line(say(one, "dim")))


def legend(graph: Graph, nodes: Iterable[Node], facts: Iterable[Fact]) -> Iterator[Block]:
    """Explain the shapes that a page uses, where it uses more than two."""
    kinds, told = {graph.kind(n) for n in nodes}, list(facts)
    statuses = {fact.row.status for fact in told}
    signs = [(*shape(id), kind.label) for id, kind in graph.vocabulary.kinds.items() if id in kinds]
    signs += [(*sign, status) for status, sign in STATUS_SHAPES.items() if status in statuses - {"asserted"}]
    derived: tuple[str, Style, str] = (THEREFORE, "derived", "derived, stated by nobody")
    signs += [derived] * any(fact.premises for fact in told)
    if len(signs) > 2:
        shown = (line(Span(f"{mark} ", style), say(word, "dim")) for mark, style, word in signs)
        yield from (Gap(), Item(line(), joined(shown, "  ")))

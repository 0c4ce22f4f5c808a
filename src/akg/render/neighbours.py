"""Shows neighbours: a line a relation, from the entity asked about, under the kind of what it leads to."""

from collections.abc import Iterator
from itertools import groupby

from akg.queries.neighbours import Answer, Neighbour
from akg.reading import Graph
from akg.render import citations, closing, phrases
from akg.render.document import Block, Document, Gap, Item, Span, Title, line, say


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out the neighbours, nearest first and by kind, then what was left out and the citations."""
    cited = citations.Citations(graph.sources)
    count = len(answer.neighbours)
    head = Span(f"  {count} neighbour{'s' * (count != 1)}", "dim")
    made: Document = [Item(line(), line(*phrases.entity(graph, answer.entity, with_kind=True), head))]
    for (depth, kind), group in groupby(
        answer.neighbours, key=lambda n: (n.depth, graph.entity(n.node).kind)
    ):
        away = f", {depth} steps away" if depth > 1 else ""
        made += [Gap(), Title(line(say(f"{graph.vocabulary.kinds[kind].plural}{away}", "title")))]
        made += [block for neighbour in group for block in _relations(graph, neighbour, cited)]
    told = closing.noted(fact for neighbour in answer.neighbours for fact in neighbour.facts)
    made += closing.notes([*closing.left_out(answer.left_out, answer.more), *told])
    made += cited.listed()
    return made


def _relations(graph: Graph, neighbour: Neighbour, cited: citations.Citations) -> Iterator[Block]:
    for fact in neighbour.facts:
        if fact.part == "place":
            arrow, there = line("@ "), phrases.entity(graph, neighbour.node)
            body = line(*there, ": ", *phrases.sentence(graph, fact))
        else:
            arrow, label = phrases.step(graph, fact, forward=fact.row.src == fact.entity)
            start = f"{graph.entity(fact.entity).name} " if neighbour.depth > 1 else ""
            more = phrases.qualified(graph, fact)
            there = phrases.entity(graph, neighbour.node)
            body = line(say(start), label, " ", *there, *((say(f": {more}"),) if more else ()))
        yield Item(arrow, line(*body, *phrases.evidence(graph, fact, cited)), indent=2)

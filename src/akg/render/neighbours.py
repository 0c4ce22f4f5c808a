"""Shows neighbours: under each kind who, and below them the relations that lead there."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from akg.facts import Fact
from akg.queries.neighbours import Answer, Neighbour
from akg.reading import Graph
from akg.render import closing, phrases, statement
from akg.render.citations import Citations
from akg.render.document import Block, Document, Gap, Item, Line, Span, Title, line, say


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out the neighbours: the certain, nearest first and by kind, then the possible, what is left out."""
    cited = Citations(graph.sources)
    head = Span(f"  {counted(answer)}", "dim")
    made: Document = [Item(line(), line(*phrases.entity(graph, answer.entity, with_kind=True), head))]
    for title, group in grouped(graph, answer.neighbours):
        made += [Gap(), Title(line(say(title)))]
        made += [block for neighbour in group for block in _told(graph, neighbour, cited)]
    told = closing.noted(fact for neighbour in answer.neighbours for fact in neighbour.facts)
    made += closing.notes([*notes(answer), *told])
    made += cited.listed()
    return made


def grouped(graph: Graph, neighbours: Iterable[Neighbour]) -> Iterator[tuple[str, list[Neighbour]]]:
    """Part neighbours in the order of an answer, each part with its title."""
    for (certainty, depth, kind), group in groupby(
        neighbours, key=lambda n: (n.certainty, n.depth, graph.kind(n.node))
    ):
        part = f"{phrases.POSSIBLY}: " if certainty == "possible" else ""
        away = f", {depth} steps away" if depth > 1 else ""
        yield f"{part}{graph.vocabulary.kinds[kind].plural}{away}", list(group)


def notes(answer: Answer) -> list[str]:
    """Say what the limit and the filters left out."""
    return [*closing.beyond(len(answer.neighbours), answer.more), *closing.left_out(answer.left_out)]


def counted(answer: Answer) -> str:
    """Count the neighbours, those beyond the limit too, and at a time asked about by how sure they are."""
    every = len(answer.neighbours) + answer.more
    sure = f": {phrases.tally(answer.sure)}" if answer.sure and every else ""
    return f"{phrases.counted((every, 'neighbour'))}{sure}"


def _told(graph: Graph, neighbour: Neighbour, cited: Citations) -> Iterator[Block]:
    yield Item(line(), phrases.entity(graph, neighbour.node))
    for fact in neighbour.facts:
        arrow, how = _how(graph, fact, neighbour.depth)
        unlike = fact.certainty != neighbour.certainty  # that is said in the title
        evidence = statement.evidence(graph, fact, cited, with_certainty=unlike)
        yield Item(arrow, line(*how, *evidence), indent=4)


def _how(graph: Graph, fact: Fact, depth: int) -> tuple[Line, Line]:
    """Tell a relation from whom it starts at: the entity asked about, or further away one that is named."""
    if fact.part == "place":
        return line("@ "), statement.sentence(graph, fact)
    arrow, how = statement.step(graph, fact, forward=fact.row.src == fact.entity)
    return arrow, line(say(f"{graph.name(fact.entity)} " if depth > 1 else ""), *how)

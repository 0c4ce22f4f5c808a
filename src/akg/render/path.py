"""Shows paths: each a chain of entities, under each step the relations that make it."""

from collections.abc import Iterator, Sequence

from akg.facts import Fact
from akg.queries.path import Answer, Path
from akg.reading import Graph, Node
from akg.render import citations, closing, phrases
from akg.render.document import Block, Document, Gap, Item, Line, Span, line, say

MOST = 3  # relations of one step that are told in full, unless all are asked for


def document(graph: Graph, answer: Answer, *, every: bool = False) -> Document:
    """Lay out the paths, best first, then what was left out and the citations."""
    cited = citations.Citations(graph.sources)
    made: Document = []
    for number, path in enumerate(answer.paths, 1):
        made += [Gap()] if number > 1 else []
        made += _chain(graph, path, number, cited, every=every)
    nodes = {node for path in answer.paths for node in path.nodes}
    told = [fact for path in answer.paths for step in path.steps for fact in step]
    made += closing.notes([*notes(answer), *closing.noted(told)])
    made += closing.legend(graph, nodes, told)
    made += cited.listed()
    return made


def notes(answer: Answer) -> list[str]:
    """Say what was left out, and whether there may be more paths."""
    given_up = [] if answer.complete else ["there may be more paths: the search was ended for its length"]
    return [*closing.left_out(answer.left_out), *given_up]


def _chain(
    graph: Graph, path: Path, number: int, cited: citations.Citations, *, every: bool
) -> Iterator[Block]:
    sure = f", {path.certainty}" if path.certainty else ""
    summary = Span(f"  {phrases.counted((len(path.steps), 'step'))}{sure}", "dim")
    shape, *name = _entity(graph, path.nodes[0], path.steps[0], cited)
    yield Item(line(Span(f"{number}  ", "dim"), shape), line(*name, summary))
    for step, there in zip(path.steps, path.nodes[1:], strict=True):
        told = step if every else step[:MOST]
        for fact in told:
            yield Item(*_relation(graph, fact, there, cited), indent=5)
        if len(told) < len(step):
            more = f"and {len(step) - len(told)} more between these two (--full tells them)"
            yield Item(line(), line(Span(more, "dim")), indent=5)
        shape, *name = _entity(graph, there, step, cited)
        yield Item(line(shape), line(*name), indent=3)


def _entity(graph: Graph, node: Node, step: Sequence[Fact], cited: citations.Citations) -> Line:
    """Name an entity on the way; an event with its time, place and claims, which hold for all its parties."""
    name = phrases.entity(graph, node)
    fact = next((fact for fact in step if fact.event == graph.entity(node).id), None)
    if fact is None:
        return name
    event = graph.entity(node)
    place = phrases.id_or_name(graph, event.place) if event.place else ""
    where = (say(f" in {place}"),) if place not in event.name else ()
    return line(*name, *where, *phrases.evidence(graph, fact, cited))


def _relation(graph: Graph, fact: Fact, there: Node, cited: citations.Citations) -> tuple[Line, Line]:
    arrow, body = phrases.step(graph, fact, forward=fact.row.dst == there)
    return arrow, body if fact.event else line(*body, *phrases.evidence(graph, fact, cited))

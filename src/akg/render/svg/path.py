"""Draws paths: each a row of entities with arrows between them, and below it in words, with sources."""

from collections.abc import Iterator, Sequence

from akg.facts import Fact
from akg.queries.path import Answer, Path, Step
from akg.reading import Graph, Node
from akg.render import closing, phrases, statement
from akg.render import path as page
from akg.render.citations import Citations
from akg.render.document import Line, Span, line, say
from akg.render.svg import drawing
from akg.render.svg.drawing import MARGIN, SIZE, SMALL, WIDTH, Drawn

STEPS = 3  # in a row; a longer path goes on in the next
_ENTITY = 140  # px that the name of an entity has
_LONGEST = 400  # px of an arrow
_APART = 12  # px between an arrow and the words of the next


def picture(graph: Graph, answer: Answer, lines: Sequence[str] = (), *, every: bool = False) -> str:
    """Draw the paths, best first, with a legend, what was left out, and the sources by number.

    `lines` say under what the answer was asked for. Of a step all relations are drawn with `every`.
    """
    ends = [graph.name(answer.paths[0].nodes[n]) for n in (0, -1)]
    question = f"How are {ends[0]} and {ends[1]} connected?"
    cited = Citations(graph.sources)
    parts = [drawing.head(question, lines)]
    for number, path in enumerate(answer.paths, 1):
        # The words first: they number the sources.
        words = list(page.told(graph, path, number, cited, every=every))
        parts.append(_chain(graph, path, parts[-1].bottom + 14, cited, every=every))
        parts.append(drawing.document(words, parts[-1].bottom + 6, SMALL))
    facts = [fact for path in answer.paths for step in path.steps for fact in _shown(step, every=every)]
    parts.append(_legend(graph, answer, facts, parts[-1].bottom + 18))
    told = closing.notes([*page.notes(answer), *closing.noted(facts)])
    parts.append(drawing.document([*told, *cited.listed()], parts[-1].bottom, SMALL))
    return drawing.sheet(question, _brief(graph, answer), lines, parts)


def _brief(graph: Graph, answer: Answer) -> str:
    chains = (", ".join(map(graph.name, path.nodes)) for path in answer.paths)
    return f"{phrases.counted((len(answer.paths), 'path'))}: {'; '.join(chains)}."


def _legend(graph: Graph, answer: Answer, facts: Sequence[Fact], top: float) -> Drawn:
    kinds = sorted({graph.kind(node) for path in answer.paths for node in path.nodes})
    labelled = [(kind, graph.vocabulary.kinds[kind].label) for kind in kinds]
    return drawing.legend(labelled, (drawing.stroke(fact, fact.certainty) for fact in facts), top)


def _shown(step: Step, *, every: bool) -> Sequence[Fact]:
    return step.facts if every else step.facts[: page.MOST]


def _chain(graph: Graph, path: Path, top: float, cited: Citations, *, every: bool) -> Drawn:
    """Draw the steps of a path in rows; each but the first begins where the last ended."""
    made = [Drawn("", top)]
    for first in range(0, len(path.steps), STEPS):
        steps, nodes = path.steps[first : first + STEPS], path.nodes[first : first + STEPS + 1]
        made.append(_row(graph, nodes, steps, made[-1].bottom + 4, cited, every=every))
    return drawing.joined(made)


def _row(
    graph: Graph, nodes: Sequence[Node], steps: Sequence[Step], top: float, cited: Citations, *, every: bool
) -> Drawn:
    many = min(len(steps), STEPS)
    long = min((WIDTH - 2 * MARGIN - (many + 1) * _ENTITY) / many, _LONGEST)
    spans = [(left, left + long) for left in _lefts(many, long)]
    cells = list(zip((_shown(step, every=every) for step in steps), nodes[1:], spans, strict=False))
    drawn = [drawing.joined(_step(graph, *cell, top, cited)) for cell in cells]
    bottom = drawing.joined(drawn).bottom
    # Again, where the words of a step end before those of another: each is about the middle of the row.
    lower = [top + (bottom - one.bottom) / 2 for one in drawn]
    made = [part for cell, at in zip(cells, lower, strict=True) for part in _step(graph, *cell, at, cited)]
    middle = (top + bottom) / 2
    for number, node in enumerate(nodes):
        x = MARGIN + _ENTITY / 2 + number * (long + _ENTITY)
        name = line(say(graph.name(node), "name"))
        made.append(Drawn(drawing.shape(graph.kind(node), x, middle, 11), middle))
        made.append(drawing.paragraph(name, x, middle + 14, _ENTITY - 8, SIZE, anchor="middle"))
    return drawing.joined(made)


def _lefts(many: int, long: float) -> list[float]:
    return [MARGIN + _ENTITY + number * (long + _ENTITY) for number in range(many)]


def _step(
    graph: Graph, facts: Sequence[Fact], there: Node, span: tuple[float, float], top: float, cited: Citations
) -> Iterator[Drawn]:
    """Draw each relation of a step as an arrow, over it what it says, below it when that was."""
    left, right = span[0] + 4, span[1] - 4
    room, middle = right - left - 8, (left + right) / 2
    for fact in facts:
        forward = fact.row.dst == there
        type = graph.vocabulary.types[fact.row.type]
        what = line(say(type.label if forward else type.inverse), " ", *cited.of(fact.claims))
        over = drawing.paragraph(what, middle, top, room, SMALL, anchor="middle")
        at = over.bottom + 7
        heads = drawing.ends(graph, fact, forward=forward)
        shaft = drawing.arrow((left, at), (right, at), drawing.stroke(fact, fact.certainty), heads)
        under = line(*statement.when(fact), *_stands(fact))
        below = drawing.paragraph(under, middle, at + 5, room, SMALL, anchor="middle")
        yield Drawn(over.svg + shaft + below.svg, below.bottom)
        top = below.bottom + _APART


def _stands(fact: Fact) -> Line:
    return line(Span(", "), *statement.derived(fact)) if fact.premises else statement.contested(fact)

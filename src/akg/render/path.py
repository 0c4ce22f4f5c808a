"""Shows paths: each a chain of entities, under each step the relations that make it."""

from collections.abc import Iterable, Iterator, Sequence

from akg.dates import BEGIN, END
from akg.dates.along import Arrival, Stretch, Together
from akg.dates.words import stretch
from akg.facts import Fact
from akg.queries.path import Answer, Path, Step
from akg.reading import DOUBTED, Graph, Node
from akg.render import citations, closing, phrases, statement
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Row, Span, line, say
from akg.rows import ONE

MOST = 3  # relations of one step that are told in full, unless all are asked for


def document(graph: Graph, answer: Answer, *, every: bool = False, explain: bool = False) -> Document:
    """Lay out the paths, best first, then what was left out and the citations.

    Of a step all relations are told with `every`; with `explain`, what the cost of a path is made of.
    """
    cited = citations.Citations(graph.sources)
    made: Document = []
    for number, path in enumerate(answer.paths, 1):
        made += [Gap()] if number > 1 else []
        made += _chain(graph, path, number, cited, every=every)
        made += [Item(line(), line(say(told, "dim")), indent=5) for told in _summary(graph, path)]
        made += [Gap(), _costs(graph, path)] if explain else []
    nodes = {node for path in answer.paths for node in path.nodes}
    told = [fact for path in answer.paths for step in path.steps for fact in step.facts]
    made += closing.notes([*notes(answer), *closing.noted(told)])
    made += closing.legend(graph, nodes, told)
    made += cited.listed()
    return made


def notes(answer: Answer) -> list[str]:
    """Say how many are certain, what was left out, and whether there may be more paths."""
    certain, possible = answer.sure or (0, 0)
    sure = [f"{certain} certain, {possible} only possible (--certain leaves these out)"] if possible else []
    given_up = [] if answer.complete else ["there may be more paths: the search was ended for its length"]
    return [*sure, *closing.left_out(answer.left_out), *given_up]


def _chain(
    graph: Graph, path: Path, number: int, cited: citations.Citations, *, every: bool
) -> Iterator[Block]:
    sure = f", {path.certainty}" if path.certainty else ""
    steps = phrases.counted((len(path.steps), "step"))
    summary = Span(f"  {steps}, cost {cost(path.cost)}{sure}", "dim")
    shape, *name = _entity(graph, path.nodes[0], path.steps[0].facts, cited)
    yield Item(line(Span(f"{number}  ", "dim"), shape), line(*name, summary))
    for step, there in zip(path.steps, path.nodes[1:], strict=True):
        told = step.facts if every else step.facts[:MOST]
        for fact in told:
            yield Item(*_relation(graph, fact, there, cited), indent=5)
        if len(told) < len(step.facts):
            more = f"and {len(step.facts) - len(told)} more between these two (--full tells them)"
            yield Item(line(), line(Span(more, "dim")), indent=5)
        shape, *name = _entity(graph, there, step.facts, cited)
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
    return line(*name, *where, *statement.evidence(graph, fact, cited))


def _relation(graph: Graph, fact: Fact, there: Node, cited: citations.Citations) -> tuple[Line, Line]:
    arrow, body = statement.step(graph, fact, forward=fact.row.dst == there)
    return arrow, body if fact.event else line(*body, *statement.evidence(graph, fact, cited))


def cost(fixed: int) -> str:
    """Give a cost as it is printed."""
    return f"{(fixed >> 16) / ONE:.2f}"


def _summary(graph: Graph, path: Path) -> Iterator[str]:
    """Say when the path as a whole was, which of its links is the weakest, and what it hangs on."""
    if path.together:
        yield _at_once(path.together)
    if path.in_order:
        yield _one_by_one(path.in_order)
    yield "; ".join([_weakest(graph, path), *_hangs(graph, path)])


def _at_once(together: Together) -> str:
    if together.sure and not together.certain:
        return f"all at one time: certainly, at some time within {_stretches(together.possible)}"
    certain = f"certainly {_stretches(together.certain)}, " if together.sure else ""
    return f"all at one time: {certain}possibly {_stretches(together.possible)}"


def _stretches(found: Iterable[Stretch]) -> str:
    return " and ".join(stretch(*days) for days in found)


def _one_by_one(arrival: Arrival) -> str:
    possible, certain = arrival
    earliest = "at any time" if possible == BEGIN else f"on {stretch(possible, possible)} at the earliest"
    if certain is None:
        return f"one after the other: possibly, arriving {earliest}"
    latest = f", by {stretch(certain, certain)} for certain" if BEGIN < certain < END else ""
    return f"one after the other: certainly, arriving {earliest}{latest}"


def _weakest(graph: Graph, path: Path) -> str:
    """Name the links that are worst attested, and say in what."""
    steps = [path.steps[n] for n in path.weakest]
    how = _reserve(steps[0])
    if len(steps) == len(path.steps):
        return f"weakest link: {'all alike, each' if len(steps) > 1 else 'the only one,'} {how}"
    if len(steps) > 1:
        return f"weakest links: {', '.join(str(n + 1) for n in path.weakest)}, each {how}"
    [n] = path.weakest
    return f"weakest link: {n + 1}, {graph.name(path.nodes[n])} – {graph.name(path.nodes[n + 1])}, {how}"


def _reserve(step: Step) -> str:
    """Say what makes a link weak, by its best relation."""
    best = step.best
    parts = ((best.row.status, best.row.status != "asserted"), ("doubted", best.flag(DOUBTED)))
    told = [word for word, so in (*parts, ("only possible", best.certainty == "possible")) if so]
    return ", ".join([*told, f"on {phrases.counted((step.voices, 'voice'))}"])


def _hangs(graph: Graph, path: Path) -> Iterator[str]:
    """Say without which sources, and without whose word, a link of the path would fall."""
    fallen: dict[str, dict[str, list[int]]] = {"hangs on one source": {}, "on one voice": {}}
    sources, voices = fallen.values()
    for number, step in enumerate(path.steps, 1):
        if step.source:
            sources.setdefault(step.source, []).append(number)
        if step.voice and step.voice.by:  # else it is that of the source
            voices.setdefault(phrases.voice(graph, step.voice.by), []).append(number)
    for how, links in fallen.items():
        if links:
            yield f"{how}: {', '.join(_links(who, n, len(path.steps)) for who, n in links.items())}"


def _links(who: str, numbers: Sequence[int], hops: int) -> str:
    if hops == 1:
        return who
    if len(numbers) == hops:
        return f"{who} (every link)"
    return f"{who} ({'links' if len(numbers) > 1 else 'link'} {', '.join(map(str, numbers))})"


def _costs(graph: Graph, path: Path) -> Grid:
    """Tell what each relation and each inner entity adds to the cost of a path."""
    rows: list[Row] = []
    for number, step in enumerate(path.steps):
        priced = f"link {number + 1}: {_priced(step)}  "
        rows.append((line(cost(step.weight)), line(priced, say(step.best.id, "dim"))))
        if number < len(path.tolls):
            node = path.nodes[number + 1]
            near = phrases.counted((len(graph.neighbours(node)), "neighbour"))
            rows.append((line(cost(path.tolls[number])), line(say(f"{graph.name(node)}: {near}"))))
    return Grid(("Cost", "For"), tuple(rows), {1: None}, right=frozenset({0}))


def _priced(step: Step) -> str:
    """Say what decides the weight of a step."""
    best = step.best
    factors = ["in an event × ½"] if best.event else []
    factors += [f"{best.row.status} × 1½"] if best.row.status != "asserted" else []
    factors += ["only possible × 1¼"] if best.certainty == "possible" else []
    return ", ".join([phrases.counted((step.voices, "voice")), *factors])

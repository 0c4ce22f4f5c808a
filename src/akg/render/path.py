"""Shows paths: each a chain of entities, under each step the relations that make it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from akg.dates import BEGIN, END
from akg.dates.in_order import Arrival
from akg.dates.times import Stretch
from akg.dates.together import Together
from akg.dates.words import between, stretch
from akg.facts import Fact
from akg.queries.path import Answer, Path, Step
from akg.reading import DOUBTED, Graph, Node
from akg.render import citations, closing, costs, phrases, statement
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Row, Span, line, say

MOST = 3  # relations of one step that are told in full, unless all are asked for


def document(graph: Graph, answer: Answer, *, every: bool = False, explain: bool = False) -> Document:
    """Lay out the paths, best first, then what was left out and the citations.

    Of a step all relations are told with `every`; with `explain`, what the cost of a path is made of.
    """
    cited = citations.Citations(graph.sources)
    made: Document = []
    for number, path in enumerate(answer.paths, 1):
        made += [Gap()] if number > 1 else []
        made += told(graph, path, number, cited, every=every)
        made += [Gap(), _costs(graph, path)] if explain else []
    nodes = {node for path in answer.paths for node in path.nodes}
    facts = [fact for path in answer.paths for step in path.steps for fact in step.facts]
    made += closing.notes([*notes(answer), *closing.noted(facts)])
    made += closing.legend(graph, nodes, facts)
    made += cited.listed()
    return made


def told(
    graph: Graph, path: Path, number: int, cited: citations.Citations, *, every: bool = False
) -> Iterator[Block]:
    """Tell one path, by its number: the chain, then what holds of the whole."""
    yield from _chain(graph, path, number, cited, every=every)
    for label, words in summary(graph, path):
        yield Item(line(Span(label, "dim")), line(say(words, "dim")), indent=5)


def notes(answer: Answer) -> list[str]:
    """Say how many are certain, what was left out, and whether there may be more paths."""
    sure = []
    if answer.sure and answer.sure.possible:
        sure = [f"{phrases.tally(answer.sure)} (--certain leaves out what is only possible)"]
    more = "there may be more paths, and better ones: the search was ended for its length"
    given_up = [] if answer.complete else [more]
    return [*sure, *closing.left_out(answer.left_out), *given_up]


def _chain(
    graph: Graph, path: Path, number: int, cited: citations.Citations, *, every: bool
) -> Iterator[Block]:
    sure = f", {path.certainty}" if path.certainty else ""
    steps = phrases.counted((len(path.steps), "step"))
    summary = Span(f"  {steps}, cost {costs.cost(path.cost)}{sure}", "dim")
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


def summary(graph: Graph, path: Path) -> Iterator[tuple[str, str]]:
    """Say when the path as a whole was, which of its links is the weakest, and what it hangs on.

    Each a line in two parts: what wraps of the second stays beside the first.
    """
    if path.together:
        yield "all at one time: ", _at_once(path.together)
    if path.in_order:
        yield "one after the other: ", _one_by_one(path.in_order)
    yield _weakest(graph, path)
    if hangs := _hanging(graph, path):
        yield "hangs on ", hangs


def _at_once(together: Together) -> str:
    """Say when all steps were; without a day that is certain, within which days there was one."""
    possible = _stretches(together.possible)
    if together.within is None:
        return f"possibly {possible}"
    if together.certain == together.possible:
        return f"certainly {possible}"
    certain = _stretches(together.certain) or f"(some day: {between(*together.within)})"
    return f"certainly {certain}, possibly {possible}"


def _stretches(found: Iterable[Stretch]) -> str:
    return " and ".join(stretch(*days) for days in found)


def _one_by_one(arrival: Arrival) -> str:
    """Say how sure the order is, and when the last step was taken, as far as beginnings are known."""
    possible, certain, known = arrival
    if known is None:
        return "possibly, if something in it began before it is known to have"
    earliest = "at any time" if known == BEGIN else f"on {_day(known)} at the earliest"
    if certain is None:
        return f"possibly, arriving {earliest}"
    if BEGIN < known == certain < END:
        return f"certainly, arriving {'on' if possible == certain else 'by'} {_day(certain)}"
    latest = f", by {_day(certain)} for certain" if BEGIN < certain < END else ""
    return f"certainly, arriving {earliest}{latest}"


def _day(day: int) -> str:
    return stretch(day, day)


def _weakest(graph: Graph, path: Path) -> tuple[str, str]:
    """Name the links that are worst attested, and say in what."""
    steps = [path.steps[n] for n in path.weakest]
    how = _reserve(steps[0])
    if len(steps) == len(path.steps):
        return ("all links alike, ", f"each {how}") if len(steps) > 1 else ("its only link: ", how)
    if len(steps) > 1:
        return "weakest links: ", f"{', '.join(str(n + 1) for n in path.weakest)}, each {how}"
    [n] = path.weakest
    return "weakest link: ", f"{n + 1}, {graph.name(path.nodes[n])} – {graph.name(path.nodes[n + 1])}, {how}"


def _reserve(step: Step) -> str:
    """Say what makes a link weak, by its best relation."""
    best = step.best
    told: list[str] = [best.row.status] if best.row.status != "asserted" else []
    told += ["doubted"] if best.flag(DOUBTED) else []
    told += ["only possible"] if best.certainty == "possible" else []
    rests = f"resting on {phrases.counted((step.voices, 'voice'))}" if step.voices else "asserted by nobody"
    return ", ".join([*told, rests])


def _hanging(graph: Graph, path: Path) -> str:
    """Say without which sources, and without whose word, a link of the path would fall; often empty."""
    sources: dict[str, list[int]] = {}
    voices: dict[str, list[int]] = {}
    for number, step in enumerate(path.steps, 1):
        for source in sorted(step.sources):
            sources.setdefault(source, []).append(number)
        for claim in step.speakers:
            if claim.by:  # else it is that of the source
                voices.setdefault(phrases.voice(graph, claim.by), []).append(number)
    hops = len(path.steps)
    return phrases.hanging(_fallen(sources, hops), _fallen(voices, hops))


def _fallen(links: Mapping[str, Sequence[int]], hops: int) -> str:
    """Name each with the links that would fall without it."""
    return ", ".join(f"{who}{_links(numbers, hops)}" for who, numbers in links.items())


def _links(numbers: Sequence[int], hops: int) -> str:
    """Name links by number, in brackets; empty where there is only one."""
    if hops == 1:
        return ""
    if len(numbers) == hops:
        return " (every link)"
    return f" ({'links' if len(numbers) > 1 else 'link'} {', '.join(map(str, numbers))})"


def _costs(graph: Graph, path: Path) -> Grid:
    """Tell what each relation and each inner entity adds to the cost of a path."""
    rows: list[Row] = []
    for number, step in enumerate(path.steps):
        derived = "as much as its premises" if step.best.premises else ""
        priced = f"link {number + 1}: {derived or costs.factors(step.best, step.voices)}  "
        rows.append((line(costs.cost(step.weight)), line(priced, say(step.best.id, "dim"))))
        if number < len(path.tolls):
            node = path.nodes[number + 1]
            near = phrases.counted((graph.degree(node), "neighbour"))
            rows.append((line(costs.cost(path.tolls[number])), line(say(f"{graph.name(node)}: {near}"))))
    return Grid(("Cost", "For"), tuple(rows), {1: None}, right=frozenset({0}), indent=5)

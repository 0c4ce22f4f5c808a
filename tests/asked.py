"""Questions about paths drawn at random, and their answers by going through every chain of entities."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Any, Literal, NamedTuple

from chance import IDS, MORE, SOURCES, TYPES, Drawn
from hypothesis import strategies as st
from ties import Span, Tie, derived, hearing, inverses, spans, stated, toll
from worlds import ids, node

from akg import dates
from akg.claims import STATUSES
from akg.dates import BEGIN, END, UNDATED, Certainty
from akg.model import Dataset
from akg.queries import path
from akg.queries.path import NoPath, Route
from akg.reading import Graph
from akg.snapshot import kept
from akg.snapshot.compiler import compiled
from akg.where import where

Days = tuple[Span, ...]
Rank = Literal["cost", "hops"]
ALL_TIME = BEGIN, END


class Question(NamedTuple):
    """Everything that can be asked of a path, entities by id, filters as `where` takes them."""

    start: str
    goal: str
    filters: Mapping[str, Any]
    via: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    directed: bool = False
    max_hops: int | None = None
    same_time: bool = False
    in_order: bool = False
    certain: bool = False  # asked for only where anything is asked of the time
    rank: Rank = "cost"
    k: int = 3


class Found(NamedTuple):
    """A path, in terms that do not depend on who found it."""

    nodes: tuple[str, ...]
    steps: tuple[frozenset[str], ...]  # ids of the relations of each step
    cost: int
    certainty: Certainty | None
    together: tuple[bool, Days, Days] | None  # whether certainly, on which days so, on which possibly
    in_order: tuple[int, int | None] | None  # possibly arrived, certainly arrived


# Drawn at random


def _seldom(values: st.SearchStrategy[Any], otherwise: Any) -> st.SearchStrategy[Any]:
    """Draw one of the values in a sixth of the questions, so that most have few constraints at once."""
    return st.integers(0, 5).flatmap(lambda n: values if n == 5 else st.just(otherwise))


def _some(values: Sequence[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return _seldom(st.lists(st.sampled_from(values), min_size=1, max_size=most, unique=True), [])


TIMES = st.sampled_from((
    *({"at": at} for at in ("2012", "2012-06", "2013-05-01", "2009", "2010/2012", "2025")),
    *({"since": since} for since in ("2011", "2014")),
    *({"until": until} for until in ("2011", "2013-06")),
    {"since": "2012", "until": "2013"}, {"since": "2000", "until": "2020"},
))  # fmt: skip
KNOWN = st.sampled_from(("2011", "2012", "2012-06", "2015", "2020", "2021/2022", "2022", "2030"))


def _filters(drawn: Drawn) -> st.SearchStrategy[dict[str, Any]]:
    types = (*TYPES, "took-part-in", *(type.id for type in MORE if drawn.vocabulary))
    return st.builds(
        lambda times, **rest: {**times, **rest},
        st.one_of(st.just({}), st.just({}), TIMES),
        types=_some(types, 4),
        avoid_types=_some(types),
        kinds=_some(("person", "group", "place", "event"), 3),
        sources=_some(SOURCES),
        without=_some(SOURCES),
        known_at=_seldom(KNOWN, None),
        statuses=_seldom(
            st.one_of(st.just(["any"]), st.lists(st.sampled_from(STATUSES), min_size=1, max_size=3)), []
        ),
        inferred=st.sampled_from((True, True, False)) if drawn.vocabulary else st.booleans(),
    )


@st.composite
def questions(draw: st.DrawFn, drawn: Drawn) -> Question:
    """Draw a question about the entities of a graph."""
    known = IDS[: len(drawn.entities)]
    start, goal = draw(st.lists(st.sampled_from(known), min_size=2, max_size=2, unique=True))
    via = frozenset(draw(_some(known)))
    rest = [id for id in known if id not in {start, goal, *via}]
    filters = draw(_filters(drawn))
    same_time = draw(st.sampled_from((False, False, False, True)))
    in_order = draw(st.sampled_from((False, False, True)))
    timed = same_time or in_order or any(name in filters for name in ("at", "since", "until"))
    return Question(
        start, goal, filters,
        via=via,
        avoid=frozenset(draw(_some(rest))) if rest else frozenset(),
        directed=draw(_seldom(st.just(True), False)),
        max_hops=draw(_seldom(st.integers(1, 4), None)),
        same_time=same_time, in_order=in_order, certain=timed and draw(_seldom(st.just(True), False)),
        rank=draw(st.sampled_from(("cost", "cost", "hops"))),
        k=draw(st.sampled_from((1, 2, 3, 5, 100))),
    )  # fmt: skip


# Asked of akg


def between(graph: Graph, question: Question) -> path.Answer:
    """Ask akg. Raises NoPath."""
    asked = where(graph, **question.filters, certain=question.certain, timed=True)
    route = Route(
        via=frozenset(node(graph, id) for id in question.via),
        avoid=frozenset(node(graph, id) for id in question.avoid),
        directed=question.directed, max_hops=question.max_hops,
        same_time=question.same_time, in_order=question.in_order,
    )  # fmt: skip
    start, goal = node(graph, question.start), node(graph, question.goal)
    return path.between(asked.graph, start, goal, asked, question.k, route, question.rank)


def ask(graph: Graph, question: Question) -> list[Found]:
    """Ask akg; no path is no answer, and every answer is complete."""
    try:
        answer = between(graph, question)
    except NoPath:
        return []
    assert answer.complete
    return [
        Found(
            tuple(ids(graph, one.nodes)),
            tuple(frozenset(fact.id for fact in step.facts) for step in one.steps),
            one.cost,
            one.certainty,
            one.together and (one.together.sure, one.together.certain, one.together.possible),
            one.in_order and (one.in_order.possible, one.in_order.certain),
        )
        for one in answer.paths
    ]


# Answered by enumeration


Steps = Sequence[Sequence[Tie]]


def answer(data: Dataset, question: Question) -> list[Found]:
    """Give what akg is to answer, by going through all chains."""
    ties = [tie for tie in _ties(data, question) if _kept_out(tie, question) is None]
    chains = _chains(data, ties, question)
    every = [found for nodes in chains if (found := _path(data, ties, nodes, question))]
    by_hops = question.rank == "hops"
    every.sort(key=lambda one: (len(one.nodes) if by_hops else one.cost, one.nodes))
    best: dict[frozenset[str] | tuple[str, ...], Found] = {}
    for one in every:
        best.setdefault(frozenset(one.nodes[1:-1]) or one.nodes, one)
    return list(best.values())[: question.k]


def _chains(data: Dataset, ties: Iterable[Tie], question: Question) -> Iterator[tuple[str, ...]]:
    kinds = question.filters.get("kinds")
    inner = [
        id for id, entity in data.entities.items()
        if id not in (question.start, question.goal) and id not in question.avoid
        and (not kinds or entity.kind in kinds)
    ]  # fmt: skip
    near = {frozenset((tie.src, tie.dst)) for tie in ties}

    def extended(chain: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if {chain[-1], question.goal} in near:
            yield (*chain, question.goal)
        for id in inner:
            if id not in chain and {chain[-1], id} in near:
                yield from extended((*chain, id))

    yield from extended((question.start,))


def _path(data: Dataset, ties: Iterable[Tie], nodes: tuple[str, ...], question: Question) -> Found | None:
    if question.max_hops is not None and len(nodes) - 1 > question.max_hops:
        return None
    if not question.via <= set(nodes):
        return None
    steps = [_step(ties, here, there, question) for here, there in pairwise(nodes)]
    if not all(steps) or not _in_time(steps, question):
        return None
    window = _window(question)
    shown = [[tie for tie in step if _part(steps, n, tie, question)] for n, step in enumerate(steps)]
    at_once = _together(shown, window or ALL_TIME) if question.same_time else None
    arrival = _arrival(shown, window or ALL_TIME) if question.in_order else None
    sure = [any(_sure(tie, window) for tie in step) for step in shown if window]
    sure += [at_once[0]] if at_once else []
    sure += [arrival[1] is not None] if arrival else []
    cost = sum(min(_price(tie, window) for tie in step) for step in shown)
    cost += sum(toll(data, id) << 16 for id in nodes[1:-1])
    return Found(
        nodes, tuple(frozenset(tie.id for tie in step) for step in shown), cost,
        ("certain" if all(sure) else "possible") if sure else None, at_once, arrival,
    )  # fmt: skip


FREED: Sequence[tuple[str, str, Any]] = (
    ("without --type", "types", []),
    ("without --avoid-type", "avoid_types", []),
    ("without --kind", "kinds", []),
    ("without --source", "sources", []),
    ("without --without-source", "without", []),
    ("without --known-at", "known_at", None),
    ("with --inferred", "inferred", True),
)


def loosened(question: Question) -> Iterator[tuple[str, Question]]:
    """Give the question without each of its constraints, in the words of the option."""
    filters = question.filters
    if question.certain:
        yield "without --certain", question._replace(certain=False)
    times = {"at": "at", "since": "from", "until": "to"}
    for name, option in times.items():
        if name in filters:
            rest = {other: value for other, value in filters.items() if other != name}
            yield f"without --{option}", question._replace(filters=rest)
    for change, name, free in FREED:
        if filters[name] != free:
            yield change, question._replace(filters={**filters, name: free})
    if "any" not in filters["statuses"] and set(filters["statuses"]) != set(STATUSES):
        yield "with --status any", question._replace(filters={**filters, "statuses": ["any"]})
    for name in Route._fields:
        if getattr(question, name) != (free := Question._field_defaults[name]):
            yield f"without --{name.replace('_', '-')}", question._replace(**{name: free})


def _part(steps: Steps, number: int, tie: Tie, question: Question) -> bool:
    """Say whether a step can be taken along this relation, as far as time is asked about."""
    alone = [*steps[:number], [tie], *steps[number + 1 :]]
    return _in_time(alone, question)


def _in_time(steps: Steps, question: Question) -> bool:
    window = _window(question) or ALL_TIME
    if question.same_time:
        at_once = _together(steps, window)
        if not at_once or (question.certain and not at_once[0]):
            return False
    if question.in_order:
        arrival = _arrival(steps, window)
        return arrival is not None and not (question.certain and arrival[1] is None)
    return True


def _window(question: Question) -> Span | None:
    asked = question.filters
    if "at" in asked:
        return dates.span(asked["at"])
    if "since" in asked or "until" in asked:
        first = dates.span(asked["since"])[0] if "since" in asked else BEGIN
        return first, dates.span(asked["until"])[1] if "until" in asked else END
    return None


def _step(ties: Iterable[Tie], here: str, there: str, question: Question) -> list[Tie]:
    return [
        tie for tie in ties
        if {tie.src, tie.dst} == {here, there}
        and (not question.directed or tie.symmetric or tie.src == here)
    ]  # fmt: skip


def _ties(data: Dataset, question: Question) -> Iterator[Tie]:
    """Give the relations of the type, time and source asked for, whatever their status."""
    window, asked = _window(question), question.filters
    heard = stated(data, hearing(data, asked["without"], asked["known_at"]))
    said = {type: {type, *others} for type, others in inverses(data.vocabulary).items()}
    for tie in (*heard, *(derived(data, heard) if asked["inferred"] else ())):
        if (
            (not asked["types"] or said[tie.type] & set(asked["types"]))
            and not said[tie.type] & set(asked["avoid_types"])
            and (not asked["sources"] or all(cited & set(asked["sources"]) for cited in tie.cited))
            and (window is None or (tie.bounds.es <= window[1] and tie.bounds.le >= window[0]))
        ):
            yield tie


def _kept_out(tie: Tie, question: Question) -> str | None:
    """Name the status, or want of a date, for which alone a relation is not walked."""
    asked = question.filters["statuses"]
    if "any" not in asked and tie.status not in (asked or ("asserted", "disputed")):
        return tie.status
    timed = _window(question) or question.same_time or question.in_order
    if timed and tie.bounds == UNDATED:
        return "undated"
    window = _window(question)
    return "uncertain" if question.certain and window and not _sure(tie, window) else None


def left_out(data: Dataset, question: Question, met: Collection[str]) -> Counter[str]:
    """Count by reason what was left out among the entities of an answer; at both ends where there is none."""
    ends = {question.start, question.goal}
    near = (
        tie for tie in _ties(data, question)
        if (tie.src in met and tie.dst in met if met else {tie.src, tie.dst} & ends)
    )  # fmt: skip
    kept_out = (_kept_out(tie, question) for tie in near)
    return Counter(reason for reason in kept_out if reason not in (None, "asserted"))  # who asks knows that


def _sure(tie: Tie, window: Span | None) -> bool:
    return tie.firm and (window is None or (tie.bounds.ls <= window[1] and tie.bounds.ee >= window[0]))


def _price(tie: Tie, window: Span | None) -> int:
    if window is None or _sure(tie, window):
        return tie.weight
    return (tie.weight >> 16) * 5 // 4 << 16 | 1


def _together(steps: Steps, window: Span) -> tuple[bool, Days, Days] | None:
    """Cut time wherever anything begins or ends, and test one day of each piece."""
    edges = {day for step in steps for tie in step for first, last in (tie.bounds[::3], tie.bounds[1:3])
             for day in (first, last + 1)}  # fmt: skip
    cuts = sorted({window[0], window[1] + 1, *(day for day in edges if window[0] < day <= window[1])})
    pieces = [(first, after - 1) for first, after in pairwise(cuts)]

    def certainly(day: int) -> bool:
        return all(any(t.firm and t.bounds.ls <= day <= t.bounds.ee for t in step) for step in steps)

    def possibly(day: int) -> bool:
        return all(any(t.bounds.es <= day <= t.bounds.le for t in step) for step in steps)

    possible = _joined([piece for piece in pieces if possibly(piece[0])])
    certain = _joined([piece for piece in pieces if certainly(piece[0])])
    return (_surely_together(steps, window), certain, possible) if possible else None


def _joined(pieces: Sequence[Span]) -> Days:
    """Join pieces of time of which one goes on where another ends; what has no day is dropped."""
    found: list[Span] = []
    for first, last in pieces:
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return tuple(piece for piece in found if piece not in ((BEGIN, BEGIN), (END, END)))


def _arrival(steps: Steps, window: Span) -> tuple[int, int | None] | None:
    """Walk from day to day: who waits as little as possible moves on days on which something began."""
    days = {window[0], *(t.bounds.es for step in steps for t in step)}
    standing = {window[0]}
    for step in steps:
        taken = {day for day in days if any(t.bounds.es <= day <= t.bounds.le for t in step)}
        standing = {day for day in taken if window[0] <= day <= window[1] and day >= min(standing)}
        if not standing:
            return None
    return min(standing), _surely_arrived(steps, window)


def _surely_together(steps: Steps, window: Span) -> bool:
    """Say whether some choice of relations meets in each of its worlds."""

    def met(world: Sequence[Span]) -> bool:
        starts, ends = zip(window, *world, strict=True)
        return bool(max(starts) <= min(ends))

    return any(all(map(met, _worlds(choice))) for choice in _choices(steps))


def _surely_arrived(steps: Steps, window: Span) -> int | None:
    """Give by when the choice of relations that is the best has been walked in each of its worlds."""

    def walked(world: Sequence[Span]) -> int | None:
        day = window[0]
        for start, end in world:
            if day > end or start > window[1]:
                return None
            day = max(day, start)
        return day

    found = []
    for choice in _choices(steps):
        arrivals = [walked(world) for world in _worlds(choice)]
        known = [day for day in arrivals if day is not None]
        found += [max(known)] if len(known) == len(arrivals) else []
    return min(found, default=None)


def _choices(steps: Steps) -> Iterator[tuple[Tie, ...]]:
    """Choose one relation of each step; what is not firm may not have been at all."""
    return product(*([tie for tie in step if tie.firm] for step in steps))


def _worlds(choice: Sequence[Tie]) -> Iterator[tuple[Span, ...]]:
    """Give from when to when each of these was, in all ways that matter; those of an event were as one."""
    bounds = {tie.event or tie.id: tie.bounds for tie in choice}
    for chosen in product(*map(spans, bounds.values())):
        world = dict(zip(bounds, chosen, strict=True))
        yield tuple(world[tie.event or tie.id] for tie in choice)


def graph(drawn: Drawn) -> Graph:
    """Give the graph of drawn records, in the form of a snapshot; both forms answer alike (test_snapshot)."""
    return kept.in_memory(compiled(drawn.data))

"""Shows what is in a dataset: how much of what, how that stands, which years it covers, how it is joined."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from akg.dates.spans import Bar
from akg.dates.words import in_year
from akg.queries import stats
from akg.queries.stats import Answer
from akg.reading import Graph
from akg.render import phrases
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Row, Span, joined, line, say

CERTAIN, POSSIBLE = "█", "░"
WIDEST = 60  # cells of a bar
BARS = ("Years", f"{CERTAIN} certain", f"{POSSIBLE} possible", "")
DEFINED = "facts other than births that reach into these years; of an open end as much as is known"
FACTS = (
    (stats.RELATION, "relation"), ("happened", "event"), ("born", "birth"), ("died", "death"),
    ("figure", "figure"),
)  # fmt: skip
STANCES = (("asserts", "assert"), ("denies", "deny"), ("doubts", "doubt"), ("retracts", "retract"))
DATING = (
    (stats.YEAR, "to a year or better"), (stats.ROUGH, "roughly"), (stats.ALWAYS, "held always"),
    (stats.UNDATED, "undated"),
)  # fmt: skip
SHAPES = (("state", "states"), ("act", "acts"), ("lasting", "lasting"))
COMMA = ", "
EMPTY: Row = (line(), line(), line())


class Origin(NamedTuple):
    """The dataset that was read, as a command names it."""

    folder: Path  # as one would write it from here
    bundled: bool  # whether it is the one that comes with akg
    left_out: int  # records that have errors, or hang on one that has


def document(graph: Graph, answer: Answer, of: Origin, limit: int, columns: int) -> Document:
    """Lay out the numbers of a dataset on so many columns; name `limit` relation types of each shape."""
    parts = [_held(graph, answer, limit), _facts(graph, answer)]
    parts += [_standing(answer)] if answer.facts else []
    parts += [_joints(graph, answer)] if answer.kinds else []
    rows = [row for number, part in enumerate(parts) for row in ((EMPTY,) * bool(number) + tuple(part))]
    numbers = Grid(("", "", ""), tuple(rows), wide={2: None}, right=frozenset({1}), head=False)
    made: Document = [*_head(of), Gap(), numbers]
    if answer.years.bars:
        made += [Gap(), histogram(answer.years.bars, columns), Item(line(), line(Span(DEFINED, "dim")))]
    return made


def _row(label: str, number: str, *told: str | Span) -> Row:
    return line(Span(label, "dim")), line(Span(number, "name")), line(*told)


def _head(of: Origin) -> Iterator[Block]:
    origin = (Span("  the dataset that comes with akg", "dim"),) if of.bundled else ()
    yield Item(line(), line(say(of.folder.as_posix(), "name"), *origin))
    if of.left_out:
        told = f"{phrases.counted((of.left_out, 'record'))} left out for errors, which akg check tells"
        yield Item(line(), line(Span(told, "warn")))


def _held(graph: Graph, answer: Answer, limit: int) -> Iterator[Row]:
    """Say how much there is of each part of the dataset."""
    yield _row("entities", _n(answer.kinds.total()), *_kinds(graph, answer.kinds))
    made = answer.types.total() - answer.facts[stats.RELATION]
    events = f", {_n(made)} of them by the records of events" if made else ""
    of_types = f"of {phrases.counted((len(answer.types), 'type'))}{events}" if answer.types else ""
    yield _row("relations", _n(answer.types.total()), of_types)
    for shape, label in SHAPES:
        mine = Counter({t: n for t, n in answer.types.items() if graph.vocabulary.types[t].shape == shape})
        if mine:
            yield _row(f"  {label}", _n(mine.total()), _most(mine, limit))


def _kinds(graph: Graph, kinds: Counter[str]) -> Line:
    told = (
        line(
            Span(f"{shape} ", style), say(f"{_n(kinds[id])} {kind.label if kinds[id] == 1 else kind.plural}")
        )
        for id, kind in graph.vocabulary.kinds.items()
        if kinds[id]
        for shape, style in (phrases.KIND_SHAPES.get(id, phrases.OTHER_SHAPE),)
    )
    return joined(told, "  ")


def _most(counts: Counter[str], limit: int) -> str:
    shown = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    more = [f"and {len(counts) - len(shown)} more"] if len(counts) > len(shown) else []
    return COMMA.join([*(f"{id} {_n(n)}" for id, n in shown), *more])


def _recorded(answer: Answer) -> str:
    cited, every = answer.evidence.recorded, answer.kinds.total()
    most = "all" if cited == every else _n(cited) if cited else "none"
    return f"cited for {most} of the entities" if every else ""


def _facts(graph: Graph, answer: Answer) -> Iterator[Row]:
    """Say what has claims of its own, and who makes them."""
    evidence = answer.evidence
    yield _row("facts", _n(answer.facts.total()), _listed(FACTS, answer.facts, plural=True))
    if answer.names:
        yield _row("names", _n(answer.names), "besides, with a source of their own")
    yield _row("sources", _n(answer.sources), _recorded(answer))
    if not answer.facts:
        return
    yield _row("claims", _n(evidence.stances.total()), _claims(answer))
    speakers = [line(*phrases.speaker(graph, who.claim), f" {_n(who.claims)}") for who in evidence.speakers]
    yield _row("voices", _n(evidence.originators), *phrases.some(speakers, evidence.originators))


def _standing(answer: Answer) -> Iterator[Row]:
    """Say how the facts stand, how well they are supported and dated, and which years they cover."""
    evidence, years = answer.evidence, answer.years
    yield _row(
        "asserted", _share(evidence.statuses["asserted"], evidence.statuses.total()), *_statuses(evidence)
    )
    one, two, more = (evidence.support[n] for n in (1, 2, 3))
    told = f"{_n(one)} rest on one voice, {_n(two)} on two, {_n(more)} on three or more"
    yield _row("two voices", _share(two + more, one + two + more), told)
    alone = f"{_n(evidence.alone)} would be lost with their one source (akg sources)"
    yield _row("one source", _share(evidence.alone, one + two + more), alone)
    differ = f"; dates differ in {_n(years.differ)}" if years.differ else ""
    dating = _listed(DATING, years.dating) + differ
    yield _row("dated", _share(years.dating[stats.YEAR], years.dating.total()), dating)
    if years.first is not None and years.last is not None:
        ends = f"; {_n(years.open_start)} with an open beginning, {_n(years.open_end)} with an open end"
        over = Span(f"{in_year(years.first)} – {in_year(years.last)}", "date")
        yield _row("years", _n(years.last - years.first + 1), over, ends)


def _statuses(evidence: stats.Evidence) -> Line:
    told = [
        line(Span(f"{shape} ", style), f"{_n(evidence.statuses[status])} {status}")
        for status, (shape, style) in phrases.STATUS_SHAPES.items()
        if evidence.statuses[status]
    ]
    doubted = [line(f"{_n(evidence.doubted)} doubted")] if evidence.doubted else []
    return joined(told + doubted, "  ")


def _claims(answer: Answer) -> str:
    evidence, every = answer.evidence, answer.evidence.stances.total()
    located = (
        "all" if evidence.located == every else f"{_n(evidence.located)} ({_share(evidence.located, every)})"
    )
    aside = f"; {_n(evidence.set_aside)} more set aside" if evidence.set_aside else ""
    return f"{_listed(STANCES, evidence.stances)}; {located} say where in the source{aside}"


def histogram(bars: Iterable[Bar], columns: int) -> Grid:
    """Draw how many facts there are over the years, no wider than so many columns if that may be."""
    bars = tuple(bars)
    labels = [_stretch(bar) for bar in bars]
    most = max(bar.certain + bar.possible for bar in bars)
    room = columns - max(map(len, labels)) - sum(map(len, BARS[1:])) - 6 - 2
    cells = max(min(room, WIDEST), 5)
    rows = tuple(
        (line(Span(label, "date")), line(_n(bar.certain)), line(_n(bar.possible)), _drawn(bar, most, cells))
        for label, bar in zip(labels, bars, strict=True)
    )
    return Grid(BARS, rows, wide={}, right=frozenset({1, 2}))


def _drawn(bar: Bar, most: int, cells: int) -> Line:
    """Draw a bar; what there is any of has a cell at least."""
    certain, every = (-(-n * cells // most) for n in (bar.certain, bar.certain + bar.possible))
    every = max(every, bool(bar.certain) + bool(bar.possible))
    certain = min(certain, every - bool(bar.possible))
    return line(Span(CERTAIN * certain, "date"), Span(POSSIBLE * (every - certain), "date"))


def _stretch(bar: Bar) -> str:
    if bar.first is None:
        return f"until {in_year(bar.last or 0)}"
    if bar.last is None:
        return f"from {in_year(bar.first)}"
    return in_year(bar.first) if bar.first == bar.last else f"{in_year(bar.first)}–{in_year(bar.last)}"


def _joints(graph: Graph, answer: Answer) -> Iterator[Row]:
    """Say how the entities hang together."""
    joints = answer.joints
    hubs = (line(*phrases.entity(graph, n), f" {_n(degree)}") for n, degree in joints.most)
    if joints.most:
        yield _row("neighbours", "", *joined(hubs, COMMA))
    largest = f"not joined to each other; the largest has {_n(joints.largest)} entities"
    yield _row("parts", _n(joints.parts), largest if joints.parts > 1 else "all are joined")
    alone = [phrases.entity(graph, n) for n in joints.unmentioned]
    if alone:
        yield _row(
            "unmentioned", _n(joints.unmentioned_count), *phrases.some(alone, joints.unmentioned_count)
        )


def _listed(words: Iterable[tuple[str, str]], counts: Mapping[Any, int], *, plural: bool = False) -> str:
    """Give what there is any of, in a fixed order."""
    told = ((counts[key], word) for key, word in words if counts.get(key))
    return COMMA.join(f"{_n(n)} {word}{'s' * (plural and n != 1)}" for n, word in told)


def _n(number: int) -> str:
    return f"{number:,}"


def _share(part: int, whole: int) -> str:
    """Give a share in percent; 0 and 100 mean none and all."""
    if not whole:
        return "–"
    percent = round(100 * part / whole)
    return "<1%" if part and not percent else ">99%" if part < whole and percent == 100 else f"{percent}%"

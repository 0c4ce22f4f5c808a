"""Shows what is in a dataset: how much of what, how that stands, which years it covers, how it is joined."""

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from akg.dates.words import in_year
from akg.model import Stance
from akg.queries import stats
from akg.queries.stats import Answer
from akg.reading import Graph
from akg.render import histogram, phrases, statement
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Row, Span, joined, line, say
from akg.where import SAID

DEFINED = "facts other than births that reach into these years; of an open end as much as is known"
# What is counted, in the order in which it is told, and its word.
FACTS: Mapping[str, str] = {
    stats.RELATION: "relation", "happened": "event", "born": "birth", "died": "death", "figure": "figure",
}  # fmt: skip
STANCES: Mapping[Stance, str] = {
    "asserts": "assert", "denies": "deny", "doubts": "doubt", "retracts": "retract",
}  # fmt: skip
DATING: Mapping[str, str] = {
    stats.YEAR: "to a year or better", stats.ROUGH: "roughly", stats.ALWAYS: "held always",
    stats.UNDATED: "undated",
}  # fmt: skip
SHAPES: Mapping[str, str] = {"state": "states", "act": "acts", "lasting": "lasting"}
Key = TypeVar("Key", bound=str)
EMPTY: Row = (line(), line(), line())


class Origin(NamedTuple):
    """The dataset that was read, as a command names it, and what was asked of it."""

    folder: Path  # as one would write it from here
    bundled: bool  # whether it is the one that comes with akg
    left_out: int  # records that have errors, or hang on one that has
    asked: Mapping[str, str | bool] = MappingProxyType({})  # filters, by the names of their options
    now: bool = True  # whether these are the files as they are, and no revision


def document(graph: Graph, answer: Answer, of: Origin, limit: int, columns: int) -> Document:
    """Lay out the numbers of a dataset on so many columns; name `limit` relation types of each shape."""
    rows = [*_asked(answer, of), EMPTY] if of.asked else []
    rows += [*_held(graph, answer, limit), EMPTY, *_facts(graph, answer)]
    if answer.facts:
        rows += [EMPTY, *_standing(answer)]
    if answer.kinds:
        rows += [EMPTY, *_joints(graph, answer)]
    numbers = Grid(("", "", ""), tuple(rows), wide={2: None}, right=frozenset({1}), head=False)
    made: Document = [*_head(of), Gap(), numbers]
    if answer.years.bars:
        made += [Gap(), histogram.grid(answer.years.bars, columns), Item(line(), line(Span(DEFINED, "dim")))]
    return made


def _head(of: Origin) -> Iterator[Block]:
    origin = (Span("  the dataset that comes with akg", "dim"),) if of.bundled else ()
    yield Item(line(), line(say(of.folder.as_posix(), "name"), *origin))
    if of.left_out:
        where = ", which akg check tells" if of.now else ""
        told = f"{phrases.counted((of.left_out, 'record'))} left out for errors{where}"
        yield Item(line(), line(Span(told, "warn")))


def _row(label: str, number: int | str, *told: str | Span) -> Row:
    shown = number if isinstance(number, str) else f"{number:,}"
    return line(Span(label, "dim")), line(Span(shown, "name")), line(*told)


def _asked(answer: Answer, of: Origin) -> Iterator[Row]:
    """Say what was asked for, how sure what passes is at that time, and what is not counted."""
    typed = (
        f"--{option}" + (f" {shlex.quote(value)}" if isinstance(value, str) else "")
        for option, value in of.asked.items()
    )
    yield _row("asked", "", say(" ".join(typed)))
    then = f": {phrases.tally(answer.sure)}" if answer.sure else ""
    missed = ", ".join(f"{answer.left_out[reason]:,} {reason}" for reason in SAID if answer.left_out[reason])
    noun = "fact" if answer.facts.total() == 1 else "facts"
    yield _row("counted", answer.facts.total(), f"{noun}{then}", f"; not counted: {missed}" if missed else "")


def _held(graph: Graph, answer: Answer, limit: int) -> Iterator[Row]:
    """Say how much there is of each part of the dataset."""
    yield _row("entities", answer.kinds.total(), *_kinds(graph, answer.kinds))
    made = answer.types.total() - answer.facts[stats.RELATION]
    events = f", {made:,} of them by the records of events" if made else ""
    of_types = f"of {phrases.counted((len(answer.types), 'type'))}{events}" if answer.types else ""
    yield _row("relations", answer.types.total(), of_types)
    types = graph.vocabulary.types
    for shape, label in SHAPES.items():
        mine = Counter({type: n for type, n in answer.types.items() if types[type].shape == shape})
        if mine:
            yield _row(f"  {label}", mine.total(), *_most(mine, limit))


def _kinds(graph: Graph, kinds: Counter[str]) -> Line:
    told = []
    for kind in graph.vocabulary.kinds.values():
        if n := kinds[kind.id]:
            shape, style = phrases.shape(kind.id)
            told.append(line(Span(f"{shape} ", style), say(f"{n:,} {kind.label if n == 1 else kind.plural}")))
    return joined(told, "  ")


def _most(types: Counter[str], limit: int) -> Line:
    """Name the types with most relations, by id where they have as many."""
    shown = sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
    return phrases.some([line(f"{type} {n:,}") for type, n in shown], len(types))


def _facts(graph: Graph, answer: Answer) -> Iterator[Row]:
    """Say what has claims of its own, and who makes them."""
    facts = ((answer.facts[type], noun) for type, noun in FACTS.items() if answer.facts[type])
    yield _row("facts", answer.facts.total(), phrases.counted(*facts))
    if answer.names:
        yield _row("names", answer.names, "besides, with a source of their own")
    yield _row("sources", answer.sources, _recorded(answer))
    if answer.facts:
        yield _row("claims", answer.evidence.stances.total(), _claims(answer.evidence))
        yield _row("voices", answer.evidence.originators, *_voices(graph, answer.evidence))


def _recorded(answer: Answer) -> str:
    cited, every = answer.evidence.recorded, answer.kinds.total()
    some = "all" if cited == every else f"{cited:,}" if cited else "none"
    return f"cited for {some} of the entities" if every else ""


def _claims(evidence: stats.Evidence) -> str:
    every, located = evidence.stances.total(), evidence.located
    some = "all" if located == every else f"{located:,} ({_share(located, every)})"
    aside = f"; {evidence.set_aside:,} more set aside" if evidence.set_aside else ""
    return f"{_listed(evidence.stances, STANCES)}; {some} say where in the source{aside}"


def _voices(graph: Graph, evidence: stats.Evidence) -> Line:
    told = [line(*phrases.speaker(graph, who.claim), f" {who.claims:,}") for who in evidence.speakers]
    return phrases.some(told, evidence.originators)


def _standing(answer: Answer) -> Iterator[Row]:
    """Say how the facts stand, and how well they are supported and dated."""
    evidence, years = answer.evidence, answer.years
    statuses, support = evidence.statuses, evidence.support
    yield _row("asserted", _share(statuses["asserted"], statuses.total()), *_statuses(evidence))
    told = f"{support[1]:,} rest on one voice, {support[2]:,} on two, {support[3]:,} on three or more"
    yield _row("two voices", _share(support[2] + support[3], support.total()), told)
    alone = f"{evidence.alone:,} would be lost with their one source (akg sources)"
    yield _row("one source", _share(evidence.alone, support.total()), alone)
    differ = f"; dates differ in {years.differ:,}" if years.differ else ""
    exact = _share(years.dating[stats.YEAR], years.dating.total())
    yield _row("dated", exact, f"{_listed(years.dating, DATING)}{differ}")
    if years.first is not None and years.last is not None:
        ends = f"; {years.open_start:,} with an open beginning, {years.open_end:,} with an open end"
        covered = Span(f"{in_year(years.first)} – {in_year(years.last)}", "date")
        yield _row("years", years.last - years.first + 1, covered, ends)


def _statuses(evidence: stats.Evidence) -> Line:
    told = [
        line(Span(f"{shape} ", style), f"{evidence.statuses[status]:,} {status}")
        for status, (shape, style) in statement.STATUS_SHAPES.items()
        if evidence.statuses[status]
    ]
    doubted = [line(f"{evidence.doubted:,} doubted")] if evidence.doubted else []
    return joined(told + doubted, "  ")


def _joints(graph: Graph, answer: Answer) -> Iterator[Row]:
    """Say how the entities hang together."""
    joints = answer.joints
    if joints.most:
        hubs = (line(*phrases.entity(graph, n), f" {degree:,}") for n, degree in joints.most)
        yield _row("neighbours", "", *joined(hubs, ", "))
    largest = f"not joined to each other; the largest has {joints.largest:,} entities"
    yield _row("parts", joints.parts, largest if joints.parts > 1 else "all are joined")
    if joints.unmentioned:
        some = phrases.some([phrases.entity(graph, n) for n in joints.unmentioned], joints.unmentioned_count)
        yield _row("unmentioned", joints.unmentioned_count, *some)


def _listed(counts: Mapping[Key, int], words: Mapping[Key, str]) -> str:
    """Give what there is any of, in the order of the words."""
    return ", ".join(f"{counts[key]:,} {word}" for key, word in words.items() if counts.get(key))


def _share(part: int, whole: int) -> str:
    """Give a share in percent; 0 and 100 mean none and all."""
    if not whole:
        return "–"
    percent = round(100 * part / whole)
    return "<1%" if part and not percent else ">99%" if part < whole and percent == 100 else f"{percent}%"

"""Gives what the explorer's page is told: entities, facts in words, sources and paths, as one record.

The page decides nothing about names, order, wording or ranking: all of that is in here.
explorer/src/types.js has the shape, as the page reads it.
"""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from akg import dates, facts
from akg.claims import STATUSES
from akg.facts import Fact
from akg.model import Source
from akg.queries import evidence as query
from akg.queries.path import Answer, K, Path, Step
from akg.reading import DIFFER, DOUBTED, Graph, Node, Rel
from akg.render import evidence, phrases, records, statement
from akg.render import path as telling
from akg.render.document import Line, text
from akg.render.records import Record
from akg.spelling import fold
from akg.text import plain
from akg.web import extent, placement
from akg.web.extent import Held
from akg.where import Where, is_firm

OPEN = 10**9  # the day that stands for no beginning or end: JavaScript has no integers as large as ours
_UNASKED = (("k", K), ("rank", "cost"))  # what akg path does without a word
# By the names of the command line; of one not given the value is empty or false, several values are a list.
Options = Mapping[str, Any]


class Opening(NamedTuple):
    """What a page is opened with, besides what it holds of the graph."""

    title: str
    lines: Sequence[str] = ()  # as of what it is, in words
    named: Sequence[Node] = ()  # to draw at first, with what is around them
    paths: Sequence[Record] = ()
    told: Sequence[Fact] = ()  # on these paths
    folder: str | None = None  # of the dataset whose map is kept
    served: bool = False
    given: Options = MappingProxyType({})  # options of a shell that ask of the same state


def of(graph: Graph, where: Where, held: Held, opening: Opening) -> Record:
    """Give all that a page is told."""
    whole = held.whole
    focus = extent.drawn(graph, held, opening.named)
    places = _places(graph, focus, opening.folder)
    stated = [*facts_of(graph, held.nodes, held.rels, where), *opening.told]
    told = part(graph, held.nodes, stated, places)
    return {
        "version": records.VERSION,
        "title": plain(opening.title),
        "served": opening.served,
        "lines": list(opening.lines),
        **({"given": dict(opening.given)} if opening.given else {}),
        **(_used(vocabulary(graph), told) if whole else vocabulary(graph)),
        **told,
        "paths": list(opening.paths),
        **({"focus": [graph.id(n) for n in focus]} if len(focus) < len(told["entities"]) else {}),
        "graph": whole,
    }


def _used(words: Record, told: Record) -> Record:
    """Leave out of a vocabulary the kinds and types that nothing told is of."""
    used = {one["kind"] for one in told["entities"]} | {one["type"] for one in told["facts"]}
    kept = {key: [row for row in words[key] if row["id"] in used] for key in ("kinds", "types")}
    return {**words, **kept}


def _places(graph: Graph, drawn: Sequence[Node], folder: str | None) -> Mapping[Node, tuple[float, float]]:
    """Place what is drawn at first; where all could be drawn, all, so that each stays where it is."""
    if len(graph) <= extent.MOST:
        return dict(enumerate(placement.placed(graph, folder=folder)))
    return dict(zip(drawn, placement.placed(graph, drawn), strict=True))


def facts_of(graph: Graph, nodes: Iterable[Node], rels: Iterable[Rel], where: Where) -> list[Fact]:
    """Tell relations, and what is claimed of entities by themselves, each as it is stated."""
    told = [facts.of_relation(graph, r, graph.row(r).src, where) for r in rels]
    told += [
        fact for n in nodes for fact in facts.own(graph, n, where)
        if where.misses(fact.row, fact.claims) is None
    ]  # fmt: skip
    return told


def part(
    graph: Graph,
    nodes: Iterable[Node],
    told: Iterable[Fact],
    places: Mapping[Node, tuple[float, float]] = MappingProxyType({}),
) -> Record:
    """Give entities and facts, those that these mention, and the sources that they cite.

    Facts come in the order of time, undated last. `places` has positions on the map, in px.
    """
    told = sorted({fact.id: fact for fact in told}.values(), key=lambda fact: (fact.row.order, fact.id))
    held = sorted({*nodes, *(n for fact in told for n in _mentioned(graph, fact))})
    cited = sorted({claim.source for fact in told for one in facts.grounds(fact) for claim in one.claims})
    return {
        "entities": [_entity(graph, n, places.get(n)) for n in held],
        "facts": [_fact(graph, fact) for fact in told],
        "sources": {id: source(graph.sources[id]) for id in cited},
    }


def vocabulary(graph: Graph) -> Record:
    """Give the words for kinds, types and statuses, with the marks that stand beside them."""
    known = graph.vocabulary
    return {
        "kinds": [
            {"id": kind.id, "label": kind.label, "plural": kind.plural, "mark": phrases.shape(kind.id)[0]}
            for kind in known.kinds.values()
        ],
        "types": [
            {"id": type.id, "label": type.label, "inverse": type.inverse, "symmetric": type.symmetric}
            for type in known.types.values()
        ],
        "statuses": [{"id": status, "mark": statement.STATUS_SHAPES[status][0]} for status in STATUSES],
    }


def paths(graph: Graph, found: Answer, more: Record) -> Record:
    """Give paths, best first; `more` says what was asked: from, to, command, options."""
    return {
        **more,
        "results": [_path(graph, one) for one in found.paths],
        "notes": telling.notes(found),
        "complete": found.complete,
    }


def question(graph: Graph, ends: tuple[Node, Node], options: Options, given: Options) -> Record:
    """Say what was asked of paths: by the names of the options, and as a command line.

    In that stand also the options that were `given` when the graph was opened.
    """
    start, goal = map(graph.id, ends)
    asked = {name: value for name, value in options.items() if value}
    line = command("path", (start, goal), {**asked, **given})
    return {"from": start, "to": goal, "options": asked, "command": line}


def command(name: str, ids: Sequence[str], options: Options) -> str:
    """Give the command line that asks the same in a shell."""
    words = [word for option, value in options.items() for word in _option(option, value)]
    return shlex.join(["akg", name, *ids, *words])


def _option(name: str, value: Any) -> list[str]:
    if not value or (name, value) in _UNASKED:
        return []
    if value is True:
        return [f"--{name}"]
    values = value if isinstance(value, list) else [value]
    return [word for one in values for word in (f"--{name}", str(one))]


def facts_on(found: Answer) -> list[Fact]:
    """Give every fact that paths go over."""
    return [fact for path in found.paths for step in path.steps for fact in step.facts]


def _path(graph: Graph, one: Path) -> Record:
    steps = zip(one.steps, one.nodes[1:], strict=True)
    return {
        "entities": [graph.id(n) for n in one.nodes],
        "hops": len(one.steps),
        "cost": records.cost(one.cost),
        "certainty": one.certainty,
        "remarks": [plain(label + words) for label, words in telling.summary(graph, one)],
        "steps": [_step(step, there) for step, there in steps],
    }


def _step(step: Step, there: Node) -> Record:
    return {
        "facts": [fact.id for fact in step.facts],
        "forward": [fact.row.dst == there for fact in step.facts],
    }


def _mentioned(graph: Graph, fact: Fact) -> Iterator[Node]:
    yield from (fact.row.src, fact.row.dst)
    about = (graph.node(id) for id in (*fact.about, fact.event) if id)
    yield from (n for n in (fact.row.place, *about) if n is not None)


def _entity(graph: Graph, n: Node, place: tuple[float, float] | None) -> Record:
    one = graph.entity(n)
    return _present({
        "id": one.id,
        "name": plain(one.name),
        "kind": one.kind,
        "aliases": [plain(name) for name in one.names[1:]],
        "keys": sorted({key for name in one.names if (key := fold(name))}),
        "summary": plain(one.summary or ""),
        "note": plain(one.note or ""),
        "degree": graph.degree(n),
        "where": records.line(one.where),
        **({"x": round(place[0], 1), "y": round(place[1], 1)} if place else {}),
    })  # fmt: skip


def _fact(graph: Graph, fact: Fact) -> Record:
    row = fact.row
    undated = dates.is_undated(row.bounds)
    ends, order = ([max(-OPEN, min(day, OPEN)) for day in some] for some in (row.bounds, row.order[1:]))
    return _present({
        "id": fact.id,
        "type": row.type,
        "from": graph.id(row.src),
        "to": None if fact.own else graph.id(row.dst),
        "place": records.node(graph, row.place),
        "about": [id for id in fact.about if graph.node(id) is not None],
        "event": fact.event,
        "sentence": text(statement.sentence(graph, fact)),
        "reads": [] if fact.own else [_reading(graph, fact, forward=forward) for forward in (True, False)],
        "when": text(statement.when(fact, with_certainty=False)),
        "bounds": None if undated else ends,
        "iso": records.bounds(row.bounds),
        "order": None if undated else order,
        "status": row.status,
        "firm": is_firm(row),
        "doubted": fact.flag(DOUBTED),
        "differ": fact.flag(DIFFER),
        "derived": [premise.id for premise in fact.premises],
        "standing": text(_standing(graph, fact)),
        "claims": [_claim(graph, one) for one in query.attested(graph, fact)],
        "note": plain(statement.own_note(fact) or ""),
        "where": records.line(fact.where),
    })  # fmt: skip


def _reading(graph: Graph, fact: Fact, *, forward: bool) -> str:
    return text(statement.step(graph, fact, forward=forward)[1])


def _standing(graph: Graph, fact: Fact) -> Line:
    return statement.derived(fact) if fact.premises else statement.standing(graph, fact)


def _claim(graph: Graph, told: query.Attested) -> Record:
    claim = told.claim
    return _present({
        "stance": claim.stance,
        "who": plain(phrases.speaker_name(graph, claim)),
        "by": claim.by and claim.by.entity,
        "how": text(tuple(evidence.besides(graph, claim))).strip(" ,·"),
        "said": text(evidence.said(graph, claim)),
        "source": claim.source,
        "at": plain(claim.at or ""),
        "left": evidence.left(graph, told),
        "note": plain(claim.note or ""),
        "where": records.line(claim.where),
    })  # fmt: skip


def source(one: Source) -> Record:
    """Give a source; of its address only one that a browser can follow without running it."""
    told = {key: plain(value or "") for key, value in records.source(one).items()}
    return _present({**told, "url": told["url"] if told["url"].startswith(("https://", "http://")) else None})


def _present(made: Record) -> Record:
    """Leave out what is empty, false or not known; a number is never empty."""
    return {key: value for key, value in made.items() if value or (value == 0 and value is not False)}

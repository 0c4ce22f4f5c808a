"""Gives answers as records for programs: the shapes of `--format json`, written down in docs/json.md."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from akg import changes, claims, dates
from akg.claims import Speaker
from akg.dates import Bounds, Edtf
from akg.errors import Fault, Place
from akg.facts import Fact
from akg.model import Claim, Entity, Figure, Source, Voice
from akg.queries import diff, evidence, neighbours, path, search, show, sources, stats, timeline
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node
from akg.render import citations, costs
from akg.render.diff import Sides
from akg.render.stats import Origin
from akg.where import SAID

VERSION = 1
Record = dict[str, Any]


class Named(str):
    """The id of an entity, so that it can be told from other words of a record when names are looked up."""

    __slots__ = ()


class Cited(str):
    """The id of a source, likewise."""

    __slots__ = ()


def answer(
    graph: Graph | None,
    command: str,
    results: Sequence[Record],
    notes: Sequence[str],
    more: Mapping[str, object],
    before: Graph | None = None,
) -> Record:
    """Wrap results; those of a graph with the names of the entities and the sources that are in them.

    `more` has further keys of the whole answer, such as `counts`; `before` names what is not in the other
    graph any more.
    """
    made = {"version": VERSION, "command": command, "results": list(results)}
    if graph is not None:
        ids = list(_ids([*results, more]))
        named = sorted({id for id in ids if isinstance(id, Named)})
        graphs = [graph] if before is None else [before, graph]
        names = {id: g.name(n) for g in graphs for id in named if (n := g.node(id)) is not None}
        made["names"] = {id: names[id] for id in named if id in names}
        cited = sorted({id for id in ids if isinstance(id, Cited)})
        sources = {id: source for g in graphs for id, source in g.sources.items()}
        made["sources"] = {id: _source(sources[id]) for id in cited}
    return {**made, **more, "notes": list(notes)}


def counts(sure: tuple[int, int] | None, left_out: Counter[str]) -> Record:
    """Count what is certain and what possible, where a time was asked about, and what was left out."""
    certain, possible = sure or (None, None)
    return {"certain": certain, "possible": possible, **{reason: left_out[reason] for reason in SAID}}


def _ids(value: object) -> Iterator[Named | Cited]:
    """Give every id in a record, or in a list of records."""
    if isinstance(value, Named | Cited):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _ids(inner)


def of_path(graph: Graph, found: path.Answer) -> list[Record]:
    """Give a record a path; a step is one relation, with the others of the pair beside it."""
    return [_path(graph, one) for one in found.paths]


def _path(graph: Graph, one: path.Path) -> Record:
    inner = zip(one.nodes[1:-1], one.tolls, strict=True)
    return {
        "entities": [_node(graph, n) for n in one.nodes],
        "hops": len(one.steps),
        "cost": _cost(one.cost),
        "certainty": one.certainty,
        "same_time": one.together and {
            "within": one.together.within and _stretch(one.together.within),
            "certain": list(map(_stretch, one.together.certain)),
            "possible": list(map(_stretch, one.together.possible)),
        },
        "in_order": one.in_order and {
            "certain": None if one.in_order.certain is None else dates.iso(one.in_order.certain),
            "possible": dates.iso(one.in_order.possible),
            "known": None if one.in_order.known is None else dates.iso(one.in_order.known),
        },
        "weakest": list(one.weakest),
        "passed": [
            {"entity": _node(graph, n), "neighbours": graph.degree(n), "cost": _cost(toll)}
            for n, toll in inner
        ],
        "steps": [_step(graph, step, there) for step, there in zip(one.steps, one.nodes[1:], strict=True)],
    }  # fmt: skip


def of_neighbours(graph: Graph, found: neighbours.Answer) -> list[Record]:
    """Give a record a relation, with how many steps away its other end is."""
    return [
        {**fact(graph, one), "depth": neighbour.depth}
        for neighbour in found.neighbours
        for one in neighbour.facts
    ]


def of_timeline(graph: Graph, found: timeline.Answer) -> list[Record]:
    """Give a record a fact: what is dated, then what is always so, then what has no date."""
    return [fact(graph, one) for one in (*found.dated, *found.lasting, *found.undated)]


def of_show(graph: Graph, found: show.Answer) -> list[Record]:
    """Give one record: the entity, with its facts by the part that it has in them."""
    lists = {"own": found.own, "relations": found.relations, "here": found.here}
    lists |= {"about": found.about, "said": found.said}
    told = {name: [fact(graph, one) for one in facts] for name, facts in lists.items()}
    return [{**_entity(graph, found.entity), **told}]


def of_evidence(graph: Graph, found: Iterable[evidence.Evidence]) -> list[Record]:
    """Give a record a fact, with all that bears on how it stands."""
    return [_evidence(graph, one) for one in found]


def of_search(graph: Graph, hits: Iterable[search.Hit]) -> list[Record]:
    """Give a record an entity found."""
    return [
        {
            "id": _node(graph, hit.node),
            "kind": graph.kind(hit.node),
            "name": graph.name(hit.node),
            "matched": hit.matched,
            "score": hit.score,
        }
        for hit in hits
    ]


def of_stats(graph: Graph, found: stats.Answer, of: Origin) -> list[Record]:
    """Give one record: the numbers of the dataset; lists and objects have the most first."""
    evidence, years, joints = found.evidence, found.years, found.joints
    return [{
        "dataset": of.folder.as_posix(),
        "bundled": of.bundled,
        "left_out": of.left_out,
        "asked": dict(of.asked),
        "counts": counts(found.sure, found.left_out),
        "entities": found.kinds.total(),
        "kinds": _most(found.kinds),
        "recorded": evidence.recorded,
        "relations": found.types.total(),
        "types": _most(found.types),
        "shapes": _most(found.shapes),
        "facts": found.facts.total(),
        "fact_types": _most(found.facts),
        "other_names": found.names,
        "claims": evidence.stances.total(),
        "stances": _most(evidence.stances),
        "set_aside": evidence.set_aside,
        "located": evidence.located,
        "sources": found.sources,
        "originators": evidence.originators,
        "speakers": _speakers(evidence.speakers),
        "statuses": {status: evidence.statuses[status] for status in claims.STATUSES},
        "doubted": evidence.doubted,
        "support": {f"{n}": evidence.support[n] for n in (1, 2, 3)},
        "alone": evidence.alone,
        "dating": {word: years.dating[word] for word in stats.DATING},
        "differ": years.differ,
        "first": years.first,
        "last": years.last,
        "open_start": years.open_start,
        "open_end": years.open_end,
        "years": [bar._asdict() for bar in years.bars],
        "joined": [{"id": _node(graph, n), "neighbours": degree} for n, degree in joints.most],
        "parts": joints.parts,
        "largest": joints.largest,
        "unmentioned": joints.unmentioned_count,
        "unmentioned_ids": [_node(graph, n) for n in joints.unmentioned],
    }]  # fmt: skip


def of_sources(graph: Graph, found: sources.Answer) -> list[Record]:
    """Give a record a source, first what most hangs on."""
    return [_carried(graph, one) for one in found.sources]


def of_source(graph: Graph, found: sources.Detail) -> list[Record]:
    """Give one record: the source, with its facts in the order of their places in it."""
    source = found.source
    return [{
        **_carried(graph, found.carried),
        **_source(source),
        "kind": source.kind,
        "note": source.note,
        "where": _line(source.where),
        "originators": found.originators,
        "speakers": _speakers(found.speakers),
        "told": [
            {**fact(graph, one.fact), "at": list(one.at), "stances": list(one.stances), "alone": one.alone}
            for one in found.told
        ],
    }]  # fmt: skip


def of_diff(sides: Sides, found: diff.Answer) -> list[Record]:
    """Give a record a record that differs: entities, then relations, then sources, kinds and types."""
    return [
        *(_held(sides, held) for held in found.entities),
        *(_differing(sides, told) for told in found.relations),
        *(_listed(one) for one in found.listed),
    ]


def differences(found: diff.Answer) -> Record:
    """Count what differs, by the words of the summary."""
    return {f"{noun} {word}".strip(): n for (noun, word), n in sorted(diff.counts(found).items())}


def _held(sides: Sides, held: diff.Held) -> Record:
    graph, n = sides.of(held.after), changes.last(held.before, held.after)
    return {
        "part": "entity",
        "change": changes.change(held.before, held.after),
        "id": _node(graph, n),
        "fields": [one._asdict() for one in held.fields],
        "facts": [_told(sides, told) for told in held.facts],
        "where": _line(graph.entity(n).where),
    }


def _differing(sides: Sides, told: changes.Told) -> Record:
    one = _told(sides, told)
    return {
        "part": "relation",
        **{key: one[key] for key in ("change", "id", "fields")},
        "facts": [{**one, "fields": []}],
        "where": one["fact"]["where"],
    }


def _listed(one: diff.Listed) -> Record:
    return {
        "part": one.part,
        "change": one.change,
        "id": Cited(one.id) if one.part == "source" else one.id,
        "fields": [field._asdict() for field in one.fields],
        "facts": [],
        "where": _line(one.where),
    }


def _told(sides: Sides, told: changes.Told) -> Record:
    """Give a fact that differs, as it is, or was if it is no more."""
    found = told.redated
    return {
        "change": changes.change(told.before, told.after),
        "id": told.fact.id,
        "fields": [one._asdict() for one in told.fields],
        "status": told.status and dict(zip(("before", "after"), told.status, strict=True)),
        "redated": found and {
            "before": _bounds(found.before),
            "after": _bounds(found.after),
            "by": [{"what": what, "id": id} for what, id in found.by],
        },
        "claims": [_said(said) for said in told.claims],
        "fact": fact(sides.of(told.after), told.fact),
    }  # fmt: skip


def _said(said: changes.Said) -> Record:
    return {
        "change": changes.change(*said),
        "keys": list(said.keys),
        "before": said.before and _claim(said.before, counts=None),
        "after": said.after and _claim(said.after, counts=None),
    }


def _carried(graph: Graph, one: sources.Carried) -> Record:
    reference = citations.reference(graph.sources[one.source], one.source)
    return {**one._asdict(), "source": Cited(one.source), "reference": reference}


def _speakers(made: Iterable[Speaker]) -> list[Record]:
    """Give who makes claims; a source that speaks for itself by its id."""
    return [
        {
            "by": _voice(one.claim.by),
            "source": None if one.claim.by else Cited(one.claim.source),
            "claims": one.claims,
        }
        for one in made
    ]


def _most(counts: Mapping[Any, int]) -> Record:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def of_faults(faults: Iterable[Fault], folder: Path) -> list[Record]:
    """Give a record a fault of the data; the file with its folder, as one would open it."""
    return [
        {
            "file": (folder / fault.place.file).as_posix(),
            "line": fault.place.line,
            "column": fault.place.column,
            "severity": fault.severity,
            "code": fault.code,
            "message": fault.message,
            "times": fault.times,
        }
        for fault in faults
    ]


def fact(graph: Graph, told: Fact) -> Record:
    """Give a relation, or a date or number of an entity's own, whose `to` and `other` are null."""
    row = told.row
    return {
        "id": told.id,
        "type": row.type,
        "from": _node(graph, row.src),
        "to": None if told.own else _node(graph, row.dst),
        "entity": _node(graph, told.entity),
        "other": _node(graph, told.other),
        "part": told.part,
        "date": _date(told),
        "place": _node(graph, row.place),
        "derived": bool(told.premises),
        "premises": [fact(graph, one) for one in told.premises],
        "status": row.status,
        "doubted": bool(row.flags & DOUBTED),
        "certainty": told.certainty,
        "role": told.role,
        "about": list(map(Named, told.about)),
        "event": _named(told.event),
        "claims": _claims(graph, told.claims),
        "note": told.note,
        "figure": told.figure and _figure(told.figure),
        "where": _line(told.where),
    }


def _step(graph: Graph, step: path.Step, there: Node) -> Record:
    first, *others = ({**fact(graph, one), "forward": one.row.dst == there} for one in step.facts)
    return {
        **first,
        "cost": _cost(step.weight),
        "costs_by": step.best.id,
        "voices": step.voices,
        "sole_sources": list(map(Cited, sorted(step.sources))),
        "sole_voices": list(map(_originator, step.speakers)),
        "parallel": others,
    }


def _cost(fixed: int) -> float:
    return round(costs.amount(fixed), 4)


def _stretch(days: tuple[int, int]) -> list[str | None]:
    return [dates.iso(day) for day in days]


class _Order:
    """The claims on a fact by their numbers from 0, and its voices as each is first spelled."""

    def __init__(self, ordered: Sequence[Claim]) -> None:
        self._numbers = {id(claim): number for number, claim in enumerate(ordered)}
        self._first = {claims.originator(claim): claim for claim in reversed(ordered)}

    def numbers(self, some: Iterable[Claim]) -> list[int]:
        return [self._numbers[id(claim)] for claim in some]

    def originator(self, claim: Claim) -> str | Record | None:
        return _originator(self._first[claims.originator(claim)])


def _evidence(graph: Graph, one: evidence.Evidence) -> Record:
    """Give a fact with all its claims, in the order in which they were made, and what follows."""
    order = _Order([told.claim for told in one.claims])
    return {
        **fact(graph, one.fact),
        "claims": [_attested(graph, told, order) for told in one.claims],
        "sides": [
            {"stance": side.stance, "voices": [_heard(said, order) for said in side.voices]}
            for side in one.sides
        ],
        "dates": [
            {"edtf": each.date.text, "decides": each.decides, "claims": order.numbers(each.claims)}
            for each in one.datings
        ],
        "lives": [_node(graph, n) for n in one.cut],
        "support": one.support,
        "cost": None if one.fact.own else _cost(one.fact.row.weight),
        "sole_source": one.sole_source and Cited(one.sole_source),
        "sole_voice": one.sole_voice and order.originator(one.sole_voice),
    }


def _attested(graph: Graph, told: evidence.Attested, order: _Order) -> Record:
    """Give a claim with whose word it is, and what became of it."""
    return {
        **_claim(told.claim, counts=told.counts),
        "originator": order.originator(told.claim),
        "text": told.claim.text,
        "spoken": _text(claims.said(told.claim, graph.sources)),
        "replaced": order.numbers([told.successor])[0] if told.successor else None,
    }


def _heard(said: Sequence[Claim], order: _Order) -> Record:
    """Give a voice with its claims, and the sources that report it."""
    return {
        "originator": order.originator(said[0]),
        "sources": list(dict.fromkeys(Cited(claim.source) for claim in said)),
        "claims": order.numbers(said),
    }


def _date(told: Fact) -> Record:
    return {
        "edtf": told.date.text if told.date else None,
        "text": told.text,
        "bounds": _bounds(told.row.bounds),
        "uncertain": bool(told.row.flags & UNCERTAIN),
        "differ": bool(told.row.flags & DIFFER),
    }


def _bounds(when: Bounds) -> list[str | None] | None:
    return None if dates.is_undated(when) else [dates.iso(day) for day in when]


def _figure(figure: Figure) -> Record:
    return {"what": figure.what, "low": figure.low, "high": figure.high}


def _claims(graph: Graph, told: Sequence[Claim]) -> list[Record]:
    """Give claims on file, and whether each counts: it is not set aside, and its originator stands by it."""
    counting = {id(claim) for claim in claims.counting(told, graph.sources)}
    return [_claim(claim, counts=id(claim) in counting) for claim in told]


def _claim(claim: Claim, *, counts: bool | None) -> Record:
    """Give a claim; whether it counts is left out where several states are told."""
    made = {
        "by": _voice(claim.by),
        "stance": claim.stance,
        "hedge": claim.hedge,
        "source": Cited(claim.source),
        "at": claim.at,
        "via": _voice(claim.via),
        "said": _text(claim.said),
        "date": _text(claim.date),
        "place": _named(claim.place),
        "note": claim.note,
        "set_aside": claim.set_aside,
    }
    return made if counts is None else {**made, "counts": counts}


def _originator(claim: Claim) -> str | Record | None:
    """Give whose word a claim is: a source that speaks for itself by its id."""
    return _voice(claim.by) if claim.by else Cited(claim.source)


def _voice(voice: Voice | None) -> str | Record | None:
    if voice is None or voice.entity:
        return _named(voice and voice.entity)
    return {"unnamed": voice.words, "of": _named(voice.of)}


def _named(id: str | None) -> Named | None:
    return Named(id) if id is not None else None


def _node(graph: Graph, n: Node | None) -> Named | None:
    return Named(graph.id(n)) if n is not None else None


def _line(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _text(date: Edtf | None) -> str | None:
    return date.text if date else None


def _entity(graph: Graph, entity: Entity) -> Record:
    return {
        "id": Named(entity.id),
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [
            {"name": a.name, "lang": a.lang, "claims": _claims(graph, a.claims)} for a in entity.aliases
        ],
        "summary": entity.summary,
        "note": entity.note,
        "ids": dict(entity.ids),
        "claims": _claims(graph, entity.claims),
        "unnamed": [
            {
                "text": p.text,
                "type": p.type,
                "of": _named(p.of),
                "role": p.role,
                "count": p.number and list(p.number),
            }
            for p in entity.unnamed
        ],
        "where": _line(entity.where),
    }


def _source(source: Source) -> Record:
    return {
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "date": _text(source.date),
        "url": source.url,
        "reference": citations.reference(source, source.id),
    }

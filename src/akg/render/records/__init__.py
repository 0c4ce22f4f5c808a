"""Gives answers as records for programs: the shapes of `--format json`, written down in docs/json.md.

What they have in common is here; what one command alone tells is in a module of its name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from akg import claims, dates
from akg.claims import Speaker
from akg.dates import Bounds, Edtf
from akg.errors import Place
from akg.facts import Fact
from akg.model import Claim, Figure, Source, Voice
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node
from akg.render import citations, costs

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
        entities = sorted({id for id in ids if isinstance(id, Named)})
        graphs = [graph] if before is None else [before, graph]
        names = {id: g.name(n) for g in graphs for id in entities if (n := g.node(id)) is not None}
        made["names"] = {id: names[id] for id in entities if id in names}
        cited = sorted({id for id in ids if isinstance(id, Cited)})
        sources = {id: one for g in graphs for id, one in g.sources.items()}
        made["sources"] = {id: source(sources[id]) for id in cited}
    return {**made, **more, "notes": list(notes)}


def _ids(value: object) -> Iterator[Named | Cited]:
    """Give every id in a record, or in a list of records."""
    if isinstance(value, Named | Cited):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _ids(inner)


def speakers(made: Iterable[Speaker]) -> list[Record]:
    """Give who makes claims; a source that speaks for itself by its id."""
    return [
        {
            "by": voice(one.claim.by),
            "source": None if one.claim.by else Cited(one.claim.source),
            "claims": one.claims,
        }
        for one in made
    ]


def fact(graph: Graph, told: Fact) -> Record:
    """Give a relation, or a date or number of an entity's own, whose `to` and `other` are null."""
    row = told.row
    return {
        "id": told.id,
        "type": row.type,
        "from": node(graph, row.src),
        "to": None if told.own else node(graph, row.dst),
        "entity": node(graph, told.entity),
        "other": node(graph, told.other),
        "part": told.part,
        "date": _date(told),
        "place": node(graph, row.place),
        "derived": bool(told.premises),
        "premises": [fact(graph, one) for one in told.premises],
        "status": row.status,
        "doubted": bool(row.flags & DOUBTED),
        "certainty": told.certainty,
        "role": told.role,
        "about": list(map(Named, told.about)),
        "event": named(told.event),
        "claims": claims_of(graph, told.claims),
        "note": told.note,
        "figure": told.figure and _figure(told.figure),
        "where": line(told.where),
    }


def cost(fixed: int) -> float:
    """Give a cost as a number of steps."""
    return round(costs.amount(fixed), 4)


def _date(told: Fact) -> Record:
    return {
        "edtf": told.date.text if told.date else None,
        "text": told.text,
        "bounds": bounds(told.row.bounds),
        "uncertain": bool(told.row.flags & UNCERTAIN),
        "differ": bool(told.row.flags & DIFFER),
    }


def bounds(when: Bounds) -> list[str | None] | None:
    """Give the four bounds of a time as days; None where nothing is known of it."""
    return None if dates.is_undated(when) else [dates.iso(day) for day in when]


def _figure(figure: Figure) -> Record:
    return {"what": figure.what, "low": figure.low, "high": figure.high}


def claims_of(graph: Graph, told: Sequence[Claim]) -> list[Record]:
    """Give claims on file, and whether each counts: it is not set aside, and its originator stands by it."""
    counting = {id(one) for one in claims.counting(told, graph.sources)}
    return [claim(one, counts=id(one) in counting) for one in told]


def claim(claim: Claim, *, counts: bool | None) -> Record:
    """Give a claim; whether it counts is left out where several states are told."""
    made = {
        "by": voice(claim.by),
        "stance": claim.stance,
        "hedge": claim.hedge,
        "source": Cited(claim.source),
        "at": claim.at,
        "via": voice(claim.via),
        "said": text(claim.said),
        "date": text(claim.date),
        "place": named(claim.place),
        "note": claim.note,
        "set_aside": claim.set_aside,
    }
    return made if counts is None else {**made, "counts": counts}


def originator(claim: Claim) -> str | Record | None:
    """Give whose word a claim is: a source that speaks for itself by its id."""
    return voice(claim.by) if claim.by else Cited(claim.source)


def voice(one: Voice | None) -> str | Record | None:
    """Give who says or carries something: an id, or words."""
    if one is None or one.entity:
        return named(one and one.entity)
    return {"unnamed": one.words, "of": named(one.of)}


def named(id: str | None) -> Named | None:
    """Give the id of an entity."""
    return Named(id) if id is not None else None


def node(graph: Graph, n: Node | None) -> Named | None:
    """Give an entity by its id."""
    return Named(graph.id(n)) if n is not None else None


def line(place: Place) -> str:
    """Give the place of a record, without its column."""
    return f"{place.file}:{place.line}"


def text(date: Edtf | None) -> str | None:
    """Give a date as it is written."""
    return date.text if date else None


def source(one: Source) -> Record:
    """Give what is told of a source wherever it is cited."""
    return {
        "title": one.title,
        "author": one.author,
        "publisher": one.publisher,
        "date": text(one.date),
        "url": one.url,
        "reference": citations.reference(one, one.id),
    }

"""Turns a graph into a networkx.MultiDiGraph, for Python users, analytics and export.

Nodes are entity ids, edge keys are relation ids; NODE_ATTRIBUTES and EDGE_ATTRIBUTES name what they carry.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import networkx as nx

from akg import claims, dates, rows
from akg.model import Entity
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Rel
from akg.where import EVERY, Where, reasons

# Plain values, absent where there is nothing to say. `record` stays in Python, never exported.
NODE_ATTRIBUTES: Mapping[str, str] = MappingProxyType({
    "name": "the name",
    "kind": "the kind, an id of the vocabulary",
    "aliases": "other names, a list",
    "summary": "one sentence",
    "record": "the akg.model.Entity",
})  # fmt: skip
EDGE_ATTRIBUTES: Mapping[str, str] = MappingProxyType({
    "type": "the relation type, an id of the vocabulary",
    "label": "how the type reads from source to target",
    "status": "asserted, disputed, denied or retracted",
    "doubted": "whether somebody doubts it",
    "support": "how many different originators assert it",
    "weight": "cost of a step along it: 1 for one voice, less for more; "
    "more where disputed or only possible, half in an event",
    "certainty": "at the time asked about: certain or possible; absent where none was",
    "date": "the date as recorded, EDTF",
    "text": "the date in the source's words",
    "earliest_start": "ISO day; absent where unknown or without beginning",
    "latest_start": "ISO day",
    "earliest_end": "ISO day",
    "latest_end": "ISO day",
    "uncertain": "whether the date is questioned",
    "dates_differ": "whether the sources give dates that do not agree",
    "role": "the role, in words",
    "about": "ids of third parties, a list",
    "place": "id of the place",
    "note": "a note",
    "event": "id of the event whose record it comes from",
    "sources": "what is cited: source and locator of each claim, a list",
    "record": "the akg.model.Relation",
})  # fmt: skip


def build(graph: Graph, where: Where | None = None) -> "nx.MultiDiGraph[str]":
    """Build the networkx form of a graph: a node an entity, an edge a relation; of what passes, if filtered.

    With filters, those of a question to this very graph (`where.graph`), it holds the relations that pass and
    the entities that they join. Its `graph` has the `vocabulary`, the `sources`, and in `left_out` how many
    relations are not there, by those reasons that `akg.where.reasons` keeps. Where nothing is, it is empty.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(vocabulary=graph.vocabulary, sources=graph.sources)
    asked = where or Where(graph, statuses=EVERY)
    failed = dict(asked.relations())
    made.graph["left_out"] = reasons(failed.values())
    passing = [r for r, missed in failed.items() if missed is None]
    joined = {n for r in passing for n in (graph.row(r).src, graph.row(r).dst)}
    for n in range(len(graph)) if where is None else sorted(joined):
        made.add_node(graph.id(n), **_present(_node(graph.entity(n))))
    for r in passing:
        relation = graph.relation(r)
        made.add_edge(relation.src, relation.dst, key=relation.id, **_present(_edge(graph, r, asked)))
    return made


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": [alias.name for alias in entity.aliases],
        "summary": entity.summary,
        "record": entity,
    }


def _edge(graph: Graph, r: Rel, where: Where) -> dict[str, Any]:
    relation, row = graph.relation(r), graph.row(r)
    start, latest_start, end, latest_end = (dates.iso(day) for day in row.bounds)
    heard = [claim for claim in relation.claims if claim.set_aside is None]
    return {
        "type": relation.type,
        "label": graph.vocabulary.types[relation.type].label,
        "status": row.status,
        "doubted": bool(row.flags & DOUBTED),
        "support": claims.support(relation.claims, graph.sources),
        "weight": (where.weight(row) >> 16) / rows.ONE,
        "certainty": where.certainty(row),
        "date": relation.date.text if relation.date else None,
        "text": relation.text,
        "earliest_start": start,
        "latest_start": latest_start,
        "earliest_end": end,
        "latest_end": latest_end,
        "uncertain": bool(row.flags & UNCERTAIN),
        "dates_differ": bool(row.flags & DIFFER),
        "role": relation.role,
        "about": list(relation.about),
        "place": None if row.place is None else graph.id(row.place),
        "note": relation.note,
        "event": relation.event,
        "sources": list(dict.fromkeys(f"{c.source}, {c.at}" if c.at else c.source for c in heard)),
        "record": relation,
    }


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != []}

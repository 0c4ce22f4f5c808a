"""Turns a dataset into a networkx.MultiDiGraph, for Python users, analytics and export.

Nodes are entity ids, edge keys are relation ids; NODE_ATTRIBUTES and EDGE_ATTRIBUTES name what they carry.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import networkx as nx

from akg import dates, rows
from akg.claims import Standing
from akg.model import Dataset, Entity, Relation

# Plain values, absent where there is nothing to say. `record` and `standing` stay in Python, never exported.
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
    "more where disputed, half in an event",
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
    "standing": "the akg.claims.Standing",
})  # fmt: skip


def build(data: Dataset) -> "nx.MultiDiGraph[str]":
    """Build the graph of a sound dataset (`checks.sound`): a node an entity, an edge a relation.

    `graph.graph` holds the `vocabulary` and the `sources`. An empty dataset gives an empty graph.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(vocabulary=data.vocabulary, sources=data.sources)
    for entity in data.entities.values():
        graph.add_node(entity.id, **_present(_node(entity)))
    for relation, standing in rows.standings(data):
        graph.add_edge(
            relation.src, relation.dst, key=relation.id, **_present(_edge(relation, standing, data))
        )
    return graph


def _node(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": [alias.name for alias in entity.aliases],
        "summary": entity.summary,
        "record": entity,
    }


def _edge(relation: Relation, standing: Standing, data: Dataset) -> dict[str, Any]:
    start, latest_start, end, latest_end = (dates.iso(day) for day in standing.bounds)
    heard = [claim for claim in relation.claims if claim.set_aside is None]
    return {
        "type": relation.type,
        "label": data.vocabulary.types[relation.type].label,
        "status": standing.status,
        "doubted": standing.doubted,
        "support": standing.support,
        "weight": (rows.weight(relation, standing) >> 16) / rows.ONE,
        "date": relation.date.text if relation.date else None,
        "text": relation.text,
        "earliest_start": start,
        "latest_start": latest_start,
        "earliest_end": end,
        "latest_end": latest_end,
        "uncertain": standing.uncertain,
        "dates_differ": standing.differ,
        "role": relation.role,
        "about": list(relation.about),
        "place": rows.place(relation, data.sources),
        "note": relation.note,
        "event": relation.event,
        "sources": list(dict.fromkeys(f"{c.source}, {c.at}" if c.at else c.source for c in heard)),
        "record": relation,
        "standing": standing,
    }


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != []}

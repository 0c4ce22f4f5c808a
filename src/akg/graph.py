"""Turns a dataset into a networkx.MultiDiGraph, and reads one through the interface that queries use.

Nodes are entity ids, edge keys are relation ids; NODE_ATTRIBUTES and EDGE_ATTRIBUTES name what they carry.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import networkx as nx

from akg import claims, dates
from akg.claims import Standing, Status
from akg.dates import Bounds
from akg.model import Dataset, Entity, Relation, Source
from akg.reading import Node, Rel, Row, flags
from akg.vocabulary import Vocabulary

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

_ONE = 1 << 16  # the fixed point of a cost
_STATUS_COST: Mapping[Status, float] = {"asserted": 1.0, "disputed": 1.5, "denied": 1.5, "retracted": 1.5}


def build(data: Dataset) -> "nx.MultiDiGraph[str]":
    """Build the graph of a sound dataset (`checks.sound`): a node an entity, an edge a relation.

    `graph.graph` holds the `vocabulary` and the `sources`. An empty dataset gives an empty graph.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(vocabulary=data.vocabulary, sources=data.sources)
    for entity in data.entities.values():
        graph.add_node(entity.id, **_present(_node(entity)))
    lives = {e.id: claims.life(e, data.sources) for e in data.entities.values() if e.born or e.died}
    events: dict[str, Standing] = {}
    for relation in data.relations:
        standing = _standing(relation, data, lives, events)
        graph.add_edge(
            relation.src, relation.dst, key=relation.id, **_present(_edge(relation, standing, data))
        )
    return graph


def _standing(
    relation: Relation, data: Dataset, lives: Mapping[str, Bounds], events: dict[str, Standing]
) -> Standing:
    """Derive how a relation stands; all that come from one event stand as the event does."""
    if relation.event:
        if relation.event not in events:
            events[relation.event] = claims.standing(relation.claims, relation.date, "act", data.sources)
        return events[relation.event]
    shape = data.vocabulary.types[relation.type].shape
    found = claims.standing(relation.claims, relation.date, shape, data.sources)
    if shape == "act":
        return found
    both = (lives[id] for id in (relation.src, relation.dst) if id in lives)
    return found._replace(bounds=dates.clip(found.bounds, *both))


def weight(standing: Standing, *, in_event: bool) -> int:
    """Give the cost of a step in 1/65536, shifted left by 16, plus one hop. Source: DESIGN section 5.

    1 / log2(1 + originators), of which three count at most; half for a step into or out of an event.
    """
    cost = _STATUS_COST[standing.status] / math.log2(1 + min(max(standing.support, 1), 3))
    return round(cost * _ONE / (2 if in_event else 1)) << 16 | 1


def place(relation: Relation, sources: Mapping[str, Source]) -> str | None:
    """Give the id of the place of a relation; None for those of an event, which is in its place itself."""
    return relation.place if relation.event else claims.place(relation.place, relation.claims, sources)


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
        "weight": (weight(standing, in_event=relation.event is not None) >> 16) / _ONE,
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
        "place": place(relation, data.sources),
        "note": relation.note,
        "event": relation.event,
        "sources": list(dict.fromkeys(f"{c.source}, {c.at}" if c.at else c.source for c in heard)),
        "record": relation,
        "standing": standing,
    }


def _present(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None and value != []}


class MemoryGraph:
    """The reading interface (`akg.reading.Graph`) over a graph that `build` made."""

    def __init__(self, graph: "nx.MultiDiGraph[str]") -> None:
        self._vocabulary: Vocabulary = graph.graph["vocabulary"]
        self._sources: Mapping[str, Source] = graph.graph["sources"]
        self._ids: list[str] = sorted(graph.nodes)
        self._nodes: dict[str, Node] = {id: n for n, id in enumerate(self._ids)}
        self._entities: list[Entity] = [graph.nodes[id]["record"] for id in self._ids]
        edges = sorted((key, edge) for _, _, key, edge in graph.edges(keys=True, data=True))
        self._relations: list[Relation] = [edge["record"] for _, edge in edges]
        self._rows: list[Row] = [self._row(edge["record"], edge["standing"]) for _, edge in edges]
        self._pairs: dict[tuple[Node, Node], list[Rel]] = defaultdict(list)
        self._incident: dict[Node, list[Rel]] = defaultdict(list)
        self._index()

    def _row(self, relation: Relation, standing: Standing) -> Row:
        at = place(relation, self._sources)
        return Row(
            self._nodes[relation.src], self._nodes[relation.dst], relation.type, *standing.bounds,
            standing.status, weight(standing, in_event=relation.event is not None),
            self._nodes.get(at) if at else None, flags(standing), standing.start,
        )  # fmt: skip

    def _index(self) -> None:
        for r, row in enumerate(self._rows):
            self._pairs[min(row.src, row.dst), max(row.src, row.dst)].append(r)
        for rels in self._pairs.values():
            rels.sort(key=lambda r: (self._rows[r].weight, r))
        in_time = sorted(range(len(self._rows)), key=lambda r: (self._rows[r].order, r))
        for r in in_time:
            for id in dict.fromkeys(_mentions(self._relations[r])):
                if id and id in self._nodes:
                    self._incident[self._nodes[id]].append(r)
        near: dict[Node, list[Node]] = defaultdict(list)
        for u, v in self._pairs:
            near[u].append(v)
            near[v].append(u)
        self._near = {n: sorted(others) for n, others in near.items()}

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    @property
    def sources(self) -> Mapping[str, Source]:
        return self._sources

    def __len__(self) -> int:
        return len(self._ids)

    def node(self, id: str) -> Node | None:
        return self._nodes.get(id)

    def entity(self, n: Node) -> Entity:
        return self._entities[n]

    def neighbours(self, n: Node) -> Sequence[Node]:
        return self._near.get(n, ())

    def floors(self, n: Node) -> Sequence[int]:
        return [self._rows[self.between(n, other)[0]].weight for other in self.neighbours(n)]

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        return self._pairs.get((min(u, v), max(u, v)), ())

    def incident(self, n: Node, until: int | None = None) -> Iterator[Rel]:
        for r in self._incident.get(n, ()):
            if until is None or self._rows[r].es <= until:
                yield r

    def row(self, r: Rel) -> Row:
        return self._rows[r]

    def relation(self, r: Rel) -> Relation:
        return self._relations[r]


def _mentions(relation: Relation) -> Iterator[str | None]:
    """Give the ids that a relation mentions: ends, place, third parties, and who says so."""
    yield from (relation.src, relation.dst, relation.place, *relation.about)
    for claim in relation.claims:
        if claim.set_aside is None:
            yield claim.place
            for voice in (claim.by, claim.via):
                yield from voice.mentions if voice else ()

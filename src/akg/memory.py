"""The graph in memory, made of a dataset: the form that answers without a file of its own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from akg import rows
from akg.model import Dataset, Entity, Relation, Source
from akg.reading import Node, Part, Rel, Row
from akg.vocabulary import Vocabulary


class MemoryGraph:
    """The reading interface (`akg.reading.Graph`) over a sound dataset (`checks.sound`)."""

    def __init__(self, data: Dataset) -> None:
        self._ids: list[str] = sorted(data.entities)
        self._nodes: dict[str, Node] = {id: n for n, id in enumerate(self._ids)}
        self._entities: list[Entity] = [data.entities[id] for id in self._ids]
        stands = sorted(rows.standings(data), key=lambda pair: pair[0].id)
        self._relations: list[Relation] = [relation for relation, _ in stands]
        self._rows: list[Row] = []
        for relation, standing in stands:
            at = rows.place(relation, data.sources)
            ends = self._nodes[relation.src], self._nodes[relation.dst]
            self._rows.append(rows.row(*ends, relation, standing, self._nodes.get(at) if at else None))
        self._vocabulary: Vocabulary = data.vocabulary
        self._sources: Mapping[str, Source] = data.sources
        self._between = self._pairs()
        self._near = self._adjacent()
        self._incident = self._mentions()
        self._mentioned = self._named()

    def _pairs(self) -> dict[tuple[Node, Node], list[Rel]]:
        pairs: dict[tuple[Node, Node], list[Rel]] = defaultdict(list)
        for r in sorted(range(len(self._rows)), key=lambda r: (self._rows[r].weight, r)):
            pairs[_pair(self._rows[r].src, self._rows[r].dst)].append(r)
        return dict(pairs)

    def _adjacent(self) -> dict[Node, list[Node]]:
        near: dict[Node, list[Node]] = defaultdict(list)
        for u, v in self._between:
            near[u].append(v)
            near[v].append(u)
        return {n: sorted(others) for n, others in near.items()}

    def _mentions(self) -> dict[Node, list[tuple[Rel, Part]]]:
        incident: dict[Node, list[tuple[Rel, Part]]] = defaultdict(list)
        for r in sorted(range(len(self._rows)), key=lambda r: (self._rows[r].order, r)):
            for id, part in rows.mentions(self._relations[r]).items():
                if id in self._nodes:
                    incident[self._nodes[id]].append((r, part))
        return dict(incident)

    def _named(self) -> dict[Node, list[tuple[Node, Part]]]:
        named: dict[Node, list[tuple[Node, Part]]] = defaultdict(list)
        for n, entity in enumerate(self._entities):
            found = {pair for told in rows.own(entity) for pair in rows.named(entity, told).items()}
            for id, part in sorted(found):
                if id in self._nodes:
                    named[self._nodes[id]].append((n, part))
        return dict(named)

    @property
    def vocabulary(self) -> Vocabulary:
        return self._vocabulary

    @property
    def sources(self) -> Mapping[str, Source]:
        return self._sources

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def size(self) -> int:
        return len(self._rows)

    def node(self, id: str) -> Node | None:
        return self._nodes.get(id)

    def id(self, n: Node) -> str:
        return self._ids[n]

    def kind(self, n: Node) -> str:
        return self._entities[n].kind

    def name(self, n: Node) -> str:
        return self._entities[n].name

    def entity(self, n: Node) -> Entity:
        return self._entities[n]

    def neighbours(self, n: Node) -> Sequence[Node]:
        return self._near.get(n, ())

    def degree(self, n: Node) -> int:
        return len(self.neighbours(n))

    def floors(self, n: Node) -> Sequence[int]:
        return [
            min(rows.floor(self._relations[r]) for r in self.between(n, other))
            for other in self.neighbours(n)
        ]

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        return self._between.get(_pair(u, v), ())

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        for r, part in self._incident.get(n, ()):
            if self._rows[r].overlaps(since, until):
                yield r, part

    def mentioned_in(self, n: Node) -> Sequence[tuple[Node, Part]]:
        return self._mentioned.get(n, ())

    def row(self, r: Rel) -> Row:
        return self._rows[r]

    def relation(self, r: Rel) -> Relation:
        return self._relations[r]

    def premises(self, r: Rel) -> Sequence[Rel]:
        return ()


def _pair(u: Node, v: Node) -> tuple[Node, Node]:
    return (u, v) if u < v else (v, u)

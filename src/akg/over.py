"""What a graph made of another graph has in common with it."""

from collections.abc import Iterator, Mapping, Sequence

from akg.model import Entity, Relation, Source
from akg.reading import Graph, Node, Part, Rel, Row
from akg.vocabulary import Vocabulary


class Over:
    """The reading interface (`akg.reading.Graph`) that answers as another graph does: `whole`.

    What is to be answered otherwise is for those that are made of it.
    """

    def __init__(self, whole: Graph) -> None:
        self.whole = whole

    @property
    def vocabulary(self) -> Vocabulary:
        return self.whole.vocabulary

    @property
    def sources(self) -> Mapping[str, Source]:
        return self.whole.sources

    def __len__(self) -> int:
        return len(self.whole)

    @property
    def size(self) -> int:
        return self.whole.size

    def node(self, id: str) -> Node | None:
        return self.whole.node(id)

    def id(self, n: Node) -> str:
        return self.whole.id(n)

    def kind(self, n: Node) -> str:
        return self.whole.kind(n)

    def name(self, n: Node) -> str:
        return self.whole.name(n)

    def entity(self, n: Node) -> Entity:
        return self.whole.entity(n)

    def neighbours(self, n: Node) -> Sequence[Node]:
        return self.whole.neighbours(n)

    def degree(self, n: Node) -> int:
        return self.whole.degree(n)

    def floors(self, n: Node) -> Sequence[int]:
        return self.whole.floors(n)

    def between(self, u: Node, v: Node) -> Sequence[Rel]:
        return self.whole.between(u, v)

    def incident(
        self, n: Node, since: int | None = None, until: int | None = None
    ) -> Iterator[tuple[Rel, Part]]:
        return self.whole.incident(n, since, until)

    def mentioned_in(self, n: Node) -> Sequence[tuple[Node, Part]]:
        return self.whole.mentioned_in(n)

    def row(self, r: Rel) -> Row:
        return self.whole.row(r)

    def relation(self, r: Rel) -> Relation:
        return self.whole.relation(r)

    def premises(self, r: Rel) -> Sequence[Rel]:
        return self.whole.premises(r)

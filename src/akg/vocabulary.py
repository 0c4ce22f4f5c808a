"""The vocabulary: kinds of entity, types of relation, and which relations follow from others in a chain."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from akg.dates import Shape
from akg.errors import Place

ANY = "any"
SAME = "same"  # as a to-kind: the kind of the other end
PARTY = "took-part-in"  # what a party does in an event where the record does not say otherwise
SITE = "located-in"  # what joins an event to its place


class Kind(NamedTuple):
    """A kind of entity: person, group, event, place, or one that a dataset adds."""

    id: str
    label: str
    plural: str
    description: str
    where: Place


class RelationType(NamedTuple):
    """A type of relation: how it reads in each direction, how it lies in time, what it may join."""

    id: str
    label: str
    inverse: str  # equal to the label where symmetric
    symmetric: bool
    shape: Shape  # act: met, killed; state: leads, sheltered; lasting: parent of
    from_kinds: frozenset[str]  # {ANY} admits every kind
    to_kinds: frozenset[str]
    description: str
    where: Place
    inverse_of: str | None = None  # the type that says the same from the other end
    serious: bool = False  # who is said to have done it would be gravely wronged if it were not so

    def admits(self, from_kind: str, to_kind: str) -> bool:
        """Tell whether the type may join these kinds, in this direction."""
        to_kinds = self.to_kinds | {from_kind} if SAME in self.to_kinds else self.to_kinds
        return _fits(from_kind, self.from_kinds) and _fits(to_kind, to_kinds)


class Step(NamedTuple):
    """A step of a chain: along a relation of this type, as it is stated or against that."""

    type: str
    forward: bool


class Chain(NamedTuple):
    """What follows from relations one after the other: one of a type, from the first end to the last."""

    id: str
    implies: str  # a relation type
    steps: tuple[Step, ...]
    description: str
    where: Place


class Vocabulary(NamedTuple):
    """The kinds, relation types and chains in force, by id."""

    kinds: Mapping[str, Kind]
    types: Mapping[str, RelationType]
    chains: Mapping[str, Chain] = MappingProxyType({})

    def inverses(self, type: str) -> list[str]:
        """Give the types that say the same as this one from the other end; often none."""
        named = self.types[type].inverse_of
        return [other.id for other in self.types.values() if other.id == named or other.inverse_of == type]


def _fits(kind: str, kinds: frozenset[str]) -> bool:
    return kind in kinds or ANY in kinds

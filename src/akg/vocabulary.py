"""The vocabulary: which kinds of entity there are, and which types of relation may hold between them."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class RelationType:
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
    serious: bool = False  # who is said to have done it would be gravely wronged if it were not so

    def admits(self, from_kind: str, to_kind: str) -> bool:
        """Tell whether the type may join these kinds, in this direction."""
        to_kinds = self.to_kinds | {from_kind} if SAME in self.to_kinds else self.to_kinds
        return _fits(from_kind, self.from_kinds) and _fits(to_kind, to_kinds)


class Vocabulary(NamedTuple):
    """The kinds and relation types in force, by id."""

    kinds: Mapping[str, Kind]
    types: Mapping[str, RelationType]


def _fits(kind: str, kinds: frozenset[str]) -> bool:
    return kind in kinds or ANY in kinds

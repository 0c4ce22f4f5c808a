"""Gives the relation types and kinds that the words of a table mean: known ones, else new ones."""

from collections.abc import Mapping

from akg import layout
from akg.dates import Shape
from akg.errors import Place
from akg.names import quoted
from akg.tables import cast
from akg.tables.mapping import BadMapping
from akg.text import hint, remedy
from akg.vocabulary import ANY, Kind, RelationType, Vocabulary

_NOWHERE = Place("", 0, 0)


class WordList:
    """The words of a table for types and kinds, as the rows come."""

    def __init__(
        self, known: Vocabulary, types: Mapping[str, str], kinds: Mapping[str, str], shape: Shape, table: str
    ) -> None:
        """`types` and `kinds` say what some words mean; the rest is new, of this shape. Raises BadMapping."""
        self._known, self._shape, self._table = known, shape, table
        for option, given, ids in (("type", types, known.types), ("kind", kinds, known.kinds)):
            for id in given.values():
                if id not in ids:
                    raise BadMapping(f"--map-{option}: {quoted(id)} is unknown{remedy(id, ids)}")
        self._types = {words: known.types[id] for words, id in types.items()}
        self._kinds = dict(kinds)
        self.new_types: dict[str, RelationType] = {}
        self.new_kinds: dict[str, Kind] = {}
        self.used: set[str] = set()  # ids of types and kinds that a row has; whoever takes a row adds them

    def by_id(self, id: str) -> RelationType:
        """Give a type, on file or new, by its id."""
        return self.new_types.get(id) or self._known.types[id]

    def type(self, words: str) -> RelationType:
        """Give the type that words mean: what was said, else of whose id, label or spelling they are."""
        found = self._types.get(words)
        if found is None:
            id = cast.base(words)
            same = (type for type in self._known.types.values() if type.label == words)
            found = self._known.types.get(words) or next(same, None)
            found = found or self._known.types.get(id) or self.new_types.get(id) or self._made(id, words)
            self._types[words] = found
        return found

    def _made(self, id: str, words: str) -> RelationType:
        made = RelationType(
            id, words, f"target of: {words}", False, self._shape, frozenset({ANY}), frozenset({ANY}),
            f"As {self._table} calls it.", _NOWHERE,
        )  # fmt: skip
        return self.new_types.setdefault(id, made)

    def kind(self, words: str) -> str:
        """Give the id of the kind that words mean, likewise. Raises BadMapping of what looks mistyped."""
        found = self._kinds.get(words)
        if found is None:
            known = self._known.kinds
            same = (kind.id for kind in known.values() if words in (kind.id, kind.label, kind.plural))
            found = next(same, None) or self._new_kind(words)
            self._kinds[words] = found
        return found

    def _new_kind(self, words: str) -> str:
        id = cast.base(words)
        if id not in self._known.kinds and id not in self.new_kinds:
            if near := hint(id, self._known.kinds):
                raise BadMapping(f"kind: {quoted(words)} is unknown{near} (--map-kind {id}=KIND says which)")
            self.new_kinds[id] = Kind(id, words, f"{words}s", f"As {self._table} calls it.", _NOWHERE)
        return id

    def rows(self) -> list[str]:
        """Lay out what is new as a file of a vocabulary, in lines; none where nothing is."""
        kinds = [
            {"id": kind.id, "label": kind.label, "plural": kind.plural, "description": kind.description}
            for kind in self.new_kinds.values() if kind.id in self.used
        ]  # fmt: skip
        types = [
            {"id": type.id, "label": type.label, "inverse": type.inverse, "shape": type.shape,
             "from": ANY, "to": ANY, "description": type.description}
            for type in self.new_types.values() if type.id in self.used
        ]  # fmt: skip
        found = {key: value for key, value in (("kinds", kinds), ("types", types)) if value}
        return layout.lines(layout.node(found), "vocabulary") if found else []

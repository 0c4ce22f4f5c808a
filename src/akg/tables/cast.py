"""Gives the entities that the names of a table mean: those on file, and new ones with ids of their own."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from akg import spelling
from akg.names import quoted
from akg.tables.mapping import Rejected

LONGEST = 120  # characters of an id that is made of a name; relations have two in theirs
PLACE = "place"
Key = tuple[str, bool]  # a name, and whether it is that of a place: Georgia is an actor in one column only


class Known(NamedTuple):
    """An entity that is on file."""

    id: str
    kind: str
    names: tuple[str, ...]  # its own first


class Member(NamedTuple):
    """An entity that a name means."""

    id: str
    kind: str
    name: str
    line: int = 0  # of the row that has it first; 0 of what is on file


def is_one(one: Member, other: Member) -> bool:
    """Tell whether two members are one entity, which need not have an id yet."""
    if one.id or other.id:
        return one.id == other.id
    return _key(one.name, one.kind) == _key(other.name, other.kind)


class Cast:
    """The entities of a table, found by their names as the rows come."""

    def __init__(self, on_file: Iterable[Known], before: Iterable[Known], taken: Iterable[str] = ()) -> None:
        """`before` are those of an earlier import of the table: their names keep their ids."""
        self._taken = set(taken)
        self._by_id: dict[str, Member] = {}
        self._by_name: dict[str, list[Member]] = {}
        for known in on_file:
            self._taken.add(known.id)
            member = self._by_id[known.id] = Member(known.id, known.kind, known.names[0])
            for name in dict.fromkeys(known.names):
                self._by_name.setdefault(name, []).append(member)
        self._before = {_key(known.names[0], known.kind): known.id for known in before}
        self._before = {key: id for key, id in self._before.items() if id not in self._taken}
        self._taken.update(self._before.values())
        self.new: dict[Key, Member] = {}
        self.joined: set[str] = set()  # ids of those on file that a row names

    def find(self, name: str, kind: str) -> Member:
        """Find whom a name means, without taking it up; one that is new has no id yet.

        It is the entity on file of this id; else the one of this very name or alias, of several that of the
        kind. Raises Rejected where several remain.
        """
        by_id = self._by_id.get(name)
        if by_id and (kind != PLACE or by_id.kind == PLACE):
            return by_id
        meant = self._by_name.get(name, ())
        if kind == PLACE:
            meant = [member for member in meant if member.kind == PLACE]
        if len(meant) > 1:
            meant = [member for member in meant if member.kind == kind] or meant
        if len(meant) > 1:
            ids = " or ".join(member.id for member in meant[:5])
            raise Rejected(f"{quoted(name)} can mean {len(meant)} entities; write the id of one: {ids}")
        return meant[0] if meant else self.new.get((name, kind == PLACE)) or Member("", kind, name)

    def take(self, found: Member, line: int) -> Member:
        """Take up whom `find` gave; one without id is new and gets one of its own."""
        if found.id:
            if found.line == 0:
                self.joined.add(found.id)
            return found
        key = _key(found.name, found.kind)
        if key not in self.new:  # it may stand in the row before
            id = self._before.get(key) or self._free(found.name)
            self.new[key] = Member(id, found.kind, found.name, line)
        return self.new[key]

    def _free(self, name: str) -> str:
        """Make an id of a name that no entity has: its slug, and where that is taken a number behind it."""
        made, number = base(name), 1
        while made in self._taken:
            number += 1
            made = f"{base(name)}-{number}"
        self._taken.add(made)
        return made

    def is_taken(self, id: str) -> bool:
        """Tell whether an id is that of an entity."""
        return id in self._taken

    def voice(self, words: str) -> str | None:
        """Give the id of the only entity that is called so; None of words that are no name."""
        meant = {member.id for member in self._by_name.get(words, ())}
        meant |= {new.id for key in ((words, False), (words, True)) if (new := self.new.get(key))}
        if words in self._by_id:
            return words
        return meant.pop() if len(meant) == 1 else None

    def alike(self) -> Iterator[tuple[Member, Member]]:
        """Give the new entities that are spelled like another, each with that; they may be one."""
        spelled: dict[str, Member] = {}
        for name, members in self._by_name.items():
            spelled.setdefault(spelling.fold(name), members[0])
        for member in self.new.values():
            other = spelled.setdefault(spelling.fold(member.name), member)
            if other is not member and (other.kind == PLACE) == (member.kind == PLACE):
                yield member, other


def base(name: str) -> str:
    """Make an id of any name: its slug; of one that has none, its plain words and a digest of it.

    >>> base("Transport (Canada)"), base("Lars Løkke Rasmussen"), base("مثال")
    ('transport-canada', 'lars-rasmussen-cf6d7a9a', 'name-113528a4')
    """
    made = spelling.slug(name)
    if made and len(made) <= LONGEST:
        return made
    plain = "-".join(word for word in spelling.spelled(name) if word.isascii())[: LONGEST // 2].strip("-")
    return f"{plain or 'name'}-{blake2b(name.encode(), digest_size=4).hexdigest()}"


def _key(name: str, kind: str) -> Key:
    return name, kind == PLACE

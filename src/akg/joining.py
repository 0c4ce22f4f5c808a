"""Plans how a new claim joins those of a record."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from akg import atomic, edits, files, homes, layout
from akg.edits import Change
from akg.errors import AkgError
from akg.homes import File, Home, NoRoom
from akg.layout import Entry, Group, Record, Value
from akg.model import Entity, Relation
from akg.names import quoted


class Repeated(AkgError):
    """A claim that the record has already."""

    exit_code = 4


class _Found(NamedTuple):
    """A record in its file."""

    home: Home
    entry: Entry
    record: Group  # the value of the entry


def claim(folder: Path, record: Entity | Relation, new: Record) -> Change:
    """Plan a further claim of a record; one in the record's own fields becomes the first of a list.

    Raises Unsound where the file is not sound YAML, Changed where the record is not there, NoRoom where it is
    not on lines of its own, or in a group that would give the claim what it does not say, Repeated where the
    record has the very claim.
    """
    new = edits.composed(new)
    path = folder / record.where.file
    if not files.is_yaml(path):
        where = f"{record.where.file}:{record.where.line}"
        remedy = "give it a list of 'claims' there, by hand or by what wrote the file"
        raise NoRoom(f"{quoted(record.id)} is in JSON Lines ({where}), which akg add leaves alone; {remedy}")
    file = homes.opened(path, folder)
    found = _found(file, record)
    if _effective(new) in _had(found):
        remedy = "give what sets this one apart, such as --by or --at"
        raise Repeated(f"{quoted(record.id)} has this very claim already ({record.where}); {remedy}")
    own = _own(new, found.home.given)
    claims = found.record.find("claims")
    if not isinstance(claims, Group) or claims.column < 0:
        return _anew(folder, file, found, own)
    at = file.line(homes.reach(Entry("claims", claims))) + 1
    lines = layout.lines(layout.node([own]), "claims", claims.column)
    change = edits.change(folder, file.path, file.content, at, lines)
    _join(found, own)
    return edits.verified(change, layout.record(found.record), record.where.line, record.where.line)


def _found(file: File, record: Entity | Relation) -> _Found:
    """Find a record in its file. Raises Changed where it is no longer what it was."""
    if isinstance(record, Entity):
        wanted = {"id": record.id}
    else:
        wanted = {"from": record.src, "type": record.type, "to": record.dst}
    above = file.text.split("\n")[: record.where.line - 1]
    begin = sum(len(line) + 1 for line in above) + record.where.column - 1
    for home in homes.of(file, files.part_of(record.where.file)):
        for entry in home.list.entries:
            if entry.begin == begin and isinstance(entry.value, Group):
                one = layout.record(entry.value)
                if one | wanted == one:
                    return _Found(home, entry, entry.value)
    raise atomic.Changed(file.path)


def _had(found: _Found) -> list[Record]:
    """Give the claims of a record with what its group gives to them."""
    own, given = layout.record(found.record), found.home.given
    claims = own.get("claims")
    if isinstance(claims, list):
        return [_effective(one, given) for one in claims if isinstance(one, dict)]
    return [_effective({key: one for key, one in own.items() if key in layout.KEYS["with"]}, given)]


def _effective(claim: Record, given: Mapping[str, Value] = MappingProxyType({})) -> Record:
    """Give all that a claim says; to assert is what it does where it does not say."""
    return {"stance": "asserts", **homes.inherited(given, claim), **claim}


def _own(new: Record, given: Mapping[str, Value]) -> Record:
    """Leave out of a claim what its group gives, but not all. Raises NoRoom where that gives more."""
    elsewhere = new.get("source") != given.get("source")
    for key in given:
        if key not in new and not (key == "at" and elsewhere):
            raise NoRoom(f"the group that the record is in gives {key!r} to every claim; give --{key}")
    return homes.without(new, given) or {"source": new["source"]}


def _anew(folder: Path, file: File, found: _Found, new: Record) -> Change:
    """Write a record anew, with a claim more, in place of its lines. Raises NoRoom."""
    entry, first = found.entry, file.text.rfind("\n", 0, found.entry.begin) + 1
    was_line = file.line(entry.begin) + 1
    if found.home.list.column < 0 or file.text[first : entry.begin].strip() != "-":
        where = f"{file.path.relative_to(folder).as_posix()}:{was_line}"
        raise NoRoom(f"{quoted(where)} is not on lines of its own with a '- ' before; run: akg fmt")
    at, last = file.line(first), file.line(homes.reach(entry))
    _join(found, new)
    wanted = layout.record(found.record)
    entry.before.clear()  # it stands there already
    part = files.part_of(file.path.relative_to(folder).as_posix())
    lines = layout.lines(Group(False, [entry]), part, found.home.list.column)
    change = edits.change(folder, file.path, file.content, at, lines, last - at + 1)
    above = next(number for number, text in enumerate(lines) if text.lstrip().startswith("-"))
    change = change._replace(line=change.line + above)
    return edits.verified(change, wanted, change.line, was_line)


def _join(found: _Found, new: Record) -> None:
    """Add a claim to a record, whose own, where it has one, becomes the first of the list."""
    claims = found.record.find("claims")
    if not isinstance(claims, Group):
        moved = _moved(found)
        claims = Group(False, [Entry(None, Group(True, moved))] if moved else [])
        found.record.entries.append(Entry("claims", claims))
    claims.entries.append(Entry(None, layout.node(new)))


def _moved(found: _Found) -> list[Entry]:
    """Take the claim out of a record's own fields; where a group gives it all, tell its place."""
    record, given = found.record, found.home.given
    moved = [entry for entry in record.entries if entry.key in layout.KEYS["with"]]
    record.entries = [entry for entry in record.entries if entry.key not in layout.KEYS["with"]]
    told = [key for key in ("at", "source") if key in given][:1]
    return moved or [Entry(key, layout.node(given[key])) for key in told]

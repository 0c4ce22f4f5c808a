"""Keeps the names of a dataset in a plain file, sorted, so that a TAB reads no more than what it offers."""

from __future__ import annotations

import mmap
import os

from akg import __version__, cache
from akg.spelling import fold, nfc, spelled, words

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from akg.model import Dataset, Entity

# In the first lines: this with the number of bytes after them, the stamp, then the ids that options take.
_FORMAT = f"akg names 1 {__version__}"
LISTS = ("KIND", "TYPE", "ID")
# What a row's key is the beginning of: a name, an alias, a later word of a name or an alias, or an id.
_NAME, _ALIAS, _IN_NAME, _IN_ALIAS, _ID = "01234"
_TIERS = (_NAME + _ALIAS, _IN_NAME + _IN_ALIAS, _ID)  # the first that hits decides


class Entry:
    """An entity that what was typed may become; read from a row."""

    __slots__ = ("alias", "id", "kind", "name", "other", "rank", "text")

    rank: str
    text: str  # what means this entity alone: its name, else its id
    id: str
    kind: str
    name: str
    alias: str  # the alias that matched, where one did and it means this entity alone
    other: str  # the alias that matched, where one did

    def __init__(self, row: bytes) -> None:
        fields = row.decode(errors="replace").split("\t")
        _, self.rank, self.text, self.id, self.kind, self.name, self.alias, self.other = fields


class Register:
    """The names of one dataset, as `made` lays them out; a file is read where it is looked into."""

    def __init__(self, content: mmap.mmap | bytes) -> None:
        self._content = content
        at = 0
        for _ in range(2):
            at = content.find(b"\n", at) + 1
        self._lists: dict[str, list[str]] = {}
        for what in LISTS:
            end = content.find(b"\n", at)
            self._lists[what] = content[at:end].decode(errors="replace").split("\t")[1:]
            at = end + 1
        self._first = at  # where the rows begin

    def ids(self, what: str) -> list[str]:
        """Return the ids of kinds, relation types or sources: what an option of that metavar takes."""
        return self._lists[what]

    def begun(self, typed: str) -> list[Entry]:
        """Return the entities that have a name or alias which begins as typed, one entry each.

        Where none has, those with a name or alias in which a later word does; else those whose id does. All
        are compared as `spelling.spelled` spells them and, where that finds none, as `spelling.fold` does.
        """
        key = "".join(spelled(typed))
        if not key:  # nothing typed, or nothing but signs
            every = (Entry(row) for row in self._rows(b"") if b"\t0\t" in row)
            return [entry for entry in _best(every) if entry.name.startswith(typed)]
        found = _best(map(Entry, self._rows(key.encode())))
        return found or _best(map(Entry, self._rows(fold(typed).encode())))

    def _rows(self, key: bytes) -> list[bytes]:
        rows = self._content[self._from(key) : self._from(key + b"\xff")].split(b"\n")
        return [row for row in rows if row.count(b"\t") == len(Entry.__slots__)]

    def _from(self, key: bytes) -> int:
        """Find the first row that is not before a key."""
        content, low, high = self._content, self._first, len(self._content)
        while low < high:
            start = content.rfind(b"\n", 0, (low + high) // 2) + 1
            end = content.find(b"\n", start)
            if content[start:end] < key:
                low = end + 1
            else:
                high = start
        return low


def _best(found: Iterable[Entry]) -> list[Entry]:
    """Give each entity once, as it matched best, and of all those the ones that matched best."""
    best: dict[str, Entry] = {}
    for entry in found:
        if entry.id not in best or entry.rank < best[entry.id].rank:
            best[entry.id] = entry
    for ranks in _TIERS:
        if tier := [entry for entry in best.values() if entry.rank in ranks]:
            return tier
    return []


def current(folder: str) -> Register | None:
    """Return what is kept of a dataset; None where nothing is, or of another state of its files."""
    try:
        stamp, path = cache.stamp(folder), cache.place(folder, "names")
    except OSError:
        return None
    content = cache.mapped(path)
    if content is None:
        return None
    first, _, rest = content[: 2 * len(stamp) + 200].partition(b"\n")
    after = len(content) - len(first) - 1
    of_now = first == f"{_FORMAT} {after}".encode() and rest.startswith(f"{stamp}\n".encode())
    return Register(content) if of_now and content[after + len(first) :] == b"\n" else None


def keep(data: Dataset, stamp: str) -> None:
    """Write what completion needs of a dataset, unless that is there; says nothing where it cannot.

    The stamp is that of the dataset's folder while it was read, empty where that is not known.
    """
    from akg import atomic  # here, because reading needs it not

    folder = os.fspath(data.folder)
    if stamp and current(folder) is None:
        try:
            cache.write(cache.place(folder, "names"), made(data, stamp))
        except (OSError, atomic.Unwritable):  # what is asked can be answered without
            return


def made(data: Dataset, stamp: str) -> list[bytes]:
    """Lay out the register of a dataset, in lines."""
    lists = zip(LISTS, (data.vocabulary.kinds, data.vocabulary.types, data.sources), strict=True)
    head = [stamp, *("\t".join([what, *ids]) for what, ids in lists)]
    lines = [f"{line}\n".encode() for line in (*head, *sorted(_rows(data)))]
    return [f"{_FORMAT} {sum(map(len, lines))}\n".encode(), *lines]


def _rows(data: Dataset) -> Iterator[str]:
    called: dict[str, set[str]] = {id: {id} for id in data.entities}
    for id, entity in data.entities.items():
        for name in entity.names:
            called.setdefault(nfc(name), set()).add(id)
    for entity in data.entities.values():
        yield from _rows_of(entity, {name for name in entity.names if _sure(name, called)})


def _sure(name: str, called: dict[str, set[str]]) -> bool:
    """Tell whether a name, typed as it is, is no option, no home folder, and means one entity."""
    from akg.text import plain  # here, because reading needs it not

    return len(called[nfc(name)]) == 1 and plain(name) == name and name[0] not in "-~"


def _rows_of(entity: Entity, sure: set[str]) -> Iterator[str]:
    from akg.text import plain

    own, *aliases = entity.names
    tail = (entity.id, entity.kind, plain(own))
    text = own if own in sure else entity.id
    begun, later = _keyed(own, _NAME, _IN_NAME, (text, *tail, "", ""))
    for alias in aliases:
        told = plain(alias)
        entry = (text, *tail, told if alias in sure else "", told)
        for rows, more in zip((begun, later), _keyed(alias, _ALIAS, _IN_ALIAS, entry), strict=True):
            rows += [row for row in more if row[0]]  # nothing typed finds own names alone
    by_id = ("".join(spelled(entity.id)), _ID, entity.id, *tail, "", "")
    taken: set[str] = set()
    for row in (*begun, *later, by_id):
        if row[0] not in taken:
            taken.add(row[0])
            yield "\t".join(row)


def _keyed(
    name: str, first: str, other: str, entry: tuple[str, ...]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Give the rows of a name under its keys from the first word on, and from each later one.

    Under each as it is spelled and, where that is not the same, as it is folded.
    """
    ways = dict.fromkeys((tuple(spelled(name)), words(name)))
    begun = [("".join(way), first, *entry) for way in ways]
    later = [("".join(way[n:]), other, *entry) for way in ways for n in range(1, len(way))]
    return begun, later

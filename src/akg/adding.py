"""Plans where in the files of a dataset a new record is to stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from akg import edits, files, homes, layout
from akg.edits import Change
from akg.homes import File, Home, NoRoom, Unsound
from akg.layout import Entry, Group, Record
from akg.names import quoted

# By what a record of a part stands with others: it comes after the last that has the same.
_BESIDE: Mapping[str, str] = MappingProxyType({"entities": "kind", "relations": "source"})


class _Spot(NamedTuple):
    """Where a record may stand."""

    file: File
    home: Home
    last: Entry | None  # what it comes after; None in a file without records
    beside_like: bool = False  # whether that is a record of its kind or source


def record(folder: Path, part: str, new: Record) -> Change:
    """Plan where a record of a part is to stand; nothing is written.

    That is in the group that gives the most of its evidence, else in the file that has its like: an entity of
    its kind, a relation of its source. There it comes after the last of these, else at the end. A file of
    YAML is begun where there is none. Raises Unsound where no file is sound YAML, NoRoom where all lists are
    in brackets.
    """
    new = edits.composed(new)
    file, home, last, _ = _spot(folder, part, new)
    own = homes.without(new, home.given)
    lines = layout.lines(layout.node([own]), part, home.list.column)
    if last is None:
        empty = file.whole.value is not None  # []
        at, gone, blank = _begins(file), int(empty), bool(file.whole.before) and not empty
    else:
        at, gone, blank = file.line(homes.reach(last)) + 1, 0, _is_paragraph(file, home, last, lines)
    change = edits.change(folder, file.path, file.content, at, [""] * blank + lines, gone)
    return edits.verified(change, own, change.line)


def _spot(folder: Path, part: str, new: Record) -> _Spot:
    """Find the best place for a record, the last of those that are equally good. Raises Unsound, NoRoom."""
    paths = [path for path in files.paths(folder, part) if files.is_yaml(path)]
    missing = File(folder / f"{part}.yaml", None, "", Entry())
    opened = _sound(paths, folder) if paths else [missing]
    spots = list(_spots(opened, part, new))
    if not spots:
        name = quoted(opened[-1].path.relative_to(folder).as_posix())
        if not any(list(homes.of(file, part)) for file in opened):
            raise NoRoom(f"{name} holds no list of {part}; begin each record with '- ', or empty the file")
        raise NoRoom(f"{name} is written in brackets, where no line can be added; run: akg fmt")
    return sorted(spots, key=lambda spot: (len(spot.home.given), spot.beside_like))[-1]


def _sound(paths: Iterable[Path], folder: Path) -> list[File]:
    """Open the files that are sound YAML. Raises Unsound where none is."""
    opened, unsound = [], None
    for path in paths:
        try:
            opened.append(homes.opened(path, folder))
        except Unsound as error:
            unsound = error
    if unsound and not opened:
        raise unsound
    return opened


def _spots(opened: Iterable[File], part: str, new: Record) -> Iterator[_Spot]:
    """Give the lists on lines of their own that give a record nothing that it does not say."""
    for file in opened:
        if file.whole.value is None or _is_empty(file):
            yield _Spot(file, Home(Group(False, column=0), {}), None)
        for home in homes.of(file, part):
            if home.list.column >= 0 and all(new.get(key) == value for key, value in home.given.items()):
                like = [entry for entry in home.list.entries if _is_like(entry, home, part, new)]
                yield _Spot(file, home, [*home.list.entries, *like][-1], bool(like))


def _is_empty(file: File) -> bool:
    """Tell whether a file's only value is an empty list, on a line of its own."""
    begin = file.text.rfind("\n", 0, file.whole.begin) + 1
    return file.text[begin:].partition("\n")[0].strip() == "[]"


def _is_like(entry: Entry, home: Home, part: str, new: Record) -> bool:
    """Tell whether a record is of the same kind or source; a group, whether one in it is."""
    if inner := homes.within(entry, home, part):
        return any(_is_like(one, inner, part, new) for one in inner.list.entries)
    key, one = _BESIDE.get(part), layout.plain(entry.node)
    if key is None or not isinstance(one, dict):
        return False
    claims = one.get("claims")
    bearers = [{**home.given, **one}, *(claims if isinstance(claims, list) else ())]
    return any(isinstance(bearer, dict) and bearer.get(key) == new.get(key) for bearer in bearers)


def _begins(file: File) -> int:
    """Give the line, from 0, where the records of a file without any begin."""
    if file.whole.value is not None:  # []
        return file.line(file.whole.begin)
    return file.text.count("\n") + (file.text[-1:] not in ("", "\n"))


def _is_paragraph(file: File, home: Home, last: Entry, lines: Sequence[str]) -> bool:
    """Tell whether a blank line goes before new lines, as it does before what they come after."""
    if file.is_long(last):
        return "" in last.before
    before = next(one for one, two in pairwise([last, *home.list.entries]) if two is last)
    return last.before == [""] and (len(lines) > 1 or not file.is_long(before))

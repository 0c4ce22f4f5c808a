"""Reads the files of a dataset folder into raw records, with the defaults of `with:` filled in."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from akg import lines, locate, marked
from akg.errors import Fault, Place
from akg.marked import FAULTY, Map, Seq

LARGEST = 64 * 2**20  # bytes of one YAML file
_DATA = (".yaml", ".yml", ".json", ".jsonl", ".ndjson")  # the endings of files that hold records
_LINED = (".jsonl", ".ndjson")  # of these, those of JSON Lines
# Where an entity bears claims besides its own; a relation's and an event's are in `claims` or in itself.
NESTED = ("aliases", "born", "died", "figures")


class Part(NamedTuple):
    """One part of a dataset: the top-level values of each file, and what could not be read."""

    roots: list[tuple[Seq, str]]
    faults: list[Fault]
    lost: set[str]  # ids seen in what could not be read


Reading = Callable[[Path, Path], Part]  # of one file, in the folder of its dataset: `read_file`, or as it


class Opened(NamedTuple):
    """One file as it stands; bytes and text are empty where they cannot be had, and the part says why."""

    content: bytes
    text: str  # with LF at the ends of lines
    part: Part


class Raw(NamedTuple):
    """A record as written, or the defaults of a group, with the file it stands in."""

    record: Map
    file: str


def read(folder: Path, part: str) -> Part:
    """Read the files of a part of a folder; what is missing is empty."""
    found = Part([], [], set())
    for path in paths(folder, part):
        one = read_file(path, folder)
        found.roots.extend(one.roots)
        found.faults.extend(one.faults)
        found.lost.update(one.lost)
    return found


def paths(folder: Path, part: str) -> list[Path]:
    """Find the files of a part, as `locate.files` does."""
    return [Path(path) for path in locate.files(folder, part)]


def part_of(file: str) -> str:
    """Give the part that a file belongs to, by its path in the dataset's folder."""
    return file.partition("/")[0].removesuffix(".yaml")


def every(folder: Path) -> list[Path]:
    """Find the files of all parts, in the order of the parts."""
    return [path for part in locate.PARTS for path in paths(folder, part)]


def is_yaml(path: Path) -> bool:
    """Tell whether a file that is found is in YAML, and not in JSON Lines."""
    return path.suffix != locate.LINES


def unread(folder: Path) -> Iterator[tuple[str, str]]:
    """Find what looks like data and is not read: (its path, the path under which it would be), often none.

    That is what is named much like a part, and in the folder of a part what is not read; but not what is
    hidden, a back-up of an editor, or a README.
    """
    for name in _listed_in(folder):
        stem, ending = os.path.splitext(name)
        part = next((part for part in locate.PARTS if name.lower().startswith(part[:5])), None)
        if part is None or name in (part, f"{part}.yaml"):
            continue
        if (folder / name).is_dir():
            yield name, part
        elif ending.lower() in _DATA:
            right = _renamed(name, part)
            single = right == f"{part}/{stem}.yaml" and not os.path.lexists(folder / f"{part}.yaml")
            yield name, f"{part}.yaml" if single else right
    for part in locate.PARTS:
        for name in _listed_in(folder / part):
            if not locate.is_data(name, part) and not name.lower().startswith("readme"):
                yield f"{part}/{name}", _renamed(name, part)


def _renamed(name: str, part: str) -> str:
    """Give the path under which a file would be read in the folder of a part."""
    stem, ending = os.path.splitext(name)
    lined = ending.lower() in _LINED and part != "vocabulary"
    return f"{part}/{stem}{locate.LINES if lined else '.yaml'}"


def _listed_in(folder: Path) -> list[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:  # what cannot be listed is a fault already
        return []
    return [name for name in names if not name.startswith((".", "#")) and not name.endswith("~")]


def read_file(path: Path, folder: Path) -> Part:
    """Read one file; a file that is none, lies outside the folder, is too large or no UTF-8 is a fault."""
    return opened(path, folder).part if is_yaml(path) else _lined(path, folder)


def _lined(path: Path, folder: Path) -> Part:
    file = path.relative_to(folder).as_posix()
    try:
        got = lines.read(lined(path, folder), file)
    except Unreadable as unreadable:
        return _unreadable(file, unreadable)
    return Part([(got.roots, file)], got.faults, got.lost)


def lined(path: Path, folder: Path) -> Iterator[bytes]:
    """Give the lines of a file of JSON Lines. Raises Unreadable."""
    checked(path, folder)
    try:
        with path.open("rb") as stream:
            yield from lines.of(stream)
    except OSError as error:
        raise Unreadable(f"cannot be read: {_reason(error)}") from None


def unreadable(file: str, why: "Unreadable") -> Fault:
    """Word that a file cannot be read."""
    return Fault(Place(file, *why.mark), "error", "file", str(why))


def _unreadable(file: str, why: "Unreadable") -> Part:
    return Part([], [unreadable(file, why)], set())


def opened(path: Path, folder: Path) -> Opened:
    """Read one file of YAML as `read_file` does, and give with it what it was read from."""
    file = path.relative_to(folder).as_posix()
    try:
        data = content(path, folder)
        text = decoded(data)
    except Unreadable as unreadable:
        return Opened(b"", "", _unreadable(file, unreadable))
    got = marked.read(text, file)
    return Opened(data, text, Part([(got.roots, file)], got.faults, got.lost))


def defaults(part: Part, name: str) -> Iterator[Raw]:
    """Give the defaults of each `{with:, <name>:}` group, of an outer group before those in it."""
    for roots, file in part.roots:
        for group in _groups(roots, name):
            if isinstance(given := group.get("with"), Map):
                yield Raw(given, file)


def inherit(part: Part, name: str) -> None:
    """Fill the defaults of groups into every claim nested under them that does not have the key itself."""
    for roots, _ in part.roots:
        for group in _groups(roots, name):
            given = group.get("with")
            if not isinstance(given, Map):  # a fault of the group, not of records in it without source
                given = Map(group.mark)
                given.put("source", FAULTY, (group.mark, group.mark))
            for item in _maps(_nested(group)):
                if "with" in item or name not in item:  # a group without `with` has nowhere to take them
                    _inherit(item, given)


def records(part: Part, name: str) -> Iterator[Raw | Fault]:
    """Give the records of a part, those in groups too, or faults."""
    for roots, file in part.roots:
        for root, mark in zip(roots, roots.marks, strict=True):
            if isinstance(root, Seq):
                yield from _listed(root, file, name)
            elif root is not FAULTY:
                message = f"{name} are a list; begin each with '- '"
                yield Fault(Place(file, *mark), "error", "not-a-list", message)
                if isinstance(root, Map):
                    yield from _item(root, mark, file, name)


def _listed(items: Seq, file: str, name: str) -> Iterator[Raw | Fault]:
    for item, mark in zip(items, items.marks, strict=True):
        yield from _item(item, mark, file, name)


def _item(item: object, mark: marked.Mark, file: str, name: str) -> Iterator[Raw | Fault]:
    if item is FAULTY:
        return
    if not isinstance(item, Map):
        message = f"found {str(item)[:40]!r} where a record is expected; write key: value pairs"
        yield Fault(Place(file, *mark), "error", "not-a-record", message)
    elif _is_group(item, name):
        yield from _group(item, file, name)
    else:
        yield Raw(item, file)


def _group(group: Map, file: str, name: str) -> Iterator[Raw | Fault]:
    for key in group.keys() - {"with", name}:
        message = f"unknown key {key!r}; a group has 'with' and {name!r}"
        yield Fault(Place(file, *group.marks[key][0]), "error", "unknown-key", message)
    nested = _nested(group)
    if FAULTY not in group.values() and not (isinstance(group.get("with"), Map) and nested is not None):
        message = f"a group is {{with: {{source: ...}}, {name}: [...]}}"
        yield Fault(Place(file, *group.mark), "error", "bad-group", message)
    if nested is not None:
        yield from _listed(nested, file, name)


def _groups(items: Seq, name: str) -> Iterator[Map]:
    """Give the groups among records, and in each of them, an outer one first."""
    for item in items:
        if isinstance(item, Map) and _is_group(item, name):
            yield item
            item = _nested(item)
        if isinstance(item, Seq):
            yield from _groups(item, name)


def _is_group(item: Map, name: str) -> bool:
    return "with" in item or name in item


def _nested(group: Map) -> Seq | None:
    return next((value for key, value in group.items() if key != "with" and isinstance(value, Seq)), None)


def _inherit(record: Map, given: Map) -> None:
    """Fill defaults into every claim of a record, or of a group: into its own defaults."""
    key = next((key for key in ("with", "claims") if key in record), None)
    for bearer in _maps(record[key]) if key else [record]:
        _fill(bearer, given)
    for key in NESTED:
        for nested in _maps(record.get(key)):
            _inherit(nested, given)


def _maps(value: object) -> list[Map]:
    return [item for item in (value if isinstance(value, Seq) else [value]) if isinstance(item, Map)]


def _fill(bearer: Map, given: Map) -> None:
    own_source = "source" in bearer
    for key, value in given.items():
        if key not in bearer and not (own_source and key == "at"):  # a locator belongs to its source
            bearer.put(key, value, given.marks[key])


class Unreadable(Exception):
    """A file that is no file of a dataset, and why."""

    def __init__(self, message: str, mark: marked.Mark = (1, 1)) -> None:
        super().__init__(message)
        self.mark = mark


def content(path: Path, folder: Path) -> bytes:
    """Read the bytes of a file of a dataset. Raises Unreadable."""
    checked(path, folder)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be read: {_reason(error)}") from None


def checked(path: Path, folder: Path) -> None:
    """Raise Unreadable of a file that is not to be read: outside the folder, no ordinary file, too large."""
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise Unreadable("leads outside the dataset's folder; put the file itself here")
        if path.is_dir():
            os.listdir(path)  # says why, where it is a folder of files that `paths` could not list
        if not path.is_file():
            raise Unreadable("is no ordinary file; put one here")
        if is_yaml(path) and path.stat().st_size > LARGEST:
            raise Unreadable(f"is larger than {LARGEST >> 20} MiB; split it into a folder of files")
    except (OSError, RuntimeError) as error:
        raise Unreadable(f"cannot be read: {_reason(error)}") from None


def decoded(content: bytes) -> str:
    """Give the text of a file, its lines ended by LF and without a byte order mark. Raises Unreadable."""
    data = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        mark = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"byte 0x{error.object[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise Unreadable(message, mark) from None


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:  # before Python 3.13, and since
        return "it leads in a circle"
    return error.strerror or str(error)

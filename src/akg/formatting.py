"""Brings the files of a dataset into their canonical form."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from akg import commented, files, layout, marked
from akg.errors import AkgError, Fault
from akg.layout import Entry, Group
from akg.names import quoted


class NotKept(AkgError):
    """A value or a comment would not be in the canonical form as it is in the file: a mistake of akg."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{quoted(file)} is left as it is: a value or comment would be lost; please report this"
        )


class File(NamedTuple):
    """What a file of a dataset holds, and what it is to hold; None where its faults must go first."""

    content: bytes
    canonical: bytes | None
    faults: tuple[Fault, ...] = ()


def file(path: Path, folder: Path) -> File:
    """Format one file of a dataset in a folder; it is not written. Raises NotKept."""
    content, text, part = files.opened(path, folder)
    if part.faults:
        return File(content, None, tuple(sorted(part.faults)))
    return File(content, canonical(text, path.relative_to(folder).as_posix()).encode())


def canonical(text: str, file: str) -> str:
    r"""Give the canonical form of the text of a file, in which `marked.read` finds no fault.

    The order of the records stays. Raises NotKept.

    >>> print(canonical("- {name: Ada,   kind: 'person', id: ada} # she\n", "entities.yaml"), end="")
    - {id: ada, kind: person, name: Ada}  # she
    """
    read = commented.read(text)
    if isinstance(read.value, str):  # no list of records, so there is nothing to lay out
        return text
    made = _lines(read, files.part_of(file))
    new = "".join(f"{line}\n" for line in made)
    was, now = marked.read(text, ""), marked.read(new, "")
    if now.faults or now.roots != was.roots or comments(commented.read(new)) != comments(read):
        raise NotKept(file)
    return new


def _lines(whole: Entry, part: str) -> list[str]:
    made = [*whole.before, *whole.beside]
    made += layout.lines(whole.value, part) if whole.value is not None else []
    return made[made[:1] == [""] : len(made) - (made[-1:] == [""])]


def comments(entry: Entry) -> Counter[str]:
    """Count the comments of each wording in what was read with them."""
    return Counter(text for text in _comments(entry) if text)


def _comments(entry: Entry) -> Iterator[str]:
    yield from (*entry.before, *entry.beside)
    if isinstance(entry.value, Group):
        yield from entry.value.after
        for inner in entry.value.entries:
            yield from _comments(inner)

"""Answers one question from the command line, or many from a file: a line of JSON for each, as they come."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from akg import names
from akg.cli import output
from akg.cli.options import Drawing, Printing
from akg.cli.session import AsOf
from akg.errors import AkgError
from akg.reading import Graph
from akg.render.document import Document
from akg.text import UNSAFE

if TYPE_CHECKING:
    from akg.render.records import Record


class NothingAsked(AkgError):
    """What a question needs is missing, or given twice."""


class BadLine(AkgError):
    """A line of a file of questions that is none."""


class Format(Protocol):
    """How answers are printed; commands know different formats."""

    @property
    def format(self) -> str:
        """The format asked for."""


class Questions(NamedTuple):
    """What is asked: names, or lines with names."""

    command: str
    given: Sequence[str]
    least: int  # names in a question
    most: int
    file: str | None


class Answer(NamedTuple):
    """What a question comes to, as `output.answer` takes it."""

    graph: Graph
    results: "Callable[[], list[Record]]"
    page: Callable[[], Document]
    notes: Sequence[str]
    as_of: AsOf
    more: Mapping[str, object] = {}
    is_empty: bool = False
    picture: Callable[[], str] | None = None


def questions(
    command: str,
    given: Mapping[str, str | None],
    file: str | None,
    printing: Format,
    least: int | None = None,
) -> Questions:
    """Say what is asked. `given` has the arguments by their metavars: `least` are needed, without it all.

    Raises NothingAsked where one is missing and there is no file, or both are given.
    """
    least = least or len(given)
    values = [value for value in given.values() if value is not None]
    missing = [metavar for metavar, value in list(given.items())[:least] if value is None]
    if file is None and missing:
        raise NothingAsked(f"{missing[0]} is missing; give it, or --batch FILE with a question a line")
    if file is not None and values:
        raise NothingAsked(f"--batch takes names from its file; leave out {names.quoted(values[0])}")
    if file is not None and printing.format not in ("table", "json", "jsonl"):
        raise NothingAsked(f"--batch answers in JSON Lines; leave out --format {printing.format}")
    return Questions(command, values, least, len(given), file)


def answer(asked: Questions, one: Callable[..., Answer], printing: Printing | Drawing) -> None:
    """Print the answers, each as soon as it is found; `one` answers one question.

    Raises what that does, unless many are asked: then a line says so, and the greatest exit code of all
    counts. Raises SystemExit with the code, where it is not 0.
    """
    if asked.file is None:
        found = one(*asked.given)
        output.answer(
            found.graph, asked.command, found.results, found.page, found.notes, printing, found.more,
            as_of=found.as_of, picture=found.picture,
        )  # fmt: skip
        code = output.NOTHING if found.is_empty else 0
    else:
        code = max((_told(line, asked, one) for line in _lines(asked.file)), default=0)
    if code:
        raise SystemExit(code)


def _lines(file: str) -> Iterator[str]:
    """Give the lines of a file, or of stdin as they come, but blank ones."""
    if file == "-":
        yield from _filled(sys.stdin)
    else:
        with open(file, encoding="utf-8-sig", errors="surrogateescape") as opened:
            yield from _filled(opened)


def _filled(lines: Iterable[str]) -> Iterator[str]:
    return (line.rstrip("\r\n") for line in lines if line.strip())


def _told(line: str, asked: Questions, one: Callable[..., Answer]) -> int:
    """Answer a line, and give the exit code that the question alone would have ended with."""
    from akg.render import records  # here, because answers as pages need it not

    head: Record = {"version": records.VERSION, "command": asked.command, "asked": [line]}
    try:
        head["asked"] = words = _words(line)
        _check(words, asked)
        found = one(*words)
        whole = output.whole(
            found.graph, asked.command, found.results(), found.notes, found.more, found.as_of
        )
        code = output.NOTHING if found.is_empty else 0
    except AkgError as error:
        whole = {"error": _error(error)}
        code = error.exit_code
    output.structured(head | whole)
    sys.stdout.flush()
    return code


def _words(line: str) -> list[str]:
    """Read the names in a line: with tabs between them, or a list of JSON. Raises BadLine."""
    if not line.lstrip().startswith("["):
        return line.split("\t")
    import json

    try:
        words = json.loads(line)
    except (ValueError, RecursionError):
        words = None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise BadLine('what begins with [ is a list of JSON, such as ["Ada", "Brian"]; correct the line')
    return words


def _check(words: Sequence[str], asked: Questions) -> None:
    if not asked.least <= len(words) <= asked.most:
        wanted = " or ".join(map(str, sorted({asked.least, asked.most})))
        raise BadLine(f"the line has {len(words)} names, not {wanted}; put a tab between two")
    if any(UNSAFE.search(word) for word in words):
        raise BadLine("the line holds a control character, or what is no text; leave it out")


def _error(error: AkgError) -> "Record":
    matches = error.matches if isinstance(error, names.Ambiguous) else ()
    candidates = [{"id": match.id, "name": match.name, "matched": match.matched} for match in matches]
    return {"exit_code": error.exit_code, "message": str(error), "candidates": candidates}

"""Prints answers: in the format asked for, for a terminal or for a pipe.

What only some formats need is imported where it is used.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from akg import locate
from akg.cli import tell
from akg.cli.options import Color, Drawing, Printing
from akg.cli.session import AsOf
from akg.errors import AkgError, Fault
from akg.reading import Graph
from akg.render.document import Document, Item, line, say, text
from akg.text import UNSAFE, plain

if TYPE_CHECKING:
    from pathlib import Path

    from akg.render.records import Record

NOTHING = 1  # the exit code of an answer that is empty
ERRORS = 4  # and of data that has errors
_DATE = r"[-+][0-9]{4,}(-[0-9]{2}){0,2}"  # before year 0, or after 9999


class ForAFile(AkgError):
    """What nobody could read on a terminal would be written to one."""

    def __init__(self, instead: str) -> None:
        super().__init__(
            f"that would fill the screen with what no one reads; write it into a file: {instead}"
        )


def answer(
    graph: Graph | None,
    command: str,
    results: "Callable[[], list[Record]]",
    page: Callable[[], Document],
    notes: Sequence[str],
    printing: Printing | Drawing,
    more: Mapping[str, object] = {},
    before: Graph | None = None,
    as_of: AsOf | None = None,
    picture: Callable[[], str] | None = None,
) -> None:
    """Print an answer; only the form that is asked for is made. What it has no place for goes to stderr.

    `more` has keys of the JSON besides the results, which no other form has. `before` is a graph that names
    what is not in the other any more. A page says first as of what it is, where that is not now.
    """
    lines = as_of.lines if as_of else []
    if printing.format == "svg" and picture:
        into_a_pipe(f"akg {command} ... --format svg > picture.svg")
        sys.stdout.buffer.write(picture().encode())  # whatever the locale: what has no other word is UTF-8
        for note in notes:
            tell(note)
    elif printing.format in ("table", "md"):
        document([*(Item(line(), line(say(one, "dim"))) for one in lines), *page()], printing)
    elif printing.format == "json":
        structured(whole(graph, command, results(), notes, more, as_of, before), indent=2)
    else:
        if printing.format == "jsonl":
            for record in results():
                structured(record)
        else:
            from akg.render import flat

            # Those without a graph, the faults of check, are rows already.
            rows = flat.rows(graph, command, results()) if graph is not None else results()
            _separated(list(rows), "\t" if printing.format == "tsv" else ",")
        for note in (*lines, *notes):
            tell(note)


def whole(
    graph: Graph | None,
    command: str,
    results: "Sequence[Record]",
    notes: Sequence[str],
    more: Mapping[str, object],
    as_of: AsOf | None,
    before: Graph | None = None,
) -> "Record":
    """Give an answer as the one object of `--format json`."""
    from akg.render import records

    then = _as_of(as_of) if as_of else {}
    return records.answer(graph, command, results, notes, {**then, **more}, before)


def _as_of(as_of: AsOf) -> "Record":
    commit = as_of.commit and {"id": as_of.commit.id, "date": as_of.commit.date}
    return {"revision": commit, "known_at": as_of.known_at}


def document(page: Document, printing: Printing | Drawing) -> None:
    """Print a page: with Rich on a terminal, else plain; or as Markdown."""
    if printing.format == "md":
        from akg.render import markdown

        markdown.write(page, sys.stdout)
    elif to_terminal(printing.color):
        from akg.render import terminal

        terminal.write(page, sys.stdout, color=_colored(printing.color))
    else:
        from akg.render import plain

        plain.write(page, sys.stdout)


def to_terminal(color: Color) -> bool:
    """Whether stdout is a screen, or is to be written as if it were."""
    return color == "always" or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def into_a_pipe(instead: str) -> None:
    """Refuse to write to a terminal what is no text to read; `instead` is what to type. Raises ForAFile."""
    if sys.stdout.isatty():
        raise ForAFile(instead)


def columns(color: Color) -> int:
    """Give the width to lay out for: that of the screen, elsewhere 80."""
    if not to_terminal(color):
        return 80
    import shutil

    return shutil.get_terminal_size().columns


def to_draw_on(printing: Printing | Drawing) -> int | None:
    """Give the columns of the screen that a page goes to; None where it goes to none."""
    on_screen = printing.format == "table" and to_terminal(printing.color)
    return columns(printing.color) if on_screen else None


def _colored(color: Color) -> bool:
    """Tell whether to use colours; NO_COLOR counts unless an option asks for them (https://no-color.org)."""
    return color == "always" or (color == "auto" and not os.environ.get("NO_COLOR"))


def structured(record: "Record", indent: int | None = None) -> None:
    """Print a record as JSON, without a character that a terminal would obey."""
    import json

    made = json.dumps(record, ensure_ascii=False, indent=indent)
    sys.stdout.write(UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", made) + "\n")


def faults(found: Iterable[Fault], folder: "Path") -> None:
    """Write faults to stderr, one a line; `folder` is the dataset's."""
    from akg.render import check

    seen = locate.seen(folder)
    for fault in found:
        sys.stderr.write(f"{text(check.told(fault, seen))}\n")


def _separated(rows: "list[Record]", delimiter: str) -> None:
    import csv

    fields = list(dict.fromkeys(key for row in rows for key in row))
    writer = csv.DictWriter(sys.stdout, fields, delimiter=delimiter, lineterminator="\n")
    if fields:
        writer.writeheader()
    for row in rows:
        writer.writerow({key: _cell(value) for key, value in row.items()})


def _cell(value: object) -> object:
    """Make a value safe for a spreadsheet, which would run text that begins as a formula.

    Source: OWASP, "CSV Injection"; some spreadsheets take the full-width signs too.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    safe = plain(value)
    formula = safe.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")) and not re.fullmatch(_DATE, safe)
    return f"'{safe}" if formula else safe

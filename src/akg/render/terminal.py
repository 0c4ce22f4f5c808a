"""Writes a document to a terminal, with Rich."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from akg.render.document import Block, Document, Gap, Grid, Item, Line, Style, Title

Styles = Mapping[Style, str]

# What is read on dark and light alike. A colour is never the only sign.
_PLAIN: Styles = MappingProxyType({
    "": "", "name": "bold", "dim": "dim", "label": "", "cite": "dim", "title": "bold underline", "other": "",
    "derived": "italic",
})  # fmt: skip
# Of 16, whose hues the user's own settings decide: no yellow, no cyan.
_FEW: Styles = MappingProxyType({
    **_PLAIN, "date": "bright_blue", "warn": "bold red", "bad": "bold red",
    "person": "bright_blue", "group": "magenta", "event": "", "place": "green",
})  # fmt: skip
# Of 256: hues that colour-blind readers tell apart, from the middle of the scale. Source: Paul Tol,
# "Colour Schemes", SRON/EPS/TN/09-002, 2021.
_MANY: Styles = MappingProxyType({
    **_PLAIN, "date": "color(30)", "warn": "bold color(166)", "bad": "bold color(160)",
    "person": "color(67)", "group": "color(132)", "event": "color(136)", "place": "color(64)",
})  # fmt: skip

# Columns. A narrower terminal wraps the lines itself, and nothing is lost; no screen is wider.
NARROWEST, WIDEST = 40, 2000


def write(document: Document, out: TextIO, *, color: bool) -> None:
    """Write every block, wrapped to the width of the terminal."""
    size = shutil.get_terminal_size()  # unlike Rich's own, not led astray by COLUMNS=0
    width = min(max(size.columns, NARROWEST), WIDEST)
    # Rich's own choice is none where TERM is dumb, although colours are asked for.
    system: Literal["standard", "256"] = "256" if _many(os.environ) else "standard"
    console = Console(
        file=out, width=width, height=size.lines, no_color=not color, force_terminal=True,
        color_system=system if color else None, highlight=False, markup=False, emoji=False,
        legacy_windows=False,
    )  # fmt: skip
    styles = _MANY if system == "256" else _FEW
    for block in document:
        console.print(_renderable(block, width, styles), soft_wrap=False)


def _many(environment: Mapping[str, str]) -> bool:
    return "256color" in environment.get("TERM", "") or bool(environment.get("COLORTERM"))


def _renderable(block: Block, width: int, styles: Styles) -> Text | Padding:
    match block:
        case Gap():
            return Text("")
        case Title(line):
            return _text(tuple(span._replace(style="title") for span in line), styles)
        case Item((), body, indent):
            return Padding(_text(body, styles), (0, 0, 0, indent))
        case Item(mark, body, indent):
            grid = Table.grid(padding=0)
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(_text(mark, styles), _text(body, styles))
            return Padding(grid, (0, 0, 0, indent))
        case Grid():
            return Padding(_table(block, width, styles), (0, 0, 0, block.indent))


def _table(grid: Grid, width: int, styles: Styles) -> Table:
    titles, rows, wide, right, head, _ = grid
    table = Table(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False, show_header=head
    )
    columns = list(zip(*_flowing([[_text(cell, styles) for cell in row] for row in rows]), strict=True))
    narrow = [column for number, column in enumerate(columns) if number not in wide]
    # Rich cuts off what does not fit into a column that may not wrap.
    keep = sum(max(cell.cell_len for cell in column) for column in narrow) <= width * 2 // 3
    for number, title in enumerate(titles):
        share = wide.get(number)
        most = max(share * width // 100, 12) if share else None
        table.add_column(
            title, overflow="fold", no_wrap=keep and number not in wide, max_width=most,
            justify="right" if number in right else "left",
        )  # fmt: skip
    for row in zip(*columns, strict=True):
        table.add_row(*row)
    return table


def _flowing(rows: Iterable[Sequence[Text]]) -> Iterator[Sequence[Text]]:
    """Put a row with nothing but its last cell into that of the row above, beside what wraps there.

    What follows a blank row begins anew.
    """
    above: Sequence[Text] = ()
    for row in rows:
        if any(above) and row[-1] and not any(row[:-1]):
            above = *above[:-1], Text("\n").join([above[-1], row[-1]])
            continue
        if above:
            yield above
        above = row
    yield above


def _text(line: Line, styles: Styles) -> Text:
    return Text.assemble(*((span.text, styles[span.style]) for span in line))

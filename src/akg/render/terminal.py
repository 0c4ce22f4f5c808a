"""Writes a document to a terminal, with Rich."""

import shutil
from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from akg.render.document import Block, Document, Gap, Grid, Item, Line, Style, Title

# Colours of the terminal's own palette, and of those only what is read on dark and light alike: no yellow,
# no cyan. A colour is never the only sign.
_STYLES: Mapping[Style, str] = MappingProxyType({
    "": "",
    "name": "bold",
    "dim": "dim",
    "label": "",
    "date": "bright_blue",
    "cite": "dim",
    "title": "bold underline",
    "good": "",
    "warn": "bold magenta",
    "bad": "bold red",
    "person": "bright_blue",
    "group": "magenta",
    "event": "red",
    "place": "green",
    "other": "",
})  # fmt: skip

# Columns. A narrower terminal wraps the lines itself, and nothing is lost; no screen is wider.
NARROWEST, WIDEST = 40, 2000


def write(document: Document, out: TextIO, *, color: bool) -> None:
    """Write every block, wrapped to the width of the terminal."""
    size = shutil.get_terminal_size()  # unlike Rich's own, not led astray by COLUMNS=0
    width = min(max(size.columns, NARROWEST), WIDEST)
    console = Console(
        file=out, width=width, height=size.lines, no_color=not color, force_terminal=True,
        color_system="standard" if color else None, highlight=False, markup=False, emoji=False,
        legacy_windows=False,
    )  # fmt: skip
    for block in document:
        console.print(_renderable(block, width), soft_wrap=False)


def _renderable(block: Block, width: int) -> Text | Table | Padding:
    match block:
        case Gap():
            return Text("")
        case Title(line):
            return _text(line)
        case Item((), body, indent):
            return Padding(_text(body), (0, 0, 0, indent))
        case Item(mark, body, indent):
            grid = Table.grid(padding=0)
            grid.add_column(no_wrap=True)
            grid.add_column(overflow="fold")
            grid.add_row(_text(mark), _text(body))
            return Padding(grid, (0, 0, 0, indent))
        case Grid():
            return _table(block, width)


def _table(grid: Grid, width: int) -> Table:
    titles, rows, wide, right = grid
    table = Table(
        box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim", show_edge=False,
        show_header=any(titles),
    )  # fmt: skip
    columns = [[_text(cell) for cell in column] for column in zip(*rows, strict=True)]
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


def _text(line: Line) -> Text:
    return Text.assemble(*((span.text, _STYLES[span.style]) for span in line))

"""Shows the faults of a dataset: place, what, the line that it stands in, and a caret under it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from akg.errors import Fault
from akg.model import Dataset
from akg.render import phrases
from akg.render.document import Block, Document, Gap, Item, Line, Span, line, say
from akg.render.plain import width
from akg.text import UNSAFE

LARGEST = 64 * 2**20  # bytes of a file of which lines are shown
WIDEST = 70  # characters of a source line that are shown, so that with its number it fits into 80 columns


def document(folder: Path, faults: Sequence[Fault], seen: Path, summary: str, *, lines: bool) -> Document:
    """Lay out the faults by file and line, then the summary; with `lines` the lines they stand in."""
    texts: dict[str, list[str]] = {}
    made: Document = []
    for fault in faults:
        made.append(Item(line(), told(fault, seen)))
        if lines:
            made += _shown(fault, texts.setdefault(fault.place.file, _read(folder / fault.place.file)))
    made += [Gap()] if faults else []
    made.append(Item(line(), line(say(summary, "dim"))))
    return made


def told(fault: Fault, seen: Path) -> Line:
    """Tell a fault in a line: place, severity, code, what and its remedy."""
    return line(
        say(f"{seen / fault.place.file}:{fault.place.line}:{fault.place.column}: ", "name"),
        Span(f"{fault.severity}[{fault.code}]", "bad" if fault.severity == "error" else "warn"),
        say(f": {fault.message}"),
    )


def summary(data: Dataset, relations: int, faults: Sequence[Fault], seen: Path) -> str:
    """Say how many faults there are in how much."""
    wrong = {noun: sum(f.times for f in faults if f.severity == noun) for noun in ("error", "warning")}
    found = ", ".join(phrases.counted((n, noun)) if n else f"no {noun}s" for noun, n in wrong.items())
    held = [(len(data.entities), "entity"), (relations, "relation"), (len(data.sources), "source")]
    return f"{found} in {phrases.counted(*held)} of {seen}"


def _read(path: Path) -> list[str]:
    try:
        if path.stat().st_size > LARGEST:
            return []
        return path.read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except OSError:
        return []  # the fault itself says that the file cannot be read


def _shown(fault: Fault, lines: Sequence[str]) -> Iterator[Block]:
    """Give the line of a fault, cut to the part around it, and a caret below its column."""
    number, column = fault.place.line, fault.place.column - 1
    if number > len(lines) or not lines[number - 1].strip():
        return
    source = UNSAFE.sub("�", lines[number - 1]).replace("\t", " ").rstrip()
    begin = max(0, column - WIDEST // 2) if len(source) > WIDEST else 0
    gutter = f"{number:>6} | "
    yield Item(line(Span(gutter, "dim")), line(Span(source[begin : begin + WIDEST])))
    yield Item(
        line(Span(" " * (len(gutter) - 2) + "| ", "dim")),
        line(Span(" " * width(source[begin:column])), Span("^", "bad")),
    )

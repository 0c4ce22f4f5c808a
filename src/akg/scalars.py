"""Writes a text as YAML: plain where it is read back so, else quoted, or over several lines."""

import re
from collections.abc import Iterator

WIDTH = 120  # characters of a line, the indentation included
# What YAML 1.1 and 1.2 take for something else than the beginning of a text.
_BEGINS = re.compile(r"[\[\]{},#&*!|>'\"%@`]|[-?:](?:[ \[\]{},]|\Z)|\?(?=\S)|:(?=\S)")
_BREAKS = re.compile(r": | #|:\Z|[\n\t]|\A | \Z")
_IN_BRACES = re.compile(r"[\[\]{},?]")  # PyYAML without libyaml takes no question mark there
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_NO_LINE = re.compile(r"\t| $", re.M)  # in lines that are not quoted, nobody sees a tab or a blank at the end
_BLANK = re.compile(r"[ \n]")
_FOLDS = re.compile(r"(?<=[^ ]) (?=[^ ])")  # folding gives one blank back, so no more are taken


def short(text: str, *, braces: bool = False) -> str:
    """Write a text on one line; in braces or brackets a comma, brackets and "?" need quotes as well."""
    needs_quotes = not text or _BEGINS.match(text) or _BREAKS.search(text)
    if not needs_quotes and not (braces and _IN_BRACES.search(text)):
        return text
    if "\n" in text or "\t" in text:
        return f'"{text.translate(_ESCAPED)}"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def long(text: str, indent: int) -> list[str] | None:
    """Write a text over several lines: the mark that begins it, then its lines, indented.

    Its lines are kept as they are where all of them fit, else folded. None of a single word, and where YAML
    cannot give it back.
    """
    body = text.removesuffix("\n")
    chomp = "-" if body == text else ""
    lines = body.split("\n")
    if body[:1] in ("", " ", "\n") or body[-1] == "\n" or _NO_LINE.search(body) or not _BLANK.search(text):
        return None
    margin, width = " " * indent, max(WIDTH - indent, WIDTH // 3)
    if len(lines) > 1 and all(len(line) <= width for line in lines):
        return [f"|{chomp}", *(margin + line if line else "" for line in lines)]
    if any(line.startswith(" ") for line in lines):
        return None
    folded = [f">{chomp}"]
    for number, line in enumerate(lines):
        folded += [""] * (number > 0)
        folded += (margin + part for part in _folded(line, width)) if line else ()
    return folded


def _folded(text: str, width: int) -> Iterator[str]:
    """Break a text at single blanks into lines that are no wider, as far as its words allow."""
    line = ""
    for part in _FOLDS.split(text):
        if line and len(line) + 1 + len(part) > width:
            yield line
            line = part
        else:
            line = f"{line} {part}" if line else part
    yield line

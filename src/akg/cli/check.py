"""`akg check`: what is wrong with the data?"""

from pathlib import Path

import typer

from akg.cli import options, output
from akg.render import check as page
from akg.render import records

EXAMPLES = """\b
Examples:
  akg check
  akg check --data my-dataset --format json
"""
ERRORS = 4  # the exit code


def check(
    format: options.FormatOption = "table",
    color: options.ColorOption = "auto",
    data: options.DataOption = None,
) -> None:
    """Check a dataset: every error and warning, with its place and its remedy. Errors give exit code 4."""
    from akg import cache, checks, loader, locate, register  # here, because no help needs pydantic and YAML

    folder = locate.dataset(data)
    stamp = cache.stamp(str(folder))
    read = loader.load(folder)
    faults = checks.run(read)
    register.keep(checks.sound(read, faults)[0], stamp)
    seen = _as_seen(folder)
    shown = format == "table" and output.to_terminal(color)
    notes = [page.summary(read, faults, seen)]
    output.answer(
        None,
        "check",
        lambda: records.of_faults(faults, seen),
        lambda: page.document(read, faults, seen, lines=shown),
        notes,
        format,
        color,
    )
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(ERRORS)


def _as_seen(folder: Path) -> Path:
    """Give the folder as one would write it from here."""
    try:
        return folder.resolve().relative_to(Path.cwd())
    except (OSError, ValueError):  # the working folder is gone, or elsewhere
        return folder

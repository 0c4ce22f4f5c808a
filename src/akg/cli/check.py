"""`akg check`: what is wrong with the data?"""

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
    from akg import checks, loader, locate  # here, because no help needs pydantic and YAML

    folder = locate.dataset(data)
    read = loader.load(folder)
    faults = checks.run(read)
    seen = output.as_seen(folder)
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

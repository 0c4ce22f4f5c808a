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
    *,
    printing: options.Printing,
    data: options.DataOption = None,
) -> None:
    """Check a dataset: every error and warning, with its place and its remedy. Errors give exit code 4."""
    from akg import cache, checks, loader, locate, register  # here, because no help needs pydantic and YAML

    folder = locate.dataset(data)
    stamp = cache.stamp(str(folder))
    read = loader.load(folder)
    faults = checks.run(read)
    register.keep(checks.sound(read, faults)[0], stamp)
    seen = locate.seen(folder)
    lines = printing.format == "table" and output.to_terminal(printing.color)
    notes = [page.summary(read, faults, seen)]
    output.answer(
        None,
        "check",
        lambda: records.of_faults(faults, seen),
        lambda: page.document(read, faults, seen, lines=lines),
        notes,
        printing,
    )
    if any(fault.severity == "error" for fault in faults):
        raise typer.Exit(ERRORS)

"""`akg check`: what is wrong with the data?"""

import sys
from typing import Annotated, Literal

from akg import locate
from akg.cli import options, output, session, tell
from akg.cli.declared import Option
from akg.render import check as page
from akg.render.records import check as records

EXAMPLES = """\b
Examples:
  akg check
  akg check --strict
  akg check --data my-dataset --format json
  akg check --format github
"""
Format = Literal[options.Format, "github", "sarif"]


def check(
    *,
    strict: Annotated[
        bool, Option("--strict", help="Tell also what is only suspicious, such as likely duplicates.")
    ] = False,
    cache: Annotated[
        bool, Option("--cache", help="Verify also what is kept of the dataset for quick answers.")
    ] = False,
    format: Annotated[
        Format, Option("--format", "-f", help="How to print the faults; github, sarif: for services.")
    ] = "table",
    color: options.ColorOption = "auto",
    data: options.OwnDataOption = None,
) -> None:
    """Check a dataset: every error and warning, with its place and its remedy. Errors give exit code 4."""
    folder = locate.own(data)  # a wrong one is not to pass for that of the bundled dataset
    found = session.built(folder, strict=strict)
    faults, seen = found.faults, locate.seen(found.data.folder)
    summary = page.summary(found.data, found.relations, faults, seen)
    if format == "github":
        from akg.render import github

        sys.stdout.writelines(github.lines(faults, seen))
        tell(summary)
    elif format == "sarif":
        from akg.render import sarif

        output.structured(sarif.log(faults, seen), indent=2)
        tell(summary)
    else:
        lines = format == "table" and output.to_terminal(color)
        output.answer(
            None, "check", lambda: records.of(faults, seen),
            lambda: page.document(found.data.folder, faults, seen, summary, lines=lines), [summary],
            options.Printing(format, color),
        )  # fmt: skip
    session.refresh(found, verified=cache)  # the next question is likely to be of what was checked
    if any(fault.severity == "error" for fault in faults):
        raise SystemExit(output.ERRORS)

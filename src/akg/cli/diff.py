"""`akg diff`: what has changed?"""

from typing import Annotated

from akg.cli import options, output, session
from akg.cli.declared import Argument
from akg.queries import diff as query
from akg.render import diff as page
from akg.render.records import diff as records

EXAMPLES = """\b
Examples:
  akg diff
  akg diff HEAD~3 --format json
  akg diff v1.0 v1.1 --limit 20
"""


def diff(
    before: Annotated[
        str,
        Argument(metavar="[REV1]", help="A revision of git: a commit, a tag, a branch, HEAD~3."),
    ] = "HEAD",
    after: Annotated[
        str | None,
        Argument(metavar="[REV2]", help="A later one; else the files as they are."),
    ] = None,
    *,
    limit: options.LimitOption = None,
    printing: options.Printing,
    data: options.DataOption = None,
) -> None:
    """Show what differs between two states of the dataset: in entities, relations, claims, dates and status.

    Records are compared by what they say; where and in which order they stand is no difference. Exit code 1
    where nothing differs.
    """
    old = session.asked(options.Origin(data, before))
    new = session.asked(options.Origin(str(old.folder), after))
    sides = page.Sides(old.graph, new.graph, _named(old), _named(new))
    found = query.of(sides.old, sides.new)
    output.answer(
        sides.new, "diff", lambda: records.of(sides, found.first(limit)),
        lambda: page.document(sides, found, limit), page.notes(found, limit), printing,
        {"between": [sides.before, sides.after], "differences": records.differences(found)}, sides.old,
    )  # fmt: skip
    if not found.size:
        raise SystemExit(output.NOTHING)


def _named(base: session.Base) -> str:
    return str(base.commit) if base.commit else "the files as they are"

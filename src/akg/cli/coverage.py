"""`akg coverage`: what of a text is not on file yet?"""

from typing import Annotated, Literal

from akg.cli import options, output, session
from akg.cli.declared import Argument, Option

EXAMPLES = """\b
Examples:
  akg coverage my-article.txt --source sarkar-2020
  akg coverage my-article.html --source sarkar-2020 --start "Ever since"
  pdftotext report.pdf - | akg coverage - --source crs-2022-04-19 --format csv
"""


def coverage(
    file: Annotated[
        str,
        Argument(
            metavar="FILE",
            help="The text, in UTF-8; - reads it from standard input.",
        ),
    ],
    *,
    source: Annotated[
        str,
        Option("--source", metavar="ID", help="As which source the data cites it."),
    ],
    form: Annotated[
        Literal["plain", "markdown", "html"] | None,
        Option("--as", help="How to read it; else as its name ends."),
    ] = None,
    start: Annotated[
        str | None,
        Option("--start", metavar="WORDS", help="The words that paragraph 1 begins with."),
    ] = None,
    end: Annotated[
        str | None,
        Option("--end", metavar="WORDS", help="Those that what follows the last begins with."),
    ] = None,
    limit: options.LimitOption = 20,
    printing: options.Printing,
    data: options.DataOption = None,
) -> None:
    """Show which paragraphs of a text no claim cites, and which claims cite one that names neither end.

    Paragraphs are counted in the body, without headings and what stands before it. Found are names and
    aliases of the dataset, and dates in English. --limit is for pairs that a sentence names and no fact has.
    """
    from akg import texts  # here, because no help needs what reads files
    from akg.queries import coverage as query
    from akg.queries import sources
    from akg.render import closing, gaps
    from akg.render import coverage as page

    text = texts.read(file, form, start, end)
    graph = session.asked(options.Origin(data)).graph
    found = query.of(graph, sources.find(graph, source), text.paragraphs, limit)
    output.answer(
        graph, "coverage", lambda: gaps.of(graph, found), lambda: page.document(graph, found, text.before),
        closing.beyond(len(found.together), found.more), printing, gaps.more(graph, found),
    )  # fmt: skip

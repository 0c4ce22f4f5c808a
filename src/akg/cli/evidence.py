"""`akg evidence`: why does a fact stand as it does?"""

from functools import cache
from typing import Annotated

from akg.cli import batch, options, session
from akg.cli.declared import Argument
from akg.cli.options import Filters
from akg.queries import evidence as query
from akg.render import evidence as page
from akg.render.records import evidence as records

EXAMPLES = """\b
Examples:
  akg evidence hamza-bin-laden.died
  akg evidence helmand-meeting-2019 --without-source sarkar-2020
  akg evidence Taliban "Ayman al-Zawahiri"
"""


def evidence(
    relation: Annotated[
        str | None,
        Argument(
            metavar="RELATION",
            help="The id of a relation or another fact; or an event or other entity, for its own.",
        ),
    ] = None,
    other: Annotated[
        str | None,
        Argument(metavar="TO", help="A second entity: every relation between the two."),
    ] = None,
    *,
    without: options.WithoutOption = None,
    known_at: options.KnownOption = None,
    inferred: options.InferredOption = False,
    many: options.PairsOption = None,
    printing: options.Printing,
    origin: options.Origin,
) -> None:
    """Show why a relation stands as it does: its claims, who contradicts whom, which dates differ.

    What this prints of two entities has the ids, which akg add claim takes too. That of an entity's own fact
    is the entity's with .born, .died, .happened, .figure.1 or .alias.1 behind it; that of what follows by a
    chain of the vocabulary begins with the chain's and a colon.
    """
    lines = batch.questions("evidence", {"RELATION": relation, "TO": other}, many, printing, least=1)
    heard = Filters(without=without, known_at=known_at)
    question = cache(lambda inferred: session.question(origin, heard, inferred=inferred))

    def one(relation: str, other: str | None = None) -> batch.Answer:
        names_chain = other is None and ":" in relation  # as no id does of what is stated
        graph, index, asked, as_of = question(inferred or names_chain)
        if other is None:
            found = query.of(index, relation, asked)
        else:
            found = query.between(index, relation, other, asked)
        return batch.Answer(
            graph, lambda: records.of(graph, found), lambda: page.document(graph, found), [], as_of
        )

    batch.answer(lines, one, printing)

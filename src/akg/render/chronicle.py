"""Lays out facts as rows of when and what, in blocks by how sure they are."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from akg import claims
from akg.dates.words import words as in_words
from akg.facts import Fact
from akg.reading import DIFFER, Graph
from akg.render.citations import Citations
from akg.render.document import Grid, Line, Row, Span, line, say
from akg.render.phrases import POSSIBLY, speaker_name
from akg.render.statement import attested, own_note, sentence, side, when
from akg.vocabulary import SITE


def row(graph: Graph, fact: Fact, cited: Citations, *, with_certainty: bool = True) -> Row:
    """Give a fact as a row of when and what, how it stands and where that is written."""
    what = line(*sentence(graph, fact), *attested(graph, fact, cited))
    return when(fact, with_certainty=with_certainty), what


def notes(graph: Graph, fact: Fact, cited: Citations) -> Iterator[Row]:
    """Give what more is on file about a fact, each a row to follow it.

    Who gives which date, where these differ; what was said and no longer counts; then the notes, the record's
    and those of claims. All but the record's are cited.
    """
    counted = claims.counting(fact.claims, graph.sources)
    if fact.flag(DIFFER):
        for date in dict.fromkeys(claim.date for claim in counted if claim.date):
            who = [claim for claim in counted if claim.date == date]
            yield _detail(f"{in_words(date)}: {side(graph, who[0].stance, who)}", cited.of(who))
    for claim in fact.claims:
        if claim.set_aside is None and claim not in counted:
            yield _detail(f"before, and no longer: {side(graph, claim.stance, [claim])}", cited.of([claim]))
    if note := own_note(fact):
        yield _detail(note)
    for claim in fact.claims:
        if claim.note:
            speaker = f"{speaker_name(graph, claim)}: " if claim.by and len(fact.claims) > 1 else ""
            yield _detail(f"{speaker}{claim.note}", cited.of([claim]))


def _detail(words: str, numbers: Line = ()) -> Row:
    return line(), line(say(f"– {words} ", "dim"), *numbers)


def repeats(graph: Graph, fact: Fact) -> bool:
    """Whether it only says of the event that is asked about where it was, as its own record does."""
    return fact.row.type == SITE and fact.event == graph.id(fact.entity)


def parted(facts: Iterable[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Part facts in the order of `Fact.order` into blocks, each with its title.

    None stands over what is certain, nor over facts of which no time was asked about.
    """
    for certainty, block in groupby(facts, key=lambda fact: fact.certainty):
        yield POSSIBLY if certainty == "possible" else "", list(block)


def headed(blocks: Iterable[tuple[str, Sequence[Row]]]) -> Iterator[Row]:
    """Put blocks of rows one below the other, each under its title if it has one; empty ones are dropped."""
    begun = False
    for title, rows in blocks:
        if rows and title:
            blank: Row = (line(),) * len(rows[0])
            yield from (blank,) * begun
            yield *blank[1:], line(Span(title, "title"))
        yield from rows
        begun = begun or bool(rows)


def grid(rows: Iterable[Row]) -> Grid:
    """Give rows of when and what as a table."""
    return Grid(("When", "What"), tuple(rows), {0: 24, 1: None}, head=False)

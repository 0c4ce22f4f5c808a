"""Gives what of a text is not on file, or on file at another place, as records for programs."""

from collections.abc import Iterator

from akg.queries.coverage import Answer, Paragraph, Placed, counts
from akg.reading import Graph
from akg.render.document import text
from akg.render.records import Named, Record
from akg.render.statement import sentence

BEGINNING = 53  # characters of a paragraph that are shown: a line of a page of 80 columns has room for these


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a gap: paragraphs without a claim, pairs, dates, then claims."""
    return list(_gaps(graph, found))


def more(graph: Graph, found: Answer) -> Record:
    """Give what the whole answer has besides: how many there are of each gap, and every paragraph."""
    return {"gaps": counts(found), "paragraphs": [_paragraph(graph, one) for one in found.paragraphs]}


def beginning(paragraph: str, most: int = BEGINNING) -> str:
    """Give the first words of a paragraph, as many as have room.

    >>> beginning("Ada met Brian in York.", 16)
    'Ada met Brian…'
    """
    if len(paragraph) <= most:
        return paragraph
    return (paragraph[:most].rpartition(" ")[0] or paragraph[: most - 1]) + "…"


def subject(graph: Graph, placed: Placed) -> str:
    """Tell what a claim is about."""
    return text(sentence(graph, placed.fact)) if placed.fact else f"the record of {graph.name(placed.entity)}"


def _gaps(graph: Graph, found: Answer) -> Iterator[Record]:
    for paragraph in found.paragraphs:
        if paragraph.uncited:
            words = beginning(paragraph.text)
            yield _record("paragraph", paragraph=paragraph.number, words=words)
    for pair in found.together:
        entities = [Named(graph.id(n)) for n in (pair.one, pair.other)]
        yield _record(
            "together", paragraph=pair.paragraph, entities=entities, joined=pair.joined, words=pair.words
        )
    for paragraph in found.paragraphs:
        for dated in paragraph.missing:
            yield _record("date", paragraph=paragraph.number, words=dated.words, date=dated.date.text)
    for gap, several in (("neither", found.strays), ("beyond", found.beyond), ("unplaced", found.unplaced)):
        yield from (_misplaced(graph, gap, placed) for placed in several)


def _misplaced(graph: Graph, gap: str, placed: Placed) -> Record:
    fact, where = placed.fact, placed.claim.where
    ends = (fact.row.src, fact.row.dst) if fact else (placed.entity,)
    return _record(
        gap, entities=[Named(graph.id(n)) for n in dict.fromkeys(ends)],
        fact=fact.id if fact else graph.id(placed.entity), at=placed.claim.at,
        where=f"{where.file}:{where.line}", named_in=list(placed.paragraphs),
    )  # fmt: skip


def _record(gap: str, **given: object) -> Record:
    """Give a gap with every key, so that the rows of all sorts have the same columns."""
    return {
        "gap": gap, "paragraph": None, "entities": [], "joined": None, "words": None, "date": None,
        "fact": None, "at": None, "where": None, "named_in": [], **given,
    }  # fmt: skip


def _paragraph(graph: Graph, one: Paragraph) -> Record:
    return {
        "number": one.number,
        "begins": beginning(one.text),
        "entities": [Named(graph.id(n)) for n in one.names],
        "dates": [dated.date.text for dated in one.dates],
        "facts": list(one.facts),
        "records": one.records,
    }

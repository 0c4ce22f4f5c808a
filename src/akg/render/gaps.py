"""Gives what of a text is not on file, or on file at another place, as records for programs."""

from collections.abc import Iterator

from akg.queries.coverage import Answer, Paragraph, Placed, counts
from akg.reading import Graph
from akg.render.document import text
from akg.render.records import Named, Record
from akg.render.statement import sentence

BEGINNING = 60  # characters of a paragraph that are shown


def of(graph: Graph, found: Answer) -> list[Record]:
    """Give a record a gap: paragraphs without a claim, pairs, dates, then claims."""
    return [_record(**gap) for gap in _gaps(graph, found)]


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
            yield {"gap": "paragraph", "paragraph": paragraph.number, "words": words}
    for pair in found.together:
        entities = [Named(graph.id(n)) for n in (pair.one, pair.other)]
        yield {"gap": "together", "paragraph": pair.paragraph, "entities": entities, "joined": pair.joined,
               "words": pair.words}  # fmt: skip
    for paragraph in found.paragraphs:
        for dated in paragraph.missing:
            yield {
                "gap": "date",
                "paragraph": paragraph.number,
                "words": dated.words,
                "date": dated.date.text,
            }
    kinds = {"neither": found.strays, "beyond": found.beyond, "unplaced": found.unplaced}
    for gap, placed in ((gap, placed) for gap, several in kinds.items() for placed in several):
        ends = [placed.entity] if placed.fact is None else [placed.fact.row.src, placed.fact.row.dst]
        yield {
            "gap": gap,
            "entities": [Named(graph.id(n)) for n in dict.fromkeys(ends)],
            "fact": placed.fact.id if placed.fact else graph.id(placed.entity),
            "at": placed.claim.at,
            "where": f"{placed.claim.where.file}:{placed.claim.where.line}",
            "named_in": list(placed.paragraphs),
        }


def _record(
    gap: str,
    paragraph: int | None = None,
    entities: list[Named] | None = None,
    joined: bool | None = None,
    words: str | None = None,
    date: str | None = None,
    fact: str | None = None,
    at: str | None = None,
    where: str | None = None,
    named_in: list[int] | None = None,
) -> Record:
    return {
        "gap": gap, "paragraph": paragraph, "entities": entities or [], "joined": joined, "words": words,
        "date": date, "fact": fact, "at": at, "where": where, "named_in": named_in or [],
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

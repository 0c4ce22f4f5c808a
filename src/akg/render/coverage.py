"""Shows what of a text is on file, from the paragraphs to the claims that may cite the wrong one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from akg.dates.words import words as in_words
from akg.queries.coverage import Answer, Paragraph, Placed, Together, counts
from akg.reading import Graph
from akg.render import citations, closing, gaps, phrases
from akg.render.document import Block, Document, Gap, Grid, Item, Line, Row, Span, Title, line, say

PARAGRAPHS = ("Para", "Facts", "Names", "Dates", "It begins")


def document(graph: Graph, found: Answer, before: Sequence[str]) -> Document:
    """Lay out the paragraphs, then what is missing, then what may be wrong; `before` is no part of it."""
    source = citations.reference(graph.sources[found.source], found.source)
    rows = tuple(_paragraph(one) for one in found.paragraphs)
    return [
        Item(line(), line(say(source, "name"), "  ", say(found.source, "dim"))),
        Item(line(), line(say(_sum(found)))),
        *_before(before),
        Gap(),
        Grid(PARAGRAPHS, rows, {4: None}, frozenset(range(4))),
        *_pairs(graph, "In one sentence, and nothing on file joins them", _of(found, joined=False)),
        *_pairs(graph, "In one sentence, joined by other places alone", _of(found, joined=True)),
        *closing.notes(closing.beyond(len(found.together), found.more)),
        *_dates(found.paragraphs),
        *_claims(graph, "Claims whose paragraph names neither end", found.strays),
        *_claims(graph, "Claims of a paragraph that the text does not have", found.beyond),
        *closing.notes(list(_remarks(found))),
    ]


def _sum(found: Answer) -> str:
    some = counts(found)
    doubtful = some["neither"] + some["beyond"]
    told = phrases.counted((len(found.paragraphs), "paragraph"), (found.claims, "citation"))
    missing = phrases.counted((some["together"], "pair"), (some["date"], "date"))
    wrong = phrases.counted((doubtful, "citation"))
    return f"{told}; {some['paragraph']:,} without a claim, {missing} not on file, {wrong} of doubtful place"


def _before(before: Sequence[str]) -> Iterator[Block]:
    if before:
        last = gaps.beginning(before[-1])
        stand = "piece stands" if len(before) == 1 else "pieces stand"
        told = f'{len(before):,} {stand} before paragraph 1, the last "{last}"'
        yield Item(line(), line(say(f"{told} (--start WORDS says where it begins)", "dim")))


def _paragraph(one: Paragraph) -> Row:
    facts = Span("none", "warn") if one.uncited else Span(f"{len(one.facts):,}")
    numbers = (
        Span(f"{one.number:,}", "cite"),
        facts,
        *(Span(f"{len(of):,}") for of in (one.names, one.dates)),
    )
    return (*map(line, numbers), line(say(gaps.beginning(one.text))))


def _of(found: Answer, *, joined: bool) -> list[Together]:
    return [pair for pair in found.together if pair.joined == joined]


def _pairs(graph: Graph, title: str, pairs: Sequence[Together]) -> Iterator[Block]:
    rows = tuple(
        (_number(pair.paragraph), phrases.entity(graph, pair.one), phrases.entity(graph, pair.other),
         line(say(pair.words, "dim")))
        for pair in pairs
    )  # fmt: skip
    yield from _titled(title, Grid(("Para", "One", "Other", "Words"), rows, {1: 24, 2: 24, 3: None}))


def _titled(title: str, grid: Grid) -> Iterator[Block]:
    if grid.rows:
        yield from (Gap(), Title(line(say(title))), grid)


def _number(paragraph: int) -> Line:
    return line(Span(f"{paragraph:,}", "cite"))


def _dates(paragraphs: Sequence[Paragraph]) -> Iterator[Block]:
    rows = tuple(
        (_number(one.number), line(say(dated.words)), line(say(dated.date.text, "date")),
         line(say(in_words(dated.date), "dim")))
        for one in paragraphs
        for dated in one.missing
    )  # fmt: skip
    yield from _titled(
        "Dates that no fact of their paragraph has",
        Grid(("Para", "Words", "EDTF", "Read as"), rows, {1: 30, 3: None}),
    )


def _claims(graph: Graph, title: str, placed: Sequence[Placed]) -> Iterator[Block]:
    rows = tuple(
        (line(say(str(one.claim.where), "dim")), line(say(str(one.claim.at), "cite")),
         line(say(gaps.subject(graph, one))), line(say(_elsewhere(one), "cite")))
        for one in placed
    )  # fmt: skip
    yield from _titled(title, Grid(("Place", "At", "What", "Both in"), rows, {1: 14, 2: None, 3: 14}))


def _elsewhere(placed: Placed) -> str:
    return f"para {', '.join(map(str, placed.paragraphs))}" if placed.paragraphs else "–"


def _remarks(found: Answer) -> Iterator[str]:
    """Say what is in no list, and how to add what is missing."""
    if found.lists:
        yield f"{phrases.counted((found.lists, 'sentence'))} with more names than tell of any two of them"
    if found.unplaced:
        places = Counter(placed.claim.at or "no place" for placed in found.unplaced)
        named = ", ".join(f"{at} {n:,}" for at, n in places.most_common(5))
        yield f"{phrases.counted((len(found.unplaced), 'claim'))} without a paragraph: {named}"
    poor = [one.number for one in found.paragraphs if one.uncited and one.names]
    if poor := [*poor, *(pair.paragraph for pair in found.together)]:
        place = f'--source {found.source} --at "para {min(poor)}"'
        yield f"akg add relation FROM TYPE TO {place} adds what is missing"

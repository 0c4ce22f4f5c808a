"""Shows sources: what each carries, and one in full with its facts in the order of its pages."""

from collections.abc import Iterator

from akg.dates.words import words as in_words
from akg.model import Source
from akg.queries.sources import Answer, Carried, Detail, Told
from akg.reading import Graph
from akg.render import citations, closing, phrases, statement
from akg.render.document import Block, Document, Gap, Grid, Item, Row, Span, line, say, text

TITLES = ("Alone", "One voice", "Facts", "Claims", "Source")
DEFINED = (
    "alone: facts that nobody would assert without this source",
    "one voice: facts that rest on one originator, wherever that is written",
    "akg sources ID tells what one of them carries",
)
FACTS = ("Where", "When", "", "What")
ALONE = Span("!", "warn")
SPEAKERS = 10  # who speaks through a source is listed up to this many


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out the sources, first what most hangs on."""
    if not answer.sources:
        return [Item(line(), line(Span("no source is on file", "dim")))]
    rows = tuple(_row(graph, carried) for carried in answer.sources)
    return [
        Grid(TITLES, rows, wide={4: None}, right=frozenset(range(4))),
        *closing.notes([*DEFINED, *closing.beyond(len(answer.sources), answer.more)]),
    ]


def _row(graph: Graph, carried: Carried) -> Row:
    source = citations.reference(graph.sources[carried.source], carried.source)
    numbers = (carried.alone, carried.one_voice, carried.facts, carried.claims)
    id = (say(carried.source, "name"), "  ", say(source, "dim"))
    return (*(line(Span(f"{n:,}", "name" if not at else "")) for at, n in enumerate(numbers)), line(*id))


def detail(graph: Graph, found: Detail) -> Document:
    """Lay out one source: its record, who speaks through it, and what it carries."""
    made: Document = [*_record(found.source), Gap(), *_sums(graph, found)]
    if found.told:
        rows = tuple(_told(graph, told) for told in found.told)
        made += [Gap(), Grid(FACTS, rows, wide={0: 16, 1: 20, 3: None})]
    made += closing.notes(closing.beyond(len(found.told), found.more))
    if any(told.alone for told in found.told):
        made += [Gap(), Item(line(), line(ALONE, Span(" nobody would assert it without this source", "dim")))]
    return made


def _record(source: Source) -> Iterator[Block]:
    yield Item(line(), line(say(source.title, "name"), "  ", say(source.id, "dim")))
    by = ", ".join(part for part in (source.author, source.publisher, source.kind) if part)
    date = f"published {in_words(source.date)}" if source.date else "date not known"
    yield Item(line("  "), line(say(f"{by}; {date}" if by else date)))
    if source.url:
        yield Item(line("  "), line(say(source.url)))
    if source.note:
        yield Item(line(Span("  note: ", "dim")), line(say(source.note)))
    yield Item(line("  "), line(say(str(source.where), "dim")))


def _sums(graph: Graph, found: Detail) -> Iterator[Block]:
    carried = found.carried
    claims, facts = (phrases.counted(c) for c in ((carried.claims, "claim"), (carried.facts, "fact")))
    rest = f"{carried.alone:,} hanging on it alone, {carried.one_voice:,} resting on one voice"
    told = [f"{claims} on {facts}, {rest}"]
    told += [f"{phrases.counted((carried.entities, 'entity'))} found in it"] if carried.entities else []
    told += [f"{phrases.counted((carried.other_names, 'other name'))} from it"] if carried.other_names else []
    told += [f"{phrases.counted((carried.set_aside, 'claim'))} set aside"] if carried.set_aside else []
    yield Item(line(), line("; ".join(told)))
    shown = found.speakers[:SPEAKERS]
    speakers = [line(*phrases.speaker(graph, who.claim), f" {who.claims:,}") for who in shown]
    if speakers:
        body = phrases.some(speakers, found.originators)
        yield Item(line(Span("claims by ", "dim")), body)


def _told(graph: Graph, told: Told) -> Row:
    fact = told.fact
    here = [statement.PARTICIPLES[stance] for stance in told.stances]
    stance = f" ({' and '.join(here)} here)" if here != ["asserted"] else ""
    sign = statement.sign(fact)
    stands = line(*sign, stance) if stance or text(sign) != "+ asserted" else line()
    what = line(*statement.sentence(graph, fact), *((statement.DOT, *stands) if stands else ()))
    when = statement.when(fact)
    return line(say(", ".join(told.at) or "–", "cite")), when, line(ALONE) if told.alone else line(), what

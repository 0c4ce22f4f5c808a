"""Shows one entity: who it is, its own dates and numbers, every relation, and what it is cited for."""

import unicodedata
from collections.abc import Iterator, Sequence

from akg import claims
from akg.facts import Fact
from akg.model import Alias, Entity, Unnamed
from akg.queries.show import Answer
from akg.reading import Graph
from akg.render import chronicle, closing, phrases, statement
from akg.render.citations import Citations
from akg.render.document import Block, Document, Gap, Item, Line, Row, Span, Title, line, say


def document(graph: Graph, answer: Answer) -> Document:
    """Lay out the record, then the facts by the part that the entity has in them."""
    cited = Citations(graph.sources)
    made: Document = [*_head(graph, answer, cited)]
    if answer.window and answer.sure:
        made.append(Item(line("  "), phrases.as_of(answer.window, answer.sure)))
    made += _block(graph, "Its own dates and numbers", answer.own, cited)
    made += _unnamed(graph, answer.entity)
    made += _block(graph, "Relations", answer.relations, cited)
    made += _block(graph, "What happened there", answer.here, cited)
    made += _block(graph, "About it", answer.about, cited)
    made += _block(graph, "Where its word or its pages are cited", answer.said, cited)
    made += closing.notes(closing.left_out(answer.left_out))
    every = (*answer.own, *answer.relations, *answer.here, *answer.about, *answer.said)
    made += closing.legend(graph, (answer.node,), every)
    made += cited.listed()
    return made


def _head(graph: Graph, answer: Answer, cited: Citations) -> Iterator[Block]:
    entity = answer.entity
    yield Item(line(), line(*phrases.entity(graph, answer.node, with_kind=True), "  ", say(entity.id, "dim")))
    if entity.summary:
        yield Item(line("  "), line(say(entity.summary), " ", *cited.of(entity.claims)))
    for alias in entity.aliases:
        lang = f" ({alias.lang})" if alias.lang else ""
        name = (isolated(alias.name), say(lang, "dim"), *_contested(graph, alias))
        yield Item(line("  also "), line(*name, " ", *cited.of(alias.claims)))
    for catalogue, id in entity.ids:
        yield Item(line("  "), line(say(f"{catalogue}: {id}", "dim")))
    if entity.note:
        yield Item(line(Span("  note: ", "dim")), line(say(entity.note)))
    yield Item(line("  "), line(say(str(entity.where), "dim")))


def _contested(graph: Graph, alias: Alias) -> Line:
    """Say how an alias stands, where it is not just asserted or given without claims."""
    status = claims.standing(alias.claims, None, "lasting", graph.sources).status
    if status == "asserted" or not alias.claims:
        return line()
    shape, style = statement.STATUS_SHAPES[status]
    return line(Span(f" {shape} {status}", style))


def isolated(name: str) -> Span:
    """Give a name so that right-to-left script in it leaves the rest of the line in order."""
    made = say(name, "name")
    if any(unicodedata.bidirectional(character) in ("R", "AL") for character in made.text):
        return made._replace(text=f"\u2068{made.text}\u2069")
    return made


def _block(graph: Graph, title: str, facts: Sequence[Fact], cited: Citations) -> Iterator[Block]:
    if facts:
        told = [fact for fact in facts if not chronicle.repeats(graph, fact)]
        blocks = (
            (heading, [row for fact in block for row in _rows(graph, fact, cited)])
            for heading, block in chronicle.parted(told)
        )
        yield from (Gap(), Title(line(title)), Gap(), chronicle.grid(chronicle.headed(blocks)))


def _rows(graph: Graph, fact: Fact, cited: Citations) -> Iterator[Row]:
    """Tell a fact with its notes; parties and place of the event that is shown stand as it does itself."""
    if fact.event and fact.event == graph.id(fact.entity):
        yield statement.when(fact, with_certainty=False), statement.sentence(graph, fact)
    else:
        yield chronicle.row(graph, fact, cited, with_certainty=False)
        yield from chronicle.notes(graph, fact, cited)


def _unnamed(graph: Graph, entity: Entity) -> Iterator[Block]:
    if entity.unnamed:
        yield from (Gap(), Title(line("Parties without a name")), Gap())
    for party in entity.unnamed:
        yield Item(line("  "), line(say(_party(graph, party))))


def _party(graph: Graph, party: Unnamed) -> str:
    label = graph.vocabulary.types[party.type].label
    count = f" ({phrases.amount(*party.number)})" if party.number else ""
    of = f", of {phrases.id_or_name(graph, party.of)}" if party.of else ""
    role = f"; {party.role}" if party.role else ""
    return f"{label}: {party.text}{count}{of}{role}"

"""Shows what differs between two states of a dataset: each record, what became of it, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from akg import dates
from akg.changes import Change, Factor, Redated, Said, Told, change, last, turn
from akg.contents import Field
from akg.dates import Bounds, Edtf
from akg.dates.words import spell
from akg.dates.words import words as in_words
from akg.errors import Place
from akg.facts import Fact
from akg.model import Claim, Voice
from akg.queries import diff
from akg.queries.diff import Answer, Held, Listed
from akg.reading import Graph
from akg.render import closing, phrases, statement
from akg.render.citations import Citations, reference
from akg.render.document import Block, Document, Gap, Item, Line, Span, Style, Title, line, say

SIGNS: Mapping[Change, tuple[str, Style]] = MappingProxyType({
    "added": ("+", "name"), "removed": ("-", "bad"), "changed": ("~", "warn"),
})  # fmt: skip
OWN = "its own record"  # what a fact is re-dated by, where nothing else is said
_NOUNS = ("entity", "relation", "", "claim", "source", "kind", "type", "chain")  # in the order of the summary


class Sides(NamedTuple):
    """The two states, and the words for them."""

    old: Graph
    new: Graph
    before: str
    after: str

    def of(self, later: object) -> Graph:
        """Give the state that something is told from: the later one, if that has it."""
        return self.old if later is None else self.new


def document(sides: Sides, answer: Answer, limit: int | None) -> Document:
    """Lay out how much differs, then the first `limit` of the records."""
    told = _Page(sides)
    shown = answer.first(limit)
    made: Document = [
        Item(line(), line(say(summary(answer), "name"))),
        Item(line(), line(say(f"from {sides.before} to {sides.after}", "dim"))),
    ]
    for title, blocks in (
        ("Entities", [block for held in shown.entities for block in told.entity(held)]),
        ("Relations", [block for one in shown.relations for block in told.relation(one)]),
        ("Sources and vocabulary", [block for one in shown.listed for block in told.listed(one)]),
    ):
        made += [Gap(), Title(line(title)), Gap(), *blocks] if blocks else []
    made += closing.notes(notes(answer, limit))
    made += told.cited.listed()
    return made


def notes(answer: Answer, limit: int | None) -> list[str]:
    """Say how many records differ beyond the limit."""
    shown = answer.first(limit).size
    return closing.beyond(shown, answer.size - shown)


def summary(answer: Answer) -> str:
    """Say how much differs, in a line."""
    counts = sorted(diff.counts(answer).items(), key=lambda pair: (_NOUNS.index(pair[0][0]), pair[0][1]))
    told = (f"{phrases.counted((n, noun)) if noun else f'{n:,}'} {word}" for (noun, word), n in counts)
    return ", ".join(told) or "nothing differs"


def bounds(when: Bounds) -> str:
    """Say when something was, by its four bounds."""
    if dates.is_undated(when):
        return "undated"
    return "always" if when == dates.ALWAYS else spell(when)


def word(graph: Graph, value: object) -> str:
    """Say a value of a claim."""
    if isinstance(value, Voice):
        return phrases.voice(graph, value)
    return "none" if value is None else in_words(value) if isinstance(value, Edtf) else str(value)


class _Page:
    """Tells records of either state, and numbers what they cite."""

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.cited = Citations({**sides.old.sources, **sides.new.sources})

    def entity(self, held: Held) -> Iterator[Block]:
        graph, n = self.sides.of(held.after), last(held.before, held.after)
        record = graph.entity(n)
        name = line(*phrases.entity(graph, n), "  ", *_at(record.id, record.where))
        yield Item(_sign(change(held.before, held.after)), name)
        yield from _fields(held.fields, 2)
        for told in held.facts:
            yield Item(_sign(change(told.before, told.after)), line(say(_label(told.fact))), 2)
            yield from self._differing(told, 4)

    def relation(self, told: Told) -> Iterator[Block]:
        fact, graph, became = told.fact, self.sides.of(told.after), change(told.before, told.after)
        sentence = statement.sentence(graph, fact)
        if became != "changed":
            sentence = line(*sentence, *statement.evidence(graph, fact, self.cited))
        yield Item(_sign(became), sentence)
        yield Item(line(), _at(fact.id, fact.where), 2)
        if became == "changed":
            yield from self._differing(told, 2)

    def listed(self, one: Listed) -> Iterator[Block]:
        what = "relation type" if one.part == "type" else one.part
        graph = self.sides.of(None if one.change == "removed" else one)
        title = f"{what} {one.id}"
        if one.part == "source":
            title = reference(graph.sources[one.id], one.id)
        yield Item(_sign(one.change), line(say(title), "  ", *_at(one.id, one.where)))
        yield from _fields(one.fields, 2)

    def _differing(self, told: Told, indent: int) -> Iterator[Block]:
        """Tell how a fact differs that is on both sides, or its claims."""
        dated = any(field.key == "date" for field in told.fields)
        # An id is made of the date where the record gives none, and that of now stands above.
        yield from _fields((field for field in told.fields if not (dated and field.key == "id")), indent)
        if told.status:
            yield Item(line(), line(Span(turn(*told.status), "warn")), indent)
        if told.redated:
            yield Item(line(), self._redated(told.redated), indent)
        for said in told.claims:
            yield Item(_sign(change(*said)), self._claim(said), indent)

    def _redated(self, found: Redated) -> Line:
        by = [self._factor(factor, id) for factor, id in found.by]
        by = [] if by == [OWN] else by
        when = say(f"{bounds(found.before)} → {bounds(found.after)}", "date")
        return line("re-dated: ", when, say(f" (by {' and '.join(by)})" if by else "", "dim"))

    def _factor(self, factor: Factor, id: str | None) -> str:
        if factor == "life" and id:
            return f"the life of {phrases.id_or_name(self.sides.new, id)}"
        return OWN if factor == "evidence" else f"the date of {id}" if id else "its type in the vocabulary"

    def _claim(self, said: Said) -> Line:
        claim, graph = last(*said), self.sides.of(said.after)
        told = statement.side(graph, claim.stance, (claim,))
        changed = "".join(self._value(said, key) for key in said.keys)
        return line(say(told), *_dated(graph, claim), say(changed), " ", *self.cited.place(claim))

    def _value(self, said: Said, key: str) -> str:
        before, after = (
            word(graph, getattr(claim, key))
            for graph, claim in zip((self.sides.old, self.sides.new), said, strict=True)
        )
        return f"; {key.replace('_', ' ')}: {before} → {after}"


def _dated(graph: Graph, claim: Claim) -> Iterator[Span]:
    """Say the date and place of a claim's own, and why it was set aside."""
    if claim.date:
        yield from (statement.DOT, say(in_words(claim.date), "date"))
    if claim.place:
        yield from (statement.DOT, say(f"in {phrases.id_or_name(graph, claim.place)}"))
    if claim.set_aside:
        yield say(f" – set aside: {claim.set_aside}", "warn")


def _sign(became: Change) -> Line:
    mark, style = SIGNS[became]
    return line(Span(f"{mark} ", style))


def _fields(found: Iterable[Field], indent: int) -> Iterator[Block]:
    for key, before, after in found:
        both = before is not None and after is not None
        value = f"{before} → {after}" if both else after if before is None else before
        yield Item(_sign(change(before, after)), line(say(f"{key}: {value}")), indent)


def _label(own: Fact) -> str:
    """Say what is claimed of an entity by itself."""
    if own.figure:
        return phrases.figure(own.figure)
    if own.row.type == diff.RECORDED:
        return "where the record is found"
    return " ".join(filter(None, (statement.OWN_LABELS[own.row.type], own.role)))


def _at(id: str, where: Place) -> Line:
    return line(say(id, "dim"), "  ", say(f"{where.file}:{where.line}", "dim"))

"""Words for the parts of an answer: entities, dates, who says so, and numbered citations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from akg import claims, dates
from akg.claims import Status
from akg.dates.words import words as in_words
from akg.facts import Fact
from akg.model import Claim, Figure, Source, Voice
from akg.reading import DIFFER, DOUBTED, Graph, Node
from akg.render.document import Block, Gap, Item, Line, Row, Span, Style, joined, line, say
from akg.rows import ALIAS, BORN, DIED, HAPPENED

# A shape beside the word and the colour, so that none of them is needed alone.
KIND_SHAPES: Mapping[str, tuple[str, Style]] = MappingProxyType({
    "person": ("●", "person"),
    "group": ("■", "group"),
    "event": ("▲", "event"),
    "place": ("▼", "place"),
})  # fmt: skip
OTHER_SHAPE: tuple[str, Style] = ("◇", "other")
STATUS_SHAPES: Mapping[Status, tuple[str, Style]] = MappingProxyType({
    "asserted": ("+", "good"),
    "disputed": ("±", "warn"),
    "denied": ("-", "bad"),
    "retracted": ("x", "dim"),
})  # fmt: skip
OWN_LABELS: Mapping[str, str] = MappingProxyType({
    BORN: "was born",
    DIED: "died",
    HAPPENED: "happened",
    ALIAS: "is also called",
})  # fmt: skip
PARTICIPLES = {"asserts": "asserted", "denies": "denied", "doubts": "doubted", "retracts": "retracted"}
FACTS = ("When", "What, how it stands, and where that is written")
FACTS_WIDE: Mapping[int, int | None] = MappingProxyType({0: 24, 1: None})
DOT = Span(" · ", "dim")


class Citations:
    """Numbers the places that a page cites, in the order of their first mention."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._numbers: dict[tuple[str, str | None], int] = {}

    def of(self, claims: Iterable[Claim]) -> Line:
        """Give the numbers of what these claims cite, as [1][2]."""
        places = dict.fromkeys((claim.source, claim.at) for claim in claims if not claim.set_aside)
        numbers = sorted(self._numbers.setdefault(place, len(self._numbers) + 1) for place in places)
        return line(Span("".join(f"[{number}]" for number in numbers), "cite"))

    def listed(self) -> Iterator[Block]:
        """Give the list that the numbers refer to, under each source its places."""
        if self._numbers:
            yield Gap()
        for source in dict.fromkeys(source for source, _ in self._numbers):
            places = [(at, number) for (id, at), number in self._numbers.items() if id == source]
            numbered = joined((_place(at, number) for at, number in places), "  ")
            yield Item(line(), line(say(reference(self._sources.get(source), source), "dim")))
            yield Item(line("  "), numbered)


def _place(at: str | None, number: int) -> Line:
    return line(Span(f"[{number}] ", "cite"), say(at or "without locator", "dim"))


def reference(source: Source | None, id: str) -> str:
    """Give a source as one would cite it.

    >>> from akg.errors import Place
    >>> reference(Source("x", "On Clocks", Place("sources.yaml", 1, 1), author="A. Author"), "x")
    'A. Author, On Clocks (date not known)'
    """
    if source is None:
        return id
    made = ", ".join(part for part in (source.author, source.title, source.publisher) if part)
    return f"{made} ({f'published {in_words(source.date)}' if source.date else 'date not known'})"


def entity(graph: Graph, n: Node, *, with_kind: bool = False) -> Line:
    """Give an entity's name with the shape, and if asked the word, of its kind."""
    shape, style = KIND_SHAPES.get(graph.kind(n), OTHER_SHAPE)
    kind = graph.vocabulary.kinds[graph.kind(n)].label
    return line(Span(f"{shape} ", style), say(graph.name(n), "name"), *(("  ", say(kind, "dim")) * with_kind))


def id_or_name(graph: Graph, id: str) -> str:
    """Give the name of an entity, or the id of one that is not in the graph."""
    node = graph.node(id)
    return id if node is None else graph.name(node)


def names(graph: Graph, ids: Iterable[str]) -> str:
    """Give names, joined by commas."""
    return ", ".join(id_or_name(graph, id) for id in ids)


def voice(graph: Graph, who: Voice) -> str:
    """Say who speaks: by name, or in the words for one who has no record."""
    if who.entity:
        return id_or_name(graph, who.entity)
    return f"{who.words} ({id_or_name(graph, who.of)})" if who.of else str(who.words)


def speaker(graph: Graph, claim: Claim) -> Line:
    """Say whose word a claim is, with the shape of one who has a record; for a source itself by its id."""
    node = graph.node(claim.by.entity) if claim.by and claim.by.entity else None
    if node is not None:
        return entity(graph, node)
    return line(say(voice(graph, claim.by) if claim.by else f"{claim.source} itself"))


def when(fact: Fact) -> Line:
    """Say when it was: the date, how sure that is for the date asked about, whether sources differ."""
    marks: list[str] = [fact.certainty] if fact.certainty else []
    marks += ["dates differ"] if fact.flag(DIFFER) else []
    return line(say(_date(fact), "date"), *(Span(f" ({mark})") for mark in marks))


def _date(fact: Fact) -> str:
    """Give the dates that decide; lacking any, the source's wording."""
    if fact.dates:
        return (" or " if fact.flag(DIFFER) else " and ").join(map(in_words, fact.dates))
    return fact.text or ("undated" if dates.is_undated(fact.row.bounds) else "always")


def standing(graph: Graph, fact: Fact) -> Line:
    """Say how it stands: status by shape, word and colour, then who says what, where it is not the source."""
    shape, style = STATUS_SHAPES[fact.row.status]
    doubt = (Span(", doubted", "warn"),) if fact.flag(DOUBTED) else ()
    counted = claims.counting(fact.claims, graph.sources)
    if all(claim.stance == "asserts" for claim in counted):
        told = "; ".join(filter(None, dict.fromkeys(_asserting(graph, claim) for claim in counted)))
    else:
        told = ": " + "; ".join(dict.fromkeys(_stance(graph, claim) for claim in counted))
    return line(Span(f"{shape} {fact.row.status}", style), *doubt, say(told))


def _asserting(graph: Graph, claim: Claim) -> str:
    """Say who asserts what nobody contradicts; empty where only the source does, in its own voice."""
    return (f" by {voice(graph, claim.by)}" if claim.by else "") + _circumstances(graph, claim)


def _stance(graph: Graph, claim: Claim) -> str:
    who = voice(graph, claim.by) if claim.by else "the source"
    return f"{PARTICIPLES[claim.stance]} by {who}{_circumstances(graph, claim)}"


def _circumstances(graph: Graph, claim: Claim) -> str:
    """Say, in brackets, with what reserve, through whom and when something is said."""
    parts = [claim.hedge] if claim.hedge else []
    parts += [f"via {voice(graph, claim.via)}"] if claim.via else []
    parts += [f"said {in_words(claim.said)}"] if claim.said else []
    return f" ({', '.join(parts)})" if parts else ""


def evidence(graph: Graph, fact: Fact, cited: Citations) -> Line:
    """Say when it was, how it stands and where that is written, to follow what it is."""
    return line(DOT, *when(fact), DOT, *standing(graph, fact), " ", *cited.of(fact.claims))


def table(graph: Graph, facts: Iterable[Fact], cited: Citations, *, with_notes: bool = False) -> list[Row]:
    """Give facts as rows of when and what, under FACTS; with `with_notes` the curator's notes too."""
    return [(when(fact), _told(graph, fact, cited, with_notes=with_notes)) for fact in facts]


def _told(graph: Graph, fact: Fact, cited: Citations, *, with_notes: bool) -> Line:
    given = [fact.note if not fact.figure else None, *(claim.note for claim in fact.claims)]
    note = tuple(say(f" – {words}", "dim") for words in dict.fromkeys(given) if with_notes and words)
    return line(*sentence(graph, fact), *note, DOT, *standing(graph, fact), " ", *cited.of(fact.claims))


def step(graph: Graph, fact: Fact, *, forward: bool) -> tuple[Line, Span]:
    """Give an arrow for the direction in which a relation is read, and its label in that direction."""
    row = graph.vocabulary.types[fact.row.type]
    arrow = "↔" if row.symmetric else "→" if forward else "←"
    return line(Span(f"{arrow} ", "dim")), say(row.label if forward else row.inverse, "label")


def qualified(graph: Graph, fact: Fact, *, with_place: bool = True) -> str:
    """Say what qualifies a relation: its role, third parties and place; empty where nothing does."""
    parts = [fact.role] if fact.role else []
    about = [id for id in fact.about if not fact.role or id_or_name(graph, id) not in fact.role]
    parts += [f"about {names(graph, about)}"] if about else []
    if with_place and fact.row.place is not None:
        parts.append(f"in {graph.name(fact.row.place)}")
    return "; ".join(parts)


def sentence(graph: Graph, fact: Fact) -> Line:
    """Tell a fact in one line, in the direction in which it is stated."""
    subject = say(graph.name(fact.row.src), "name")
    if fact.figure:
        return line(subject, say(f": {figure(fact.figure)}"), *_bracketed(fact.note))
    if fact.own:
        place = f" in {graph.name(fact.row.place)}" if fact.row.place is not None else ""
        name = f" {fact.role}" if fact.role else ""
        return line(subject, say(f" {OWN_LABELS[fact.row.type]}{name}{place}"))
    _, label = step(graph, fact, forward=True)
    object = say(graph.name(fact.row.dst), "name")
    return line(subject, " ", label, " ", object, *_bracketed(qualified(graph, fact)))


def _bracketed(words: str | None) -> tuple[Span, ...]:
    return (say(f" ({words})", "dim"),) if words else ()


def figure(told: Figure) -> str:
    """Give a number with what it counts.

    >>> from akg.errors import Place
    >>> claim = Claim("x", Place("entities.yaml", 1, 1))
    >>> figure(Figure("fighters", 55000.0, 85000.0, None, None, (claim,)))
    '55,000 to 85,000 fighters'
    >>> figure(Figure("dead", 2.0, None, None, None, (claim,)))
    '2 or more dead'
    """
    return f"{amount(told.low, told.high)} {told.what}"


def amount(low: float, high: float | None) -> str:
    """Give a number or a range of numbers."""
    if high is None:
        return f"{low:,g} or more"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def counted(*counts: tuple[int, str]) -> str:
    """Give numbers of things.

    >>> counted((1, "entity"), (2, "relation"))
    '1 entity, 2 relations'
    """
    plurals = {"entity": "entities"}
    return ", ".join(f"{n} {noun if n == 1 else plurals.get(noun, f'{noun}s')}" for n, noun in counts)


def left_out(counts: Counter[str], more: int = 0) -> list[str]:
    """Say what filters and the limit left out that a reader should know of."""
    remedy = {"undated": "a date was asked for", "denied": "--status any", "retracted": "--status any"}
    said = [f"{count} {reason} left out ({remedy[reason]})" for reason, count in sorted(counts.items())]
    return [f"{more} more beyond the limit", *said] if more else said


def beyond(shown: int, more: int) -> list[str]:
    """Say how many results there are beyond the limit, and how to see them; nothing where there are none."""
    return [f"{more:,} more (--limit {shown + more} shows them)"] if more else []


def some(told: Sequence[Line], every: int) -> Line:
    """Join what is told with commas, and say how many of all are not."""
    more = [line(f"and {every - len(told):,} more")] if every > len(told) else []
    return joined([*told, *more], ", ")


def noted(facts: Iterable[Fact]) -> list[str]:
    """Say how many facts have notes that are not printed with them."""
    count = len({fact.id for fact in facts if fact.note or any(claim.note for claim in fact.claims)})
    return (
        [f"{counted((count, 'note'))} on these, not printed here (akg show, --format json)"] if count else []
    )


def notes(lines: Sequence[str]) -> Iterator[Block]:
    """Give closing remarks, one a line."""
    if lines:
        yield Gap()
    for one in lines:
        yield Item(line(), line(say(one, "dim")))


def legend(graph: Graph, nodes: Iterable[Node], facts: Iterable[Fact]) -> Iterator[Block]:
    """Explain the shapes that a page uses, where it uses more than two."""
    kinds = {graph.kind(n) for n in nodes}
    statuses = {fact.row.status for fact in facts}
    signs = [
        (*KIND_SHAPES.get(id, OTHER_SHAPE), kind.label)
        for id, kind in graph.vocabulary.kinds.items()
        if id in kinds
    ]
    signs += [(*sign, status) for status, sign in STATUS_SHAPES.items() if status in statuses]
    if len(signs) > 2:
        shown = (line(Span(f"{shape} ", style), say(word, "dim")) for shape, style, word in signs)
        yield from (Gap(), Item(line(), joined(shown, "  ")))

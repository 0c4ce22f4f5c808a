"""Words for the parts of an answer: entities, dates, relations, and who says so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from akg import claims, dates
from akg.claims import Status
from akg.dates.words import spell
from akg.dates.words import words as in_words
from akg.facts import Fact
from akg.model import Claim, Figure, Stance, Voice
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph, Node
from akg.render.citations import Citations
from akg.render.document import Grid, Line, Row, Span, Style, joined, line, say
from akg.rows import ALIAS, BORN, DIED, HAPPENED
from akg.vocabulary import SITE
from akg.where import Tally

# A shape beside the word and the colour, so that none of them is needed alone.
KIND_SHAPES: Mapping[str, tuple[str, Style]] = MappingProxyType({
    "person": ("●", "person"),
    "group": ("■", "group"),
    "event": ("▲", "event"),
    "place": ("▼", "place"),
})  # fmt: skip
OTHER_SHAPE: tuple[str, Style] = ("◇", "other")
STATUS_SHAPES: Mapping[Status, tuple[str, Style]] = MappingProxyType({
    "asserted": ("+", ""),
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
DOT = Span(" · ", "dim")
POSSIBLY = "Possibly"  # the title over what is only possible; what has none is certain


def shape(kind: str) -> tuple[str, Style]:
    """Give the shape that stands beside entities of a kind, and its style."""
    return KIND_SHAPES.get(kind, OTHER_SHAPE)


def entity(graph: Graph, n: Node, *, with_kind: bool = False) -> Line:
    """Give an entity's name with the shape, and if asked the word, of its kind."""
    mark, style = shape(graph.kind(n))
    kind = graph.vocabulary.kinds[graph.kind(n)].label
    return line(Span(f"{mark} ", style), say(graph.name(n), "name"), *(("  ", say(kind, "dim")) * with_kind))


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
    """Name the voice of a claim, with the shape of one who has a record."""
    node = graph.node(claim.by.entity) if claim.by and claim.by.entity else None
    if node is not None:
        return entity(graph, node)
    return line(say(speaker_name(graph, claim)))


def when(fact: Fact, *, with_certainty: bool = True) -> Line:
    """Say when it was: the date, how sure that is for the date asked about, whether sources differ."""
    marks: list[str] = [fact.certainty] if fact.certainty and with_certainty else []
    marks += ["dates differ"] if fact.flag(DIFFER) else []
    return line(say(_date(fact), "date"), *(Span(f" ({mark})") for mark in marks))


def _date(fact: Fact) -> str:
    """Give the date that decides, or what several amount to; lacking any, the source's wording."""
    if len(fact.dates) > 1 and not fact.flag(DIFFER):
        known = fact.row.bounds
        if fact.row.start != known.es:  # which is a birth, where nothing else is known of the beginning
            known = known._replace(es=dates.BEGIN)
        return f"{'perhaps ' * fact.flag(UNCERTAIN)}{spell(known)}"
    if fact.dates:
        return " or ".join(map(in_words, fact.dates))
    return fact.text or ("undated" if dates.is_undated(fact.row.bounds) else "always")


def standing(graph: Graph, fact: Fact) -> Line:
    """Say how it stands: status by shape, word and colour, then who says what, where it is not the source.

    Empty for what sources assert in their own voice and without reserve: their citations say as much.
    """
    counted = claims.counting(fact.claims, graph.sources)
    stances = dict.fromkeys(claim.stance for claim in counted)
    sides = "; ".join(_side(graph, stance, (c for c in counted if c.stance == stance)) for stance in stances)
    if stances.keys() != {"asserts"}:  # empty where all is set aside
        return line(*sign(fact), *(say(f": {sides}"),) * bool(sides))
    reserves = [_circumstances(graph, claim) for claim in counted]
    if not any(claim.by for claim in counted) and not (any(reserves) and len(counted) > 1):
        return line(say(f"asserted ({reserves[0]})")) if reserves[0] else line()
    return line(say(sides))


def sign(fact: Fact) -> Line:
    """Give the status; a doubt stands for it where nothing else speaks against the fact."""
    mark, style = STATUS_SHAPES[fact.row.status]
    if fact.flag(DOUBTED) and fact.row.status == "asserted":
        return line(Span("? doubted", "warn"))
    doubt = (Span(", doubted", "warn"),) if fact.flag(DOUBTED) else ()
    return line(Span(f"{mark} {fact.row.status}", style), *doubt)


def _side(graph: Graph, stance: Stance, told: Iterable[Claim]) -> str:
    """Say who takes a stance, each voice once, with what circumstances."""
    voices: dict[str, list[str]] = {}
    for claim in told:
        hows = voices.setdefault(speaker_name(graph, claim), [])
        if (how := _circumstances(graph, claim)) and how not in hows:
            hows.append(how)
    listed = (f"{who} ({'; '.join(hows)})" if hows else who for who, hows in voices.items())
    return f"{PARTICIPLES[stance]} by {', '.join(listed)}"


def speaker_name(graph: Graph, claim: Claim) -> str:
    """Name the voice of a claim: a source of its own voice by author, else publisher, else title."""
    if claim.by:
        return voice(graph, claim.by)
    source = graph.sources[claim.source]
    return source.author or source.publisher or source.title


def _circumstances(graph: Graph, claim: Claim) -> str:
    """Say with what reserve, through whom and when something is said."""
    parts = [claim.hedge] if claim.hedge else []
    parts += [f"via {voice(graph, claim.via)}"] if claim.via else []
    parts += [f"said {in_words(claim.said)}"] if claim.said else []
    return ", ".join(parts)


def evidence(graph: Graph, fact: Fact, cited: Citations, *, with_certainty: bool = True) -> Line:
    """Say when it was, how it stands and where that is written, to follow what it is."""
    return line(DOT, *when(fact, with_certainty=with_certainty), *_attested(graph, fact, cited))


def _attested(graph: Graph, fact: Fact, cited: Citations) -> Line:
    stands = standing(graph, fact)
    return line(*((DOT, *stands) if stands else ()), " ", *cited.of(fact.claims))


def dated(rows: Iterable[Row]) -> Grid:
    """Give rows of when and what as a table."""
    return Grid(("When", "What"), tuple(rows), {0: 24, 1: None}, head=False)


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


def parted(facts: Iterable[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Part facts in the order of `Fact.order` into blocks, each with its title.

    None stands over what is certain, nor over facts of which no time was asked about.
    """
    for certainty, block in groupby(facts, key=lambda fact: fact.certainty):
        yield POSSIBLY if certainty == "possible" else "", list(block)


def tally(sure: Tally) -> str:
    """Say how many are certain and how many possible."""
    return f"{sure.certain:,} certain, {sure.possible:,} possible"


def as_of(window: tuple[int, int], sure: Tally) -> Line:
    """Say which time was asked about, and how many facts there are of it.

    >>> from akg.dates import span
    >>> as_of(span("2019/2020"), Tally(14, 8))
    (Span(text='between 2019 and 2020: 14 certain, 8 possible', style='dim'),)
    """
    return line(Span(f"{spell(dates.Bounds(*window, *window))}: {tally(sure)}", "dim"))


def repeats(graph: Graph, fact: Fact) -> bool:
    """Whether it only says of the event that is asked about where it was, as its own record does."""
    return fact.row.type == SITE and fact.event == graph.id(fact.entity)


def row(graph: Graph, fact: Fact, cited: Citations, *, with_certainty: bool = True) -> Row:
    """Give a fact as a row of when and what, how it stands and where that is written."""
    what = line(*sentence(graph, fact), *_attested(graph, fact, cited))
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
            yield _detail(f"{in_words(date)}: {_side(graph, who[0].stance, who)}", cited.of(who))
    for claim in fact.claims:
        if claim.set_aside is None and claim not in counted:
            yield _detail(f"before, and no longer: {_side(graph, claim.stance, [claim])}", cited.of([claim]))
    if fact.note and not fact.figure and all(claim.note != fact.note for claim in fact.claims):
        yield _detail(fact.note)
    for claim in fact.claims:
        if claim.note:
            speaker = f"{speaker_name(graph, claim)}: " if claim.by and len(fact.claims) > 1 else ""
            yield _detail(f"{speaker}{claim.note}", cited.of([claim]))


def _detail(words: str, numbers: Line = ()) -> Row:
    return line(), line(say(f"– {words} ", "dim"), *numbers)


def step(graph: Graph, fact: Fact, *, forward: bool) -> tuple[Line, Line]:
    """Give an arrow for the direction in which a relation is read, and how it reads in that direction."""
    type = graph.vocabulary.types[fact.row.type]
    arrow = "↔" if type.symmetric else "→" if forward else "←"
    label = say(type.label if forward else type.inverse, "label")
    more = qualified(graph, fact)
    return line(Span(f"{arrow} ", "dim")), line(label, *((say(f": {more}"),) if more else ()))


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
    label = say(graph.vocabulary.types[fact.row.type].label, "label")
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

    >>> counted((1, "entity"), (2000, "relation"))
    '1 entity, 2,000 relations'
    """
    plurals = {"entity": "entities"}
    return ", ".join(f"{n:,} {noun if n == 1 else plurals.get(noun, f'{noun}s')}" for n, noun in counts)


def some(told: Sequence[Line], every: int) -> Line:
    """Join what is told with commas, and say how many of all are not."""
    more = [line(f"and {every - len(told):,} more")] if every > len(told) else []
    return joined([*told, *more], ", ")

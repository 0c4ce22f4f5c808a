"""Shows why facts stand as they do: every claim, who contradicts whom, which dates differ, what follows."""

from collections.abc import Iterator, Sequence

from akg import claims, dates, facts, rows
from akg.claims import STANDING
from akg.dates.words import between
from akg.dates.words import words as in_words
from akg.model import Claim, Stance
from akg.queries.evidence import Attested, Evidence
from akg.reading import DIFFER, UNCERTAIN, Graph
from akg.render import costs, phrases, statement
from akg.render.citations import Citations
from akg.render.document import (
    Block,
    Document,
    Gap,
    Grid,
    Item,
    Line,
    Row,
    Span,
    Style,
    Title,
    joined,
    line,
    say,
)

CLAIMS = ("Said", "Stance", "Who, and what besides")
STANCES: dict[Stance, Style] = {"asserts": "", "denies": "bad", "doubts": "warn", "retracts": ""}


def document(graph: Graph, told: Sequence[Evidence]) -> Document:
    """Lay out each fact: how it stands, the claims as they were made, and how that follows from them."""
    cited = Citations(graph.sources)
    made: Document = []
    for number, one in enumerate(told):
        made += [Gap()] if number else []
        made += _head(graph, one)
        if one.fact.premises:
            follows = (*_premises(graph, one, cited), *_bounds(graph, one))
        else:
            claimed = (row for attested in one.claims for row in _claim(graph, attested, cited))
            made += [Gap(), Grid(CLAIMS, tuple(claimed), {0: 24, 2: None})]
            follows = tuple(_follows(graph, one, cited))
        made += [Gap(), Grid(("", ""), follows, {1: None}, head=False)]
    made += cited.listed()
    return made


def _head(graph: Graph, one: Evidence) -> Iterator[Block]:
    """Tell what is claimed, how it stands, and its id as other commands take it."""
    fact = one.fact
    yield Title(statement.sentence(graph, fact))
    stands = statement.derived(fact) if fact.premises else statement.sign(fact)
    yield Item(line(), line(*stands, statement.DOT, *statement.when(fact)))
    id = graph.id(fact.row.src) if fact.row.type == rows.HAPPENED else fact.id
    place = f"{fact.where.file}:{fact.where.line}"
    yield Item(line(), line(say(id, "dim"), "  ", say(place, "dim")))


def _claim(graph: Graph, told: Attested, cited: Citations) -> Iterator[Row]:
    """Tell a claim; below it why it does not count, and its note."""
    claim = told.claim
    body = line(*phrases.speaker(graph, claim), *besides(graph, claim))
    shown = body if told.counts else tuple(span._replace(style="dim") for span in body)
    stance = Span(claim.stance, STANCES[claim.stance] if told.counts else "dim")
    yield said(graph, claim), line(stance), line(*shown, " ", *cited.place(claim))
    if reason := left(graph, told):
        yield line(), line(), line(say(f"– {reason}", "warn"))
    if claim.note:
        yield line(), line(), line(say(f"– {claim.note}", "dim"))


def said(graph: Graph, claim: Claim) -> Line:
    """Say when a claim was made, or else that its source was published then."""
    when = claims.said(claim, graph.sources)
    if when is None:
        return line(Span("undated", "dim"))
    return line(Span("" if claim.said else "published ", "dim"), say(in_words(when), "date"))


def besides(graph: Graph, claim: Claim) -> Iterator[Span]:
    """Say with what reserve and through whom it is claimed, then the date and place of the claim's own."""
    if how := statement.reserve(graph, claim):
        yield say(f", {how}")
    if claim.date:
        yield from (statement.DOT, say(in_words(claim.date), "date"))
    if claim.text:
        yield say(f" “{claim.text}”", "dim")
    if claim.place:
        yield from (statement.DOT, say(f"in {phrases.id_or_name(graph, claim.place)}"))


def left(graph: Graph, told: Attested) -> str:
    """Say why a claim does not count; nothing of one that does."""
    if told.claim.set_aside is not None:
        return f"set aside: {told.claim.set_aside}"
    if told.successor is None:
        return ""
    when = claims.said(told.successor, graph.sources)
    since = f" ({in_words(when)})" if when else ""
    return f"replaced: {statement.PARTICIPLES[told.successor.stance]} by the same voice{since}"


def _follows(graph: Graph, one: Evidence, cited: Citations) -> Iterator[Row]:
    """Say how status, cost and time follow from the claims that count."""
    yield _row("voices", *_voices(graph, one, cited))
    yield _row("status", _status(one))
    if not one.fact.own:
        yield _row("support", _support(one))
    if one.fact.row.status in STANDING:
        yield _row("hangs on", say(_hanging(graph, one)))
    yield from _dates(graph, one, cited)
    if one.fact.event and (n := graph.node(one.fact.event)) is not None:
        name = phrases.entity(graph, n)
        yield _row("event", *name, say(f" ({one.fact.event})", "dim"), ", whose claims these are")
    if note := statement.own_note(one.fact):
        yield _row("note", say(note))


def _premises(graph: Graph, one: Evidence, cited: Citations) -> Iterator[Row]:
    """Say by which chain a fact follows, and from what."""
    chain = graph.vocabulary.chains.get(one.fact.chain)
    words = (
        chain.description if chain else "the one says of its ends what the other does, the other way round"
    )
    yield _row("chain", say(f"{one.fact.chain}: {words}"))
    for number, premise in enumerate(one.fact.premises):
        yield _row("" if number else "follows from", *statement.premise(graph, premise, cited))
    yield _row("status", "that of the weakest of these; nobody states it")
    if sources := sorted(facts.sole_sources(graph, one.fact)):
        which = "one source" if len(sources) == 1 else "each of these sources"
        yield _row("hangs on", say(f"{which}: {', '.join(sources)}"))
    yield _row("support", f"costs {costs.cost(one.fact.row.weight)}, as much as these one after the other")


def _row(label: str, *told: str | Span) -> Row:
    return line(Span(label, "dim")), line(*told)


def _voices(graph: Graph, one: Evidence, cited: Citations) -> Line:
    """Say who contradicts whom."""
    sides = {side.stance: _listed(graph, side.voices, cited) for side in one.sides}
    asserting, denying = sides.get("asserts"), sides.get("denies")
    if asserting and denying:
        said = line("what is asserted by ", *asserting, " is denied by ", *denying)
    else:
        said = line("asserted by ", *(asserting or ["nobody"]), ", denied by ", *(denying or ["nobody"]))
    said = line(*said, "; doubted by ", *sides["doubts"]) if "doubts" in sides else said
    return line(*said, "; taken back by ", *sides["retracts"]) if "retracts" in sides else said


def _listed(graph: Graph, voices: Sequence[Sequence[Claim]], cited: Citations) -> Line:
    """Name voices, each once, with where they are found."""
    *most, last = (_voice(graph, told, cited) for told in voices)
    return line(*joined(most, ", "), " and ", *last) if most else last


def _voice(graph: Graph, told: Sequence[Claim], cited: Citations) -> Line:
    sources = len({claim.source for claim in told})
    once = (Span(f" (one voice in {sources} sources)", "dim"),) if sources > 1 else ()
    return line(_name(graph, told[0]), *once, " ", *cited.of(told))


def _name(graph: Graph, claim: Claim) -> Span:
    return say(phrases.speaker_name(graph, claim), "name")


def _status(one: Evidence) -> str:
    """Say how the status follows from how many say what."""
    asserting, denying, doubting = (len(one.voices(stance)) for stance in ("asserts", "denies", "doubts"))
    asserted = f"{_many(asserting)} {'assert' if asserting > 1 else 'asserts'} it"
    denied = f"{denying or 'nobody'} {'deny' if denying > 1 else 'denies'} it"
    doubted = f"; {doubting} {'doubt' if doubting > 1 else 'doubts'} it, which does not change that"
    return f"{asserted} and {denied}: {one.fact.row.status}{doubted if doubting else ''}"


def _many(voices: int) -> str:
    return phrases.counted((voices, "voice")) if voices else "nobody"


def _support(one: Evidence) -> str:
    """Say what a step along a relation costs, and why."""
    fact = one.fact
    walked = "" if fact.row.status in STANDING else ", and is taken with --status any only"
    price = costs.cost(fact.row.weight)
    return f"{costs.factors(fact, one.support)}: a step along it costs {price}{walked}"


def _hanging(graph: Graph, one: Evidence) -> str:
    voice = phrases.speaker_name(graph, one.sole_voice) if one.sole_voice else None
    return phrases.hanging(one.sole_source, voice) or "neither one source nor one voice"


def _dates(graph: Graph, one: Evidence, cited: Citations) -> Iterator[Row]:
    """Say who gives which date, which of them are only vaguer, and what the others come to."""
    label = "dates" if len(one.datings) > 1 else "date"
    for number, dating in enumerate(one.datings):
        vaguer = Span("" if dating.decides else "; only vaguer", "dim")
        who = (line(_name(graph, claim)) for claim in _firsts(dating.claims))
        given = line(
            say(in_words(dating.date), "date"), ": ", *joined(who, ", "), " ", *cited.of(dating.claims)
        )
        yield _row("" if number else label, *given, vaguer)
    if not one.datings:
        yield _row("date", "none is given")
    if one.fact.flag(DIFFER):
        yield _row("", "these differ, and are spanned")
    yield from _bounds(graph, one)


def _bounds(graph: Graph, one: Evidence) -> Iterator[Row]:
    """Say between which days it began and ended, and what that is cut by."""
    found = one.fact.row.bounds
    if dates.is_undated(found):
        return
    if found[:2] == found[2:]:
        when = between(*found[:2])
        if [in_words(dating.date) for dating in one.datings] != [when]:
            yield _row("when", say(when, "date"))
    else:
        yield _row("began", say(_edge(found.es, found.ls, "always"), "date"))
        yield _row("ended", say(_edge(found.ee, found.le, "never"), "date"))
    if one.cut:
        lives = (phrases.entity(graph, n) for n in one.cut)
        yield _row("", "cut down to the life of ", *joined(lives, " and of "))
    if one.fact.flag(UNCERTAIN):
        why = "nobody knows that all held at one time" if one.fact.premises else "questioned"
        yield _row("", f"{why}, so that it is possible at best")


def _edge(first: int, last: int, without: str) -> str:
    """Say when it began or ended; in a word of its own where it has no such end."""
    if first == last and first in (dates.BEGIN, dates.END):
        return without
    return "not known" if (first, last) == (dates.BEGIN, dates.END) else between(first, last)


def _firsts(told: Sequence[Claim]) -> Iterator[Claim]:
    """Give of each originator the first claim."""
    return iter({claims.originator(claim): claim for claim in reversed(told)}.values())

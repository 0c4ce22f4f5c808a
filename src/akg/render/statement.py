"""Tells one fact in words, with when it was, how it stands, and where that is written."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from akg import claims, dates
from akg.claims import Status
from akg.dates.words import spell
from akg.dates.words import words as in_words
from akg.facts import Fact
from akg.model import Claim, Stance
from akg.reading import DIFFER, DOUBTED, UNCERTAIN, Graph
from akg.render.citations import Citations
from akg.render.document import Line, Span, Style, joined, line, say
from akg.render.phrases import figure, id_or_name, names, speaker_name, voice
from akg.rows import ALIAS, BORN, DIED, HAPPENED

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
PARTICIPLES: Mapping[Stance, str] = MappingProxyType({
    "asserts": "asserted", "denies": "denied", "doubts": "doubted", "retracts": "retracted",
})  # fmt: skip
DOT = Span(" · ", "dim")
THEREFORE = "∴"  # before what nobody states, and follows from what is stated


def when(fact: Fact, *, with_certainty: bool = True) -> Line:
    """Say when it was: the date, how sure that is for the date asked about, whether sources differ."""
    marks: list[str] = [fact.certainty] if fact.certainty and with_certainty else []
    marks += ["dates differ"] if fact.flag(DIFFER) else []
    return line(say(_date(fact), "date"), *(Span(f" ({mark})") for mark in marks))


def _date(fact: Fact) -> str:
    """Give the date that decides, or what several amount to; lacking any, the source's wording."""
    follows = fact.premises and not dates.is_undated(fact.row.bounds)
    if follows or (len(fact.dates) > 1 and not fact.flag(DIFFER)):
        known = fact.row.bounds
        # Where nothing is listed under it, the earliest start is a birth: no more is known of the beginning.
        if all(one.row.start != known.es for one in (fact, *fact.premises)):
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
    sides = "; ".join(side(graph, stance, (c for c in counted if c.stance == stance)) for stance in stances)
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


def side(graph: Graph, stance: Stance, told: Iterable[Claim]) -> str:
    """Say who takes a stance, each voice once, with what circumstances."""
    voices: dict[str, list[str]] = {}
    for claim in told:
        hows = voices.setdefault(speaker_name(graph, claim), [])
        if (how := _circumstances(graph, claim)) and how not in hows:
            hows.append(how)
    listed = (f"{who} ({'; '.join(hows)})" if hows else who for who, hows in voices.items())
    return f"{PARTICIPLES[stance]} by {', '.join(listed)}"


def _circumstances(graph: Graph, claim: Claim) -> str:
    """Say with what reserve, through whom and when something is said."""
    parts = (reserve(graph, claim), f"said {in_words(claim.said)}" if claim.said else "")
    return ", ".join(filter(None, parts))


def reserve(graph: Graph, claim: Claim) -> str:
    """Say with what reserve and through whom something is said; empty where neither."""
    parts = (claim.hedge, f"via {voice(graph, claim.via)}" if claim.via else None)
    return ", ".join(filter(None, parts))


def evidence(graph: Graph, fact: Fact, cited: Citations, *, with_certainty: bool = True) -> Line:
    """Say when it was, how it stands and where that is written, to follow what it is."""
    return line(DOT, *when(fact, with_certainty=with_certainty), *attested(graph, fact, cited))


def attested(graph: Graph, fact: Fact, cited: Citations) -> Line:
    """Say how it stands and where that is written, to follow a sentence; of what nobody states, why."""
    if fact.premises:
        premises = joined((premise(graph, one, cited) for one in fact.premises), "; ")
        return line(DOT, *derived(fact), ": ", *premises)
    stands = standing(graph, fact)
    return line(*((DOT, *stands) if stands else ()), " ", *cited.of(fact.claims))


def derived(fact: Fact) -> Line:
    """Give the sign of what nobody states, the chain that it follows by, and whether it is contested."""
    return line(Span(f"{THEREFORE} derived", "derived"), say(f" by {fact.chain}", "dim"), *contested(fact))


def premise(graph: Graph, fact: Fact, cited: Citations) -> Line:
    """Tell in brief what another fact follows from, and where that is written; first with its date."""
    dated = line() if cited.has_told(fact.id) else line(", ", *when(fact, with_certainty=False))
    return line(*bare(graph, fact), *dated, *contested(fact), " ", *cited.of(fact.claims))


def contested(fact: Fact) -> Line:
    """Say, behind a comma, that somebody speaks against a fact; empty where nobody does."""
    plain = fact.row.status == "asserted" and not fact.flag(DOUBTED)
    return line() if plain else line(", ", *sign(fact))


def step(graph: Graph, fact: Fact, *, forward: bool) -> tuple[Line, Line]:
    """Give an arrow for the direction in which a relation is read, and how it reads in that direction."""
    type = graph.vocabulary.types[fact.row.type]
    arrows = "⇔⇒⇐" if fact.premises else "↔→←"
    arrow = arrows[0 if type.symmetric else 1 if forward else 2]
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
    if not fact.own:
        return line(*bare(graph, fact), *_bracketed(qualified(graph, fact)))
    subject = say(graph.name(fact.row.src), "name")
    if fact.figure:
        return line(subject, say(f": {figure(fact.figure)}"), *_bracketed(fact.note))
    place = f" in {graph.name(fact.row.place)}" if fact.row.place is not None else ""
    name = f" {fact.role}" if fact.role else ""
    return line(subject, say(f" {OWN_LABELS[fact.row.type]}{name}{place}"))


def bare(graph: Graph, fact: Fact) -> Line:
    """Tell a relation in one line, without what qualifies it."""
    label = say(graph.vocabulary.types[fact.row.type].label, "label")
    return line(say(graph.name(fact.row.src), "name"), " ", label, " ", say(graph.name(fact.row.dst), "name"))


def _bracketed(words: str | None) -> tuple[Span, ...]:
    return (say(f" ({words})", "dim"),) if words else ()


def own_note(fact: Fact) -> str | None:
    """Give the note of the record, where it is neither told with the fact nor that of a claim as well."""
    told = fact.figure or any(claim.note == fact.note for claim in fact.claims)
    return None if told else fact.note

"""What follows from the claims about one thing: its status, its support, and when it was so."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from akg import dates
from akg.dates import Bounds, Edtf, Shape
from akg.errors import Place
from akg.model import Claim, Entity, Source, Stance
from akg.spelling import fold

Status = Literal["asserted", "disputed", "denied", "retracted"]
STATUSES: tuple[Status, ...] = ("asserted", "disputed", "denied", "retracted")
STANDING: frozenset[Status] = frozenset({"asserted", "disputed"})  # of what somebody stands by

Originator = tuple[str | None, ...]  # whose word a claim is, as a key: see `originator`


class Speaker(NamedTuple):
    """Who makes claims, known by the first of them, and how many."""

    claim: Claim
    claims: int


class Dating(NamedTuple):
    """A date of a thing, and who gives it."""

    date: Edtf
    claims: tuple[Claim, ...]
    decides: bool  # whether no other date is more exact, at its start or at its end


class Standing(NamedTuple):
    """How a thing stands after all that was claimed about it."""

    status: Status
    doubted: bool
    support: int  # the number of different originators who assert it
    bounds: Bounds
    start: int  # the day that it is listed under
    uncertain: bool  # its date is questioned (`?`), so that it is at best possible
    differ: bool  # the sources give dates that do not agree


class Speakers:
    """Counts claims by whose word they are."""

    def __init__(self) -> None:
        self._first: dict[Originator, Claim] = {}
        self._counts = Counter[Originator]()

    def __len__(self) -> int:
        return len(self._counts)

    def hear(self, claim: Claim) -> None:
        """Count a claim."""
        who = originator(claim)
        self._first.setdefault(who, claim)
        self._counts[who] += 1

    def most(self, limit: int | None = None) -> tuple[Speaker, ...]:
        """Give who makes most claims, the first heard first where they are as many."""
        return tuple(Speaker(self._first[who], n) for who, n in self._counts.most_common(limit))


def originator(claim: Claim) -> Originator:
    """Say whose word a claim is: its speaker's, else its source's; spellings of a name are one voice."""
    if claim.by is None:
        return "source", claim.source
    return claim.by.entity, claim.by.words and fold(claim.by.words), claim.by.of


def said(claim: Claim, sources: Mapping[str, Source]) -> Edtf | None:
    """Say when a claim was made: as recorded, else when its source was published, where that is known."""
    return claim.said or (sources[claim.source].date if claim.source in sources else None)


def made_by(claim: Claim, sources: Mapping[str, Source], last: int) -> bool:
    """Say whether a claim surely was made by the end of a day; not where it is not known when."""
    when = said(claim, sources)
    return when is not None and dates.bounds(when, "act").le <= last


def in_order(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Put claims in the order in which they were made, first those of which that is not known.

    Of two at one time, the one written last is the later.
    """
    return sorted(claims, key=lambda claim: _spoken(claim, sources))


def counting(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep the claims that count: not set aside, and their originator has said nothing else since."""
    heard = [claim for claim in claims if claim.set_aside is None]
    if len(heard) < 2:  # as of most things; who changed their stance need not be looked for
        return heard
    left = {id(claim) for claim, _ in successors(heard, sources)}
    return [claim for claim in heard if id(claim) not in left]


def successors(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Iterator[tuple[Claim, Claim]]:
    """Give each claim that its originator no longer stands by, and the next that they made instead.

    That is the next of another stance, but a doubt takes no place, and its own is taken only by what is said
    at a later time. What is set aside is neither.
    """
    stances = defaultdict[Originator, deque[Claim]](deque)
    doubts = defaultdict[Originator, deque[Claim]](deque)
    for claim in in_order((c for c in claims if c.set_aside is None), sources):
        who, now = originator(claim), _spoken(claim, sources)
        if claim.stance == "doubts":
            doubts[who].append(claim)
            continue
        if stances[who] and stances[who][-1].stance != claim.stance:
            yield from ((left, claim) for left in stances.pop(who))
        while doubts[who] and _spoken(doubts[who][0], sources) < now:
            yield doubts[who].popleft(), claim
        stances[who].append(claim)


def latest(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep what each originator stands by: the claims that count, but doubts."""
    return [claim for claim in counting(claims, sources) if claim.stance != "doubts"]


def asserting(claims: Sequence[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep the claims that count and assert it; none where it is denied or retracted."""
    return [claim for claim in counting(claims, sources) if claim.stance == "asserts"]


def support(claims: Sequence[Claim], sources: Mapping[str, Source]) -> int:
    """Count the different originators who assert it."""
    return len({originator(claim) for claim in asserting(claims, sources)})


def sole_source(claims: Sequence[Claim], sources: Mapping[str, Source]) -> str | None:
    """Name the source that it hangs on alone: had nobody read it, nobody would assert it.

    None where several carry it, or nobody asserts it anyway. What somebody has taken back counts again where
    the source of that is not read either.
    """
    cited = {claim.source for claim in asserting(claims, sources)}
    if len(cited) != 1:
        return None
    (only,) = cited
    others = [claim for claim in claims if claim.source != only]
    return None if asserting(others, sources) else only


def deciding(claims: Sequence[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep the claims that date and place rest on: those that assert, or else what was asserted before.

    Where all is denied or retracted, that is the date of what is; a denial may give one of its own.
    """
    final = latest(claims, sources)
    standing_by = [c for c in final if c.stance == "asserts"]
    dated = [c for c in final if c.date]
    before = [c for c in claims if c.stance == "asserts" and c.set_aside is None]
    return standing_by or dated or before or final


def place(recorded: str | None, claims: Sequence[Claim], sources: Mapping[str, Source]) -> str | None:
    """Say where it was: as recorded, else as the first of the deciding claims that has a place."""
    if recorded or not any(c.place for c in claims):  # as of most things
        return recorded
    return next((c.place for c in deciding(claims, sources) if c.place), None)


def competing(
    claims: Sequence[Claim], date: Edtf | None, shape: Shape, sources: Mapping[str, Source]
) -> list[Edtf]:
    """Give the dates that decide when it was, each once: those of which no other is more exact."""
    return [one.date for one in datings(claims, date, shape, sources) if one.decides]


def datings(
    claims: Sequence[Claim], date: Edtf | None, shape: Shape, sources: Mapping[str, Source]
) -> list[Dating]:
    """Give the dates that the deciding claims put it at, each once; empty where they give none."""
    given = [(c, c.date or date) for c in deciding(claims, sources)]
    ranges = [(c, when, dates.bounds(when, shape, said(c, sources))) for c, when in given if when]
    starts = dates.narrowest(b[:2] for _, _, b in ranges)
    ends = dates.narrowest(b[2:] for _, _, b in ranges)
    found: dict[Edtf, Dating] = {}
    for claim, when, b in ranges:
        before = found.get(when, Dating(when, (), decides=False))
        decides = before.decides or b[:2] in starts or b[2:] in ends
        found[when] = Dating(when, (*before.claims, claim), decides)
    return list(found.values())


def standing(
    claims: Sequence[Claim], date: Edtf | None, shape: Shape, sources: Mapping[str, Source]
) -> Standing:
    """Derive status, support and bounds; `date` is the record's, for claims that give none of their own."""
    if len(claims) == 1 and claims[0].set_aside is None:  # as of most things
        (one,) = claims
        return _alone(one.stance, one.date, date, shape, said(one, sources))
    return _standing(claims, date, shape, sources)


@lru_cache(maxsize=1 << 16)
def _alone(
    stance: Stance, own: Edtf | None, date: Edtf | None, shape: Shape, spoken: Edtf | None
) -> Standing:
    """Derive it for one claim, made at a time: many records agree in all that counts for it."""
    claim = Claim("", Place("", 1, 1), stance=stance, said=spoken, date=own)
    return _standing((claim,), date, shape, {})


def _standing(
    claims: Sequence[Claim], date: Edtf | None, shape: Shape, sources: Mapping[str, Source]
) -> Standing:
    counted = counting(claims, sources)
    dated = [_dated(c.date or date, shape, said(c, sources)) for c in deciding(claims, sources)]
    merged = dates.merge(dated or [_dated(date, shape, None)])
    return Standing(
        status=_status({c.stance for c in counted}),
        doubted=any(c.stance == "doubts" for c in counted),
        support=len({originator(c) for c in counted if c.stance == "asserts"}),
        bounds=merged.bounds,
        start=dates.listed_under(merged.bounds),
        uncertain=merged.uncertain,
        differ=merged.differ,
    )


def life(entity: Entity, sources: Mapping[str, Source]) -> Bounds:
    """Derive the life of an entity from what is asserted, and disputed by nobody, of its birth and death.

    One of whom neither is told has a life that clips nothing (`dates.life`).
    """
    born, died = (_when(told, sources) for told in (entity.born, entity.died))
    return dates.life(born, died)


def _when(told: Sequence[Claim], sources: Mapping[str, Source]) -> Bounds:
    if not told:  # as of most entities
        return dates.UNDATED
    found = standing(told, None, "act", sources)
    sure = found.status == "asserted" and not found.uncertain
    return found.bounds if sure else dates.UNDATED


def _status(stances: set[str]) -> Status:
    if "asserts" in stances:
        return "disputed" if "denies" in stances else "asserted"
    return "denied" if "denies" in stances else "retracted"


def _spoken(claim: Claim, sources: Mapping[str, Source]) -> int:
    when = said(claim, sources)
    return dates.bounds(when, "act").le if when else dates.BEGIN


def _dated(date: Edtf | None, shape: Shape, spoken: Edtf | None) -> tuple[Bounds, bool]:
    return dates.bounds(date, shape, spoken), bool(date and date.uncertain)

"""What follows from the claims about one thing: its status, its support, and when it was so."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from akg import dates
from akg.dates import Bounds, Edtf
from akg.model import Claim, Entity, Source
from akg.vocabulary import Shape

Status = Literal["asserted", "disputed", "denied", "retracted"]
STATUSES: tuple[Status, ...] = ("asserted", "disputed", "denied", "retracted")


class Standing(NamedTuple):
    """How a thing stands after all that was claimed about it."""

    status: Status
    doubted: bool
    support: int  # the number of different originators who assert it
    bounds: Bounds
    start: int  # the day that it is listed under
    uncertain: bool  # its date is questioned (`?`), so that it is at best possible
    differ: bool  # the sources give dates that do not agree


def originator(claim: Claim) -> tuple[str | None, ...]:
    """Say whose word a claim is: its speaker's, else its source's."""
    return tuple(claim.by) if claim.by else ("source", claim.source)


def said(claim: Claim, sources: Mapping[str, Source]) -> Edtf | None:
    """Say when a claim was made: as recorded, else when its source was published, where that is known."""
    return claim.said or (sources[claim.source].date if claim.source in sources else None)


def place(recorded: str | None, claims: Iterable[Claim]) -> str | None:
    """Say where it was: as recorded, else as the first claim has it that asserts it somewhere."""
    told = (c.place for c in claims if c.place and c.stance == "asserts" and c.set_aside is None)
    return recorded or next(told, None)


def deciding(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep the claims that a date rests on: those that assert it, else all whose stance counts."""
    final = latest(claims, sources)
    return [c for c in final if c.stance == "asserts"] or final


def latest(claims: Iterable[Claim], sources: Mapping[str, Source]) -> list[Claim]:
    """Keep of each originator the stance that counts: the latest; of two at one time, the one written last.

    Claims set aside and mere doubts are left out.
    """
    heard = [c for c in claims if c.set_aside is None and c.stance != "doubts"]
    final: dict[tuple[str | None, ...], str] = {}
    for claim in sorted(heard, key=lambda c: _spoken(c, sources)):
        final[originator(claim)] = claim.stance
    return [c for c in heard if c.stance == final[originator(c)]]


def standing(
    claims: Sequence[Claim], date: Edtf | None, shape: Shape, sources: Mapping[str, Source]
) -> Standing:
    """Derive status, support and bounds; `date` is the record's, for claims that give none of their own."""
    final = latest(claims, sources)
    asserting = [c for c in final if c.stance == "asserts"]
    dated = [_dated(c.date or date, shape, said(c, sources)) for c in asserting or final]
    if not dated:
        dated = [_dated(date, shape, None)]
    merged = dates.merge(dated)
    return Standing(
        status=_status({c.stance for c in final}),
        doubted=any(c.stance == "doubts" and c.set_aside is None for c in claims),
        support=len({originator(c) for c in asserting}),
        bounds=merged.bounds,
        start=dates.listed_under(merged.bounds),
        uncertain=merged.uncertain,
        differ=merged.differ,
    )


def life(entity: Entity, sources: Mapping[str, Source]) -> Bounds:
    """Derive the life of an entity from what is asserted, and disputed by nobody, of its birth and death."""
    born, died = (_when(told, sources) for told in (entity.born, entity.died))
    return dates.life(born, died)


def _when(told: Sequence[Claim], sources: Mapping[str, Source]) -> Bounds:
    found = standing(told, None, "act", sources)
    return found.bounds if found.status == "asserted" else dates.UNDATED


def _status(stances: set[str]) -> Status:
    if "asserts" in stances:
        return "disputed" if "denies" in stances else "asserted"
    return "denied" if "denies" in stances else "retracted"


def _spoken(claim: Claim, sources: Mapping[str, Source]) -> int:
    when = said(claim, sources)
    return dates.bounds(when, "act").le if when else dates.BEGIN


def _dated(date: Edtf | None, shape: Shape, spoken: Edtf | None) -> tuple[Bounds, bool]:
    return dates.bounds(date, shape, spoken), bool(date and date.uncertain)

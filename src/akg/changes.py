"""Says how two states of one fact differ: what is told of it, its claims, how it stands, when it was."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from akg import claims, contents, dates
from akg.claims import Status
from akg.contents import Contents, Field, differing
from akg.dates import Bounds, Edtf, Shape
from akg.facts import Fact
from akg.model import Claim, Source

Change = Literal["added", "removed", "changed"]
Factor = Literal["evidence", "life", "source", "type"]  # what the time of a fact follows from

T = TypeVar("T")


class Said(NamedTuple):
    """A claim that is on one side only, or that differs."""

    before: Claim | None
    after: Claim | None

    @property
    def keys(self) -> tuple[str, ...]:
        """What differs of a claim that is on both sides."""
        if self.before is None or self.after is None:
            return ()
        pairs = zip(contents.CLAIM, contents.claim(self.before), contents.claim(self.after), strict=True)
        return tuple(key for key, one, other in pairs if one != other)


class Redated(NamedTuple):
    """How the time of a fact differs, and by what: a factor, and the id of the entity or source it is of."""

    before: Bounds
    after: Bounds
    by: tuple[tuple[Factor, str | None], ...]


class Told(NamedTuple):
    """A fact that differs: a relation, or what is claimed of an entity by itself."""

    before: Fact | None
    after: Fact | None
    fields: tuple[Field, ...]
    claims: tuple[Said, ...]
    redated: Redated | None = None

    @property
    def fact(self) -> Fact:
        """The fact as it is, or as it was if it is no more."""
        return last(self.before, self.after)

    @property
    def status(self) -> tuple[Status, Status] | None:
        """How it stood and how it stands, where that differs; None of one that is on one side only."""
        if not (self.before and self.after) or self.before.row.status == self.after.row.status:
            return None
        return self.before.row.status, self.after.row.status


class Basis(NamedTuple):
    """What the time of a fact follows from."""

    evidence: tuple[tuple[Claim, ...], Edtf | None]
    type: Shape
    life: tuple[Bounds, ...]  # of both ends
    source: Mapping[str, Source]

    @property
    def bounds(self) -> Bounds:
        """What follows from it."""
        found = claims.standing(*self.evidence, self.type, self.source).bounds
        return found if self.type == "act" else dates.clip(found, *self.life)


class State(NamedTuple):
    """A fact as it is on one side, before it is told."""

    id: str
    what: tuple[str, ...]  # it is paired by this; of a relation from, type, to
    contents: Contents
    claims: tuple[Claim, ...]
    status: Status
    bounds: Bounds
    ends: tuple[str, ...]
    basis: Callable[[], Basis]
    tell: Callable[[], Fact]

    @property
    def order(self) -> tuple[str, ...]:
        """What does not depend on where it stands."""
        told = repr(sorted(self.contents.elements()))
        return self.id, told, *sorted(repr(contents.claim(claim)) for claim in self.claims)


def change(before: object, after: object) -> Change:
    """Say what became of something by the states that have it; None has not.

    >>> change(None, 0), change(0, None), change(0, 0)
    ('added', 'removed', 'changed')
    """
    return "added" if before is None else "removed" if after is None else "changed"


def last(before: T | None, after: T | None) -> T:
    """Give the later of two states, of which there is at least one.

    >>> last(0, None), last(1, 0)
    (0, 0)
    """
    return next(one for one in (after, before) if one is not None)


def turn(before: Status, after: Status) -> str:
    """Word a change of status.

    >>> turn("asserted", "disputed"), turn("denied", "asserted")
    ('newly disputed', 'no longer denied')
    """
    return f"newly {after}" if after != "asserted" else f"no longer {before}"


def compared(before: State | None, after: State | None) -> Told | None:
    """Tell how two states of a fact differ; None where they do not."""
    gone, come = (one.contents if one else Contents() for one in (before, after))
    said = tuple(_said(before.claims if before else (), after.claims if after else ()))
    if before is None or after is None:
        return Told(before and before.tell(), after and after.tell(), (), said)
    found = tuple(differing(gone, come))
    if not found and not said and before.status == after.status and before.bounds == after.bounds:
        return None
    redated = _redated(before, after) if before.bounds != after.bounds else None
    return Told(before.tell(), after.tell(), found, said, redated)


def _redated(before: State, after: State) -> Redated:
    """Say by what the time differs: by each factor without whose change it would be another than it is.

    Where no factor alone makes a difference, all that differ are given.
    """
    old, new = before.basis(), after.basis()
    differ = [f for f in Basis._fields if f != "evidence" and getattr(old, f) != getattr(new, f)]
    if old.evidence[1] != new.evidence[1] or any(_said(before.claims, after.claims)):
        differ = ["evidence", *differ]
    differ = differ or ["evidence"]  # the same claims in another order
    alone = [f for f in differ if new._replace(**{f: getattr(old, f)}).bounds != new.bounds]
    by = (named for f in alone or differ for named in _named(f, after, old, new))
    return Redated(before.bounds, after.bounds, tuple(by))


def _named(factor: str, after: State, old: Basis, new: Basis) -> Iterator[tuple[Factor, str | None]]:
    """Give a factor with the entities whose lives, or the sources whose dates, differ."""
    if factor == "life":
        lives = zip(after.ends, old.life, new.life, strict=True)
        yield from (("life", id) for id, one, other in lives if one != other)
    elif factor == "source":
        for id in sorted({claim.source for claim in after.claims}):
            one, other = old.source.get(id), new.source.get(id)
            if (one and one.date) != (other and other.date):
                yield "source", id
    else:
        yield "evidence" if factor == "evidence" else "type", None


def _said(before: Iterable[Claim], after: Iterable[Claim]) -> Iterator[Said]:
    """Pair claims: equal ones, which are no difference, those but for one key, then of a voice there."""
    old, new = (sorted(some, key=lambda claim: repr(contents.claim(claim))) for some in (before, after))
    but_one = (
        lambda c, at=at: contents.claim(c)[:at] + contents.claim(c)[at + 1 :]
        for at in range(len(contents.CLAIM))
    )
    for one, other in paired(old, new, contents.claim, *but_one, lambda c: (c.source, c.at, c.by)):
        if one is None or other is None or contents.claim(one) != contents.claim(other):
            yield Said(one, other)


def paired(
    old: Sequence[T], new: Sequence[T], *keys: Callable[[T], Hashable]
) -> Iterator[tuple[T | None, T | None]]:
    """Pair what is alike by the first key, of the rest by the next, and so on; then what is left, alone.

    In the order given where several are alike, so that the same are paired whichever side is the old one.
    """
    for key in keys:
        if not (old and new):
            break
        waiting = defaultdict[Hashable, deque[int]](deque)
        for at, one in enumerate(new):
            waiting[key(one)].append(at)
        rest, taken = [], set()
        for one in old:
            if found := waiting.get(key(one)):
                taken.add(found[0])
                yield one, new[found.popleft()]
            else:
                rest.append(one)
        old, new = rest, [one for at, one in enumerate(new) if at not in taken]
    yield from ((one, None) for one in old)
    yield from ((None, one) for one in new)

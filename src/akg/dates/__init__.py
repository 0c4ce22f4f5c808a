"""Dates written in EDTF, as bounds in whole days.

The format is the Extended Date/Time Format of the Library of Congress (specification of 4 February 2019,
https://www.loc.gov/standards/datetime/): levels 0 and 1, and of level 2 the one-of sets and seasons 25 to 41.
Two things are ours: a set of one range needs no brackets (`2017..2019`, `..2019-09`), and it may be an end of
an interval (`2009/2017..2019`). A day is an int: days since 1970-01-01 in the proleptic Gregorian calendar.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from akg.dates.days import BEGIN as BEGIN
from akg.dates.days import END as END
from akg.dates.days import day as day
from akg.dates.days import iso as iso
from akg.dates.parts import PLAIN, Unreadable, refusal, take_apart
from akg.dates.parts import DateError as DateError

LONGEST = 200  # characters in a date; what is longer is refused unread
MEMBERS = 50  # dates in a one-of set

Shape = Literal["act", "state", "lasting"]
Certainty = Literal["certain", "possible"]


class Moment(NamedTuple):
    """A date, season, decade, range or one-of set: some moment in [lo, hi]."""

    lo: int  # first day it can be, inclusive, or BEGIN; `~` already widened
    hi: int  # last day it can be, inclusive, or END
    uncertain: bool = False  # `?` or `%`


class Edtf(NamedTuple):
    """A date as written, and what it says."""

    text: str  # as written, with single blanks
    start: Moment | None  # of an interval, None where open or unknown; else the moment itself
    end: Moment | None  # of an interval, None where open or unknown; else None
    interval: bool = False  # written with '/'
    open_start: bool = False  # '..' before the '/': it held before anything the source tells
    open_end: bool = False  # '..' after the '/': it still held when the source spoke

    @property
    def uncertain(self) -> bool:
        """Tell whether `?` or `%` stands anywhere in it."""
        return any(moment is not None and moment.uncertain for moment in (self.start, self.end))


class Bounds(NamedTuple):
    """When something held, as four days; always es <= ls, ee <= le, es <= ee and ls <= le."""

    es: int  # earliest start, days since 1970-01-01, inclusive, or BEGIN
    ls: int  # latest start, likewise; BEGIN where it always held
    ee: int  # earliest end, the last day on which it still held; END where it never ends
    le: int  # latest end, likewise, or END


UNDATED = Bounds(BEGIN, END, BEGIN, END)
ALWAYS = Bounds(BEGIN, BEGIN, END, END)


class Merged(NamedTuple):
    """What the dates of several claims come to."""

    bounds: Bounds
    uncertain: bool  # every claim that decides it is `?` or `%`
    differ: bool  # the start or the end is given in ranges of which none contains the other


@lru_cache(maxsize=1 << 16)
def parse(text: str) -> Edtf:
    """Read a date. Raises DateError, whose message says what to write instead.

    >>> parse("2019-21"), parse("2009/..").open_end
    (Edtf(text='2019-21', start=Moment(lo=17956, hi=18047, uncertain=False), end=None, interval=False, \
open_start=False, open_end=False), True)
    """
    if len(text) > LONGEST:
        raise refusal(text, f"it has {len(text)} characters", f"write no more than {LONGEST}")
    text = " ".join(text.split())
    try:
        return _read(text)
    except Unreadable as error:
        raise refusal(text, *_remedy(text, str(error))) from None


def _remedy(text: str, piece: str) -> tuple[str, str]:
    """Find the fault of an unreadable piece, and what to write: the first guess that can be read."""
    from akg.dates import forms  # only where something is wrong

    for fault, form, otherwise in forms.guesses(text, piece):
        if form is not None and (mended := _mended(form)) is not None:
            return fault, f"write {mended}"
        if otherwise:
            return fault, otherwise
    return "its form is not known", "write YYYY, YYYY-MM or YYYY-MM-DD"


def _mended(text: str, more: int = 1) -> str | None:
    """Return a text that can be read, if need be with `more` other pieces mended; None where that fails."""
    from akg.dates import forms

    try:
        return _read(text).text
    except Unreadable as error:
        guesses = forms.guesses(text, str(error)) if more else iter(())
        return next((form for _, guess, _ in guesses if guess and (form := _mended(guess, more - 1))), None)
    except DateError:
        return None


def _read(text: str) -> Edtf:
    """Read a date as `parse` does, but raise Unreadable, a piece of the text, where no form fits."""
    ends = text.split("/")
    if len(ends) == 1:
        return Edtf(text, _moment(text), None)
    if len(ends) > 2:
        raise Unreadable(text)
    start, end = (None if end in ("", "..") else _moment(end) for end in ends)
    if start is not None and end is not None and start.lo > end.hi:
        raise refusal(text, "it ends before it starts", f"write {ends[1]}/{ends[0]} if the ends are swapped")
    return Edtf(text, start, end, True, ends[0] == "..", ends[1] == "..")


def _moment(text: str) -> Moment:
    if not text.startswith("["):
        return _range(text)
    if not text.endswith("]"):
        raise refusal(text, "a set ends with ']'", "write [2017, 2019], and marks like ~ on the dates within")
    members = text[1:-1].split(",", MEMBERS)
    if len(members) > MEMBERS:
        raise refusal(text, f"a set of more than {MEMBERS} dates", "write a range such as 2017..2019")
    moments = [_range(member.strip()) for member in members]
    return Moment(min(m.lo for m in moments), max(m.hi for m in moments), any(m.uncertain for m in moments))


def _range(text: str) -> Moment:
    first, dots, last = text.partition("..")
    if not dots:
        return _single(text)
    if not first and not last:
        raise refusal(text, "a range without ends", "leave it out, or write ../.. for open at both ends")
    start = _single(first) if first else Moment(BEGIN, BEGIN)
    end = _single(last) if last else Moment(END, END)
    if start.lo > end.hi:
        raise refusal(text, "it ends before it starts", f"write {last}..{first} if the ends are swapped")
    return Moment(start.lo, end.hi, start.uncertain or end.uncertain)


@lru_cache(maxsize=1 << 15)
def _single(text: str) -> Moment:
    date = take_apart(text)
    return Moment(*date.days(), date.mark in ("?", "%"))


def pattern() -> str:
    """Give a regular expression (ECMA 262) that every date matches, and little else; days are not counted.

    >>> import re
    >>> [bool(re.search(pattern(), text)) for text in ("2009/..", "[2012, ..2015~]", "May 2019")]
    [True, True, False]
    """
    ranged = rf"(?:\.\.)?{PLAIN}(?:\.\.(?:{PLAIN})?)?"
    moment = rf"(?:\[?\s*{ranged}(?:\s*,\s*{ranged})*\s*\]?|\.\.)"
    return rf"^(?!\s*(?:\.\.)?\s*$)\s*{moment}?(?:\s*/\s*{moment}?)?\s*$"


def span(text: str) -> tuple[int, int]:
    """Read a date asked for (`--at`, `--from`, `--to`) as its first and last day.

    Raises DateError, also where an end is open or unknown.
    >>> span("2019-05") == span("2019-05-01/2019-05-31") == (day(2019, 5, 1), day(2019, 5, 31))
    True
    """
    date = parse(text)
    last = date.end if date.interval else date.start
    if date.start is None or last is None or date.start.lo == BEGIN or last.hi == END:
        raise DateError(f"{date.text!r} has an open end; write both ends, such as 2009/2019")
    return date.start.lo, last.hi


def is_undated(b: Bounds) -> bool:
    """Tell whether nothing at all is known about the time."""
    return b == UNDATED


def bounds(date: Edtf | None, shape: Shape, said: Edtf | None = None) -> Bounds:
    """Turn a date into the bounds of an act, a state or something lasting; docs/dates.md has the table.

    `said` is when the source spoke: a state `a/..` held at least until then. No date gives ALWAYS for a
    lasting relation, else UNDATED. A lasting relation that is dated is a state.
    >>> b = bounds(parse("2009/.."), "state", said=parse("2020-08"))
    >>> [iso(day) for day in b]
    ['2009-01-01', '2009-12-31', '2020-08-01', None]
    """
    if date is None:
        return ALWAYS if shape == "lasting" else UNDATED
    if shape == "act":
        return _of_act(date)
    if date.interval:
        return _of_state(date, said)
    return _attested(date.start)


def _of_act(date: Edtf) -> Bounds:
    """Bound an act: `a/b` means at times within it, so both ends are anywhere in it."""
    last = date.end if date.interval else date.start
    lo = date.start.lo if date.start else BEGIN
    hi = last.hi if last else END
    return Bounds(lo, hi, lo, hi)


def _attested(moment: Moment | None) -> Bounds:
    """Bound a state that held at a moment: before and after are possible."""
    return Bounds(BEGIN, moment.hi, moment.lo, END) if moment else UNDATED


def _of_state(date: Edtf, said: Edtf | None) -> Bounds:
    spoken = _extent(said) if said and date.open_end else None
    start, end = date.start, date.end
    if start and end:
        return Bounds(start.lo, min(start.hi, end.hi), max(start.lo, end.lo), end.hi)
    if start:
        return Bounds(start.lo, start.hi, max(start.lo, spoken.lo) if spoken else start.lo, END)
    if end:
        return Bounds(BEGIN, end.hi, end.lo, end.hi)
    return _attested(spoken)


def _extent(date: Edtf) -> Moment:
    act = _of_act(date)
    return Moment(act.es, act.le)


def life(born: Bounds, died: Bounds) -> Bounds:
    """Put together a life for `clip`; UNDATED where birth or death is not known.

    An unknown birth is (es, ls) = (BEGIN, END), an unknown death (ee, le) = (BEGIN, END): these clip nothing.
    So this one kind of Bounds may break es <= ee and ls <= le.
    """
    return Bounds(born.es, born.ls, died.ee, died.le)


def clip(b: Bounds, *lives: Bounds) -> Bounds:
    """Cut what is infinite in a state or lasting relation down to the lives of those in it.

    A finite bound is never moved, and none is moved past another. Where the lives do not overlap, what always
    held is possible from the first death to the second birth. UNDATED stays UNDATED. Do not clip acts.
    >>> life = Bounds(day(1970, 1, 1), day(1970, 12, 31), BEGIN, END)
    >>> [iso(day) for day in clip(ALWAYS, life)]
    ['1970-01-01', '1970-12-31', None, None]
    """
    if b == UNDATED:
        return b
    es = max((life.es for life in lives), default=BEGIN) if b.es == BEGIN else b.es
    le = min((life.le for life in lives), default=END) if b.le == END else b.le
    ls = max((life.ls for life in lives if life.ls != END), default=BEGIN) if b.ls == BEGIN else b.ls
    ee = min((life.ee for life in lives if life.ee != BEGIN), default=END) if b.ee == END else b.ee
    ls, ee = min(ls, b.le), max(ee, b.es)
    return Bounds(min(es, ls, ee), ls, ee, max(le, ls, ee))


def merge(dated: Sequence[tuple[Bounds, bool]]) -> Merged:
    """Merge the (bounds, uncertain) of several claims, in any order; nothing dated gives UNDATED.

    At either end a range that contains another is dropped, it is only vaguer, and the rest are spanned. Where
    that breaks the order of the bounds, all of them are spanned. It is uncertain where, at one end, all the
    claims are whose range stays there.
    >>> both = merge([(bounds(parse("2012"), "state"), False), (bounds(parse("2015"), "state"), True)])
    >>> [iso(day) for day in both.bounds], both.uncertain, both.differ
    ([None, '2012-12-31', '2015-01-01', None], True, False)
    """
    known = [(b, uncertain) for b, uncertain in dated if b != UNDATED]
    if not known:
        return Merged(UNDATED, False, False)
    starts, ends = narrowest(b[:2] for b, _ in known), narrowest(b[2:] for b, _ in known)
    uncertain = all(doubt for b, doubt in known if b[:2] in starts)
    uncertain |= all(doubt for b, doubt in known if b[2:] in ends)
    found = Bounds(*_hull(starts), *_hull(ends))
    if found.es > found.ee or found.ls > found.le:
        found = Bounds(*_hull(b[:2] for b, _ in known), *_hull(b[2:] for b, _ in known))
    return Merged(found, uncertain, len(starts) > 1 or len(ends) > 1)


def narrowest(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep the distinct (first, last) days of which no range contains another; the latest first."""
    kept: list[tuple[int, int]] = []
    for lo, hi in sorted(set(ranges), key=lambda r: (-r[0], r[1])):
        if not kept or hi < kept[-1][1]:
            kept.append((lo, hi))
    return kept


def _hull(ranges: Iterable[tuple[int, int]]) -> tuple[int, int]:
    los, his = zip(*ranges, strict=True)
    return min(los), max(his)


def certainty(b: Bounds, first: int, last: int) -> Certainty | None:
    """Say whether it held at some time in [first, last], as far as time goes: None is excluded.

    UNDATED is possible at any time; a caller who leaves the undated out asks `is_undated` first.
    """
    if b.es > last or b.le < first:
        return None
    return "certain" if b.ls <= last and b.ee >= first else "possible"


def before(a: Bounds, b: Bounds) -> Certainty | None:
    """Say whether `a` was over before `b` began."""
    if a.le < b.es:
        return "certain"
    return "possible" if a.ee < b.ls else None


def listed_under(b: Bounds) -> int:
    """Give the day that a list in the order of time puts it under: the earliest start.

    Where that is BEGIN: the first day on which it is known to have held, or the latest start. So a state
    attested in 2012 stands at the beginning of 2012, and what always held stands first. To be asked of bounds
    that are not clipped, lest that state stand at somebody's birth.
    """
    if b.es != BEGIN:
        return b.es
    return b.ee if BEGIN < b.ee <= b.ls else b.ls


def sort_key(b: Bounds, start: int) -> tuple[bool, int, int]:
    """Give the key that sorts by time: undated last, then by the day listed under, then the longest first."""
    return b == UNDATED, start, -b.le

"""Turns the filters of a question into one test: does a relation count, and how sure is it?"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, Self

from akg import claims, dates, rows
from akg.claims import STANDING, Status
from akg.dates import BEGIN, END, Certainty
from akg.errors import AkgError
from akg.model import Claim
from akg.reading import UNCERTAIN, Graph, Node, Rel, Row
from akg.text import remedy
from akg.vocabulary import Vocabulary

ANY = "any"
EVERY: frozenset[Status] = frozenset(claims.STATUSES)
# What keeps a fact out that a reader should hear of; that it is of another type or time needs no saying.
SAID = ("undated", "denied", "disputed", "retracted", "uncertain")


def reasons(missed: Iterable[str | None]) -> Counter[str]:
    """Count what was left out, by those reasons that a reader should hear of."""
    return Counter(reason for reason in missed if reason in SAID)


class Asked(NamedTuple):
    """What a question is put to: which claims of a graph are heard, and whether what follows is added."""

    whole: Graph
    unread: frozenset[str] = frozenset()  # sources
    known: int | None = None  # the last day on which a claim may have been made
    inferred: bool = False

    def graph(self) -> Graph:
        """Make the graph that answers. Raises inferred.TooMany."""
        # Imported here, because few questions ask for either.
        graph = self.whole
        if self.unread or self.known is not None:
            from akg.heard import Heard

            graph = Heard(graph, self._heard)
        if self.inferred:
            from akg.inferred import Inferred

            graph = Inferred(graph)
        return graph

    def _heard(self, claim: Claim) -> bool:
        if claim.source in self.unread:
            return False
        return self.known is None or claims.made_by(claim, self.whole.sources, self.known)


class BadFilter(AkgError):
    """A filter that names something unknown, or a date that is none."""


class Tally(NamedTuple):
    """How many are certain, and how many others possible, at the time asked about."""

    certain: int
    possible: int


def certainty(row: Row, first: int, last: int) -> Certainty | None:
    """Say how sure a fact is at some time in [first, last]; None is excluded.

    At best possible is what is not just asserted, or has a date that is questioned.
    """
    found = dates.certainty(row.bounds, first, last)
    return found if is_firm(row) or found is None else "possible"


class Where(NamedTuple):
    """The filters of one question; empty sets and no window admit everything."""

    graph: Graph  # what is asked: without the claims that are not heard, with what follows if that is asked
    window: tuple[int, int] | None = None  # first and last day asked about
    as_of: bool = False  # whether these are of one date
    timed: bool = False  # whether what has no date is left out without a window too
    certain: bool = False  # whether what is only possible at the time asked about is left out
    types: frozenset[str] = frozenset()
    avoid_types: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[Status] = STANDING
    sources: frozenset[str] = frozenset()
    asked: Asked | None = None  # what the graph is made of; None for a graph as it is

    def weigh(self, r: Rel) -> int | None:
        """Give the weight of a relation that counts, more where it is only possible; None for another."""
        row = self.graph.row(r)
        return self.weight(row) if self.fails(r, row) is None else None

    def weight(self, row: Row) -> int:
        """Give the weight of a relation, known to count, at the time asked about."""
        return rows.possibly(row.weight) if self.certainty(row) == "possible" else row.weight

    def fails(self, r: Rel, row: Row) -> str | None:
        """Name the filter that a relation fails, as `misses` does; its claims are read only where needed."""
        return self._outside(row) or self._unfit(row, unsaid=bool(self.sources) and not self._says(r))

    def _says(self, r: Rel) -> bool:
        """Say whether one of the sources asked for says it, or each thing that it follows from."""
        if premises := self.graph.premises(r):
            return all(map(self._says, premises))
        return self._said(self.graph.relation(r).claims)

    def _said(self, told: Iterable[Claim]) -> bool:
        return any(claim.source in self.sources and claim.set_aside is None for claim in told)

    def misses(self, row: Row, claims: Iterable[Claim]) -> str | None:
        """Name the filter that a fact fails: 'type', 'time', 'source', then its status; None where it passes.

        A status is named only where nothing else keeps the fact out. 'undated' is a word of its own: where a
        time is asked about, what has no date is neither in nor out.
        """
        return self._outside(row) or self._unfit(row, unsaid=bool(self.sources) and not self._said(claims))

    def excludes(self, row: Row, claims: Iterable[Claim]) -> str | None:
        """Name the filter that a fact fails, as `misses`, where it is asked for by itself and of no entity.

        A kind asked for is then one of all its ends: 'kind'.
        """
        return self.misses(row, claims) if self.admits(row.src) and self.admits(row.dst) else "kind"

    def _outside(self, row: Row) -> str | None:
        """Name what can be told of the row alone, and needs no saying."""
        if (self.types and row.type not in self.types) or row.type in self.avoid_types:
            return "type"
        return "time" if self.window is not None and self.certainty(row) is None else None

    def _unfit(self, row: Row, *, unsaid: bool) -> str | None:
        """Name what else keeps out a fact of the types and time asked about, or `unsaid` by the sources."""
        if unsaid:
            return "source"
        if row.status not in self.statuses:
            return row.status
        if (self.timed or self.window is not None) and dates.is_undated(row.bounds):
            return "undated"
        return "uncertain" if self.certain and self.certainty(row) == "possible" else None

    def relations(self) -> Iterator[tuple[Rel, str | None]]:
        """Give each relation on which something is claimed, and beside it the filter that it fails.

        They are asked for by themselves, as in `excludes`.
        """
        for r in range(self.graph.size):
            if told := self.graph.relation(r).claims:
                yield r, self.excludes(self.graph.row(r), told)

    def certainty(self, row: Row) -> Certainty | None:
        """Say how sure a relation is at the time asked about; None without a window, or outside it."""
        return certainty(row, *self.window) if self.window is not None else None

    def tally(self, sure: Iterable[Certainty | None]) -> Tally | None:
        """Count by how sure they are what passes; None where no time was asked about."""
        counts = Counter(sure)
        return Tally(counts["certain"], counts["possible"]) if self.window is not None else None

    def loosened(self) -> Iterator[tuple[str, Self]]:
        """Give each filter that is in force, in the words of its option, and the filters without it.

        Likewise what could be added: what follows, unless that is too much.
        """
        filters = (
            ("without --certain", self.certain, self._replace(certain=False)),
            ("without --type", self.types, self._replace(types=frozenset())),
            ("without --avoid-type", self.avoid_types, self._replace(avoid_types=frozenset())),
            ("without --kind", self.kinds, self._replace(kinds=frozenset())),
            ("without --source", self.sources, self._replace(sources=frozenset())),
            (f"with --status {ANY}", self.statuses != EVERY, self._replace(statuses=EVERY)),
        )
        yield from self._at_other_times()
        yield from ((change, free) for change, in_force, free in filters if in_force)
        asked = self.asked or Asked(self.graph)
        others = (
            ("without --without-source", asked.unread, asked._replace(unread=frozenset())),
            ("without --known-at", asked.known is not None, asked._replace(known=None)),
            ("with --inferred", not asked.inferred, asked._replace(inferred=True)),
        )
        for change, in_force, other in others:
            if in_force and (free := self._put_to(other)) is not None:
                yield change, free

    def _put_to(self, asked: Asked) -> Self | None:
        """Put the question to something else; None where more would follow there than can be derived.

        Nor where that takes a look at too many relations: nobody asked for it.
        """
        from akg.inferred import MOST, TooMany  # as in `Asked.graph`

        if asked.inferred and asked.whole.size > MOST:
            return None
        try:
            return self._replace(graph=asked.graph(), asked=asked)
        except TooMany:
            return None

    def _at_other_times(self) -> Iterator[tuple[str, Self]]:
        first, last = self.window or (BEGIN, END)
        if self.as_of:
            yield "without --at", self._replace(window=None, as_of=False)
        elif first != BEGIN:
            yield "without --from", self._replace(window=(BEGIN, last) if last != END else None)
        if last != END and not self.as_of:
            yield "without --to", self._replace(window=(first, END) if first != BEGIN else None)

    def admits(self, n: Node) -> bool:
        """Say whether an entity is of a kind asked for."""
        return not self.kinds or self.graph.kind(n) in self.kinds


def is_firm(row: Row) -> bool:
    """Say whether the time of a relation can be certain: it is undisputed, and its date unquestioned."""
    return row.status == "asserted" and not row.flags & UNCERTAIN


def where(
    graph: Graph,
    *,
    at: str | None = None,
    since: str | None = None,
    until: str | None = None,
    certain: bool = False,
    types: Iterable[str] | None = None,
    avoid_types: Iterable[str] | None = None,
    kinds: Iterable[str] | None = None,
    sources: Iterable[str] | None = None,
    without: Iterable[str] | None = None,
    known_at: str | None = None,
    inferred: bool = False,
    statuses: Iterable[str] | None = None,
    default: frozenset[Status] = STANDING,
    timed: bool = False,
) -> Where:
    """Compile filters as a user gives them. Raises BadFilter, which names option, value and remedy; TooMany.

    `default` is what status passes unasked; `timed` says that a time is asked about without a window too.
    """
    window = _window(at, since, until)
    if certain and not (window or timed):
        raise BadFilter("--certain: nothing is asked of the time; add --at, or --from and --to")
    unread = _known(without or (), graph.sources, "--without-source")
    known = _last_day(known_at) if known_at is not None else None
    asked = Asked(graph, unread, known, inferred)
    return Where(
        asked.graph(),
        asked=asked,
        window=window,
        timed=timed,
        certain=certain,
        as_of=at is not None,
        types=_types(types, graph.vocabulary, "--type"),
        avoid_types=_types(avoid_types, graph.vocabulary, "--avoid-type"),
        kinds=_known(kinds or (), graph.vocabulary.kinds, "--kind"),
        sources=_known(sources or (), graph.sources, "--source"),
        statuses=_statuses(statuses or (), default),
    )


def _types(asked: Iterable[str] | None, vocabulary: Vocabulary, option: str) -> frozenset[str]:
    """Give relation types, and with each its inverses, which say the same from the other end."""
    named = _known(asked or (), vocabulary.types, option)
    return named.union(*map(vocabulary.inverses, named))


def _known(asked: Iterable[str], known: Collection[str], option: str) -> frozenset[str]:
    asked = list(asked)
    given = _split(asked) or asked  # an option without a word, as of an unset variable, is no wish for all
    for word in given:
        if word not in known:
            raise BadFilter(f"{option}: {word!r} is unknown{remedy(word, known)}")
    return frozenset(given)


def _statuses(asked: Iterable[str], default: frozenset[Status]) -> frozenset[Status]:
    words = _known(asked, (*claims.STATUSES, ANY), "--status")
    if ANY in words:
        return EVERY
    return frozenset(status for status in claims.STATUSES if status in words) or default


def _split(asked: Iterable[str]) -> list[str]:
    """Take an option given several times, or once with commas."""
    return [word.strip() for words in asked for word in words.split(",") if word.strip()]


def _window(at: str | None, since: str | None, until: str | None) -> tuple[int, int] | None:
    if at is not None and (since is not None or until is not None):
        raise BadFilter("--at cannot be combined with --from or --to; use one or the other")
    if at is not None:
        return _span("--at", at)
    if since is None and until is None:
        return None
    first = _span("--from", since)[0] if since is not None else BEGIN
    last = _span("--to", until)[1] if until is not None else END
    if first > last:
        raise BadFilter(f"--from {since} lies after --to {until}; exchange them")
    return first, last


def _last_day(known_at: str) -> int:
    if marks := set(known_at) & set("?~%"):
        raise BadFilter(f"--known-at: {known_at!r} is no day to stop at; leave out {min(marks)}")
    return _span("--known-at", known_at)[1]


def _span(option: str, text: str) -> tuple[int, int]:
    try:
        return dates.span(text)
    except dates.DateError as error:
        raise BadFilter(f"{option}: {error}") from None

"""Answers what the served page asks: the questions of the command line, by the same queries, as records.

Parameters have the names of the options; several values are repeated or stand between commas. The ends of a
path are `start` and `goal`, because `from` and `to` are days.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, get_args
from urllib.parse import parse_qsl

from akg import facts, names
from akg.errors import AkgError
from akg.names import quoted
from akg.queries import neighbours as of_neighbours
from akg.queries import path as of_path
from akg.queries import search as of_search
from akg.reading import Graph, Names
from akg.render.records import Record
from akg.text import UNSAFE, plain, remedy
from akg.web import content, extent
from akg.web.content import Options
from akg.where import EVERY, where

HITS = 12  # entities that a search gives, as many as the page lists
NEAR = 250  # neighbours that are given at once
FACTS = 2_000  # facts, likewise
MOST = 1_000  # parameters of a question, and steps of a path
_DIGITS = 9
# The parameters, by what they take; of the filters the argument of `akg.where.where`.
_ENDS = ("start", "goal")
_NAMED = ("name", *_ENDS)
_NAMES = ("via", "avoid")
_NUMBERS = ("k", "max-hops")
_FLAGS = ("certain", "directed", "same-time", "in-order")
_TEXTS: Mapping[str, str] = MappingProxyType({
    "at": "at", "from": "since", "to": "until", "known-at": "known_at",
})  # fmt: skip
_LISTS: Mapping[str, str] = MappingProxyType({
    "type": "types", "avoid-type": "avoid_types", "kind": "kinds", "status": "statuses", "source": "sources",
    "without-source": "without",
})  # fmt: skip

Word = TypeVar("Word", bound=str)


class BadQuestion(AkgError):
    """A question that no page of ours asks."""


class Base(NamedTuple):
    """What is asked of."""

    graph: Graph
    names: Names
    given: Options = MappingProxyType({})  # when it was opened; a shell needs them for the same answer


class Given:
    """The parameters of a question, each read as what it has to be."""

    def __init__(self, query: str) -> None:
        """Read a query as it stands in an address. Raises BadQuestion."""
        self._values: dict[str, list[str]] = {}
        try:
            pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=MOST)
        except ValueError as error:  # of which UnicodeDecodeError is one
            raise BadQuestion("the question is no text in UTF-8, or has too many parameters") from error
        for name, value in pairs:
            if UNSAFE.search(value):
                raise BadQuestion(f"{quoted(name)} holds a control character; leave it out")
            self._values.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def several(self, name: str) -> list[str]:
        """Give what is given, often nothing."""
        return self._values.get(name, [])

    def one(self, name: str) -> str | None:
        """Give what may be given once. Raises BadQuestion."""
        values = self.several(name)
        if len(values) > 1:
            raise BadQuestion(f"{name} is given {len(values)} times; give it once")
        return values[0] if values else None

    def needed(self, name: str) -> str:
        """Give what must be given. Raises BadQuestion."""
        value = self.one(name)
        if value is None:
            raise BadQuestion(f"{name} is missing")
        return value

    def flag(self, name: str) -> bool:
        """Tell whether something is asked for: it is, or is not, `true`."""
        return self.choice(name, ("false", "true")) == "true"

    def choice(self, name: str, known: Sequence[Word]) -> Word:
        """Give one of a few words, the first unless another is given. Raises BadQuestion."""
        value = self.one(name)
        if value is None:
            return known[0]
        if value not in known:
            raise BadQuestion(f"{name}: {quoted(value)} is unknown{remedy(value[: names.LONGEST], known)}")
        return known[known.index(value)]

    def number(self, name: str, most: int) -> int | None:
        """Give a number from 1 on. Raises BadQuestion."""
        value = self.one(name)
        if value is None:
            return None
        is_number = value.isascii() and value.isdecimal() and len(value) <= _DIGITS
        if not is_number or not 1 <= int(value) <= most:
            raise BadQuestion(f"{name}: {quoted(value)} is no number from 1 to {most}")
        return int(value)

    def filters(self) -> dict[str, Any]:
        """Give the filters that are asked for, as arguments of `akg.where.where`."""
        return {
            **{argument: self.one(name) for name, argument in _TEXTS.items()},
            **{argument: self.several(name) for name, argument in _LISTS.items()},
            "certain": self.flag("certain"),
        }

    def options(self) -> dict[str, Any]:
        """Give what was asked for besides names, by the names of the options."""
        return {
            name: True if name in _FLAGS else int(values[0]) if name in _NUMBERS else
            values if name in _LISTS or name in _NAMES else values[0]
            for name, values in self._values.items() if name not in _NAMED and values != ["false"]
        }  # fmt: skip


def search(base: Base, given: Given) -> Record:
    """Find entities by name, alias or summary, the best first."""
    graph = base.graph
    hits = of_search.of(base.names, given.needed("q"))
    found = [
        {"id": graph.id(hit.node), "name": plain(graph.name(hit.node)), "kind": graph.kind(hit.node),
         "matched": plain(hit.matched)}
        for hit in hits[:HITS]
    ]  # fmt: skip
    more = len(hits) - len(found)
    return {"results": found, "notes": [f"{more:,} more; type more of the name"] if more else []}


def path(base: Base, given: Given) -> Record:
    """Find the best paths between two entities, with all that they lead over."""
    start, goal = (names.one(base.names, given.needed(end)) for end in _ENDS)
    k = given.number("k", 100) or of_path.K
    rank: of_path.Rank = given.choice("rank", get_args(of_path.Rank))
    via, avoid = (frozenset(names.one(base.names, name) for name in given.several(way)) for way in _NAMES)
    flags = {name.replace("-", "_"): given.flag(name) for name in _FLAGS[1:]}
    route = of_path.Route(via, avoid, max_hops=given.number("max-hops", MOST), **flags)
    asked = where(base.graph, **given.filters(), timed=route.timed)
    found = of_path.between(asked.graph, start, goal, asked, k, route, rank)
    question = content.question(asked.graph, (start, goal), given.options(), base.given)
    over = {n for one in found.paths for n in one.nodes}
    told = content.part(asked.graph, over, content.facts_on(found))
    return {"paths": content.paths(asked.graph, found, question), **told}


def neighbours(base: Base, given: Given) -> Record:
    """Give what an entity is joined to, whatever the status of the relations unless one is asked for.

    Of one with many neighbours the most connected of them, since to weigh all would take long.
    """
    asked = where(base.graph, **given.filters(), default=EVERY)
    graph, n = asked.graph, names.one(base.names, given.needed("name"))
    if graph.degree(n) > NEAR:
        told = content.facts_of(graph, (), extent.near(graph, n, asked, NEAR), asked)
        whole = {"status": "any", **given.options()}  # which a shell has to be asked for
        command = content.command("neighbours", [graph.id(n)], {**whole, **base.given})
        notes = [f"the {NEAR} most connected of {graph.degree(n):,} neighbours; {command} lists all"]
        return {**content.part(graph, [n], told), "notes": notes}
    found = of_neighbours.of(graph, n, asked).neighbours
    told = list(islice((fact for one in found for fact in one.facts), FACTS))
    return {**content.part(graph, [n, *(one.node for one in found)], told), "notes": []}


def show(base: Base, given: Given) -> Record:
    """Give all that mentions an entity, likewise; of very much the first in the order of time."""
    asked = where(base.graph, **given.filters(), default=EVERY)
    graph, n = asked.graph, names.one(base.names, given.needed("name"))
    passing = (one.tell(graph, n, asked) for one, missed in facts.told(graph, n, asked) if missed is None)
    told = list(islice(passing, FACTS + 1))
    command = content.command("show", [graph.id(n)], {**given.options(), **base.given})
    notes = [f"the first {FACTS:,} facts; {command} tells all"] if len(told) > FACTS else []
    return {**content.part(graph, [n], told[:FACTS]), "notes": notes}


class Question(NamedTuple):
    """A question: what answers it, and the parameters that it takes."""

    answer: Callable[[Base, Given], Record]
    takes: tuple[str, ...]


QUESTIONS: Mapping[str, Question] = MappingProxyType({
    "search": Question(search, ("q",)),
    "path": Question(path, (*_ENDS, *_NAMES, *_NUMBERS, "rank", *_FLAGS, *_TEXTS, *_LISTS)),
    "neighbours": Question(neighbours, ("name", "certain", *_TEXTS, *_LISTS)),
    "show": Question(show, ("name", "certain", *_TEXTS, *_LISTS)),
})  # fmt: skip


def answer(base: Base, name: str, query: str) -> Record:
    """Answer a question, named as in the path of an address, with the query as it stands there.

    Raises BadQuestion, and what the queries do, of all of which the words are for the reader.
    """
    question = QUESTIONS.get(name)
    if question is None:
        raise BadQuestion(f"no question {quoted(name)}{remedy(name[: names.LONGEST], QUESTIONS)}")
    given = Given(query)
    for parameter in given:
        if parameter not in question.takes:
            raise BadQuestion(
                f"{name} takes no {quoted(parameter)}{remedy(parameter[: names.LONGEST], question.takes)}"
            )
    return question.answer(base, given)

"""Asks on a terminal for the parts of a new record, each checked as it is typed."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, get_args

from akg.cli import meant, prompts
from akg.model import Stance
from akg.names import quoted
from akg.spelling import slug

_STANCES: tuple[str, ...] = get_args(Stance)


def source(opened: meant.Opened, word: str | None) -> str:
    """Give the id of a source; asks for one where none is given."""
    known = opened.data.sources
    few = f"the id of a source, such as {next(iter(known))}" if known else "an id; akg add source adds one"
    check = if_asked(word, lambda typed: meant.known(typed, known, "source"))
    return prompts.given(word, "--source", few, check)


def new_id(taken: Iterable[str], id: str | None, name: str, on_terminal: bool) -> str:
    """Give the id of a new entity, made of its name; asks for one where that is none or taken."""
    made, few = id or slug(name), "lower-case letters, digits and hyphens"
    if on_terminal and id is None and made and made in taken:
        few, made = f"{few}; {quoted(made)} is taken", None
    return prompts.given(made, "--id", few, if_asked(made, lambda word: meant.free(word, taken)))


def if_asked(word: str | None, check: Callable[[str], str]) -> Callable[[str], str]:
    """Check a word at once where it is asked for; what is given is checked with the whole record."""
    return check if word is None else str


class _Question(NamedTuple):
    """What is asked for on a terminal besides what every record of its part needs."""

    hint: str
    check: Callable[[meant.Opened, str], object]


_QUESTIONS: Mapping[str, _Question] = MappingProxyType({
    "by": _Question("who says so; empty: the source itself", meant.voice),
    "at": _Question("the place in the source, such as para 8; empty: none", lambda _, word: word),
    "date": _Question("when, such as 2019, 2019-05, 2009/..; empty: none", lambda _, word: meant.date(word)),
    "place": _Question("a place on file; empty: none", meant.place),
    "party": _Question("who took part, as NAME: ROLE; empty: no more", meant.party),
})  # fmt: skip


def offered(opened: meant.Opened, key: str) -> str | None:
    """Ask for what may be left out; what was typed is given back as it is, once it is right."""
    question, insisted = _QUESTIONS[key], set[str]()

    def check(typed: str) -> str:
        found = question.check(opened, typed)
        doubt = meant.doubted(opened, typed) if key == "by" and found == typed else None
        if doubt and typed not in insisted:
            insisted.add(typed)
            raise meant.BadWord(f"{doubt}; type it again to keep the words")
        return typed

    return prompts.offered(f"--{key}", question.hint, check)


def stance() -> str:
    """Ask for a stance, which has no answer of its own: who came to deny shall not support."""
    few = f"{', '.join(_STANCES[:-1])} or {_STANCES[-1]}"
    return prompts.given(None, "--stance", few, lambda word: meant.known(word, _STANCES, "stance"))

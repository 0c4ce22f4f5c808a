"""Add a record to a dataset: checked first, then written at its place; the rest of the file stays as it is.

What is needed and not given is asked for on a terminal. What akg check would report as an error is refused,
with exit code 4.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args

import typer

from akg import atomic, locate, names
from akg.cli import options, output, prompts, session, tell
from akg.errors import AkgError, Fault
from akg.memory import MemoryGraph
from akg.model import Dataset, Entity, Relation, Stance
from akg.names import quoted
from akg.spelling import nfc, slug
from akg.text import UNSAFE, hint, plain

if TYPE_CHECKING:
    from akg.edits import Change
    from akg.layout import Record, Value

EXAMPLES = """\b
Examples:
  akg add entity "Jane Roe" --kind person
  akg add relation taliban met aqis --source sarkar-2020 --at "para 9"
  akg add source gazette-2021 --title "Who sold it?" --date 2021-03-14
  akg add claim taliban.met.aqis --source gazette-2021 --stance denies
"""
_STANCES: tuple[str, ...] = get_args(Stance)
# How the keys of a record are typed that are not options of their name.
_TYPED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "entities": {"id": "--id", "name": "NAME", "aliases": "--alias", "parties": "--party"},
    "relations": {"from": "FROM", "type": "TYPE", "to": "TO"},
    "sources": {"id": "NEW-ID"},
})  # fmt: skip


class Unknown(AkgError):
    """No entity has such a name, or no record such an id."""

    exit_code = 1


class BadWord(AkgError):
    """What was typed is none of the words that can stand there."""


class _Opened(NamedTuple):
    """The dataset that is added to, and whether nothing is to be written."""

    read: session.Read
    names: names.Index
    dry_run: bool

    @property
    def data(self) -> Dataset:
        """Its records, those with errors too."""
        return self.read.whole


Text = str | None
Texts = list[str] | None


def _argument(metavar: str, help: str) -> Any:
    return typer.Argument(metavar=metavar, help=help, show_default=False)


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


Date = Annotated[Text, _option("--date", "DATE", "When, such as 2019, 2019-05, 2009/.. (since 2009).")]
Wording = Annotated[Text, _option("--text", "TEXT", "The source's words for the date.")]
PlaceName = Annotated[Text, _option("--place", "NAME", "Where: a place on file.")]
Note = Annotated[Text, _option("--note", "TEXT", "What else a reader should know.")]
Source = Annotated[Text, _option("--source", "ID", "Where it is written.")]
At = Annotated[Text, _option("--at", "TEXT", "The place in the source, such as 'para 8'.")]


class Claim(NamedTuple):
    """What is claimed, who says so, and where that is written."""

    date: Date = None
    wording: Wording = None
    place: PlaceName = None
    by: Annotated[Text, _option("--by", "NAME", "Who says so, if not the source: a name, else words.")] = None
    stance: Annotated[Text, _option("--stance", "STANCE", "asserts, denies, doubts or retracts.")] = None
    via: Annotated[Text, _option("--via", "NAME", "Who passed it on: likewise.")] = None
    hedge: Annotated[Text, _option("--hedge", "TEXT", "The reserve it is made with.")] = None
    said: Annotated[Text, _option("--said", "DATE", "When it was said.")] = None
    source: Source = None
    at: At = None
    note: Note = None


class Writing(NamedTuple):
    """Which dataset is added to, and whether it is."""

    data: options.OwnDataOption = None
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be written, and write nothing.")
    ] = False


def entity(
    name: Annotated[Text, _argument("NAME", "Its name.")] = None,
    kind: Annotated[
        Text, _option("--kind", "KIND", "person, group, event, place, or one of the dataset's.")
    ] = None,
    id: Annotated[
        Text, _option("--id", "NEW-ID", "Else made of the name, where its letters are plain.")
    ] = None,
    alias: Annotated[Texts, _option("--alias", "NAME", "Another name; may be repeated.")] = None,
    summary: Annotated[
        Text, _option("--summary", "TEXT", "One sentence in your own words; needs a source.")
    ] = None,
    note: Note = None,
    source: Source = None,
    at: At = None,
    born: Annotated[Text, _option("--born", "DATE", "Of a person, by the same source.")] = None,
    died: Annotated[Text, _option("--died", "DATE", "Of a person, by the same source.")] = None,
    date: Date = None,
    wording: Wording = None,
    place: PlaceName = None,
    party: Annotated[
        Texts, _option("--party", "NAME[: ROLE]", "Who took part in an event; may be repeated.")
    ] = None,
    *,
    writing: Writing,
) -> None:
    """Add a person, group, event, place or another entity."""
    opened = _open(writing)
    asking = prompts.is_asking(name, kind, source)
    name = prompts.given(name, "NAME", "the name", str)
    kinds = opened.data.vocabulary.kinds
    known = _if_asked(kind, lambda word: _known(word, kinds, "kind"))
    kind = prompts.given(kind, "--kind", f"one of: {', '.join(kinds)}", known)
    id = _new_id(opened.data.entities, id, name, asking)
    if summary or born or died or kind == "event":
        source = _source(opened, source)
    if asking and source and at is None:
        at = _offered(opened, "at")
    if asking and kind == "event":
        date, place = date or _offered(opened, "date"), place or _offered(opened, "place")
        party = party or list(iter(lambda: _offered(opened, "party"), None))
    evidence = _present(source=source, at=at)
    _add(opened, "entities", _present(
        id=id, kind=kind, name=name, aliases=list(alias or ()), summary=summary, note=note, **evidence,
        born=_present(date=born, **evidence) if born else None,
        died=_present(date=died, **evidence) if died else None,
        date=date, text=wording, place=place and _entity(opened, place),
        parties=[_party(opened, one) for one in party or ()],
    ))  # fmt: skip


def relation(
    start: Annotated[Text, _argument("FROM", options.NAMED)] = None,
    type: Annotated[Text, _argument("TYPE", "A relation type.")] = None,
    goal: Annotated[Text, _argument("TO", "Likewise an entity.")] = None,
    id: Annotated[Text, _option("--id", "NEW-ID", "An id of its own.")] = None,
    role: Annotated[Text, _option("--role", "TEXT", "What qualifies it, in words.")] = None,
    about: Annotated[Texts, _option("--about", "NAME", "Whom it concerns; may be repeated.")] = None,
    *,
    claim: Claim,
    writing: Writing,
) -> None:
    """Add what holds between two entities."""
    opened = _open(writing)
    asking = prompts.is_asking(start, type, goal, claim.source)
    types = opened.data.vocabulary.types
    start = prompts.given(start, "FROM", "the name of an entity", lambda word: _entity(opened, word))
    known = _if_asked(type, lambda word: _known(word, types, "relation type"))
    type = prompts.given(type, "TYPE", "a relation type; ? lists them", known)
    goal = prompts.given(goal, "TO", "the name of an entity", lambda word: _entity(opened, word))
    named = _present(id=id, role=role, about=[_entity(opened, one) for one in about or ()])
    claim = _asked_for(opened, claim, ("date", "source", "at"), asking)
    ends: Record = {"from": start, "type": type, "to": goal}
    _add(opened, "relations", ends | named | _claimed(opened, claim))


def source(
    id: Annotated[Text, _argument("NEW-ID", "What it is to be cited by, such as gazette-2021.")] = None,
    title: Annotated[Text, _option("--title", "TEXT", "Its title.")] = None,
    author: Annotated[Text, _option("--author", "TEXT", "Who wrote it.")] = None,
    publisher: Annotated[Text, _option("--publisher", "TEXT", "Who published it.")] = None,
    date: Annotated[Text, _option("--date", "DATE", "When it was published.")] = None,
    url: Annotated[Text, _option("--url", "URL", "Where it can be read.")] = None,
    kind: Annotated[Text, _option("--kind", "TEXT", "Such as article, book, letter.")] = None,
    note: Note = None,
    *,
    writing: Writing,
) -> None:
    """Add something that is cited."""
    opened = _open(writing)
    asking = prompts.is_asking(id, title)
    few = "lower-case letters, digits and hyphens, such as gazette-2021"
    id = prompts.given(id, "NEW-ID", few, _if_asked(id, lambda word: _free(word, opened.data.sources)))
    title = prompts.given(title, "--title", "its title", str)
    if asking and date is None:
        date = _offered(opened, "date")
    _add(opened, "sources", _present(
        id=id, title=title, author=author, publisher=publisher, date=date, url=url, kind=kind, note=note,
    ))  # fmt: skip


def claim(
    id: Annotated[
        Text, _argument("RECORD", "The id of a relation, such as taliban.met.aqis, or of an event.")
    ] = None,
    *,
    claim: Claim,
    writing: Writing,
) -> None:
    """Add a claim to a record, such as a denial.

    A record in short form gets a list of claims, its own first. --date and --place are for a claim that has
    others than its record.
    """
    from akg import joining  # here, because no help needs pydantic and YAML

    opened = _open(writing)
    asking = prompts.is_asking(id, claim.source)
    few = "the id of a relation or an event"
    record = prompts.given(id, "RECORD", few, lambda word: _record(opened.data, word).id)
    new = _claimed(opened, _asked_for(opened, claim, ("stance", "by", "source", "at"), asking))
    _write(opened, lambda data: joining.claim(data.folder, _record(data, record), new), {})


SUBCOMMANDS = (entity, relation, source, claim)


def _open(writing: Writing) -> _Opened:
    read = session.read(locate.own(writing.data))
    return _Opened(read, names.Index(MemoryGraph(read.sound)), writing.dry_run)


def _entity(opened: _Opened, word: str) -> str:
    """Give the id of the entity that is meant."""
    if word in opened.data.entities or word in opened.data.broken:
        return word
    try:
        return opened.names.graph.id(names.one(opened.names, word))
    except names.NoSuchName as unknown:
        raise Unknown(f"{unknown} (akg add entity adds one)") from None


def _place(opened: _Opened, word: str) -> str:
    id = _entity(opened, word)
    if id in opened.data.entities and opened.data.entities[id].kind != "place":
        raise BadWord(f"{quoted(word)} is a record of kind {opened.data.entities[id].kind}; name a place")
    return id


def _voice(opened: _Opened, word: str | None) -> str | None:
    """Give the id of the entity that has this name, or alone has these words in one; else the words."""
    from akg import values  # here, because no help needs pydantic

    if word is None or not values.is_id(word):  # what has the form of an id would be read as one
        found = names.find(opened.names, word) if word else None
        if found is None or (found.tier == "words" and len(found.matches) > 1):
            return word
    return word and _entity(opened, word)


def _tell_of_words(opened: _Opened, voice: str | None) -> None:
    """Say on stderr that a voice stays in words, where these are like the name of a record."""
    if voice is None or voice in opened.data.entities or voice in opened.data.broken:
        return
    found = names.find(opened.names, voice)
    near = [match.name for match in found.matches] if found else names.near(opened.names, voice)
    if near:
        like = " or ".join(map(quoted, near[:3]))
        told = f"no record is called {quoted(voice)} (did you mean {like}?)"
        tell(f"{told}; kept as words, which count as another voice")


def _party(opened: _Opened, word: str) -> "Value":
    """Give who took part and their role. A name may hold a colon: the longest that is one on file counts."""
    colons = [found.start() for found in re.finditer(":", word[: names.LONGEST])]
    first = word.partition(": " if ": " in word else ":")[0]
    heads = [word, *(word[:colon] for colon in reversed(colons))]
    who = next((head for head in heads if _is_name(opened, head.strip())), first)
    role = word[len(who) :].removeprefix(":").strip()
    return _present(who=_entity(opened, who.strip()), role=role or None)


def _is_name(opened: _Opened, word: str) -> bool:
    """Tell whether this is the id or the very name of an entity."""
    return word in opened.data.entities or word in opened.data.broken or bool(opened.names.exact(nfc(word)))


def _record(data: Dataset, id: str) -> Entity | Relation:
    """Find the record of a relation, or of an entity, by its id."""
    relations = {relation.id: relation for relation in data.relations if relation.event is None}
    found = relations.get(id) or data.entities.get(id)
    if found is None:
        remedy = hint(id, [*relations, *data.entities]) or "; akg show NAME --format json tells ids"
        raise Unknown(f"no record has the id {quoted(id)}{remedy}")
    return found


def _source(opened: _Opened, word: str | None) -> str:
    known = opened.data.sources
    few = f"the id of a source, such as {next(iter(known))}" if known else "an id; akg add source adds one"
    return prompts.given(word, "--source", few, _if_asked(word, lambda typed: _known(typed, known, "source")))


def _claimed(opened: _Opened, given: Claim) -> "Record":
    """Give a claim as it is written."""
    by, via = _voice(opened, given.by), _voice(opened, given.via)
    for voice in (by, via):
        _tell_of_words(opened, voice)
    return _present(
        date=given.date, text=given.wording, place=given.place and _entity(opened, given.place),
        by=by, stance=given.stance, via=via, hedge=given.hedge,
        said=given.said, source=given.source, at=given.at, note=given.note,
    )  # fmt: skip


def _new_id(taken: Iterable[str], id: str | None, name: str, asking: bool) -> str:
    """Give the id of a new entity, made of its name; asks for one where that is none or taken."""
    made, few = id or slug(name), "lower-case letters, digits and hyphens"
    if asking and id is None and made and made in taken:
        few, made = f"{few}; {quoted(made)} is taken", None
    return prompts.given(made, "--id", few, _if_asked(made, lambda word: _free(word, taken)))


def _if_asked(word: str | None, check: Callable[[str], str]) -> Callable[[str], str]:
    """Check a word at once where it is asked for; what is given is checked with the whole record."""
    return check if word is None else str


def _known(word: str, known: Iterable[str], what: str) -> str:
    if word not in known:
        near = hint(word, known) or f"; known are {', '.join(sorted(known))}"
        raise BadWord(f"{quoted(word)} is no {what}{near}")
    return word


def _free(word: str, taken: Iterable[str]) -> str:
    """Give what can be a new id."""
    from akg import values  # here, because no help needs pydantic

    if not values.is_id(word):
        raise BadWord(f"{quoted(word)} is no id; write lower-case letters, digits and hyphens")
    if word in taken:
        raise BadWord(f"{quoted(word)} is taken; write another")
    return word


def _date(word: str) -> str:
    from akg import dates

    try:
        dates.parse(word)
    except dates.DateError as error:
        raise BadWord(str(error)) from None
    return word


class _Question(NamedTuple):
    """What is asked for on a terminal besides what every record of its part needs."""

    hint: str
    check: Callable[[_Opened, str], object]


_QUESTIONS: Mapping[str, _Question] = MappingProxyType({
    "by": _Question("who says so; empty: the source itself", _voice),
    "at": _Question("the place in the source, such as para 8; empty: none", lambda _, word: word),
    "date": _Question("when, such as 2019, 2019-05, 2009/..; empty: none", lambda _, word: _date(word)),
    "place": _Question("a place on file; empty: none", _place),
    "party": _Question("who took part, as NAME: ROLE; empty: no more", _party),
})  # fmt: skip


def _offered(opened: _Opened, key: str) -> str | None:
    """Ask for what may be left out; what was typed is given back as it is, once it is right."""
    question = _QUESTIONS[key]

    def check(typed: str) -> str:
        question.check(opened, typed)
        return typed

    return prompts.offered(f"--{key}", question.hint, check)


def _asked_for(opened: _Opened, given: Claim, keys: Iterable[str], asking: bool) -> Claim:
    """Ask, in this order, for what a claim leaves out; off a terminal only its source is missed."""
    for key in keys:
        value = getattr(given, key)
        if key == "source":
            value = _source(opened, value)
        elif value is None and asking:
            value = _stance() if key == "stance" else _offered(opened, key)
        given = given._replace(**{key: value})
    return given


def _stance() -> str:
    """Ask for a stance, which has no answer of its own: who came to deny shall not support."""
    few = f"{', '.join(_STANCES[:-1])} or {_STANCES[-1]}"
    return prompts.given(None, "--stance", few, lambda word: _known(word, _STANCES, "stance"))


def _present(**values: "Value | None") -> "Record":
    """Give what there is of a record, its texts without blanks around them."""
    bare = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {key: value for key, value in bare.items() if value is not None and value != []}


def _add(opened: _Opened, part: str, new: "Record") -> None:
    from akg import adding  # here, because no help needs pydantic and YAML

    _write(opened, lambda data: adding.record(data.folder, part, new), _TYPED[part])


def _write(opened: _Opened, plan: "Callable[[Dataset], Change]", typed: Mapping[str, str]) -> None:
    """Check a change, write it, and print it with its place; `typed` names the keys that are arguments."""
    from akg import trial

    folder = opened.data.folder
    with nullcontext() if opened.dry_run else session.changing(folder):
        read = session.current(opened.read)  # somebody may have been faster
        change = plan(read.whole)
        found = trial.faults(folder, change, read.faults)
        errors = [fault for fault in found if fault.severity == "error"]
        for fault in errors:
            where = _typed(trial.key_of(change, fault), fault, typed)
            tell(f"{where}: error[{fault.code}]: {plain(fault.message)}")
        if errors:
            raise typer.Exit(output.ERRORS)
        if not opened.dry_run:
            atomic.change(change.path, change.old, change.new)
    _print(change, folder, written=not opened.dry_run)
    output.faults(found, folder)


def _print(change: "Change", folder: Path, *, written: bool) -> None:
    """Print the place and the lines of a change; where that fails, say what has been written all the same."""
    place = locate.seen(folder) / change.place
    lines = "".join(f"{UNSAFE.sub('', line)}\n" for line in change.lines)
    try:
        sys.stdout.write(f"{place}\n{lines}")
        sys.stdout.flush()
    except OSError:
        if written:
            tell(f"the record is written: {place}")
        raise


def _typed(key: str | None, fault: Fault, typed: Mapping[str, str]) -> str:
    """Name what was typed that a fault is at."""
    if key is None:
        return str(fault.place)
    if fault.code == "duplicate-id":  # it is at the whole record
        return typed.get("id", "the new record")
    return typed.get(key, f"--{key}") if key else "the new record"

"""Add a record to a dataset: checked first, then written at its place; the rest of the file stays as it is.

What is needed and not given is asked for on a terminal. What akg check would report as an error is refused,
with exit code 4.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from akg import atomic, locate, names
from akg.cli import asking, meant, options, output, prompts, session, tell
from akg.cli.declared import Argument, Option
from akg.errors import Fault
from akg.memory import MemoryGraph
from akg.model import Dataset
from akg.text import UNSAFE, plain

if TYPE_CHECKING:
    from akg.edits import Change
    from akg.layout import Record

EXAMPLES = """\b
Examples:
  akg add entity "Jane Roe" --kind person
  akg add relation taliban met aqis --source sarkar-2020 --at "para 9"
  akg add source gazette-2021 --title "Who sold it?" --date 2021-03-14
  akg add claim taliban.met.aqis --source gazette-2021 --stance denies
"""
# How the keys of a record are typed that are not options of their name.
_TYPED: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "entities": {"id": "--id", "name": "NAME", "aliases": "--alias", "parties": "--party"},
    "relations": {"from": "FROM", "type": "TYPE", "to": "TO"},
    "sources": {"id": "NEW-ID"},
})  # fmt: skip


Text = str | None
Texts = list[str] | None


def _argument(metavar: str, help: str) -> Any:
    return Argument(metavar=metavar, help=help)


def _option(name: str, metavar: str, help: str) -> Any:
    return Option(name, metavar=metavar, help=help)


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
    dry_run: Annotated[bool, Option("--dry-run", help="Print what would be written, and write nothing.")] = (
        False
    )


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
    on_terminal = prompts.is_asking(name, kind, source)
    name = prompts.given(name, "NAME", "the name", str)
    kinds = opened.data.vocabulary.kinds
    known = asking.if_asked(kind, lambda word: meant.known(word, kinds, "kind"))
    kind = prompts.given(kind, "--kind", f"one of: {', '.join(kinds)}", known)
    id = asking.new_id(opened.data.entities, id, name, on_terminal)
    if summary or born or died or kind == "event":
        source = asking.source(opened, source)
    if on_terminal and source and at is None:
        at = asking.offered(opened, "at")
    if on_terminal and kind == "event":
        date, place = date or asking.offered(opened, "date"), place or asking.offered(opened, "place")
        party = party or list(iter(lambda: asking.offered(opened, "party"), None))
    evidence = meant.present(source=source, at=at)
    _add(opened, "entities", meant.present(
        id=id, kind=kind, name=name, aliases=list(alias or ()), summary=summary, note=note, **evidence,
        born=meant.present(date=born, **evidence) if born else None,
        died=meant.present(date=died, **evidence) if died else None,
        date=date, text=wording, place=place and meant.entity(opened, place),
        parties=[meant.party(opened, one) for one in party or ()],
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
    on_terminal = prompts.is_asking(start, type, goal, claim.source)
    types = opened.data.vocabulary.types
    start = prompts.given(start, "FROM", "the name of an entity", lambda word: meant.entity(opened, word))
    known = asking.if_asked(type, lambda word: meant.known(word, types, "relation type"))
    type = prompts.given(type, "TYPE", "a relation type; ? lists them", known)
    goal = prompts.given(goal, "TO", "the name of an entity", lambda word: meant.entity(opened, word))
    named = meant.present(id=id, role=role, about=[meant.entity(opened, one) for one in about or ()])
    claim = _asked_for(opened, claim, ("date", "source", "at"), on_terminal)
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
    on_terminal = prompts.is_asking(id, title)
    few = "lower-case letters, digits and hyphens, such as gazette-2021"
    id = prompts.given(
        id, "NEW-ID", few, asking.if_asked(id, lambda word: meant.free(word, opened.data.sources))
    )
    title = prompts.given(title, "--title", "its title", str)
    if on_terminal and date is None:
        date = asking.offered(opened, "date")
    _add(opened, "sources", meant.present(
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
    on_terminal = prompts.is_asking(id, claim.source)
    few = "the id of a relation or an event; akg evidence FROM TO tells it"
    record = prompts.given(id, "RECORD", few, lambda word: meant.record(opened.data, word).id)
    new = _claimed(opened, _asked_for(opened, claim, ("stance", "by", "source", "at"), on_terminal))
    _write(opened, lambda data: joining.claim(data.folder, meant.record(data, record), new), {})


SUBCOMMANDS = (entity, relation, source, claim)


def _open(writing: Writing) -> meant.Opened:
    read = session.read(locate.own(writing.data))
    return meant.Opened(read, names.Index(MemoryGraph(read.sound)), writing.dry_run)


def _claimed(opened: meant.Opened, given: Claim) -> "Record":
    """Give a claim as it is written."""
    by, via = meant.voice(opened, given.by), meant.voice(opened, given.via)
    for voice in (by, via):
        meant.tell_of_words(opened, voice)
    return meant.present(
        date=given.date, text=given.wording, place=given.place and meant.entity(opened, given.place),
        by=by, stance=given.stance, via=via, hedge=given.hedge,
        said=given.said, source=given.source, at=given.at, note=given.note,
    )  # fmt: skip


def _asked_for(opened: meant.Opened, given: Claim, keys: Iterable[str], on_terminal: bool) -> Claim:
    """Ask, in this order, for what a claim leaves out; off a terminal only its source is missed."""
    for key in keys:
        value = getattr(given, key)
        if key == "source":
            value = asking.source(opened, value)
        elif value is None and on_terminal:
            value = asking.stance() if key == "stance" else asking.offered(opened, key)
        given = given._replace(**{key: value})
    return given


def _add(opened: meant.Opened, part: str, new: "Record") -> None:
    from akg import adding  # here, because no help needs pydantic and YAML

    _write(opened, lambda data: adding.record(data.folder, part, new), _TYPED[part])


def _write(opened: meant.Opened, plan: "Callable[[Dataset], Change]", typed: Mapping[str, str]) -> None:
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
            raise SystemExit(output.ERRORS)
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

"""Answers a TAB: what may the word under the cursor become?

A shell's function (`akg completion bash`, and so on) calls akg with `_AKG_COMPLETE` naming the shell, and as
its argument the line up to the cursor. It prints a word that says what to do, then one candidate a line.
Try it by hand: `_AKG_COMPLETE=fish akg 'akg show lad'`. Until the names have to be read from the dataset
itself, only what is light is imported here; a TAB costs little more than the start of Python.
"""

import os
import sys

from akg import AkgError, locate, offers, register, shells
from akg.cli import SPELLINGS, tell
from akg.offers import Offer, Offers

TYPE_CHECKING = False  # typing's own costs its import
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from akg.register import Entry, Register

PARAMETERS = os.path.join(os.path.dirname(__file__), "parameters.tsv")
# The metavars that take an entity; those of register.LISTS take an id.
ENTITY = ("NAME", "FROM", "TO", "RELATION")
PATHS = {"FILE": "files", "DIR": "folders"}  # what the shell completes itself


class Parameter:
    """A row of the table of parameters, which `make docs` makes: a command, an argument or an option."""

    def __init__(self, row: str) -> None:
        self.command, names, self.takes, self.help = row.split("\t")
        self.names = names.split()  # of an option; the others have none


class Asked:
    """What stands under the cursor: what it takes, the word typed so far, the part of it that stays.

    Of `akg show --kind=group,per` the command is 'show'; `--kind=group,` is kept, 'per' typed, a KIND taken.
    """

    def __init__(self, words: "Sequence[str]") -> None:
        with open(PARAMETERS, encoding="utf-8") as table:
            self._table = [Parameter(row) for row in table.read().splitlines()]
        self._commands = {row.command for row in self._table}
        self.command = ""
        self.folder: str | None = None  # that --data names
        self._arguments = 0  # before the cursor
        self._awaiting: Parameter | None = None  # the option whose value comes next
        self._options = True  # until `--`
        self.kept, self.typed = "", words[-1]
        for word in words[:-1]:
            self._pass(word)
        self.takes = self._taken()
        if self.takes.endswith(","):
            self.takes = self.takes[:-1]
            before, comma, self.typed = self.typed.rpartition(",")
            self.kept += before + comma

    def _pass(self, word: str) -> None:
        """Take note of a word before the cursor."""
        if self._awaiting:
            self._value(self._awaiting, word)
            self._awaiting = None
        elif self._options and word == "--":
            self._options = False
        elif self._options and word.startswith("-") and word != "-":
            name, given, value = word.partition("=")
            option = self._option(name if name.startswith("--") else name[:2])
            if option and given:
                self._value(option, value)
            elif option and option.takes and (name in option.names):
                self._awaiting = option
        elif (inner := f"{self.command} {SPELLINGS.get(word, word)}".strip()) in self._commands:
            self.command = inner
        else:
            self._arguments += 1

    def _value(self, option: Parameter, value: str) -> None:
        if "--data" in option.names:
            self.folder = os.path.expanduser(os.path.expandvars(value))

    def _taken(self) -> str:
        """Say what the last word takes: a metavar, choices, or 'OPTION' or 'COMMAND'."""
        if self._awaiting:
            return self._awaiting.takes
        if self._options and self.typed.startswith("-"):
            name, given, value = self.typed.partition("=")
            if not given:
                return "OPTION"
            self.kept, self.typed = name + given, value
            option = self._option(name)
            return option.takes if option else ""
        if self.commands():
            return "COMMAND"
        arguments = [row.takes for row in self._table if row.command == self.command and not row.names][1:]
        if self._arguments < len(arguments):
            return arguments[self._arguments].removesuffix("...")
        if arguments and arguments[-1].endswith("..."):
            return arguments[-1].removesuffix("...")
        return "OPTION"

    def _option(self, name: str) -> Parameter | None:
        return next((row for row in self.options() if name in row.names), None)

    def options(self) -> "Iterator[Parameter]":
        """Give the options of the command."""
        return (row for row in self._table if row.command == self.command and row.names)

    def commands(self) -> list[Parameter]:
        """Give the commands of akg, or of the command: those one word longer."""
        return [
            row
            for row in self._table
            if row.command.rpartition(" ")[0] == self.command and row.command and not (row.names or row.takes)
        ]


def run(shell: str, arguments: "Sequence[str]") -> None:
    """Print what the last word of a line may become, as the function of that shell reads it.

    Whatever is wrong, nothing is offered; why is said on stderr, which those functions close.
    """
    if shell not in offers.WRITERS or not arguments:
        return
    line = shells.Line(arguments[0], "fish" if shell == "fish" else "bash")
    words = line.words
    while len(words) > 1 and "=" in words[0]:  # variables set for the command
        words = words[1:]
    asked = Asked(words[1:] or [""])
    replaced = arguments[1] if len(arguments) > 1 else ""  # bash says that
    found = Offers(list(_offered(asked)), asked.kept, asked.typed, PATHS.get(asked.takes, ""))
    lines = offers.WRITERS[shell](found, arguments[0], replaced)
    text = "".join(f"{line}\n" for line in lines)
    with open(1, "wb", closefd=False) as out:
        out.write(text.encode(sys.getfilesystemencoding(), "replace"))


def _offered(asked: Asked) -> "Iterator[Offer]":
    """Give what the word may become, in the order in which it is shown."""
    takes, typed = asked.takes, asked.typed
    if takes in ENTITY:
        names = _register(asked.folder)
        for entry in names.begun(typed) if names else ():
            yield Offer((entry.text, entry.alias, entry.id), _described(entry))
    elif takes == "COMMAND":
        for row in asked.commands():
            own = row.command.rpartition(" ")[2]
            yield from _first([own, *(w for w, meant in SPELLINGS.items() if meant == own)], typed, row.help)
    elif takes == "OPTION":
        for row in asked.options():
            long = [name for name in row.names if name.startswith("--")]
            yield from _first(long or row.names, typed, row.help)
    elif takes in register.LISTS:
        names = _register(asked.folder)
        for id in names.ids(takes) if names else ():
            yield from _first([id], typed)
    else:
        for choice in takes.split("|") if takes.islower() else ():  # a metavar is in capitals
            yield from _first([choice], typed)


def _first(spellings: "Iterable[str]", typed: str, note: str = "") -> "Iterator[Offer]":
    """Give the first spelling that begins as typed, in any case."""
    begun = (word for word in spellings if word.casefold().startswith(typed.casefold()))
    yield from (Offer((word,), note) for word in list(begun)[:1])


def _described(entry: "Entry") -> str:
    """Say what an entity is, and by which of its names it was found."""
    found = [entry.name] * (entry.text != entry.name) + [entry.other] * bool(entry.other)
    return f"{entry.kind}: {', '.join(found)}" if found else entry.kind


def _register(folder: str | None) -> "Register | None":
    """Open the names of the dataset in use; where they are not kept, or of another day, read it first."""
    try:
        return register.current(locate.folder(folder)) or _read(folder)
    except (AkgError, OSError, MemoryError) as error:
        tell(f"nothing to complete from: {error}")
        return None


def _read(folder: str | None) -> "Register":
    from pathlib import Path

    from akg.cli import session  # here, because it is what the names are kept to spare

    dataset = locate.folder(folder)
    made = session.built(Path(dataset))
    session.refresh(made)  # a question is likely to follow
    return register.current(dataset) or register.Register(b"".join(register.made(made.sound, "")))

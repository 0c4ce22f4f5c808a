"""Reads YAML that is known to be sound into nodes that keep their comments."""

import re
from typing import NamedTuple

import yaml

from akg.layout import Entry, Group
from akg.marked import LOADER, offset
from akg.spelling import nfc

# A comment, or the end of a line before a blank one.
_NOTABLE = re.compile(r"#[^\n]*|\n(?=[ \t]*\n)")
_MARKS = " \t-?:"  # what can stand before the first value of a line


class _Waiting(NamedTuple):
    """A comment on a line of its own, or a blank line (""), until it is known what comes next."""

    text: str
    column: int
    within: tuple[Group, ...]  # what was open there
    end: int


def read(text: str) -> Entry:
    """Read a file's text; the value of the entry is missing where there are only comments.

    A comment on a line of its own belongs to what comes next, or, if that is further out, to the end of what
    it is aligned with; one beside a value, to that.
    """
    reading = _Reading(text)
    for event in yaml.parse(text, Loader=LOADER):
        reading.take(event)
    return reading.whole


class _Reading:
    """One parse: what is open, what was read last, and the comments that wait."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.whole = Entry()
        self.open: list[Group] = []
        self.waiting: list[_Waiting] = []
        self.last: Entry | None = None  # what a comment on the same line stands beside
        self.end = 0  # of that
        self.scanned = 0

    def take(self, event: yaml.Event) -> None:
        self._scan(offset(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(event)
        elif isinstance(event, yaml.StreamEndEvent):
            self._behind()
        self.scanned = max(self.scanned, self.end)

    def _scan(self, stop: int) -> None:
        """Find the comments and blank lines between two events."""
        within = tuple(self.open)
        for found in _NOTABLE.finditer(self.text, self.scanned, stop):
            note = found[0].rstrip()
            begin = self.text.rfind("\n", 0, found.start()) + 1
            before = self.text[begin : found.start()]
            if note and (self.end > begin or before.strip(_MARKS)) and self.last:
                self.last.beside.append(note)
            else:
                column = len(before) - len(before.lstrip())
                self.waiting.append(_Waiting(note, column, within, found.end()))
        self.scanned = max(self.scanned, stop)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        written = self.text[offset(event.start_mark) : offset(event.end_mark)].rstrip()
        top = self.open[-1] if self.open else None
        if top and top.is_map and (not top.entries or top.entries[-1].value is not None):
            self.last = Entry(nfc(event.value), begin=offset(event.start_mark))
            top.entries.append(self.last)
        else:
            self.last = self._entry()
            self.last.value = nfc(event.value) if event.value or event.style or self.open else None
        self._before(self.last)
        self.end = self.last.end = offset(event.start_mark) + len(written)
        if event.style in ("|", ">") and "#" in (header := written.partition("\n")[0]):
            self.last.beside.append(header[header.index("#") :].rstrip())

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        entry, in_list = self._entry(), bool(self.open) and not self.open[-1].is_map
        column = event.start_mark.column if event.start_mark and not event.flow_style else -1
        entry.value = Group(isinstance(event, yaml.MappingStartEvent), column=column)
        if entry.key is None:
            entry.begin = offset(event.start_mark)
        if event.flow_style or in_list:
            self._before(entry)
        if event.flow_style:
            self.last, self.end = entry, offset(event.end_mark)
        self.open.append(entry.value)

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        closed = self.open[-1]
        if closed.column < 0:
            self._behind()
            self.end = offset(event.end_mark)
        self.open.pop()
        holder = self.open[-1].entries[-1] if self.open else self.whole
        holder.end = self.end
        if closed.column < 0:
            self.last = holder
            if not closed.entries:  # it is written as {} or [], in which nothing can stand
                holder.beside += filter(None, closed.after)
                closed.after.clear()

    def _entry(self) -> Entry:
        """Give the entry that takes the next value: a key that has none yet, or a new item."""
        if not self.open:
            return self.whole
        top = self.open[-1]
        if not top.is_map:
            top.entries.append(Entry())
        return top.entries[-1]

    def _before(self, entry: Entry) -> None:
        """Hand what waits to an entry that begins, but for what is aligned with something further in."""
        top = self.open[-1] if self.open else None
        blank = False
        for note in self.waiting:
            if not note.text:
                blank = True
                continue
            home = entry.before
            if top and -1 < top.column < note.column and any(top is group for group in note.within):
                deepest = _aligned(note)
                home = home if deepest is top else _after(deepest, note)
            home += ["", note.text] if blank else [note.text]
            blank = False
        entry.before += [""] * blank
        self.waiting.clear()

    def _behind(self) -> None:
        """Hand what waits at a closing bracket, or at the end, to what it is in or aligned with."""
        blank = False
        for note in self.waiting:
            if note.text:
                home = self._home(note)
                home += ["", note.text] if blank else [note.text]
            blank = not note.text
        self.waiting.clear()

    def _home(self, note: _Waiting) -> list[str]:
        if self.open:
            return _after(self.open[-1], note)
        if note.within:
            return _after(_aligned(note), note)
        return self.whole.value.after if isinstance(self.whole.value, Group) else self.whole.before


def _after(group: Group, note: _Waiting) -> list[str]:
    group.end = note.end
    return group.after


def _aligned(note: _Waiting) -> Group:
    """Give the innermost of what was open that begins no further right than a comment, else the outermost."""
    found = (one for one in reversed(note.within) if one.column <= note.column)
    return next(found, note.within[0])

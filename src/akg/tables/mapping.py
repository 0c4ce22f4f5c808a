"""Reads a row of a table as a statement: which column gives which field of a relation, and in what form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date as calendar
from types import MappingProxyType
from typing import NamedTuple, get_args

from akg import dates
from akg.errors import AkgError
from akg.model import Stance
from akg.names import listed, quoted
from akg.spelling import nfc
from akg.tables.tabular import Row
from akg.text import UNSAFE, hint, is_visible

LONGEST = 10_000  # characters of a text, as in every record
LONGEST_ID = 200
_NAMES = ("from", "to", "place", "about", "by", "via")  # white space in a name counts as a blank
KINDS: Mapping[str, str] = MappingProxyType({"from": "from-kind", "to": "to-kind"})
FIELDS = (
    "from", "type", "to", "date", "text", "role", "place", "about", "note", "by", "via", "hedge", "stance",
    "said", "at", "id", "kind", *KINDS.values(),
)  # fmt: skip
_STANCES: tuple[str, ...] = get_args(Stance)
_ASSIGNED = re.compile(rf"(.+?)=({'|'.join(sorted(FIELDS, key=len, reverse=True))})\s*(?:,\s*|\Z)", re.S)
_ID = re.compile(r"[^\s:]+")
# What stands for what in a pattern of --dates, longest first.
_PATTERN = re.compile(r"YYYY|MM|DD|M|D|\*|[^YMD*]+|.")
_DIGITS: Mapping[str, str] = MappingProxyType({
    "YYYY": "(?P<year>[0-9]{4})", "MM": "(?P<month>[0-9]{2})", "M": "(?P<month>[0-9]{1,2})",
    "DD": "(?P<day>[0-9]{2})", "D": "(?P<day>[0-9]{1,2})", "*": "(?P<rest>.*)",
})  # fmt: skip


class BadMapping(AkgError):
    """What was said of columns and fields cannot be."""


class Rejected(Exception):
    """A row that gives no relation: what is wrong with it, and what to do."""


class Draft(NamedTuple):
    """What a row states, in its own words; fields that it does not have are missing."""

    line: int
    fields: Mapping[str, str]
    about: Sequence[str]  # names


class Columns(NamedTuple):
    """Which column gives which field; a column is its number from 0, in JSON its key."""

    of: Sequence[tuple[str, int | str]]
    constants: Mapping[str, str]
    head: Sequence[str]  # the names of the columns, else their numbers from 1; of JSON none
    patterns: Sequence[re.Pattern[str]]  # of dates


def assigned(words: Iterable[str]) -> list[tuple[str, str]]:
    """Read COLUMN=FIELD, more by commas, as (column, field); a column's name may hold either sign.

    Raises BadMapping.
    >>> assigned(["Actor, first=from,Actor, second=to", "a=b=date"])
    [('Actor, first', 'from'), ('Actor, second', 'to'), ('a=b', 'date')]
    """
    found = []
    for word in words:
        at = 0
        while at < len(word):
            one = _ASSIGNED.match(word, at)
            if one is None:
                field = word[at:].rpartition("=")[2]
                near = hint(field, FIELDS) or f"; fields are {', '.join(FIELDS)}"
                raise BadMapping(f"--map: {quoted(word[at:])} is not COLUMN=FIELD{near}")
            found.append((one[1].strip(), one[2]))
            at = one.end()
    return found


def constants(words: Iterable[str]) -> dict[str, str]:
    """Read FIELD=VALUE of what no column has. Raises BadMapping."""
    found: dict[str, str] = {}
    for word in words:
        field, sign, value = word.partition("=")
        if not sign or field not in FIELDS or not value.strip():
            near = hint(field, FIELDS) or f"; fields are {', '.join(FIELDS)}"
            raise BadMapping(f"--set: {quoted(word)} is not FIELD=VALUE{near}")
        if field in found:
            raise BadMapping(f"--set: {field!r} is given twice; keep one")
        try:
            found[field] = _text(value, field)
        except Rejected as rejected:
            raise BadMapping(f"--set: {rejected}") from None
    return found


def needs_header(given: Sequence[tuple[str, str]]) -> bool:
    """Tell whether columns are called by names, which the first row has to give; where none is, it does."""
    return not given or not all(column.isdecimal() for column, _ in given)


def columns(
    given: Sequence[tuple[str, str]],
    fixed: Mapping[str, str],
    patterns: Iterable[str],
    head: Sequence[str] | None,
    *,
    named: bool,
) -> Columns:
    """Find the columns that are meant. Raises BadMapping.

    `head` is the first row, None of JSON; it holds the names where it is `named`. A number is a column where
    no name is that. Where nothing is given, columns that are called as fields are these; of JSON whatever
    a row has.
    """
    names = [cell.strip() for cell in head] if head is not None and named else None
    guessed = head is None and not given  # any key; what a row does not have --set may give
    if not given:
        given = [(name, name.lower()) for name in names or FIELDS if name.lower() in FIELDS]
    found = [
        (field, column if head is None else _number(column, names, len(head))) for column, field in given
    ]
    doubled = [field for number, (field, _) in enumerate(found) if field in dict(found[:number])]
    for field in [field for field in doubled if field != "about"]:
        raise BadMapping(f"--map: two columns are {field!r}; name one")
    for field in () if guessed else sorted({field for field, _ in found} & fixed.keys()):
        raise BadMapping(f"--set {field}: a column is that already; leave out one of the two")
    _complete({field for field, _ in found} | fixed.keys(), names)
    shown = () if head is None else names or [str(number) for number in range(1, len(head) + 1)]
    return Columns(found, fixed, shown, [_compiled(pattern) for pattern in patterns])


def _number(column: str, names: Sequence[str] | None, many: int) -> int:
    if names is not None and column in names:
        if names.count(column) > 1:
            raise BadMapping(f"--map: several columns are called {quoted(column)}; give its number, from 1")
        return names.index(column)
    if column.isdecimal() and 1 <= int(column) <= many:
        return int(column) - 1
    if names is None:
        raise BadMapping(f"--map: there is no column {column}; the first row has {many}")
    raise BadMapping(f"--map: no column is called {quoted(column)}{_offered(names)}")


def _offered(names: Sequence[str] | None) -> str:
    """List the columns there are; a single one is a row that was not taken apart."""
    if names is None:
        return ""
    sign = next((sign for sign in (";", "\t", "|", ",") if len(names) == 1 and sign in names[0]), None)
    if sign:
        return f"; is the table parted by {'tabs' if sign == chr(9) else repr(sign)}? Give --delimiter"
    return f"; there are:{listed(names)}"


def _complete(fields: Iterable[str], names: Sequence[str] | None) -> None:
    """Raise BadMapping where a field is missing that every relation has."""
    missing = [field for field in ("from", "type", "to") if field not in fields]
    if missing:
        one = missing[0]
        raise BadMapping(
            f"nothing gives {one!r}; give --map COLUMN={one}, or --set {one}=VALUE{_offered(names)}"
        )
    if "kind" not in fields and not set(KINDS.values()) <= set(fields):
        raise BadMapping(
            "of what kind are the names? Give --set kind=group (person, place, …), or --map COLUMN=kind; "
            "from-kind and to-kind part the two ends"
        )


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of dates, such as D.M.YYYY. Raises BadMapping."""
    tokens = _PATTERN.findall(pattern)
    groups = [_DIGITS[token] for token in tokens if token in _DIGITS]
    if len(set(groups)) < len(groups) or "YYYY" not in tokens or not {"MM", "M"} & {*tokens}:
        raise BadMapping(f"--dates: {quoted(pattern)} is no pattern; write such as D.M.YYYY, MM/DD/YYYY")
    try:
        return re.compile("".join(_DIGITS.get(token) or re.escape(token) for token in tokens))
    except re.error:
        raise BadMapping(f"--dates: {quoted(pattern)} names a part twice; write such as D.M.YYYY") from None


def draft(row: Row, columns: Columns) -> Draft:
    """Read a row. Raises Rejected."""
    if row.fault:
        raise Rejected(row.fault)
    many = len(columns.head)
    if row.keyed is None and len(row.cells) != many:
        raise Rejected(f"{len(row.cells)} cells, not {many}; quote what holds the sign between cells")
    found = dict(columns.constants)
    about: list[object] = [found.pop("about")] if "about" in found else []
    for field, column in columns.of:
        value = row.cells[column] if isinstance(column, int) else (row.keyed or {}).get(column)
        if field == "about":
            about += _several(value)
        elif text := _text(value, field):
            found[field] = text
    _checked(found, columns)
    return Draft(row.line, found, [name for one in about if (name := _text(one, "about"))])


def _several(value: object) -> list[object]:
    """Give the names in a cell, which semicolons part, or in a list."""
    if isinstance(value, list):
        return value
    return list(value.split(";")) if isinstance(value, str) else [value]


def _text(value: object, field: str) -> str:
    """Give the text of a cell as it is kept: in NFC, without blanks around it; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    if not isinstance(value, str):
        raise Rejected(f"{field} is {str(value)[:40]!r}; write words, in quotes")
    text = " ".join(value.split()) if field in _NAMES or field == "type" else value.strip()
    if not text.isascii() or not text.isprintable():
        text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
        if found := UNSAFE.search(text):
            raise Rejected(f"{field} has {_unsafe(found[0])}")
    if len(text) > LONGEST:
        raise Rejected(f"{field} has {len(text):,} characters; shorten it to {LONGEST:,}")
    return text


def _unsafe(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":
        return f"the byte 0x{ord(sign) - 0xDC00:02x}, which is no text here; give the right --encoding"
    return f"the control character U+{ord(sign):04X}; remove it"


def _checked(found: dict[str, str], columns: Columns) -> None:
    """Check the fields that take no free words, and bring dates into EDTF."""
    for field in ("from", "type", "to"):
        if field not in found:
            raise Rejected(f"no {field!r}; fill its column in")
    for field in _NAMES:
        if field in found and not found[field].isascii() and not is_visible(found[field]):
            raise Rejected(f"{field} holds nothing that can be seen; write a name in letters")
    for field in ("date", "said"):
        if field in found:
            _date(found, field, columns.patterns)
    if found.get("stance", _STANCES[0]) not in _STANCES:
        raise Rejected(f"stance is {quoted(found['stance'])}; write one of {', '.join(_STANCES)}")
    if "id" in found and (not _ID.fullmatch(found["id"]) or len(found["id"]) > LONGEST_ID):
        raise Rejected(f"{quoted(found['id'])} is no id of a relation; write it without blanks and colons")


def _date(found: dict[str, str], field: str, patterns: Iterable[re.Pattern[str]]) -> None:
    """Bring a date into EDTF; what a pattern leaves out of it stays in `text`."""
    written = found[field]
    for pattern in patterns:
        if match := pattern.fullmatch(written):
            found[field] = _in_order(match, written)
            if match.groupdict().get("rest") and field == "date":
                found.setdefault("text", written)
            return
    try:
        found[field] = dates.parse(written).text
    except dates.DateError as error:
        raise Rejected(
            f"{field}: {error}; if the whole column is so, give --dates, such as D.M.YYYY"
        ) from None


def _in_order(match: re.Match[str], written: str) -> str:
    """Write what a pattern found as a day or month. Raises Rejected where there is none such."""
    parts = match.groupdict()
    year, month, day = int(parts["year"]), int(parts["month"]), int(parts.get("day") or 1)
    try:
        calendar(year, month, day)
    except ValueError:
        raise Rejected(
            f"{quoted(written)} is no day of the calendar, as --dates reads it; correct it"
        ) from None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if "day" in parts else "")

"""Reads at once what most lines of bulk data are: records whose values are all plain texts."""

import json
from unicodedata import is_normalized

from akg import model, values
from akg.errors import Place
from akg.lines import LONGEST
from akg.text import is_visible

_ENTITY = {"id", "kind", "name"}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object] | None:
    found = dict(pairs)
    return found if len(found) == len(pairs) else None  # a key that is given twice is a fault


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
_ONLY = {str}


def record(content: bytes) -> dict[str, str] | None:
    """Give the keys and texts of a line; None where it must be read with care, as `akg.lines` does."""
    if len(content) > LONGEST:
        return None
    try:
        text = content.decode().rstrip("\r\n")
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):  # no UTF-8, no JSON, blank, or too deep
        return None
    if type(found) is not dict or end != len(text) or "\r" in text or text[0] != "{":
        return None
    return found if set(map(type, found.values())) == _ONLY else None


def is_text(value: str) -> bool:
    """Tell whether a value surely is what `values.Text` takes as it stands, and is kept as it stands."""
    return (
        0 < len(value) <= values.LIMIT
        and value.isprintable()  # so it holds nothing of `text.UNSAFE`, and no white space but blanks
        and value[0] != " " != value[-1]
        and (value.isascii() or is_normalized("NFC", value))
    )


def entity(content: bytes, file: str, number: int) -> model.Entity | None:
    """Read an entity of which a line says its id, kind and name; None where it says anything else."""
    found = record(content)
    if found is None or found.keys() != _ENTITY:
        return None
    id, kind, name = found["id"], found["kind"], found["name"]
    if kind == "event" or not (values.is_id(id) and values.is_id(kind)):  # an event needs a source
        return None
    if not is_text(name) or not is_visible(name):
        return None
    return model.Entity(id, kind, name, Place(file, number, 1))

"""The sorts of value that keys take: how each is read, and what an editor is told of it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from akg import codes, dates, model
from akg.dates import Edtf
from akg.text import SEEN, is_visible

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
BACKWARDS = "^"  # before a relation type, as in the property paths of SPARQL
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_RANGE = re.compile(rf"{_NUMBER}(\.\.{_NUMBER}?)?\Z")
LIMIT = 10_000  # characters of a text: no record needs more
_LONGEST = 200  # of an id
_DIGITS = 40  # of a number, or of the two of a range


def is_id(text: str) -> bool:
    """Tell whether a text has the form of an id."""
    return len(text) <= _LONGEST and _SLUG.match(text) is not None


def _slug(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError(
            "id", "{value} is no id; write lower-case letters, digits and hyphens", _quoted(value)
        )
    return value


def _step(value: str) -> str:
    _slug(value.removeprefix(BACKWARDS))
    return value


def _date(value: object) -> Edtf:
    if isinstance(value, list):
        inner = ", ".join(str(item) for item in value)
        raise PydanticCustomError(
            "date", "a date in brackets is a YAML list; quote it: {value}", {"value": f'"[{inner}]"'}
        )
    if not isinstance(value, str):
        raise PydanticCustomError("date", "a date is one value such as 2019-05, not a mapping", {})
    try:
        return dates.parse(value)
    except dates.DateError as error:
        raise PydanticCustomError("date", "{message}", {"message": str(error)}) from None


def _range(value: object) -> tuple[float, float | None]:
    found = _RANGE.match(value) if isinstance(value, str) and len(value) <= _DIGITS else None
    if found is None:
        raise PydanticCustomError(
            "number",
            "{value} is no number; write 500, 400..600 or 400.. without units or commas",
            _quoted(value),
        )
    low, dots, high = found.groups()
    top = (float(high) if high else None) if dots else float(low)
    if top is not None and top < float(low):
        raise PydanticCustomError(
            "number", "{value} runs backwards; write the smaller number first", _quoted(value)
        )
    return float(low), top


def _voice(value: object) -> model.Voice:
    if isinstance(value, str):
        return model.Voice(entity=value) if _SLUG.match(value) else model.Voice(words=_checked(value))
    if isinstance(value, dict) and "unnamed" in value and set(value) <= {"unnamed", "of"}:
        words, of = value["unnamed"], value.get("of")
        if isinstance(words, str) and (of is None or isinstance(of, str)):
            return model.Voice(words=_checked(words), of=_slug(of) if of else None)
    raise PydanticCustomError(
        "voice", "write an id, a name in words, or {unnamed: two officials, of: an-id}", {}
    )


def _seen(value: str) -> str:
    if not is_visible(value):
        message = "{value} holds nothing that can be seen; write a name in letters"
        raise PydanticCustomError("no-value", message, {"value": ascii(value)[:60]})
    return value


def _checked(value: str) -> str:
    if not value.strip() or len(value) > LIMIT:
        raise PydanticCustomError("text", "between 1 and {limit} characters are needed", {"limit": LIMIT})
    return value.strip()


def _quoted(value: object) -> dict[str, Any]:
    return {"value": repr(value)[:60]}


# The sorts of value, as an editor tells of them.
SORTS: Mapping[str, str] = {
    "text": "words; quote them if they hold ': ', or in braces a comma",
    "name": "a name in words",
    "id": "lower-case letters and digits, joined by single hyphens",
    "kind": "a kind of the vocabulary",
    "type": "a relation type of the vocabulary",
    "step": "a relation type of the vocabulary, with ^ before it read backwards",
    "date": "in EDTF: 2019, 2019-05, 2009/.., 1970~, 2017..2019",
    "number": "500, 400..600 or 400..",
    "code": "what a warning of akg check has in brackets",
    "voice": "an id, a name in words, or {unnamed: two officials, of: an-id}",
}


def _editor(title: str, **keywords: object) -> WithJsonSchema:
    """Say in JSON Schema what a value takes. To an editor, which reads YAML 1.2, 1998 is a number.

    The remedy is told by the language servers of YAML and JSON, instead of the pattern.
    """
    remedy = {"patternErrorMessage": f"write {SORTS[title]}"} if "pattern" in keywords else {}
    return WithJsonSchema({"title": title, "description": SORTS[title], **keywords, **remedy})


_SCALAR = ["string", "number", "boolean"]
_WORDS = {"type": _SCALAR, "pattern": r"\S", "maxLength": LIMIT, "patternErrorMessage": "write words"}
_ID = {"type": ["string", "integer", "boolean"], "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "minimum": 0,
       "maxLength": _LONGEST}  # fmt: skip
_UNNAMED = {"type": "object", "additionalProperties": False, "required": ["unnamed"],
            "properties": {"unnamed": _WORDS, "of": _ID}}  # fmt: skip

_AS_TEXT = StringConstraints(strip_whitespace=True, min_length=1, max_length=LIMIT)
_AS_SLUG = BeforeValidator(lambda v: v if not isinstance(v, str) or is_id(v) else _slug(v))
Text = Annotated[str, _AS_TEXT, _editor("text", **_WORDS)]
Name = Annotated[str, _AS_TEXT, AfterValidator(_seen), _editor("name", **{**_WORDS, "pattern": SEEN})]
Slug = Annotated[str, _AS_SLUG, _editor("id", **_ID)]
KindId = Annotated[str, _AS_SLUG, _editor("kind", **_ID)]
TypeId = Annotated[str, _AS_SLUG, _editor("type", **_ID)]
Step = Annotated[
    str, AfterValidator(_step), _editor("step", **{**_ID, "pattern": r"^\^?[a-z0-9]+(-[a-z0-9]+)*$"})
]
RelationId = Annotated[
    str, _AS_TEXT, StringConstraints(pattern=r"^[^\s:]+$"),
    WithJsonSchema({"type": _SCALAR, "pattern": r"^\s*[^\s:]+\s*$", "maxLength": LIMIT}),
]  # fmt: skip
Code = Annotated[
    str, _AS_TEXT,
    _editor("code", enum=list(codes.MAY_BE_MEANT),
            enumDescriptions=[codes.CODES[code].means.replace("`", "") for code in codes.MAY_BE_MEANT]),
]  # fmt: skip
Date = Annotated[
    Edtf, PlainValidator(_date),
    _editor("date", type=["string", "integer"], minimum=-9999, maximum=9999, pattern=dates.pattern()),
]  # fmt: skip
Range = Annotated[
    tuple[float, float | None], PlainValidator(_range),
    _editor("number", type=["string", "number"], minimum=0, pattern=rf"^{_NUMBER}(\.\.{_NUMBER}?)?$",
            maxLength=_DIGITS),
]  # fmt: skip
Voice = Annotated[model.Voice, PlainValidator(_voice), _editor("voice", anyOf=[_WORDS, _UNNAMED])]
Yes = Annotated[Literal["true", "false"], WithJsonSchema({"enum": [True, False, "true", "false"]})]

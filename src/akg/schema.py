"""The records as a curator writes them: the keys, what each takes, and the model's record it becomes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from akg import dates, model, vocabulary
from akg.dates import Edtf
from akg.errors import Place
from akg.marked import Map
from akg.text import SEEN, VISIBLE

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_RANGE = re.compile(rf"{_NUMBER}(\.\.{_NUMBER}?)?\Z")
_LIMIT = 10_000  # characters of a text: no record needs more
_LONGEST = 200  # of an id
_DIGITS = 40  # of a number, or of the two of a range


def _slug(value: str) -> str:
    if len(value) > _LONGEST or not _SLUG.match(value):
        raise PydanticCustomError(
            "id", "{value} is no id; write lower-case letters, digits and hyphens", _quoted(value)
        )
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
    if not VISIBLE.search(value):
        message = "{value} holds nothing that can be seen; write a name in letters"
        raise PydanticCustomError("no-value", message, {"value": ascii(value)[:60]})
    return value


def _checked(value: str) -> str:
    if not value.strip() or len(value) > _LIMIT:
        raise PydanticCustomError("text", "between 1 and {limit} characters are needed", {"limit": _LIMIT})
    return value.strip()


def _quoted(value: object) -> dict[str, Any]:
    return {"value": repr(value)[:60]}


def _keys(names: list[str]) -> dict[str, Any]:
    return {"key": names[0], "keys": ", ".join(map(repr, names))}


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


# The sorts of value, as an editor tells of them.
VALUES: Mapping[str, str] = {
    "text": "words; quote them if they hold ': ', or in braces a comma",
    "name": "a name in words",
    "id": "lower-case letters and digits, joined by single hyphens",
    "kind": "a kind of the vocabulary",
    "type": "a relation type of the vocabulary",
    "date": "in EDTF: 2019, 2019-05, 2009/.., 1970~, 2017..2019",
    "number": "500, 400..600 or 400..",
    "voice": "an id, a name in words, or {unnamed: two officials, of: an-id}",
}


def _editor(title: str, **keywords: object) -> WithJsonSchema:
    """Say in JSON Schema what a value takes. To an editor, which reads YAML 1.2, 1998 is a number.

    The remedy is told by the language servers of YAML and JSON, instead of the pattern.
    """
    remedy = {"patternErrorMessage": f"write {VALUES[title]}"} if "pattern" in keywords else {}
    return WithJsonSchema({"title": title, "description": VALUES[title], **keywords, **remedy})


_SCALAR = ["string", "number", "boolean"]
_WORDS = {"type": _SCALAR, "pattern": r"\S", "maxLength": _LIMIT, "patternErrorMessage": "write words"}
_ID = {"type": ["string", "integer", "boolean"], "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$", "minimum": 0,
       "maxLength": _LONGEST}  # fmt: skip
_UNNAMED = {"type": "object", "additionalProperties": False, "required": ["unnamed"],
            "properties": {"unnamed": _WORDS, "of": _ID}}  # fmt: skip

_AS_TEXT = StringConstraints(strip_whitespace=True, min_length=1, max_length=_LIMIT)
_AS_SLUG = BeforeValidator(lambda v: _slug(v) if isinstance(v, str) else v)
Text = Annotated[str, _AS_TEXT, _editor("text", **_WORDS)]
Name = Annotated[str, _AS_TEXT, AfterValidator(_seen), _editor("name", **{**_WORDS, "pattern": SEEN})]
Slug = Annotated[str, _AS_SLUG, _editor("id", **_ID)]
KindId = Annotated[str, _AS_SLUG, _editor("kind", **_ID)]
TypeId = Annotated[str, _AS_SLUG, _editor("type", **_ID)]
RelationId = Annotated[
    str, _AS_TEXT, StringConstraints(pattern=r"^[^\s:]+$"),
    WithJsonSchema({"type": _SCALAR, "pattern": r"^\s*[^\s:]+\s*$", "maxLength": _LIMIT}),
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
Kinds = Annotated[
    list[Slug],
    BeforeValidator(_one_or_many, json_schema_input_type=Slug | Annotated[list[Slug], Field(min_length=1)]),
    Field(min_length=1),
]
Rules = tuple[JsonSchemaValue, ...]
NEEDS_SOURCE: JsonSchemaValue = {"anyOf": [{"required": ["source"]}, {"required": ["claims"]}]}


def _without(*keys: str) -> JsonSchemaValue:
    return {"properties": dict.fromkeys(keys, False)}


def _is_of(kind: str) -> JsonSchemaValue:
    return {"required": ["kind"], "properties": {"kind": {"const": kind}}}


class _Record(BaseModel):
    """What all of them share: unknown keys are errors, nothing changes later, and the place is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    # In the terms of JSON Schema, what the validators of a record ask beyond its keys.
    RULES: ClassVar[Rules] = ()
    _where: Place

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        made = handler.resolve_ref_schema(handler(core))
        return made | ({"allOf": list(cls.RULES)} if cls.RULES else {})

    @model_validator(mode="wrap")
    @classmethod
    def _remember_place(
        cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        made = handler(data)
        file, mark = info.context or ("", (1, 1))
        made._where = Place(file, *(data.mark if isinstance(data, Map) else mark))
        return made


class Evidence(_Record):
    """The fields of a claim that `with:` may give for all that is nested under it."""

    FIELDS: ClassVar[tuple[str, ...]] = ("source", "at", "by", "via", "stance", "hedge", "said")

    source: Slug | None = Field(None, description="the id of a source")
    at: Text | None = Field(None, description="the place in it: para 8, p. 112, 00:14:30")
    by: Voice | None = Field(None, description="who says so; without it the source itself")
    via: Voice | None = Field(None, description="who passed it on")
    stance: model.Stance = Field(
        "asserts", description="asserts, denies, doubts or retracts; without it asserts"
    )
    hedge: Text | None = Field(None, description="the reserve it is made with: reportedly, allegedly")
    said: Date | None = Field(None, description="when it was said; without it the date of the source")

    def claim(self) -> model.Claim:
        """Make the claim that these fields are."""
        return model.Claim(
            self.source or "", self._where, self.at, self.by, self.via, self.stance, self.hedge, self.said
        )


class Claim(Evidence):
    """One claim of a list: whose, where it is written, and what of the record it sees differently."""

    source: Slug = Field(description="the id of a source")
    date: Date | None = Field(None, description="its own date, where claims differ; without it the record's")
    text: Text | None = Field(None, description="the source's words for the date")
    place: Slug | None = Field(None, description="its own place, the id of a place")
    note: Text | None = Field(None, description="text")
    set_aside: Text | None = Field(
        None, description="a reason; the claim stays on file and counts for nothing"
    )

    def record(self) -> model.Claim:
        """Make the claim."""
        return replace(
            self.claim(),
            date=self.date, text=self.text, place=self.place, note=self.note, set_aside=self.set_aside,
        )  # fmt: skip


Claims = Annotated[list[Claim], BeforeValidator(_one_or_many, json_schema_input_type=Claim | list[Claim])]


class _Claimed(Evidence):
    """What has its evidence as one claim in its own fields, or as a list under `claims`."""

    claims: Annotated[list[Claim], Field(min_length=1)] | None = Field(
        None, description="a list of claims, else the short form"
    )
    RULES: ClassVar[Rules] = ({"dependencies": {"claims": _without(*Evidence.FIELDS)}},)

    @model_validator(mode="after")
    def _short_or_long(self) -> Self:
        doubled = sorted(set(self.FIELDS) & self.model_fields_set)
        if self.claims is not None and doubled:
            message = "{keys} beside 'claims'; move it into the claims"
            raise PydanticCustomError("short-and-claims", message, _keys(doubled))
        if self.claims is None and self.source is None and self._needs_source:
            raise PydanticCustomError("no-source", "needs 'source' (and 'at'), or a list of 'claims'", {})
        return self

    @property
    def _needs_source(self) -> bool:
        return True

    def evidence(self) -> tuple[model.Claim, ...]:
        """Make the claims, one where the short form is used."""
        if self.claims is not None:
            return tuple(claim.record() for claim in self.claims)
        return (self.claim(),) if self.source else ()


class Alias(_Claimed):
    """Another name, and where it is found."""

    name: Name = Field(description="text")
    lang: Text | None = Field(None, description="the language, such as ar")

    @property
    def _needs_source(self) -> bool:
        return False

    def record(self) -> model.Alias:
        """Make the alias; it has no claims where neither it nor a `with:` names a source."""
        return model.Alias(self.name, self.lang, self.evidence())


class _Dated(_Claimed):
    """What has a date that its claims share unless they have their own."""

    date: Date | None = Field(None, description="a date")
    text: Text | None = Field(None, description="the source's words for the date")
    note: Text | None = Field(None, description="text")


class Figure(_Dated):
    """A number about an entity: how many of what, when, and who says so."""

    what: Text = Field(description="what is counted, with the unit: fighters, share in percent")
    value: Range = Field(description="500, 400..600, or 400.. for 400 or more; no commas and no unit")
    date: Date | None = Field(None, description="as of when, a date")
    RULES: ClassVar[Rules] = (*_Claimed.RULES, NEEDS_SOURCE)

    def record(self) -> model.Figure:
        """Make the figure."""
        return model.Figure(self.what, *self.value, self.date, self.text, self.evidence(), self.note)


class Party(_Record):
    """Somebody in an event: an entity under `who`, or words under `text`."""

    who: Slug | None = Field(None, description="the id of an entity")
    text: Text | None = Field(None, description="words, for somebody without a record")
    of: Slug | None = Field(None, description="with text: the group they belong to, an id")
    count: Range | None = Field(None, description="with text: how many, as the value of a figure")
    role: Text | None = Field(None, description="in words")
    type: TypeId = Field(vocabulary.PARTY, description=f"the relation type; without it {vocabulary.PARTY}")
    note: Text | None = Field(None, description="text")
    RULES: ClassVar[Rules] = (
        {"anyOf": [{"required": ["who"]}, {"required": ["text"]}]},
        {"dependencies": {"who": _without("text", "of", "count")}},
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.who is None) == (self.text is None):
            raise PydanticCustomError("party", "a party has either 'who' (an id) or 'text' (words)", {})
        if self.who and (self.count or self.of):
            raise PydanticCustomError("party", "'count' and 'of' belong to a party given by 'text'", {})
        return self


# Keys that mean something for one kind only.
_KEYS_OF_KIND: Mapping[str, frozenset[str]] = {
    "person": frozenset({"born", "died"}),
    "event": frozenset({"date", "text", "place", "parties"}),
}


class Entity(_Dated):
    """A person, group, event, place, or what else the vocabulary has."""

    id: Slug = Field(description="an id: never change or reuse it, relations refer to it")
    kind: KindId = Field(description="a kind of the vocabulary")
    name: Name = Field(description="text")
    date: Date | None = Field(None, description="of an event: when, a date")
    text: Text | None = Field(None, description="of an event: the source's words for the date")
    place: Slug | None = Field(None, description="of an event: where, the id of a place")
    aliases: list[Annotated[Alias, BeforeValidator(_named, json_schema_input_type=Name | Alias)]] = Field(
        [], description="a list of names, or of records as below"
    )
    summary: Text | None = Field(None, description="one sentence in your own words; needs a source")
    ids: dict[Slug, Text] = Field({}, description="identifiers in other catalogues: {wikidata: Q42}")
    born: Claims = Field([], description="of a person: a claim, or a list of claims")
    died: Claims = Field([], description="of a person: a claim, or a list of claims")
    figures: list[Figure] = Field([], description="a list of numbers, as below")
    parties: list[Party] = Field([], description="of an event: who was in it, a list as below")

    RULES: ClassVar[Rules] = (
        *_Claimed.RULES,
        {"if": {"anyOf": [_is_of("event"), {"required": ["summary"]}]}, "then": NEEDS_SOURCE},
        *({"if": _is_of(kind), "else": _without(*sorted(keys))} for kind, keys in _KEYS_OF_KIND.items()),
    )

    @property
    def _needs_source(self) -> bool:
        return self.kind == "event" or self.summary is not None

    @model_validator(mode="after")
    def _keys_of_the_kind(self) -> Self:
        for kind, keys in _KEYS_OF_KIND.items():
            wrong = sorted(keys & self.model_fields_set) if self.kind != kind else []
            if wrong:
                raise PydanticCustomError(
                    "wrong-kind",
                    "{keys} in a record of kind {kind}; only one of kind {other} has it",
                    {**_keys(wrong), "kind": self.kind, "other": kind},
                )
        return self

    def record(self) -> model.Entity:
        """Make the entity; its named parties become relations, which the loader makes."""
        unnamed = (
            model.Unnamed(p.text, p.type, p.of, p.role, p.count, p._where) for p in self.parties if p.text
        )
        return model.Entity(
            id=self.id, kind=self.kind, name=self.name, where=self._where,
            aliases=tuple(alias.record() for alias in self.aliases),
            summary=self.summary, note=self.note, ids=tuple(sorted(self.ids.items())),
            born=tuple(claim.record() for claim in self.born),
            died=tuple(claim.record() for claim in self.died),
            figures=tuple(figure.record() for figure in self.figures),
            claims=self.evidence(), date=self.date, text=self.text, place=self.place, unnamed=tuple(unnamed),
        )  # fmt: skip

    def relations(self) -> list[model.Relation]:
        """Make the relations that an event's record holds: of each named party, and of its place."""
        parties = [(p.who, p.type, p.role, p.note, p._where) for p in self.parties if p.who]
        made = [
            self._relation(who, type, self.id, role, note, where) for who, type, role, note, where in parties
        ]
        if self.place and self.kind == "event":
            made.append(self._relation(self.id, vocabulary.SITE, self.place, None, None, self._where))
        return made

    def _relation(
        self, src: str, type: str, dst: str, role: str | None, note: str | None, where: Place
    ) -> model.Relation:
        return model.Relation(
            id=relation_id(src, type, dst, self.date), src=src, type=type, dst=dst, claims=self.evidence(),
            where=where, date=self.date, text=self.text, role=role, note=note, event=self.id,
        )  # fmt: skip


class Relation(_Dated):
    """What holds between two entities."""

    id: RelationId | None = Field(
        None,
        description="text without blanks and colons; without it from.type.to, and the date if there is one",
    )
    from_: Slug = Field(alias="from", description="the id of an entity")
    type: TypeId = Field(description="a relation type of the vocabulary")
    to: Slug = Field(description="the id of an entity")
    place: Slug | None = Field(None, description="where, the id of a place")
    role: Text | None = Field(None, description="what qualifies it, in words: deputy leader, lent money")
    about: Annotated[list[Slug], BeforeValidator(_one_or_many, json_schema_input_type=Slug | list[Slug])] = (
        Field([], description="an id or a list of ids: third parties")
    )
    RULES: ClassVar[Rules] = (*_Claimed.RULES, NEEDS_SOURCE)

    def record(self) -> model.Relation:
        """Make the relation."""
        return model.Relation(
            id=self.id or relation_id(self.from_, self.type, self.to, self.date),
            src=self.from_, type=self.type, dst=self.to, claims=self.evidence(), where=self._where,
            date=self.date, text=self.text, place=self.place, role=self.role, about=tuple(self.about),
            note=self.note,
        )  # fmt: skip


class Source(_Record):
    """Something that is cited."""

    id: Slug = Field(description="an id: lower-case letters and digits, joined by single hyphens")
    title: Text = Field(description="text")
    author: Text | None = Field(None, description="text")
    publisher: Text | None = Field(None, description="text")
    date: Date | None = Field(None, description="when it was published, a date")
    url: Text | None = Field(None, description="text")
    kind: Text | None = Field(None, description="text, such as article, book, letter")
    note: Text | None = Field(None, description="text")

    def record(self) -> model.Source:
        """Make the source."""
        return model.Source(
            self.id, self.title, self._where, self.author, self.publisher, self.date, self.url, self.kind,
            self.note,
        )  # fmt: skip


class Kind(_Record):
    """A row of the vocabulary: a kind of entity."""

    id: Slug = Field(description="an id")
    label: Text = Field(description="one of them: ship")
    plural: Text = Field(description="several: ships")
    description: Text = Field(description="text")

    def record(self) -> vocabulary.Kind:
        """Make the kind."""
        return vocabulary.Kind(self.id, self.label, self.plural, self.description, self._where)


class RelationType(_Record):
    """A row of the vocabulary: a type of relation."""

    id: Slug = Field(description="an id")
    label: Text = Field(description="how it reads from the first to the second: owns")
    inverse: Text | None = Field(None, description="how it reads the other way round: is owned by")
    symmetric: Yes = Field("false", description="true, instead of inverse: both ways mean the same")
    shape: dates.Shape = Field(
        description="act (happens), state (holds for a time), lasting (always): see Dates"
    )
    from_: Kinds = Field(alias="from", description="a kind, a list of kinds, or any")
    to: Kinds = Field(description="a kind, a list of kinds, any, or same: the kind of the other end")
    description: Text = Field(description="text")
    RULES: ClassVar[Rules] = (
        {
            "if": {"required": ["symmetric"], "properties": {"symmetric": {"enum": [True, "true"]}}},
            "then": _without("inverse"),
            "else": {"required": ["inverse"]},
        },
    )

    @model_validator(mode="after")
    def _inverse_or_symmetric(self) -> Self:
        if (self.inverse is None) == (self.symmetric == "false"):
            raise PydanticCustomError("inverse", "give either 'inverse' or 'symmetric: true'", {})
        return self

    def record(self) -> vocabulary.RelationType:
        """Make the relation type."""
        return vocabulary.RelationType(
            id=self.id, label=self.label, inverse=self.inverse or self.label,
            symmetric=self.symmetric == "true", shape=self.shape, from_kinds=frozenset(self.from_),
            to_kinds=frozenset(self.to), description=self.description, where=self._where,
        )  # fmt: skip


def relation_id(src: str, type: str, dst: str, date: Edtf | None) -> str:
    """Give the id of a relation that was given none: from.type.to, and its date where it has one."""
    return f"{src}.{type}.{dst}" + (f".{date.text.replace(' ', '')}" if date else "")

"""The records as a curator writes them: the keys, what each takes, and the model's record it becomes."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from akg import dates, model, vocabulary
from akg.dates import Edtf
from akg.errors import Place
from akg.marked import Map

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


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LIMIT)]
Slug = Annotated[str, BeforeValidator(lambda v: _slug(v) if isinstance(v, str) else v)]
Date = Annotated[Edtf, PlainValidator(_date)]
Range = Annotated[tuple[float, float | None], PlainValidator(_range)]
Voice = Annotated[model.Voice, PlainValidator(_voice)]
Kinds = Annotated[list[Slug], BeforeValidator(_one_or_many), Field(min_length=1)]


class _Record(BaseModel):
    """What all of them share: unknown keys are errors, nothing changes later, and the place is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    _where: Place

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

    source: Slug | None = None
    at: Text | None = None
    by: Voice | None = None
    via: Voice | None = None
    stance: model.Stance = "asserts"
    hedge: Text | None = None
    said: Date | None = None

    def claim(self) -> model.Claim:
        """Make the claim that these fields are."""
        return model.Claim(
            self.source or "", self._where, self.at, self.by, self.via, self.stance, self.hedge, self.said
        )


class Claim(Evidence):
    """One claim of a list: whose, where it is written, and what of the record it sees differently."""

    source: Slug
    date: Date | None = None
    text: Text | None = None
    place: Slug | None = None
    note: Text | None = None
    set_aside: Text | None = None

    def record(self) -> model.Claim:
        """Make the claim."""
        return replace(
            self.claim(),
            date=self.date, text=self.text, place=self.place, note=self.note, set_aside=self.set_aside,
        )  # fmt: skip


class _Claimed(Evidence):
    """What has its evidence as one claim in its own fields, or as a list under `claims`."""

    claims: Annotated[list[Claim], Field(min_length=1)] | None = None

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

    name: Text
    lang: Text | None = None

    @property
    def _needs_source(self) -> bool:
        return False

    def record(self) -> model.Alias:
        """Make the alias; it has no claims where neither it nor a `with:` names a source."""
        return model.Alias(self.name, self.lang, self.evidence())


class _Dated(_Claimed):
    """What has a date that its claims share unless they have their own."""

    date: Date | None = None
    text: Text | None = None
    note: Text | None = None


class Figure(_Dated):
    """A number about an entity: how many of what, when, and who says so."""

    what: Text
    value: Range

    def record(self) -> model.Figure:
        """Make the figure."""
        return model.Figure(self.what, *self.value, self.date, self.text, self.evidence(), self.note)


class Party(_Record):
    """Somebody in an event: an entity under `who`, or words under `text`."""

    who: Slug | None = None
    text: Text | None = None
    of: Slug | None = None
    count: Range | None = None
    role: Text | None = None
    type: Slug = vocabulary.PARTY
    note: Text | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.who is None) == (self.text is None):
            raise PydanticCustomError("party", "a party has either 'who' (an id) or 'text' (words)", {})
        if self.who and (self.count or self.of):
            raise PydanticCustomError("party", "'count' and 'of' belong to a party given by 'text'", {})
        return self


class Entity(_Dated):
    """A person, group, event, place, or what else the vocabulary has."""

    id: Slug
    kind: Slug
    name: Text
    place: Slug | None = None
    aliases: list[Annotated[Alias, BeforeValidator(_named)]] = []
    summary: Text | None = None
    ids: dict[Slug, Text] = {}
    born: Annotated[list[Claim], BeforeValidator(_one_or_many)] = []
    died: Annotated[list[Claim], BeforeValidator(_one_or_many)] = []
    figures: list[Figure] = []
    parties: list[Party] = []

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


# Keys that mean something for one kind only.
_KEYS_OF_KIND: Mapping[str, frozenset[str]] = {
    "person": frozenset({"born", "died"}),
    "event": frozenset({"date", "text", "place", "parties"}),
}


class Relation(_Dated):
    """What holds between two entities."""

    id: Annotated[Text, StringConstraints(pattern=r"^[^\s:]+$")] | None = None
    from_: Annotated[Slug, Field(alias="from")]
    type: Slug
    to: Slug
    place: Slug | None = None
    role: Text | None = None
    about: Annotated[list[Slug], BeforeValidator(_one_or_many)] = []

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

    id: Slug
    title: Text
    author: Text | None = None
    publisher: Text | None = None
    date: Date | None = None
    url: Text | None = None
    kind: Text | None = None
    note: Text | None = None

    def record(self) -> model.Source:
        """Make the source."""
        return model.Source(
            self.id, self.title, self._where, self.author, self.publisher, self.date, self.url, self.kind,
            self.note,
        )  # fmt: skip


class Kind(_Record):
    """A row of the vocabulary: a kind of entity."""

    id: Slug
    label: Text
    plural: Text
    description: Text

    def record(self) -> vocabulary.Kind:
        """Make the kind."""
        return vocabulary.Kind(self.id, self.label, self.plural, self.description, self._where)


class RelationType(_Record):
    """A row of the vocabulary: a type of relation."""

    id: Slug
    label: Text
    inverse: Text | None = None
    symmetric: Literal["true", "false"] = "false"
    shape: dates.Shape
    from_: Annotated[Kinds, Field(alias="from")]
    to: Kinds
    description: Text

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

"""The records as a curator writes them: the keys, what each takes, and the model's record it becomes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from akg import dates, model, vocabulary
from akg.errors import Place
from akg.marked import Map
from akg.values import (
    BACKWARDS,
    Code,
    Date,
    KindId,
    Name,
    Range,
    RelationId,
    Slug,
    Step,
    Text,
    TypeId,
    Voice,
    Yes,
)


def _keys(names: list[str]) -> dict[str, Any]:
    return {"key": names[0], "keys": ", ".join(map(repr, names))}


def _one_or_many(value: object) -> object:
    return value if isinstance(value, list) else [value]


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


Kinds = Annotated[
    list[Slug],
    BeforeValidator(_one_or_many, json_schema_input_type=Slug | Annotated[list[Slug], Field(min_length=1)]),
    Field(min_length=1),
]
Codes = Annotated[
    list[Code],
    BeforeValidator(_one_or_many, json_schema_input_type=Code | Annotated[list[Code], Field(min_length=1)]),
    Field(min_length=1),
]
MEANT = "a code of a warning, or a list of codes: told here no more, since it is meant so"
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
    # No private attribute of pydantic, which would cost each record as much again as its fields.
    __slots__ = ("_where",)
    if TYPE_CHECKING:
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
        line, column = data.mark if isinstance(data, Map) else mark
        object.__setattr__(made, "_where", Place(file, line, column))  # frozen, but for this
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
        return self.claim()._replace(
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
        if self.claims is not None and (doubled := sorted(set(self.FIELDS) & self.model_fields_set)):
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

    def record(self, number: int) -> model.Alias:
        """Make the alias of this number; it has no claims where neither it nor a `with:` names a source."""
        return model.Alias(self.name, self.lang, self.evidence(), number)


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

    def record(self, number: int) -> model.Figure:
        """Make the figure of this number."""
        return model.Figure(self.what, *self.value, self.date, self.text, self.evidence(), self.note, number)


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
        default_factory=list, description="a list of names, or of records as below"
    )
    summary: Text | None = Field(None, description="one sentence in your own words; needs a source")
    ids: dict[Slug, Text] = Field(
        default_factory=dict,
        description="identifiers in other catalogues: {wikidata: Q42}",
        json_schema_extra={"additionalProperties": False},
    )
    born: Claims = Field(default_factory=list, description="of a person: a claim, or a list of claims")
    died: Claims = Field(default_factory=list, description="of a person: a claim, or a list of claims")
    figures: list[Figure] = Field(default_factory=list, description="a list of numbers, as below")
    parties: list[Party] = Field(
        default_factory=list, description="of an event: who was in it, a list as below"
    )
    meant: Codes = Field(default_factory=list, description=MEANT)

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
            aliases=tuple(alias.record(number) for number, alias in enumerate(self.aliases, 1)),
            summary=self.summary, note=self.note, ids=tuple(sorted(self.ids.items())),
            born=tuple(claim.record() for claim in self.born),
            died=tuple(claim.record() for claim in self.died),
            figures=tuple(figure.record(number) for number, figure in enumerate(self.figures, 1)),
            claims=self.evidence(), date=self.date, text=self.text, place=self.place, unnamed=tuple(unnamed),
            meant=tuple(self.meant),
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
            id=model.relation_id(src, type, dst, self.date), src=src, type=type, dst=dst,
            claims=self.evidence(), where=where, date=self.date, text=self.text, role=role, note=note,
            event=self.id,
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
        Field(default_factory=list, description="an id or a list of ids: third parties")
    )
    meant: Codes = Field(default_factory=list, description=MEANT)
    RULES: ClassVar[Rules] = (*_Claimed.RULES, NEEDS_SOURCE)

    def record(self) -> model.Relation:
        """Make the relation."""
        return model.Relation(
            id=self.id or model.relation_id(self.from_, self.type, self.to, self.date),
            src=self.from_, type=self.type, dst=self.to, claims=self.evidence(), where=self._where,
            date=self.date, text=self.text, place=self.place, role=self.role, about=tuple(self.about),
            note=self.note, meant=tuple(self.meant),
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
    meant: Codes = Field(default_factory=list, description=MEANT)

    def record(self) -> model.Source:
        """Make the source."""
        return model.Source(
            self.id, self.title, self._where, self.author, self.publisher, self.date, self.url, self.kind,
            self.note, tuple(self.meant),
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
    inverse_of: TypeId | None = Field(None, description="the type that says the same from the other end")
    description: Text = Field(description="text")
    serious: Yes = Field("false", description="true: akg check --strict wants more than one source for it")
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
            inverse_of=self.inverse_of, serious=self.serious == "true",
        )  # fmt: skip


class Chain(_Record):
    """A row of the vocabulary: what follows from relations one after the other."""

    id: Slug = Field(description="an id")
    implies: TypeId = Field(description="the relation type of what follows")
    chain: list[Step] = Field(
        min_length=1, max_length=5, description="one to five relation types; ^ before one reads it backwards"
    )
    description: Text = Field(description="text")

    def record(self) -> vocabulary.Chain:
        """Make the chain."""
        steps = (
            vocabulary.Step(step.removeprefix(BACKWARDS), not step.startswith(BACKWARDS))
            for step in self.chain
        )
        return vocabulary.Chain(self.id, self.implies, tuple(steps), self.description, self._where)

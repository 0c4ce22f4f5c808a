"""Makes the JSON Schema by which an editor checks and completes the files of a dataset, from `akg.schema`.

Draft 7, the newest that the YAML language server of most editors takes throughout. It sees each record alone:
whether an id exists, what two records say of each other, how many days a month has is for `akg check`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from akg import schema
from akg.values import BACKWARDS, SORTS
from akg.vocabulary import Vocabulary

FOLDER = "schema"  # of a dataset, where they stand
_MODELS: Mapping[str, tuple[type[BaseModel], ...]] = {
    "entities": (schema.Entity, schema.Evidence),
    "relations": (schema.Relation, schema.Evidence),
    "sources": (schema.Source,),
    "vocabulary": (schema.Kind, schema.RelationType, schema.Chain),
}
PARTS = tuple(_MODELS)
_SOURCED = "WithinSource"  # ends the name of what stands in a group that names the source


def line(part: str) -> str:
    """Give the line that tells an editor, at the head of a file, where its schema is."""
    return f"# yaml-language-server: $schema={FOLDER}/{part}.json"


def text(part: str, vocabulary: Vocabulary) -> str:
    """Give the schema of a part as the text of a file."""
    return json.dumps(of(part, vocabulary), indent=2) + "\n"


def of(part: str, vocabulary: Vocabulary) -> JsonSchemaValue:
    """Make the schema of a part of a dataset, in which kinds and relation types are those of a vocabulary."""
    made = _definitions(_MODELS[part])
    made |= {name: choice for name, choice in _choices(vocabulary).items() if name in made}
    if part == "vocabulary":
        top = _tables(kinds="Kind", types="RelationType", chains="Chain")
    elif part == "sources":
        top = _list_of("Source")
    else:
        made |= _groups(part, _MODELS[part][0].__name__, made)
        top = _list_of("Item")
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"{part}.yaml"}
    return head | top | {"definitions": made}


def _list_of(name: str) -> JsonSchemaValue:
    return {"type": ["array", "null"], "items": _ref(name)}  # null: a file without a record


def _tables(**names: str) -> JsonSchemaValue:
    rows = {key: {"type": "array", "items": _ref(name)} for key, name in names.items()}
    return {"type": ["object", "null"], "additionalProperties": False, "properties": rows}


class _Draft7(GenerateJsonSchema):
    """Writes what a curator may write: a key without a value is an error, so null is nowhere admitted."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        return False


def _definitions(models: Iterable[type[BaseModel]]) -> dict[str, JsonSchemaValue]:
    """Give the schema of each model and of each sort of value in them, by name."""
    _, made = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/definitions/{model}",
        schema_generator=_Draft7,
    )  # fmt: skip
    values: dict[str, JsonSchemaValue] = {}
    # Beside the records pydantic gives the tuples that values become, to which nothing refers.
    records = {name: _share(one, values) for name, one in made["$defs"].items() if one["type"] == "object"}
    return dict(sorted((records | values).items()))


def _share(node: Any, values: dict[str, JsonSchemaValue]) -> Any:
    """Replace each value that `values` gives a title by a reference beside the key's own description."""
    if isinstance(node, list):
        return [_share(item, values) for item in node]
    if not isinstance(node, dict):
        return node
    title = node.get("title")
    if not isinstance(title, str) or title not in SORTS:
        return {key: _share(item, values) for key, item in node.items()}
    values[title] = node | {"description": SORTS[title]}
    return _ref(title) | {"description": node["description"]}


def _choices(vocabulary: Vocabulary) -> dict[str, JsonSchemaValue]:
    """Give what stands for the id of a kind or relation type: one of the vocabulary's, each described."""
    kinds = {kind.id: kind.description for kind in vocabulary.kinds.values()}
    types = {type.id: f"{type.label}. {type.description}" for type in vocabulary.types.values()}
    steps = types | {f"{BACKWARDS}{id}": f"The other way round: {told}" for id, told in types.items()}
    return {
        title: {"title": title, "description": SORTS[title], "enum": list(rows),
                "enumDescriptions": list(rows.values())}
        for title, rows in (("kind", kinds), ("type", types), ("step", steps))
    }  # fmt: skip


def _groups(part: str, record: str, made: Mapping[str, JsonSchemaValue]) -> dict[str, JsonSchemaValue]:
    """Give a record or group of a part, the group, and what both are in a group that names the source."""
    sourced = {name for name, one in made.items() if "claims" in one.get("properties", ())} | {"Claim"}
    found = {name + _SOURCED: _sourceless(made[name], sourced) for name in sorted(sourced)}
    plain, within = ({"properties": {part: {"items": _ref(f"Item{end}")}}} for end in ("", _SOURCED))
    names_source = {"required": ["with"], "properties": {"with": {"required": ["source"]}}}
    group = {
        "type": "object",
        "description": "defaults for every claim of the records under them",
        "additionalProperties": False,
        "required": ["with", part],
        "properties": {"with": _ref("Evidence"), part: {"type": "array"}},
    }
    found["Group"] = group | {"allOf": [{"if": names_source, "then": within, "else": plain}]}
    found[f"Group{_SOURCED}"] = group | {"allOf": [within]}
    is_group = {"type": "object", "anyOf": [{"required": ["with"]}, {"required": [part]}]}
    for end in ("", _SOURCED):
        found[f"Item{end}"] = {"if": is_group, "then": _ref(f"Group{end}"), "else": _ref(f"{record}{end}")}
    return found


def _sourceless(node: Any, sourced: Iterable[str]) -> Any:
    """Copy a schema without its call for a source, which the group has."""
    if node == schema.NEEDS_SOURCE:
        return True
    if isinstance(node, list):
        return [_sourceless(item, sourced) for item in node if item != "source"]
    if not isinstance(node, dict):
        return node
    if (name := str(node.get("$ref", "")).rpartition("/")[2]) in sourced:
        return node | _ref(f"{name}{_SOURCED}")
    return {key: _sourceless(item, sourced) for key, item in node.items()}


def _ref(name: str) -> JsonSchemaValue:
    return {"$ref": f"#/definitions/{name}"}

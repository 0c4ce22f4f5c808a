"""Words what pydantic found wrong with a record as faults with place, value and remedy."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from akg.errors import MOST, Fault, Place, more
from akg.marked import FAULTY, Map, Mark, Seq
from akg.text import remedy

_WORDED = {
    "string_type": ("wrong-type", "{key!r} takes words, found {found}"),
    "list_type": ("wrong-type", "{key!r} takes a list in [brackets], found {found}"),
    "dict_type": ("wrong-type", "{key!r} takes key: value pairs, found {found}"),
    "model_type": ("wrong-type", "{key!r} takes key: value pairs, found {found}"),
    "literal_error": ("wrong-value", "{key!r} is one of {expected}; found {found}"),
    "string_too_short": ("no-value", "{key!r} is empty; give it a value, or remove it"),
    "string_too_long": ("too-long", "{key!r} is longer than {max_length} characters"),
    "string_pattern_mismatch": ("id", "{found} is no id; it has no blank and no ':'"),
    "too_long": ("too-long", "{key!r} is a list of more than {max_length}"),
    "too_short": ("no-value", "{key!r} is an empty list; fill it, or remove it"),
}


def faults(
    error: ValidationError, record: Map, file: str, model: type[BaseModel], name: str | None
) -> Iterator[Fault]:
    """Give one fault for each thing wrong with a record; `name` is its id, or what stands for it."""
    if error.error_count() > MOST:  # their details are not even made
        yield more(Fault(Place(file, *record.mark), "error", "more", ""), error.error_count())
        return
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        if detail["input"] is FAULTY:
            continue
        code, message = _word(detail, record, model)
        key = detail.get("ctx", {}).get("key")  # where the schema names one, its presence is at fault
        key_only = bool(key) or detail["type"] == "extra_forbidden"
        path = (*path, key) if key else path[:-1] if detail["type"] == "missing" else path
        found = mark(record, path, at_key=key_only)
        yield Fault(Place(file, *found), "error", code, message, name)


def _word(detail: ErrorDetails, record: Map, model: type[BaseModel]) -> tuple[str, str]:
    kind, key = detail["type"], _key(detail["loc"])
    if kind == "missing":
        return "missing-key", f"needs {key!r}"
    if kind == "extra_forbidden":
        known = [field.alias or name for name, field in _owner(model, detail["loc"]).model_fields.items()]
        return (
            "unknown-key",
            f"unknown key {key!r}{remedy(key, known)}",
        )
    if kind in _WORDED:
        code, template = _WORDED[kind]
        return code, template.format(key=key, found=_found(detail["input"]), **detail.get("ctx", {}))
    return kind, detail["msg"]


def _key(path: Sequence[int | str]) -> str:
    return str(next((step for step in reversed(path) if isinstance(step, str)), "record"))[:60]


def _found(value: object) -> str:
    if isinstance(value, Map | dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else repr(value)[:60]


def _owner(model: type[BaseModel], path: Sequence[int | str]) -> type[BaseModel]:
    """Find the model that the last step of a path is a key of."""
    for step in path[:-1]:
        if isinstance(step, str):
            names = {field.alias or name: field for name, field in model.model_fields.items()}
            model = next(iter(_models(names[step].annotation)), model)
    return model


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)


def mark(record: Map, path: Sequence[int | str], *, at_key: bool) -> Mark:
    """Find where a path of keys and list positions leads, as far as it can be followed."""
    node: object = record
    mark = record.mark
    for step in path:
        if isinstance(node, Map) and isinstance(step, str) and step in node.marks:
            mark = node.marks[step][0 if at_key else 1]
            node = node[step]
        elif isinstance(node, Seq) and isinstance(step, int) and step < len(node):
            mark = node.marks[step]
            node = node[step]
    return mark

"""Undeclared properties that have a type, as pydantic reads and writes them: in JSON, they stand beside
the declared ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import (
    BaseModel,
    SerializationInfo,
    ValidationError,
    ValidatorFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue

FIELD = "additional_properties"
"""The field that holds them."""


@dataclass(frozen=True, slots=True)
class _Names:
    """What has a name in a model with such a field."""

    rest: str
    """What pydantic calls the field in JSON: its name, or a name of no property."""

    namesake: str | None
    """The field of the property that is called as the field is; None where there is none."""

    taken: frozenset[str]
    """Names of fields and of declared properties."""


@cache
def _names(model: type[BaseModel]) -> _Names:
    names = {
        name: field.serialization_alias or name
        for name, field in model.__pydantic_fields__.items()
    }
    namesakes = (name for name in names if names[name] == FIELD != name)
    return _Names(
        names[FIELD], next(namesakes, None), frozenset((*names, *names.values()))
    )


def functions(model: type[BaseModel]) -> dict[str, Any]:
    """What a model that has such a field needs to be read and written, by the names of its attributes."""
    # Pydantic goes by the names of arguments, and takes a type of the result for all that is known.
    return {
        "_of_json": model_validator(mode="wrap")(
            lambda cls, value, handler: _validated(cls, value, handler)
        ),
        "_to_json": model_serializer(mode="wrap")(
            lambda self, handler, info: _serialized(model, handler(self), info)
        ),
    }


def _validated(
    model: type[BaseModel], value: Any, handler: ValidatorFunctionWrapHandler
) -> Any:
    """An instance of a model that has such a field: what is called as no other field goes there."""
    if not isinstance(value, Mapping):
        return handler(value)
    names = _names(model)
    if names.namesake is None or names.namesake in value or FIELD not in value:
        return handler(_of_python(value, names))
    try:
        return handler(_of_json(value, names))
    except ValidationError:
        if not isinstance(value[FIELD], Mapping):
            raise
        return handler(_of_python(value, names))


def _of_python(value: Mapping[str, Any], names: _Names) -> dict[str, Any]:
    """What pydantic is to read where the field is given by its name, if it is."""
    fields, rest = _divided(value, names)
    if FIELD in fields:
        given = fields.pop(FIELD)
        fields[names.rest] = {**given, **rest} if isinstance(given, Mapping) else given
    elif rest:
        fields[names.rest] = rest
    return fields


def _of_json(value: Mapping[str, Any], names: _Names) -> dict[str, Any]:
    """What pydantic is to read where a property has the name of the field."""
    fields, rest = _divided(value, names)
    return {**fields, names.rest: rest}


def _divided(
    value: Mapping[str, Any], names: _Names
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is called as a field or as a declared property, and the rest."""
    fields: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, item in value.items():
        (fields if name in names.taken else rest)[name] = item
    return fields, rest


def _serialized(model: type[BaseModel], written: Any, info: SerializationInfo) -> Any:
    """What pydantic has written; with the names of the wire, undeclared properties stand beside the
    others, which win."""
    if info.by_alias and isinstance(written, dict):
        name = _names(model).rest
        if isinstance(rest := written.get(name), dict):
            del written[name]
            return rest | written
    return written


def describe(model: type[BaseModel], schema: JsonSchemaValue) -> None:
    """Put what undeclared properties are in the place that JSON Schema has for it."""
    properties = schema["properties"]
    rest = _names(model).rest
    described = properties.pop(rest if rest in properties else FIELD)
    schema["additionalProperties"] = described["additionalProperties"]

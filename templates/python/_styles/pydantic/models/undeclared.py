"""Reads and writes typed undeclared properties with pydantic: in JSON, they are on the same level
as declared ones."""

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
"""Name of the field with undeclared properties."""


@dataclass(frozen=True, slots=True)
class _Names:
    """Names in a model with such a field."""

    rest: str
    """Name of the field in pydantic's JSON: its own, or one that no property has."""

    namesake: str | None
    """Field of the property with the same name; None if there is none."""

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
    """Return the attributes that a model with such a field needs, by name."""
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
    """Validate a model with such a field; properties without a field of their own are put into
    it."""
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
    """Return the input for pydantic if the field is given by its name."""
    fields, rest = _divided(value, names)
    if FIELD in fields:
        given = fields.pop(FIELD)
        fields[names.rest] = {**given, **rest} if isinstance(given, Mapping) else given
    elif rest:
        fields[names.rest] = rest
    return fields


def _of_json(value: Mapping[str, Any], names: _Names) -> dict[str, Any]:
    """Return the input for pydantic if a property has the name of the field."""
    fields, rest = _divided(value, names)
    return {**fields, names.rest: rest}


def _divided(
    value: Mapping[str, Any], names: _Names
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Split properties into declared ones, by field or property name, and the rest."""
    fields: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, item in value.items():
        (fields if name in names.taken else rest)[name] = item
    return fields, rest


def _serialized(model: type[BaseModel], written: Any, info: SerializationInfo) -> Any:
    """Merge undeclared properties into the output of pydantic, if names on the wire are used;
    declared ones take precedence."""
    if info.by_alias and isinstance(written, dict):
        name = _names(model).rest
        if isinstance(rest := written.get(name), dict):
            del written[name]
            return rest | written
    return written


def describe(model: type[BaseModel], schema: JsonSchemaValue) -> None:
    """Put the schema of undeclared properties into `additionalProperties`."""
    properties = schema["properties"]
    rest = _names(model).rest
    described = properties.pop(rest if rest in properties else FIELD)
    schema["additionalProperties"] = described["additionalProperties"]

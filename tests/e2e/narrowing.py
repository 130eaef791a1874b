"""A document that says less: its answers do not go on for ever.

Prism writes out every reference before it starts. That takes for ever where models hold one another
in many ways, as Stripe's do. What fits a narrowed schema fits the schema that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

_SCHEMAS = "#/components/schemas/"
_LEAST = "Narrow "
"""Stands before the names of models without whatever can be left out."""


def narrowed(document: dict[str, Any]) -> dict[str, Any]:
    """A document whose models hold others one step deep.

    Args:
        document: OpenAPI 3; its requests refer to no component, and only schemas are referred to.
    """
    components = document["components"]
    schemas: dict[str, Any] = {}
    document = {
        **document,
        "components": {**components, "schemas": schemas},
    }
    waiting = list(_references(document["paths"]))
    while waiting:
        name = waiting.pop()
        if name not in schemas:
            schema = deepcopy(components["schemas"][name.removeprefix(_LEAST)])
            if name.startswith(_LEAST):
                _leave_out(schema)
            schemas[name] = _renamed(schema)
            waiting += _references(schemas[name])
    return document


def _references(part: Any) -> Iterator[str]:
    """Names of the schemas that a part of a document refers to."""
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        yield part["$ref"].removeprefix(_SCHEMAS)
    elif isinstance(part, (dict, list)):
        for child in part.values() if isinstance(part, dict) else part:
            yield from _references(child)


def _leave_out(schema: Any) -> None:
    """Take from a schema the properties, members and items that refer to others, where it allows
    that."""
    if not isinstance(schema, dict):
        return
    properties, required = schema.get("properties", {}), schema.get("required", ())
    for name in list(properties):
        if name not in required and any(_references(properties[name])):
            del properties[name]
    for union in ("anyOf", "oneOf"):
        plain = [member for member in schema.get(union, ()) if not any(_references(member))]
        if plain:
            schema[union] = plain
    if any(_references(schema.get("items"))) and not schema.get("minItems"):
        schema["items"], schema["maxItems"] = {}, 0
    members = [member for key in ("allOf", "anyOf", "oneOf") for member in schema.get(key, ())]
    for part in (*properties.values(), *members, schema.get("items")):
        _leave_out(part)


def _renamed(part: Any) -> Any:
    """The same part, with references to models without whatever can be left out."""
    if isinstance(part, dict) and isinstance(part.get("$ref"), str):
        name = part["$ref"].removeprefix(_SCHEMAS).removeprefix(_LEAST)
        return {"$ref": f"{_SCHEMAS}{_LEAST}{name}"}
    if isinstance(part, dict):
        return {key: _renamed(child) for key, child in part.items()}
    return [_renamed(child) for child in part] if isinstance(part, list) else part

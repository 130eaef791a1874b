"""Normalizes schema objects of any OpenAPI version to JSON Schema 2020-12.

The value of a keyword decides on its meaning, not the version, so that mixtures (`nullable` in a 3.1
document, or a boolean `exclusiveMinimum`) mean what their authors intended. Only keywords beside a
`$ref` depend on the version. Types of programming languages and an unquoted null in `type` are read as
the JSON types that they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]
"""Schema object, as in the document or normalized."""

ANNOTATIONS = frozenset(
    {
        "$comment",
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "summary",
        "title",
        "writeOnly",
        "xml",
    }
)
"""Keywords that count beside a `$ref` in all versions: annotations and `nullable`."""

_TRIGGERS = frozenset(
    {
        "discriminator",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "nullable",
        "required",
        "x-nullable",
    }
)
"""Keywords that may need a change, besides `type` and `$ref`."""

JSON_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_TYPES = JSON_TYPES | {"file"}
"""Values of `type`; `file` is one of Swagger 2.0."""

_MEANT_TYPES: dict[str, str] = {
    **dict.fromkeys(("arr", "collection", "list", "set", "tuple"), "array"),
    "bool": "boolean",
    **dict.fromkeys(("int", "int32", "int64", "bigint", "long", "short"), "integer"),
    **dict.fromkeys(("nil", "none"), "null"),
    **dict.fromkeys(("decimal", "double", "float", "numeric"), "number"),
    **dict.fromkeys(("dict", "hash", "map", "obj"), "object"),
    **dict.fromkeys(("char", "str", "text", "varchar"), "string"),
}
"""Type of a programming language, in lower case → JSON type."""

_MEANT_FORMATS = {
    "binary": "binary",
    "byte": "byte",
    "date": "date",
    "date-time": "date-time",
    "datetime": "date-time",
    "email": "email",
    "file": "binary",
    "guid": "uuid",
    "password": "password",
    "uri": "uri",
    "url": "uri",
    "uuid": "uuid",
}
"""Kind of string that stands in place of a type, in lower case → format."""

_BETWEEN_TYPES = re.compile(r"\s*[|,]\s*|\s+or\s+")

_ENCODINGS = {"byte": "base64", "base64": "base64", "base64url": "base64url"}
"""Formats of OpenAPI up to 3.0 that are `contentEncoding` in JSON Schema."""


def counts_siblings(version: str) -> bool:
    """Return whether structural keywords beside a `$ref` count in a version, as they do since 3.1."""
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return major.isdecimal() and minor.isdecimal() and (int(major), int(minor)) >= (3, 1)


def is_annotation(keyword: str) -> bool:
    """Return whether a keyword has no effect on the values of a schema."""
    return keyword in ANNOTATIONS or keyword.startswith("x-")


def corrected_type(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return `type`, and perhaps `format`, as they are meant if they are written in another way.

    The result is empty if `type` is correct, or if its meaning is unknown.
    """
    declared = schema.get("type", "object")
    if declared.__class__ is str and declared in _TYPES:
        return {}
    if declared is None:
        # Serializers write null for each keyword that a schema does not have.
        alone = all(
            is_annotation(key) and (value is not None or key in ("default", "example"))
            for key, value in schema.items()
            if key != "type"
        )
        return {"type": "null"} if alone else {}
    listed = declared if isinstance(declared, list) else [declared]
    if len(listed) == 1 and isinstance(listed[0], str):
        format = _MEANT_FORMATS.get(listed[0].strip().lower())
        if format is not None:
            return {"type": "string", "format": schema.get("format", format)}
        if not isinstance(declared, list):
            listed = _BETWEEN_TYPES.split(declared.strip())
    types = [_meant_type(each) for each in listed]
    if types == declared or None in types:
        return {}
    return {"type": types if len(types) > 1 else types[0]}


def _meant_type(written: object) -> str | None:
    """Return the JSON type that a word stands for; None if that is unknown."""
    if written is None:
        return "null"
    if not isinstance(written, str):
        return None
    word = written.strip().lower()
    return word if word in JSON_TYPES else _MEANT_TYPES.get(word)


def normalize(schema: dict[str, Any], *, siblings: bool) -> Schema:
    """Return the schema object with the keywords of JSON Schema 2020-12.

    Null is a member of `type` and `enum` if there are any; otherwise `nullable: True` remains. Nested
    schemas are not changed and keep their keys, so their JSON pointers stay valid. A schema that needs
    no change is returned itself.

    Args:
        schema: the object in the document.
        siblings: whether structural keywords beside a `$ref` count (`counts_siblings`).
    """
    if "$ref" in schema and isinstance(schema["$ref"], str):
        return _reference(schema, siblings)
    corrected = corrected_type(schema)
    if not corrected and _TRIGGERS.isdisjoint(schema) and schema.get("type") != "file":
        return schema
    result = {**schema, **corrected}
    if result.get("type") == "file":
        result |= {"type": "string", "format": "binary"}
    if "required" in result and not isinstance(result["required"], list):
        del result["required"]
    if isinstance(result.get("discriminator"), str):
        result["discriminator"] = {"propertyName": result["discriminator"]}
    encoding = _ENCODINGS.get(result["format"]) if isinstance(result.get("format"), str) else None
    if encoding is not None:
        del result["format"]
        result.setdefault("contentEncoding", encoding)
    for limit, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(result.get(exclusive), bool):
            _exclude(result, limit, exclusive)
    if "nullable" in result or "x-nullable" in result:
        _allow_null(result)
    return result


def _reference(schema: dict[str, Any], siblings: bool) -> Schema:
    """Return a reference without the keywords that do not count beside it."""
    if len(schema) == 1:
        return schema
    result = {
        key: value
        for key, value in schema.items()
        if siblings or key == "$ref" or is_annotation(key)
    }
    if "nullable" in result or "x-nullable" in result:
        _allow_null(result)
    return result


def _exclude(schema: dict[str, Any], limit: str, exclusive: str) -> None:
    """Turn `minimum` into `exclusiveMinimum` if that is true, as in draft 4 (OpenAPI up to 3.0)."""
    if schema.pop(exclusive) and limit in schema:
        schema[exclusive] = schema.pop(limit)


def _allow_null(schema: dict[str, Any]) -> None:
    flags = (schema.pop("nullable", False), schema.pop("x-nullable", False))
    if True not in flags:
        return
    if isinstance(schema.get("enum"), list):
        schema["enum"] = _with(schema["enum"], None)
    elif schema.get("const") is not None:
        schema["enum"] = [schema.pop("const"), None]
    types = schema.get("type")
    if isinstance(types, str | list):
        schema["type"] = _with([types] if isinstance(types, str) else types, "null")
    else:
        schema["nullable"] = True


def _with(values: Iterable[Any], value: object) -> list[Any]:
    values = list(values)
    return values if value in values else [*values, value]

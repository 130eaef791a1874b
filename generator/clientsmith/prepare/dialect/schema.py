"""One schema object of any OpenAPI version, brought to the meaning of JSON Schema 2020-12.

What a keyword means is decided by its value more than by the version, so that mixtures (`nullable`
in a 3.1 document, a boolean `exclusiveMinimum` there) come out as their authors meant them. Only
one thing depends on the version: whether keywords beside a `$ref` count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]
"""A schema object, as the document has it or normalized."""

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
"""Keywords that describe a value, and `nullable`, which no version forbids sensibly beside a `$ref`."""

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
"""Keywords that may need a change, apart from `type` and `$ref`."""

_ENCODINGS = {"byte": "base64", "base64": "base64", "base64url": "base64url"}
"""Formats of OpenAPI up to 3.0 that JSON Schema says with `contentEncoding`."""


def counts_siblings(version: str) -> bool:
    """Whether structural keywords beside a `$ref` count in that version: since 3.1."""
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return major.isdecimal() and minor.isdecimal() and (int(major), int(minor)) >= (3, 1)


def is_annotation(keyword: str) -> bool:
    """Whether a keyword says nothing about the shape of a value."""
    return keyword in ANNOTATIONS or keyword.startswith("x-")


def normalize(schema: dict[str, Any], *, siblings: bool) -> Schema:
    """The schema object with the keywords and the meaning of JSON Schema 2020-12.

    Null is a member of `type` and `enum` where these are given; `nullable: True` remains only where
    nothing else says that null is allowed. Nested schemas are left alone, and nothing moves to
    another key, so places in the document stay what they are. An object that needs no change is
    returned itself.

    Args:
        schema: the object as the document has it.
        siblings: whether structural keywords beside a `$ref` count (`counts_siblings`).
    """
    if "$ref" in schema and isinstance(schema["$ref"], str):
        return _reference(schema, siblings)
    if _TRIGGERS.isdisjoint(schema) and schema.get("type") != "file":
        return schema
    result = dict(schema)
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
        _admit_null(result)
    return result


def _reference(schema: dict[str, Any], siblings: bool) -> Schema:
    """A reference object, without the keywords that do not count beside it."""
    if len(schema) == 1:
        return schema
    result = {
        key: value
        for key, value in schema.items()
        if siblings or key == "$ref" or is_annotation(key)
    }
    if "nullable" in result or "x-nullable" in result:
        _admit_null(result)
    return result


def _exclude(schema: dict[str, Any], limit: str, exclusive: str) -> None:
    """Draft 4 (OpenAPI up to 3.0): `exclusiveMinimum: true` turns `minimum` into the open limit."""
    if schema.pop(exclusive) and limit in schema:
        schema[exclusive] = schema.pop(limit)


def _admit_null(schema: dict[str, Any]) -> None:
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

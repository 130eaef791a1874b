"""Whether a value fits a schema of a document, as JSON Schema says; nothing of our reading is in it."""

from __future__ import annotations

import posixpath
import re
from base64 import b64decode
from copy import deepcopy
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from clientsmith.document import Library, unescape_token
from clientsmith.document.references import Position, Walk


class Validity:
    """Validates values against the schemas of a library."""

    def __init__(self, library: Library, *, later: bool, as_meant: bool = False) -> None:
        """Make one.

        Args:
            library: the documents.
            later: whether the root document is 3.1 or later, where keywords beside a `$ref` count.
            as_meant: whether a schema with properties and without a type is one of objects only.
        """
        self._library = library
        self._registry = jsonschema_rs.Registry(
            [
                (_uri(origin), _plain(_typed(document.data) if as_meant else document.data, later))
                for origin, document in library.documents.items()
            ]
        )
        self._validators: dict[str, jsonschema_rs.Draft202012Validator | None] = {}

    def fits(self, id: str, value: Any) -> bool:
        """Whether a value fits the schema with that id; False where the schema itself is broken."""
        if id not in self._validators:
            self._validators[id] = self._validator(id)
        validator = self._validators[id]
        return validator is not None and validator.is_valid(value)

    def _validator(self, id: str) -> jsonschema_rs.Draft202012Validator | None:
        try:
            return jsonschema_rs.Draft202012Validator(
                {"$ref": self._reference(id)},
                registry=self._registry,
                validate_formats=True,
                formats=_FORMATS,
            )
        except (ValueError, jsonschema_rs.ReferencingError):
            return None

    def _reference(self, id: str) -> str:
        origin, _, pointer = id.partition("#")
        data, moved = self._library.documents[origin].data, ""
        for token in pointer.split("/")[1:]:
            if _is_nullable(data):
                moved += _WITHOUT_NULL
            key = unescape_token(token)
            data = data[int(key)] if isinstance(data, list) else data[key]
            moved += f"/{token}"
        return f"{_uri(origin)}#{quote(moved)}"


def _is_base64(text: object) -> bool:
    try:
        b64decode(str(text), validate=True)
    except ValueError:
        return not isinstance(text, str)
    return True


def _is_integer(text: object) -> bool:
    return not isinstance(text, str) or text.lstrip("-").isdecimal()


def _is_decimal(text: object) -> bool:
    return not isinstance(text, str) or re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


_FORMATS = {
    "byte": _is_base64,
    "decimal": _is_decimal,
    **{f"{sign}int{bits}": _is_integer for sign in ("", "u") for bits in (8, 16, 32, 64)},
}
"""Formats of the OpenAPI registry that JSON Schema does not have."""


def _typed(data: Any) -> Any:
    """A document whose schemas with properties say that they are objects."""
    data = deepcopy(data)
    for place in Walk(swagger=False).mappings(data):
        schema = place.value
        if place.position == Position.OBJECT and isinstance(schema.get("properties"), dict):
            schema.setdefault("type", "object")
    return data


def _uri(origin: str) -> str:
    """Where a document stands for the validator: some folders below the top, since `../` occurs."""
    return "document://" + quote(posixpath.normpath(posixpath.join("/1/2/3", origin)))


def _is_nullable(data: Any) -> bool:
    """Whether `_plain` wraps a schema."""
    return isinstance(data, dict) and (
        data.get("nullable") is True or data.get("x-nullable") is True
    )


_WITHOUT_NULL = "/anyOf/1"
"""Where the rest of a nullable schema stands after `_plain`."""


def only_null(schema: Any) -> bool:
    """Whether a member of a union says nothing but `nullable: true`, which stands for null."""
    return (
        isinstance(schema, dict)
        and schema.get("nullable") is True
        and schema.keys() <= {"nullable", "title", "description", "example", "default"}
    )


def _plain(data: Any, later: bool) -> Any:
    """A document whose schemas say in the words of JSON Schema what may be null."""
    if isinstance(data, list):
        return [_plain(one, later) for one in data]
    if not isinstance(data, dict):
        return data
    result = {key: _plain(value, later) for key, value in data.items()}
    for keyword in ("anyOf", "oneOf"):
        if isinstance(result.get(keyword), list):
            result[keyword] = [
                {"type": "null"} if only_null(before) else after
                for before, after in zip(data[keyword], result[keyword], strict=True)
            ]
    if isinstance(result.get("$ref"), str) and not later:
        result = {"$ref": result["$ref"]}
    for limit in ("exclusiveMinimum", "exclusiveMaximum", "required"):
        if isinstance(result.get(limit), bool):
            del result[limit]
    if isinstance(result.get("$ref"), str):
        result["$ref"] = quote(result["$ref"], safe="/#%~:")
    if _is_nullable(data):
        return {"anyOf": [{"type": "null"}, result]}
    return result

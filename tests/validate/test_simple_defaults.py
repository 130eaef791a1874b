"""Defaults that fit are told without openapi-spec-validator; it would say the same of them."""

from __future__ import annotations

from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator, oas31_format_checker

from clientsmith.prepare.validate.schemas import _simply_matches, _surely_matches

VALUES: list[Any] = [
    "",
    "red",
    "é" * 5,
    0,
    1,
    7,
    1.5,
    1.0,
    True,
    False,
    None,
    [],
    [1],
    {},
    {"a": 1},
]
SCHEMAS: list[dict[str, Any]] = [
    {},
    {"type": "string"},
    {"type": "string", "enum": ["red", ""]},
    {"type": "integer", "enum": [1, 0]},
    {"type": "boolean", "enum": [True]},
    {"type": "string", "maxLength": 3},
    {"type": "string", "minLength": 1, "format": "uri"},
    {"type": "string", "format": "date"},
    {"type": "integer", "minimum": 1, "maximum": 5},
    {"type": "number", "maximum": 1.2},
    {"type": "number", "exclusiveMinimum": 1},
    {"type": "integer", "minLength": 3},
    {"type": "boolean"},
    {"type": "array", "items": {"type": "string"}},
    {"type": "array", "items": {"type": "string"}, "minItems": 1},
    {"type": "object", "properties": {"a": {"type": "string"}}},
    {"type": "object", "required": ["a"]},
    {"type": ["string", "null"]},
    {"type": "string", "pattern": "^r"},
    {"type": "string", "const": "red"},
    {"type": "string", "x-internal": True, "description": "A colour."},
    {"$ref": "#/components/schemas/Colour"},
]


@pytest.mark.parametrize("number", range(len(SCHEMAS)))
def test_what_surely_matches_fits(number: int) -> None:
    schema = SCHEMAS[number]
    for value in VALUES:
        if _surely_matches(value, schema):
            validator = OAS31Validator(schema, format_checker=oas31_format_checker)
            assert validator.is_valid(value), (schema, value)


def test_the_simple_ones_are_told() -> None:
    assert _surely_matches("red", {"type": "string", "enum": ["blue", "red"], "description": "C"})
    assert _surely_matches("", {"type": "string", "format": "uri", "maxLength": 140})
    assert _surely_matches(30, {"type": "integer", "minimum": 1, "maximum": 100})
    assert _surely_matches([], {"type": "array", "items": {"type": "string"}})
    assert not _surely_matches(True, {"type": "integer", "enum": [1]})


def test_limits_beyond_floats() -> None:
    assert _simply_matches({"type": "number", "maximum": 10**309}, 0.5)
    assert not _simply_matches({"type": "number", "minimum": 10**309}, 0.5)

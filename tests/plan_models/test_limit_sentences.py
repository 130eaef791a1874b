"""What docstrings say of limits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import plan_client
from clientsmith.text import reveal


def _docs(schema: dict[str, Any], tmp_path: Path) -> str:
    file = tmp_path / "openapi.json"
    schemas = {"Thing": {"type": "object", "properties": {"field": schema}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    file.write_text(json.dumps(document))
    planned = plan_client(
        Config(naming="operation-id", spec=str(file)), progress=lambda stage: None
    )
    (module,) = planned.package.model_modules
    return reveal(module.models[0].fields[0].docs)


STRING = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "sentences"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 9}, "1 to 9."),
        (
            {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
            "Greater than 0. A multiple of 0.5.",
        ),
        ({"type": "number", "exclusiveMaximum": 2}, "Less than 2."),
        ({**STRING, "minLength": 2, "pattern": "^a"}, "At least 2 characters. Matches `^a`."),
        ({**STRING, "format": "email"}, "An email address."),
        ({**STRING, "contentEncoding": "quoted-printable"}, "Encoded as `quoted-printable`."),
        ({**STRING, "contentMediaType": "application/json"}, "Media type: `application/json`."),
        ({**STRING, "contentMediaType": "application/octet-stream"}, ""),
        (
            {
                "type": "array",
                "maxItems": 3,
                "uniqueItems": True,
                "items": {**STRING, "maxLength": 5},
            },
            "At most 3 items. No item twice. Each item: at most 5 characters.",
        ),
        (
            {**STRING, "format": "date", "enum": ["2026-01-02", "2026-01-03"]},
            '"2026-01-02" or "2026-01-03".',
        ),
        (
            {"type": "array", "items": STRING, "contains": {"const": "a"}, "maxContains": 2},
            '1 to 2 items of a kind: "a".',
        ),
        (
            {
                "type": "array",
                "prefixItems": [{"type": "integer", "minimum": 1}],
                "items": {**STRING, "minLength": 1},
            },
            "Item 1: at least 1. Other items: at least 1 character.",
        ),
        (
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": "^x"},
                "additionalProperties": {**STRING, "maxLength": 5},
            },
            "At least 1 property. Each key: matches `^x`. Each value: at most 5 characters.",
        ),
        (
            {"type": "object", "patternProperties": {"^x": {**STRING, "maxLength": 5}}},
            "Values of keys that match `^x`: string, at most 5 characters.",
        ),
        (
            {"type": "object", "dependentRequired": {"a": ["b"], "c": ["d", "e", "c"]}},
            "`b` is required when `a` is given. `d` and `e` are required when `c` is given.",
        ),
        (
            {"type": ["string", "integer"], "maxLength": 5, "maximum": 7},
            "At most 5 characters. At most 7.",
        ),
        ({"anyOf": [{**STRING, "maxLength": 5}, {"type": "null"}]}, "At most 5 characters."),
        ({"anyOf": [{**STRING, "maxLength": 5}, {**STRING, "minLength": 9}]}, ""),
        ({"anyOf": [{**STRING, "maxLength": 5}, {"type": "integer"}]}, "At most 5 characters."),
    ],
)
def test_sentences(schema: dict[str, Any], sentences: str, tmp_path: Path) -> None:
    assert _docs(schema, tmp_path).removeprefix("Field. ") == sentences

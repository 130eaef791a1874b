"""Requests are refused only where the document says that they are invalid: random schemas and
values, judged by jsonschema-rs."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as given_
from hypothesis import strategies as st

from support.clients import exchange

EXAMPLES = 8
"""Documents of twenty schemas each."""

NAMES = ("a", "b", "x-1", "a b")
TEXTS = st.text(alphabet="ab1é😀-\n ", max_size=5)
NUMBERS = st.one_of(
    st.integers(-3, 12),
    st.sampled_from([0.1, 0.3, 1.0, 2.5, -0.7, 4.35, 1e300, 2**70, 1e16, 0.30000000000000004]),
)
SCALARS = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    ),
    max_leaves=8,
)
PATTERNS = st.sampled_from(
    [
        "^a",
        "b$",
        r"^\d+$",
        r"^\w*$",
        r"\s",
        r"^\S+$",
        "^[^a]*$",
        "^(?:a|b)+$",
        "é",
        "^.$",
        r"[\s\S]",
    ]
)
SMALL = st.integers(0, 3)


def _some(draw: st.DrawFn, table: dict[str, st.SearchStrategy[Any]]) -> dict[str, Any]:
    keys = draw(st.lists(st.sampled_from(sorted(table)), max_size=3, unique=True))
    return {key: draw(table[key]) for key in keys}


@st.composite
def schemas(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """A schema that names the types that it means."""
    kinds = ["string", "number", "integer", "boolean", "enum", "ref", "untyped"]
    if depth:
        kinds += ["array", "array", "object", "object", "map", "union", "allOf"]
    kind = draw(st.sampled_from(kinds))
    inner = schemas(depth - 1)
    text = {
        "minLength": SMALL,
        "maxLength": SMALL,
        "pattern": PATTERNS,
        "format": st.sampled_from(["uuid", "date", "email", "password"]),
    }
    number = {
        "minimum": NUMBERS,
        "maximum": NUMBERS,
        "exclusiveMinimum": NUMBERS,
        "exclusiveMaximum": NUMBERS,
        "multipleOf": st.sampled_from([1, 2, 0.1, 0.01, 0.5, 3]),
    }
    array = {
        "minItems": SMALL,
        "maxItems": SMALL,
        "uniqueItems": st.booleans(),
        "items": inner,
        "contains": inner,
        "minContains": SMALL,
    }
    entries = {
        "minProperties": SMALL,
        "maxProperties": SMALL,
        "propertyNames": st.one_of(
            st.builds(lambda pattern: {"pattern": pattern}, PATTERNS),
            st.just({"enum": ["a", "b"]}),
        ),
        "patternProperties": st.dictionaries(PATTERNS, inner, max_size=2),
        "dependentRequired": st.dictionaries(
            st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), unique=True), max_size=2
        ),
    }
    schema: dict[str, Any]
    match kind:
        case "string":
            schema = {"type": "string", **_some(draw, text)}
        case "number" | "integer":
            schema = {"type": kind, **_some(draw, number)}
        case "enum":
            return {"enum": draw(st.lists(SCALARS, min_size=1, max_size=3, unique_by=repr))}
        case "ref":
            return {"$ref": f"#/components/schemas/{draw(st.sampled_from(['Tree', 'Name']))}"}
        case "untyped":
            # `format: uuid` alone is read as that of a string, which JSON Schema does not say.
            untyped = {**text, **number, "minItems": SMALL, "maxItems": SMALL}
            del untyped["format"]
            return _some(draw, untyped)
        case "array":
            schema = {"type": "array", **_some(draw, array)}
            if draw(st.booleans()):
                schema["prefixItems"] = draw(st.lists(inner, min_size=1, max_size=2))
        case "object":
            properties = draw(
                st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3)
            )
            required = draw(st.lists(st.sampled_from(sorted(properties)), max_size=2, unique=True))
            schema = {"type": "object", "properties": properties, **_some(draw, entries)}
            if required:
                schema["required"] = required
            if draw(st.booleans()):
                schema["additionalProperties"] = draw(st.one_of(st.booleans(), inner))
        case "map":
            schema = {"type": "object", "additionalProperties": draw(inner), **_some(draw, entries)}
        case "union":
            members = draw(st.lists(inner, min_size=2, max_size=3))
            return {draw(st.sampled_from(["anyOf", "oneOf"])): members}
        case "allOf":
            return {"allOf": draw(st.lists(inner, min_size=1, max_size=2))}
        case _:
            schema = {"type": "boolean"}
    if draw(st.integers(0, 4)) == 0:
        schema["type"] = [schema["type"], "null"]
    return schema


COMPONENTS = {
    "Name": {"type": "string", "minLength": 1, "maxLength": 3},
    "Tree": {
        "type": "object",
        "required": ["a"],
        "properties": {
            "a": {"$ref": "#/components/schemas/Name"},
            "b": {"type": "array", "maxItems": 2, "items": {"$ref": "#/components/schemas/Tree"}},
        },
    },
}


def _document(bodies: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "paths": {
            f"/things/{index}": {
                "post": {
                    "operationId": f"send{index}",
                    "tags": ["things"],
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": schema}},
                    },
                    "responses": {"204": {"description": "Done."}},
                }
            }
            for index, schema in enumerate(bodies)
        },
        "components": {"schemas": COMPONENTS},
    }


def _check_all(bodies: list[dict[str, Any]], folder: Path, values: list[Any]) -> tuple[int, int]:
    """How many values were refused, and how many were invalid.

    Every value is a body of every operation; what is refused has to be invalid.
    """
    client = exchange(_document(bodies), folder, config={"validate_requests": True})
    name = client.package.__name__
    resource = importlib.import_module(f"{name}.resources.things")
    codec = importlib.import_module(f"{name}._runtime.codec")
    operations = {
        value.path: value for value in vars(resource).values() if hasattr(value, "responses")
    }
    nothing = dict.fromkeys(("path", "query", "header", "cookie"))
    refused = invalid = 0
    for index, schema in enumerate(bodies):
        operation = operations[f"/things/{index}"]
        judge = jsonschema_rs.Draft202012Validator(
            {**schema, "components": {"schemas": COMPONENTS}}, validate_formats=True
        )
        type_ = operation.body.type if operation.body else ""
        for value in values if type_ else ():
            for given in (value, codec.decode(type_, value, deviations=[])):
                is_valid = judge.is_valid(codec.encode(given, type_))
                invalid += not is_valid
                problems = None
                try:
                    operation.rules(operation, nothing, given, None)
                except client.package.errors.RequestValidationError as error:
                    problems = error.problems
                refused += problems is not None
                assert not (problems and is_valid), (schema, given, problems)
    for module in [each for each in sys.modules if each.partition(".")[0] == name]:
        del sys.modules[module]
    return refused, invalid


def test_what_is_refused_is_invalid(tmp_path_factory: pytest.TempPathFactory) -> None:
    counts: list[tuple[int, int]] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given_(
        st.lists(schemas(), min_size=20, max_size=20), st.lists(VALUES, min_size=40, max_size=40)
    )
    def check(bodies: list[dict[str, Any]], values: list[Any]) -> None:
        counts.append(_check_all(bodies, tmp_path_factory.mktemp("sound"), values))

    check()
    refused, invalid = (sum(column) for column in zip(*counts, strict=True))
    assert refused > 0.8 * invalid > 0

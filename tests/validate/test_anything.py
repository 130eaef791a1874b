"""Whatever comes in, problems come out and nothing else."""

import copy
import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clientsmith.document import Document, Library
from clientsmith.prepare.validate import validate
from clientsmith.problem import CODES, Problem, UnusableSource
from clientsmith.sources import load

PET = {"$ref": "#/components/schemas/Pet"}
OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "t", "version": "1"},
    "tags": [{"name": "a", "parent": "b"}],
    "paths": {
        "/p/{id}": {
            "parameters": [{"$ref": "#/components/parameters/id"}],
            "get": {
                "operationId": "x",
                "security": [{"k": []}],
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "integer", "default": 3}}
                ],
                "requestBody": {"content": {"application/json": {"schema": PET}}},
                "responses": {
                    "200": {
                        "description": "d",
                        "content": {
                            "application/json": {"schema": {"type": "array", "items": PET}}
                        },
                    }
                },
                "callbacks": {"c": {"{$request.body#/url}": {"post": {"responses": {}}}}},
            },
        }
    },
    "components": {
        "securitySchemes": {"k": {"type": "http", "scheme": "bearer"}},
        "parameters": {"id": {"name": "id", "in": "path", "required": True, "schema": {}}},
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["n"],
                "allOf": [{"$ref": "#/components/schemas/Base"}],
                "properties": {
                    "n": {"type": ["string", "null"], "enum": ["a", None], "default": None},
                    "x": PET,
                },
                "discriminator": {"propertyName": "n", "mapping": {"a": PET["$ref"], "b": "Base"}},
            },
            "Base": {
                "$id": "http://e/x",
                "$anchor": "y",
                "oneOf": [PET, {"type": "string"}],
                "default": "x",
            },
        },
    },
}
SWAGGER: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "t", "version": "1"},
    "paths": {
        "/p/{id}": {
            "get": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "type": "string", "default": 1},
                    {"in": "body", "name": "b", "schema": {"$ref": "#/definitions/A"}},
                ],
                "responses": {"200": {"description": "d", "examples": {"a": {"$ref": "x"}}}},
            }
        }
    },
    "definitions": {"A": {"properties": {"a": {"type": "string", "default": 1}}}},
}
KEYS = sorted(
    {*json.dumps([OPENAPI, SWAGGER]).split('"')[1::2], "$self", "not", "pattern", "", "a/~b"}
)
ODD = [
    "#",
    "#/",
    "#y",
    "x.yaml",
    "http://[",
    "../..",
    "%zz",
    "3.0.0",
    "2.0",
    "/{",
    "\u2028",
    "object",
]

scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=4),
    st.sampled_from(ODD),
)  # fmt: skip
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=3)), inner, max_size=4),
    ),
    max_leaves=12,
)
edits = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from(["set", "drop", "wrap", "add"]), values),
    min_size=1,
    max_size=4,
)
quick = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container below `value` with each of its keys."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [place for key in keys for place in ((value, key), *_places(value[key]))]


def _edited(document: dict[str, Any], changes: list[tuple[int, str, Any]]) -> dict[str, Any]:
    document = copy.deepcopy(document)
    for number, kind, value in changes:
        places = _places(document)
        if not places:
            break
        container, key = places[number % len(places)]
        if kind == "set":
            container[key] = value
        elif kind == "wrap":
            container[key] = [container[key]]
        elif kind == "drop":
            del container[key]
        elif isinstance(container, dict):
            container[KEYS[number % len(KEYS)]] = value
    return document


def _judged(raw: bytes) -> tuple[Problem, ...]:
    try:
        problems = validate(load("-", stdin=io.BytesIO(raw)))
    except UnusableSource as error:
        problems = error.problems
        assert problems
    for problem in problems:
        assert problem.code in CODES
        assert problem.message.endswith((".", "?"))
        assert problem.location.origin == "-"
    return problems


@quick
@given(values)
def test_any_json(value: Any) -> None:
    assert _judged(json.dumps(value).encode())
    document = Document("-", "", value, lambda pointer: 1)
    assert validate(Library(document, {"-": document}))


@pytest.mark.parametrize("document", [OPENAPI, SWAGGER], ids=["openapi", "swagger"])
@quick
@given(st.sampled_from(["3.0.0", "3.1.0", "3.2.0"]), edits)
def test_broken_documents(document: Any, version: str, changes: Any) -> None:
    if "openapi" in document:
        document = {**document, "openapi": version}
    for problem in _judged(json.dumps(_edited(document, changes)).encode()):
        assert problem.location.line == 1


@quick
@given(
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.lists(
        st.tuples(
            st.integers(0, 3000),
            st.sampled_from(
                [
                    "\n ",
                    "  ",
                    "- ",
                    ": ",
                    "? ",
                    "[",
                    "{",
                    '"',
                    "'",
                    "#",
                    "\t",
                    "&a ",
                    "*a",
                    "<<: *a\n",
                    "!!x ",
                    "---\n",
                    "```\n",
                    "\x00",
                    "\x85",
                    "é",
                ]
            ),
        ),
        max_size=5,
    ),
)
def test_broken_text(encoding: str, insertions: list[tuple[int, str]]) -> None:
    import yaml

    text = yaml.safe_dump(OPENAPI)
    for place, insertion in insertions:
        text = text[:place] + insertion + text[place:]
    _judged(text.encode(encoding))


@quick
@given(st.binary(max_size=80))
def test_any_bytes(raw: bytes) -> None:
    assert _judged(raw)

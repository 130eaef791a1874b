"""Constructs of JSON Schema one by one: the type that comes of them, and values that come back."""

from __future__ import annotations

import json
from typing import Any

import jsonschema_rs
import pytest
import yaml

from clientsmith import ir
from round_trip.typed import Typed

pytestmark = [
    pytest.mark.property,
    pytest.mark.xdist_group("constructs"),
]  # their packages are made once

HUGE = 2**70

CONSTRUCTS: dict[str, tuple[str, list[Any]]] = {
    "a list of anything that is made one of something": (
        """
        S: {$id: 'https://x.test/names', $ref: list, $defs: {T: {$dynamicAnchor: T, type: string}}}
        List:
          $id: https://x.test/list
          type: object
          properties: {items: {type: array, items: {$dynamicRef: '#T'}}, next: {type: integer}}
          $defs: {T: {$dynamicAnchor: T, not: {}}}
        """,
        [{"items": ["a"], "next": 1}, {"items": []}],
    ),
    "a tree that another one extends": (
        """
        S:
          $id: https://x.test/strict
          $dynamicAnchor: node
          $ref: tree
          properties: {label: {type: integer}}
        Tree:
          $id: https://x.test/tree
          $dynamicAnchor: node
          type: object
          properties: {children: {type: array, items: {$dynamicRef: '#node'}}}
        """,
        [{"label": 1, "children": [{"label": 2, "children": []}, {}]}],
    ),
    "identifiers, anchors, and pointers that start at them": (
        """
        S:
          $id: https://x.test/s
          type: object
          properties: {again: {$ref: '#'}, there: {$ref: '#t'}, here: {$ref: '#/$defs/Here'}}
          $defs: {Here: {type: integer}, There: {$anchor: t, type: string, format: date}}
        """,
        [{"again": {"again": {}}, "there": "2026-11-24", "here": 3}],
    ),
    "siblings of a reference": (
        """
        S: {$ref: '#/components/schemas/B', properties: {b: {type: integer}}, required: [b]}
        B: {type: object, properties: {a: {type: string, format: uuid}}}
        """,
        [{"b": 1}, {"a": "6f1b1ee0-4c5b-4c43-8a3b-111111111111", "b": 2}],
    ),
    "boolean schemas": (
        "S: {type: object, properties: {'yes': true, 'no': false}, additionalProperties: true}",
        [{"yes": None}, {"yes": {"a": [HUGE]}, "more": False}],
    ),
    "a closed object": (
        "S: {type: object, properties: {a: {type: integer}}, additionalProperties: false}",
        [{}, {"a": HUGE}],
    ),
    "decimals with all digits": (
        "S: {type: object, properties: {n: {type: number, format: decimal}, s: {type: string, format: decimal}}}",
        [{"n": 12345678901234567.25, "s": "0.1000000000000000000001"}],
    ),
    "tuples, shorter and longer": (
        "S: {type: array, prefixItems: [{type: string, format: date}, {type: integer}]}",
        [[], ["2026-11-24"], ["2026-11-24", 1], ["2026-11-24", 1, None, {}]],
    ),
    "tuples with more of one type": (
        "S: {type: array, prefixItems: [{type: integer}], items: {type: string, format: date}}",
        [[1], [1, "2026-11-24", "2026-11-25"]],
    ),
    "tuples of a fixed length": (
        "S: {type: array, prefixItems: [{type: integer}, {type: string}], items: false, minItems: 2}",
        [[1, "a"]],
    ),
    "properties by pattern": (
        """
        S:
          type: object
          patternProperties: {^d: {type: string, format: date}, ^n: {type: integer}}
          additionalProperties: false
          propertyNames: {minLength: 2}
        """,
        [{}, {"day": "2026-11-24", "number": 1}],
    ),
    "properties by pattern beside others": (
        "S: {type: object, properties: {a: {type: integer}}, patternProperties: {^x-: {type: string}}}",
        [{"a": 1, "x-b": "c", "other": [1]}],
    ),
    "contains, not and limits": (
        """
        S: {type: array, items: {type: [integer, string]}, contains: {type: string},
            not: {minItems: 3}, uniqueItems: true}
        """,
        [["a", 1], ["a"]],
    ),
    "branches": (
        """
        S:
          type: object
          properties: {kind: {enum: [a, b]}}
          if: {properties: {kind: {const: a}}}
          then: {properties: {size: {type: integer}}, required: [size]}
          else: {properties: {size: {type: string}, color: {type: string}}}
        """,
        [{"kind": "a", "size": 1}, {"kind": "b", "size": "L", "color": "red"}, {"size": 7}],
    ),
    "what depends on a property": (
        """
        S:
          type: object
          properties: {card: {type: string}}
          dependentSchemas: {card: {properties: {address: {type: string}}, required: [address]}}
          dependentRequired: {address: [card]}
          unevaluatedProperties: false
        """,
        [{}, {"card": "1", "address": "2"}],
    ),
    "null in every form": (
        """
        S:
          type: object
          properties:
            a: {type: 'null'}
            b: {type: [string, 'null']}
            c: {anyOf: [{anyOf: [{type: integer}, {type: 'null'}]}, {type: string}]}
            d: {enum: [null, 1, a, true, 1.5]}
            e: {const: null}
        """,
        [
            dict.fromkeys("abcde"),
            {"b": "x", "c": 1, "d": 1},
            {"c": "x", "d": True},
            {"d": "a"},
            {"d": 1.5},
        ],
    ),
    "constants of any type": (
        """
        S:
          type: object
          properties:
            o: {const: {a: [1]}}
            l: {enum: [[1], [2], null]}
            n: {const: 1.5}
            m: {enum: [{a: 1}, a, 2]}
            t: {const: true}
            i: {const: 1180591620717411303424}
        """,
        [
            {"o": {"a": [1]}, "l": [2], "n": 1.5, "m": {"a": 1}, "t": True, "i": HUGE},
            {"l": None, "m": 2},
        ],
    ),
    "encoded content": (
        """
        S:
          type: object
          properties:
            a: {type: string, contentEncoding: base64}
            b: {type: string, contentEncoding: base64url}
            c: {type: string, contentEncoding: base16}
            d: {type: string, contentEncoding: quoted-printable, contentMediaType: text/plain}
            e: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
        """,
        [{"a": "aGk=", "b": "_w==", "c": "FF", "d": "a=3D", "e": '{"x": 1}'}],
    ),
    "parts with siblings": (
        """
        S:
          allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {type: integer}}}]
          type: object
          properties: {d: {type: string}}
          required: [a]
        B: {type: object, properties: {a: {type: [string, 'null']}}}
        """,
        [{"a": None, "c": 1, "d": "x"}],
    ),
    "alternatives of one object": (
        """
        S:
          type: object
          properties: {id: {type: integer}, name: {type: string}}
          anyOf: [{required: [id]}, {required: [name]}]
        """,
        [{"id": 1}, {"name": "a"}, {"id": 1, "name": "a"}],
    ),
    "alternatives with properties of their own": (
        """
        S:
          type: object
          properties: {at: {type: string, format: date}}
          anyOf: [{properties: {a: {type: integer}}}, {properties: {b: {type: string}}}]
        """,
        [{"at": "2026-11-24", "a": 1, "b": "x"}, {"a": "no integer"}, {}],
    ),
    "a discriminator by URI and through heirs": (
        """
        S: {type: array, items: {$ref: '#/components/schemas/Pet'}}
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: string}}
          discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {type: integer}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {born: {type: string, format: date}}}]}
        """,
        [[{"kind": "cat", "lives": 9}, {"kind": "Dog", "born": "2026-11-24"}, {"kind": "new"}]],
    ),
    "maps and arrays that contain themselves": (
        """
        S: {oneOf: [{$ref: '#/components/schemas/M'}, {$ref: '#/components/schemas/L'}]}
        M: {type: object, additionalProperties: {$ref: '#/components/schemas/S'}}
        L: {type: array, items: {$ref: '#/components/schemas/L'}}
        """,
        [{}, {"a": {"b": [[], [[]]]}}, [[[]]]],
    ),
    "numbers of several kinds": (
        "S: {type: array, items: {oneOf: [{type: integer}, {type: string, format: int64}]}}",
        [[1, "2", HUGE, 3.0]],
    ),
    "a discriminator's property that is not required": (
        """
        S:
          oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
          discriminator: {propertyName: type, mapping: {a: A, b: B}}
        A: {type: object, required: [x], properties: {type: {type: string}, x: {type: integer}}}
        B: {type: object, required: [y], properties: {type: {type: [string, 'null']}, y: {type: string}}}
        """,
        [{"x": 1}, {"y": "1"}, {"type": "a", "x": 1}, {"type": None, "y": "1"}],
    ),
    "a discriminator's value of several members": (
        """
        S:
          oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]
          discriminator: {propertyName: type}
        A: {type: object, required: [type, x], properties: {type: {const: m}, x: {type: integer}}}
        B: {type: object, required: [type, y], properties: {type: {const: m}, y: {type: string}}}
        C: {type: object, required: [type], properties: {type: {const: c}}}
        """,
        [{"type": "m", "x": 1}, {"type": "m", "y": "1"}, {"type": "c"}],
    ),
}


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Typed]:
    """A client for each construct."""
    made = {}
    for number, (name, (schemas, _)) in enumerate(CONSTRUCTS.items()):
        folder = tmp_path_factory.mktemp("construct")
        document = {
            "openapi": "3.1.0",
            "info": {"title": "Constructs", "version": "1"},
            "paths": {
                "/s": {
                    "get": {
                        "responses": {
                            "200": {
                                "description": "",
                                "content": {
                                    "application/json": {
                                        "schema": {"$ref": "#/components/schemas/S"}
                                    }
                                },
                            }
                        }
                    }
                }
            },
            "components": {"schemas": yaml.safe_load(schemas)},
        }
        file = folder / "openapi.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        made[name] = Typed(file, folder / "out", f"construct_{number}")
    return made


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_valid_values_come_back(typed: dict[str, Typed], name: str) -> None:
    client = typed[name]
    schemas = CONSTRUCTS[name][0].replace("#/components/schemas/", "#/$defs/")
    whole = {"$ref": "#/$defs/S", "$defs": yaml.safe_load(schemas)}
    validator = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
    type = _type(client)
    for value in CONSTRUCTS[name][1]:
        assert validator.is_valid(value), value
        assert client.complaint(type, value) == ""


def _type(client: Typed) -> ir.Type:
    type = client.api.operations[0].responses[0].contents[0].type
    assert type is not None
    return type


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("a list of anything that is made one of something", "items", "list[str]"),
        ("a tree that another one extends", "children", "list[S]"),
        ("identifiers, anchors, and pointers that start at them", "again", "S"),
        ("identifiers, anchors, and pointers that start at them", "there", "dt.date"),
        ("branches", "size", "Any"),
        ("branches", "color", "Any"),
        ("what depends on a property", "address", "str"),
        ("null in every form", "a", "None"),
        ("constants of any type", "o", "dict[str, Any]"),
        ("constants of any type", "l", "list[Any] | None"),
        ("encoded content", "a", "bytes"),
        ("encoded content", "b", "Base64Url"),
        ("encoded content", "c", "str"),
        ("encoded content", "e", "str"),
    ],
)
def test_types_of_properties(typed: dict[str, Typed], name: str, path: str, expected: str) -> None:
    client = typed[name]
    model = client.api.declarations["openapi.json#/components/schemas/S"]
    assert isinstance(model, ir.Model)
    types = {field.wire_name: field.type for field in model.fields}
    assert client.text(types[path]) == expected

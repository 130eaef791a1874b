"""What error bodies of frameworks and of well-known APIs say, in one line."""

from __future__ import annotations

import json
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from .conftest import PACKAGE

MESSAGES: dict[str, tuple[Any, str]] = {
    "FastAPI": (
        {
            "detail": [
                {"loc": ["query", "bad"], "msg": "Field required", "type": "missing"},
                {"loc": ["body", "items", 0, "qty"], "msg": "Not an integer", "input": "x"},
            ]
        },
        "query.bad: Field required; body.items[0].qty: Not an integer",
    ),
    "FastAPI, an exception": ({"detail": "Not found."}, "Not found."),
    "FastAPI, an exception with an object": (
        {"detail": {"code": "BAD_PASSWORD", "reason": "Too short"}},
        "Too short",
    ),
    "Django REST framework": (
        {
            "name": ["This field must be unique."],
            "address": {"zip": ["Required.", "Bad."]},
            "items": [{}, {"qty": ["Bad."]}],
        },
        "name: This field must be unique; address.zip: Required. Bad; items[1].qty: Bad",
    ),
    "Django REST framework, one field": ({"name": ["Required."]}, "name: Required."),
    "Django REST framework, fields with usual names": (
        {"title": ["Required."], "description": ["Too long."]},
        "title: Required; description: Too long",
    ),
    "Django REST framework, the whole": ({"non_field_errors": ["Both."]}, "Both."),
    "Django REST framework, a list": (["Not allowed."], "Not allowed."),
    "Django REST framework, an exception handler": (
        {"detail": "Validation error", "validation_errors": {"title": ["too short"]}, "id": "x"},
        "Validation error: title: too short",
    ),
    "drf-standardized-errors": (
        {"type": "validation_error", "errors": [{"code": "x", "detail": "No.", "attr": "name"}]},
        "name: No.",
    ),
    "Litestar": (
        {
            "status_code": 400,
            "detail": "Validation failed",
            "extra": [{"message": "m", "key": "k"}],
        },
        "Validation failed: k: m",
    ),
    "APIFlask": (
        {"message": "Validation error", "detail": {"json": {"name": ["Missing data."]}}},
        "Validation error: json.name: Missing data",
    ),
    "RFC 9457": (
        {
            "type": "https://example.com/invalid",
            "title": "Your request is not valid.",
            "errors": [
                {"detail": "must be positive", "pointer": "#/age"},
                {"detail": "must be 'green'", "pointer": "#/colour"},
            ],
        },
        "Your request is not valid: #/age: must be positive; #/colour: must be 'green'",
    ),
    "RFC 7807": (
        {"title": "Invalid", "invalid-params": [{"name": "age", "reason": "must be positive"}]},
        "Invalid: age: must be positive",
    ),
    "ASP.NET": (
        {"title": "Errors occurred.", "status": 400, "errors": {"Name": ["Required."]}},
        "Errors occurred: Name: Required",
    ),
    "ASP.NET, older": (
        {"Message": "Invalid.", "ModelState": {"user.Name": ["Required."]}},
        "Invalid: user.Name: Required",
    ),
    "GraphQL": (
        {"errors": [{"message": "Cannot query", "path": ["user", "name"]}], "data": {"a": ["b"]}},
        "user.name: Cannot query",
    ),
    "Spring": (
        {
            "status": 400,
            "error": "Bad Request",
            "message": "Validation failed",
            "errors": [{"field": "name", "defaultMessage": "blank", "objectName": "user"}],
            "path": "/users",
        },
        "Validation failed: name: blank",
    ),
    "Spring, without a message": (
        {"status": 400, "error": "Bad Request", "message": "", "path": "/users"},
        "Bad Request",
    ),
    "Laravel": (
        {"message": "The given data was invalid.", "errors": {"email": ["Taken.", "Too long."]}},
        "The given data was invalid: email: Taken. Too long",
    ),
    "Rails": ({"errors": {"name": ["can't be blank"]}}, "name: can't be blank"),
    "Rails, one text": ({"errors": {"title": "is too short"}}, "title: is too short"),
    "Rails, full messages": ({"errors": ["Name can't be blank"]}, "Name can't be blank"),
    "Google": (
        {
            "error": {
                "code": 400,
                "message": "Invalid JSON",
                "status": "INVALID_ARGUMENT",
                "details": [
                    {
                        "@type": "type.googleapis.com/google.rpc.BadRequest",
                        "fieldViolations": [{"field": "x", "description": "Cannot find field"}],
                    }
                ],
            }
        },
        "Invalid JSON: x: Cannot find field",
    ),
    "JSON:API": (
        {"errors": [{"title": "Invalid", "detail": "Too short.", "source": {"pointer": "/name"}}]},
        "/name: Invalid: Too short.",
    ),
    "Stripe": (
        {"error": {"message": "Invalid integer", "param": "amount", "type": "invalid_request"}},
        "amount: Invalid integer",
    ),
    "GitHub": (
        {"message": "Failed", "errors": [{"resource": "R", "field": "title", "code": "missing"}]},
        "Failed: title: missing",
    ),
    "GitLab": ({"message": {"name": ["is too short"]}}, "name: is too short"),
    "NestJS": (
        {"statusCode": 400, "message": ["a must be text", "b must be int"], "error": "Bad Request"},
        "a must be text; b must be int",
    ),
    "Zod": (
        {"error": {"name": "ZodError", "issues": [{"path": ["a", 0], "message": "Required"}]}},
        "a[0]: Required",
    ),
    "express-validator": (
        {"errors": [{"type": "field", "msg": "Invalid value", "path": "email"}]},
        "email: Invalid value",
    ),
    "Mongoose": (
        {"errors": {"name": {"message": "Required", "path": "name"}}, "_message": "Failed"},
        "Failed: name: Required",
    ),
    "Kubernetes": (
        {
            "message": "Pod is invalid",
            "details": {"kind": "Pod", "causes": [{"message": "Required", "field": "spec"}]},
        },
        "Pod is invalid: spec: Required",
    ),
    "Elasticsearch": (
        {"error": {"root_cause": [{"type": "t", "reason": "r"}], "reason": "no such index"}},
        "no such index",
    ),
    "OAuth": ({"error": "invalid_grant", "error_description": "why"}, "invalid_grant: why"),
    "Okta": (
        {"errorSummary": "Validation failed", "errorCauses": [{"errorSummary": "login: bad"}]},
        "Validation failed; login: bad",
    ),
    "API Platform": (
        {"hydra:title": "Failed", "violations": [{"propertyPath": "name", "message": "bad"}]},
        "Failed: name: bad",
    ),
    "many": (
        {"errors": {f"f{number}": ["bad"] for number in range(9)}},
        "f0: bad; f1: bad; f2: bad; f3: bad; f4: bad; f5: bad; …",
    ),
    "an object with a code alone": ({"error": {"code": "expired"}}, "expired"),
    "nothing": ({"id": "x", "nested": {"id": "y", "flag": True}, "none": None}, ""),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_formats(sample: ModuleType, name: str) -> None:
    body, message = MESSAGES[name]
    assert import_module(f"{PACKAGE}._runtime.errors").server_message(body) == message


@pytest.mark.parametrize(
    "body",
    [
        [{}] * 100_000,
        {str(number): [] for number in range(100_000)},
        json.loads("[" * 900 + "]" * 900),
        {"errors": [{"errors": [{"errors": [{}] * 50}] * 50}] * 50},
        {"detail": [{"loc": [{}, None], "msg": {"a": 1}}]},
        {"errors": {"a": {"b": {"c": {"d": {"e": {"f": {"g": {"h": {"i": ["x"]}}}}}}}}}},
        {"error": 5, "message": [], "detail": {}, "errors": None, "title": False},
    ],
)
def test_bodies_without_a_message(sample: ModuleType, body: Any) -> None:
    """They may have any size and depth."""
    assert import_module(f"{PACKAGE}._runtime.errors").server_message(body) == ""

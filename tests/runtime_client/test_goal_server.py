"""The server of the demonstration plays the documented operation."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
import yaml
from openapi_schema_validator import OAS30Validator

pytestmark = pytest.mark.detail

ROOT = Path(__file__).resolve().parents[2]
COMPANY = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


@pytest.fixture(scope="module")
def goals() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "goal_server", ROOT / "examples" / "goal_server.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def url(goals: ModuleType) -> Iterator[str]:
    with goals.GoalServer() as server:
        assert server.port
        yield server.url + goals.GOALS


@pytest.fixture(scope="module")
def operation() -> dict[str, Any]:
    """The document, with the operation's responses at hand."""
    page = (ROOT / "specs" / "msportal" / "create-goal.md").read_text(encoding="utf-8")
    text = page.split("````yaml", 1)[1].split("\n", 1)[1].split("````", 1)[0]
    document: dict[str, Any] = yaml.safe_load(text)
    return document


def send(url: str, token: str | None = "demo-token", **settings: Any) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    settings.setdefault("json", {"title": "A goal", "companyId": COMPANY})
    response = httpx2.post(url, headers={**headers, **settings.pop("headers", {})}, **settings)
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["x-request-id"]
    for name in ("limit", "remaining", "reset"):
        assert response.headers[f"x-ratelimit-{name}"]
    return response


def check(document: dict[str, Any], response: httpx2.Response, schema: str) -> Any:
    """The body, which must be what the document says."""
    root = {"$ref": f"#/components/schemas/{schema}", "components": document["components"]}
    body = response.json()
    OAS30Validator(root).validate(body)
    return body


@pytest.mark.parametrize(
    "further",
    [
        {},
        {"dueDate": "2026-03-31T00:00:00Z", "year": 2026, "quarter": "Q1"},
        {"statusId": COMPANY, "priorityId": COMPANY, "categoryId": COMPANY},
    ],
)
def test_a_goal_is_created(url: str, operation: dict[str, Any], further: dict[str, Any]) -> None:
    response = send(url, json={"title": "A goal", "companyId": COMPANY, **further})
    assert response.status_code == 201
    goal = check(operation, response, "GoalSingleResponse")["data"]
    assert (goal["title"], goal["company"]["id"]) == ("A goal", COMPANY)
    assert goal["year"] == further.get("year")
    assert goal["tasks"]
    assert goal["updates"]


@pytest.mark.parametrize(
    ("settings", "status", "error"),
    [
        ({"json": {"title": "", "companyId": COMPANY}}, 400, "Validation failed: title"),
        ({"json": {"title": "x" * 201, "companyId": COMPANY}}, 400, "Validation failed: title"),
        ({"json": {"title": "x"}}, 400, "Validation failed: companyId"),
        ({"json": ["x"]}, 400, "The body must be a JSON object"),
        ({"token": None}, 401, "Invalid or missing API key"),
        ({"token": "wrong"}, 401, "Invalid or missing API key"),
        (
            {"token": "read-only-token"},
            403,
            "Forbidden - Missing required scope (goals.write)",
        ),
        ({"token": "busy-token"}, 429, "Rate limit exceeded"),
    ],
)
def test_errors(
    url: str, operation: dict[str, Any], settings: dict[str, Any], status: int, error: str
) -> None:
    response = send(url, **settings)
    assert response.status_code == status
    body = check(operation, response, "ErrorResponse")
    assert body["error"] == error
    assert body["requestId"] == response.headers["x-request-id"]
    if status == 429:
        assert response.headers["x-ratelimit-remaining"] == "0"


def test_the_request_id_is_the_callers_own_where_there_is_one(url: str) -> None:
    assert send(url, headers={"X-Request-Id": "mine"}).headers["x-request-id"] == "mine"
    assert send(url).headers["x-request-id"] != send(url).headers["x-request-id"]

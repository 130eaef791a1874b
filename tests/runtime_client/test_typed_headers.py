"""Headers of answers as the types that the API declares."""

import datetime as dt
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

ID = "4b3f8f0c-3a1e-4f4e-9d0e-0c7d3e1a2b3c"
DOCUMENT = """
paths:
  /things:
    get:
      tags: [things]
      operationId: list
      responses:
        '200':
          description: ok
          headers:
            X-Limit: {schema: {type: integer}}
            X-Ratio: {schema: {type: number}}
            X-More: {schema: {type: boolean}}
            X-Id: {schema: {type: string, format: uuid}}
            X-Until: {schema: {type: string, format: date-time}}
            X-Since: {schema: {type: integer, format: unixtime}}
            X-Names: {schema: {type: array, items: {type: string}}}
            X-Counts: {schema: {type: array, items: {type: integer}}}
            X-Point: {schema: {$ref: '#/components/schemas/Point'}}
            X-Exploded: {explode: true, schema: {$ref: '#/components/schemas/Point'}}
            X-Json: {content: {application/json: {schema: {$ref: '#/components/schemas/Point'}}}}
            X-Text: {schema: {type: string}}
            X-Kind: {schema: {$ref: '#/components/schemas/Kind'}}
        '404': {description: gone, headers: {X-Limit: {schema: {type: integer}}}}
components:
  schemas:
    Point: {type: object, properties: {name: {type: string}, x: {type: integer}}}
    Kind: {type: string, enum: [a, b]}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    return exchange(DOCUMENT, tmp_path_factory.mktemp("typed_headers"))


def typed(made: Exchange, headers: dict[str, str]) -> Any:
    made.answer = httpx2.Response(200, headers=headers, content=b"")
    with made.client.capture() as responses:
        made.client.things.list()
    return responses[-1].typed_headers


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("X-Limit", "12", 12),
        ("x-limit", " 12 ", 12),
        ("X-Limit", "many", "many"),
        ("X-Ratio", "0.5", 0.5),
        ("X-Ratio", "2", 2.0),
        ("X-More", "true", True),
        ("X-More", "False", False),
        ("X-Id", ID, UUID(ID)),
        ("X-Until", "2026-11-24T10:00:00Z", dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)),
        ("X-Until", "tomorrow", "tomorrow"),
        ("X-Since", "0", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)),
        ("X-Names", "a, b", ["a", "b"]),
        ("X-Names", "1", ["1"]),
        ("X-Names", "", []),
        ("X-Counts", "1,2", [1, 2]),
        ("X-Counts", "1,b", "1,b"),
        ("X-Text", "12", "12"),
        ("X-Kind", "c", "c"),
        ("X-Other", "12", "12"),
    ],
)
def test_values(made: Exchange, name: str, text: str, value: object) -> None:
    assert typed(made, {name: text})[name] == value


def test_objects(made: Exchange) -> None:
    point = made.models.Point(name="n", x=1)
    headers = {"X-Point": "name,n,x,1", "X-Exploded": "name=n,x=1", "X-Json": '{"name":"n","x":1}'}
    found = typed(made, headers)
    assert [found[name] for name in headers] == [point] * 3
    assert typed(made, {"X-Point": "name,n,x"})["X-Point"] == "name,n,x"


def test_they_are_a_mapping(made: Exchange) -> None:
    found = typed(made, {"X-Limit": "12", "X-Other": "a"})
    assert dict(found) == {"x-limit": 12, "x-other": "a"}
    assert "X-LIMIT" in found
    assert "X-Id" not in found
    assert repr(found) == "<TypedHeaders x-limit, x-other>"


def test_errors_have_them_too(made: Exchange) -> None:
    made.answer = httpx2.Response(404, headers={"X-Limit": "3"})
    with made.client.capture() as responses, pytest.raises(made.package.NotFoundError):
        made.client.things.list()
    assert responses[-1].typed_headers["x-limit"] == 3

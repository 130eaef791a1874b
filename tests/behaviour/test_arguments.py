"""Arguments of methods that decide what is sent: bodies that are left out or null, several media
types of any content, names that clash, constants and empty values in paths."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from support.clients import Exchange, exchange

DOCUMENT = """
paths:
  "/actions?action=list&page={page}":
    get:
      tags: [actions]
      operationId: listActions
      parameters:
        - {name: page, in: path, required: true, schema: {type: integer}}
        - {name: action, in: query, required: true, schema: {type: string, enum: [list]}}
      responses: {"204": {description: ok}}
  "/actions?action=stop":
    put:
      tags: [actions]
      operationId: stopActions
      parameters: [{name: action, in: query, schema: {type: string}}]
      responses: {"204": {description: ok}}
  /nullable:
    put:
      tags: [nullable]
      operationId: replaceNullable
      requestBody: {content: {application/json: {schema: {type: [string, "null"]}}}}
      responses: {"204": {description: ok}}
  /anything:
    put:
      tags: [anything]
      operationId: replaceAnything
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {"204": {description: ok}}
    post:
      tags: [anything]
      operationId: createAnything
      requestBody:
        required: true
        content:
          application/octet-stream: {schema: {}}
          text/plain: {schema: {}}
          application/json: {schema: {}}
      responses: {"204": {description: ok}}
  /pets/{id}:
    put:
      tags: [pets]
      operationId: replacePet
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: dry_run, in: query, schema: {type: boolean}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses: {"204": {description: ok}}
    delete:
      tags: [pets]
      operationId: deletePet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: ok}}
    post:
      tags: [pets]
      operationId: touchPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: ok}}
  /pets/{id}/sale:
    post:
      tags: [pets]
      operationId: sellPet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        content: {application/json: {schema: {$ref: "#/components/schemas/Buyer"}}}
      responses: {"204": {description: ok}}
  /{version}/things/{id}/{part}:
    get:
      tags: [things]
      operationId: getThing
      parameters:
        - {name: version, in: path, required: true, schema: {type: string, enum: [v1]}}
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: part, in: path, required: true, schema: {type: string, enum: [""]}}
      responses: {"204": {description: ok}}
  /imports:
    post:
      tags: [imports]
      operationId: createImport
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: "#/components/schemas/Pets"}}
          multipart/form-data: {schema: {$ref: "#/components/schemas/Pets"}}
      responses: {"204": {description: ok}}
components:
  schemas:
    Buyer:
      type: object
      required: [email, kind, nick]
      properties:
        email: {type: string}
        kind: {const: person}
        nick: {type: [string, "null"]}
        note: {type: [string, "null"]}
        city: {type: string}
      additionalProperties: {type: integer}
    Pets: {type: array, items: {$ref: "#/components/schemas/Pet"}}
    Pet:
      type: object
      required: [id, name]
      properties:
        id: {type: string}
        name: {type: string}
        dry_run: {type: [boolean, "null"]}
        options: {type: string}
"""

Call = Callable[..., httpx2.Request]


@pytest.fixture(scope="module", params=["dataclass", "pydantic", "msgspec", "typeddict"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    """A client in each style of models."""
    folder = tmp_path_factory.mktemp("arguments")
    return exchange(DOCUMENT, folder, config={"models": request.param})


@pytest.fixture(params=["sync", "async"])
def call(made: Exchange, request: pytest.FixtureRequest) -> Call:
    """Calls a method such as `pets.replace`, and returns the request."""

    def sent(name: str, /, *positional: Any, **keywords: Any) -> httpx2.Request:
        resource, method = name.split(".")
        client = made.client if request.param == "sync" else made.async_client
        made.answer = httpx2.Response(204)
        result = getattr(getattr(client, resource), method)(*positional, **keywords)
        if request.param == "async":
            asyncio.run(result)
        return made.request

    return sent


def options(made: Exchange, **values: Any) -> Any:
    return made.package.RequestOptions(**values)


def target(request: httpx2.Request) -> str:
    return request.url.raw_path.decode("ascii")


def test_an_optional_body_that_may_be_null(made: Exchange, call: Call) -> None:
    for name in ("nullable.replace", "anything.replace"):
        left_out = call(name)
        assert (left_out.content, "content-type" in left_out.headers) == (b"", False)
        assert call(name, body=made.package.UNSET).content == b""
        assert call(name, body=None).content == b"null"
        assert call(name, body="x").content == b'"x"'


def test_an_optional_body_with_required_properties(made: Exchange, call: Call) -> None:
    for keywords in ({}, {"kind": "person"}, {"city": None}, {"additional_properties": {}}):
        request = call("pets.sell", "1", **keywords)
        assert (request.content, "content-type" in request.headers) == (b"", False)
    whole = {"email": "a@b.c", "kind": "person", "nick": None}
    request = call("pets.sell", "1", email="a@b.c", nick=None)
    assert json.loads(request.content) == whole
    more = {"note": None, "city": "Ulm"}
    request = call("pets.sell", "1", **whole, **more, additional_properties={"n": 1})
    assert json.loads(request.content) == {**whole, **more, "n": 1}
    for keywords, told in (
        ({"email": "a@b.c"}, "The body has 'email', so it needs 'nick' as well."),
        ({"nick": None}, "The body has 'nick', so it needs 'email' as well."),
        ({"note": None}, "The body has 'note', so it needs 'email', 'nick' as well."),
        ({"city": "Ulm"}, "The body has 'city', so it needs 'email', 'nick' as well."),
        ({"additional_properties": {"n": 1}}, "The body has 'additional_properties', so it needs"),
    ):
        with pytest.raises(made.package.InvalidRequestError, match=told):
            call("pets.sell", "1", **keywords)


def test_anything_as_json_bytes_and_text(call: Call) -> None:
    for name, body, content, media_type in (
        ("anything.create", {"a": [1]}, b'{"a":[1]}', "application/json"),
        ("anything.create_binary", b"\x00", b"\x00", "application/octet-stream"),
        ("anything.create_text", "x", b"x", "text/plain"),
    ):
        request = call(name, body=body)
        assert (request.content, request.headers["content-type"]) == (content, media_type)


def test_a_property_named_like_a_parameter(made: Exchange, call: Call) -> None:
    request = call("pets.replace", "1", body_id="2", name="Rex", options="x", dry_run=True)
    assert target(request) == "/pets/1?dry_run=true"
    assert json.loads(request.content) == {"id": "2", "name": "Rex", "options": "x"}
    request = call("pets.replace", "1", body_id="2", name="Rex", body_dry_run=None)
    assert json.loads(request.content) == {"id": "2", "name": "Rex", "dry_run": None}


def test_a_query_in_the_path_is_sent_once(call: Call) -> None:
    assert target(call("actions.list", 3)) == "/actions?page=3&action=list"
    assert target(call("actions.stop")) == "/actions?action=stop"
    assert target(call("actions.stop", action="halt")) == "/actions?action=halt"


def test_constants_of_a_path_are_filled_in(call: Call) -> None:
    assert target(call("things.get", "x")) == "/v1/things/x/"
    assert target(call("things.get", "x", "", version="v1")) == "/v1/things/x/"


def test_an_empty_value_in_a_path(made: Exchange, call: Call) -> None:
    with pytest.raises(made.package.InvalidRequestError, match="allow_empty_path=True"):
        call("pets.delete", "")
    allowed = options(made, allow_empty_path=True)
    assert target(call("pets.delete", "", options=allowed)) == "/pets/"
    with pytest.raises(made.package.InvalidRequestError, match="must be given"):
        call("pets.delete", None, options=allowed)


def test_content_in_place_of_a_body(made: Exchange, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "pets.csv"
    file.write_text("id,name")
    for content, data, media_type in (
        (b"\x00", b"\x00", "application/octet-stream"),
        ("id", b"id", "text/plain"),
        (made.package.File(b"%PDF", content_type="application/pdf"), b"%PDF", "application/pdf"),
    ):
        request = call("pets.touch", "1", options=options(made, content=content))
        assert (request.content, request.headers["content-type"]) == (data, media_type)
    csv = options(made, content=b"x", headers={"Content-Type": "text/csv"})
    request = call("pets.replace", "1", body_id="2", name="Rex", request_options=csv)
    assert (request.content, request.headers["content-type"]) == (b"x", "text/csv")
    both = options(made, content=b"x", body={"a": 1})
    for wrong, told in ((both, "one replaces the body"), (options(made, content=1), "not int")):
        with pytest.raises(made.package.InvalidRequestError, match=told):
            call("pets.touch", "1", options=wrong)


def test_a_list_as_multipart_is_fields(call: Call) -> None:
    assert call("imports.create", body=[]).content == b"[]"
    request = call("imports.create_multipart", body={"file": b"id,name", "kind": "csv"})
    assert b'name="file"' in request.content
    assert b'name="kind"' in request.content


def test_arguments_of_raw_requests(made: Exchange) -> None:
    told = r"request_raw\(\) got an unexpected keyword argument 'json'; .* content_type, options"
    with pytest.raises(TypeError, match=told):
        made.client.request_raw("POST", "/pets", json={})
    with pytest.raises(TypeError, match=told):
        asyncio.run(made.async_client.request_raw("POST", "/pets", json={}))

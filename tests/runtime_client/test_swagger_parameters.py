"""Parameters of Swagger 2.0, and what OpenAPI 3.2 adds to operations, through generated clients."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx2

from support.clients import exchange

MANY = ["a", "b c"]


def many(name: str, location: str, collection_format: str | None) -> dict[str, Any]:
    parameter: dict[str, Any] = {
        "name": name,
        "in": location,
        "type": "array",
        "items": {"type": "string"},
        "required": location == "path",
    }
    return parameter | ({"collectionFormat": collection_format} if collection_format else {})


def swagger(path: str, parameters: list[dict[str, Any]], consumes: str) -> dict[str, Any]:
    operation = {
        "tags": ["calls"],
        "operationId": "send",
        "consumes": [consumes],
        "parameters": parameters,
        "responses": {"204": {"description": "ok"}},
    }
    document = {"swagger": "2.0", "host": "api.test", "paths": {path: {"post": operation}}}
    return document | {"info": {"title": "Sample", "version": "1"}}


def test_collection_formats(tmp_path: Path) -> None:
    formats = ["csv", "ssv", "tsv", "pipes"]
    parameters = [many("p", "path", "pipes"), many("multi", "query", "multi")]
    parameters += [many(each, "query", each) for each in formats]
    parameters += [many(f"h-{each}", "header", each) for each in formats]
    made = exchange(swagger("/{p}", parameters, "application/json"), tmp_path)
    made.answer = httpx2.Response(204)
    arguments = dict.fromkeys(("multi", *formats, *(f"h_{one}" for one in formats)), MANY)
    made.client.calls.send(MANY, **arguments)
    assert made.request.url.raw_path == (
        b"/a%7Cb%20c?multi=a&multi=b%20c&csv=a,b%20c&ssv=a%20b%20c&tsv=a%09b%20c&pipes=a%7Cb%20c"
    )
    sent = [made.request.headers[f"h-{each}"] for each in formats]
    assert sent == ["a,b c", "a b c", "a\tb c", "a|b c"]


def test_forms(tmp_path: Path) -> None:
    form = "application/x-www-form-urlencoded"
    parameters = [many("multi", "formData", "multi"), many("tsv", "formData", "tsv")]
    made = exchange(swagger("/", [*parameters, many("plain", "formData", None)], form), tmp_path)
    made.answer = httpx2.Response(204)
    made.client.calls.send(multi=MANY, tsv=MANY, plain=MANY)
    assert made.request.headers["content-type"] == form
    assert made.request.content == b"multi=a&multi=b%20c&tsv=a%09b%20c&plain=a,b%20c"


def test_files(tmp_path: Path) -> None:
    file = {"name": "file", "in": "formData", "type": "file", "required": True}
    parameters = [file, many("multi", "formData", "multi"), many("pipes", "formData", "pipes")]
    made = exchange(swagger("/", parameters, "multipart/form-data"), tmp_path)
    made.answer = httpx2.Response(204)
    made.client.calls.send(file=b"x", multi=MANY, pipes=MANY)
    head = f"Content-Type: {made.request.headers['content-type']}\r\n\r\n".encode()
    parts = message_from_bytes(head + made.request.content).get_payload()
    assert [(str(part["content-disposition"]), part.get_payload()) for part in parts] == [
        ('form-data; name="file"; filename="upload"', "x"),
        ('form-data; name="multi"', "a"),
        ('form-data; name="multi"', "b c"),
        ('form-data; name="pipes"', "a|b c"),
    ]


def test_methods_and_whole_queries(tmp_path: Path) -> None:
    made = exchange(
        """
openapi: 3.2.0
paths:
  /a:
    query:
      tags: [calls]
      operationId: search
      requestBody:
        content: {application/json: {schema: {type: object, properties: {q: {type: string}}}}}
      responses: {'204': {description: ok}}
    additionalOperations:
      PURGE:
        tags: [calls]
        operationId: purge
        parameters:
          - name: all
            in: querystring
            content: {application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/All'}}}
        responses: {'204': {description: ok}}
  /b:
    get:
      tags: [calls]
      operationId: byJson
      parameters:
        - name: all
          in: querystring
          content: {application/json: {schema: {$ref: '#/components/schemas/All'}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    All: {type: object, properties: {a: {type: integer}, b: {type: array, items: {type: string}}}}
  securitySchemes:
    old: {type: apiKey, in: header, name: X-Key, deprecated: true, description: The old key.}
    device:
      type: oauth2
      flows: {deviceAuthorization: {deviceAuthorizationUrl: https://a.test/d, tokenUrl: https://a.test/t, scopes: {}}}
    certificate: {type: mutualTLS}
security: [{old: []}, {device: []}, {certificate: []}]
""",
        tmp_path,
        token="secret",
    )
    made.answer = httpx2.Response(204)
    calls, everything = made.client.calls, made.models.All(a=1, b=["x y", "&"])
    calls.search(q="x")
    assert (made.request.method, made.request.content) == ("QUERY", b'{"q":"x"}')
    assert made.request.headers["authorization"] == "Bearer secret"
    calls.purge(all=everything)
    assert made.request.method == "PURGE"
    assert made.request.url.raw_path == b"/a?a=1&b=x%20y&b=%26"
    calls.by_json(all=everything)
    assert made.request.url.raw_path == b"/b?%7B%22a%22:1,%22b%22:%5B%22x%20y%22,%22%26%22%5D%7D"
    docstring = made.package.Sample.__init__.__doc__ or ""
    assert "api_key: Deprecated. The old key." in docstring
    # What needs a certificate alone can be called without a credential.
    other = made.package.Sample(
        http_client=httpx2.Client(
            transport=httpx2.MockTransport(lambda request: httpx2.Response(204))
        )
    )
    other.calls.search(q="x")

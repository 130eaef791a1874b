"""Bodies of unusual shape: nothing to give, files that are JSON, undeclared properties."""

from __future__ import annotations

import json
from pathlib import Path

import httpx2
import pytest

from support.clients import exchange

READ_ONLY = """
paths:
  /things:
    put:
      tags: [things]
      operationId: replaceThing
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
      responses:
        "200":
          description: The thing
          content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}
components:
  schemas:
    Thing: {properties: {id: {type: string, readOnly: true}}}
"""

FILES = """
paths:
  /dump:
    get:
      tags: [dump]
      operationId: download
      responses:
        "200":
          description: The dump
          content: {application/json: {schema: %s}}
    put:
      tags: [dump]
      operationId: upload
      requestBody: {required: true, content: {application/json: {schema: %s}}}
      responses: {"204": {description: Done}}
"""

OPEN = """
paths:
  /labels:
    put:
      tags: [labels]
      operationId: replaceLabels
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Labels"}}}
      responses: {"204": {description: Done}}
components:
  schemas:
    Labels:
      required: [name]
      properties: {name: {type: string}}
      additionalProperties: true
"""

FORM = """
paths:
  /photos:
    post:
      tags: [photos]
      operationId: uploadPhoto
      requestBody: {required: true, content: {%s: {schema: %s}}}
      responses: {"204": {description: Done}}
"""


def test_a_body_without_anything_to_give(tmp_path: Path) -> None:
    sample = exchange(READ_ONLY, tmp_path)
    sample.answer = httpx2.Response(200, json={"id": "x"})
    assert sample.client.things.replace().id == "x"
    assert sample.request.content == b"{}"
    assert sample.request.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "schema", ["{type: string, format: binary}", "{contentMediaType: application/json}"]
)
def test_a_file_that_is_json(schema: str, tmp_path: Path) -> None:
    sample = exchange(FILES % (schema, schema), tmp_path)
    sample.answer = httpx2.Response(200, json={"a": 1})
    assert json.loads(sample.client.dump.download()) == {"a": 1}
    sample.client.dump.upload(body=b'{"a": 1}')
    assert sample.request.content == b'{"a": 1}'
    assert sample.request.headers["content-type"] == "application/json"


def test_undeclared_properties_that_the_document_allows(tmp_path: Path) -> None:
    sample = exchange(OPEN, tmp_path)
    sample.client.labels.replace(name="x", additional_properties={"color": "red", "n": [1]})
    assert json.loads(sample.request.content) == {"name": "x", "color": "red", "n": [1]}
    sample.client.labels.replace(name="x")
    assert json.loads(sample.request.content) == {"name": "x"}


@pytest.mark.parametrize("schema", ["{type: string, format: binary}", "{enum: [a, b]}"])
def test_a_multipart_body_whose_schema_is_no_object(schema: str, tmp_path: Path) -> None:
    sample = exchange(FORM % ("multipart/form-data", schema), tmp_path)
    sample.client.photos.upload(body={"file": b"%PDF", "title": "Rex"})
    assert b'name="file"' in sample.request.content
    assert b"%PDF" in sample.request.content
    assert b'name="title"' in sample.request.content


@pytest.mark.parametrize("schema", ["{type: string}", "{type: array, items: {type: string}}"])
def test_a_form_whose_schema_is_no_object(schema: str, tmp_path: Path) -> None:
    sample = exchange(FORM % ("application/x-www-form-urlencoded", schema), tmp_path)
    sample.client.photos.upload(body={"a": 1, "b": "x y"})
    assert sample.request.content == b"a=1&b=x%20y"

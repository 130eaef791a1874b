"""Modules of the runtime that a client gets because its document needs them, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client

DOCUMENT = """
openapi: 3.2.0
info: {title: Sample, version: "1"}
servers: [{url: "https://sample.test"}]
paths:
  /pets:
    put:
      operationId: updatePet
      requestBody:
        required: true
        content: {REQUEST: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200":
          description: It is changed.
          content: {RESPONSE: {SCHEMA: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""

XML = {"xml/__init__.py", "xml/documents.py", "xml/shapes.py", "xml/tree.py"}
STREAMS = {
    *("client/incoming.py", "streams/__init__.py", "streams/formats.py"),
    *("streams/reading.py", "streams/stream.py"),
}


def document(
    request: str = "application/json", response: str = "application/json", schema: str = "schema"
) -> str:
    """A document whose operation sends and receives these media types."""
    text = DOCUMENT.replace("REQUEST", request).replace("RESPONSE", response)
    return text.replace("SCHEMA", schema)


def runtime(tmp_path: Path, text: str) -> set[str]:
    """Modules of the runtime that the client of a document has."""
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text, encoding="utf-8")
    generated = generate_client(Config(spec=str(spec)), progress=lambda stage: None)
    folder = f"{generated.planned.package.name}/_runtime/"
    return {path.removeprefix(folder) for path in generated.files if path.startswith(folder)}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Modules of a client that sends and receives JSON."""
    return runtime(tmp_path_factory.mktemp("plain"), document())


def test_json_needs_the_core_alone(plain: set[str]) -> None:
    assert plain.isdisjoint(XML | STREAMS | {"headers.py"})


@pytest.mark.parametrize(
    ("request_type", "response_type", "schema", "needed"),
    [
        ("application/xml", "application/json", "schema", XML),
        ("application/json", "application/xml", "schema", XML),
        ("application/json", "text/event-stream", "itemSchema", STREAMS),
        ("application/jsonl", "application/json", "schema", STREAMS),
    ],
)
def test_a_media_type_brings_its_subject(
    tmp_path: Path,
    plain: set[str],
    request_type: str,
    response_type: str,
    schema: str,
    needed: set[str],
) -> None:
    found = runtime(tmp_path, document(request_type, response_type, schema)) - plain
    assert {path for path in found if not path.startswith("codec/")} == needed


PARTS = """
            schema:
              type: object
              properties:
                pet: {$ref: "#/components/schemas/Pet"}
                photo: {type: string, format: binary}
            encoding: {PART: {contentType: application/xml}}
"""


@pytest.mark.parametrize(("part", "needed"), [("pet", XML), ("photo", set())])
def test_an_object_as_an_xml_part_needs_xml(tmp_path: Path, part: str, needed: set[str]) -> None:
    body = 'content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Pet"}}}'
    parts = f"content:\n          multipart/form-data:{PARTS.replace('PART', part)}"
    found = runtime(tmp_path, document("multipart/form-data").replace(body, parts))
    assert found & XML == needed


def test_typed_headers_need_a_module(tmp_path: Path, plain: set[str]) -> None:
    told = "description: It is changed."
    typed = f"{told}\n          headers: {{X-Count: {{schema: {{type: integer}}}}}}"
    assert runtime(tmp_path, document().replace(told, typed)) - plain == {"headers.py"}

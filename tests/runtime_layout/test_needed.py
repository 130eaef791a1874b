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


def runtime(tmp_path: Path, request: str, response: str, schema: str = "schema") -> set[str]:
    """Modules of the runtime that a client has whose operation sends and receives these media types."""
    text = DOCUMENT.replace("REQUEST", request).replace("RESPONSE", response)
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text.replace("SCHEMA", schema), encoding="utf-8")
    generated = generate_client(Config(spec=str(spec)), progress=lambda stage: None)
    folder = f"{generated.planned.package.name}/_runtime/"
    return {path.removeprefix(folder) for path in generated.files if path.startswith(folder)}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Modules of a client that sends and receives JSON."""
    return runtime(tmp_path_factory.mktemp("plain"), "application/json", "application/json")


def test_json_needs_the_core_alone(plain: set[str]) -> None:
    assert plain.isdisjoint(XML | STREAMS)


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
    assert runtime(tmp_path, request_type, response_type, schema) - plain == needed

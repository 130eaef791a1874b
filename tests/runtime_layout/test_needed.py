"""Modules of the runtime that a client gets because its document needs them, and no others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config, RuntimeSettings
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

XML = {"xml/__init__.py", "xml/nodes.py"}
WRITING = {*XML, "xml/bodies.py", "xml/writing.py"}
READING = {*XML, "xml/contents.py", "xml/parsing.py", "xml/reading.py"}
STREAMS = {
    *("client/incoming.py", "streams/__init__.py", "streams/formats.py"),
    *("streams/reading.py", "streams/stream.py"),
}
ITEMS = {"files.py", "streams/items.py"}
DICTS = {"dict_types.py"}
FORMS = {"forms/__init__.py"}
PARTS = {*FORMS, "files.py", "forms/encodings.py", "multipart.py"}


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
    generated = generate_client(
        Config(naming="operation-id", spec=str(spec)), progress=lambda stage: None
    )
    folder = f"{generated.planned.package.name}/_runtime/"
    return {path.removeprefix(folder) for path in generated.files if path.startswith(folder)}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Modules of a client that sends and receives JSON."""
    return runtime(tmp_path_factory.mktemp("plain"), document())


def test_json_needs_the_core_alone(plain: set[str]) -> None:
    assert plain.isdisjoint(
        WRITING | READING | STREAMS | ITEMS | PARTS | {"headers.py", "styles.py"}
    )


@pytest.mark.parametrize(
    ("request_type", "response_type", "schema", "needed"),
    [
        ("application/xml", "application/json", "schema", WRITING),
        ("application/json", "application/xml", "schema", READING),
        ("application/json", "text/event-stream", "itemSchema", STREAMS),
        ("application/jsonl", "application/json", "schema", STREAMS | ITEMS | DICTS),
        ("application/x-www-form-urlencoded", "application/json", "schema", FORMS),
        ("multipart/form-data", "application/json", "schema", PARTS),
        ("application/pdf", "application/json", "schema", {"files.py"}),
        ("text/plain", "application/json", "schema", set()),
        ("application/json", "text/plain", "schema", {"labelled_contents.py"}),
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


def test_json_of_any_type_needs_a_module(tmp_path: Path, plain: set[str]) -> None:
    response = 'application/json: {schema: {$ref: "#/components/schemas/Pet"}}}'
    head, tail = document().rsplit(response, 1)
    found = runtime(tmp_path, f"{head}application/json: {{}}}}{tail}")
    assert found - plain == {"labelled_contents.py"}


def test_errors_of_optional_parts_need_a_module(tmp_path: Path, plain: set[str]) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(document(), encoding="utf-8")
    config = Config(
        naming="operation-id", spec=str(spec), runtime=RuntimeSettings(include=("validation",))
    )
    files = generate_client(config, progress=lambda stage: None).files
    assert "optional_errors.py" not in plain
    assert "sample/_runtime/optional_errors.py" in files
    assert "optional_errors import RequestValidationError" in files["sample/errors.py"]


@pytest.mark.parametrize("style", ["dataclass", "pydantic", "msgspec", "typeddict"])
def test_models_that_are_not_dataclasses_bring_their_shape(tmp_path: Path, style: Any) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(document(), encoding="utf-8")
    config = Config(naming="operation-id", spec=str(spec), models=style)
    files = generate_client(config, progress=lambda stage: None).files
    is_other = style != "dataclass"
    assert ("sample/_runtime/codec/records.py" in files) == is_other
    assert ("_TYPES = (_RECORDS,)" in files["sample/models/__init__.py"]) == is_other


PET_PARTS = """
            schema:
              type: object
              properties:
                pet: {$ref: "#/components/schemas/Pet"}
                photo: {type: string, format: binary}
            encoding: {PART: {contentType: application/xml}}
"""


@pytest.mark.parametrize(("part", "needed"), [("pet", WRITING), ("photo", set())])
def test_an_object_as_an_xml_part_needs_xml(tmp_path: Path, part: str, needed: set[str]) -> None:
    body = 'content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Pet"}}}'
    parts = f"content:\n          multipart/form-data:{PET_PARTS.replace('PART', part)}"
    found = runtime(tmp_path, document("multipart/form-data").replace(body, parts))
    assert found & (WRITING | READING) == needed


@pytest.mark.parametrize(
    ("headers", "needed"),
    [
        ("X-Rate-Limit: {schema: {type: integer}}", False),
        ("X-RateLimit-Limit: {schema: {type: integer}}", False),
        ("RateLimit: {schema: {type: string}}", True),
        ("X-RateLimit-Remaining: {schema: {type: integer}}", True),
        (
            "X-RateLimit-Limit: {schema: {type: integer}}, "
            "X-RateLimit-Reset: {schema: {type: integer}}",
            True,
        ),
    ],
)
def test_rate_limits_need_more_than_the_number_of_one(
    tmp_path: Path, plain: set[str], headers: str, needed: bool
) -> None:
    described = "          description: It is changed.\n"
    text = document().replace(described, f"{described}          headers: {{{headers}}}\n")
    brought = runtime(tmp_path, text) - plain - {"headers.py"}
    assert brought == ({"optional_errors.py", "rate_limits.py"} if needed else set())


def test_a_server_of_an_operation_needs_a_module(tmp_path: Path, plain: set[str]) -> None:
    own = '      operationId: updatePet\n      servers: [{url: "https://own.test"}]\n'
    text = document().replace("      operationId: updatePet\n", own)
    assert runtime(tmp_path, text) - plain == {"servers.py"}


def test_typed_headers_need_a_module(tmp_path: Path, plain: set[str]) -> None:
    told = "description: It is changed."
    typed = f"{told}\n          headers: {{X-Count: {{schema: {{type: integer}}}}}}"
    assert runtime(tmp_path, document().replace(told, typed)) - plain == {"headers.py"}


@pytest.mark.parametrize(
    ("parameter", "needed"),
    [
        ("{name: ids, in: query, schema: {type: array, items: {}}}", set()),
        ("{name: ids, in: query, explode: false, schema: {type: array, items: {}}}", {"styles.py"}),
        ("{name: X-Ids, in: header, schema: {type: array, items: {}}}", set()),
        ("{name: session, in: cookie, schema: {type: string}}", set()),
        ("{name: ids, in: cookie, schema: {type: array, items: {}}}", {"styles.py"}),
        ("{name: ids, in: query, allowReserved: true, schema: {type: string}}", {"styles.py"}),
        ("{name: ids, in: query, style: deepObject, schema: {type: object}}", {"styles.py"}),
        (
            "{name: ids, in: query, style: pipeDelimited, schema: {type: array, items: {}}}",
            {"styles.py"},
        ),
        ("{name: ids, in: query, content: {application/json: {schema: {}}}}", {"styles.py"}),
        (
            "{name: q, in: querystring, content: {application/json: {schema: {}}}}",
            {"styles.py"},
        ),
    ],
)
def test_unusual_parameters_need_a_module(
    tmp_path: Path, plain: set[str], parameter: str, needed: set[str]
) -> None:
    id_ = "operationId: updatePet"
    text = document().replace(id_, f"{id_}\n      parameters: [{parameter}]")
    assert runtime(tmp_path, text) - plain == needed


@pytest.mark.parametrize("style", ["deepObject", "spaceDelimited"])
def test_styles_of_forms_need_the_same_module(tmp_path: Path, style: str) -> None:
    schema = '{schema: {$ref: "#/components/schemas/Pet"}}'
    form = document("application/x-www-form-urlencoded")
    styled = form.replace(
        schema,
        f"{{schema: {{type: object, properties: {{a: {{}}}}}}, encoding: {{a: {{style: {style}}}}}}}",
        1,
    )
    assert {"forms/__init__.py", "forms/encodings.py", "styles.py"} <= runtime(tmp_path, styled)
    assert "styles.py" not in runtime(tmp_path, form)


def test_optional_bodies_need_a_module(tmp_path: Path, plain: set[str]) -> None:
    text = document().replace("required: true\n        content", "content")
    text = text.replace("{type: object, prop", "{type: object, required: [name], prop")
    assert runtime(tmp_path, text) - plain == {"optional_bodies.py"}


def test_kinds_of_bodies_can_be_asked_for(tmp_path: Path, plain: set[str]) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(document(), encoding="utf-8")
    config = Config(
        naming="operation-id",
        spec=str(spec),
        runtime=RuntimeSettings(include=("forms", "multipart")),
    )
    generated = generate_client(config, progress=lambda stage: None)
    package = generated.planned.package.name
    assert set(PARTS) <= {path.removeprefix(f"{package}/_runtime/") for path in generated.files}
    client = generated.files[f"{package}/client.py"]
    assert client.count("bodies=(FileBody, FormBody, MultipartBody),") == 2
    assert "import File as File" in generated.files[f"{package}/__init__.py"]


PETS = "Pet: {type: object, properties: {name: {type: string}}}"
OF_PETS = "Pet: {type: object, properties: {owner: {$ref: '#/components/schemas/Owner'}}}"
OWNER = "Owner: {type: object, properties: {pets: {type: array, items: ITEMS}}}"


@pytest.mark.parametrize(
    ("pet", "items", "needed"),
    [
        (PETS, "{$ref: '#/components/schemas/Owner'}", True),
        (OF_PETS, "{type: string}", False),
        (OF_PETS, "{$ref: '#/components/schemas/Pet'}", True),
    ],
)
def test_models_that_contain_each_other_need_a_base_class(
    tmp_path: Path, plain: set[str], pet: str, items: str, needed: bool
) -> None:
    text = document().replace(PETS, f"{pet}\n    {OWNER.replace('ITEMS', items)}")
    found = runtime(tmp_path, text) - plain
    nested = {"models/nested.py", "models/recursive.py"} if needed else set()
    assert found == nested | ({*DICTS, "codec/dicts.py"} if pet == OF_PETS else set())


def test_several_media_types_of_a_response_need_a_module(tmp_path: Path, plain: set[str]) -> None:
    schema = '{schema: {$ref: "#/components/schemas/Pet"}}'
    head, tail = document().rsplit(f"application/json: {schema}", 1)
    other = "application/vnd.pet+json: {schema: {type: object, properties: {id: {type: integer}}}}"
    text = f"{head}application/json: {schema}, {other}{tail}"
    assert runtime(tmp_path, text) - plain >= {"labelled_contents.py"}
    assert plain.isdisjoint({"contents.py", "labelled_contents.py"})

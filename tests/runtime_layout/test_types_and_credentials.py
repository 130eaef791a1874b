"""Types and credentials of which a client has only those that its document needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientsmith.config import Config, RuntimeSettings
from clientsmith.pipeline import generate_client
from clientsmith.render.runtime import shared_runtime
from support.clients import exchange, generate_to, import_from

OPTIONAL = frozenset(
    {
        *("auth/api_key", "auth/basic", "auth/bearer", "auth/mutual_tls"),
        *("codec/choosing", "codec/formats", "codec/unions", "codec/uploads"),
        "models/wire_types",
    }
)
FORMATS = {"codec/formats", "models/wire_types"}
UNIONS = {"codec/choosing", "codec/unions"}


def document(
    *fields: dict[str, Any], scheme: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """A description with one operation, whose response has the fields."""
    schema = {
        "type": "object",
        "properties": {f"field_{index}": each for index, each in enumerate(fields)},
    }
    content = {"application/json": {"schema": schema}}
    operation = {"operationId": "getThing", "responses": {"200": {"content": content}}, **more}
    components = {"securitySchemes": {"it": scheme}} if scheme else {}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Plain", "version": "1"},
        "servers": [{"url": "https://plain.test"}],
        "paths": {"/thing": {"get" if "requestBody" not in more else "post": operation}},
        **({"security": [{"it": []}], "components": components} if scheme else {}),
    }


def generated(folder: Path, described: dict[str, Any], **settings: Any) -> tuple[set[str], str]:
    """Optional modules of the client, and the types that its models support."""
    spec = folder / "openapi.yaml"
    spec.write_text(yaml.safe_dump(described), encoding="utf-8")
    config = Config(naming="operation-id", spec=str(spec), output=str(folder / "out"), **settings)
    files = generate_client(config, progress=lambda stage: None).files
    prefix = "plain/_runtime/"
    modules = {
        path.removeprefix(prefix).removesuffix(".py") for path in files if path.startswith(prefix)
    }
    types = re.search(r"^_TYPES = \((.*)\)$", files["plain/models/__init__.py"], re.MULTILINE)
    return modules & OPTIONAL, types[1] if types else ""


TEXT = {"type": "string"}
ENUMERATION = {"type": "string", "enum": ["a", "b"]}
PLAIN = {"oneOf": [{"type": "string"}, {"type": "integer"}]}
FILE = {
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
            }
        }
    }
}


@pytest.mark.parametrize(
    ("field", "modules", "types"),
    [
        (TEXT, set(), ""),
        (ENUMERATION, set(), ""),
        ({"const": "a"}, set(), "_CONSTANTS,"),
        ({"type": ["string", "null"], "format": "date-time"}, set(), ""),
        ({"type": "string", "format": "uuid"}, set(), ""),
        ({"type": "array", "items": {"type": "string", "format": "date"}}, set(), ""),
        ({"type": "string", "format": "byte"}, FORMATS, "_FORMATS,"),
        ({"type": "string", "format": "time"}, FORMATS, "_FORMATS,"),
        ({"type": "string", "format": "ipv6"}, set(), ""),
        ({"type": "array", "items": PLAIN}, UNIONS, "_UNIONS,"),
        ({"type": "array", "prefixItems": [TEXT, TEXT]}, set(), "_TUPLES,"),
        ({"type": "array", "prefixItems": [PLAIN]}, UNIONS, "_TUPLES, _UNIONS"),
        (
            {"oneOf": [{"type": "string", "format": "duration"}, {"type": "integer"}]},
            FORMATS | UNIONS,
            "_FORMATS, _UNIONS",
        ),
    ],
)
def test_types(field: dict[str, Any], modules: set[str], types: str, tmp_path: Path) -> None:
    assert generated(tmp_path, document(field)) == (modules, types)


def test_enumeration_classes_that_admit_further_values_are_unions(tmp_path: Path) -> None:
    found = generated(tmp_path, document(ENUMERATION), enums="class")
    assert found == (UNIONS, "_CONSTANTS, _UNIONS")


BYTES = {"content": {"application/octet-stream": {"schema": {}}}}


@pytest.mark.parametrize("body", [FILE, BYTES])
def test_uploads(body: dict[str, Any], tmp_path: Path) -> None:
    found, types = generated(tmp_path, document(TEXT, requestBody=body))
    assert ("codec/uploads" in found, types) == (True, "_UPLOADS,")


@pytest.mark.parametrize(
    ("scheme", "module"),
    [
        ({"type": "http", "scheme": "bearer"}, "auth/bearer"),
        ({"type": "http", "scheme": "basic"}, "auth/basic"),
        ({"type": "apiKey", "in": "header", "name": "X-Key"}, "auth/api_key"),
        ({"type": "mutualTLS"}, "auth/mutual_tls"),
    ],
)
def test_credentials(scheme: dict[str, Any], module: str, tmp_path: Path) -> None:
    assert generated(tmp_path, document(TEXT, scheme=scheme)) == ({module}, "")


def test_types_that_the_client_does_not_have(tmp_path: Path) -> None:
    api = exchange(document(TEXT), tmp_path)
    codec = import_from(tmp_path, f"{api.package.__name__}._runtime.codec")
    for type_ in (str | int, tuple[str, int], bytes):
        with pytest.raises(TypeError, match=r'`include = \["types"\]`'):
            codec.decode(type_, "text")


def test_types_that_are_asked_for(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document(TEXT)), encoding="utf-8")
    runtime = RuntimeSettings(include=("types",))
    generate_to(spec, tmp_path / "out", package="asked_types", runtime=runtime)
    codec = import_from(tmp_path / "out", "asked_types._runtime.codec")
    assert codec.decode(str | int, 1) == 1
    assert codec.decode(tuple[str, bytes], ["a", "YQ=="]) == ("a", b"a")
    assert codec.encode(b"a", "Base64Url") == "YQ"


OPEN_ENUMERATION = {"anyOf": [ENUMERATION, TEXT]}


def test_constants_beside_their_type_are_no_choice(tmp_path: Path) -> None:
    described = document(OPEN_ENUMERATION)
    assert generated(tmp_path, described) == (set(), "")
    api = exchange(described, tmp_path)
    codec = import_from(tmp_path, f"{api.package.__name__}._runtime.codec")
    assert codec.decode("Literal['a'] | str | None", "c", strict=True) == "c"
    assert codec.decode("Literal['a'] | str | None", None, strict=True) is None
    with pytest.raises(codec.TypeMismatchError):
        codec.decode("Literal['a'] | str", 1, strict=True)
    with pytest.raises(TypeError, match=r'`include = \["types"\]`'):
        codec.decode("Literal['a', 1] | str", "a")


def test_constants_that_tell_values_apart(tmp_path: Path) -> None:
    described = document({"const": "a"})
    api = exchange(described, tmp_path)
    codec = import_from(tmp_path, f"{api.package.__name__}._runtime.codec")
    assert codec.decode("Literal['a'] | None", None, strict=True) is None
    with pytest.raises(codec.TypeMismatchError):
        codec.decode("Literal['a'] | None", "b", strict=True)


def test_constants_of_signatures_need_no_support(tmp_path: Path) -> None:
    sizes = {"name": "size", "in": "query", "schema": {"enum": ["s", "m"]}}
    assert generated(tmp_path, document(TEXT, parameters=[sizes])) == (set(), "")


def test_enumerations_of_requests_are_constants(tmp_path: Path) -> None:
    sent = {"type": "object", "properties": {"size": ENUMERATION}}
    body = {"content": {"application/json": {"schema": sent}}}
    assert generated(tmp_path, document(TEXT, requestBody=body)) == (set(), "_CONSTANTS,")


def test_only_a_runtime_of_several_clients_has_their_types(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document(PLAIN)), encoding="utf-8")
    files = generate_client(
        Config(naming="operation-id", spec=str(spec)), progress=lambda stage: None
    ).files
    assert "plain/_runtime/codec/clients.py" not in files
    assert "codec/clients.py" in shared_runtime()

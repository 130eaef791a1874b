"""Names that Python, the generated package or its libraries use, as names of a document: all of them in
one document, as tags, operationIds, parameters, schemas, properties, enum values, security schemes and
webhooks."""

from __future__ import annotations

import builtins
import copy
import dataclasses
import enum
import importlib
import inspect
import json
import keyword
import pickle
import re
import typing
import warnings
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pydantic
import pytest

from clientsmith.naming.package import package_name, root_class_names
from clientsmith.naming.words import reserved
from clientsmith.naming.words.identifiers import attribute_name
from support.checks import import_everything, mypy_errors
from support.clients import generate_to, import_from

pytestmark = pytest.mark.detail

ROOT = Path(__file__).resolve().parents[2]
STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")
LISTS = {name: each for name, each in vars(reserved).items() if isinstance(each, frozenset)}


def words_of_templates() -> set[str]:
    files = (ROOT / "templates" / "python" / "package").rglob("*.jinja")
    texts = [file.read_text(encoding="utf-8") for file in files]
    return {word for text in texts for word in re.findall(r"[A-Za-z_]\w+", text)}


@cache
def code_names() -> tuple[str, ...]:
    """Return names with a meaning in the scopes of classes and functions, each once in snake case."""
    names = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "self", "cls", "setUp"}
    names |= {name for name in words_of_templates() if name.islower()}
    names |= LISTS["ROOT_ATTRIBUTES"] | LISTS["RESOURCE_ATTRIBUTES"] | LISTS["ARGUMENTS"]
    names |= LISTS["CREDENTIAL_ARGUMENTS"]
    by_name = {attribute_name(name): name for name in sorted(names) if name.isascii()}
    return tuple(sorted(by_name.values()))


@cache
def all_names() -> tuple[str, ...]:
    """Return those, and names of classes and their attributes."""
    names = {*code_names(), *words_of_templates(), *typing.__all__, *dir(dataclasses)}
    for each in (pydantic.BaseModel, msgspec.Struct, dict, enum.Enum, enum.StrEnum, object, type):
        names.update(dir(each))
    unlimited = ("BUILTINS", "MODULES", "STANDARD_LIBRARY")
    names |= {name for key, each in LISTS.items() if key not in unlimited for name in each}
    return tuple(sorted(name for name in names if len(name) > 1))


VALUES: tuple[tuple[dict[str, Any], Any], ...] = (
    ({"type": "string", "format": "date-time"}, "2026-01-02T03:04:05+02:00"),
    ({"type": "string", "format": "uuid"}, "12345678-1234-5678-1234-567812345678"),
    ({"type": "string", "enum": ["a", "b"]}, "b"),
    ({"type": "string", "format": "decimal"}, "1.50"),
    ({"type": "array", "items": {"type": "string", "format": "date"}}, ["2026-01-02"]),
    ({"type": "object", "additionalProperties": {"type": "number"}}, {"a": 1.5}),
    ({"type": ["string", "null"]}, None),
    ({"type": "string", "format": "duration"}, "PT1H"),
    ({}, [1]),
    ({"type": "string", "format": "byte"}, "aGk="),
    ({"anyOf": [{"type": "string"}, {"type": "integer", "maximum": 9}]}, 3),
)
"""Schemas, which need all kinds of names, with a value."""


def schema(number: int) -> dict[str, Any]:
    return VALUES[number % len(VALUES)][0]


def wire() -> dict[str, Any]:
    return {name: VALUES[number % len(VALUES)][1] for number, name in enumerate(all_names())}


def document(*, is_whole: bool) -> dict[str, Any]:
    """Return the document; one that is not whole has models only."""
    properties = {name: schema(number) for number, name in enumerate(all_names())}
    schemas: dict[str, Any] = {
        name: {"type": "object", "properties": {"value": schema(number)}}
        for number, name in enumerate(all_names())
    }
    schemas["Everything"] = {"type": "object", "properties": properties}
    schemas["EverythingRequired"] = {**schemas["Everything"], "required": list(all_names())}
    schemas["EveryName"] = {"type": "string", "enum": list(all_names())}
    references = {
        f"m{number}": {"$ref": f"#/components/schemas/{name}"}
        for number, name in enumerate(sorted(schemas))
    }
    body = {"type": "object", "properties": references}
    done = {"204": {"description": "Done."}}
    json_body = {"content": {"application/json": {"schema": body}}}
    paths: dict[str, Any] = {
        "/models": {"post": {"tags": ["every"], "requestBody": json_body, "responses": done}}
    }
    found: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "servers": [{"url": "https://names.test"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    if not is_whole:
        return found
    result = {"type": "array", "items": {"type": "string", "format": "uuid"}}
    ok = {"200": {"description": "", "content": {"application/json": {"schema": result}}}}
    for number, name in enumerate(code_names()):
        when = {"name": "when", "in": "query", "schema": schema(number)}
        paths[f"/tags/{number}"] = {
            "get": {"tags": [name], "operationId": "list", "parameters": [when], "responses": ok}
        }
        paths[f"/calls/{number}"] = {
            "get": {"tags": ["calls"], "operationId": name, "parameters": [when], "responses": ok}
        }
    parameters = [
        {"name": name, "in": "query", "schema": schema(number)}
        for number, name in enumerate(all_names())
    ]
    paths["/query"] = {"get": {"tags": ["every"], "parameters": parameters, "responses": ok}}
    found["components"]["securitySchemes"] = {
        name: {"type": "apiKey", "in": "header", "name": f"X-{number}"}
        for number, name in enumerate(code_names())
    }
    event = {
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/EveryName"}}}
    }
    found["webhooks"] = {
        name: {
            "post": {
                "requestBody": event,
                "parameters": [{"name": name, "in": "header", "schema": schema(number)}],
                "responses": done,
            }
        }
        for number, name in enumerate(code_names())
    }
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    for style in STYLES:
        spec = folder / f"{style}.json"
        spec.write_text(json.dumps(document(is_whole=style == "dataclass")), encoding="utf-8")
        generate_to(
            spec,
            folder / style,
            package=f"names_{style}",
            models=style,
            enums="class" if style == "pydantic" else "literal",
            validate_requests=True,
        )
    return folder


@pytest.mark.parametrize("style", STYLES)
def test_everything_is_imported(folder: Path, style: str) -> None:
    import_everything(folder / style, f"names_{style}")


@pytest.mark.parametrize("style", STYLES)
def test_models_have_all_properties(folder: Path, style: str) -> None:
    package = import_from(folder / style, f"names_{style}")
    codec = importlib.import_module(f"{package.__name__}._runtime.codec")
    for model in (package.models.Everything, package.models.EverythingRequired):
        value = codec.decode(model, wire(), strict=True)
        assert codec.encode(value, model) == wire()
        for same in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert codec.encode(same, model) == wire()
    for name in all_names():
        assert codec.decode(package.models.EveryName, name, strict=True) == name


def test_every_operation_can_be_called(folder: Path) -> None:
    package = import_from(folder / "dataclass", "names_dataclass")
    requests: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        requests.append(request)
        return httpx2.Response(200, json=[])

    transport = httpx2.MockTransport(answer)
    with package.Names(http_client=httpx2.Client(transport=transport)) as client:
        for attribute, kind in vars(type(client)).items():
            resource = getattr(client, attribute) if isinstance(kind, cached_property) else None
            for name, method in vars(type(resource)).items() if resource is not None else ():
                if inspect.isfunction(method) and not name.startswith("_"):
                    getattr(resource, name)()
    paths = {request.url.path for request in requests}
    assert paths == set(document(is_whole=True)["paths"])


@pytest.mark.parametrize(
    "style", ["dataclass", *(pytest.param(style, marks=pytest.mark.slow) for style in STYLES[1:])]
)
def test_types(folder: Path, style: str) -> None:
    part = "" if style == "dataclass" else "models"
    assert mypy_errors([folder / style / f"names_{style}" / part], folder / style) == ""


@pytest.mark.parametrize("name", ["True", "None", "False"])
def test_schemas_that_differ_from_keywords_in_case(tmp_path: Path, name: str) -> None:
    spec = document(is_whole=False)
    spec["components"]["schemas"] = {
        word: {"type": "object", "properties": {"id": {"type": "integer"}}}
        for word in (name, name.lower(), name.upper())
    }
    body = spec["paths"]["/models"]["post"]["requestBody"]["content"]["application/json"]
    body["schema"]["properties"] = {
        word: {"$ref": f"#/components/schemas/{word}"} for word in spec["components"]["schemas"]
    }
    (tmp_path / "openapi.json").write_text(json.dumps(spec), encoding="utf-8")
    generate_to(tmp_path / "openapi.json", tmp_path / "out", package=f"case_{name.lower()}")
    assert import_from(tmp_path / "out", f"case_{name.lower()}").models


def test_titles() -> None:
    taken = LISTS["RESOURCE_CLASSES"] | LISTS["PACKAGE_CLASSES"] | LISTS["STREAM_CLASSES"]
    names = {*all_names(), *LISTS["MODULES"], *LISTS["STANDARD_LIBRARY"]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for name in sorted(names):
            package = package_name(name)
            assert package.isidentifier()
            assert not keyword.iskeyword(package)
            assert package not in LISTS["MODULES"] | LISTS["STANDARD_LIBRARY"]
            assert not taken.intersection(root_class_names(name))

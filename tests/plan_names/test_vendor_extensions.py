"""Names and omissions that vendor extensions of a document say."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.config.config import NameOverrides, VendorExtensions
from clientsmith.naming.decisions import Decisions
from clientsmith.pipeline import Planned, plan_client
from clientsmith.read.extensions import EXTENSIONS, UNFOLLOWED

JUDGED = Path(__file__).resolve().parents[3] / "shared/judged/documents/vendor-extensions.yaml"
PAGE = Path(__file__).resolve().parents[2] / "docs/vendor-extensions.md"


def planned(
    folder: Path, *, decisions: Decisions | None = None, config: Config | None = None, **parts: Any
) -> Planned:
    """Plan the client of a document with one operation `GET /pets/{id}` and one schema."""
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    pet = {
        "type": "object",
        "properties": {"nm": {"type": "string", **parts.get("property", {})}},
        **parts.get("schema", {}),
    }
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}
    operation = {
        "operationId": "getPet",
        "parameters": [
            {**parameter, **parts.get("path", {})},
            {"name": "q", "in": "query", "schema": {"type": "string"}, **parts.get("query", {})},
        ],
        "responses": {"200": {"description": "ok", "content": content}},
        **parts.get("operation", {}),
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.test"}],
        "paths": {"/pets/{id}": {"get": operation}},
        "components": {"schemas": {"Pet": pet, **parts.get("schemas", {})}},
    }
    (folder / "openapi.json").write_text(json.dumps(document, indent=1))
    config = replace(config or Config(), spec="openapi.json", folder=folder)
    return plan_client(config, progress=lambda stage: None, decisions=decisions)


def call(client: Planned) -> str:
    """Return the only method, with its arguments."""
    [method] = [
        f"{resource.path}.{method.name}({', '.join(str(each.name) for each in method.arguments)})"
        for resource in client.package.resources
        for method in resource.methods
    ]
    return method


def names(decisions: Decisions) -> dict[str, str]:
    """Return each name with the reason for it."""
    return {each.name: each.rule for each in decisions}


def found(client: Planned) -> list[str]:
    """Return the messages about vendor extensions, sorted by place."""
    return sorted(
        f"{problem.location.pointer}: {problem.message}"
        for problem in client.problems
        if problem.code.startswith("vendor-extension")
    )


NAMED: list[tuple[str, str, object, str]] = [
    ("operation", "x-fern-sdk-group-name", ["zoo", "animals"], "zoo.animals"),
    ("operation", "x-speakeasy-group", "zoo.animals", "zoo.animals"),
    ("operation", "x-fern-sdk-method-name", "lookUp", "pets.look_up"),
    ("operation", "x-speakeasy-name-override", "look-up", "pets.look_up"),
    ("operation", "x-stainless-naming", {"python": {"method_name": "look_up"}}, "pets.look_up"),
    ("property", "x-fern-property-name", "fullName", "full_name"),
    ("property", "x-speakeasy-name-override", "full_name", "full_name"),
    ("property", "x-ms-client-name", "fullName", "full_name"),
    ("property", "x-stainless-naming", {"python": {"property_name": "full_name"}}, "full_name"),
    ("schema", "x-fern-type-name", "animal", "Animal"),
    ("schema", "x-speakeasy-name-override", "Animal", "Animal"),
    ("schema", "x-ms-client-name", "Animal", "Animal"),
    ("schema", "x-stainless-naming", {"python": {"model_name": "Animal"}}, "Animal"),
]


@pytest.mark.parametrize(("place", "key", "value", "name"), NAMED)
def test_extensions_give_names_and_the_reason_is_known(
    tmp_path: Path, place: str, key: str, value: object, name: str
) -> None:
    decisions = Decisions()
    parts: dict[str, Any] = {place: {key: value}}
    client = planned(tmp_path, decisions=decisions, **parts)
    assert names(decisions)[name] == f"the document's {key}"
    assert found(client) == []
    config = Config(vendor_extensions=VendorExtensions((key[:7] + "*",)))
    ignoring = Decisions()
    planned(tmp_path, decisions=ignoring, config=config, **parts)
    assert name not in names(ignoring)


@pytest.mark.parametrize(
    "key",
    ["x-fern-parameter-name", "x-speakeasy-name-override", "x-stainless-param", "x-ms-client-name"],
)
def test_extensions_name_arguments(tmp_path: Path, key: str) -> None:
    client = planned(tmp_path, path={key: "petId"}, query={key: "class"})
    assert "pet_id" in call(client)
    assert "class_" in call(client)


def test_the_schema_of_a_parameter_may_name_it(tmp_path: Path) -> None:
    client = planned(tmp_path, query={"schema": {"type": "string", "x-stainless-param": "betas"}})
    assert "betas" in call(client)


def test_the_configuration_comes_before_extensions(tmp_path: Path) -> None:
    config = Config(names=NameOverrides({"getPet": "cats.see"}, {"Pet": "Cat"}))
    decisions = Decisions()
    planned(
        tmp_path,
        decisions=decisions,
        config=config,
        operation={"x-fern-sdk-method-name": "look"},
        schema={"x-fern-type-name": "Animal"},
    )
    reasons = names(decisions)
    assert reasons["cats.see"] == reasons["Cat"] == "the configuration chooses it"


@pytest.mark.parametrize("key", ["x-fern-ignore", "x-speakeasy-ignore", "x-stainless-skip"])
def test_extensions_leave_parts_out(tmp_path: Path, key: str) -> None:
    mark = {key: True}
    client = planned(
        tmp_path, query=mark, property=mark, schemas={"Old": {"type": "object", **mark}}
    )
    assert found(client) == [
        f"/components/schemas/Old: The schema 'Old' is left out, as {key} says.",
        f"/components/schemas/Pet/properties/nm: The property 'nm' is left out, as {key} says.",
        f"/paths/~1pets~1{{id}}/get/parameters/1: The query parameter 'q' is left out, as {key} says.",
    ]
    assert "q" not in re.findall(r"\w+", call(client))
    without = planned(tmp_path, operation=mark)
    assert without.package.resources == ()
    assert any("GET /pets/{id} is left out" in message for message in found(without))


def test_what_is_needed_stays_with_a_warning(tmp_path: Path) -> None:
    client = planned(tmp_path, path={"x-fern-ignore": True}, schema={"x-fern-ignore": True})
    assert found(client) == [
        "/components/schemas/Pet: The schema 'Pet' is not left out as x-fern-ignore says: "
        "something that is generated refers to it.",
        "/paths/~1pets~1{id}/get/parameters/0: The path parameter 'id' is not left out as "
        "x-fern-ignore says: the path needs it.",
    ]


@pytest.mark.parametrize(
    ("place", "key", "value", "why"),
    [
        ("operation", "x-fern-sdk-method-name", 7, "it must be a string"),
        ("operation", "x-fern-sdk-method-name", "1 + 1", "'1 + 1' is not a name"),
        ("operation", "x-fern-sdk-group-name", [], "it must be a string or a list of strings"),
        ("operation", "x-speakeasy-ignore", "yes", "it must be true or false"),
        ("property", "x-stainless-naming", "name", "it must be an object"),
        ("property", "x-fern-property-name", "a.b", "'a.b' is not a name"),
        ("property", "x-enum-varnames", ["A"], "it has 1 names for 2 values"),
        ("property", "x-fern-enum", {"c": {"name": "C"}}, "'c' is none of the values"),
        ("property", "x-ms-enum", [], "it must be an object"),
    ],
)
def test_what_cannot_be_followed_is_reported(
    tmp_path: Path, place: str, key: str, value: object, why: str
) -> None:
    part = {key: value, **({"enum": ["a", "b"]} if "enum" in key else {})}
    parts: dict[str, Any] = {place: part}
    [problem] = [
        each
        for each in planned(tmp_path, **parts).problems
        if each.code == "vendor-extension-unusable"
    ]
    assert problem.message == f"{key} cannot be followed: {why}."
    assert problem.location.pointer.endswith(f"/{key}")
    assert problem.location.line
    assert key in problem.hint


def test_a_name_that_is_taken_is_reported(tmp_path: Path) -> None:
    client = planned(
        tmp_path,
        schema={"x-fern-type-name": "Cat"},
        schemas={"Cat": {"type": "object", "properties": {"a": {"type": "string"}}}},
    )
    [message] = found(client)
    assert message.endswith("'Cat' is taken, that is the name of the schema 'Cat'.")


def test_unknown_extensions_stay_quiet(tmp_path: Path) -> None:
    client = planned(
        tmp_path, operation={"x-fern-unheard-of": 7, "x-code": "import os"}, schema={"x-y": []}
    )
    assert found(client) == []
    assert call(client).startswith("pets.get(")


def test_an_extension_that_is_added_later_renames(tmp_path: Path) -> None:
    before = planned(tmp_path).pins
    config = Config()
    (tmp_path / "again").mkdir()
    client = planned(tmp_path, operation={"x-fern-sdk-method-name": "look"})
    assert before.operations["GET /pets/{id}"].extension == ""
    assert client.pins.operations["GET /pets/{id}"].extension == ".look"
    same = plan_client(
        replace(config, spec="openapi.json", folder=tmp_path),
        progress=lambda stage: None,
        before=before,
    )
    [renamed] = [each for each in same.problems if each.code == "name-changed"]
    assert "client.pets.get is called client.pets.look now" in renamed.message
    assert "the vendor extension '.look' is new" in renamed.message


@pytest.mark.skipif(not JUDGED.exists(), reason=f"{JUDGED} is missing")
def test_a_document_with_extensions_of_several_vendors(tmp_path: Path) -> None:
    config = Config(spec=str(JUDGED), enums="class")
    client = plan_client(config, progress=lambda stage: None)
    calls = {
        f"{resource.path}.{method.name}"
        for resource in client.package.resources
        for method in resource.methods
    }
    assert "garden.search" in calls
    [search] = [
        method
        for resource in client.package.resources
        for method in resource.methods
        if method.name == "search"
    ]
    assert search.pagination is not None
    assert not any("secret" in each for each in calls)
    assert [message.partition(":")[2] for message in found(client)] == [
        " x-fern-streaming is not followed: a response is a stream where it declares a media type "
        "of streams, such as text/event-stream.",
        " x-speakeasy-retries is not followed: clients retry by their own rules; see `retries` "
        "of the client.",
        " GET /secret is left out, as x-fern-ignore says.",
    ]


def test_the_page_lists_the_extensions_that_are_read() -> None:
    rows = re.findall(r"^\| `(x-[\w-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted({*EXTENSIONS, *UNFOLLOWED})

"""Contexts are what the contract says of them: the types of their values, and their JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from clientsmith.context import CONTEXT_VERSION, Package
from clientsmith.contract import GLOBALS, ObjectType
from clientsmith.render.context_json import context_value
from clientsmith.text import Code, Text
from render.sample_contexts import ACME
from support.command import clientsmith_here
from support.context_values import mistyped
from support.contexts import checked_in_contexts, contract_errors

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "templates" / "context.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema_rs.Draft202012Validator(SCHEMA)


def problems(package: Package) -> list[tuple[str, str]]:
    return list(mistyped(package, GLOBALS["package"], "package"))


def test_contexts_of_checked_in_documents_keep_to_the_contract() -> None:
    for name, package in checked_in_contexts().items():
        assert (name, contract_errors(package)) == (name, [])


def test_the_command_prints_what_the_schema_says() -> None:
    done = clientsmith_here("templates", "context", "tests/templates/acme.yaml", folder=ROOT)
    VALIDATOR.validate(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"name": "acme"}, "package.name", "Code is expected, not str"),
        ({"title": Code("Acme")}, "package.title", "Text is expected, not Code"),
        ({"features": 1}, "package.features", "tuple is expected, not int"),
        ({"metadata": None}, "package.metadata", "Metadata is expected, not NoneType"),
        ({"metadata": ACME}, "package.metadata", "Metadata is expected, not Package"),
        ({"resources": [*ACME.resources]}, "package.resources", "tuple is expected, not list"),
        ({"webhooks": Text("")}, "package.webhooks", "Webhooks is expected, not Text"),
    ],
)
def test_values_of_other_types_are_found(changes: dict[str, Any], path: str, message: str) -> None:
    assert problems(replace(ACME, **changes)) == [(path, message)]


def test_every_wrong_value_is_told_with_its_path() -> None:
    resource = ACME.resources[0]
    method = replace(
        resource.methods[1], name="x", docs=replace(resource.methods[1].docs, raises=0)
    )
    methods = (resource.methods[0], method, *resource.methods[2:])
    package = replace(ACME, resources=(replace(resource, methods=methods), *ACME.resources[1:]))
    assert problems(package) == [
        ("package.resources[0].methods[1].name", "Code is expected, not str"),
        ("package.resources[0].methods[1].docs.raises", "tuple is expected, not int"),
    ]


@pytest.mark.parametrize("value", [True, "1", 1.0])
def test_numbers_are_whole(value: object) -> None:
    found = list(
        mistyped(replace(ACME.resources[0].imports[0], group=value), ObjectType("Import"), "x")
    )
    assert [path for path, _ in found] == ["x.group"]


@pytest.mark.parametrize(
    ("place", "value"),
    [(("name",), 1), (("title",), "Acme"), (("unknown",), ""), (("client", "servers"), None)],
)
def test_the_schema_refuses_what_is_not_declared(place: tuple[str, ...], value: object) -> None:
    document = json.loads(
        json.dumps({"package": context_value(ACME), "context_version": CONTEXT_VERSION})
    )
    assert VALIDATOR.is_valid(document)
    inner = document["package"]
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    assert not VALIDATOR.is_valid(document)

"""Modules of resources: classes, links, imports, builtins that methods hide."""

from clientsmith.ir import Literals, MapOf
from clientsmith.text import reveal
from plan_methods.planning import (
    JSON,
    STRING,
    STRINGS,
    UNIX_TIME,
    UUID,
    answer,
    body,
    component,
    operation,
    package_of,
    parameter,
    printed,
    resource_of,
    signature,
)


def test_nested_resources() -> None:
    package = package_of(
        operation("GET /issuing/cards", tag=""),
        operation("GET /issuing/cards/{id}/pins", tag=""),
        operation("GET /cards", tag=""),
    )
    assert [(str(r.module), str(r.path), str(r.class_name)) for r in package.resources] == [
        ("cards", "cards", "Cards"),
        ("issuing", "issuing", "Issuing"),
        ("issuing_cards", "issuing.cards", "IssuingCards"),
        ("issuing_cards_pins", "issuing.cards.pins", "IssuingCardsPins"),
    ]
    assert [str(link.attribute) for link in package.client.resources] == ["cards", "issuing"]
    issuing = package.resources[1]
    assert issuing.methods == ()
    [link] = issuing.children
    assert (link.attribute, link.module, link.class_name, link.async_class_name) == (
        "cards",
        "issuing_cards",
        "IssuingCards",
        "AsyncIssuingCards",
    )
    assert printed(issuing.imports) == [
        "from __future__ import annotations",
        "from typing import TYPE_CHECKING",
        "from .._runtime import AsyncResource, Resource, cached_property",
    ]
    assert printed(issuing.type_checking_imports) == [
        "from .issuing_cards import AsyncIssuingCards, IssuingCards"
    ]


def test_names_of_modules_and_classes_are_unique() -> None:
    package = package_of(
        operation("GET /a/b", tag=""),
        operation("GET /x", tag="a_b"),
        operation("GET /y", "y/get", tag="operation"),
        operation("GET /z", "z/get", tag="pets"),
        operation("GET /w", "w/get", tag="async pets"),
        operation("GET /v", "v/get", tag="true"),
        operation("GET /u", "u/get", tag="exception"),
        title="Pets",
    )
    names = {str(r.path): (str(r.module), str(r.class_name)) for r in package.resources}
    assert names == {
        "a": ("a", "A"),
        "a.b": ("a_b_", "ABResource"),
        "a_b": ("a_b", "AB"),
        "async_pets": ("async_pets", "AsyncPetsResource"),
        "exception": ("exception", "ExceptionResource"),
        "operation": ("operation", "OperationResource"),
        "pets": ("pets", "PetsResource_"),
        "true": ("true", "TrueResource"),
    }
    classes = [r.class_name for r in package.resources]
    classes += [r.async_class_name for r in package.resources]
    classes += [package.client.class_name, package.client.async_class_name]
    assert len(set(classes)) == len(classes)


def test_builtins_that_a_method_hides_are_written_in_full() -> None:
    resource = resource_of(
        operation(
            "GET /pets",
            parameters=[
                parameter("query", "ids", STRINGS),
                parameter("query", "kind", Literals(("list", "dict"))),
                parameter("query", "map", MapOf(STRING)),
            ],
            responses=[answer("200", (JSON, STRINGS))],
        )
    )
    [method] = resource.methods
    assert signature(method) == (
        "list(*, ids: Sequence[str] | None = None, "
        'kind: Literal["list", "dict"] | None = None, '
        "map: Mapping[str, str] | None = None) -> builtins.list[str]"
    )
    assert "import builtins" in printed(resource.imports)


def test_imports_are_those_that_the_module_needs() -> None:
    resource = resource_of(
        operation(
            "PATCH /pets/{id}/{day}",
            "pets/patch",
            parameters=[
                parameter("path", "id", UUID),
                parameter("path", "day"),
                parameter("query", "since", UNIX_TIME),
            ],
            body=body((JSON, component("Patch"))),
            responses=[
                answer("200", (JSON, component("Pet"))),
                answer("202", ("text/plain", STRING)),
                answer("204"),
                answer("400", ("text/plain", STRING)),
            ],
        )
    )
    assert printed(resource.imports) == [
        "from __future__ import annotations",
        "from uuid import UUID",
        "from .. import models",
        "from .._runtime import JSON, NOTHING, UNSET, AsyncResource, Body, Operation, "
        "RequestOptions, Resource",
        "from .._runtime.models.maybe import Maybe",
        "from .._runtime.models.wire_types import UnixTime",
        "from .._runtime.responses.labelled_contents import TEXT, Text",
        "from .._runtime.styles import Parameter",
    ]


def test_a_resource_without_models_does_not_import_them() -> None:
    resource = resource_of(operation(responses=[answer("200", (JSON, STRING))]))
    assert printed(resource.imports) == [
        "from __future__ import annotations",
        "from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource",
    ]


def test_constants_are_unique() -> None:
    resource = resource_of(
        operation("GET /pets", "ß", tag="pets"),
        operation("GET /pets/ss", "ss", tag="pets"),
        operation("GET /pets/import", "import", tag="pets"),
    )
    assert [(str(m.name), str(m.constant)) for m in resource.methods] == [
        ("import_", "_IMPORT_"),
        ("ss", "_SS"),
        ("ß", "_SS_"),
    ]


def test_docs() -> None:
    package = package_of(
        operation("GET /pets"),
        operation("GET /owners", tag="owners"),
        operation("GET /issuing/cards", tag=""),
        tags={"pets": "All about pets\n\nAnd more.", "owners": ""},
    )
    links = {str(link.attribute): reveal(link.docs) for link in package.client.resources}
    assert links == {"issuing": "Issuing.", "owners": "Owners.", "pets": "All about pets."}
    docs = {str(r.path): reveal(r.docs) for r in package.resources}
    assert docs["pets"] == "All about pets\n\nAnd more."
    assert docs["issuing.cards"] == "Issuing cards."

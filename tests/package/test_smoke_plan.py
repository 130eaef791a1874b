"""Which calls the smoke tests of a package make, and what their server answers."""

from __future__ import annotations

from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.context import Package, SmokeCall
from clientsmith.ir import Discriminator, Nullable, OneOf, SecurityKind, SecurityScheme, Type
from plan_methods.planning import (
    INTEGER,
    JSON,
    NO_DOCS,
    STRING,
    STRINGS,
    answer,
    body,
    component,
    field,
    model,
    operation,
    parameter,
    planned,
)


def package_of(*operations: Any, config: Config = Config(), **more: Any) -> Package:  # noqa: B008
    return planned(*operations, config=config, **more)[0]


def calls(*operations: Any, **more: Any) -> tuple[SmokeCall, ...]:
    return package_of(*operations, **more).smoke_tests.calls


def answered(type_: Type, *models: Any) -> tuple[str, str]:
    """What the server answers where an operation gives a type, and the class of the result."""
    get = operation("GET /pets/{id}", responses=[answer("200", (JSON, type_))])
    [call] = calls(get, declarations=models)
    return str(call.answer), str(call.returns)


def test_one_call_for_each_resource() -> None:
    found = calls(
        operation("GET /pets", responses=[answer("200", (JSON, STRINGS))]),
        operation("POST /pets", body=body((JSON, STRINGS)), responses=[answer("201")]),
        operation("DELETE /owners/{id}", tag="owners", responses=[answer("204")]),
    )
    told = [(call.name, call.method.path, call.status, call.answer) for call in found]
    assert told == [
        ("owners_delete", '"/owners/{id}"', "204", ""),
        ("pets_list", '"/pets"', "200", "[]"),
    ]


def test_answers_have_what_they_must() -> None:
    pet = model("Pet", field("id", INTEGER), field("tag", required=False))
    assert answered(component("Pet"), pet) == ('{"id": 1}', "models.Pet")
    assert answered(Nullable(component("Pet")), pet) == ('{"id": 1}', "")
    assert answered(STRINGS) == ("[]", "")
    box = model("Box", field("pet", component("Pet")), field("more", Nullable(component("Pet"))))
    assert answered(component("Box"), pet, box)[0] == '{"pet": {"id": 1}, "more": None}'


def test_answers_of_unions_tell_what_they_are() -> None:
    cat, dog = model("Cat", field("name"), field("kind")), model("Dog", field("kind"))
    mapping = {"cat": component("Cat").id, "dog": component("Dog").id}
    union = OneOf((component("Cat"), component("Dog")), Discriminator("kind", mapping))
    assert answered(union, cat, dog) == ('{"kind": "dog"}', "")


@pytest.mark.parametrize(
    "unfit",
    [
        operation("GET /pets/a#b", responses=[answer("204")]),
        operation("GET /pets/b", responses=[answer("302")]),
        operation("GET /pets/c", responses=[answer("200", ("text/plain", STRING))]),
        operation("GET /pets/d", responses=[answer("200", (JSON, component("Node")))]),
        operation("GET /pets/e", responses=[answer("200", (JSON, component("Wide")))]),
        operation("POST /pets/f", body=body((JSON, component("Node"))), responses=[answer("204")]),
        operation("GET /pets/g", responses=[answer("204")], security=((),)),
    ],
    ids=lambda each: each.path,
)
def test_what_is_not_easy_is_not_called(unfit: Any) -> None:
    node = model("Node", field("next", component("Node")))
    wide = model("Wide", *(field(f"a_field_with_a_long_name_{n}") for n in range(20)))
    found = calls(unfit, declarations=[node, wide])
    assert bool(found) == unfit.path.endswith("g")


def test_credentials_that_any_text_will_do_for() -> None:
    schemes = [
        SecurityScheme("bearer", SecurityKind.BEARER, NO_DOCS),
        SecurityScheme("tls", SecurityKind.MUTUAL_TLS, NO_DOCS),
        SecurityScheme("user", SecurityKind.BASIC, NO_DOCS),
    ]

    def tests(*names: str) -> tuple[list[str], int]:
        get = operation("GET /pets", responses=[answer("204")])
        found = package_of(get, schemes=schemes, security=[names]).smoke_tests
        return sorted(map(str, found.credentials)), len(found.calls)

    assert tests("bearer") == (["password", "token", "username"], 1)
    assert tests("tls")[1] == 0
    assert tests("user", "bearer")[1] == 1


def test_arguments_that_are_checked_are_not_made_up() -> None:
    given = operation(
        "GET /pets", parameters=[parameter("query", "a", required=True)], responses=[answer("204")]
    )
    assert len(calls(given)) == 1
    assert calls(given, config=Config(validate_requests=True)) == ()

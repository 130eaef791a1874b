"""Which calls the smoke tests of a package make, and what their server answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.context import Package, SmokeCall
from clientsmith.ir import (
    Discriminator,
    ListOf,
    Nullable,
    OneOf,
    SecurityKind,
    SecurityScheme,
    Type,
)
from clientsmith.plan.samples.smoke_tests import MOST_CALLS
from plan_methods.planning import (
    BINARY,
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
from support import public
from support.examples import methods_of


def package_of(
    *operations: Any,
    config: Config = Config(naming="operation-id"),  # noqa: B008 - immutable
    **more: Any,
) -> Package:
    return planned(*operations, config=config, **more)[0]


def calls(*operations: Any, **more: Any) -> tuple[SmokeCall, ...]:
    return package_of(*operations, **more).smoke_tests.calls


def answered(type_: Type, *models: Any) -> tuple[str, str]:
    """What the server answers where an operation gives a type, and the class of the result."""
    get = operation("GET /pets/{id}", responses=[answer("200", (JSON, type_))])
    [call] = calls(get, declarations=models)
    return str(call.answer.document), str(call.answer.returns)


def test_every_method_of_a_small_api_is_called() -> None:
    found = calls(
        operation("GET /pets", responses=[answer("200", (JSON, STRINGS))]),
        operation("POST /pets", body=body((JSON, STRINGS)), responses=[answer("201")]),
        operation("DELETE /owners/{id}", tag="owners", responses=[answer("204")]),
    )
    told = [(call.name, call.method.path, call.answer.status) for call in found]
    assert told == [
        ("owners_delete", '"/owners/{id}"', "204"),
        ("pets_list", '"/pets"', "200"),
        ("pets_create", '"/pets"', "201"),
    ]


def test_calls_of_a_large_api_are_of_all_resources_and_kinds() -> None:
    found = calls(
        *(
            operation(f"{verb} /{tag}/{number}", tag=tag, responses=[answer("204")])
            for tag, most in (("cats", 200), ("dogs", 3), ("eels", 1))
            for number in range(most)
            for verb in ("GET", "DELETE")
        )
    )
    assert len(found) == MOST_CALLS
    of = Counter((call.name.partition("_")[0], call.method.http_method) for call in found)
    assert of["eels", '"GET"'] == of["eels", '"DELETE"'] == 1
    assert of["dogs", '"GET"'] == of["dogs", '"DELETE"'] == 3
    assert abs(of["cats", '"GET"'] - of["cats", '"DELETE"']) <= 1


def test_each_resource_has_a_call_however_many_there_are() -> None:
    resources = MOST_CALLS + 20
    found = calls(
        *(
            operation(f"{verb} /pets{number}", tag=f"pets{number}", responses=[answer("204")])
            for number in range(resources)
            for verb in ("GET", "DELETE")
        )
    )
    assert len({call.name.partition("_")[0] for call in found}) == len(found) == resources


def test_deprecated_methods_are_called_last() -> None:
    old = replace(NO_DOCS, deprecated=True)
    found = calls(
        operation("GET /pets", docs=old, responses=[answer("204")]),
        operation("DELETE /pets/{id}", responses=[answer("204")]),
    )
    assert [call.method.deprecated for call in found] == [False, True]


@pytest.mark.parametrize(
    ("media_type", "told"),
    [
        ("text/plain", ("text/plain", "str")),
        ("text/*", ("text/plain", "str")),
        ("application/pdf", ("application/pdf", "bytes")),
        ("*/*", ("application/octet-stream", "bytes")),
    ],
)
def test_answers_that_are_no_json(media_type: str, told: tuple[str, str]) -> None:
    found = calls(operation("GET /pets", responses=[answer("200", (media_type, STRING))]))
    assert {call.answer.content for call in found} == {'b"data"'}
    assert {call.answer.media_type for call in found} == {f'"{told[0]}"'}
    assert found[0].answer.returns == told[1]


def test_streams_and_downloads_are_called_too() -> None:
    found = calls(
        operation("GET /events", responses=[answer("200", ("text/event-stream", STRING))]),
        operation("GET /file", responses=[answer("200", ("image/png", BINARY))]),
    )
    assert [call.method.is_stream for call in found].count(True) == 1
    [download] = [call for call in found if call.method.is_download]
    assert 'save(Path("file.png"))' in str(download.method.docs.example)
    assert (download.answer.media_type, download.answer.content) == ('"image/png"', 'b"data"')


def test_an_answer_by_default_is_one_of_200() -> None:
    [call] = calls(operation("GET /pets", responses=[answer("default", (JSON, STRINGS))]))
    assert call.answer.status == "200"


def test_answers_have_what_they_must() -> None:
    pet = model("Pet", field("id", INTEGER), field("tag", required=False))
    assert answered(component("Pet"), pet) == ('{"id": 1}', "models.Pet")
    assert answered(Nullable(component("Pet")), pet) == ('{"id": 1}', "")
    assert answered(STRINGS) == ('["…"]', "list")
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
        operation("GET /pets/d", responses=[answer("200", (JSON, component("Node")))]),
        operation("GET /pets/e", responses=[answer("200", (JSON, component("Wide")))]),
        operation("POST /pets/f", body=body((JSON, component("Node"))), responses=[answer("204")]),
        operation("GET /pets/g", responses=[answer("204")], security=((),)),
    ],
    ids=lambda each: each.path,
)
def test_what_is_not_easy_is_not_called(unfit: Any) -> None:
    node = model("Node", field("next", component("Node")))
    wide = model("Wide", *(field(f"a_field_with_a_long_name_{n}") for n in range(50)))
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
    assert calls(given, config=Config(naming="operation-id", validate_requests=True)) == ()


def test_lists_of_short_answers_have_an_item() -> None:
    pet = model("Pet", field("id", INTEGER), field("friends", ListOf(component("Pet"))))
    assert answered(component("Pet"), pet)[0] == '{"id": 1, "friends": []}'
    box = model("Box", field("pets", ListOf(component("Pet"))))
    assert answered(component("Box"), pet, box)[0] == '{"pets": [{"id": 1, "friends": []}]}'


@public.each_public_spec()
def test_most_methods_of_a_public_document_are_called(spec: public.PublicSpec) -> None:
    package = public.planned(spec).package
    found = len(package.smoke_tests.calls)
    assert found >= min(MOST_CALLS, 0.85 * len(list(methods_of(package))))


@pytest.mark.parametrize(
    ("media_type", "type_", "expected"),
    [
        ("*/*", component("Pet"), ('{"name": "…"}', "", "models.Pet")),
        ("*/*", ListOf(component("Pet")), ('[{"name": "…"}]', "", "list")),
        ("application/*", component("Pet"), ('{"name": "…"}', "", "models.Pet")),
        ("application/xml", component("Pet"), ("", 'b"<response/>"', "models.Pet")),
        ("text/xml", ListOf(component("Pet")), ("", 'b"<response/>"', "list")),
        ("application/problem+xml", component("Pet"), ("", 'b"<response/>"', "models.Pet")),
        ("*/*", STRING, ("", 'b"data"', "bytes")),
        ("application/xml", STRING, ("", 'b"data"', "str")),
    ],
)
def test_objects_of_any_media_type_and_of_xml(
    media_type: str, type_: Type, expected: tuple[str, str, str]
) -> None:
    get = operation("GET /pets/{id}", responses=[answer("200", (media_type, type_))])
    [call] = calls(get, declarations=[model("Pet", field("name"))])
    found = call.answer
    assert (str(found.document), str(found.content), str(found.returns)) == expected

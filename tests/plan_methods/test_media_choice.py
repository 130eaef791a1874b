"""Several media types of one operation: what is a method of its own, and what is an argument."""

import pytest

from clientsmith.context import Method
from clientsmith.ir import Anything, Content, ListOf, OneOf, Type
from plan_methods.planning import (
    BINARY,
    FORM,
    JSON,
    MULTIPART,
    PATCH,
    PET,
    STRING,
    answer,
    body,
    component,
    field,
    method_of,
    model,
    notes,
    operation,
    parameter,
    resource_of,
    signature,
)

PNG, JPEG = "image/png", "image/jpeg"
Pet = component("Pet")


def methods_for(
    *contents: tuple[str, Type | None] | Content, required: bool = True
) -> list[Method]:
    line = operation("POST /pets", "upload_pets", body=body(*contents, required=required))
    upload = model("Upload", field("file", BINARY), field("title", required=False))
    return list(resource_of(line, declarations=[PET, PATCH, upload]).methods)


def media_types(method: Method) -> list[str]:
    assert method.body is not None
    return [form.media_type.strip('"') for form in (method.body, *method.body.further)]


@pytest.mark.parametrize(
    ("contents", "methods"),
    [
        ([(JSON, Pet), ("text/csv", STRING)], ["upload", "upload_text"]),
        (
            [(MULTIPART, component("Upload")), (JSON, Pet), ("application/octet-stream", None)],
            ["upload", "upload_multipart", "upload_binary"],
        ),
        ([(JSON, Pet), (FORM, component("Patch"))], ["upload", "upload_form"]),
        ([(JSON, Pet), ("application/vnd.x+json", component("Patch"))], ["upload", "upload_json"]),
        (
            [("application/merge-patch+json", Pet), (JSON, Pet)],
            ["upload", "upload_merge_patch"],
        ),
        ([("application/x-tar", None), ("application/octet-stream", BINARY)], ["upload"]),
        ([("text/plain", STRING), ("text/markdown", STRING)], ["upload"]),
        ([(JSON, STRING), ("text/plain", STRING)], ["upload"]),
        # The same structure as text or bytes says nothing that JSON does not say.
        ([(JSON, Pet), ("application/octet-stream", Pet)], ["upload"]),
        ([(JSON, Pet), ("application/yaml", Pet), ("*/*", Pet)], ["upload"]),
        ([(JSON, OneOf((Pet, ListOf(Pet)))), ("text/plain", OneOf((Pet, ListOf(Pet))))], ["upload"]),
        ([("text/plain", Pet), ("application/octet-stream", Pet)], ["upload", "upload_text"]),
        # A PDF is no other spelling of JSON, nor is a text one of a body that may be text.
        ([(JSON, Pet), ("application/pdf", Pet)], ["upload", "upload_binary"]),
        ([(JSON, Pet), ("text/csv", Pet)], ["upload", "upload_text"]),
        ([(JSON, OneOf((Pet, STRING))), ("text/plain", OneOf((Pet, STRING)))],
         ["upload", "upload_text"]),
        ([(JSON, Anything()), ("application/pdf", Anything())], ["upload", "upload_binary"]),
        (
            [("application/octet-stream", Anything()), ("text/plain", Anything()),
             (JSON, Anything()), ("application/xml", Anything())],
            ["upload", "upload_binary", "upload_text"],
        ),
    ],
)  # fmt: skip
def test_other_arguments_are_other_methods(
    contents: list[tuple[str, Type | None]], methods: list[str]
) -> None:
    found = methods_for(*contents)
    assert [method.name for method in found] == methods
    assert [method.is_variant for method in found] == [False, *[True] * (len(methods) - 1)]


@pytest.mark.parametrize(
    ("contents", "sent", "argument"),
    [
        ([(JSON, Pet)], [JSON], None),
        ([(FORM, Pet), (JSON, Pet)], [JSON, FORM], f'Literal["{JSON}", "{FORM}"] = "{JSON}"'),
        ([(JSON, Pet), ("text/json", Pet), ("application/*+json", Pet)], [JSON], None),
        ([("text/json", Pet)], ["text/json"], None),
        ([("application/*+json", Pet)], [JSON], None),
        ([(JSON, Pet), ("*/*", Pet)], [JSON], None),
        ([(JSON, Pet), ("application/json-patch+json", Pet)], [JSON], None),
        (
            [(JSON, ListOf(Pet)), ("application/json-patch+json", ListOf(Pet))],
            [JSON, "application/json-patch+json"],
            f'Literal["{JSON}", "application/json-patch+json"] = "{JSON}"',
        ),
        (
            [("application/vnd.x+json", Pet), (JSON, Pet)],
            [JSON, "application/vnd.x+json"],
            f'Literal["{JSON}", "application/vnd.x+json"] = "{JSON}"',
        ),
        ([(PNG, None), (JPEG, BINARY)], [PNG, JPEG], f'Literal["{PNG}", "{JPEG}"] | None = None'),
        ([("image/*", None), (PNG, None)], [PNG, "image/*"], "str | None = None"),
        ([("image/*", None)], ["image/*"], None),
        ([("text/*", STRING)], ["text/*"], 'str = "text/plain"'),
        ([("text/csv", STRING)], ["text/csv"], None),
        (
            [Content(JSON, Pet, parameters="version=1"), (FORM, Pet)],
            [f"{JSON}; version=1", FORM],
            f'Literal["{JSON}; version=1", "{FORM}"] = "{JSON}; version=1"',
        ),
    ],
)
def test_the_same_arguments_are_one_method(
    contents: list[tuple[str, Type | None] | Content], sent: list[str], argument: str | None
) -> None:
    [method] = methods_for(*contents)
    assert media_types(method) == sent
    assert method.body is not None
    chosen = method.body.content_type
    assert (argument is None) == (chosen is None)
    if chosen is not None:
        assert f"{chosen.annotation} = {chosen.default}" == argument
        assert chosen in method.arguments


def test_parameters_tell_media_types_apart() -> None:
    found = methods_for(
        Content(JSON, Pet, parameters="version=1"),
        Content(JSON, component("Patch"), parameters="version=2"),
    )
    assert [method.name for method in found] == ["upload", "upload_version_2"]
    assert [media_types(method) for method in found] == [
        [f"{JSON}; version=1"],
        [f"{JSON}; version=2"],
    ]


def test_what_holds_files_is_multipart_if_it_can() -> None:
    [method] = methods_for((JSON, component("Upload")), (MULTIPART, component("Upload")))
    assert media_types(method) == [MULTIPART, JSON]
    assert signature(method) == (
        "upload(*, file: FileInput, title: str | None = None, "
        f'content_type: Literal["{MULTIPART}", "{JSON}"] = "{MULTIPART}") -> None'
    )


def test_a_property_keeps_its_name() -> None:
    typed = model("Typed", field("content_type"), field("accept"))
    line = operation(
        "POST /pets",
        body=body((JSON, component("Typed")), (FORM, component("Typed"))),
        parameters=[parameter("query", "accept_content_type")],
        responses=[answer("200", (JSON, Pet), (PNG, None))],
    )
    method = method_of(line, declarations=[PET, typed])
    assert method.body is not None
    assert method.body.content_type is not None
    assert method.accept is not None
    assert method.body.content_type.name == "body_content_type"
    assert method.accept.name == "accept_content_type_"


# --- answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contents", "annotation"),
    [
        ([(JSON, Pet)], None),
        ([(JSON, Pet), ("application/xml", Pet)], None),
        ([(JSON, Pet), ("text/json", Pet), ("text/plain", Pet)], None),
        ([(JSON, Pet), ("text/plain", STRING)], f'Literal["{JSON}", "text/plain"] | None'),
        ([(JPEG, None), (PNG, None)], f'Literal["{JPEG}", "{PNG}"] | None'),
        ([(JSON, Pet), (PNG, None), ("image/*", None)], "str | None"),
        (
            [(JSON, Pet), ("application/sarif+json", Anything())],
            f'Literal["{JSON}", "application/sarif+json"] | None',
        ),
        (
            [
                Content(JSON, Pet, parameters="version=1"),
                Content(JSON, component("Error"), parameters="version=2"),
            ],
            f'Literal["{JSON}; version=1", "{JSON}; version=2"] | None',
        ),
        ([Content("text/csv", STRING, parameters="charset=utf-8"), (PNG, None)],
         f'Literal["{PNG}", "text/csv"] | None'),
    ],
)  # fmt: skip
def test_accept(contents: list[tuple[str, Type | None] | Content], annotation: str | None) -> None:
    response = answer("200")
    response = type(response)("200", response.docs, body(*contents).contents)
    method = method_of(operation(responses=[response]))
    if annotation is None:
        assert method.accept is None
    else:
        assert method.accept is not None
        assert (method.accept.annotation, method.accept.default) == (annotation, "None")
        assert notes(method)["accept"] == (
            "Media type to ask for; by default any of them, preferably the first."
        )


def test_statuses_with_one_media_type_each_leave_nothing_to_ask_for() -> None:
    method = method_of(
        operation(responses=[answer("200", (JSON, Pet)), answer("202", ("text/plain", STRING))])
    )
    assert method.accept is None

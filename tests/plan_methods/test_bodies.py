"""Request bodies: which of several media types is sent, and what the runtime is told."""

import pytest

from clientsmith.context import BodyPlan
from clientsmith.ir import Content, Encoding, ListOf, Type
from plan_methods.planning import (
    BINARY,
    EMPTY,
    FORM,
    JSON,
    MULTIPART,
    PET,
    STRING,
    STRINGS,
    body,
    component,
    field,
    method_of,
    model,
    operation,
    signature,
)


def plan_of(*contents: tuple[str, Type | None] | Content) -> BodyPlan:
    upload = model("Upload", field("file", BINARY), field("title", required=False))
    method = method_of(
        operation("POST /pets", body=body(*contents)), declarations=[PET, EMPTY, upload]
    )
    assert method.body is not None
    return method.body


@pytest.mark.parametrize(
    ("media_types", "chosen"),
    [
        ([JSON, FORM], JSON),
        ([FORM, JSON], JSON),
        (["application/xml", FORM, MULTIPART], FORM),
        (["application/octet-stream", MULTIPART], MULTIPART),
        (["text/plain", "application/octet-stream"], "application/octet-stream"),
        (["application/vnd.api+json", JSON], JSON),
        (["application/vnd.api+json", FORM], "application/vnd.api+json"),
        (["application/merge-patch+json"], "application/merge-patch+json"),
        (["text/csv"], "text/csv"),
        (["*/*"], JSON),
    ],
)
def test_preference(media_types: list[str], chosen: str) -> None:
    plan = plan_of(*((media_type, component("Pet")) for media_type in media_types))
    assert plan.media_type == f'"{chosen}"'


@pytest.mark.parametrize(
    ("content", "annotation", "type_"),
    [
        (("application/octet-stream", BINARY), "FileInput", '"FileInput"'),
        (("application/octet-stream", None), "FileInput", '"FileInput"'),
        (("application/x-tar", STRING), "FileInput", '"FileInput"'),
        (("*/*", BINARY), "FileInput", '"FileInput"'),
        (("text/plain", STRING), "str", '"str"'),
        (("application/xml", STRING), "str", '"str"'),
        (("application/xml", None), "str", '"str"'),
        (
            ("application/xml", ListOf(component("Pet"))),
            "Sequence[models.Pet | models.PetDict]",
            '"list[Pet]"',
        ),
        (("application/x-ndjson", STRINGS), "ItemSource[str]", '"str"'),
        ((JSON, STRINGS), "Sequence[str]", '"list[str]"'),
        ((JSON, ListOf(component("Pet"))), "Sequence[models.Pet | models.PetDict]", '"list[Pet]"'),
        ((JSON, None), "Any", '"Any"'),
    ],
)
def test_whole_bodies(content: tuple[str, Type | None], annotation: str, type_: str) -> None:
    plan = plan_of(content)
    [argument] = plan.arguments
    assert (argument.name, argument.annotation, argument.default) == ("body", annotation, "")
    assert (plan.type, plan.model) == (type_, "")


def test_forms_are_spread() -> None:
    plan = plan_of((FORM, component("Pet")))
    assert plan.model == "models.Pet"
    assert [argument.name for argument in plan.arguments] == ["id", "name", "tag"]


def test_files_of_multipart_bodies_are_what_can_be_uploaded() -> None:
    method = method_of(
        operation("POST /pets", body=body((MULTIPART, component("Upload")))),
        declarations=[model("Upload", field("file", BINARY), field("files", ListOf(BINARY)))],
    )
    assert signature(method) == "create(*, file: FileInput, files: Sequence[FileInput]) -> None"


def test_encodings_that_say_something() -> None:
    encodings = (
        Encoding("file", content_type="image/png"),
        Encoding("tags", style="spaceDelimited", explode=False),
        Encoding("expand", style="deepObject", explode=True),
        Encoding("ids", style="form", explode=False),
        Encoding("plain", style="form", explode=True),
        Encoding("raw", allow_reserved=True),
    )
    plan = plan_of(Content(FORM, component("Pet"), encodings))
    assert {
        str(encoding.wire_name): ", ".join(f"{s.name}={s.value}" for s in encoding.settings)
        for encoding in plan.encodings
    } == {
        '"file"': 'content_type="image/png"',
        '"tags"': 'style=ParameterStyle("spaceDelimited")',
        '"expand"': 'style=ParameterStyle("deepObject")',
        '"ids"': "explode=False",
        '"raw"': "style=ParameterStyle(allow_reserved=True)",
    }

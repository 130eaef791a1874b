"""readOnly, writeOnly, and what travels which way."""

import pytest

from clientsmith.ir import Declaration, ListOf, MapOf, Nullable, OneOf
from clientsmith.plan.models.models import Direction
from plan_models.model_building import (
    BINARY,
    INTEGER,
    STRING,
    alias,
    class_names,
    component_id,
    definition,
    enumeration,
    field,
    lines,
    model,
    operation,
    plan,
    ref,
)

PET = model(
    "Pet",
    field("id", INTEGER, read_only=True),
    field("name"),
    field("secret", STRING, False, write_only=True),
)


def test_a_model_of_requests_has_no_read_only_fields() -> None:
    planned = plan([PET], operation("POST", "/pets", body=ref("Pet")))
    assert lines(planned, "Pet") == ["name: str", "secret: str | None = None"]
    assert class_names(planned) == ["Pet"]


def test_a_model_of_responses_has_no_write_only_fields() -> None:
    planned = plan([PET], operation("GET", "/pets", response=ref("Pet")))
    assert lines(planned, "Pet") == ["id: int", "name: str"]


def test_a_model_used_both_ways_has_a_second_class_for_requests() -> None:
    planned = plan([PET], operation("POST", "/pets", body=ref("Pet"), response=ref("Pet")))
    assert lines(planned, "Pet") == ["id: int", "name: str"]
    assert lines(planned, "PetInput") == ["name: str", "secret: str | None = None"]
    assert planned.annotation(ref("Pet"), Direction.REQUEST, prefix="models.") == "models.PetInput"
    assert planned.annotation(ref("Pet"), Direction.RESPONSE) == "Pet"
    assert planned.class_expression(component_id("Pet"), Direction.REQUEST) == "models.PetInput"


def test_a_component_that_no_operation_reaches_has_all_fields_and_one_class() -> None:
    planned = plan([PET])
    assert lines(planned, "Pet") == ["id: int", "name: str", "secret: str | None = None"]


def test_what_refers_to_a_model_with_two_classes_has_two_forms_itself() -> None:
    planned = plan(
        [
            PET,
            model("Home", field("pets", ListOf(ref("Pet")))),
            alias("Homes", MapOf(ListOf(ref("Home")))),
            model("Other", field("name")),
        ],
        operation("POST", "/homes", body=ref("Homes"), response=ref("Homes")),
        operation("PUT", "/homes", body=ref("Other"), response=ref("Other")),
    )
    assert lines(planned, "Home") == ["pets: list[Pet]"]
    assert lines(planned, "HomeInput") == ["pets: list[PetInput]"]
    assert definition(planned, "HomesInput") == 'dict[str, list["HomeInput"]]'
    assert "OtherInput" not in class_names(planned)


def test_what_a_read_only_field_leads_to_is_no_part_of_a_request() -> None:
    planned = plan(
        [model("Pet", field("owner", ref("User"), read_only=True)), model("User", field("name"))],
        operation("POST", "/pets", body=ref("Pet")),
    )
    assert lines(planned, "Pet") == []
    assert lines(planned, "User") == ["name: str"]


def test_the_name_for_requests_gives_way_to_a_component() -> None:
    planned = plan(
        [PET, model("PetInput", field("x"))],
        operation("POST", "/pets", body=ref("Pet"), response=ref("Pet")),
    )
    assert class_names(planned) == ["Pet", "PetInput", "PetRequest"]


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        ([operation("POST", "/a", body=ref("A"))], ("Color", "list[Color]")),
        ([operation("GET", "/a", response=ref("A"))], ("Color | str", "list[Color | str]")),
        (
            [operation("POST", "/a", body=ref("A"), response=ref("A"))],
            ("Color | str", "list[Color | str]"),
        ),
        ([], ("Color | str", "list[Color | str]")),
    ],
    ids=["request", "response", "both", "unreached"],
)
def test_only_requests_have_closed_enumerations(
    operations: list[object], expected: tuple[str, str]
) -> None:
    declared = [
        model("A", field("color", ref("Color")), field("colors", ListOf(ref("Color")))),
        enumeration("Color", "a value that is long enough", "to have a name of its own"),
    ]
    planned = plan(declared, *operations)  # type: ignore[arg-type]
    assert lines(planned, "A") == [f"color: {expected[0]}", f"colors: {expected[1]}"]


def test_arguments_are_closed_outside_of_containers() -> None:
    planned = plan(
        [
            model(
                "A",
                field("color", ref("Color")),
                field("shade", Nullable(ref("Color")), False),
                field("colors", ListOf(ref("Color"))),
            ),
            enumeration("Color", "red", "green"),
        ],
        operation("POST", "/a", body=ref("A"), response=ref("A")),
    )
    arguments = planned.field_plans(component_id("A"), Direction.REQUEST)
    assert [(part.name, part.annotation, part.default) for part in arguments] == [
        ("color", "models.Color", ""),
        ("shade", "models.Color | None | Unset", "UNSET"),
        ("colors", "Sequence[models.Color | str]", ""),
    ]
    assert planned.argument_annotation(ListOf(ref("Color"))) == ("Sequence[models.Color]")


def test_binary_is_a_file_in_multipart_bodies_only() -> None:
    upload = model(
        "Upload",
        field("file", BINARY),
        field("more", ListOf(ref("Blob")), False),
        field("other", ref("FileOrUrl")),
    )
    declared: list[Declaration] = [
        upload,
        alias("Blob", BINARY),
        alias("FileOrUrl", OneOf((BINARY, INTEGER))),
    ]
    sent = plan(
        declared, operation("POST", "/a", body=ref("Upload"), media_type="multipart/form-data")
    )
    assert lines(sent, "Upload") == [
        "file: FileInput",
        "more: list[FileInput] | None = None",
        "other: FileInput | int",
    ]
    assert definition(sent, "Blob") == "str"
    both = plan(
        declared,
        operation(
            "POST",
            "/a",
            body=ref("Upload"),
            response=ref("Upload"),
            media_type="multipart/form-data",
        ),
    )
    assert lines(both, "Upload")[0] == "file: str"
    assert lines(both, "UploadInput")[0] == "file: FileInput"

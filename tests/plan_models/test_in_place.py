"""What is printed where it is used, and what under a name."""

import pytest

from clientsmith.ir import ListOf, MapOf, Named, Nullable, OneOf, Role
from plan_models.model_building import (
    INTEGER,
    STRING,
    alias,
    class_names,
    component_id,
    definition,
    enumeration,
    field,
    inside,
    lines,
    model,
    plan,
    ref,
    tagged,
)

PET = component_id("Pet")
LONG = ("a value that is long enough", "to have a name of its own")


def declared_inline(type_: object, **more: object) -> tuple[list[str], list[str]]:
    """The field of Pet whose type is declared inline, and all names."""
    place = inside(PET, (Role.PROPERTY, "p"))
    pet = model("Pet", field("p", Named("inline")))
    cats = [model(name, field("type"), field(name)) for name in ("Cat", "Dog", "Cow", "Pig")]
    planned = plan([pet, *cats, alias("inline", type_, place=place)])  # type: ignore[arg-type]
    names = [name for name in class_names(planned) if name.startswith("Pet")]
    return lines(planned, "Pet"), names


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        (OneOf((STRING, INTEGER)), "str | int"),
        (OneOf((ref("Cat"), ref("Dog"))), "Cat | Dog"),
        (Nullable(OneOf((ref("Cat"), ListOf(ref("Cat"))))), "Cat | list[Cat] | None"),
        (MapOf(ListOf(STRING)), "dict[str, list[str]]"),
        (tagged("type", {"cat": "Cat", "dog": "Dog"}), "Cat | Dog | UnknownVariant"),
    ],
)
def test_short_inline_types_are_printed_in_place(type_: object, expected: str) -> None:
    assert declared_inline(type_) == ([f"p: {expected}"], ["Pet"])


@pytest.mark.parametrize(
    "type_",
    [
        OneOf((ref("Cat"), ref("Dog"), ref("Cow"), ref("Pig"), STRING)),
        tagged("other", {"cat": "Cat", "dog": "Dog"}),
        tagged("type", {"cat": "Cat", "dog": "Dog"}, ref("Cat"), ref("Dog"), ref("Cow")),
        ListOf(Named("inline")),
    ],
    ids=["long", "discriminator-nowhere", "discriminator-incomplete", "recursive"],
)
def test_other_inline_types_have_a_name(type_: object) -> None:
    assert declared_inline(type_) == (["p: PetP"], ["Pet", "PetP"])


def test_short_inline_enumerations_are_printed_in_place() -> None:
    place = inside(PET, (Role.PROPERTY, "p"))
    short = plan(
        [model("Pet", field("p", Named("e"))), enumeration("e", "asc", "desc", place=place)]
    )
    assert lines(short, "Pet") == ['p: Literal["asc", "desc"] | str']
    long = plan([model("Pet", field("p", Named("e"))), enumeration("e", *LONG, place=place)])
    assert lines(long, "Pet") == ["p: PetP | str"]
    assert definition(long, "PetP") == f'Literal["{LONG[0]}", "{LONG[1]}"]'

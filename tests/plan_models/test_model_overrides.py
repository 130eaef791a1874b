"""Names of schemas that the user chose."""

import pytest

from clientsmith.config import Config, NameOverrides
from clientsmith.ir import Declaration, Named, Role
from clientsmith.plan.models.models import plan_models
from plan_models.model_building import (
    api,
    class_names,
    component_id,
    enumeration,
    field,
    inside,
    model,
    names_of,
    operation,
)

PET = component_id("Pet")


def with_names(declared: list[Declaration], **names: str) -> tuple[list[str], list[str]]:
    used = operation("POST", "/pets", body=Named("body"))
    whole = api([*declared, model("body", field("x"), place=inside(used.id, Role.REQUEST))], used)
    config = Config(
        naming="operation-id",
        names=NameOverrides(schemas={key.replace("__", "/"): n for key, n in names.items()}),
    )
    planned, problems = plan_models(whole, config, names_of([used]))
    return class_names(planned), [f"{problem.code}: {problem.message}" for problem in problems]


def test_the_user_names_components_and_pointers() -> None:
    declared: list[Declaration] = [
        model("pet", field("kind", Named(f"{PET}/properties/kind"))),
        enumeration(
            f"{PET}/properties/kind",
            "a",
            place=inside(component_id("pet"), (Role.PROPERTY, "kind")),
        ),
    ]
    names, problems = with_names(
        declared, pet="Animal", **{"#__components__schemas__Pet__properties__kind": "Kind"}
    )
    assert names == ["Animal", "CreatePetRequest", "Kind"]
    assert problems == []


@pytest.mark.parametrize(
    ("chosen", "problem"),
    [
        ({"Dog": "Animal"}, "override-unused"),
        ({"Pet": "animal kind"}, "override-unusable"),
        ({"Pet": "Any"}, "override-unusable"),
        ({"Pet": "class"}, "override-unusable"),
        ({"Pet": "Animal", "Cat": "Animal"}, "override-unusable"),
    ],
)
def test_a_name_that_cannot_be_followed_is_reported(chosen: dict[str, str], problem: str) -> None:
    declared: list[Declaration] = [model("Pet", field("x")), model("Cat", field("x"))]
    names, problems = with_names(declared, **chosen)
    assert [found.partition(":")[0] for found in problems] == [problem]
    assert len(names) == len(set(names)) == 3


def test_a_component_gives_way_to_a_name_of_the_user() -> None:
    declared: list[Declaration] = [model("Pet", field("x")), model("Animal", field("y"))]
    names, problems = with_names(declared, Pet="Animal")
    assert problems == []
    assert names == ["Animal", "AnimalObject", "CreatePetRequest"]

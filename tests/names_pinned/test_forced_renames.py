"""Names that the document or the user changes, and what is said of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import NameOverrides
from clientsmith.pipeline import Planned
from clientsmith.problem import Severity, UnusableSource
from names_pinned.following import (
    Document,
    changed,
    classes,
    document,
    fields,
    methods,
    operation,
    plan_after,
    ref,
    told,
)

BODY = "#/paths/~1pets/post/requestBody/content/application~1json/schema"


def pets() -> Document:
    body = fields("name", title="Kitten")
    paths = {
        "/pets": {
            "get": operation("listPets", "pets", result={"type": "array", "items": ref("Pet")}),
            "post": operation("createPet", "pets", body=body, result=ref("Pet")),
        },
        "/pets/{id}/photo": {
            "parameters": [
                {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
            ],
            "get": operation("getPhoto", "pets"),
        },
    }
    photo = {"200": {"description": "Fine.", "content": {"image/png": {}}}}
    paths["/pets/{id}/photo"]["get"]["responses"] = photo
    return document(paths, {"Pet": fields("id", "name")})


def followed(folder: Path, after: Document, **settings: Any) -> Planned:
    """The plan of what became of the document of pets."""
    before = plan_after(folder, pets())
    return plan_after(folder, after, before.pins, **settings)


def post(made: Document) -> Document:
    return made["paths"]["/pets"]["post"]  # type: ignore[no-any-return]


def test_another_operation_id_is_another_name(tmp_path: Path) -> None:
    after = changed(pets(), lambda made: post(made).update(operationId="addPet"))
    planned = followed(tmp_path, after)
    assert methods(planned.pins)["POST /pets"] == "pets.add"
    assert told(planned) == [
        "POST /pets: client.pets.create is called client.pets.add now: the operationId is 'addPet', "
        "and was 'createPet'."
    ]
    (problem,) = (each for each in planned.problems if each.code == "name-changed")
    assert problem.severity is Severity.WARNING
    assert problem.location.pointer == "/paths/~1pets/post"
    assert '"POST /pets" = "pets.create" in names.operations' in problem.hint
    assert told(plan_after(tmp_path, after, planned.pins)) == []


def test_classes_keep_names_that_were_made_from_an_operation(tmp_path: Path) -> None:
    before = pets()
    del post(before)["requestBody"]["content"]["application/json"]["schema"]["title"]
    names = classes(plan_after(tmp_path, before).pins)
    after = changed(before, lambda made: post(made).update(operationId="addPet"))
    planned = plan_after(tmp_path, after, plan_after(tmp_path, before).pins)
    assert names[BODY] == "CreatePetRequest"
    assert classes(planned.pins) == names


def test_another_spelling_is_no_other_name(tmp_path: Path) -> None:
    def respell(made: Document) -> None:
        post(made).update(operationId="create_pet", tags=["Pets", "cats"])

    planned = followed(tmp_path, changed(pets(), respell))
    assert methods(planned.pins)["POST /pets"] == "pets.create"
    assert told(planned) == []


def test_another_tag_is_another_resource(tmp_path: Path) -> None:
    planned = followed(tmp_path, changed(pets(), lambda made: post(made).update(tags=["animals"])))
    assert methods(planned.pins)["POST /pets"] == "animals.create_pet"
    assert told(planned) == [
        "POST /pets: client.pets.create is called client.animals.create_pet now: the tag is "
        "'animals', and was 'pets'."
    ]


def test_what_would_be_called_the_same_anyway_keeps_its_name(tmp_path: Path) -> None:
    """The operation comes before newcomers that want the same name."""

    def change(made: Document) -> None:
        post(made).pop("operationId")
        made["paths"]["/a"] = {"post": operation("createPet", "pets")}

    planned = followed(tmp_path, changed(pets(), change))
    assert methods(planned.pins)["POST /pets"] == "pets.create"
    assert methods(planned.pins)["POST /a"] != "pets.create"
    assert told(planned) == []


def test_forms_of_an_operation_are_renamed_with_it(tmp_path: Path) -> None:
    def change(made: Document) -> None:
        made["paths"]["/pets/{id}/photo"]["get"]["operationId"] = "downloadPhoto"

    assert told(followed(tmp_path, changed(pets(), change))) == [
        "GET /pets/{id}/photo: client.pets.get_photo is called client.pets.download_photo now, "
        "client.pets.get_photo_stream is called client.pets.download_photo_stream now: "
        "the operationId is 'downloadPhoto', and was 'getPhoto'."
    ]


def test_another_title_is_another_class(tmp_path: Path) -> None:
    def change(made: Document) -> None:
        post(made)["requestBody"]["content"]["application/json"]["schema"]["title"] = "Puppy"

    planned = followed(tmp_path, changed(pets(), change))
    assert classes(planned.pins)[BODY] == "Puppy"
    assert told(planned) == [
        "models.Kitten is called models.Puppy now: the title is 'Puppy', and was 'Kitten'."
    ]


def test_what_is_sent_may_become_the_same_class_again(tmp_path: Path) -> None:
    before = pets()
    before["components"]["schemas"]["Pet"]["properties"]["id"]["readOnly"] = True
    post(before)["requestBody"]["content"]["application/json"]["schema"] = ref("Pet")
    first = plan_after(tmp_path, before)
    assert "PetInput" in classes(first.pins).values()
    schema = before["components"]["schemas"]["Pet"]
    schema["properties"]["id"].pop("readOnly")
    assert told(plan_after(tmp_path, before, first.pins)) == [
        "models.PetInput is called models.Pet now: what is sent is no class of its own any more."
    ]


def test_a_class_that_comes_apart_keeps_its_name_in_one_place(tmp_path: Path) -> None:
    page = fields("next", title="Page")
    paths = {f"/{name}": {"get": operation(f"list_{name}", name, result=page)} for name in "ab"}
    before = document(paths)
    first = plan_after(tmp_path, before)
    assert set(classes(first.pins).values()) == {"Page"}
    schema = before["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]
    schema["schema"] = fields("next", "total", title="Page")
    planned = plan_after(tmp_path, before, first.pins)
    assert sorted(classes(planned.pins).values()) == ["ListBsResponse", "Page"]
    (message,) = told(planned)
    assert message.startswith(
        "models.Page is called models.ListBsResponse now: that is what #/paths"
    )


def test_the_user_has_the_first_say(tmp_path: Path) -> None:
    names = NameOverrides({"createPet": "pets.make"}, {"Pet": "Animal"})
    planned = followed(tmp_path, pets(), names=names)
    assert methods(planned.pins)["POST /pets"] == "pets.make"
    assert classes(planned.pins)["#/components/schemas/Pet"] == "Animal"
    assert told(planned) == [
        "POST /pets: client.pets.create is called client.pets.make now: the configuration says so.",
        "models.Pet is called models.Animal now: the configuration says so.",
    ]
    assert {each.severity for each in planned.problems if each.code == "name-changed"} == {
        Severity.NOTE
    }


def test_the_user_may_give_a_name_away(tmp_path: Path) -> None:
    names = NameOverrides({"listPets": "pets.create"})
    planned = followed(tmp_path, pets(), names=names)
    found = methods(planned.pins)
    assert found["GET /pets"] == "pets.create"
    assert found["POST /pets"] not in ("pets.create", "pets.list")
    assert len(told(planned, "name-changed")) == 2
    assert told(planned, "pin-unusable") == []


def test_all_names_can_be_found_anew(tmp_path: Path) -> None:
    before = document({"/goal": {"get": operation("getGoal", "Goal")}})
    first = plan_after(tmp_path, before)
    after = changed(
        before, lambda made: made["paths"].update({"/goals": {"post": operation("a", "Goal")}})
    )
    assert methods(plan_after(tmp_path, after, first.pins).pins)["GET /goal"] == "goal.get"
    planned = plan_after(tmp_path, after, first.pins, rename=True)
    assert methods(planned.pins) == methods(plan_after(tmp_path, after).pins)
    assert told(planned) == [
        "GET /goal: client.goal.get is called client.goals.get now: all names are found anew."
    ]


def test_forced_names_are_failures_where_warnings_are(tmp_path: Path) -> None:
    after = changed(pets(), lambda made: post(made).update(operationId="addPet"))
    with pytest.raises(UnusableSource, match=r"client\.pets\.add now"):
        followed(tmp_path, after, strict=True)
    followed(tmp_path, after, strict=True, rename=True)


def test_another_title_of_the_api_is_told(tmp_path: Path) -> None:
    after = changed(pets(), lambda made: made["info"].update(title="Zoo"))
    assert told(followed(tmp_path, after)) == [
        "`package` is 'zoo' now, and was 'sample'.",
        "`client_class` is 'Zoo' now, and was 'Sample'.",
    ]
    assert told(followed(tmp_path, after, package="sample", client_class="Sample")) == []

"""Something that comes along leaves every name as it was, and gets the longer one itself.

Each disturbance is a document, a change of it, and the names of what comes with the change. That it
would take a name from somebody who has it without pins is tested, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from clientsmith.project.pins import ResourcePin
from names_pinned.following import (
    Document,
    changed,
    document,
    everything,
    fields,
    operation,
    plan_after,
    ref,
    told,
)

pytestmark = pytest.mark.detail


@dataclass(frozen=True)
class Disturbance:
    before: Document
    change: Callable[[Document], None]
    newcomers: dict[str, object]
    """What comes along → its name."""


def _same_operation_id_cleaned() -> Disturbance:
    before = document({"/owners/{id}/pets": {"get": operation("pets_list_all", "pets")}})

    def change(made: Document) -> None:
        made["paths"]["/pets"] = {"get": operation("listAllPets", "pets")}

    return Disturbance(before, change, {"GET /pets": "pets.list_all_pets"})


def _second_post() -> Disturbance:
    before = document({"/v1/goals/{id}/copies": {"post": operation("", "goals")}})
    before["paths"]["/v1/goals/{id}/copies"]["post"]["operationId"] = "createGoal"

    def change(made: Document) -> None:
        made["paths"]["/v1/goals"] = {"post": operation("goals_create", "goals")}

    return Disturbance(before, change, {"POST /v1/goals": "goals.post_goals"})


def _tag_in_plural() -> Disturbance:
    before = document({"/goal": {"get": operation("getGoal", "Goal")}})

    def change(made: Document) -> None:
        made["paths"]["/goals"] = {"post": operation("createGoal", "Goal")}

    return Disturbance(before, change, {"POST /goals": "goal.create"})


def _prefix_ends() -> Disturbance:
    before = document(
        {
            "/shop/pets": {"get": operation()},
            "/shop/toys": {"post": operation()},
            "/shop/owners/{id}": {"delete": operation()},
        }
    )

    def change(made: Document) -> None:
        made["paths"]["/health"] = {"get": operation()}
        made["paths"]["/shop/owners"] = {"get": operation()}

    return Disturbance(
        before,
        change,
        {
            "GET /health": "health.get",
            "GET /shop/owners": "owners.list",
            "resource health": ResourcePin("Health", "health"),
        },
    )


def _nested_resource() -> Disturbance:
    before = document({"/issuing": {"get": operation("cards", "issuing")}})

    def change(made: Document) -> None:
        made["paths"]["/issuing/cards/{id}"] = {"get": operation("issuing/cards/show")}

    return Disturbance(
        before,
        change,
        {
            "GET /issuing/cards/{id}": "issuing.cards_resource.show",
            "resource issuing.cards_resource": ResourcePin(
                "IssuingCardsResource", "issuing_cards_resource"
            ),
        },
    )


def _form_of_a_body() -> Disturbance:
    pets = operation("createPet", "pets", body=fields("name"))
    content = pets["requestBody"]["content"]
    content["multipart/form-data"] = {"schema": fields("photo")}
    before = document({"/pets": {"post": pets}})

    def change(made: Document) -> None:
        made["paths"]["/pets/multipart"] = {"post": operation("create_multipart", "pets")}

    return Disturbance(before, change, {"POST /pets/multipart": "pets.post_pets_multipart"})


def _resource_with_the_same_class() -> Disturbance:
    before = document({"/a/{x}/b": {"get": operation("user/keys/list")}})

    def change(made: Document) -> None:
        made["paths"]["/user_keys"] = {"get": operation("user_keys/list")}

    return Disturbance(
        before,
        change,
        {
            "GET /user_keys": "user_keys.list",
            "resource user_keys": ResourcePin("UserKeysResource", "user_keys_"),
        },
    )


def _component_spelled_better() -> Disturbance:
    before = document({"/pets": {"get": operation(result=ref("pet"))}}, {"pet": fields("name")})

    def change(made: Document) -> None:
        made["components"]["schemas"]["Pet"] = fields("age")

    return Disturbance(before, change, {"#/components/schemas/Pet": "PetObject"})


def _component_called_like_something_inline() -> Disturbance:
    before = document({"/pets": {"post": operation("createPet", "pets", body=fields("name"))}})

    def change(made: Document) -> None:
        made["components"]["schemas"]["CreatePetRequest"] = fields("age")

    return Disturbance(
        before, change, {"#/components/schemas/CreatePetRequest": "CreatePetRequestObject"}
    )


def _component_called_like_what_is_sent() -> Disturbance:
    pet = fields("id", "name")
    pet["properties"]["id"]["readOnly"] = True
    paths = {"/pets": {"post": operation("createPet", "pets", body=ref("Pet"), result=ref("Pet"))}}
    before = document(paths, {"Pet": pet})

    def change(made: Document) -> None:
        made["components"]["schemas"]["PetInput"] = fields("age")

    return Disturbance(before, change, {"#/components/schemas/PetInput": "PetInputObject"})


def _second_member_of_a_union() -> Disturbance:
    item = {"oneOf": [{"type": "string"}, fields("bark", required=["bark"])]}
    paths = {"/pets": {"get": operation("listPets", "pets", result=ref("Pets"))}}
    before = document(paths, {"Pets": {"type": "array", "items": item}})

    def change(made: Document) -> None:
        members = made["components"]["schemas"]["Pets"]["items"]["oneOf"]
        members.insert(0, fields("meow", required=["meow"]))

    return Disturbance(
        before, change, {"#/components/schemas/Pets/items/member with meow": "PetWithMeow"}
    )


def _member_of_the_same_title() -> Disturbance:
    first = operation("listPets", "pets", result=fields("name", title="Page"))
    before = document({"/pets": {"get": first}})

    def change(made: Document) -> None:
        made["paths"]["/owners"] = {
            "get": operation("listOwners", "owners", result=fields("age", title="Page"))
        }

    schema = "responses/200/content/application~1json/schema"
    return Disturbance(
        before,
        change,
        {
            "GET /owners": "owners.list",
            "resource owners": ResourcePin("Owners", "owners"),
            f"#/paths/~1owners/get/{schema}": "ListOwnersResponse",
        },
    )


def _repetition_in_front() -> Disturbance:
    first = operation("listPets", "pets", result=fields("name", title="Page"))
    before = document({"/pets": {"get": first}})

    def change(made: Document) -> None:
        for path in ("/a", "/b"):
            made["paths"][path] = {"get": operation(f"call{path[1:]}", "calls", result=page)}

    page = fields("name", title="Page")
    schema = "responses/200/content/application~1json/schema"
    return Disturbance(
        before,
        change,
        {
            "GET /a": "calls.calla",
            "GET /b": "calls.callb",
            "resource calls": ResourcePin("Calls", "calls"),
            f"#/paths/~1a/get/{schema}": "Page",
            f"#/paths/~1b/get/{schema}": "Page",
        },
    )


def _parameter_in_front() -> Disturbance:
    kinds = {
        "type": "array",
        "items": {"type": "object", "properties": {"kind": {"type": "string"}}},
    }
    listed = operation("listPets", "pets")
    listed["parameters"] = [{"name": "filter", "in": "query", "schema": kinds}]
    before = document({"/pets": {"get": listed}})

    def change(made: Document) -> None:
        parameters = made["paths"]["/pets"]["get"]["parameters"]
        parameters.insert(0, {"name": "sort", "in": "query", "schema": kinds})

    return Disturbance(
        before, change, {"#/paths/~1pets/get/parameter sort/item": "ListPetsSortItem"}
    )


def _callback_of_the_same_name() -> Disturbance:
    before = document({"/streams": {"post": _calling_back("onData")}})

    def change(made: Document) -> None:
        made["paths"]["/queues"] = {"post": _calling_back("onData")}

    callback = "post/callbacks/onData/{$request.query.url}/post"
    schema = "requestBody/content/application~1json/schema"
    return Disturbance(
        before,
        change,
        {
            "POST /queues": "queues.create",
            "resource queues": ResourcePin("Queues", "queues"),
            f"webhook #/paths/~1queues/{callback}": "create_queue_on_data",
            f"#/paths/~1queues/{callback}/{schema}": "CreateQueueOnDataEvent",
        },
    )


def _calling_back(name: str) -> Document:
    called = operation(body=fields("data"))
    return operation(callbacks={name: {"{$request.query.url}": {"post": called}}})


DISTURBANCES = [
    _same_operation_id_cleaned,
    _second_post,
    _tag_in_plural,
    _prefix_ends,
    _nested_resource,
    _form_of_a_body,
    _resource_with_the_same_class,
    _component_spelled_better,
    _component_called_like_something_inline,
    _component_called_like_what_is_sent,
    _second_member_of_a_union,
    _member_of_the_same_title,
    _callback_of_the_same_name,
]

SHIFTS = [_repetition_in_front, _parameter_in_front]
"""Changes that only move what has names."""


@pytest.mark.parametrize("made", DISTURBANCES, ids=lambda made: made.__name__.strip("_"))
def test_names_would_change_without_pins(made: Callable[[], Disturbance], tmp_path: Path) -> None:
    disturbance = made()
    names = everything(plan_after(tmp_path, disturbance.before).pins)
    after = changed(disturbance.before, disturbance.change)
    alone = everything(plan_after(tmp_path, after).pins)
    assert {key: alone.get(key) for key in names} != names


@pytest.mark.parametrize(
    "made", [*DISTURBANCES, *SHIFTS], ids=lambda made: made.__name__.strip("_")
)
def test_names_stay(made: Callable[[], Disturbance], tmp_path: Path) -> None:
    disturbance = made()
    before = plan_after(tmp_path, disturbance.before)
    after = changed(disturbance.before, disturbance.change)
    names = everything(before.pins)
    followed = plan_after(tmp_path, after, before.pins)
    found = everything(followed.pins)
    assert {key: found[key] for key in names} == names
    assert {key: found[key] for key in found if key not in names} == disturbance.newcomers
    assert told(followed) == []
    again = plan_after(tmp_path, after, followed.pins)
    assert again.package == followed.package
    assert again.pins == followed.pins


def _moved(before: Document, old: str, new: str, tmp_path: Path) -> None:
    """An operation at another path keeps its names, whoever comes to the old one."""
    first = plan_after(tmp_path, before)

    def change(made: Document) -> None:
        made["paths"][new] = made["paths"].pop(old)
        made["paths"]["/new"] = {"get": operation("pets_list_all", "pets", result=fields("a"))}

    planned = plan_after(tmp_path, changed(before, change), first.pins)
    names, found = everything(first.pins), everything(planned.pins)
    kept = {key: name for key, name in found.items() if "new" not in key}
    assert sorted(map(str, kept.values())) == sorted(map(str, names.values()))
    assert kept.keys() != names.keys()
    assert told(planned) == []


def test_names_stay_where_parameters_of_a_path_are_renamed(tmp_path: Path) -> None:
    called = operation(body=fields("data"))
    listed = operation("listAllPets", "pets", result=fields("name"))
    listed["callbacks"] = {"done": {"{$request.query.url}": {"post": called}}}
    paths = {"/owners/{id}/pets": {"get": listed}}
    _moved(document(paths), "/owners/{id}/pets", "/owners/{ownerId}/pets", tmp_path)


def test_names_stay_where_an_operation_id_is_at_another_path(tmp_path: Path) -> None:
    listed = operation("listAllPets", "pets", result=fields("name"))
    paths = {"/v1/pets": {"get": listed}, "/v1/cats": {"get": operation("listCats", "pets")}}
    _moved(document(paths), "/v1/pets", "/v2/animals", tmp_path)

"""`.clientsmith/names.json`: what stands in it, and what becomes of one that was edited or damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from clientsmith.project import output
from clientsmith.project.pins import NAMES, Pins, pins_text, read_pins, relative_id
from names_pinned.following import (
    Document,
    document,
    everything,
    fields,
    methods,
    operation,
    plan_after,
    ref,
    told,
)
from support.command import clientsmith_here as clientsmith
from support.permissions import permissions_hold

pytestmark = pytest.mark.detail

BOTH = {
    "application/json": {"schema": fields("name")},
    "multipart/form-data": {"schema": fields("photo")},
}


def pets() -> Document:
    made = operation("createPet", "pets", result=ref("Pet"))
    made["requestBody"] = {"required": True, "content": BOTH}
    schemas = {"Pet": fields("id", "name"), "Cat": fields("name")}
    return document({"/pets": {"post": made, "get": operation("listPets", "pets")}}, schemas)


def write(folder: Path, made: Document) -> None:
    (folder / "openapi.json").write_text(json.dumps(made), encoding="utf-8")
    (folder / "clientsmith.toml").write_text('spec = "openapi.json"\noutput = "out"\n', "utf-8")


def test_the_file_is_one_of_the_generated_ones(tmp_path: Path) -> None:
    write(tmp_path, pets())
    assert clientsmith("generate", "-q", folder=tmp_path).code == 0
    names = tmp_path / "out" / NAMES
    text = names.read_text(encoding="utf-8")
    assert json.loads(text) == {
        "format": 1,
        "package": {"name": "sample", "client": "Sample", "version": "1.0"},
        "operations": {
            "GET /pets": {"name": "pets.list", "operationId": "listPets", "tag": "pets"},
            "POST /pets": {
                "name": "pets.create",
                "operationId": "createPet",
                "tag": "pets",
                "variants": {"multipart form_data": "create_multipart"},
            },
        },
        "resources": {"pets": {"class": "Pets", "module": "pets"}},
        "schemas": {
            "#/components/schemas/Cat": {"name": "Cat"},
            "#/components/schemas/Pet": {"name": "Pet"},
            "#/paths/~1pets/post/requestBody/content/application~1json/schema": {
                "name": "CreatePetRequest"
            },
            "#/paths/~1pets/post/requestBody/content/multipart~1form-data/schema": {
                "name": "CreatePetMultipartRequest"
            },
        },
    }
    assert text.count("\n") == 17, "one entry stands in one line"
    assert NAMES in output.read_manifest(tmp_path / "out")
    names.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    assert clientsmith("check", "-q", folder=tmp_path).code == 0
    names.unlink()
    assert clientsmith("check", "-q", folder=tmp_path).code == 1
    assert clientsmith("generate", "-q", folder=tmp_path).code == 0
    assert names.read_text(encoding="utf-8") == text


def generated(folder: Path, **settings: Any) -> Mapping[str, str]:
    """Generate the client, and what its files are."""
    config = Config(
        naming="operation-id", spec="openapi.json", output="out", folder=folder, **settings
    )
    files = generate_client(config, progress=lambda stage: None).files
    output.write(files, folder / "out")
    return files


def test_whoever_edits_the_file_chooses_names(tmp_path: Path) -> None:
    """It does not stand in the way of the next client, as other edited files do."""
    write(tmp_path, pets())
    value = json.loads(generated(tmp_path)[NAMES])
    names = tmp_path / "out" / NAMES
    value["operations"]["POST /pets"]["name"] = "pets.make"
    names.write_text(json.dumps(value), encoding="utf-8")
    assert "def make(" in generated(tmp_path)["sample/resources/pets.py"]
    value["operations"].pop("POST /pets")
    names.write_text(json.dumps(value), encoding="utf-8")
    assert "def create(" in generated(tmp_path)["sample/resources/pets.py"]


CONFLICT = '{\n<<<<<<< HEAD\n  "format": 1\n=======\n  "format": 1\n>>>>>>> theirs\n}\n'
DAMAGED = {
    "conflict": (CONFLICT, "it is not JSON"),
    "empty": ("", "it is not JSON"),
    "list": ("[]", "it is not a JSON object"),
    "newer": ('{"format": 2}', "its `format` is not 1"),
    "section": ('{"format": 1, "schemas": []}', "'schemas' is not a JSON object"),
    "entry": (
        '{"format": 1, "operations": {"GET /x": "x"}}',
        "'operations.GET /x' is not a JSON object",
    ),
    "name": (
        '{"format": 1, "webhooks": {"#/x": {"name": 1}}}',
        "'name' of 'webhooks.#/x' is not a string",
    ),
}


@pytest.mark.parametrize("damage", sorted(DAMAGED))
def test_damaged_files_are_told(damage: str) -> None:
    text, message = DAMAGED[damage]
    with pytest.raises(ValueError, match=re.escape(message)):
        read_pins(text)


def test_damaged_files_stop_the_run_until_names_are_let_go(tmp_path: Path) -> None:
    write(tmp_path, pets())
    before = generated(tmp_path)[NAMES]
    names = tmp_path / "out" / NAMES
    names.write_text(CONFLICT, encoding="utf-8")
    outcome = clientsmith("generate", folder=tmp_path)
    assert outcome.code == 2
    assert f"{NAMES} is damaged" in outcome.stderr.replace("\\", "/")
    assert "generate with `--rename`" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert names.read_text(encoding="utf-8") == CONFLICT
    outcome = clientsmith("generate", "--rename", folder=tmp_path)
    assert outcome.code == 0, outcome.stderr
    assert names.read_text(encoding="utf-8") == before


def test_files_that_are_no_text_are_told(tmp_path: Path) -> None:
    write(tmp_path, pets())
    before = generated(tmp_path)[NAMES]
    (tmp_path / "out" / NAMES).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(output.OutputError, match="not UTF-8"):
        generated(tmp_path)
    assert generated(tmp_path, rename=True)[NAMES] == before


def test_unreadable_files_are_told(tmp_path: Path) -> None:
    write(tmp_path, pets())
    generated(tmp_path)
    (tmp_path / "out" / NAMES).chmod(0)
    with permissions_hold(), pytest.raises(output.OutputError, match="cannot be read"):
        generated(tmp_path)


def _edited(change: Callable[[Any], None], tmp_path: Path, made: Document | None = None) -> Pins:
    value = json.loads(pins_text(plan_after(tmp_path, made or pets()).pins))
    change(value)
    return read_pins(json.dumps(value), "openapi.json")


UNUSABLE_METHODS = (
    "create",
    "pets.class",
    "pets._create",
    "pets.cached_property",
    "_pets.create",
    "request.create",
    "pets.cre ate",
    "pets.create()\nimport os",
    "pets..create",
    "pets.ﬁnd",
    "",
)
UNUSABLE_CLASSES = (
    "1Pet",
    "class",
    "str",
    "Literal",
    "_Pet",
    "Pet)",
    "APIModel",
    "None",
    "Ｐet",
    "a.b",
)


@pytest.mark.parametrize("name", UNUSABLE_METHODS, ids=ascii)
def test_unusable_names_of_methods_are_replaced(name: str, tmp_path: Path) -> None:
    def change(value: Any) -> None:
        value["operations"]["POST /pets"]["name"] = name

    planned = plan_after(tmp_path, pets(), _edited(change, tmp_path))
    assert methods(planned.pins)["POST /pets"] == "pets.create"
    assert len(told(planned, "pin-unusable")) == 1
    assert told(planned, "name-changed") == []


@pytest.mark.parametrize("name", UNUSABLE_CLASSES, ids=ascii)
def test_unusable_names_of_classes_are_replaced(name: str, tmp_path: Path) -> None:
    def change(value: Any) -> None:
        value["schemas"]["#/components/schemas/Pet"]["name"] = name

    planned = plan_after(tmp_path, pets(), _edited(change, tmp_path))
    assert everything(planned.pins) == everything(plan_after(tmp_path, pets()).pins)
    assert len(told(planned, "pin-unusable")) == 1


@pytest.mark.parametrize("name", ["", "class", "cached_property", "a b", "_x", "list"], ids=ascii)
def test_unusable_names_of_forms_are_replaced(name: str, tmp_path: Path) -> None:
    """`list` is another method."""

    def change(value: Any) -> None:
        variants = value["operations"]["POST /pets"]["variants"]
        variants["multipart form_data"] = name

    planned = plan_after(tmp_path, pets(), _edited(change, tmp_path))
    assert everything(planned.pins) == everything(plan_after(tmp_path, pets()).pins)


@pytest.mark.parametrize(
    ("class_name", "module"),
    [
        ("Sample", "pets"),
        ("class", "pets"),
        ("Pets", "con"),
        ("Pets", "../x"),
        ("Pets", "__init__"),
    ],
)
def test_unusable_names_of_resources_are_replaced(
    class_name: str, module: str, tmp_path: Path
) -> None:
    def change(value: Any) -> None:
        value["resources"]["pets"] = {"class": class_name, "module": module}

    planned = plan_after(tmp_path, pets(), _edited(change, tmp_path))
    assert everything(planned.pins) == everything(plan_after(tmp_path, pets()).pins)


def test_names_that_are_there_twice_are_given_once(tmp_path: Path) -> None:
    def change(value: Any) -> None:
        value["operations"]["POST /pets"]["name"] = "pets.list"
        value["schemas"]["#/components/schemas/Pet"]["name"] = "Cat"

    planned = plan_after(tmp_path, pets(), _edited(change, tmp_path))
    assert everything(planned.pins) == everything(plan_after(tmp_path, pets()).pins)
    assert told(planned, "pin-unusable") == [
        "POST /pets is pinned to 'pets.list', which is taken by GET /pets; another name is found."
    ]
    assert told(planned, "name-changed") == [
        "models.Cat is called models.Pet now: that is what #/components/schemas/Cat is called."
    ]


def test_a_method_and_a_resource_do_not_get_the_same_name(tmp_path: Path) -> None:
    def change(value: Any) -> None:
        value["operations"]["GET /pets"]["name"] = "pets.create.now"

    made = pets()
    made["paths"]["/cats"] = {"get": operation("listCats", "pets")}
    planned = plan_after(tmp_path, made, _edited(change, tmp_path, made))
    assert methods(planned.pins)["GET /pets"] == "pets.create.now"
    assert methods(planned.pins)["POST /pets"] == "pets.create_pet"
    assert told(planned, "pin-unusable") == [
        "POST /pets is pinned to 'pets.create', which is taken by a resource; another name is found."
    ]


def test_names_are_read_as_they_were_written(tmp_path: Path) -> None:
    made = document(
        {"/straße": {"get": operation("größe", "Prüfung \u202e \ud800".replace("\ud800", ""))}}
    )
    pins = plan_after(tmp_path, made).pins
    text = pins_text(pins)
    assert text.isascii()
    assert read_pins(text, pins.root) == pins


@pytest.mark.parametrize(
    ("id_", "root", "place"),
    [
        (
            "api/openapi.yaml#/components/schemas/Pet",
            "api/openapi.yaml",
            "#/components/schemas/Pet",
        ),
        ("common/Error.yaml#", "openapi.yaml", "common/Error.yaml#"),
        ("https://a.test/v1/api.json?k=1#/x", "https://a.test/v1/api.json?k=1", "#/x"),
        ("https://a.test/v1/Pet.json?k=1#/x", "https://a.test/v1/api.json?k=1", "Pet.json#/x"),
        ("https://u:p@b.test/Pet.json#/x", "https://a.test/api.json", "https://b.test/Pet.json#/x"),
    ],
)
def test_places_do_not_say_where_the_document_is(id_: str, root: str, place: str) -> None:
    assert relative_id(id_, root) == place


def test_the_document_may_move(tmp_path: Path) -> None:
    first = plan_after(tmp_path, pets())
    again = plan_after(tmp_path, pets(), read_pins(pins_text(first.pins), "https://a.test/x.json"))
    assert again.pins == first.pins

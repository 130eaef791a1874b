"""Undeclared properties with a type stand beside the others in JSON, for pydantic, too."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pydantic
import pytest

from support.clients import Exchange, exchange

DOCUMENT = """
paths:
  /boxes:
    post:
      tags: [boxes]
      operationId: createBox
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}
      responses:
        "201":
          description: The box.
          content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}
  /scans:
    post:
      tags: [scans]
      operationId: createScan
      requestBody:
        required: true
        content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Scan"}}}
      responses:
        "204": {description: It is there.}
components:
  schemas:
    Box:
      type: object
      required: [boxName]
      properties:
        boxName: {type: string}
        sealed: {type: string, format: byte}
        sizes: {$ref: "#/components/schemas/Sizes"}
        content: {oneOf: [{$ref: "#/components/schemas/Sizes"}, {$ref: "#/components/schemas/Note"}]}
      additionalProperties: {$ref: "#/components/schemas/Box"}
    Sizes:
      type: object
      required: [unit]
      properties:
        unit: {type: string}
        additional_properties: {type: string}
      additionalProperties: {type: integer}
    Note:
      type: object
      required: [text]
      properties: {text: {type: string}}
      additionalProperties: true
    Scan:
      type: object
      required: [page]
      properties:
        page: {type: string, format: binary}
        more: {type: array, items: {type: string, format: binary}}
"""
BOX = {
    "boxName": "a",
    "sealed": "aGkh",
    "sizes": {"unit": "cm", "additional_properties": "none", "width": 7},
    "content": {"text": "fragile", "colour": "red", "shelf": {"store": [4]}},
    "left": {"boxName": "b", "inside": {"boxName": "c"}},
}


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Exchange:
    folder = tmp_path_factory.mktemp("boxes")
    return exchange(DOCUMENT, folder, config={"models": "pydantic"})


def test_json_goes_through(api: Exchange) -> None:
    box = api.models.Box.model_validate(BOX)
    assert (box.sealed, box.extra_fields) == (b"hi!", {})
    assert box.sizes.additional_properties_ == "none"
    assert box.sizes.additional_properties == {"width": 7}
    assert box.content.additional_properties == {"colour": "red", "shelf": {"store": [4]}}
    assert box.additional_properties["left"].additional_properties["inside"].box_name == "c"
    assert box.model_dump(mode="json", by_alias=True, exclude_unset=True) == BOX
    assert api.models.Box.model_validate_json(json.dumps(BOX)) == box
    assert json.loads(box.model_dump_json(by_alias=True, exclude_unset=True)) == BOX


def test_what_is_made_is_sent(api: Exchange) -> None:
    models = api.models
    sizes = models.Sizes(unit="cm", additional_properties={"width": 7})
    api.client.boxes.create(
        box_name="a", sizes=sizes, additional_properties={"left": models.Box(box_name="b")}
    )
    sent = {"boxName": "a", "sizes": {"unit": "cm", "width": 7}, "left": {"boxName": "b"}}
    assert json.loads(api.request.content) == sent
    both = models.Sizes(
        unit="cm", additional_properties_="none", additional_properties={"width": 7}
    )
    assert both == models.Sizes.model_validate(BOX["sizes"])
    assert models.Sizes(**both.model_dump()) == both
    assert models.Note(text="a", colour="red").additional_properties == {"colour": "red"}
    assert models.Note(text="a").model_fields_set == {"text"}


def test_python_names_stay_where_nobody_asks_for_those_of_the_wire(api: Exchange) -> None:
    note = api.models.Note(text="a", additional_properties={"colour": "red"})
    assert note.model_dump() == {"text": "a", "additional_properties": {"colour": "red"}}
    assert note.model_copy(update={"text": "b"}).additional_properties == {"colour": "red"}


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"width": "wide"}, ("additional_properties__", "width")),
        ({"additional_properties": {"width": "wide"}}, ("additional_properties__", "width")),
        ({"additional_properties": 7}, ("additional_properties",)),
    ],
    ids=["beside", "inside", "property"],
)
def test_what_is_wrong_is_refused(
    wrong: dict[str, Any], place: tuple[Any, ...], api: Exchange
) -> None:
    with pytest.raises(pydantic.ValidationError) as caught:
        api.models.Sizes(unit="cm", **wrong)
    assert [error["loc"] for error in caught.value.errors()] == [place]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_json_schema_says_it(mode: Any, api: Exchange) -> None:
    definitions = api.models.Box.model_json_schema(mode=mode)["$defs"]
    assert sorted(definitions["Sizes"]["properties"]) == ["additional_properties", "unit"]
    assert definitions["Sizes"]["additionalProperties"] == {"type": "integer"}
    assert definitions["Note"]["additionalProperties"] is True
    assert definitions["Box"]["additionalProperties"] == {"$ref": "#/$defs/Box"}


def test_files_stay_what_they_are(api: Exchange) -> None:
    file, parts = io.BytesIO(b"a"), [iter([b"b"]), Path("c.png"), b"d"]
    scan = api.models.Scan(page=file, more=parts)
    assert scan.page is file
    assert [given is taken for given, taken in zip(parts, scan.more, strict=True)] == [True] * 3

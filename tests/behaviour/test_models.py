"""What generated models do with JSON, seen through calls."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import datetime as dt
import importlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest

from support.clients import Exchange, exchange

CASES = Path(__file__).resolve().parents[1] / "cases"


def _case(name: str, folder: Path) -> Exchange:
    return exchange((CASES / name / "openapi.yaml").read_text(encoding="utf-8"), folder)


def _sent(sample: Exchange) -> Any:
    return json.loads(sample.request.content)


def test_objects_arrays_and_maps(tmp_path: Path) -> None:
    sample = _case("objects", tmp_path)
    item = {
        "itemId": "i1",
        "name": "Box",
        "size": {"width": 2.5, "unit-of-measure": "m"},
        "shelf": {"row": 3},
        "labels": {"a b": "c"},
        "matrix": [[1, 2.5], []],
        "anything": [None, {"x": 1}],
        "new": {"from": "the server"},
    }
    sample.answer = httpx2.Response(200, json=item)
    got = sample.client.items.get("i1")
    assert (got.item_id, got.size.unit_of_measure, got.shelf.row) == ("i1", "m", 3)
    assert got.labels == {"a b": "c"}
    assert got.tags is None
    assert got.extra_fields == {"new": {"from": "the server"}}
    sample.answer = httpx2.Response(201, json=item)
    made = sample.client.items.create(
        item_id="i1", name="Box", size=sample.models.Size(width=1), tags=["x"]
    )
    assert _sent(sample) == {"itemId": "i1", "name": "Box", "size": {"width": 1}, "tags": ["x"]}
    assert made == got
    sample.answer = httpx2.Response(200, json=[item, item])
    assert sample.client.items.list() == [got, got]
    assert asyncio.run(sample.async_client.items.list()) == [got, got]


def test_absent_null_and_value_are_told_apart(tmp_path: Path) -> None:
    sample = _case("nullable_3_0", tmp_path)
    goal_id = UUID(int=7)
    answer = {"id": str(goal_id), "status": None, "note": None, "due": "2026-01-31"}
    sample.answer = httpx2.Response(200, json=answer)
    goal = sample.client.goals.update(goal_id, note=None)
    assert _sent(sample) == {"note": None}
    assert (goal.status, goal.note, goal.due) == (None, None, dt.date(2026, 1, 31))
    assert goal.wrapped is sample.package.UNSET
    sample.client.goals.update(goal_id, title=None, due=dt.date(2026, 2, 1))
    assert _sent(sample) == {"due": "2026-02-01"}


def test_every_format(tmp_path: Path) -> None:
    sample = _case("formats", tmp_path)
    values = {
        "dateTime": "2026-03-31T12:00:00Z",
        "date": "2026-03-31",
        "time": "12:30:00",
        "duration": "PT1H30M",
        "uuid": "00000000-0000-0000-0000-000000000007",
        "byte": "aGk=",
        "base64url": "_-8",
        "decimal": "0.10",
        "decimalNumber": 0.5,
        "int64": 2**62,
        "int64String": "9223372036854775807",
        "float": 1.5,
        "unixTime": 1_700_000_000,
        "email": "a@b.c",
        "dates": ["2026-01-01"],
    }
    sample.answer = httpx2.Response(200, json=values)
    got = sample.client.values.create()
    assert got.date_time == dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
    assert (got.date, got.time) == (dt.date(2026, 3, 31), dt.time(12, 30))
    assert got.duration == dt.timedelta(hours=1, minutes=30)
    assert got.uuid == UUID(int=7)
    assert (got.byte, got.base64url) == (b"hi", b"\xff\xef")
    assert (got.decimal, got.decimal_number) == (Decimal("0.10"), Decimal("0.5"))
    assert (got.int64, got.int64_string) == (2**62, 2**63 - 1)
    assert got.unix_time == dt.datetime.fromtimestamp(1_700_000_000, dt.UTC)
    names = [field.name for field in dataclasses.fields(got)]
    sample.client.values.create(**{name: getattr(got, name) for name in names})
    sent = _sent(sample)
    assert sent.pop("dateTime") == "2026-03-31T12:00:00Z"
    del values["dateTime"]
    assert sent == values


def test_constants_and_enumerations(tmp_path: Path) -> None:
    sample = _case("enums", tmp_path)
    lamp = {"kind": "lamp", "color": "ultraviolet", "state": "on", "mixed": True, "level": 9}
    sample.answer = httpx2.Response(201, json=lamp)
    got = sample.client.lamps.create(color="red", shades=["green"])
    assert _sent(sample) == {"color": "red", "shades": ["green"]}
    assert (got.color, got.level, got.mixed, got.mode) == ("ultraviolet", 9, True, None)
    assert sample.models.Lamp(color="red", state="on").kind == "lamp"


def test_unions(tmp_path: Path) -> None:
    sample = _case("unions", tmp_path)
    models = sample.models
    sample.answer = httpx2.Response(200, json={"type": "paid", "amount": 1})
    assert sample.client.events.get(1) == models.OrderPaid(amount=1)
    sample.client.events.replace(1, body=models.OrderRefunded(reason="broken"))
    assert _sent(sample) == {"type": "refunded", "reason": "broken"}
    pets = [
        {"petType": "Cat", "name": "Tom", "huntingSkill": "lazy"},
        {"petType": "Dog", "name": "Rex", "packSize": 3},
        {"petType": "Parrot", "name": "Polly"},
    ]
    sample.answer = httpx2.Response(200, json=pets)
    cat, dog, parrot = sample.client.pets.list()
    assert isinstance(cat, models.Cat)
    assert cat.hunting_skill == "lazy"
    assert isinstance(dog, models.Dog)
    assert isinstance(parrot, models.Pet)
    sample.answer = httpx2.Response(
        200, json=[{"radius": 2, "kind": "circle"}, {"side": 1}, "blob"]
    )
    circle, square, blob = sample.client.shapes.list()
    assert (circle.radius, square.side, blob) == (2, 1, "blob")


def test_recursion(tmp_path: Path) -> None:
    sample = _case("recursion", tmp_path)
    tree = {"children": [{"children": []}], "index": {"a": {"node": {"children": []}}}}
    sample.answer = httpx2.Response(200, json=tree)
    got = sample.client.trees.list()
    assert got.children[0].children == []
    assert got.index["a"].node.children == []
    sample.answer = httpx2.Response(204)
    value = {"deep": [1, None, {"er": [True, "x"]}]}
    sample.client.trees.replace(body=value)
    assert _sent(sample) == value


def test_typed_additional_properties(tmp_path: Path) -> None:
    sample = _case("additional_properties", tmp_path)
    sample.answer = httpx2.Response(200, json={"name": "n", "a": 1, "extraFields": "x", "b": "odd"})
    got = sample.client.settings.replace(
        name="n", additional_properties={"size": 3}, extra_fields_="x", additional_properties_="y"
    )
    assert _sent(sample) == {
        "name": "n", "extraFields": "x", "additional_properties": "y", "size": 3,
    }  # fmt: skip
    assert got.additional_properties == {"a": 1, "b": "odd"}


def test_read_only_and_write_only(tmp_path: Path) -> None:
    sample = _case("read_write_only", tmp_path)
    sample.answer = httpx2.Response(201, json={"id": 1, "name": "Ann"})
    user = sample.client.users.create(name="Ann", password="secret")
    assert _sent(sample) == {"name": "Ann", "password": "secret"}
    assert user.id == 1
    assert not hasattr(user, "password")
    with pytest.raises(TypeError):
        sample.client.users.create(id=1, name="Ann", password="x")


def test_inheritance_and_merging(tmp_path: Path) -> None:
    sample = _case("all_of", tmp_path)
    assert issubclass(sample.models.GoalDetail, sample.models.Goal)
    stamp = "2026-01-01T00:00:00Z"
    task = {"id": 2, "title": "t", "createdAt": stamp}
    sample.answer = httpx2.Response(201, json={"id": 1, "title": "g", "tasks": [task]})
    got = sample.client.goals.create(title="g", owner=sample.models.Owner(name="o"))
    assert _sent(sample) == {"title": "g", "owner": {"name": "o"}}
    assert got.tasks[0].created_at.year == 2026
    assert sample.models.SpecialGoal(id=1, title="x").kind == "special"


def test_properties_named_like_methods(tmp_path: Path) -> None:
    sample = exchange(
        """
        paths:
          /printers:
            get:
              tags: [printers]
              operationId: listPrinters
              responses:
                "200":
                  description: Printers
                  content:
                    application/json:
                      schema: {type: array, items: {$ref: "#/components/schemas/Printer"}}
        components:
          schemas:
            Device: {type: object, required: [id], properties: {id: {type: integer}}}
            Printer:
              allOf:
                - $ref: "#/components/schemas/Device"
                - type: object
                  required: [copy]
                  properties:
                    copy: {type: boolean}
                    toJSON: {type: string}
                    parts: {type: array, items: {$ref: "#/components/schemas/Part"}}
            Part: {type: object, properties: {printer: {$ref: "#/components/schemas/Printer"}}}
        """,
        tmp_path,
    )
    sent = {"id": 1, "copy": True, "toJSON": "no", "x": 1, "parts": [{"printer": None}]}
    sample.answer = httpx2.Response(200, json=[sent])
    (printer,) = sample.client.printers.list()
    assert (printer.copy, printer.to_json, printer.extra_fields) == (True, "no", {"x": 1})
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'copy'"):
        sample.models.Printer(id=1)
    package = sample.package
    document = package.to_json(printer)
    assert json.loads(document) == sent
    assert package.from_json(sample.models.Printer, document, strict=False) == printer
    assert package.replace(printer, copy=False).copy is False
    part = sample.models.Part(printer=printer)
    assert sample.models.Part.from_json(part.to_json()) == part
    assert copy.deepcopy(part) == part
    assert repr(part).startswith("Part(printer=Printer(id=1, copy=True, to_json='no', parts=[Part(")


def test_modules_named_like_builtin_types(tmp_path: Path) -> None:
    sample = exchange(
        """
        paths:
          /numbers:
            get:
              tags: [int]
              responses:
                "200":
                  description: A number
                  content: {application/json: {schema: {$ref: "#/components/schemas/Number"}}}
        components:
          schemas:
            Number: {type: object, required: [value], properties: {value: {type: integer}}}
        """,
        tmp_path,
    )
    for module in sorted((tmp_path / "out" / sample.package.__name__ / "models").glob("*.py")):
        importlib.import_module(f"{sample.package.__name__}.models.{module.stem}")
    sample.answer = httpx2.Response(200, json={"value": 7})
    assert sample.client.int.list_numbers().value == 7


def test_a_schema_that_is_not_there_is_any_value(tmp_path: Path) -> None:
    pet = {"type": "object", "properties": {"tag": {"$ref": "#/components/schemas/Gone"}}}
    answer = {"description": "A pet", "content": {"application/json": {"schema": pet}}}
    lost = {"$ref": "#/components/requestBodies/Gone"}
    document = {
        "paths": {
            "/pets/{id}": {
                "get": {"operationId": "getPet", "tags": ["pets"], "responses": {"200": answer}},
                "put": {"operationId": "putPet", "tags": ["pets"], "requestBody": lost},
            }
        },
        "components": {"schemas": {}},
    }
    sample = exchange(document, tmp_path)
    sample.answer = httpx2.Response(200, json={"tag": [1, None]})
    assert sample.client.pets.get("rex").tag == [1, None]
    assert not hasattr(sample.client.pets, "replace")

"""Clients whose models are of two styles: that is one finding, and whatever else differs is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientsmith.compare.surface import (
    ClientFiles,
    client_files,
    compare_surfaces,
    with_model_usage,
)
from clientsmith.config import Config
from clientsmith.pipeline import generate_client

pytestmark = pytest.mark.detail

SPEC = """\
openapi: 3.1.0
info: {title: Garage, version: "1"}
servers: [{url: https://garage.test}]
paths:
  /cars:
    post:
      operationId: addCar
      tags: [cars]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Car"}}}}
      responses:
        "200":
          description: The car.
          content: {application/json: {schema: {$ref: "#/components/schemas/Car"}}}
components:
  schemas:
    Colour: {type: [string, "null"], enum: [red, green, null]}
    Any: {}
    Tree: {oneOf: [{type: string}, {type: array, items: {$ref: "#/components/schemas/Tree"}}]}
    Vehicle:
      type: object
      required: [kind, wheelCount, owner]
      properties:
        kind: {const: vehicle}
        wheelCount: {type: integer}
        owner: {type: [string, "null"]}
        soldAt: {type: [string, "null"], format: date-time}
        colour: {$ref: "#/components/schemas/Colour"}
        anything: {$ref: "#/components/schemas/Any"}
        notes: {type: object}
        tree: {$ref: "#/components/schemas/Tree"}
        state: {type: string, enum: [new, used]}
        row: {type: array, prefixItems: [{type: string}], items: {type: integer}}
    Car:
      allOf:
        - {$ref: "#/components/schemas/Vehicle"}
        - type: object
          properties:
            doors: {type: integer}
            parts: {type: array, items: {$ref: "#/components/schemas/Part"}}
    Part:
      oneOf: [{$ref: "#/components/schemas/Wheel"}, {$ref: "#/components/schemas/Labels"}]
    Wheel: {type: object, properties: {sizeInInches: {type: number}}}
    Labels: {type: object, properties: {a: {type: string}}, additionalProperties: {type: integer}}
"""
STYLES = {
    "dataclass": "dataclasses",
    "pydantic": "pydantic models",
    "msgspec": "Structs of msgspec",
    "typeddict": "TypedDicts",
}


def client(style: str, folder: Path, spec: str = SPEC, enums: str = "literal") -> ClientFiles:
    folder.mkdir(exist_ok=True)
    (folder / "openapi.yaml").write_text(spec, encoding="utf-8")
    config = Config(
        naming="operation-id",
        spec=str(folder / "openapi.yaml"),
        package="garage",
        models=style,  # type: ignore[arg-type]
        enums=enums,  # type: ignore[arg-type]
    )
    found = client_files(generate_client(config, progress=lambda stage: None).files)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ClientFiles]:
    return {style: client(style, tmp_path_factory.mktemp(style)) for style in STYLES}


def found(old: ClientFiles, new: ClientFiles) -> list[tuple[str, str]]:
    findings = with_model_usage(compare_surfaces(old, new, {}), old, new)
    return [(each.code, each.name) for each in findings]


STYLE_CHANGED = ("client-model-style-changed", "models")
PAIRS = [(old, new) for old in STYLES for new in STYLES if old != new]


@pytest.mark.parametrize(("old", "new"), PAIRS, ids=map("-".join, PAIRS))
def test_another_style_is_one_finding(old: str, new: str, clients: dict[str, ClientFiles]) -> None:
    (finding,) = compare_surfaces(clients[old], clients[new], {})
    assert (finding.code, finding.name) == STYLE_CHANGED
    assert finding.message == f"Models are now {STYLES[new]}; they were {STYLES[old]}."
    assert finding.impact.value == "breaking"


@pytest.mark.parametrize("style", list(STYLES)[1:])
def test_whatever_else_differs_is_told(
    style: str, clients: dict[str, ClientFiles], tmp_path: Path
) -> None:
    changed = (
        SPEC.replace("doors: {type: integer}", "doors: {type: string}")
        .replace("[kind, wheelCount, owner]", "[kind, wheelCount, owner, state]")
        .replace("sizeInInches: {type: number}", "size: {type: [number, 'null']}")
        .replace("notes: {type: object}", "notes: {type: [object, 'null']}")
    )
    among_dataclasses = found(clients["dataclass"], client("dataclass", tmp_path, changed))
    assert len(among_dataclasses) > 4
    restyled = client(style, tmp_path, changed)
    assert found(clients["dataclass"], restyled) == sorted(
        [STYLE_CHANGED, *among_dataclasses], key=lambda each: (each[1], each[0])
    )


def test_clients_of_one_style_are_compared_as_they_are(
    clients: dict[str, ClientFiles], tmp_path: Path
) -> None:
    spec = SPEC.replace("doors: {type: integer}", "doors: {type: string}")
    findings = found(clients["typeddict"], client("typeddict", tmp_path, spec))
    assert ("client-type-changed", "models.Car.doors") in findings
    assert STYLE_CHANGED not in findings


def test_enumerations_are_no_models(tmp_path: Path) -> None:
    old = client("dataclass", tmp_path, enums="class")
    assert found(old, client("pydantic", tmp_path, enums="class")) == [STYLE_CHANGED]


def test_clients_without_models(tmp_path: Path) -> None:
    spec = "openapi: 3.1.0\ninfo: {title: Nothing, version: '1'}\npaths: {}\n"
    old, new = client("dataclass", tmp_path, spec), client("typeddict", tmp_path, spec)
    assert found(old, new) == []

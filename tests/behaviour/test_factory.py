"""Values that the module `testing` makes."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
import yaml

from clientsmith.config import RuntimeSettings
from support.clients import generate_to, import_from

STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")
DOCUMENT = """
openapi: 3.1.0
info: {title: Values, version: '1'}
paths:
  /things:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  schemas:
    Thing:
      type: object
      required: [code, short, long, year, price, odd, negative, ratio, tags, pairs, matrix, kind,
        number, email, site, host, when, day, id, data, wait, event, tree, any, counts, names, map, none]
      properties:
        code: {type: string, pattern: '^[A-Z]{2}-\\d{4}(-(new|old))?$'}
        short: {type: string, maxLength: 2}
        long: {type: string, minLength: 40, maxLength: 41}
        year: {type: integer, minimum: 2000, maximum: 2001}
        price: {type: number, exclusiveMinimum: 0, maximum: 1, multipleOf: 0.25}
        odd: {type: integer, multipleOf: 7, minimum: 100}
        negative: {type: integer, exclusiveMaximum: 0}
        ratio: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}
        tags: {type: array, minItems: 3, uniqueItems: true, items: {type: string, enum: [a, b, c, d]}}
        pairs: {type: array, maxItems: 0, items: {type: string}}
        matrix: {type: array, minItems: 2, items: {type: array, minItems: 2, items: {type: integer, minimum: 5, maximum: 6}}}
        kind: {type: string, enum: [left, right]}
        number: {enum: [1, 2.5, x]}
        email: {type: string, format: email}
        site: {type: string, format: uri}
        host: {type: string, format: hostname}
        when: {type: string, format: date-time}
        day: {type: string, format: date}
        id: {type: string, format: uuid}
        data: {type: string, format: byte}
        wait: {type: string, format: duration}
        event: {$ref: '#/components/schemas/Event'}
        tree: {$ref: '#/components/schemas/Tree'}
        any: {}
        counts: {type: object, additionalProperties: {type: integer}}
        names: {type: array, prefixItems: [{type: string}, {type: integer, minimum: 9}], items: false, minItems: 2}
        map: {type: object, minProperties: 2, additionalProperties: {type: string, minLength: 12}}
        none: {type: 'null'}
        optional: {type: string, pattern: '^(?:ab|cd){3}[^a-z]\\s$'}
        maybe: {type: [integer, 'null'], minimum: 3}
    Event:
      oneOf: [{$ref: '#/components/schemas/Paid'}, {$ref: '#/components/schemas/Refunded'}]
      discriminator: {propertyName: type, mapping: {paid: '#/components/schemas/Paid', back: '#/components/schemas/Refunded'}}
    Paid: {type: object, required: [type, amount], properties: {type: {type: string}, amount: {type: integer, minimum: 1}}}
    Refunded: {type: object, required: [type, reason], properties: {type: {type: string}, reason: {type: string}}}
    Tree:
      type: object
      required: [name, children, parent]
      properties:
        name: {type: string}
        children: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        parent: {oneOf: [{$ref: '#/components/schemas/Tree'}, {type: 'null'}]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("factory")
    (folder / "openapi.yaml").write_text(DOCUMENT, encoding="utf-8")
    return folder


def made(folder: Path, style: str) -> ModuleType:
    name = f"values_{style}"
    if not (folder / style).is_dir():
        runtime = RuntimeSettings(include=("testing",))
        generate_to(
            folder / "openapi.yaml", folder / style, package=name, models=style, runtime=runtime
        )
    package = import_from(folder / style, name)
    importlib.import_module(f"{name}.testing")
    return package


def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    document = yaml.safe_load(DOCUMENT)
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


@pytest.mark.xdist_group("factory")
@pytest.mark.parametrize("style", STYLES)
def test_values_are_valid(folder: Path, style: str) -> None:
    package = made(folder, style)
    check = {name: validator(name) for name in ("Thing", "Event", "Paid", "Refunded", "Tree")}
    for seed in range(30):
        for optional in (False, True):
            factory = package.testing.Factory(seed, optional=optional)
            for name, schema in check.items():
                type_ = getattr(package.models, name)
                data = package.to_dict(factory(type_), type_)
                assert [error.message for error in schema.iter_errors(data)] == [], (seed, name)


@pytest.mark.xdist_group("factory")
@pytest.mark.parametrize("style", STYLES)
def test_given_fields(folder: Path, style: str) -> None:
    package = made(folder, style)
    make, models = package.testing.make, package.models
    tree = make(models.Tree, name="root", children=[make(models.Tree)])
    data = package.to_dict(tree, models.Tree)
    assert (data["name"], len(data["children"])) == ("root", 1)
    if style != "typeddict":
        with pytest.raises(TypeError, match="nome"):
            make(models.Tree, nome="root")


@pytest.mark.xdist_group("factory")
def test_seeds(folder: Path) -> None:
    package = made(folder, "dataclass")
    Factory, models = package.testing.Factory, package.models
    assert package.testing.make(models.Thing) == package.testing.make(models.Thing)
    first, second = Factory(1), Factory(1)
    values = [first(models.Thing) for _ in range(3)]
    assert values == [second(models.Thing) for _ in range(3)]
    assert len({str(value) for value in values}) == 3
    assert Factory(2)(models.Thing) != values[0]
    assert {Factory(seed)(models.Event).type for seed in range(20)} == {"paid", "back"}


@pytest.mark.xdist_group("factory")
def test_optional_fields(folder: Path) -> None:
    package = made(folder, "dataclass")
    thing = package.models.Thing
    assert package.testing.make(thing).optional is None
    assert package.testing.Factory(optional=True)(thing).optional is not None


@pytest.mark.xdist_group("factory")
def test_other_types(folder: Path) -> None:
    package = made(folder, "dataclass")
    make: Any = package.testing.make
    assert isinstance(make(list[package.models.Tree])[0], package.models.Tree)
    assert isinstance(make(str), str)
    assert isinstance(make(int | None), int)


CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.detail
@pytest.mark.parametrize(
    "case",
    ["all_of", "additional_properties", "formats", "objects", "recursion", "unions", "enums"],
)
@pytest.mark.parametrize("style", STYLES)
def test_every_model_of_the_cases(case: str, style: str, tmp_path: Path) -> None:
    name = f"values_of_{case}_{style}"
    runtime = RuntimeSettings(include=("testing",))
    generate_to(
        CASES / case / "openapi.yaml", tmp_path, package=name, models=style, runtime=runtime
    )
    package = import_from(tmp_path, name)
    testing = importlib.import_module(f"{name}.testing")
    for optional in (False, True):
        factory = testing.Factory(5, optional=optional)
        for each in dir(package.models):
            type_ = getattr(package.models, each)
            if each[0].isupper() and getattr(type_, "__module__", "").startswith(name):
                package.from_dict(type_, package.to_dict(factory(type_), type_), strict=True)

"""Hooks and templates where models are pydantic models, Structs or TypedDicts."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client
from styles.reading import declared, read
from support.clients import generate_to, import_from

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.test}]
paths:
  /products:
    get:
      operationId: getProduct
      tags: [products]
      responses:
        "200":
          description: A product.
          content: {application/json: {schema: {$ref: "#/components/schemas/Product"}}}
components:
  schemas:
    Thing:
      type: object
      description: What is kept.
      required: [stock]
      properties:
        stock: {type: integer}
        shelf: {type: string}
        secret: {type: string}
    Product:
      allOf:
        - {$ref: "#/components/schemas/Thing"}
        - {type: object, properties: {unitPrice: {type: number}}}
"""
HOOKS = '''\
from dataclasses import replace

from clientsmith.context import Field, Model, ModelModule, Package
from clientsmith.text import Code, Text, reveal


def transform(package: Package) -> Package:
    """Things have an amount and no secrets, and every model is said to be one of the shop's."""
    modules = tuple(changed(module, package.model_style) for module in package.model_modules)
    return replace(package, model_modules=modules)


def changed(module: ModelModule, style: Code) -> ModelModule:
    models = (renamed(model, style) for model in module.models)
    return replace(module, models=tuple(map(described, models)))


def described(model: Model) -> Model:
    return replace(model, docs=Text(f"{reveal(model.docs) or model.name} Of the shop."))


def renamed(model: Model, style: Code) -> Model:
    fields = [field for field in model.fields if field.name != "secret"]
    new = [amount(field, style) for field in fields if field.name == "stock"]
    fields = [new[0] if field.name == "stock" else field for field in fields]
    return replace(model, fields=tuple(fields), wire_names=(*model.wire_names, *new))


def amount(field: Field, style: Code) -> Field:
    defaults = {
        "pydantic": 'pydantic.Field(validation_alias="stock", serialization_alias="stock")',
        "msgspec": 'msgspec.field(name="stock")',
    }
    return replace(field, name=Code("amount"), default=Code(defaults.get(style, "")))


def loudly(value: Text) -> Text:
    return Text(reveal(value).upper())


def optional(field: Field) -> bool:
    return "None" in field.default or field.annotation.startswith("NotRequired")


filters = {"loudly": loudly}
tests = {"optional": optional}
'''
TEMPLATE = """\
{% extends "builtin/package/models/module.py.jinja" %}
{% block model_fields %}
{{ super() -}}
{% for field in model.fields if field is optional %}
    {{ field.wire_name | loudly | comment }}
{% endfor %}
{% endblock %}
"""
ANSWER = {"stock": 3, "shelf": "A", "secret": "s", "unitPrice": 1.5}
STYLES = ("dataclass", "pydantic", "msgspec", "typeddict")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("shop")
    (place / "openapi.yaml").write_text(SPEC, encoding="utf-8")
    (place / "hooks.py").write_text(HOOKS, encoding="utf-8")
    template = place / "templates" / "package" / "models" / "module.py.jinja"
    template.parent.mkdir(parents=True)
    template.write_text(TEMPLATE, encoding="utf-8")
    return place


@pytest.mark.parametrize("style", STYLES)
def test_models_are_as_the_function_makes_them(style: str, folder: Path) -> None:
    name = f"hooked_shop_{style}"
    generate_to(
        folder / "openapi.yaml",
        folder / style,
        package=name,
        models=style,
        hooks=str(folder / "hooks.py"),
        is_trusted=True,
    )
    models: Any = import_from(folder / style, name).models
    assert declared(models.Thing) == ["amount", "shelf"]
    assert (models.Product.__doc__, models.Thing.__doc__) == (
        "Product Of the shop.",
        "What is kept. Of the shop.",
    )
    codec = importlib.import_module(f"{name}._runtime.codec")
    product = codec.decode(models.Product, ANSWER, strict=True)
    assert (read(product, "amount"), read(product, "shelf")) == (3, "A")
    kept = product if style == "typeddict" else product.extra_fields
    assert kept["secret"] == "s"
    assert codec.encode(product, models.Product) == ANSWER
    made = models.Product(amount=1, unit_price=2.5)
    assert codec.encode(made, models.Product) == {"stock": 1, "unitPrice": 2.5}
    assert codec.encode([made], "list[Thing]") == [{"stock": 1, "unitPrice": 2.5}]


@pytest.mark.parametrize("style", STYLES)
def test_filters_and_tests_in_blocks_of_models(style: str, folder: Path) -> None:
    hooks, templates = str(folder / "hooks.py"), str(folder / "templates")
    config = Config(
        naming="operation-id",
        spec=str(folder / "openapi.yaml"),
        models=style,  # type: ignore[arg-type]
        hooks=hooks,
        is_trusted=True,
        templates=templates,
    )
    files = generate_client(config, progress=lambda stage: None).files
    text = files["shop/models/shared.py"]
    comments = [line.strip() for line in text.split("\n") if line.startswith("    # ")]
    assert comments == ["# SHELF", "# UNITPRICE"]

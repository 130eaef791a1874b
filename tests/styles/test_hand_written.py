"""Hand-written classes stand for generated ones where the style of models lets them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any
from uuid import UUID

import httpx2
import pytest

from clientsmith.config import Config
from clientsmith.pipeline import generate_client, plan_client
from clientsmith.problem import Problem, UnusableSource
from support import checks
from support.clients import Exchange, import_from, write

SHOP = Path(__file__).parent / "shop.yaml"
METHODS = """
    from ...models.products import Product as GeneratedProduct


    class Product(GeneratedProduct):
        def label(self) -> str:
            return self.name.upper()
"""
DETAIL = {
    "name": "Lamp",
    "addedAt": "2026-03-31T12:00:00Z",
    "soldBy": [{"street": "High Street 1", "city": "Bath"}],
    "parts": [{"name": "Bulb", "addedAt": "2026-03-31T12:00:00Z"}],
}


def config(style: str, code: str, folder: Path, package: str) -> Config:
    module = folder / package / "custom" / "models" / "products.py"
    module.parent.mkdir(parents=True)
    module.write_text(dedent(code), encoding="utf-8")
    return Config(naming="operation-id", spec=str(SHOP), output=str(folder), package=package, models=style)  # type: ignore[arg-type]


@pytest.mark.parametrize("style", ["pydantic", "msgspec"])
def test_methods_reach_what_extends_a_model(style: str, tmp_path: Path) -> None:
    package = f"shop_with_labels_{style}"
    made = generate_client(config(style, METHODS, tmp_path, package), progress=lambda stage: None)
    write(made, tmp_path)
    api = Exchange(import_from(tmp_path, package), made.planned.package.client.class_name)
    api.answer = httpx2.Response(200, json=DETAIL)
    detail: Any = api.client.products.get(UUID(int=7))
    assert type(detail) is api.models.ProductDetail
    assert (detail.label(), detail.parts[0].label()) == ("LAMP", "BULB")
    assert detail.sold_by == [api.models.Address(street="High Street 1", city="Bath")]


def test_typed_dicts_have_no_methods(tmp_path: Path) -> None:
    settings = config("typeddict", METHODS, tmp_path, "shop")
    made = generate_client(settings, progress=lambda stage: None)
    (warning,) = [each for each in made.planned.problems if "method" in each.message]
    assert (warning.code, warning.location.line) == ("style-not-expressible", 5)
    assert "custom" not in made.files["shop/models/__init__.py"]
    write(made, tmp_path)
    checks.import_everything(tmp_path, "shop")


@pytest.mark.parametrize(
    ("style", "decorator"),
    [("pydantic", "@dataclass(kw_only=True)"), ("msgspec", "@dataclasses.dataclass")],
    ids=["pydantic", "msgspec"],
)
def test_dataclasses_on_top_of_others(style: str, decorator: str, tmp_path: Path) -> None:
    code = METHODS.replace("class Product", f"{decorator}\n    class Product")
    (problem,) = errors(style, code, tmp_path)
    assert problem.message == f"This class is a dataclass, and models are those of {style}."


def test_slots_of_structs(tmp_path: Path) -> None:
    code = METHODS.replace("        def", "        __slots__ = ()\n\n        def")
    (problem,) = errors("msgspec", code, tmp_path)
    assert problem.hint == "Take `__slots__` away."


def test_fields_of_structs_that_others_extend(tmp_path: Path) -> None:
    code = METHODS.replace("        def", "        shelf: int = 0\n\n        def")
    (problem,) = errors("msgspec", code, tmp_path)
    assert "`ProductDetail`, which extends `Product`, could not be made" in problem.message


def errors(style: str, code: str, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(UnusableSource) as caught:
        plan_client(config(style, code, folder, "shop"), progress=lambda stage: None)
    return tuple(each for each in caught.value.problems if each.code == "custom-class-unusable")

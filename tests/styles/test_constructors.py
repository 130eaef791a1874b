"""What constructors of pydantic models refuse or change: nothing that the client has read as declared."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from clientsmith import ir
from clientsmith.document import Node
from oracle.samples import Sampler
from oracle.schema_validity import Validity
from round_trip.candidates import candidates
from round_trip.typed import Typed
from support.public import ROOT, PublicSpec, each_public_spec, public_specs

pytestmark = pytest.mark.detail

HERE = Path(__file__).parent
OWN = {
    "shop": HERE / "shop.yaml",
    "rows": HERE / "rows.yaml",
    "knot": HERE / "knot.yaml",
    "additional_properties": ROOT / "tests" / "cases" / "additional_properties" / "openapi.yaml",
}
FEWEST = 40
"""Objects that there are at least in each document."""


@pytest.mark.parametrize("name", OWN)
def test_own_documents(name: str, tmp_path: Path) -> None:
    assert check(OWN[name], tmp_path, f"made_{name}") >= FEWEST


@pytest.mark.parametrize("name", ["opc-baseline-3.1", "petstore"])
def test_public_documents(name: str, tmp_path: Path) -> None:
    specs = {spec.name: spec for spec in public_specs()}
    if name not in specs:
        pytest.skip("the public documents are not at hand")
    assert check(specs[name].file, tmp_path, _package(name)) >= FEWEST


@pytest.mark.slow
@each_public_spec()
def test_all_public_documents(spec: PublicSpec, tmp_path: Path) -> None:
    check(spec.file, tmp_path, f"{_package(spec.name)}_again")


def _package(name: str) -> str:
    return "made_" + "".join(c if c.isalnum() else "_" for c in name)


def check(spec: Path, folder: Path, package: str) -> int:
    """Make all objects in values of a document's schemas again, each from its fields.

    Returns:
        How many objects there were.
    """
    typed = Typed(spec, folder, package, "pydantic")
    base = importlib.import_module(f"{package}._runtime").APIModel
    count, wrong = 0, {}
    for value in _values(typed):
        for model in _models(value, base):
            count += 1
            given = {name: getattr(model, name) for name in model.model_fields_set}
            try:
                made = type(model)(**given, **model.extra_fields)
            except ValueError as error:
                wrong[type(model).__name__] = f"{given} is refused: {error}"
                continue
            kept = {name: getattr(made, name) for name in given}
            if kept != given or made.extra_fields != model.extra_fields:
                wrong[type(model).__name__] = f"{given} becomes {kept}"
    assert wrong == {}
    return count


def _values(typed: Typed) -> Iterator[Any]:
    """What the client reads where it is sent values that fit the component schemas."""
    root = typed.library.root.data
    later = str(root.get("openapi", root.get("swagger"))) >= "3.1"
    validity = Validity(typed.library, later=later, as_meant=True)
    for schema in _schemas(typed.library.root_node, "swagger" in root):
        if schema.id in typed.api.declarations:
            text = typed.text(ir.Nullable(ir.Named(schema.id)))
            sampler = Sampler(typed.library, later=later, random=Random(schema.id))
            for value in candidates(sampler, schema):
                if validity.fits(schema.id, value):
                    # What is refused here is listed by the tests of round trips.
                    with suppress(typed.codec.TypeMismatchError):
                        yield typed.codec.decode_bytes(
                            text, json.dumps(value).encode(), strict=True
                        )


def _schemas(root: Node, is_swagger: bool) -> Iterator[Node]:
    """The component schemas in the root document."""
    holder: Node | None = root
    for key in ("definitions",) if is_swagger else ("components", "schemas"):
        holder = None if holder is None else holder.get(key)
    if holder is not None:
        yield from (schema for _, schema in holder.items())


def _models(value: Any, base: type) -> Iterator[Any]:
    """The models in a value."""
    if isinstance(value, base):
        yield value
        value = [*value.__dict__.values(), *value.extra_fields.values()]  # type: ignore[attr-defined]
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, (dict, list, tuple)):
        for part in parts:
            yield from _models(part, base)

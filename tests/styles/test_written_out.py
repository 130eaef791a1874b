"""Types whose names lead back to themselves: TypedDicts have them written out, which mypy asks for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from styles.reading import read
from support.clients import generate_to, import_from

KNOT = Path(__file__).with_name("knot.yaml")
EVENT = "Annotated[Paid | Refused | UnknownVariant, Discriminator('kind', {'paid': 'Paid', 'refused': 'Refused'})]"
SOURCE = "str | Card | Bank"
SHELF = """
openapi: 3.1.0
info: { title: Shelf, version: 1.0.0 }
servers: [{ url: https://shelf.test }]
paths:
  /boxes:
    get:
      operationId: getShelf
      tags: [boxes]
      responses:
        "200":
          description: A shelf, which none of its parts leads back to.
          content:
            application/json: { schema: { $ref: "#/components/schemas/Shelf" } }
components:
  schemas:
    Shelf:
      type: object
      properties:
        parts: { type: array, items: { $ref: "#/components/schemas/Part" } }
    Thing:
      type: object
      properties:
        parts: { type: array, items: { $ref: "#/components/schemas/Part" } }
    Box:
      allOf:
        - $ref: "#/components/schemas/Thing"
        - type: object
          properties: { width: { type: integer } }
    Bag:
      type: object
      properties:
        inner: { $ref: "#/components/schemas/Part" }
    Part:
      oneOf: [{ $ref: "#/components/schemas/Box" }, { $ref: "#/components/schemas/Bag" }]
"""


def fields_of(module: Path) -> dict[str, str]:
    """Class and field → annotation."""
    return {
        f"{node.name}.{field.target.id}": ast.unparse(field.annotation)
        for node in ast.parse(module.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def test_typed_dicts_have_them_written_out(tmp_path: Path) -> None:
    generate_to(KNOT, tmp_path, package="knot", models="typeddict")
    assert fields_of(tmp_path / "knot" / "models" / "shared.py") == {
        "Bank.iban": "str",
        "Bank.holders": f"NotRequired[dict[str, {SOURCE}]]",
        "Card.brand": "str",
        "Card.owner": "NotRequired[Owner]",
        "Owner.name": "str",
        "Owner.default_source": f"NotRequired[{SOURCE}]",
        "Owner.sources": f"NotRequired[list[{SOURCE}]]",
        "Owner.last_event": f"NotRequired[{EVENT} | None]",
        "Owner.notes": "NotRequired[Notes]",
        "Owner.path": "NotRequired[Path]",
        "Owner.size": "NotRequired[Size]",
        "Paid.kind": "Literal['paid']",
        "Paid.held_by": f"NotRequired[{SOURCE}]",
        "Refused.kind": "Literal['refused']",
        "Refused.before": f"NotRequired[{EVENT}]",
    }


def test_only_what_they_lead_back_to_has_them_written_out(tmp_path: Path) -> None:
    """What others extend, too, be it behind these by name."""
    source = tmp_path / "shelf.yaml"
    source.write_text(SHELF, encoding="utf-8")
    generate_to(source, tmp_path / "sdk", package="shelf", models="typeddict")
    fields = fields_of(tmp_path / "sdk" / "shelf" / "models" / "shared.py")
    assert fields == {
        "Bag.inner": "NotRequired[Box | Bag]",
        "Box.width": "NotRequired[int]",
        "Shelf.parts": "NotRequired[list[Part]]",
        "Thing.parts": "NotRequired[list[Box | Bag]]",
    }


@pytest.mark.parametrize("style", ["dataclass", "pydantic", "msgspec"])
def test_other_styles_keep_the_names(style: str, tmp_path: Path) -> None:
    generate_to(KNOT, tmp_path, package="knot", models=style)
    fields = fields_of(tmp_path / "knot" / "models" / "shared.py")
    assert fields["Owner.default_source"] == "Source | None"
    assert fields["Bank.holders"] == "dict[str, Source] | None"
    assert fields["Refused.before"] == "Event | None"


def test_what_is_written_out_is_read_and_written_alike(tmp_path: Path) -> None:
    owner = {
        "name": "Ada",
        "default_source": {"iban": "NL1", "holders": {"first": {"brand": "V"}, "second": "x"}},
        "sources": ["y", {"brand": "W", "owner": {"name": "Bea"}}],
        "last_event": {"kind": "refused", "before": {"kind": "paid", "heldBy": {"brand": "V"}}},
        "notes": ["a", ["b"]],
        "path": [{"name": "Cid", "size": 3}],
    }
    for style in ("dataclass", "typeddict"):
        generate_to(KNOT, tmp_path / style, package=f"knot_{style}", models=style)
        package = import_from(tmp_path / style, f"knot_{style}")
        codec, models = package._runtime.codec, package.models
        value = codec.decode(models.Owner, owner)
        before = read(read(value, "last_event"), "before")
        assert read(read(before, "held_by"), "brand") == "V"
        assert codec.encode(value, models.Owner) == owner

"""What is made of the pages of well-known APIs and frameworks: `shapes.toml` lists them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from clientsmith.text import reveal

from .planned import FLAG, INTEGER, PETS, TEXT, URL, Schema, document, only_method, planned, ways

pytestmark = pytest.mark.detail

_KINDS: dict[str, Schema] = {
    "list": PETS,
    "others": {"type": "array", "items": TEXT},
    "int": INTEGER,
    "flag": FLAG,
    "text": TEXT,
    "url": URL,
    "time": {"type": "string", "format": "date-time"},
}
SHAPES = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_recognised(tmp_path: Path, name: str) -> None:
    shape = SHAPES[name]
    query = {name: _schema(value) for name, value in shape["query"].items()}
    path = shape.get("path", "/pets")
    data = document(query, _schema(shape["answer"]), path=path)
    parameters = data["paths"][path]["get"]["parameters"]
    for parameter in parameters:
        if parameter["name"].endswith("~"):
            parameter.update(name=parameter["name"][:-1], style="deepObject")
        parameter["description"] = parameter["schema"].get("description", "")
    if "{id}" in path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": TEXT})
    plan = planned(data, tmp_path)
    assert ways(plan) == shape.get("pages", "")
    if "none" in shape:
        assert reveal(only_method(plan).pagination_reason) == shape["none"]


def _schema(value: Any) -> Schema:
    if isinstance(value, list):
        return {"oneOf": [_schema(each) for each in value]}
    if isinstance(value, dict):
        if "*" in value:
            return {"type": "object", "additionalProperties": _schema(value["*"])}
        properties = {name: _schema(each) for name, each in value.items()}
        return {"type": "object", "properties": properties}
    kind, _, description = value.partition(": ")
    schema = dict(_KINDS[kind.removesuffix("?")])
    if kind.endswith("?"):
        schema["type"] = [schema["type"], "null"]
    if description:
        schema["description"] = description
    return schema

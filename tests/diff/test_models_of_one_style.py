"""Two clients with models of one style: what users are told is the same in all styles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientsmith.compare.surface import (
    SurfaceChange,
    client_files,
    compare_surfaces,
    with_model_usage,
)
from clientsmith.config import Config
from clientsmith.pipeline import generate_client


def document(part: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """An API that is sent a part, and answers with an answer."""

    def of(name: str) -> Any:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    operation = {
        "operationId": "addPart",
        "tags": ["parts"],
        "requestBody": {"required": True, "content": of("Box")},
        "responses": {"200": {"description": "The answer.", "content": of("Answer")}},
    }
    box = {"type": "object", "properties": {"part": {"$ref": "#/components/schemas/Part"}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Parts", "version": "1"},
        "servers": [{"url": "https://parts.test"}],
        "paths": {"/parts": {"post": operation}},
        "components": {
            "schemas": {
                "Box": box,
                "Part": {"type": "object", **part},
                "Answer": {"type": "object", **answer},
            }
        },
    }


TEXT: dict[str, Any] = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
OLD = document(
    {
        "required": ["name"],
        "properties": {"name": TEXT, "size": TEXT, "unitPrice": TEXT, "shelf": TEXT},
    },
    {"required": ["id"], "properties": {"id": TEXT, "note": TEXT, "state": TEXT}},
)
NEW = document(
    {
        "required": ["name", "size", "colour"],
        "properties": {
            "name": TEXT,
            "size": TEXT,
            "unitPrice": TEXT_OR_NULL,
            "colour": TEXT,
            "weight": TEXT,
        },
    },
    {"required": ["note"], "properties": {"id": TEXT, "note": TEXT, "state": TEXT_OR_NULL}},
)


def findings(style: str, folder: Path) -> tuple[SurfaceChange, ...]:
    clients = []
    for name, content in (("old", OLD), ("new", NEW)):
        source = folder / f"{name}.json"
        source.write_text(json.dumps(content), encoding="utf-8")
        config = Config(naming="operation-id", spec=str(source), package="parts", models=style)  # type: ignore[arg-type]
        found = client_files(generate_client(config, progress=lambda stage: None).files)
        assert found is not None
        clients.append(found)
    old, new = clients
    return with_model_usage(compare_surfaces(old, new, {}), old, new)


@pytest.mark.parametrize("style", ["dataclass", "pydantic", "msgspec", "typeddict"])
def test_what_has_to_be_given_and_what_may_be_missing(style: str, tmp_path: Path) -> None:
    found = {(each.code, each.name) for each in findings(style, tmp_path)}
    told_apart = {
        ("client-type-changed", "models.Answer.state"),
        ("client-type-widened", "models.Part.unit_price"),
    }
    assert found == {
        ("client-argument-required", "models.Part.colour"),
        ("client-argument-required", "models.Part.size"),
        ("client-name-added", "models.Part.colour"),
        ("client-name-added", "models.Part.weight"),
        ("client-name-removed", "models.Part.shelf"),
        ("client-type-changed", "models.Answer.id"),
        ("client-type-narrowed", "models.Answer.note"),
        *(() if style == "pydantic" else told_apart),  # whose types have None for both
    }

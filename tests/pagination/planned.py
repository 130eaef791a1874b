"""What becomes of one operation, described in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from clientsmith.config import Config, PageRules
from clientsmith.context import Method
from clientsmith.pipeline import Planned, plan_client

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
URL: Schema = {"type": "string", "format": "uri"}
PETS: Schema = {
    "type": "array",
    "items": {"type": "object", "properties": {"id": TEXT, "name": TEXT}},
}


def an_object(**properties: Schema) -> Schema:
    """An object with these properties."""
    return {"type": "object", "properties": properties}


def document(
    query: Mapping[str, Schema],
    answer: Schema,
    *,
    method: str = "get",
    path: str = "/pets",
    headers: Sequence[str] = (),
    header_parameters: Mapping[str, Schema] | None = None,
    body: Schema | None = None,
    media_type: str = "application/json",
    answers: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A document with one operation."""
    located = [("query", query), ("header", header_parameters or {})]
    operation: dict[str, Any] = {
        "operationId": "listPets",
        "parameters": [
            {"name": name, "in": place, "schema": schema}
            for place, parameters in located
            for name, schema in parameters.items()
        ],
        "responses": {
            "200": {
                "description": "",
                "headers": {name: {"schema": TEXT} for name in headers},
                "content": {media_type: {"schema": answer}},
            },
            **(answers or {}),
        },
    }
    if body is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": body}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1"},
        "servers": [{"url": "https://api.test"}],
        "paths": {path: {method: operation}},
    }


def planned(data: Mapping[str, Any], folder: Path, rules: PageRules | None = None) -> Planned:
    """Everything that is known of a document before a template is rendered."""
    spec = folder / "openapi.yaml"
    spec.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    config = Config(
        naming="operation-id",
        spec=str(spec),
        output="out",
        package="sample",
        security=(),
        pagination=rules or {},
    )
    return plan_client(config, progress=lambda stage: None)


def only_method(plan: Planned) -> Method:
    """The only method of a plan."""
    ((method,),) = (resource.methods for resource in plan.package.resources)
    return method


def ways(plan: Planned) -> str:
    """How the runtime is told to go from page to page; empty where it is not."""
    pagination = only_method(plan).pagination
    return "" if pagination is None else str(pagination.strategy)

"""One version of a document after the other, as clients see them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from clientsmith.config import Config
from clientsmith.pipeline import Planned, plan_client
from clientsmith.project.pins import NO_PINS, Pins

Document = dict[str, Any]
JSON = "application/json"


def document(
    paths: Mapping[str, Any], schemas: Mapping[str, Any] | None = None, **more: Any
) -> Document:
    """A whole document."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sample", "version": "1.0"},
        "servers": [{"url": "https://api.test"}],
        "paths": dict(paths),
        "components": {"schemas": dict(schemas or {})},
        **more,
    }


def operation(
    operation_id: str = "", *tags: str, body: Any = None, result: Any = None, **more: Any
) -> Document:
    """An operation with a body and a result of JSON, where there are schemas for them."""
    made: Document = {"responses": {"200": {"description": "Fine."}}, **more}
    if operation_id:
        made["operationId"] = operation_id
    if tags:
        made["tags"] = list(tags)
    if body is not None:
        made["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    if result is not None:
        made["responses"]["200"]["content"] = {JSON: {"schema": result}}
    return made


def ref(name: str) -> Document:
    return {"$ref": f"#/components/schemas/{name}"}


def fields(*names: str, title: str = "", required: Iterable[str] = ()) -> Document:
    """A schema of an object with texts."""
    made: Document = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
    if title:
        made["title"] = title
    if required:
        made["required"] = list(required)
    return made


def changed(before: Document, change: Callable[[Document], None]) -> Document:
    """A copy with a change."""
    after = copy.deepcopy(before)
    change(after)
    return after


def plan_after(folder: Path, made: Document, before: Pins = NO_PINS, **settings: Any) -> Planned:
    """The plan of a document for a client that had names before."""
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(made), encoding="utf-8")
    config = Config(naming="operation-id", spec=spec.name, folder=folder, **settings)
    return plan_client(config, progress=lambda stage: None, before=before)


def methods(pins: Pins) -> dict[str, str]:
    """Operations, and forms of them, with what users call them by."""
    found = {key: pin.name for key, pin in pins.operations.items()}
    for key, pin in pins.operations.items():
        found |= {f"{key} as {form}": name for form, name in pin.variants.items()}
    return found


def classes(pins: Pins) -> dict[str, str]:
    """Schemas, and what is sent of them, with their classes."""
    found = {key: pin.name for key, pin in pins.schemas.items()}
    return found | {f"{key} sent": pin.request for key, pin in pins.schemas.items() if pin.request}


def everything(pins: Pins) -> dict[str, object]:
    """Every name that users write, by what has it."""
    return {
        **methods(pins),
        **classes(pins),
        **{f"resource {path}": pin for path, pin in pins.resources.items()},
        **{f"webhook {key}": pin.name for key, pin in pins.webhooks.items()},
    }


def told(planned: Planned, *codes: str) -> list[str]:
    """Messages of problems about names."""
    wanted = codes or ("name-changed", "pin-unusable", "alias-dropped")
    return [problem.message for problem in planned.problems if problem.code in wanted]

"""Random small parts of documents: a few operations with what they refer to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from clientsmith.document import unescape_token
from clientsmith.sources import Access, load_all
from clientsmith.sources.bundle import bundle
from support import cases
from support.public import PublicSpec, public_specs

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_SECTIONS = ("definitions", "parameters", "responses", "securityDefinitions")
"""Sections of a Swagger 2.0 document; those of OpenAPI 3 are below `components`."""

_MOST_COMPONENTS = 8
"""References beyond them are cut off, as `{}`."""


def case_specs() -> list[PublicSpec]:
    """The documents of tests/cases, which have every construct, as if they were public."""
    files = [(name, cases.FOLDER / name / "openapi.yaml") for name in cases.CASES]
    return [PublicSpec(f"case-{name}", file, 1, file.stat().st_size) for name, file in files]


def all_specs() -> list[PublicSpec]:
    """Every document that has operations."""
    return [spec for spec in (*public_specs(), *case_specs()) if spec.operations]


@cache
def whole(spec: PublicSpec) -> dict[str, Any]:
    """A public document as data, with what it refers to in other files."""
    text = spec.file.read_text(encoding="utf-8")
    if text.lstrip().startswith("{"):
        data: dict[str, Any] = json.loads(text)
        return data
    return bundle(load_all((str(spec.file),), folder=Path(), access=Access())).data


def cut(data: Mapping[str, Any], random: Random) -> dict[str, Any]:
    """Return a copy of a part of a document.

    Args:
        data: the document.
        random: chooses the operations.
    """
    part = {
        key: value
        for key, value in data.items()
        if key not in ("paths", "webhooks", "components", "tags", *_SECTIONS)
    }
    used: set[str] = set()
    for section in ("paths", "webhooks"):
        if data.get(section):
            part[section] = _items(data[section], random)
            used |= _tags(part[section])
    if "tags" in data:
        part["tags"] = [tag for tag in data["tags"] if tag["name"] in used]
    part = json.loads(json.dumps(part))
    _add_components(part, data)
    return part


def _items(items: Mapping[str, Any], random: Random) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    names = list(items)
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(names)
        item = items[name]
        methods = [key for key in item if key in METHODS]
        kept = set(random.sample(methods, min(len(methods), random.choice((1, 1, 2)))))
        kept |= item.keys() - methods
        chosen[name] = {key: value for key, value in item.items() if key in kept}
    return chosen


def _tags(items: Mapping[str, Any]) -> set[str]:
    return {
        tag
        for item in items.values()
        for operation in item.values()
        if isinstance(operation, dict)
        for tag in operation.get("tags", ())
    }


def _add_components(part: dict[str, Any], data: Mapping[str, Any]) -> None:
    """Add the components that a part refers to, and the security schemes."""
    for place in (("components", "securitySchemes"), ("securityDefinitions",)):
        schemes = _at(data, place)
        if schemes:
            _put(part, place, json.loads(json.dumps(schemes)))
    added: set[tuple[str, ...]] = set()
    pending: list[Any] = [part]
    while pending:
        for holder in list(_references(pending.pop(0))):
            place = _component(holder["$ref"])
            target = _at(data, place)
            if place in added:
                continue
            if target is None or len(added) >= _MOST_COMPONENTS:
                holder.clear()
                continue
            added.add(place)
            copied = json.loads(json.dumps(target))
            _put(part, place, copied)
            pending.append(copied)


def _component(reference: str) -> tuple[str, ...]:
    tokens = tuple(map(unescape_token, reference.split("/")[1:]))
    return tokens[: 2 if tokens[:1] and tokens[0] in _SECTIONS else 3]


def _references(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value
        for child in value.values():
            yield from _references(child)
    elif isinstance(value, list):
        for child in value:
            yield from _references(child)


def _at(data: Any, place: tuple[str, ...]) -> Any:
    for token in place:
        if not isinstance(data, dict) or token not in data:
            return None
        data = data[token]
    return data


def _put(data: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    for token in place[:-1]:
        data = data.setdefault(token, {})
    data[place[-1]] = value

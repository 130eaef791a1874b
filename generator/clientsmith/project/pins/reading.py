"""Pins out of JSON, which may have been edited, or merged badly."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from .values import AliasPin, OperationPin, Pins, ResourcePin, SchemaPin, WebhookPin
from .writing import FORMAT

T = TypeVar("T")


class DamagedPins(ValueError):
    """A text is no file of pins; says why."""


def read_pins(text: str, root: str = "") -> Pins:
    """The pins of a file; whether the names in it can be used is for the plan to say.

    Args:
        text: the file's.
        root: origin of the root document.

    Raises:
        DamagedPins: it is not what `pins_text` writes.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedPins(f"it is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise DamagedPins("it is no JSON object")
    if value.get("format") != FORMAT:
        raise DamagedPins(f"its `format` is not {FORMAT}, which this version of clientsmith writes")
    package = _object(value.get("package", {}), "package")
    return Pins(
        package=_text(package, "name", "package"),
        client_class=_text(package, "client", "package"),
        version=_text(package, "version", "package"),
        operations=_section(value, "operations", _operation),
        resources=_section(value, "resources", _resource),
        webhooks=_section(value, "webhooks", _webhook),
        schemas=_section(value, "schemas", _schema),
        operation_aliases=_section(value, "operationAliases", _alias),
        schema_aliases=_section(value, "schemaAliases", _alias),
        root=root,
    )


def _operation(entry: Mapping[str, Any], where: str) -> OperationPin:
    variants = _object(entry.get("variants", {}), f"{where}.variants")
    return OperationPin(
        name=_text(entry, "name", where),
        operation_id=_text(entry, "operationId", where),
        tag=_text(entry, "tag", where),
        variants={key: _text(variants, key, f"{where}.variants") for key in variants},
    )


def _resource(entry: Mapping[str, Any], where: str) -> ResourcePin:
    return ResourcePin(_text(entry, "class", where), _text(entry, "module", where))


def _webhook(entry: Mapping[str, Any], where: str) -> WebhookPin:
    return WebhookPin(_text(entry, "name", where))


def _schema(entry: Mapping[str, Any], where: str) -> SchemaPin:
    return SchemaPin(
        name=_text(entry, "name", where),
        made_from=_text(entry, "madeFrom", where),
        request=_text(entry, "request", where),
    )


def _alias(entry: Mapping[str, Any], where: str) -> AliasPin:
    return AliasPin(
        target=_text(entry, "of", where),
        version=_text(entry, "version", where),
        form=_text(entry, "form", where),
    )


def _section(
    value: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any], str], T]
) -> dict[str, T]:
    entries = _object(value.get(name, {}), name)
    return {
        key: read(_object(entry, f"{name}.{key}"), f"{name}.{key}")
        for key, entry in entries.items()
    }


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise DamagedPins(f"{where!r} is no JSON object")
    return value


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    """The text of a key; empty where there is none."""
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise DamagedPins(f"{key!r} of {where!r} is no text")
    return value

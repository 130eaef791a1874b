"""Pins as JSON: one entry a line, so that reviews and merges see single names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from .values import AliasPin, OperationPin, Pins

FORMAT = 1
"""Version of the file's format."""

Entry = Mapping[str, object]


def pins_text(pins: Pins) -> str:
    """The file's text, in ASCII; sections without an entry are left out."""
    sections = [f'  "format": {FORMAT}']
    if pins.package:
        sections.append(f'  "package": {_line(_package(pins))}')
    for name, entries in _sections(pins):
        if entries:
            lines = ",\n".join(
                f"    {_line(key)}: {_line(entry)}" for key, entry in sorted(entries.items())
            )
            sections.append(f"  {_line(name)}: {{\n{lines}\n  }}")
    return "{\n" + ",\n".join(sections) + "\n}\n"


def _sections(pins: Pins) -> Iterator[tuple[str, dict[str, Entry]]]:
    yield "operations", {key: _operation(pin) for key, pin in pins.operations.items()}
    yield (
        "resources",
        {
            key: {"class": pin.class_name, "module": pin.module}
            for key, pin in pins.resources.items()
        },
    )
    yield "webhooks", {key: {"name": pin.name} for key, pin in pins.webhooks.items()}
    yield (
        "schemas",
        {
            key: _filled({"name": pin.name, "request": pin.request, "madeFrom": pin.made_from})
            for key, pin in pins.schemas.items()
        },
    )
    yield "operationAliases", _aliases(pins.operation_aliases)
    yield "schemaAliases", _aliases(pins.schema_aliases)


def _package(pins: Pins) -> Entry:
    return {"name": pins.package, "client": pins.client_class, "version": pins.version}


def _operation(pin: OperationPin) -> Entry:
    return _filled(
        {
            "name": pin.name,
            "operationId": pin.operation_id,
            "tag": pin.tag,
            "variants": dict(sorted(pin.variants.items())),
        }
    )


def _aliases(aliases: Mapping[str, AliasPin]) -> dict[str, Entry]:
    return {
        key: _filled({"of": pin.target, "form": pin.form, "version": pin.version})
        for key, pin in aliases.items()
    }


def _filled(entry: Entry) -> Entry:
    return {key: value for key, value in entry.items() if value}


def _line(value: object) -> str:
    return json.dumps(value)

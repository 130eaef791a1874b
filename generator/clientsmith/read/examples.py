"""Examples of parameters and media types."""

from __future__ import annotations

from typing import Any

from .. import ir
from ..document import Node
from .reading import FAULTS, Owner, Reading

_VALUES = ("dataValue", "value")
"""Keys of an Example Object under which a value stands as it is (OpenAPI 3.2, "Example Object")."""


def example_of(reading: Reading, node: Node) -> Any:
    """The first value that a parameter or a media type shows; `ir.MISSING` where it shows none."""
    if "example" in node.data:
        return node.data["example"]
    examples = node.get("examples")
    if examples is None or not isinstance(examples.data, dict):
        return ir.MISSING
    for _, entry in examples.items():
        value = _value(reading, entry)
        if value is not ir.MISSING:
            return value
    return ir.MISSING


def _value(reading: Reading, entry: Node) -> Any:
    """The value of an Example Object; no file is loaded for the sake of one."""
    if not isinstance(entry.data, dict):
        return ir.MISSING
    reference = entry.data.get("$ref")
    if isinstance(reference, str):
        if not reference.startswith("#"):
            return ir.MISSING
        try:
            entry = reading.open(entry, Owner(None)).node
        except FAULTS:
            return ir.MISSING
    return next((entry.data[key] for key in _VALUES if key in entry.data), ir.MISSING)

"""Python names that a client has had so far, and that the next one keeps: `.clientsmith/names.json`."""

from .reading import DamagedPins, read_pins
from .values import (
    NAMES,
    NO_PINS,
    REQUEST,
    AliasPin,
    OperationPin,
    Pins,
    ResourcePin,
    SchemaPin,
    WebhookPin,
    place_of,
)
from .writing import pins_text

__all__ = [
    "NAMES",
    "NO_PINS",
    "REQUEST",
    "AliasPin",
    "DamagedPins",
    "OperationPin",
    "Pins",
    "ResourcePin",
    "SchemaPin",
    "WebhookPin",
    "pins_text",
    "place_of",
    "read_pins",
]

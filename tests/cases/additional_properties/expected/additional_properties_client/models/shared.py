"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeAlias

from .._runtime import APIModel

Anything: TypeAlias = dict[str, Any]


@dataclass(kw_only=True, slots=True)
class Closed(APIModel):
    name: str | None = None


@dataclass(kw_only=True, slots=True)
class Open(APIModel):
    name: str | None = None
    additional_properties: dict[str, Any] = field(default_factory=dict)
    """Properties without a field of their own."""


@dataclass(kw_only=True, slots=True)
class Settings(APIModel):
    name: str
    extra_fields_: str | None = None
    additional_properties_: str | None = None
    additional_properties: dict[str, int] = field(default_factory=dict)
    """Properties without a field of their own."""

    _wire: ClassVar[dict[str, str]] = {
        "extra_fields_": "extraFields",
        "additional_properties_": "additional_properties",
    }

"""Models that belong to no single resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias

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

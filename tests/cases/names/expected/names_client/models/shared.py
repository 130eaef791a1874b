"""Models that belong to no single resource."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Any_(APIModel):
    uuid: UUID_ | None = None


@dataclass(kw_only=True, slots=True)
class Con(APIModel):
    x: Model | None = None


@dataclass(kw_only=True, slots=True)
class Model(APIModel):
    any: Any_ | None = None


@dataclass(kw_only=True, slots=True)
class UUID_(APIModel):
    id: UUID | None = None


@dataclass(kw_only=True, slots=True)
class WeirdNameWithSpaces(APIModel):
    a: str | None = None

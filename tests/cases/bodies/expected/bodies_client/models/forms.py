"""Models of forms."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateFormRequest(APIModel):
    name: str
    tags: list[str] | None = None
    address: CreateFormRequestAddress | None = None


@dataclass(kw_only=True, slots=True)
class CreateFormRequestAddress(APIModel):
    city: str | None = None

"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class CreateBatchRequestItem(APIModel):
    n: int


@dataclass(kw_only=True, slots=True)
class CreateFormRequest(APIModel):
    name: str
    tags: list[str] | None = None
    address: CreateFormRequestAddress | None = None


@dataclass(kw_only=True, slots=True)
class CreateFormRequestAddress(APIModel):
    city: str | None = None

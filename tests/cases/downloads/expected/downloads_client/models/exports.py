"""Models of exports."""

from __future__ import annotations

from dataclasses import dataclass

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Export(APIModel):
    id: str
    size: int | None = None

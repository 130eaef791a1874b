"""Models of watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .._runtime import APIModel


@dataclass(kw_only=True, slots=True)
class Pet(APIModel):
    name: str
    kind: Literal["dog", "cat"] | str | None = None

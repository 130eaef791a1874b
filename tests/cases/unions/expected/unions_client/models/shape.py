"""Models of shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, Union

from .._runtime import APIModel

Shape: TypeAlias = Union["ShapeCircle", "ShapeSquare", str]


@dataclass(kw_only=True, slots=True)
class ShapeCircle(APIModel):
    kind: Literal["circle"] | None = None
    radius: float


@dataclass(kw_only=True, slots=True)
class ShapeSquare(APIModel):
    kind: Literal["square"] | None = None
    side: float

"""Models without a module for the first word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from .._runtime import UNSET, APIModel

Names: TypeAlias = list[str]

Prices: TypeAlias = dict[str, float]


@dataclass(kw_only=True, slots=True)
class Item(APIModel):
    """A thing on a shelf."""

    item_id: str
    """Identifier."""
    name: str
    """Name. 1 to 80 characters."""
    size: Size
    tags: list[str] | None = None
    """Tags. At most 10 items. No item twice."""
    shelf: ItemShelf | None = None
    """Where it stands."""
    labels: dict[str, str] | None = None
    matrix: list[list[float]] | None = None
    anything: Any = UNSET
    free: dict[str, Any] | None = None

    _wire: ClassVar[dict[str, str]] = {"item_id": "itemId"}


@dataclass(kw_only=True, slots=True)
class ItemShelf(APIModel):
    """Where it stands."""

    row: int
    """Row. At least 0."""
    column: int | None = None
    """Default: 1."""


@dataclass(kw_only=True, slots=True)
class Size(APIModel):
    width: float | None = None
    """Width. Greater than 0."""
    unit_of_measure: str | None = None
    """Default: "cm"."""

    _wire: ClassVar[dict[str, str]] = {"unit_of_measure": "unit-of-measure"}

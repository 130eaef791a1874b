"""Models that belong to no single resource."""

from __future__ import annotations

from typing import TypeAlias

Names: TypeAlias = list[str]

Prices: TypeAlias = dict[str, float]

"""`UNSET`: sentinel for an omitted value, as distinct from `None`."""

from __future__ import annotations

from enum import Enum
from typing import Literal


class Unset(Enum):
    """Type of `UNSET`, its only member."""

    UNSET = (
        ...
    )  # a value that no JSON library writes: it cannot get into a request unseen

    def __repr__(self) -> str:
        return "UNSET"

    def __bool__(self) -> Literal[False]:
        return False


UNSET: Literal[Unset.UNSET] = Unset.UNSET
"""Sentinel for an omitted value; it is falsy, and `is UNSET` narrows types."""

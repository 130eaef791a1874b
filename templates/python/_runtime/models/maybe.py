"""Type of optional arguments that may be null."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

from . import Unset

T = TypeVar("T")

Maybe: TypeAlias = T | Unset | None
"""A value, None, which is sent as null, or `UNSET`, which is not sent."""

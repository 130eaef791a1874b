"""`UNSET`: sentinel for an omitted value, as distinct from `None`."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

Unset: TypeAlias = msgspec.UnsetType
"""Type of `UNSET`, its only value."""

UNSET = msgspec.UNSET
"""Sentinel for an omitted value; it is falsy, and `is UNSET` narrows types."""

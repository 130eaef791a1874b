"""The mark of a value that was left out, as opposed to one that is null."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

Unset: TypeAlias = msgspec.UnsetType
"""Type of `UNSET`, its only value."""

UNSET = msgspec.UNSET
"""The value was left out; falsy, and `is UNSET` narrows the type."""

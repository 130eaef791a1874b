"""What models tell of themselves beside their keys, in a table of their module."""

from __future__ import annotations

import sys
from typing import Any


def table_of(cls: type, name: str) -> dict[str, Any]:
    """What a model tells of its fields under a name such as `_wire`, inherited entries included."""
    found: dict[str, Any] = told_of(cls, name, {})
    return found


def told_of(cls: type, name: str, default: Any) -> Any:
    """What a model, or one that it extends, tells of itself under a name such as `_limits`."""
    module = sys.modules[cls.__module__]
    tables: dict[str, dict[str, Any]] = getattr(module, "_typed_dicts", {})
    return tables.get(cls.__name__, {}).get(name, default)


told_by_itself = told_of
"""What a model tells of itself: what it extends is not known any more."""

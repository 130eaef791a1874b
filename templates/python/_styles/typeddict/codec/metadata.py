"""Metadata of TypedDicts in a table of their module."""

from __future__ import annotations

import sys
from typing import Any


def metadata_table(cls: type, name: str) -> dict[str, Any]:
    """Return a table of a model's fields such as `_wire`, including inherited entries."""
    found: dict[str, Any] = metadata_of(cls, name, {})
    return found


def metadata_of(cls: type, name: str, default: Any) -> Any:
    """Return an attribute of a model such as `_limits`, possibly inherited."""
    module = sys.modules[cls.__module__]
    tables: dict[str, dict[str, Any]] = getattr(module, "_typed_dicts", {})
    return tables.get(cls.__name__, {}).get(name, default)


own_metadata_of = metadata_of
"""Same for attributes that a model defines itself: bases are unknown at run time."""

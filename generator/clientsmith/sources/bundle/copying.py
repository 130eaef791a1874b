"""Copies of the content of a document in which some mappings are others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Replaced = Callable[[dict[str, Any], dict[str, Any]], None]
"""Told of a mapping that took the place of another, and of its copy."""


def copied(value: Any, changed: Mapping[int, Any], replaced: Replaced | None = None) -> Any:
    """A copy in which some mappings are others.

    Args:
        value: dicts, lists and what JSON has beside them.
        changed: identity of a mapping → what stands in its place.
        replaced: told of each mapping that took another's place.
    """
    if isinstance(value, list):
        items = []
        for item in value:
            is_container = item.__class__ in (dict, list)
            items.append(copied(item, changed, replaced) if is_container else item)
        return items
    if not isinstance(value, dict):
        return value
    replacement = changed.get(id(value))
    if replacement is not None:
        if not isinstance(replacement, dict):
            return replacement
        value = replacement
    result = {}
    for key, item in value.items():
        is_container = item.__class__ in (dict, list)
        result[key] = copied(item, changed, replaced) if is_container else item
    if replacement is not None and replaced is not None:
        replaced(value, result)
    return result

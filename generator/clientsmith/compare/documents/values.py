"""Values of JSON that are the same."""

from __future__ import annotations


def same_value(old: object, new: object) -> bool:
    """Whether two values are equal as JSON: `1` and `1.0` are, `1` and `true` are not."""
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, dict) and isinstance(new, dict):
        return old.keys() == new.keys() and all(
            same_value(value, new[key]) for key, value in old.items()
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(same_value, old, new))
    return old == new

"""What is known of a document from one look at all of its data, examples and the like included."""

from __future__ import annotations

from typing import Any, NamedTuple

_RESCOPING = frozenset({"$id", "$dynamicAnchor", "$dynamicRef"})


class Traits(NamedTuple):
    """Which keywords a document has, wherever they stand."""

    rescoping: frozenset[str]
    """Those of `$id`, `$dynamicAnchor` and `$dynamicRef`."""

    leads_elsewhere: bool
    """Whether there may be references to other documents; where this is False, there is none."""


def traits_of(data: Any) -> Traits:
    """The traits of a document's data; part of it may be plain data that only looks like keywords."""
    rescoping: set[str] = set()
    leads_elsewhere = False
    stack: list[Any] = [data] if isinstance(data, dict | list) else []
    while stack:
        value = stack.pop()
        children = value
        if value.__class__ is dict:
            children = value.values()
            if not _RESCOPING.isdisjoint(value):
                rescoping |= _RESCOPING & value.keys()
            if "$ref" in value or "mapping" in value:
                leads_elsewhere = leads_elsewhere or _leads_elsewhere(value)
        for child in children:
            if child.__class__ is dict or child.__class__ is list:
                stack.append(child)
    return Traits(frozenset(rescoping), leads_elsewhere)


def _leads_elsewhere(value: dict[str, Any]) -> bool:
    """Whether a mapping may be a reference to another document, or a discriminator with one."""
    reference, mapping = value.get("$ref"), value.get("mapping")
    return not _stays(reference) or (
        isinstance(mapping, dict)
        and not all(_stays(each) or each.isidentifier() for each in mapping.values())
    )


def _stays(reference: Any) -> bool:
    return not isinstance(reference, str) or reference.startswith("#")

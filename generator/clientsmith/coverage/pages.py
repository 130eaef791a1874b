"""Which operations have pages, and why, as JSON."""

from __future__ import annotations

from typing import Any

from ..context import Package
from ..text import reveal


def pages_value(package: Package) -> list[dict[str, Any]]:
    """The verdict on each method whose operation has pages or looks like it, in the order of the
    methods."""
    return [
        {
            "method": f"{resource.path}.{method.name}",
            "operation": str(method.docs.request_line),
            "paginated": method.pagination is not None,
            "item": None if method.pagination is None else str(method.pagination.item),
            "reason": f"{reveal(method.pagination_reason)}.",
        }
        for resource in package.resources
        for method in resource.methods
        if reveal(method.pagination_reason)
    ]

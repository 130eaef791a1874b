"""Pages of results as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from ..text import Code


@dataclass(frozen=True, slots=True)
class Pagination:
    """How the pages of an operation's result follow each other."""

    strategy: Code
    """Expression of the runtime, such as `Cursor("after", next=("last_id",), items=("data",))`; a
    tuple of several where not every answer has what the first one needs."""

    strategies: tuple[Code, ...]
    """Names of the runtime's classes in the expression."""

    item: Code
    """Type of an item as it stands in the resource's module, such as `models.Pet`."""

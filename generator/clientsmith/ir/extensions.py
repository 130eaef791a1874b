"""What vendor extensions (`x-…`) of a document say."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..problem import Location


@dataclass(frozen=True, slots=True)
class GivenName:
    """Name that a vendor extension gives."""

    name: str
    """As the document writes it; the groups of an operation are separated by dots."""

    extension: str
    """Key of the extension, such as `x-fern-sdk-method-name`."""

    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class GivenPages:
    """Pagination of an operation that a vendor extension describes."""

    strategy: str
    """`cursor`, `last-item`, `offset`, `page-number` or `next-url`."""

    extension: str
    """Key of the extension, such as `x-fern-pagination`."""

    parameter: str = ""
    """Parameter that asks for a further page; dots lead into a body."""

    items: tuple[str, ...] | None = None
    """Path of the items in the response; None for the only list that the document declares."""

    next: tuple[str, ...] = ()
    """Path of the cursor or the URL of the next page in the response."""

    key: tuple[str, ...] = ()
    """Path in the last item, of the value that asks for the next page."""

    has_more: tuple[str, ...] | None = None
    total_pages: tuple[str, ...] | None = None
    location: Location | None = field(default=None, compare=False)

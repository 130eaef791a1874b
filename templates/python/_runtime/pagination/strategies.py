"""Pagination strategies: plain data of generated modules.

Paths are names of members on the wire, from the outside inwards; an empty path is the whole
response. `items` is the path of the items of a page, `has_more` that of a boolean that says whether
there is another page, and `is_last` that of one that says the contrary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from ..requests import Operation

T = TypeVar("T")

Path: TypeAlias = tuple[str, ...]
ParameterLocation: TypeAlias = Literal["query", "header", "body"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The response contains the value of a parameter for the next page."""

    parameter: str
    """Name of the parameter, or of a member of the body."""

    next: Path = field(default=(), kw_only=True)
    """Path of the value in the response; null, empty and missing values end the pages."""

    header: str = field(default="", kw_only=True)
    """Name of the response header that has the value instead."""

    within: Path = field(default=(), kw_only=True)
    """Path of the member within the value of the parameter, which `before` and `size` are siblings
    of; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    before: str = field(default="", kw_only=True)
    """Name of the parameter for the previous page; a call with it iterates backwards."""

    previous: Path = field(default=(), kw_only=True)
    """Path of the value for `before` in the response."""

    has_previous: Path | None = field(default=None, kw_only=True)
    """Same as `has_more`, for iterating backwards."""


@dataclass(frozen=True, slots=True)
class LastItem:
    """A parameter takes the last item of the previous page."""

    parameter: str
    key: Path = field(default=("id",), kw_only=True)
    """Path of the value in the item."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    before: str = field(default="", kw_only=True)
    """Name of the parameter that takes the first item of a page for the previous page; a call with
    it iterates backwards."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A parameter says how many items to skip."""

    parameter: str
    first: int = field(default=0, kw_only=True)
    """Value for the first page."""

    current: Path | None = field(default=None, kw_only=True)
    """Path in the first response that says 0 or 1 for it, which is then used as `first`."""

    within: Path = field(default=(), kw_only=True)
    """Path of the member within the value of the parameter, which `before` and `size` are siblings
    of; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    total: Path | None = field(default=None, kw_only=True)
    """Path of the total number of items."""

    total_header: str = field(default="", kw_only=True)
    """Name of the response header with the total instead."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A parameter has the number of the page."""

    parameter: str
    first: int = field(default=1, kw_only=True)
    """Number of the first page."""

    current: Path | None = field(default=None, kw_only=True)
    """Path in the first response that says 0 or 1 for it, which is then used as `first`."""

    size: str = field(default="", kw_only=True)
    """Name of the parameter with the page size."""

    within: Path = field(default=(), kw_only=True)
    """Path of the member within the value of the parameter, which `before` and `size` are siblings
    of; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    total: Path | None = field(default=None, kw_only=True)
    """Path of the total number of items."""

    total_header: str = field(default="", kw_only=True)
    """Name of the response header with the total instead."""

    total_pages: Path | None = field(default=None, kw_only=True)
    """Path of the total number of pages."""

    total_pages_header: str = field(default="", kw_only=True)
    """Name of the response header with it instead."""


@dataclass(frozen=True, slots=True)
class LinkHeader:
    """The `Link` header has the URL of the next page (RFC 8288, relation `next`)."""

    items: Path = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class NextURL:
    """The body has the URL of the next page."""

    next: Path = field(kw_only=True)
    """Path of the URL; null, empty and missing values end the pages."""

    parameter: str = field(default="", kw_only=True)
    """Name of the query parameter that takes the value if it is not a URL."""

    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)


Pagination: TypeAlias = Cursor | LastItem | Offset | PageNumber | LinkHeader | NextURL


@dataclass(frozen=True, slots=True, eq=False)
class PagedOperation(Operation[T]):
    """Operation whose result of type `T` is one of several pages."""

    pagination: Pagination | tuple[Pagination, ...] = field(kw_only=True)
    """Pagination strategy; of several, the first one that the first page provides values for."""

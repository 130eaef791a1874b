"""How one page leads to the next, as plain data that generated modules give.

Paths are names of members as they are on the wire, from the outside inwards; an empty path is the
answer as a whole. `items` leads to the items of a page, `has_more` to a boolean that says whether
there is another page, and `is_last` to one that says the contrary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Path: TypeAlias = tuple[str, ...]
ParameterLocation: TypeAlias = Literal["query", "header", "body"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The answer holds what a parameter must be to get the next page."""

    parameter: str
    """Name of the parameter, or of a member of a body that is an object."""

    next: Path = field(default=(), kw_only=True)
    """Where the value stands in the answer; null, empty and missing end the pages."""

    header: str = field(default="", kw_only=True)
    """Name of the header of the answer that has the value instead."""

    within: Path = field(default=(), kw_only=True)
    """Members of the parameter's value that lead to what is meant, which then `before` and `size`
    stand beside; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    before: str = field(default="", kw_only=True)
    """Name of the parameter for the page before; a call that is given it walks backwards."""

    previous: Path = field(default=(), kw_only=True)
    """Where the value for `before` stands in the answer."""

    has_previous: Path | None = field(default=None, kw_only=True)
    """What `has_more` is for a walk backwards."""


@dataclass(frozen=True, slots=True)
class LastItem:
    """A parameter names the last item of the page before."""

    parameter: str
    key: Path = field(default=("id",), kw_only=True)
    """What of the item the parameter takes."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    before: str = field(default="", kw_only=True)
    """Name of the parameter that takes the first item of a page for the page before it; a call that
    is given it walks backwards."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A parameter says how many items are left out at the beginning."""

    parameter: str
    first: int = field(default=0, kw_only=True)
    """Its value for the first page."""

    current: Path | None = field(default=None, kw_only=True)
    """Where the first answer says 0 or 1 for itself, which is then `first`."""

    within: Path = field(default=(), kw_only=True)
    """Members of the parameter's value that lead to what is meant, which then `before` and `size`
    stand beside; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    total: Path | None = field(default=None, kw_only=True)
    """Where the answer says how many items there are on all pages."""

    total_header: str = field(default="", kw_only=True)
    """Name of the header that says it instead."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A parameter counts pages."""

    parameter: str
    first: int = field(default=1, kw_only=True)
    """Number of the first page."""

    current: Path | None = field(default=None, kw_only=True)
    """Where the first answer says 0 or 1 for itself, which is then `first`."""

    size: str = field(default="", kw_only=True)
    """Name of the parameter that says how many items a page has."""

    within: Path = field(default=(), kw_only=True)
    """Members of the parameter's value that lead to what is meant, which then `before` and `size`
    stand beside; empty for the parameter itself."""

    location: ParameterLocation = field(default="query", kw_only=True)
    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)
    total: Path | None = field(default=None, kw_only=True)
    """Where the answer says how many items there are on all pages."""

    total_header: str = field(default="", kw_only=True)
    """Name of the header that says it instead."""

    total_pages: Path | None = field(default=None, kw_only=True)
    """Where the answer says how many pages there are."""

    total_pages_header: str = field(default="", kw_only=True)
    """Name of the header that says it instead."""


@dataclass(frozen=True, slots=True)
class LinkHeader:
    """The `Link` header has the URL of the next page (RFC 8288, relation `next`)."""

    items: Path = field(default=(), kw_only=True)


@dataclass(frozen=True, slots=True)
class NextURL:
    """The body has the URL of the next page."""

    next: Path = field(kw_only=True)
    """Where it stands; null, empty and missing end the pages."""

    parameter: str = field(default="", kw_only=True)
    """Name of the query parameter that takes what stands there, where that is no URL."""

    items: Path = field(default=(), kw_only=True)
    has_more: Path | None = field(default=None, kw_only=True)
    is_last: Path | None = field(default=None, kw_only=True)


Pagination: TypeAlias = Cursor | LastItem | Offset | PageNumber | LinkHeader | NextURL

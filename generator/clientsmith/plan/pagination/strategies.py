"""Pagination strategies of operations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...encode.encoders import literal
from ...ir import Type
from ...text import Code
from .responses import Path

RequestPart = Literal["query", "header", "body"]
StrategyClass = Literal["Cursor", "LastItem", "LinkHeader", "NextURL", "Offset", "PageNumber"]
"""A class of the runtime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStrategy:
    """A strategy that leads from one page to the next; attributes that it does not use have their
    defaults."""

    strategy: StrategyClass
    items: Path
    parameter: str = ""
    within: Path = ()
    location: RequestPart = "query"
    next: Path = ()
    header: str = ""
    key: Path = ("id",)
    has_more: Path | None = None
    is_last: Path | None = None
    before: str = ""
    previous: Path = ()
    has_previous: Path | None = None
    total: Path | None = None
    total_header: str = ""
    total_pages: Path | None = None
    total_pages_header: str = ""
    first: int | None = None
    current: Path | None = None
    size: str = ""

    @property
    def parameter_path(self) -> Path:
        """Return the path to the parameter that asks for a further page, from outside inwards."""
        return (self.parameter, *self.within)

    @property
    def code(self) -> Code:
        """An expression of the runtime, such as `Cursor("after", next=("last_id",))`."""
        is_named = self.parameter and self.strategy != "NextURL"
        arguments: list[str] = [literal(self.parameter)] if is_named else []
        arguments += [f"{name}={literal(value)}" for name, value in self._settings()]
        return Code(f"{self.strategy}({', '.join(arguments)})")

    def _settings(self) -> Iterator[tuple[str, Any]]:
        """Yield keyword arguments that are not the runtime's defaults."""
        if self.location != "query":
            yield "location", self.location
        if self.within:
            yield "within", self.within
        if self.next:
            yield "next", self.next
        if self.strategy == "NextURL" and self.parameter:
            yield "parameter", self.parameter
        if self.header:
            yield "header", self.header
        if self.strategy == "LastItem" and self.key != ("id",):
            yield "key", self.key
        if self.items:
            yield "items", self.items
        for name in ("has_more", "is_last"):
            if getattr(self, name) is not None:
                yield name, getattr(self, name)
        if self.before:
            yield "before", self.before
        if self.previous:
            yield "previous", self.previous
        for name in ("has_previous", "total", "total_pages"):
            if getattr(self, name) is not None:
                yield name, getattr(self, name)
        for name in ("total_header", "total_pages_header"):
            if getattr(self, name):
                yield name, getattr(self, name)
        if self.first is not None and self.first != (1 if self.strategy == "PageNumber" else 0):
            yield "first", self.first
        if self.current is not None:
            yield "current", self.current
        if self.size and self.strategy == "PageNumber":
            yield "size", self.size

    def __str__(self) -> str:
        """Describe the strategy, for reports."""
        parameter = dotted(self.parameter_path)
        backwards = f", and `{self.before}` leads backwards" if self.before else ""
        match self.strategy:
            case "Cursor":
                source = f"the header `{self.header}`" if self.header else dotted(self.next)
                told = f"{parameter} takes {source} of the page before{backwards}"
            case "LastItem":
                told = f"{parameter} takes {dotted(self.key)} of the last item of the page before"
                told += backwards
            case "Offset":
                told = f"{parameter} counts items"
            case "PageNumber":
                told = f"{parameter} counts pages"
            case "LinkHeader":
                told = "the header `Link` has the URL of the next page"
            case "NextURL":
                told = f"{dotted(self.next)} is the URL of the next page"
                if self.parameter:
                    told += f", or what {parameter} takes"
        ends = [
            dotted(path)
            for path in (self.has_more, self.is_last, self.total, self.total_pages)
            if path is not None
        ]
        headers = (self.total_header, self.total_pages_header)
        ends += [f"the header `{header}`" for header in headers if header]
        return (
            f"{told}; {' and '.join(ends)} {'tell' if len(ends) > 1 else 'tells'} the end"
            if ends
            else told
        )


@dataclass(frozen=True, slots=True)
class PaginationDecision:
    """Decision on whether an operation has pages, with the reason."""

    strategies: tuple[PageStrategy, ...]
    """The preferred one first; none where there are no pages."""

    item: Type | None
    """Type of an item; None where there are no pages."""

    reason: str
    """One sentence without its full stop; empty where nothing looks like pages."""


NO_PAGES = PaginationDecision((), None, "")


def dotted(path: Path) -> str:
    """Return a path as reports show it."""
    return f"`{'.'.join(path)}`"

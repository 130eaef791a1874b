"""Ways from one page to the next, as they are planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ...ir import Type
from ...render.encoders import literal
from ...text import Code
from .answers import Path

Location = Literal["query", "header", "body"]
Strategy = Literal["Cursor", "LastItem", "LinkHeader", "NextURL", "Offset", "PageNumber"]
"""A class of the runtime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How one page leads to the next. What the strategy does not look at has its default."""

    strategy: Strategy
    items: Path
    parameter: str = ""
    location: Location = "query"
    next: Path = ()
    header: str = ""
    key: Path = ("id",)
    has_more: Path | None = None
    total: Path | None = None
    total_pages: Path | None = None
    first: int | None = None
    size: str = ""

    @property
    def code(self) -> Code:
        """An expression of the runtime, such as `Cursor("after", next=("last_id",))`."""
        arguments: list[str] = [literal(self.parameter)] if self.parameter else []
        arguments += [f"{name}={literal(value)}" for name, value in self._settings()]
        return Code(f"{self.strategy}({', '.join(arguments)})")

    def _settings(self) -> Iterator[tuple[str, Any]]:
        """Keyword arguments that are not the runtime's defaults."""
        if self.location != "query":
            yield "location", self.location
        if self.next:
            yield "next", self.next
        if self.header:
            yield "header", self.header
        if self.strategy == "LastItem" and self.key != ("id",):
            yield "key", self.key
        if self.items:
            yield "items", self.items
        if self.has_more is not None:
            yield "has_more", self.has_more
        if self.total is not None:
            yield "total", self.total
        if self.total_pages is not None:
            yield "total_pages", self.total_pages
        if self.first is not None and self.first != (1 if self.strategy == "PageNumber" else 0):
            yield "first", self.first
        if self.size and self.strategy == "PageNumber":
            yield "size", self.size

    def __str__(self) -> str:
        """In words, for reports."""
        parameter = f"`{self.parameter}`"
        match self.strategy:
            case "Cursor":
                source = f"the header `{self.header}`" if self.header else dotted(self.next)
                told = f"{parameter} takes {source} of the page before"
            case "LastItem":
                told = f"{parameter} takes {dotted(self.key)} of the last item of the page before"
            case "Offset":
                told = f"{parameter} counts items"
            case "PageNumber":
                told = f"{parameter} counts pages"
            case "LinkHeader":
                told = "the header `Link` has the URL of the next page"
            case "NextURL":
                told = f"{dotted(self.next)} is the URL of the next page"
        ends = [
            dotted(path)
            for path in (self.has_more, self.total, self.total_pages)
            if path is not None
        ]
        return (
            f"{told}; {' and '.join(ends)} {'tell' if len(ends) > 1 else 'tells'} the end"
            if ends
            else told
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an operation has pages, and why."""

    ways: tuple[Way, ...]
    """The preferred one first; none where there are no pages."""

    item: Type | None
    """Type of an item; None where there are no pages."""

    reason: str
    """One sentence without its full stop; empty where nothing looks like pages."""


NO_PAGES = Verdict((), None, "")


def dotted(path: Path) -> str:
    """A path as reports show it."""
    return f"`{'.'.join(path)}`"

"""One walk over pages: what the next request is made of, and when there is none."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, assert_never, cast

from ..capture import RawResponse
from ..errors import PaginationError
from ..model import APIModel
from ..operation import Operation
from ..prepare import CallArguments
from ..values import is_scalar
from .links import ForeignLinkError, is_last, next_link, resolve
from .members import member, with_member, written
from .strategies import (
    Cursor,
    LastItem,
    LinkHeader,
    NextURL,
    Offset,
    PageNumber,
    Pagination,
)

T = TypeVar("T")

MOST_EMPTY_PAGES = 100
"""How many pages without items may follow each other."""


class Walk(Generic[T]):
    """One walk over the pages of an operation."""

    def __init__(self, operation: Operation[T], arguments: CallArguments) -> None:
        """Begin at the first page.

        Args:
            operation: one with pages.
            arguments: of the call for the first page.
        """
        if operation.pagination is None:
            raise TypeError(f"{operation.method} {operation.path} has no pages.")
        self.arguments = arguments
        """Those of the call for the page that comes next."""

        self.items: list[Any] = []
        """Those of the page that came last."""

        ways = operation.pagination
        self._ways = ways if isinstance(ways, tuple) else (ways,)
        options = arguments.get("options")
        self._most = None if options is None else options.max_pages
        self._goes_on = True
        self._failure: PaginationError | None = None
        self._pages = 0
        self._seen: set[Any] = set()
        self._empty = 0
        self._repeated = 0
        self._items_before: list[Any] = []
        self._count = 0

    def goes_on(self) -> bool:
        """Whether there is another page.

        Raises:
            PaginationError: there should be one, and what leads to it cannot be used.
        """
        if self._failure is not None:
            raise self._failure
        return self._goes_on

    def advance(self, page: T, raw: RawResponse) -> None:
        """Take a page; what is wrong with it is said when one asks for the next."""
        self.items = []
        self._goes_on = False
        try:
            self.items = items = self._items_of(page, raw)
            self._pages += 1
            self._count += len(items)
            self._empty = 0 if items else self._empty + 1
            if self._most is not None and self._pages >= self._most:
                return
            if self._empty > MOST_EMPTY_PAGES:
                raise _error(raw, page, f"{self._empty} pages in a row have no items")
            further = self._further(page, raw, items)
        except PaginationError as error:
            self._failure = error
            return
        if further is not None:
            self.arguments, self._goes_on = further, True
            self._items_before = items

    def _items_of(self, page: T, raw: RawResponse) -> list[Any]:
        """The items of a page; none where the page has no such member."""
        path = self._ways[0].items
        found = member(page, path)
        if found is None:
            return []
        if not isinstance(found, (list, tuple)):
            place = ".".join(path) or "the answer"
            raise _error(raw, page, f"{place} is no list of items")
        return list(found)

    def _further(
        self, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        """The arguments for the next page; None where there is none."""
        for way in self._ways:
            further = self._step(way, page, raw, items)
            if further is not None:
                self._ways = (way,)
                return further
        return None

    def _step(
        self, way: Pagination, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        match way:
            case Cursor():
                return self._by_cursor(way, page, raw, items)
            case LastItem():
                return self._behind_last_item(way, page, raw, items)
            case Offset():
                return self._by_offset(way, page, raw, items)
            case PageNumber():
                return self._by_number(way, page, raw, items)
            case LinkHeader():
                return self._by_link(next_link(raw.headers), page, raw)
            case NextURL():
                return self._by_link(member(page, way.next), page, raw)
            case _:
                assert_never(way)

    def _by_cursor(
        self, way: Cursor, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = _flag(page, way.has_more)
        if has_more is False:
            return None
        value = raw.headers.get(way.header) if way.header else member(page, way.next)
        if not way.header:
            value = written(value, raw, way.next)
        if _is_end(value):
            if has_more:
                raise _error(raw, page, "there is another page, but nothing names it")
            return None
        if way.location == "query" and _is_link(value, way.parameter):
            return self._by_link(value, page, raw)
        if not items and value == self._given(way, way.parameter):
            return None  # Some servers say where one is when there is nothing more.
        return self._with_new(way, value, page, raw)

    def _behind_last_item(
        self, way: LastItem, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = _flag(page, way.has_more)
        if has_more is False or (not items and not has_more):
            return None
        value = member(items[-1], way.key) if items else None
        if value is None:
            raise _error(raw, page, "there is another page, but no last item names it")
        value = written(value, raw, (*way.items, len(items) - 1, *way.key))
        return self._with_new(way, value, page, raw)

    def _by_offset(
        self, way: Offset, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = _flag(page, way.has_more)
        if has_more is False or (not items and not has_more):
            return None
        if not has_more and is_last(raw.headers):
            return None
        following = self._number(way, way.first) + len(items)
        total = _number_at(page, way.total)
        if total is not None and not has_more and following - way.first >= total:
            return None
        if not items:
            raise _error(raw, page, "there is another page, but this one has no items")
        self._check_progress(way, page, raw, items)
        return self._with(way, following)

    def _by_number(
        self, way: PageNumber, page: T, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = _flag(page, way.has_more)
        total_pages = _number_at(page, way.total_pages)
        if has_more is False or (not items and not has_more and total_pages is None):
            return None
        number = self._number(way, way.first)
        done = number - way.first + 1
        if total_pages is not None and done >= total_pages:
            return None
        if not has_more and is_last(raw.headers):
            return None
        total = _number_at(page, way.total)
        if total is not None and not has_more:
            # Pages before the one that was asked for first are not counted.
            size = self._given(way, way.size) if done != self._pages else None
            count = done * size if isinstance(size, int) else self._count
            if count >= total:
                return None
        self._check_progress(way, page, raw, items)
        return self._with(way, number + 1)

    def _by_link(self, link: Any, page: T, raw: RawResponse) -> CallArguments | None:
        if link is None or link is False or link == "":
            return None
        if isinstance(link, (dict, APIModel)):
            link = member(link, ("href",)) or member(link, ("url",))
        if not isinstance(link, str):
            raise _error(raw, page, "the link to the next page is no text")
        try:
            url = resolve(link.strip(), raw.url)
        except ForeignLinkError as error:
            raise _error(raw, page, f"the next page: {error}") from None
        self._check_new(url, page, raw)
        return {**self.arguments, "url": url}

    def _with_new(
        self, way: Cursor | LastItem, value: Any, page: T, raw: RawResponse
    ) -> CallArguments:
        """The arguments with a value that names the next page."""
        if isinstance(value, bool) or not is_scalar(value):
            raise _error(
                raw, page, "what names the next page is neither text nor number"
            )
        given = self._given(way, way.parameter)
        if is_scalar(given):
            self._seen.add(given)
        self._check_new(value, page, raw)
        return self._with(way, value)

    def _check_new(self, value: Any, page: T, raw: RawResponse) -> None:
        if value in self._seen:
            raise _error(raw, page, "the pages lead back to one that has been")
        self._seen.add(value)

    def _check_progress(
        self, way: Offset | PageNumber, page: T, raw: RawResponse, items: list[Any]
    ) -> None:
        """A server that does not know the parameter gives the same page for ever."""
        if not items or items != self._items_before:
            self._repeated = 0
            return
        self._repeated += 1
        # Pages such as `[0, 0]` may well be the same.
        is_plain = all(map(is_scalar, items)) and items.count(items[0]) == len(items)
        if not is_plain or self._repeated > MOST_EMPTY_PAGES:
            raise _error(raw, page, f"{way.parameter!r} does not change the page")

    def _number(self, way: Offset | PageNumber, first: int) -> int:
        """What a parameter is in the request that has been answered."""
        value = self._given(way, way.parameter)
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return cast(int, value) if is_number else first

    def _given(self, way: _ByParameter, name: str) -> Any:
        """A parameter of the request that has been answered; None where it has none."""
        arguments = self.arguments
        if way.location == "body":
            return member(arguments.get("body"), (name,))
        is_query = way.location == "query"
        holder = arguments.get("query") if is_query else arguments.get("headers")
        return (holder or {}).get(name)

    def _with(self, way: _ByParameter, value: Any) -> CallArguments:
        """The arguments with another value for the parameter."""
        arguments = self.arguments
        if way.location == "body":
            changed = with_member(arguments.get("body"), way.parameter, value)
            return {**arguments, "body": changed}
        if way.location == "query":
            query = arguments.get("query") or {}
            return {**arguments, "query": {**query, way.parameter: value}}
        headers = arguments.get("headers") or {}
        return {**arguments, "headers": {**headers, way.parameter: value}}


_ByParameter = Cursor | LastItem | Offset | PageNumber


def _flag(page: Any, path: tuple[str, ...] | None) -> bool | None:
    found = None if path is None else member(page, path)
    return found if isinstance(found, bool) else None


def _number_at(page: Any, path: tuple[str, ...] | None) -> int | None:
    found = None if path is None else member(page, path)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _is_link(value: Any, parameter: str) -> bool:
    """Whether a server gives the whole URL of the next page where the cursor alone is expected."""
    return (
        isinstance(value, str)
        and value.startswith(("http://", "https://"))
        and f"{parameter}=" in value
    )


def _is_end(value: Any) -> bool:
    """Whether a cursor says that there is no further page; numbers of pages are positive."""
    if isinstance(value, (int, float)):
        return value is not True and value <= 0
    return value is None or value == ""


def _error(raw: RawResponse, page: Any, problem: str) -> PaginationError:
    return PaginationError(
        f"{raw.method} {raw.url}: {problem}.",
        status_code=raw.status_code,
        headers=raw.headers,
        body=page,
        method=raw.method,
        url=raw.url,
    )

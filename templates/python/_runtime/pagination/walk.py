"""One walk over pages: what the next request is made of, and when there is none."""

from __future__ import annotations

import math
from typing import Any, Generic, TypeAlias, TypeVar, assert_never

from ..client.prepare import CallArguments
from ..codec.places import Place
from ..errors import PaginationError
from ..models.base import APIModel
from ..operations import Operation
from ..requests.values import is_left_out, is_scalar
from ..responses.raw_response import RawResponse
from ..responses.reading import result_type
from .arguments import given, with_own_key, with_parameter
from .links import MOST_CHARACTERS, ForeignLinkError, is_last, next_link, resolve
from .members import member, written
from .strategies import (
    Cursor,
    LastItem,
    LinkHeader,
    NextURL,
    Offset,
    PageNumber,
    Pagination,
    ParameterLocation,
    Path,
)
from .told import (
    flag,
    is_end,
    is_link,
    is_link_with,
    more,
    number,
    total,
    total_pages,
    whole,
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
        """Those of the page that came last, in the order of the walk."""

        ways = operation.pagination
        self._operation = operation
        self._ways = ways if isinstance(ways, tuple) else (ways,)
        options = arguments.get("options")
        self._most = None if options is None else options.max_pages
        self._goes_on = True
        self._first: int | None = None
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

    def advance(self, answer: T, raw: RawResponse) -> None:
        """Take a page; what is wrong with it is said when one asks for the next."""
        self.items = []
        self._goes_on = False
        page = Place(answer, result_type(self._operation, raw))
        try:
            items = self._items_of(page, raw)
            self.items = items[::-1] if self._is_reversed() else items
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
            self.arguments, self._goes_on = with_own_key(further), True
            self._items_before = items

    def _is_reversed(self) -> bool:
        """Whether the walk goes backwards, also over the items of a page."""
        way = self._ways[0]
        return isinstance(way, (Cursor, LastItem)) and self._is_backward(way)

    def _items_of(self, page: Place, raw: RawResponse) -> list[Any]:
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
        self, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        """The arguments for the next page; None where there is none."""
        for way in self._ways:
            further = self._step(way, page, raw, items)
            if further is not None:
                self._ways = (way,)
                return further
        return None

    def _step(
        self, way: Pagination, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        match way:
            case Cursor():
                if self._is_backward(way):
                    return self._by_previous(way, page, raw)
                return self._by_cursor(way, page, raw, items)
            case LastItem():
                return self._beside_item(way, page, raw, items)
            case Offset():
                return self._by_offset(way, page, raw, items)
            case PageNumber():
                return self._by_number(way, page, raw, items)
            case LinkHeader():
                return self._by_link(next_link(raw.headers), page, raw)
            case NextURL():
                return self._by_url(way, page, raw)
            case _:
                assert_never(way)

    def _by_cursor(
        self, way: Cursor, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more(way, page)
        if has_more is False:
            return None
        value = raw.headers.get(way.header) if way.header else member(page, way.next)
        if not way.header:
            value = written(value, raw, way.next)
        if is_end(value):
            _check_end(has_more, page, raw)
            return None
        if way.location == "query" and is_link_with(value, way.parameter):
            return self._by_link(value, page, raw)
        if not items and value == self._given(way):
            return None  # Some servers say where one is when there is nothing more.
        return self._with_new(way.location, _path(way), value, page, raw)

    def _by_previous(
        self, way: Cursor, page: Place, raw: RawResponse
    ) -> CallArguments | None:
        has_more = flag(page, way.has_previous)
        value = written(member(page, way.previous), raw, way.previous)
        if has_more is False or not way.previous:
            return None
        if is_end(value):
            _check_end(has_more, page, raw)
            return None
        return self._with_new(way.location, _path(way, way.before), value, page, raw)

    def _beside_item(
        self, way: LastItem, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        """By the last item of a page, or by the first one of a walk backwards."""
        has_more = more(way, page)
        if has_more is False or (not items and not has_more):
            return None
        is_backward = self._is_backward(way)
        position = 0 if is_backward else len(items) - 1
        way_to_key: tuple[str | int, ...] = (*way.items, position, *way.key)
        value = member(page, way_to_key) if items else None
        if value is None:
            raise _error(raw, page, "there is another page, but no last item names it")
        value = written(value, raw, way_to_key)
        name = way.before if is_backward else way.parameter
        return self._with_new(way.location, (name,), value, page, raw)

    def _by_offset(
        self, way: Offset, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more(way, page)
        if has_more is False or (not items and not has_more):
            return None
        if not has_more and is_last(raw.headers):
            return None
        value = self._number(way, page)
        done = value - self._first_of(way) + len(items)
        count = total(way, page, raw)
        if not has_more and _is_reached(count, done, len(items)):
            return None
        if not items:
            raise _error(raw, page, "there is another page, but this one has no items")
        self._check_progress(way, page, raw, items)
        value += len(items)
        return with_parameter(
            self._operation, self.arguments, way.location, _path(way), value
        )

    def _by_number(
        self, way: PageNumber, page: Place, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more(way, page)
        pages = total_pages(way, page, raw)
        if has_more is False or (not items and not has_more and not pages):
            return None
        value = self._number(way, page)
        done = value - self._first_of(way) + 1
        if _is_reached(pages, done, min(len(items), 1)):
            return None
        if not has_more and is_last(raw.headers):
            return None
        count = total(way, page, raw)
        if count is not None and not has_more:
            # Pages before the one that was asked for first are not counted.
            is_middle = done != self._pages
            size = self._given(way, way.size) if way.size and is_middle else None
            came = done * size if isinstance(size, int) else self._count
            if _is_reached(count, came, len(items)):
                return None
        self._check_progress(way, page, raw, items)
        return with_parameter(
            self._operation, self.arguments, way.location, _path(way), value + 1
        )

    def _by_url(
        self, way: NextURL, page: Place, raw: RawResponse
    ) -> CallArguments | None:
        has_more = more(way, page)
        if has_more is False:
            return None
        value = member(page, way.next)
        if way.parameter and not is_end(value) and is_scalar(value):
            value = written(value, raw, way.next)
            if not is_link(value):
                return self._with_new("query", (way.parameter,), value, page, raw)
        further = self._by_link(value, page, raw)
        if further is None:
            _check_end(has_more, page, raw)
        return further

    def _by_link(
        self, link: Any, page: Place, raw: RawResponse
    ) -> CallArguments | None:
        if isinstance(link, (dict, APIModel)):
            link = member(Place(link), ("href",)) or member(Place(link), ("url",))
        if link is None or link is False or link == "":
            return None
        if not isinstance(link, str) or link.strip().isdecimal():
            raise _error(raw, page, "the link to the next page is no text of a URL")
        try:
            url = resolve(link.strip(), raw.url)
        except ForeignLinkError as error:
            raise _error(raw, page, f"the next page: {error}") from None
        self._check_new(url, page, raw)
        return {**self.arguments, "url": url}

    # --- parameters ---------------------------------------------------------------------------------

    def _with_new(
        self,
        location: ParameterLocation,
        path: Path,
        value: Any,
        page: Place,
        raw: RawResponse,
    ) -> CallArguments:
        """The arguments with a value that names the next page."""
        if isinstance(value, float) and math.isfinite(value):
            value = int(value) if value.is_integer() else value
        elif isinstance(value, (bool, float)) or not is_scalar(value):
            raise _error(
                raw, page, "what names the next page is neither text nor number"
            )
        if location != "body" and _is_too_long(value):
            raise _error(raw, page, "what names the next page is too long to be sent")
        current = given(self._operation, self.arguments, location, path)
        if is_scalar(current):
            self._seen.add(current)
        self._check_new(value, page, raw)
        return with_parameter(self._operation, self.arguments, location, path, value)

    def _check_new(self, value: Any, page: Place, raw: RawResponse) -> None:
        if value in self._seen:
            raise _error(raw, page, "the pages lead back to one that has been")
        self._seen.add(value)

    def _check_progress(
        self, way: Offset | PageNumber, page: Place, raw: RawResponse, items: list[Any]
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

    def _is_backward(self, way: Cursor | LastItem) -> bool:
        """Whether the call asks for what comes before something, and not for what comes after."""
        return (
            bool(way.before)
            and not is_left_out(self._given(way, way.before))
            and is_left_out(self._given(way))
        )

    def _number(self, way: Offset | PageNumber, page: Place) -> int:
        """What a parameter is in the request that has been answered."""
        asked = self._given(way)
        if not is_left_out(asked):
            value = whole(asked)
            return self._first_of(way) if value is None else value
        told = number(page, way.current)
        if told in (0, 1):
            self._first = told
        return self._first_of(way)

    def _first_of(self, way: Offset | PageNumber) -> int:
        """What the parameter is for the first page."""
        return way.first if self._first is None else self._first

    def _given(self, way: _ByParameter, name: str = "") -> Any:
        """A parameter of the request that has been answered; None where it has none."""
        return given(self._operation, self.arguments, way.location, _path(way, name))


_ByParameter: TypeAlias = Cursor | LastItem | Offset | PageNumber


def _path(way: _ByParameter, name: str = "") -> Path:
    """What leads to the parameter, or to another one beside it, from all that are sent."""
    within = () if isinstance(way, LastItem) else way.within
    if not within:
        return (name or way.parameter,)
    return (way.parameter, *within[:-1], name or within[-1])


def _is_reached(told: int | None, done: int, least: int) -> bool:
    """Whether everything has come; a number that is smaller than what one page has says nothing."""
    return told is not None and told >= least and done >= told


def _is_too_long(value: Any) -> bool:
    if isinstance(value, int):
        return value.bit_length() > MOST_CHARACTERS
    return isinstance(value, str) and len(value) > MOST_CHARACTERS


def _check_end(has_more: bool | None, page: Place, raw: RawResponse) -> None:
    """Where nothing leads on, nothing must say that there is another page.

    Raises:
        PaginationError: there should be one.
    """
    if has_more:
        raise _error(raw, page, "there is another page, but nothing names it")


def _error(raw: RawResponse, page: Place, problem: str) -> PaginationError:
    return PaginationError(
        f"{raw.method} {raw.url}: {problem}.",
        status_code=raw.status_code,
        headers=raw.headers,
        body=page.value,
        method=raw.method,
        url=raw.url,
    )

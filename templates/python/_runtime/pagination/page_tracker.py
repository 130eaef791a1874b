"""Determines the request for each further page from the page before it."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, TypeAlias, TypeVar, assert_never
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from uuid import uuid4

from ..client.prepare import KEY_HEADERS, CallArguments
from ..codec.json_text import loads
from ..codec.wire_values import WireValue
from ..errors import APIStatusError
from ..http import httpx
from ..models import UNSET, BareAPIModel
from ..optional_errors import PaginationError
from ..parameters import is_left_out, is_scalar
from ..requests import Operation
from ..responses import RawResponse, declared_responses
from .strategies import (
    Cursor,
    LastItem,
    LinkHeader,
    NextURL,
    Offset,
    PagedOperation,
    PageNumber,
    Pagination,
    ParameterLocation,
    Path,
)

_PLAIN = (str, int, bool, type(None))
"""Types whose values are the same before and after decoding."""


def member(place: WireValue, path: Iterable[str | int]) -> Any:
    """Return the value at a path in a decoded value; None if there is none."""
    for step in path:
        _, place = place.inside(step)
    return None if place.value is UNSET else place.value


def as_received(value: Any, raw: RawResponse, path: Iterable[str | int]) -> Any:
    """Return a value of a decoded response as the server wrote it, so that it can be sent back
    unchanged.

    Args:
        value: The decoded value.
        raw: The response.
        path: Path of the value in it; a number is an index.
    """
    if type(value) in _PLAIN:
        return value
    try:
        found = loads(raw.content)
        for name in path:
            found = found[name]
    except (ValueError, LookupError, TypeError, RecursionError):
        return value
    return found


def with_member(place: WireValue, path: Sequence[str], new: Any) -> Any:
    """Return a copy of a value in which the member at a path is replaced."""
    if not path:
        return new
    name, *rest = path
    _, inner = place.inside(name)
    return place.with_part(name, with_member(inner, rest, new))


# --- references to further pages ------------------------------------------------------------

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_RELATIVE = re.compile(r"[^\s{}\"]*\?")
"""A query, possibly with a path before it."""


def more_pages(
    way: Cursor | LastItem | Offset | PageNumber | NextURL, page: WireValue
) -> bool | None:
    """Return whether the response says that there is another page; None if it does not: some
    servers never say that a page is not the last one."""
    has_more = boolean_at(page, way.has_more)
    if has_more is not None:
        return has_more
    return False if boolean_at(page, way.is_last) else None


def boolean_at(page: WireValue, path: Path | None) -> bool | None:
    """Return the boolean at a path; None if there is none."""
    found = None if path is None else member(page, path)
    return found if isinstance(found, bool) else None


def integer_at(page: WireValue, path: Path | None) -> int | None:
    """Return the integer at a path, also if it is text; None if there is none."""
    return None if path is None else as_integer(member(page, path))


def total(way: Offset | PageNumber, page: WireValue, raw: RawResponse) -> int | None:
    """Return the total number of items; None if it is not given."""
    header = way.total_header
    told = (
        as_integer(raw.headers.get(header)) if header else integer_at(page, way.total)
    )
    return told if told is None or told >= 0 else None


def total_pages(way: PageNumber, page: WireValue, raw: RawResponse) -> int | None:
    """Return the total number of pages; None if it is not given."""
    header = way.total_pages_header
    told = (
        as_integer(raw.headers.get(header))
        if header
        else integer_at(page, way.total_pages)
    )
    return told if told is None or told >= 0 else None


def as_integer(value: Any) -> int | None:
    """Convert a value to an integer, also if it is text; None for everything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str):
        is_number = value.isascii() and value.isdecimal() and len(value) < 20
        return int(value) if is_number else None
    return value if isinstance(value, int) else None


def is_end_cursor(cursor: Any) -> bool:
    """Return whether a cursor says that there is no further page; page numbers are positive."""
    if isinstance(cursor, (int, float)):
        return cursor is not True and not cursor > 0  # nor is NaN
    return cursor is None or cursor == ""


def is_link(value: Any) -> bool:
    """Return whether a value is a URL, absolute or relative with a query, rather than a cursor."""
    return isinstance(value, str) and bool(
        _ABSOLUTE.match(value) or _RELATIVE.match(value)
    )


def is_link_with(value: Any, parameter: str) -> bool:
    """Return whether a value is the whole URL of the next page where a cursor is expected."""
    return is_link(value) and any(
        f"{name}=" in value for name in (parameter, quote(parameter, safe=""))
    )


# --- links (RFC 8288) -----------------------------------------------------------------

_LINK = re.compile(r"\s*,?\s*<([^>]*)>((?:\s*;\s*[^,;\"]*(?:\"(?:[^\"\\]|\\.)*\")?)*)")
_PARAMETER = re.compile(
    r";\s*([^\s=;,\"]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^\s;,\"]*)))?"
)
_NOT_IN_URLS = re.compile(r"[\x00-\x20\x7f\\]")
MOST_CHARACTERS = 16_384
"""Maximum length of a URL, or a part of it; servers accept 8 to 16 KiB."""

_PORTS = {"http": 80, "https": 443}


class ForeignLinkError(ValueError):
    """A link leads to another origin, or is unusable."""


def next_link(headers: httpx.Headers) -> str | None:
    """Return the target of the first link to the next page; None if there is none."""
    return next(
        (link for relation, link in _relations(headers) if relation == "next"), None
    )


def is_last(headers: httpx.Headers) -> bool:
    """Return whether there are links to pages, but none to a next one."""
    relations = {relation for relation, _ in _relations(headers)}
    return not relations.isdisjoint(("first", "prev")) and "next" not in relations


def _relations(headers: httpx.Headers) -> Iterator[tuple[str, str]]:
    """Yield relations and targets of links."""
    for value in headers.get_list("Link"):
        for target, parameters in _links(value):
            # With an anchor, the link is one of another resource (RFC 8288, 3.2).
            if "anchor" not in parameters:
                for relation in parameters.get("rel", "").lower().split():
                    yield relation, target


def _links(value: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the links of one header, each with its parameters; of repeated parameters the first
    counts."""
    position = 0
    while found := _LINK.match(value, position):
        position = found.end()
        parameters: dict[str, str] = {}
        for name, quoted, token in _PARAMETER.findall(found[2]):
            text = re.sub(r"\\(.)", r"\1", quoted) if quoted else token
            parameters.setdefault(name.lower(), text)
        yield found[1].strip(), parameters


def resolve(link: str, url: str) -> str:
    """Return the absolute URL of a link, within the origin of the request.

    A link to the same host with another scheme, as sent by servers behind a proxy, is followed with
    the scheme of the request; the port must then be the default one. Pages share their path, so a
    link whose path is a suffix of the path of the request is completed.

    Args:
        link: Absolute or relative link.
        url: URL of the request, without its query.

    Raises:
        ForeignLinkError: The link leads to another origin.
    """
    if len(link) > MOST_CHARACTERS:
        raise ForeignLinkError(f"{_shown(link)} is too long")
    own = urlsplit(url)
    try:
        argument_at = urlsplit(link)
        target = urlsplit(urljoin(url, link))
        port = target.port or _PORTS.get(target.scheme)
    except ValueError:
        raise ForeignLinkError(f"{_shown(link)} is not a URL") from None
    own_port = own.port or _PORTS.get(own.scheme)
    is_same = (target.scheme, port) == (own.scheme, own_port) or (
        target.scheme != own.scheme and port == _PORTS.get(target.scheme)
    )
    if target.scheme not in _PORTS or "@" in target.netloc:
        raise ForeignLinkError(f"{_shown(link)} cannot be followed")
    if target.hostname != own.hostname or not is_same:
        raise ForeignLinkError(f"{_shown(link)} leads to another origin")
    if _NOT_IN_URLS.search(link) or (argument_at.scheme and not argument_at.netloc):
        raise ForeignLinkError(f"{_shown(link)} is not a URL")
    path = target.path or "/"
    if len(path) > 1 and own.path.endswith(path):
        path = own.path
    return urlunsplit((own.scheme, own.netloc, path, target.query, ""))


def _shown(link: str) -> str:
    """Return the beginning of a link without query and user information, which may be secret."""
    text = link.partition("?")[0].rpartition("@")[2]
    return repr(text[:100])


# --- arguments of the next call -------------------------------------------------------


def argument_at(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    path: Path,
) -> Any:
    """Return the value of a parameter, or of a member of it; None if it is missing."""
    if location == "body":
        return member(_body(operation, arguments), path)
    name, *inner = path
    return member(_parameter(operation, arguments, location, name), inner)


def with_argument(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    path: Path,
    value: Any,
) -> CallArguments:
    """Return the arguments with another value for a parameter, or for a member of it."""
    if location == "body":
        body = with_member(_body(operation, arguments), path, value)
        return {**arguments, "body": body}
    name, *inner = path
    place = _parameter(operation, arguments, location, name)
    changed = {**_values(arguments, location), name: with_member(place, inner, value)}
    if location == "query":
        return {**arguments, "query": changed}
    return {**arguments, "headers": changed}


def _body(operation: Operation[Any], arguments: CallArguments) -> WireValue:
    declared = operation.body
    form = declared[0] if isinstance(declared, tuple) else declared
    return WireValue(arguments.get("body"), None if form is None else form.type)


def _parameter(
    operation: Operation[Any],
    arguments: CallArguments,
    location: ParameterLocation,
    name: str,
) -> WireValue:
    types = (
        each.type
        for each in operation.parameters
        if each.name == name and each.location == location
    )
    return WireValue(_values(arguments, location).get(name), next(types, None))


def _values(arguments: CallArguments, location: ParameterLocation) -> Mapping[str, Any]:
    found = arguments.get("query") if location == "query" else arguments.get("headers")
    return found or {}


def with_new_key(arguments: CallArguments) -> CallArguments:
    """Return the arguments with a new idempotency key, if there is one: with the same key, a server
    would take the request for a repetition."""
    options, headers = arguments.get("options"), arguments.get("headers")
    if options is not None and options.idempotency_key is not None:
        options = dataclasses.replace(options, idempotency_key=str(uuid4()))
        arguments = {**arguments, "options": options}
    keys = [name for name in headers or () if name.lower() in KEY_HEADERS]
    if keys:
        # Where the method needs a key, one is made for the header that is declared.
        headers = {**(headers or {}), **dict.fromkeys(keys)}
        arguments = {**arguments, "headers": headers}
    return arguments


# --- page tracker ---------------------------------------------------------------------------

T = TypeVar("T")

MOST_EMPTY_PAGES = 100
"""Maximum number of consecutive pages without items."""

_PAST_THE_END = (404, 416)
"""Statuses of a page after the last one. Frameworks such as Django respond with 404."""

_PAST_A_SHORT_PAGE = (400, 404, 416, 422)
"""The same after a page that is shorter than others; after a full page, 400 and 422 rather mean that
the server does not go on to where the user wants."""


class PageTracker(Generic[T]):
    """One iteration over the pages of an operation."""

    def __init__(self, operation: PagedOperation[T], arguments: CallArguments) -> None:
        """Begin with the first page.

        Args:
            operation: Operation with pages.
            arguments: Arguments of the call for the first page.
        """
        self.arguments = arguments
        """Arguments of the call for the next page."""

        self.items: list[Any] = []
        """Items of the current page, in the order of iteration."""

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
        self._raw_before: RawResponse | None = None
        self._count = 0
        self._longest = 0
        """Number of items of the longest page before the current one."""

        self._is_guess = False
        """True if nothing says that there is a further page: it is requested to find out."""

        self._is_short = False
        """True if the current page is shorter than requested, or than an earlier one."""

    def goes_on(self) -> bool:
        """Return whether there is another page.

        Raises:
            PaginationError: There should be one, but the reference to it is unusable.
        """
        if self._failure is not None:
            raise self._failure
        return self._goes_on

    def ends_with(self, error: APIStatusError) -> bool:
        """Return whether an error, in place of a page, says that the page before was the last one."""
        statuses = _PAST_A_SHORT_PAGE if self._is_short else _PAST_THE_END
        if not self._is_guess or error.status_code not in statuses:
            return False
        self._goes_on = False
        return True

    def advance(self, result: T, raw: RawResponse) -> None:
        """Take a page; errors in it are raised when the next one is requested."""
        self.items = []
        self._goes_on = self._is_guess = False
        page = WireValue(result, _result_type(self._operation, raw))
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
            self.arguments, self._goes_on = with_new_key(further), True
            self._items_before, self._raw_before = items, raw
            self._longest = max(self._longest, len(items))

    def _is_reversed(self) -> bool:
        """True if the iteration goes backwards, also over the items of a page."""
        way = self._ways[0]
        return isinstance(way, (Cursor, LastItem)) and self._is_backward(way)

    def _items_of(self, page: WireValue, raw: RawResponse) -> list[Any]:
        """Return the items of a page; none if the page has no such member."""
        path = self._ways[0].items
        found = page.value if isinstance(page.value, (str, bytes)) else None
        found = found or member(page, path)
        if found is None:
            return []
        if not isinstance(found, (list, tuple)):
            place = ".".join(path) or "the response"
            raise _error(raw, page, f"{place} is not a list of items")
        return list(found)

    def _further(
        self, page: WireValue, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        """Return the arguments for the next page; None if there is none."""
        for way in self._ways:
            further = self._step(way, page, raw, items)
            if further is not None:
                self._ways = (way,)
                return further
        return None

    def _step(
        self, way: Pagination, page: WireValue, raw: RawResponse, items: list[Any]
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
        self, way: Cursor, page: WireValue, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more_pages(way, page)
        if has_more is False:
            return None
        value = raw.headers.get(way.header) if way.header else member(page, way.next)
        if not way.header:
            value = as_received(value, raw, way.next)
        if is_end_cursor(value):
            _check_end(has_more, page, raw)
            return None
        if way.location == "query" and is_link_with(value, way.parameter):
            return self._by_link(value, page, raw)
        if not items and value == self._given(way):
            return None  # Some servers say where one is when there is nothing more.
        return self._with_new(way.location, _path(way), value, page, raw)

    def _by_previous(
        self, way: Cursor, page: WireValue, raw: RawResponse
    ) -> CallArguments | None:
        has_more = boolean_at(page, way.has_previous)
        value = as_received(member(page, way.previous), raw, way.previous)
        if has_more is False or not way.previous:
            return None
        if is_end_cursor(value):
            _check_end(has_more, page, raw)
            return None
        return self._with_new(way.location, _path(way, way.before), value, page, raw)

    def _beside_item(
        self, way: LastItem, page: WireValue, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        """Return the arguments for the next page by the last item of a page, or by the first one
        when iterating backwards."""
        has_more = more_pages(way, page)
        if has_more is False or (not items and not has_more):
            return None
        is_backward = self._is_backward(way)
        position = 0 if is_backward else len(items) - 1
        way_to_key: tuple[str | int, ...] = (*way.items, position, *way.key)
        value = member(page, way_to_key) if items else None
        if value is None:
            raise _error(
                raw, page, "there is another page, but no last item to refer to it"
            )
        value = as_received(value, raw, way_to_key)
        name = way.before if is_backward else way.parameter
        return self._with_new(way.location, (name,), value, page, raw)

    def _by_offset(
        self, way: Offset, page: WireValue, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more_pages(way, page)
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
        is_told = has_more or (count is not None and count > done)
        self._guess(raw, items, is_told=bool(is_told), size=None)
        value += len(items)
        return with_argument(
            self._operation, self.arguments, way.location, _path(way), value
        )

    def _by_number(
        self, way: PageNumber, page: WireValue, raw: RawResponse, items: list[Any]
    ) -> CallArguments | None:
        has_more = more_pages(way, page)
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
        size = as_integer(self._given(way, way.size)) if way.size else None
        is_told = has_more or (pages is not None and pages > done)
        if count is not None and not has_more:
            # Pages before the one that was asked for first are not counted.
            is_middle = done != self._pages
            came = done * size if size is not None and is_middle else self._count
            if _is_reached(count, came, len(items)):
                return None
            is_told = is_told or count > came
        self._check_progress(way, page, raw, items)
        self._guess(raw, items, is_told=bool(is_told), size=size)
        if self._is_guess and len(items) < self._longest == size:
            return None
        return with_argument(
            self._operation, self.arguments, way.location, _path(way), value + 1
        )

    def _by_url(
        self, way: NextURL, page: WireValue, raw: RawResponse
    ) -> CallArguments | None:
        has_more = more_pages(way, page)
        if has_more is False:
            return None
        value = member(page, way.next)
        if way.parameter and not is_end_cursor(value) and is_scalar(value):
            value = as_received(value, raw, way.next)
            if not is_link(value):
                return self._with_new("query", (way.parameter,), value, page, raw)
        further = self._by_link(value, page, raw)
        if further is None:
            _check_end(has_more, page, raw)
        return further

    def _by_link(
        self, link: Any, page: WireValue, raw: RawResponse
    ) -> CallArguments | None:
        if isinstance(link, (dict, BareAPIModel)):
            link = member(WireValue(link), ("href",)) or member(
                WireValue(link), ("url",)
            )
        if link is None or link is False or link == "":
            return None
        if not isinstance(link, str) or link.strip().isdecimal():
            raise _error(raw, page, "the link to the next page is not a URL")
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
        page: WireValue,
        raw: RawResponse,
    ) -> CallArguments:
        """Return the arguments with a value that identifies the next page."""
        if isinstance(value, float) and math.isfinite(value):
            value = int(value) if value.is_integer() else value
        elif isinstance(value, (bool, float)) or not is_scalar(value):
            raise _error(
                raw, page, "the reference to the next page is neither text nor a number"
            )
        if location != "body" and _is_too_long(value):
            raise _error(
                raw, page, "the reference to the next page is too long to be sent"
            )
        current = argument_at(self._operation, self.arguments, location, path)
        if is_scalar(current):
            self._seen.add(current)
        self._check_new(value, page, raw)
        return with_argument(self._operation, self.arguments, location, path, value)

    def _check_new(self, value: Any, page: WireValue, raw: RawResponse) -> None:
        if value in self._seen:
            raise _error(raw, page, "the pages lead back to an earlier one")
        self._seen.add(value)

    def _guess(
        self, raw: RawResponse, items: list[Any], *, is_told: bool, size: int | None
    ) -> None:
        """Note whether there may be a further page, or must be one.

        Args:
            raw: The response.
            items: Items of the page.
            is_told: Whether the page says that there is a further one.
            size: Requested number of items per page, which servers may lower.
        """
        self._is_guess = not is_told and next_link(raw.headers) is None
        self._is_short = len(items) < max(self._longest, size or 0)

    def _check_progress(
        self,
        way: Offset | PageNumber,
        page: WireValue,
        raw: RawResponse,
        items: list[Any],
    ) -> None:
        """Check that the page differs from the one before: servers that ignore the parameter return
        the same page forever."""
        before = self._raw_before
        if before is None or not items or items != self._items_before:
            self._repeated = 0
            return
        # Decoded items may be equal where the received ones are not.
        received = as_received(items, raw, way.items)
        if received != as_received(self._items_before, before, way.items):
            self._repeated = 0
            return
        self._repeated += 1
        # Pages such as `[0, 0]` may well be the same, but hardly those of one object each.
        is_plain = all(map(is_scalar, items)) or len(items) > 1
        is_uniform = is_plain and received.count(received[0]) == len(items)
        if not is_uniform or self._repeated > MOST_EMPTY_PAGES:
            raise _error(raw, page, f"{way.parameter!r} does not change the page")

    def _is_backward(self, way: Cursor | LastItem) -> bool:
        """Return whether the call requests what precedes a value, and not what follows it."""
        return (
            bool(way.before)
            and not is_left_out(self._given(way, way.before))
            and is_left_out(self._given(way))
        )

    def _number(self, way: Offset | PageNumber, page: WireValue) -> int:
        """Return the value of a parameter in the request of the current page."""
        asked = self._given(way)
        if not is_left_out(asked):
            value = as_integer(asked)
            return self._first_of(way) if value is None else value
        told = integer_at(page, way.current)
        if told in (0, 1):
            self._first = told
        return self._first_of(way)

    def _first_of(self, way: Offset | PageNumber) -> int:
        """Return the value of the parameter for the first page."""
        return way.first if self._first is None else self._first

    def _given(self, way: _ByParameter, name: str = "") -> Any:
        """Return a parameter of the request of the current page; None if it has none."""
        return argument_at(
            self._operation, self.arguments, way.location, _path(way, name)
        )


_ByParameter: TypeAlias = Cursor | LastItem | Offset | PageNumber


def _path(way: _ByParameter, name: str = "") -> Path:
    """Return the path of the parameter, or of a sibling, among all parameters."""
    within = () if isinstance(way, LastItem) else way.within
    if not within:
        return (name or way.parameter,)
    return (way.parameter, *within[:-1], name or within[-1])


def _is_reached(told: int | None, done: int, least: int) -> bool:
    """Return whether all items were received; a total smaller than a page is ignored."""
    return told is not None and told >= least and done >= told


def _is_too_long(value: Any) -> bool:
    if isinstance(value, int):
        return value.bit_length() > MOST_CHARACTERS
    return isinstance(value, str) and len(value) > MOST_CHARACTERS


def _check_end(has_more: bool | None, page: WireValue, raw: RawResponse) -> None:
    """Check that a response without a reference to the next page does not say that there is one.

    Raises:
        PaginationError: It does.
    """
    if has_more:
        raise _error(raw, page, "there is another page, but no reference to it")


def _error(raw: RawResponse, page: WireValue, problem: str) -> PaginationError:
    return PaginationError(
        f"{raw.method} {raw.url}: {problem}.",
        status_code=raw.status_code,
        headers=raw.headers,
        body=page.value,
        method=raw.method,
        url=raw.url,
    )


def _result_type(operation: Operation[Any], response: RawResponse) -> str | None:
    """Return the declared type of a JSON or XML response; None for others."""
    content = declared_responses(operation).success(response.status_code)
    return None if content is None else content.part_of(response).result_type

"""Iteration over all items, or over all pages, of an operation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from ..operation import Operation
from .walk import Walk

if TYPE_CHECKING:
    from ..client import AsyncClient, SyncClient
    from ..prepare import CallArguments

Item_co = TypeVar("Item_co", covariant=True)
Page_co = TypeVar("Page_co", covariant=True)


class Pages(Generic[Item_co, Page_co]):
    """The items of all pages; each page is asked for when its first item is.

    Nothing is sent before that, and every `for` begins at the first page. Arguments and options
    are those of the call for each page.

    Raises:
        PaginationError: what leads to the next page cannot be used.
        APIError: a page did not come; see its subclasses.
    """

    def __init__(
        self,
        client: SyncClient,
        operation: Operation[Page_co],
        arguments: CallArguments,
    ) -> None:
        """Pages are made by the clients.

        Args:
            client: what sends.
            operation: one with pages.
            arguments: of the call for the first page.
        """
        self._client = client
        self._operation = operation
        self._arguments = arguments

    def __repr__(self) -> str:
        operation = self._operation
        return f"<{type(self).__name__} {operation.method} {operation.path}>"

    def __iter__(self) -> Iterator[Item_co]:
        walk = Walk(self._operation, self._arguments)
        for _ in self._walk(walk):
            yield from walk.items

    def pages(self) -> Iterator[Page_co]:
        """Each page as a whole: what the API answers, totals included."""
        return self._walk(Walk(self._operation, self._arguments))

    def first_page(self) -> Page_co:
        """The first page alone, as a whole.

        Raises:
            APIError: it did not come; see its subclasses.
        """
        return self._client._call(self._operation, self._arguments)[0]

    def _walk(self, walk: Walk[Page_co]) -> Iterator[Page_co]:
        while walk.goes_on():
            page, raw = self._client._call(self._operation, walk.arguments)
            walk.advance(page, raw)
            yield page


class AsyncPages(Generic[Item_co, Page_co]):
    """The items of all pages; each page is asked for when its first item is.

    Nothing is sent before that, and every `async for` begins at the first page. Arguments and
    options are those of the call for each page.

    Raises:
        PaginationError: what leads to the next page cannot be used.
        APIError: a page did not come; see its subclasses.
    """

    def __init__(
        self,
        client: AsyncClient,
        operation: Operation[Page_co],
        arguments: CallArguments,
    ) -> None:
        """Pages are made by the clients.

        Args:
            client: what sends.
            operation: one with pages.
            arguments: of the call for the first page.
        """
        self._client = client
        self._operation = operation
        self._arguments = arguments

    def __repr__(self) -> str:
        operation = self._operation
        return f"<{type(self).__name__} {operation.method} {operation.path}>"

    async def __aiter__(self) -> AsyncIterator[Item_co]:
        walk = Walk(self._operation, self._arguments)
        async for _ in self._walk(walk):
            for item in walk.items:
                yield item

    def pages(self) -> AsyncIterator[Page_co]:
        """Each page as a whole: what the API answers, totals included."""
        return self._walk(Walk(self._operation, self._arguments))

    async def first_page(self) -> Page_co:
        """The first page alone, as a whole.

        Raises:
            APIError: it did not come; see its subclasses.
        """
        return (await self._client._call(self._operation, self._arguments))[0]

    async def _walk(self, walk: Walk[Page_co]) -> AsyncIterator[Page_co]:
        while walk.goes_on():
            page, raw = await self._client._call(self._operation, walk.arguments)
            walk.advance(page, raw)
            yield page

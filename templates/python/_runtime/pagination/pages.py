"""Iterators over all items or all pages of an operation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from ..client.prepare import CallArguments
from ..errors import APIStatusError
from .page_tracker import PageTracker
from .strategies import PagedOperation

if TYPE_CHECKING:
    from ..client import AsyncClient, SyncClient

Item_co = TypeVar("Item_co", covariant=True)
Page_co = TypeVar("Page_co", covariant=True)


class Pages(Generic[Item_co, Page_co]):
    """Items of all pages; each page is requested when its first item is needed.

    Every `for` loop starts with the first page. The arguments and options of the call are used for
    each page.

    Raises:
        PaginationError: The reference to the next page is unusable.
        APIError: A page could not be loaded; see its subclasses. Continuing the iterator requests
            that page again.
    """

    def __init__(
        self,
        client: SyncClient,
        operation: PagedOperation[Page_co],
        **arguments: Unpack[CallArguments],
    ) -> None:
        """Create the pages of an operation's result; nothing is requested before they are iterated.

        Args:
            client: Client that sends.
            operation: Operation with pages; its result is one page.
            arguments: Arguments of the call for the first page.
        """
        self._client = client
        self._operation = operation
        self._arguments = arguments

    def __repr__(self) -> str:
        operation = self._operation
        return f"<{type(self).__name__} {operation.method} {operation.path}>"

    def __iter__(self) -> Iterator[Item_co]:
        return _ItemIterator(self._pages())

    def pages(self) -> Iterator[Page_co]:
        """Iterate over whole pages, as returned by the API, for example to read totals."""
        return self._pages()

    def first_page(self) -> Page_co:
        """Return the first page.

        Raises:
            APIError: It could not be loaded; see its subclasses.
        """
        return self._client._call(self._operation, self._arguments)[0]

    def first(self) -> Item_co | None:
        """Return the first item; None if there is none. Further pages are requested only if the
        first ones are empty.

        Raises:
            APIError: A page could not be loaded; see its subclasses.
        """
        return next(iter(self), None)

    def to_list(self) -> list[Item_co]:
        """Return the items of all pages.

        Raises:
            APIError: A page could not be loaded; see its subclasses.
        """
        return list(self)

    def _pages(self) -> _PageIterator[Page_co]:
        walk = PageTracker(self._operation, self._arguments)
        return _PageIterator(self._client, self._operation, walk)


class _PageIterator(Generic[Page_co]):
    """Not a generator, which would be exhausted after an error."""

    def __init__(
        self,
        client: SyncClient,
        operation: PagedOperation[Page_co],
        walk: PageTracker[Page_co],
    ) -> None:
        self._client = client
        self._operation = operation
        self.walk = walk

    def __iter__(self) -> _PageIterator[Page_co]:
        return self

    def __next__(self) -> Page_co:
        walk = self.walk
        if not walk.goes_on():
            raise StopIteration
        try:
            page, raw = self._client._call(self._operation, walk.arguments)
        except APIStatusError as error:
            if walk.ends_with(error):
                raise StopIteration from None
            raise
        walk.advance(page, raw)
        return page


class _ItemIterator(Iterator[Any]):
    def __init__(self, pages: _PageIterator[Any]) -> None:
        self._pages = pages
        self._items: Iterator[Any] = iter(())

    def __next__(self) -> Any:
        while True:
            for item in self._items:
                return item
            next(self._pages)
            self._items = iter(self._pages.walk.items)


class AsyncPages(Generic[Item_co, Page_co]):
    """Items of all pages; each page is requested when its first item is needed.

    Every `async for` loop starts with the first page, and `await` returns that page. The arguments and options of the call are
    used for each page.

    Raises:
        PaginationError: The reference to the next page is unusable.
        APIError: A page could not be loaded; see its subclasses. Continuing the iterator requests
            that page again.
    """

    def __init__(
        self,
        client: AsyncClient,
        operation: PagedOperation[Page_co],
        **arguments: Unpack[CallArguments],
    ) -> None:
        """Create the pages of an operation's result; nothing is requested before they are iterated.

        Args:
            client: Client that sends.
            operation: Operation with pages; its result is one page.
            arguments: Arguments of the call for the first page.
        """
        self._client = client
        self._operation = operation
        self._arguments = arguments

    def __repr__(self) -> str:
        operation = self._operation
        return f"<{type(self).__name__} {operation.method} {operation.path}>"

    def __aiter__(self) -> AsyncIterator[Item_co]:
        return _AsyncItemIterator(self._pages())

    def pages(self) -> AsyncIterator[Page_co]:
        """Iterate over whole pages, as returned by the API, for example to read totals."""
        return self._pages()

    def __await__(self) -> Generator[Any, Any, Page_co]:
        """Return the first page; see `first_page`."""
        return self.first_page().__await__()

    async def first_page(self) -> Page_co:
        """Return the first page.

        Raises:
            APIError: It could not be loaded; see its subclasses.
        """
        return (await self._client._call(self._operation, self._arguments))[0]

    async def first(self) -> Item_co | None:
        """Asynchronous version of `Pages.first`."""
        return await anext(aiter(self), None)

    async def to_list(self) -> list[Item_co]:
        """Asynchronous version of `Pages.to_list`."""
        return [item async for item in self]

    def _pages(self) -> _AsyncPageIterator[Page_co]:
        walk = PageTracker(self._operation, self._arguments)
        return _AsyncPageIterator(self._client, self._operation, walk)


class _AsyncPageIterator(Generic[Page_co]):
    """Not a generator, which would be exhausted after an error."""

    def __init__(
        self,
        client: AsyncClient,
        operation: PagedOperation[Page_co],
        walk: PageTracker[Page_co],
    ) -> None:
        self._client = client
        self._operation = operation
        self.walk = walk

    def __aiter__(self) -> _AsyncPageIterator[Page_co]:
        return self

    async def __anext__(self) -> Page_co:
        walk = self.walk
        if not walk.goes_on():
            raise StopAsyncIteration
        try:
            page, raw = await self._client._call(self._operation, walk.arguments)
        except APIStatusError as error:
            if walk.ends_with(error):
                raise StopAsyncIteration from None
            raise
        walk.advance(page, raw)
        return page


class _AsyncItemIterator(AsyncIterator[Any]):
    def __init__(self, pages: _AsyncPageIterator[Any]) -> None:
        self._pages = pages
        self._items: Iterator[Any] = iter(())

    async def __anext__(self) -> Any:
        while True:
            for item in self._items:
                return item
            await anext(self._pages)
            self._items = iter(self._pages.walk.items)

"""The synchronous and asynchronous clients."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from ._runtime import AsyncClient, AsyncClientOptions, SyncClient, SyncClientOptions

if TYPE_CHECKING:
    from .resources.best import AsyncBest, Best
    from .resources.cursor import AsyncCursorResource, CursorResource
    from .resources.deep import AsyncDeep, Deep
    from .resources.end import AsyncEnd, End
    from .resources.export import AsyncExport, Export
    from .resources.headers import AsyncHeaders, Headers
    from .resources.last import AsyncLast, Last
    from .resources.linked import AsyncLinked, Linked
    from .resources.logs import AsyncLogs, Logs
    from .resources.modes import AsyncModes, Modes
    from .resources.next import AsyncNext, Next
    from .resources.numbers import AsyncNumbers, Numbers
    from .resources.offset import AsyncOffsetResource, OffsetResource
    from .resources.pageable import AsyncPageable, Pageable
    from .resources.pages import AsyncPagesResource, PagesResource
    from .resources.rows import AsyncRows, Rows
    from .resources.search import AsyncSearch, Search
    from .resources.told import AsyncTold, Told
    from .resources.zero import AsyncZero, Zero

_BASE_URL = "https://shop.test/v1"


class Shop(SyncClient):
    """Shop."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            base_url: Where the API is.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def best(self) -> Best:
        """Best."""
        from .resources.best import Best

        return Best(self)

    @cached_property
    def cursor(self) -> CursorResource:
        """Cursor."""
        from .resources.cursor import CursorResource

        return CursorResource(self)

    @cached_property
    def deep(self) -> Deep:
        """Deep."""
        from .resources.deep import Deep

        return Deep(self)

    @cached_property
    def end(self) -> End:
        """End."""
        from .resources.end import End

        return End(self)

    @cached_property
    def export(self) -> Export:
        """Export."""
        from .resources.export import Export

        return Export(self)

    @cached_property
    def headers(self) -> Headers:
        """Headers."""
        from .resources.headers import Headers

        return Headers(self)

    @cached_property
    def last(self) -> Last:
        """Last."""
        from .resources.last import Last

        return Last(self)

    @cached_property
    def linked(self) -> Linked:
        """Linked."""
        from .resources.linked import Linked

        return Linked(self)

    @cached_property
    def logs(self) -> Logs:
        """Logs."""
        from .resources.logs import Logs

        return Logs(self)

    @cached_property
    def modes(self) -> Modes:
        """Modes."""
        from .resources.modes import Modes

        return Modes(self)

    @cached_property
    def next(self) -> Next:
        """Next."""
        from .resources.next import Next

        return Next(self)

    @cached_property
    def numbers(self) -> Numbers:
        """Numbers."""
        from .resources.numbers import Numbers

        return Numbers(self)

    @cached_property
    def offset(self) -> OffsetResource:
        """Offset."""
        from .resources.offset import OffsetResource

        return OffsetResource(self)

    @cached_property
    def pageable(self) -> Pageable:
        """Pageable."""
        from .resources.pageable import Pageable

        return Pageable(self)

    @cached_property
    def pages(self) -> PagesResource:
        """Pages."""
        from .resources.pages import PagesResource

        return PagesResource(self)

    @cached_property
    def rows(self) -> Rows:
        """Rows."""
        from .resources.rows import Rows

        return Rows(self)

    @cached_property
    def search(self) -> Search:
        """Search."""
        from .resources.search import Search

        return Search(self)

    @cached_property
    def told(self) -> Told:
        """Told."""
        from .resources.told import Told

        return Told(self)

    @cached_property
    def zero(self) -> Zero:
        """Zero."""
        from .resources.zero import Zero

        return Zero(self)


class AsyncShop(AsyncClient):
    """Asynchronous version of `Shop`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Shop`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def best(self) -> AsyncBest:
        """Best."""
        from .resources.best import AsyncBest

        return AsyncBest(self)

    @cached_property
    def cursor(self) -> AsyncCursorResource:
        """Cursor."""
        from .resources.cursor import AsyncCursorResource

        return AsyncCursorResource(self)

    @cached_property
    def deep(self) -> AsyncDeep:
        """Deep."""
        from .resources.deep import AsyncDeep

        return AsyncDeep(self)

    @cached_property
    def end(self) -> AsyncEnd:
        """End."""
        from .resources.end import AsyncEnd

        return AsyncEnd(self)

    @cached_property
    def export(self) -> AsyncExport:
        """Export."""
        from .resources.export import AsyncExport

        return AsyncExport(self)

    @cached_property
    def headers(self) -> AsyncHeaders:
        """Headers."""
        from .resources.headers import AsyncHeaders

        return AsyncHeaders(self)

    @cached_property
    def last(self) -> AsyncLast:
        """Last."""
        from .resources.last import AsyncLast

        return AsyncLast(self)

    @cached_property
    def linked(self) -> AsyncLinked:
        """Linked."""
        from .resources.linked import AsyncLinked

        return AsyncLinked(self)

    @cached_property
    def logs(self) -> AsyncLogs:
        """Logs."""
        from .resources.logs import AsyncLogs

        return AsyncLogs(self)

    @cached_property
    def modes(self) -> AsyncModes:
        """Modes."""
        from .resources.modes import AsyncModes

        return AsyncModes(self)

    @cached_property
    def next(self) -> AsyncNext:
        """Next."""
        from .resources.next import AsyncNext

        return AsyncNext(self)

    @cached_property
    def numbers(self) -> AsyncNumbers:
        """Numbers."""
        from .resources.numbers import AsyncNumbers

        return AsyncNumbers(self)

    @cached_property
    def offset(self) -> AsyncOffsetResource:
        """Offset."""
        from .resources.offset import AsyncOffsetResource

        return AsyncOffsetResource(self)

    @cached_property
    def pageable(self) -> AsyncPageable:
        """Pageable."""
        from .resources.pageable import AsyncPageable

        return AsyncPageable(self)

    @cached_property
    def pages(self) -> AsyncPagesResource:
        """Pages."""
        from .resources.pages import AsyncPagesResource

        return AsyncPagesResource(self)

    @cached_property
    def rows(self) -> AsyncRows:
        """Rows."""
        from .resources.rows import AsyncRows

        return AsyncRows(self)

    @cached_property
    def search(self) -> AsyncSearch:
        """Search."""
        from .resources.search import AsyncSearch

        return AsyncSearch(self)

    @cached_property
    def told(self) -> AsyncTold:
        """Told."""
        from .resources.told import AsyncTold

        return AsyncTold(self)

    @cached_property
    def zero(self) -> AsyncZero:
        """Zero."""
        from .resources.zero import AsyncZero

        return AsyncZero(self)

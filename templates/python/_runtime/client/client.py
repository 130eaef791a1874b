"""The clients: what they are made of, and how operations are called with them."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, Unpack

from ..auth.credentials import Credential
from ..auth.mutual_tls import certified
from ..http.connections import AsyncConnection, SyncConnection, split_options
from ..http.urls import Server, parse_server
from ..operations import Operation, Security
from ..options import AsyncClientOptions, Settings, SyncClientOptions
from ..responses.raw_response import RawResponse
from .base import user_agent_of
from .call import Call
from .prepare import CallArguments
from .sending import Answer, renew, renew_async, rest, rest_async, send, send_async
from .shared import Shared
from .waiting import AsyncWaiting, SyncWaiting

if TYPE_CHECKING:
    from ..auth.oauth.fetching import AsyncFetcher, Fetcher
    from ..downloads.download import AsyncDownload, Download
    from ..pagination import AsyncPages, Pages
    from ..streams import AsyncStream, Stream
    from .raw_requests import RawArguments

T = TypeVar("T")


class SyncClient(SyncWaiting):
    """Sends requests; it may be used from several threads at once."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        version: str = "",
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is: a URL, or a server that was chosen.
            credentials: What the security schemes of the API need, by their names.
            security: What operations need that say nothing of their own.
            version: Of this package, for the `User-Agent` header.
            options: How it connects and sends; see `SyncClientOptions`.

        Raises:
            InvalidRequestError: the base URL cannot be used.
            TypeError: there is no such option, or the HTTP client is none of this kind.
            ValueError: an option cannot be what it is.
        """
        connecting, others = split_options(options)
        used, connecting = certified(credentials, connecting)
        self._settings = Settings(
            server=base_url if isinstance(base_url, Server) else parse_server(base_url),
            credentials=used,
            security=security,
            user_agent=user_agent_of(version),
        ).changed(**others)
        self._connection = SyncConnection(**connecting)
        self._shared = Shared()
        self._is_copy = False

    def request(self, operation: Operation[T], **arguments: Unpack[CallArguments]) -> T:
        """Call an operation.

        Args:
            operation: What to call.
            arguments: What it is called with.

        Raises:
            APIError: there is no result; see its subclasses.
        """
        return self._call(operation, arguments)[0]

    def request_stream(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Stream[T]:
        """Call an operation whose answer is read item by item.

        Args:
            operation: What to call; its result is one item.
            arguments: What it is called with.

        Raises:
            APIError: the answer has no items; see its subclasses.
        """
        from ..streams import Stream
        from .incoming import Incoming

        call, answer = self._send(operation, arguments, is_stream=True)
        opened = self._open(call, answer)
        if opened is None:
            raise self._refused(call, rest(call, answer))
        reader, raw = opened
        options = arguments.get("options")
        return Stream(
            reader,
            Incoming(call, answer.response, self._resend),
            raw,
            None if options is None else options.reconnect,
        )

    def request_download(
        self, operation: Operation[Any], **arguments: Unpack[CallArguments]
    ) -> Download:
        """Call an operation whose answer is binary content that is read while it comes.

        Args:
            operation: What to call.
            arguments: What it is called with.

        Raises:
            APIError: there is no content; see its subclasses.
        """
        from ..downloads.download import Download, uncompressed
        from .incoming import Incoming

        arguments = uncompressed(arguments)
        call, answer = self._send(operation, arguments, is_stream=True)
        if not call.stays_open(answer.response):
            self._read(call, answer)  # raises: it is no success
        raw = self._record(call, answer)
        return Download(Incoming(call, answer.response, self._resend), raw)

    def request_pages(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Pages[Any, T]:
        """The pages of an operation's result; nothing is sent before one asks for them.

        Args:
            operation: What to call; its result is one page.
            arguments: What it is called with for the first page.
        """
        from ..pagination import Pages

        return Pages(self, operation, arguments)

    def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Call what the API does not describe, with the client's credentials and settings.

        Args:
            method: HTTP method.
            path: Path below the base URL, encoded as it is sent.
            arguments: Query, headers, body, media type and options.

        Raises:
            APIError: there is no answer, or one with an error status.

        Example:
            client.request_raw("GET", "/status", query={"verbose": True}).content
        """
        from .raw_requests import raw_call

        operation, converted = raw_call(method, path, **arguments)
        return self._call(operation, converted)[1]

    def _call(
        self, operation: Operation[T], arguments: CallArguments
    ) -> tuple[T, RawResponse]:
        return self._read(*self._send(operation, arguments))

    def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        *,
        is_stream: bool = False,
    ) -> tuple[Call, Answer]:
        call = self._begin(operation, arguments)
        renew(call, self._fetcher)
        self._put_together(call, arguments)
        return call, send(
            self._connection.http, call, self._fetcher, is_stream=is_stream
        )

    def _resend(self, call: Call) -> Answer:
        """Send the request of a call once more, whose answer is read bit by bit."""
        return send(self._connection.http, call, self._fetcher, is_stream=True)

    def _fetcher(self, settings: Settings) -> Fetcher:
        from ..auth.oauth.fetching import Fetcher

        return Fetcher(self._connection.http, settings)

    def close(self) -> None:
        """Close connections; an HTTP client that was given stays open."""
        if not self._is_copy:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(AsyncWaiting):
    """Sends requests without blocking; it belongs to the event loop that it is first used in."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        version: str = "",
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is: a URL, or a server that was chosen.
            credentials: What the security schemes of the API need, by their names.
            security: What operations need that say nothing of their own.
            version: Of this package, for the `User-Agent` header.
            options: How it connects and sends; see `AsyncClientOptions`.

        Raises:
            InvalidRequestError: the base URL cannot be used.
            TypeError: there is no such option, or the HTTP client is none of this kind.
            ValueError: an option cannot be what it is.
        """
        connecting, others = split_options(options)
        used, connecting = certified(credentials, connecting)
        self._settings = Settings(
            server=base_url if isinstance(base_url, Server) else parse_server(base_url),
            credentials=used,
            security=security,
            user_agent=user_agent_of(version),
        ).changed(**others)
        self._connection = AsyncConnection(**connecting)
        self._shared = Shared()
        self._is_copy = False

    async def request(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> T:
        """Call an operation.

        Args:
            operation: What to call.
            arguments: What it is called with.

        Raises:
            APIError: there is no result; see its subclasses.
        """
        return (await self._call(operation, arguments))[0]

    async def request_stream(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> AsyncStream[T]:
        """Call an operation whose answer is read item by item.

        Args:
            operation: What to call; its result is one item.
            arguments: What it is called with.

        Raises:
            APIError: the answer has no items; see its subclasses.
        """
        from ..streams import AsyncStream
        from .incoming import AsyncIncoming

        call, answer = await self._send(operation, arguments, is_stream=True)
        opened = self._open(call, answer)
        if opened is None:
            raise self._refused(call, await rest_async(call, answer))
        reader, raw = opened
        options = arguments.get("options")
        return AsyncStream(
            reader,
            AsyncIncoming(call, answer.response, self._resend),
            raw,
            None if options is None else options.reconnect,
        )

    async def request_download(
        self, operation: Operation[Any], **arguments: Unpack[CallArguments]
    ) -> AsyncDownload:
        """Call an operation whose answer is binary content that is read while it comes.

        Args:
            operation: What to call.
            arguments: What it is called with.

        Raises:
            APIError: there is no content; see its subclasses.
        """
        from ..downloads.download import AsyncDownload, uncompressed
        from .incoming import AsyncIncoming

        arguments = uncompressed(arguments)
        call, answer = await self._send(operation, arguments, is_stream=True)
        if not call.stays_open(answer.response):
            self._read(call, answer)  # raises: it is no success
        raw = self._record(call, answer)
        return AsyncDownload(AsyncIncoming(call, answer.response, self._resend), raw)

    def request_pages(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> AsyncPages[Any, T]:
        """The pages of an operation's result; nothing is sent before one asks for them.

        Args:
            operation: What to call; its result is one page.
            arguments: What it is called with for the first page.
        """
        from ..pagination import AsyncPages

        return AsyncPages(self, operation, arguments)

    async def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Call what the API does not describe, with the client's credentials and settings.

        Args:
            method: HTTP method.
            path: Path below the base URL, encoded as it is sent.
            arguments: Query, headers, body, media type and options.

        Raises:
            APIError: there is no answer, or one with an error status.

        Example:
            (await client.request_raw("GET", "/status", query={"verbose": True})).content
        """
        from .raw_requests import raw_call

        operation, converted = raw_call(method, path, **arguments)
        return (await self._call(operation, converted))[1]

    async def _call(
        self, operation: Operation[T], arguments: CallArguments
    ) -> tuple[T, RawResponse]:
        return self._read(*await self._send(operation, arguments))

    async def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        *,
        is_stream: bool = False,
    ) -> tuple[Call, Answer]:
        call = self._begin(operation, arguments)
        await renew_async(call, self._fetcher)
        self._put_together(call, arguments)
        return call, await send_async(
            self._connection.http, call, self._fetcher, is_stream=is_stream
        )

    async def _resend(self, call: Call) -> Answer:
        """Send the request of a call once more, whose answer is read bit by bit."""
        return await send_async(
            self._connection.http, call, self._fetcher, is_stream=True
        )

    def _fetcher(self, settings: Settings) -> AsyncFetcher:
        from ..auth.oauth.fetching import AsyncFetcher

        return AsyncFetcher(self._connection.http, settings)

    async def aclose(self) -> None:
        """Close connections; an HTTP client that was given stays open."""
        if not self._is_copy:
            await self._connection.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

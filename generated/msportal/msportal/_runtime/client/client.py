"""The synchronous and the asynchronous client, and base classes of resources."""

from __future__ import annotations

import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, Unpack

from ..auth.credentials import Credential
from ..base_urls import Server, parse_server
from ..errors import APIError
from ..operations import Operation, Security
from ..responses import RawResponse, capturing, read_response, record
from .call import Call, SharedState
from .options import (
    AsyncClientOptions,
    ChangedOptions,
    RequestOptions,
    Settings,
    SyncClientOptions,
)
from .prepare import CallArguments, RawArguments, credentials_of, prepare, raw_call
from .sending import (
    AsyncConnection,
    FinalResponse,
    SyncConnection,
    load_rest,
    load_rest_async,
    raw_response,
    renew,
    renew_async,
    send,
    send_async,
    split_options,
)

if TYPE_CHECKING:
    from ..downloads import AsyncDownload, Download
    from ..oauth.requests import AsyncFetcher, Fetcher
    from ..pagination import AsyncPages, Pages
    from ..rate_limits import RateLimit
    from ..streams import AsyncStream, Stream
    from ..streams.reading import StreamReader

T = TypeVar("T")
C = TypeVar("C", bound=SyncConnection | AsyncConnection)

_PACKAGE = __name__.partition("._runtime")[0]


class BaseClient(Generic[C]):
    """Base class of both clients: everything but sending."""

    __test__: ClassVar[bool] = False
    """Tells pytest not to collect clients as tests, whatever the API is called."""

    _settings: Settings
    _connection: C
    _shared: SharedState
    _is_copy: bool
    """True if the client is a copy and its connections belong to another one."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server.url}>"

    @property
    def rate_limit(self) -> RateLimit | None:
        """The most recent rate limit that the server reported; None if it has reported none."""
        return self._shared.rate_limit

    def capture(self) -> AbstractContextManager[list[RawResponse]]:
        """Collect the raw responses of the calls inside a `with` block, including errors.

        Calls in other threads are not collected; calls in tasks started inside the block are.

        Example:
            with client.capture() as responses:
                ...
            responses[-1].headers["X-Request-Id"]
        """
        return capturing(self._shared)

    def with_options(self, **changes: Unpack[ChangedOptions]) -> Self:
        """Return a copy of the client with other options, which shares connections, tokens and rate
        limits with this one. It is usable until this one is closed.

        Args:
            changes: Options as `ClientOptions` has them, and `base_url`.

        Example:
            client.with_options(timeout=5, retries=0).…
        """
        load_rest: dict[str, Any] = dict(changes)
        base_url: str | None = load_rest.pop("base_url", None)
        settings = self._settings.changed(**load_rest)
        if base_url is not None:
            settings = settings.at(parse_server(base_url))
        copy = object.__new__(type(self))
        copy._settings = settings
        copy._connection = self._connection
        copy._shared = self._shared
        copy._is_copy = True
        return copy

    def _begin(self, operation: Operation[Any], arguments: CallArguments) -> Call:
        """Return a new call with its credentials chosen; its request is not prepared yet."""
        options = arguments.get("options")
        settings = (
            self._settings if options is None else self._settings.of_call(options)
        )
        http = self._connection.http
        credentials = credentials_of(
            operation,
            settings,
            options,
            arguments.get("headers"),
            has_own_auth=http.auth is not None,
        )
        return Call(operation, settings, self._shared, credentials)

    def _put_together(self, call: Call, arguments: CallArguments) -> None:
        call.prepared = prepare(
            call.operation,
            call.settings,
            credentials=call.credentials,
            base_headers=self._connection.http.headers.raw,
            **arguments,
        )

    def _record(self, call: Call, final: FinalResponse) -> RawResponse:
        raw = raw_response(call, final)
        record(self._shared, raw)
        return raw

    def _read(self, call: Call, final: FinalResponse) -> tuple[Any, RawResponse]:
        raw = self._record(call, final)
        result = read_response(
            call.operation,
            raw,
            strict=call.settings.strict_responses,
            secrets=call.prepared.secrets,
        )
        return result, raw

    def _open(
        self, call: Call, final: FinalResponse
    ) -> tuple[StreamReader, RawResponse] | None:
        """Return a reader for the items of a response; None if the response has no items to
        read."""
        from ..streams.reading import content_of, reader_of

        response = final.response
        content = content_of(call.operation, response.status_code, response.headers)
        if content is None:
            return None
        raw = self._record(call, final)
        return reader_of(content, raw, strict=call.settings.strict_responses), raw

    def _refused(self, call: Call, final: FinalResponse) -> APIError:
        """Return the error of a response without items."""
        from ..streams.reading import response_error

        raw = self._record(call, final)
        return response_error(call.operation, raw, call.prepared.secrets)


def user_agent_of(version: str) -> str:
    """Return name and version of this package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(_PACKAGE), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{_PACKAGE}/{version}" if version else _PACKAGE


USUAL_TOTAL = 600.0
"""Default seconds to wait for a long-running operation."""


# --- clients --------------------------------------------------------------------------


def _connecting(
    credentials: Mapping[str, Credential], options: dict[str, Any]
) -> tuple[Mapping[str, Credential], dict[str, Any]]:
    """Return credentials and connection options, with a client certificate among the options."""
    if any(each.connects for each in credentials.values()):
        from ..auth.mutual_tls import with_certificate

        return with_certificate(credentials, options)
    return dict(credentials), options


class SyncClient(BaseClient[SyncConnection]):
    """Synchronous client. Thread-safe."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        raw_security: Security | None = None,
        version: str = "",
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            base_url: Base URL of the API, or a chosen server.
            credentials: Credentials by the names of their security schemes.
            security: Security requirements of operations that declare none.
            raw_security: Those of requests that the API does not describe; by default the same.
            version: Version of this package, for the `User-Agent` header.
            options: See `SyncClientOptions`.

        Raises:
            InvalidRequestError: The base URL cannot be used.
            TypeError: There is no such option, or the HTTP client is of the wrong kind.
            ValueError: An option has an invalid value.
        """
        connecting, others = split_options(options)
        used, connecting = _connecting(credentials, connecting)
        self._settings = Settings(
            server=base_url if isinstance(base_url, Server) else parse_server(base_url),
            credentials=used,
            security=security,
            raw_security=security if raw_security is None else raw_security,
            user_agent=user_agent_of(version),
        ).changed(**others)
        self._connection = SyncConnection(**connecting)
        self._shared = SharedState()
        self._is_copy = False

    def request(self, operation: Operation[T], **arguments: Unpack[CallArguments]) -> T:
        """Call an operation and return its result.

        Args:
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        return self._call(operation, arguments)[0]

    def request_stream(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Stream[T]:
        """Call an operation and stream the items of its response.

        Args:
            operation: Operation to call; its result is one item.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed, or the response has no items; see its subclasses.
        """
        from ..streams import Stream
        from .incoming import Incoming

        call, final = self._send(operation, arguments, is_stream=True)
        opened = self._open(call, final)
        if opened is None:
            raise self._refused(call, load_rest(call, final))
        reader, raw = opened
        options = arguments.get("options")
        return Stream(
            reader,
            Incoming(call, final.response, self._resend),
            raw,
            None if options is None else options.reconnect,
        )

    def request_download(
        self, operation: Operation[Any], **arguments: Unpack[CallArguments]
    ) -> Download:
        """Call an operation and stream the binary content of its response.

        Args:
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        from ..downloads import Download, uncompressed
        from .incoming import Incoming

        arguments = uncompressed(arguments)
        call, final = self._send(operation, arguments, is_stream=True)
        if not call.stays_open(final.response):
            self._read(call, final)  # raises: it is no success
        raw = self._record(call, final)
        return Download(Incoming(call, final.response, self._resend), raw)

    def request_pages(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> Pages[Any, T]:
        """Return the pages of an operation's result. Pages are requested when they are iterated.

        Args:
            operation: Operation to call; its result is one page.
            arguments: Arguments of the call for the first page.
        """
        from ..pagination import Pages

        return Pages(self, operation, arguments)

    def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Send a request that the API does not describe, with the client's credentials and
        settings.

        Args:
            method: HTTP method.
            path: Path relative to the base URL, already encoded.
            arguments: Query, headers, body, media type and options.

        Raises:
            APIError: There is no response, or one with an error status.

        Example:
            client.request_raw("GET", "/status", query={"verbose": True}).content
        """
        security = self._settings.raw_security
        operation, converted = raw_call(method, path, security, **arguments)
        return self._call(operation, converted)[1]

    def poll(
        self,
        response: RawResponse,
        type_: type[T],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
        until: Callable[[T], bool] | None = None,
        on_response: Callable[[RawResponse], None] | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Wait until a long-running operation has ended, and return its result.

        Polls the link in the response: `Operation-Location` or `Azure-AsyncOperation` until the
        document there reports an end (`status`), or `Location` while the status is 202, with the
        credentials of the call that started the operation. Links to other origins are not followed.

        Args:
            response: Response of the call that started the operation, as collected by `capture()`.
            type_: Type of the result, such as a model; None if there is no result.
            total: Total seconds to wait; None for no limit.
            interval: Seconds between polls unless the server says otherwise (`Retry-After`); by
                default a second that grows to ten.
            until: Returns whether a result is final, for servers that respond with 200 and the
                current state all the time.
            on_response: Called with each response.
            options: Options of each poll.

        Raises:
            OperationFailedError: The operation failed or was cancelled.
            OperationTimeoutError: The operation did not end in time.
            InvalidRequestError: The response has no link, or a link to another origin.
            APIError: A poll failed.
            ValueError: A number of seconds is negative.

        Example:
            with client.capture() as responses:
                client.exports.create(…)
            export = client.poll(responses[-1], models.Export, total=300)
        """
        from ..polling import poll

        return poll(
            self,
            response,
            type_,
            total=total,
            interval=interval,
            until=until,
            on_response=on_response,
            options=options,
        )

    def wait_until(
        self,
        call: Callable[[], T],
        until: Callable[[T], bool],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
    ) -> T:
        """Repeat a call until its result meets a condition, and return that result.

        Args:
            call: Calls an operation of this client.
            until: Returns whether a result meets the condition.
            total: Total seconds to wait; None for no limit.
            interval: Seconds between calls unless the server says otherwise (`Retry-After`); by
                default a second that grows to ten.

        Raises:
            OperationTimeoutError: No result met the condition in time.
            ValueError: A number of seconds is negative.

        Example:
            job = client.wait_until(lambda: client.jobs.get(id), lambda job: job.done)
        """
        from ..polling import wait_until

        return wait_until(self, call, until, total=total, interval=interval)

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
    ) -> tuple[Call, FinalResponse]:
        call = self._begin(operation, arguments)
        renew(call, self._fetcher)
        self._put_together(call, arguments)
        return call, send(
            self._connection.http, call, self._fetcher, is_stream=is_stream
        )

    def _resend(self, call: Call) -> FinalResponse:
        """Send the request of a call again, to stream its response."""
        return send(self._connection.http, call, self._fetcher, is_stream=True)

    def _fetcher(self, settings: Settings) -> Fetcher:
        from ..oauth.requests import Fetcher

        return Fetcher(self._connection.http, settings)

    def close(self) -> None:
        """Close connections, except those of an HTTP client that was passed in."""
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


class AsyncClient(BaseClient[AsyncConnection]):
    """Asynchronous client. It belongs to the event loop in which it is first used."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        raw_security: Security | None = None,
        version: str = "",
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            base_url: Base URL of the API, or a chosen server.
            credentials: Credentials by the names of their security schemes.
            security: Security requirements of operations that declare none.
            raw_security: Those of requests that the API does not describe; by default the same.
            version: Version of this package, for the `User-Agent` header.
            options: See `AsyncClientOptions`.

        Raises:
            InvalidRequestError: The base URL cannot be used.
            TypeError: There is no such option, or the HTTP client is of the wrong kind.
            ValueError: An option has an invalid value.
        """
        connecting, others = split_options(options)
        used, connecting = _connecting(credentials, connecting)
        self._settings = Settings(
            server=base_url if isinstance(base_url, Server) else parse_server(base_url),
            credentials=used,
            security=security,
            raw_security=security if raw_security is None else raw_security,
            user_agent=user_agent_of(version),
        ).changed(**others)
        self._connection = AsyncConnection(**connecting)
        self._shared = SharedState()
        self._is_copy = False

    async def request(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> T:
        """Call an operation and return its result.

        Args:
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        return (await self._call(operation, arguments))[0]

    async def request_stream(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> AsyncStream[T]:
        """Call an operation and stream the items of its response.

        Args:
            operation: Operation to call; its result is one item.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed, or the response has no items; see its subclasses.
        """
        from ..streams import AsyncStream
        from .incoming import AsyncIncoming

        call, final = await self._send(operation, arguments, is_stream=True)
        opened = self._open(call, final)
        if opened is None:
            raise self._refused(call, await load_rest_async(call, final))
        reader, raw = opened
        options = arguments.get("options")
        return AsyncStream(
            reader,
            AsyncIncoming(call, final.response, self._resend),
            raw,
            None if options is None else options.reconnect,
        )

    async def request_download(
        self, operation: Operation[Any], **arguments: Unpack[CallArguments]
    ) -> AsyncDownload:
        """Call an operation and stream the binary content of its response.

        Args:
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        from ..downloads import AsyncDownload, uncompressed
        from .incoming import AsyncIncoming

        arguments = uncompressed(arguments)
        call, final = await self._send(operation, arguments, is_stream=True)
        if not call.stays_open(final.response):
            self._read(call, final)  # raises: it is no success
        raw = self._record(call, final)
        return AsyncDownload(AsyncIncoming(call, final.response, self._resend), raw)

    def request_pages(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> AsyncPages[Any, T]:
        """Return the pages of an operation's result. Pages are requested when they are iterated.

        Args:
            operation: Operation to call; its result is one page.
            arguments: Arguments of the call for the first page.
        """
        from ..pagination import AsyncPages

        return AsyncPages(self, operation, arguments)

    async def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Send a request that the API does not describe, with the client's credentials and
        settings.

        Args:
            method: HTTP method.
            path: Path relative to the base URL, already encoded.
            arguments: Query, headers, body, media type and options.

        Raises:
            APIError: There is no response, or one with an error status.

        Example:
            (await client.request_raw("GET", "/status", query={"verbose": True})).content
        """
        security = self._settings.raw_security
        operation, converted = raw_call(method, path, security, **arguments)
        return (await self._call(operation, converted))[1]

    async def poll(
        self,
        response: RawResponse,
        type_: type[T],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
        until: Callable[[T], bool] | None = None,
        on_response: Callable[[RawResponse], None] | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Wait until a long-running operation has ended, and return its result.

        Polls the link in the response: `Operation-Location` or `Azure-AsyncOperation` until the
        document there reports an end (`status`), or `Location` while the status is 202, with the
        credentials of the call that started the operation. Links to other origins are not followed.

        Args:
            response: Response of the call that started the operation, as collected by `capture()`.
            type_: Type of the result, such as a model; None if there is no result.
            total: Total seconds to wait; None for no limit.
            interval: Seconds between polls unless the server says otherwise (`Retry-After`); by
                default a second that grows to ten.
            until: Returns whether a result is final, for servers that respond with 200 and the
                current state all the time.
            on_response: Called with each response.
            options: Options of each poll.

        Raises:
            OperationFailedError: The operation failed or was cancelled.
            OperationTimeoutError: The operation did not end in time.
            InvalidRequestError: The response has no link, or a link to another origin.
            APIError: A poll failed.
            ValueError: A number of seconds is negative.

        Example:
            with client.capture() as responses:
                await client.exports.create(…)
            export = await client.poll(responses[-1], models.Export, total=300)
        """
        from ..polling import poll_async

        return await poll_async(
            self,
            response,
            type_,
            total=total,
            interval=interval,
            until=until,
            on_response=on_response,
            options=options,
        )

    async def wait_until(
        self,
        call: Callable[[], Awaitable[T]],
        until: Callable[[T], bool],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
    ) -> T:
        """Repeat a call until its result meets a condition, and return that result.

        Args:
            call: Calls an operation of this client.
            until: Returns whether a result meets the condition.
            total: Total seconds to wait; None for no limit.
            interval: Seconds between calls unless the server says otherwise (`Retry-After`); by
                default a second that grows to ten.

        Raises:
            OperationTimeoutError: No result met the condition in time.
            ValueError: A number of seconds is negative.

        Example:
            job = await client.wait_until(lambda: client.jobs.get(id), lambda job: job.done)
        """
        from ..polling import wait_until_async

        return await wait_until_async(self, call, until, total=total, interval=interval)

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
    ) -> tuple[Call, FinalResponse]:
        call = self._begin(operation, arguments)
        await renew_async(call, self._fetcher)
        self._put_together(call, arguments)
        return call, await send_async(
            self._connection.http, call, self._fetcher, is_stream=is_stream
        )

    async def _resend(self, call: Call) -> FinalResponse:
        """Send the request of a call again, to stream its response."""
        return await send_async(
            self._connection.http, call, self._fetcher, is_stream=True
        )

    def _fetcher(self, settings: Settings) -> AsyncFetcher:
        from ..oauth.requests import AsyncFetcher

        return AsyncFetcher(self._connection.http, settings)

    async def aclose(self) -> None:
        """Close connections, except those of an HTTP client that was passed in."""
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


# --- base classes of resources --------------------------------------------------------


class Resource:
    """Base class of groups of operations, called through a client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncResource:
    """Base class of groups of operations, called through an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

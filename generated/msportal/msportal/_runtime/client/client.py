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
from .call import Call, Shared
from .options import (
    AsyncClientOptions,
    ChangedOptions,
    RequestOptions,
    Settings,
    SyncClientOptions,
)
from .prepare import CallArguments, RawArguments, credentials_of, prepare, raw_call
from .sending import (
    Answer,
    AsyncConnection,
    SyncConnection,
    raw_response,
    renew,
    renew_async,
    rest,
    rest_async,
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
    from ..streams.reading import Reader

T = TypeVar("T")
C = TypeVar("C", bound=SyncConnection | AsyncConnection)

_PACKAGE = __name__.partition("._runtime")[0]


class BaseClient(Generic[C]):
    """What both clients share: everything but sending."""

    __test__: ClassVar[bool] = False
    """That pytest takes no client for a test, whatever the API is called."""

    _settings: Settings
    _connection: C
    _shared: Shared
    _is_copy: bool
    """Whether connections belong to another client, of which this one is a copy."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server.url}>"

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the server last said of its rate limit; None where it has said nothing."""
        return self._shared.rate_limit

    def capture(self) -> AbstractContextManager[list[RawResponse]]:
        """Collect the raw responses of the calls inside a `with` block, errors included.

        Calls in other threads are not collected; those in tasks that are started inside are.

        Example:
            with client.capture() as responses:
                ...
            responses[-1].headers["X-Request-Id"]
        """
        return capturing(self._shared)

    def with_options(self, **changes: Unpack[ChangedOptions]) -> Self:
        """A client with other options, which shares connections, tokens and rate limits with this
        one; it stays usable until this one is closed.

        Args:
            changes: Options as `ClientOptions` has them, and `base_url`.

        Example:
            client.with_options(timeout=5, retries=0).…
        """
        rest: dict[str, Any] = dict(changes)
        base_url: str | None = rest.pop("base_url", None)
        settings = self._settings.changed(**rest)
        if base_url is not None:
            settings = settings.at(parse_server(base_url))
        copy = object.__new__(type(self))
        copy._settings = settings
        copy._connection = self._connection
        copy._shared = self._shared
        copy._is_copy = True
        return copy

    def _begin(self, operation: Operation[Any], arguments: CallArguments) -> Call:
        """A call whose credentials are chosen; its request is still to be put together."""
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

    def _record(self, call: Call, answer: Answer) -> RawResponse:
        raw = raw_response(call, answer)
        record(self._shared, raw)
        return raw

    def _read(self, call: Call, answer: Answer) -> tuple[Any, RawResponse]:
        raw = self._record(call, answer)
        result = read_response(
            call.operation,
            raw,
            strict=call.settings.strict_responses,
            secrets=call.prepared.secrets,
        )
        return result, raw

    def _open(self, call: Call, answer: Answer) -> tuple[Reader, RawResponse] | None:
        """What a stream is made of; None where the answer has no items to be read."""
        from ..streams.reading import content_of, reader_of

        response = answer.response
        content = content_of(call.operation, response.status_code, response.headers)
        if content is None:
            return None
        raw = self._record(call, answer)
        return reader_of(content, raw, strict=call.settings.strict_responses), raw

    def _refused(self, call: Call, answer: Answer) -> APIError:
        """The error that an answer without items is."""
        from ..streams.reading import refusal

        raw = self._record(call, answer)
        return refusal(call.operation, raw, call.prepared.secrets)


def user_agent_of(version: str) -> str:
    """Name and version of this package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(_PACKAGE), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{_PACKAGE}/{version}" if version else _PACKAGE


USUAL_TOTAL = 600.0
"""Seconds that users wait for an operation, where they say nothing."""


# --- clients --------------------------------------------------------------------------


def _connecting(
    credentials: Mapping[str, Credential], options: dict[str, Any]
) -> tuple[Mapping[str, Credential], dict[str, Any]]:
    """Return credentials and connection options, with a client certificate among the options."""
    if any(each.connects for each in credentials.values()):
        from ..auth.mutual_tls import certified

        return certified(credentials, options)
    return dict(credentials), options


class SyncClient(BaseClient[SyncConnection]):
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
        used, connecting = _connecting(credentials, connecting)
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
        from ..downloads import Download, uncompressed
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
        operation, converted = raw_call(method, path, **arguments)
        return self._call(operation, converted)[1]

    def poll(
        self,
        response: RawResponse,
        type_: type[T],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
        until: Callable[[T], bool] | None = None,
        on_answer: Callable[[RawResponse], None] | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Wait until an operation has ended that takes long, and get its result.

        Its state is asked for at the link that the answer gives: at `Operation-Location` or
        `Azure-AsyncOperation` until the document there says that it has ended (`status`), at
        `Location` as long as the answers are 202, with the credentials of the call that started it.
        Links to other origins are not followed.

        Args:
            response: The answer to the call that started it, as `capture()` collects it.
            type_: Type of the result, such as a model; None where there is no result.
            total: Seconds to wait in all; None for no limit.
            interval: Seconds between two questions where the server does not say (`Retry-After`);
                by default a second that grows to ten.
            until: Whether a result is the last one, for a server that answers with 200 and what it
                has all the time.
            on_answer: Called with each answer.
            options: What each question does differently.

        Raises:
            OperationFailedError: The operation has failed, or was cancelled.
            OperationTimeoutError: It did not end in time.
            InvalidRequestError: The answer gives no link, or one to another origin.
            APIError: There was no answer.
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
            on_answer=on_answer,
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
        """Call something over and over, until its result is as wanted, and get that.

        Args:
            call: Calls an operation of this client.
            until: Whether a result is the one that is waited for.
            total: Seconds to wait in all; None for no limit.
            interval: Seconds between two calls where the server does not say (`Retry-After`); by
                default a second that grows to ten.

        Raises:
            OperationTimeoutError: There was no such result in time.
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
        from ..oauth.requests import Fetcher

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


class AsyncClient(BaseClient[AsyncConnection]):
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
        used, connecting = _connecting(credentials, connecting)
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
        from ..downloads import AsyncDownload, uncompressed
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
        operation, converted = raw_call(method, path, **arguments)
        return (await self._call(operation, converted))[1]

    async def poll(
        self,
        response: RawResponse,
        type_: type[T],
        *,
        total: float | None = USUAL_TOTAL,
        interval: float | None = None,
        until: Callable[[T], bool] | None = None,
        on_answer: Callable[[RawResponse], None] | None = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Wait until an operation has ended that takes long, and get its result.

        Its state is asked for at the link that the answer gives: at `Operation-Location` or
        `Azure-AsyncOperation` until the document there says that it has ended (`status`), at
        `Location` as long as the answers are 202, with the credentials of the call that started it.
        Links to other origins are not followed.

        Args:
            response: The answer to the call that started it, as `capture()` collects it.
            type_: Type of the result, such as a model; None where there is no result.
            total: Seconds to wait in all; None for no limit.
            interval: Seconds between two questions where the server does not say (`Retry-After`);
                by default a second that grows to ten.
            until: Whether a result is the last one, for a server that answers with 200 and what it
                has all the time.
            on_answer: Called with each answer.
            options: What each question does differently.

        Raises:
            OperationFailedError: The operation has failed, or was cancelled.
            OperationTimeoutError: It did not end in time.
            InvalidRequestError: The answer gives no link, or one to another origin.
            APIError: There was no answer.
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
            on_answer=on_answer,
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
        """Call something over and over, until its result is as wanted, and get that.

        Args:
            call: Calls an operation of this client.
            until: Whether a result is the one that is waited for.
            total: Seconds to wait in all; None for no limit.
            interval: Seconds between two calls where the server does not say (`Retry-After`); by
                default a second that grows to ten.

        Raises:
            OperationTimeoutError: There was no such result in time.
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
        from ..oauth.requests import AsyncFetcher

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


# --- base classes of resources --------------------------------------------------------


class Resource:
    """A group of operations, called through a client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncResource:
    """A group of operations, called through an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

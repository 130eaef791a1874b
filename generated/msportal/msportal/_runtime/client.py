"""The clients: what they are made of, and how they send."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack

from .capture import RawResponse, capturing, record
from .credentials import Credential
from .errors import APIError
from .http import httpx
from .operation import Operation, Security
from .options import RequestOptions
from .prepare import CallArguments, Prepared, Settings, prepare
from .responses import read_response
from .sending import load, load_async, send, send_async
from .server import Server, parse_server

if TYPE_CHECKING:
    from .streams import AsyncStream, Stream
    from .streams.reading import Reader

T = TypeVar("T")
H = TypeVar("H", bound=httpx.Client | httpx.AsyncClient)

_PACKAGE = __name__.partition("._runtime")[0]


class _Client(Generic[H]):
    """What both clients share: everything but sending."""

    _http: H

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential],
        security: Security,
        timeout: float | None,
        strict_responses: bool,
        version: str,
    ) -> None:
        self._settings = Settings(
            server=(
                base_url if isinstance(base_url, Server) else parse_server(base_url)
            ),
            credentials=dict(credentials),
            security=security,
            user_agent=_user_agent(version),
            timeout=timeout,
        )
        self._strict_responses = strict_responses

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server.url}>"

    def capture(self) -> AbstractContextManager[list[RawResponse]]:
        """Collect the raw responses of the calls inside a `with` block, errors included.

        Calls in other threads are not collected; those in tasks that are started inside are.

        Example:
            with client.capture() as responses:
                ...
            responses[-1].headers["X-RateLimit-Remaining"]
        """
        return capturing(self)

    def _prepare(self, operation: Operation[Any], arguments: CallArguments) -> Prepared:
        return prepare(
            operation,
            self._settings,
            base_headers=self._http.headers.raw,
            has_own_auth=self._http.auth is not None,
            **arguments,
        )

    def _record(
        self,
        operation: Operation[Any],
        prepared: Prepared,
        response: httpx.Response,
        content: bytes,
    ) -> RawResponse:
        raw = RawResponse(
            method=prepared.method,
            url=prepared.safe_url,
            status_code=response.status_code,
            headers=response.headers,
            content=content,
            declared=operation.headers,
        )
        record(self, raw)
        return raw

    def _read(
        self, operation: Operation[T], prepared: Prepared, response: httpx.Response
    ) -> T:
        raw = self._record(operation, prepared, response, response.content)
        return read_response(
            operation, raw, strict=self._strict_responses, secrets=prepared.secrets
        )

    def _open(
        self, operation: Operation[Any], prepared: Prepared, response: httpx.Response
    ) -> tuple[Reader, Prepared, RawResponse, httpx.Response] | None:
        """What a stream is made of; None where the answer has no items to be read."""
        from .streams.reading import content_of, reader_of

        content = content_of(operation, response.status_code, response.headers)
        if content is None:
            return None
        raw = self._record(operation, prepared, response, b"")
        reader = reader_of(content, raw, strict=self._strict_responses)
        return reader, prepared, raw, response

    def _refused(
        self, operation: Operation[Any], prepared: Prepared, response: httpx.Response
    ) -> APIError:
        """The error that an answer without items is."""
        from .streams.reading import refusal

        raw = self._record(operation, prepared, response, response.content)
        return refusal(operation, raw, prepared.secrets)


class SyncClient(_Client[httpx.Client]):
    """Sends requests; it may be used from several threads at once."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
        version: str = "",
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is: a URL, or a server that was chosen.
            credentials: What the security schemes of the API need, by their names.
            security: What operations need that say nothing of their own.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: The HTTP client to send with; it is not closed. Its cookies are not used.
            strict_responses: Whether an answer that is not what the API declares is an error.
            version: Of this package, for the `User-Agent` header.

        Raises:
            InvalidRequestError: the base URL cannot be used.
            TypeError: the HTTP client is not one of this library, or an asynchronous one.
        """
        super().__init__(
            base_url=base_url,
            credentials=credentials,
            security=security,
            timeout=timeout,
            strict_responses=strict_responses,
            version=version,
        )
        if http_client is not None and not isinstance(http_client, httpx.Client):
            raise TypeError(f"http_client must be a {httpx.__name__}.Client.")
        self._owns_http = http_client is None
        self._http = http_client or httpx.Client(cookies=_no_cookies(), timeout=timeout)

    def request(self, operation: Operation[T], **arguments: Unpack[CallArguments]) -> T:
        """Call an operation.

        Args:
            operation: What to call.
            arguments: What it is called with.

        Raises:
            APIError: there is no result; see its subclasses.
        """
        prepared = self._prepare(operation, arguments)
        response = send(self._http, prepared)
        return self._read(operation, prepared, load(prepared, response))

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
        from .streams import Stream

        prepared = self._prepare(operation, arguments)
        response = send(self._http, prepared)
        opened = self._open(operation, prepared, response)
        if opened is None:
            response = load(prepared, response)
            raise self._refused(operation, prepared, response)
        return Stream(*opened)

    def close(self) -> None:
        """Close connections; an HTTP client that was given stays open."""
        if self._owns_http:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(_Client[httpx.AsyncClient]):
    """Sends requests without blocking; it belongs to the event loop that it is first used in."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
        version: str = "",
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is: a URL, or a server that was chosen.
            credentials: What the security schemes of the API need, by their names.
            security: What operations need that say nothing of their own.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: The HTTP client to send with; it is not closed. Its cookies are not used.
            strict_responses: Whether an answer that is not what the API declares is an error.
            version: Of this package, for the `User-Agent` header.

        Raises:
            InvalidRequestError: the base URL cannot be used.
            TypeError: the HTTP client is not one of this library, or a synchronous one.
        """
        super().__init__(
            base_url=base_url,
            credentials=credentials,
            security=security,
            timeout=timeout,
            strict_responses=strict_responses,
            version=version,
        )
        if http_client is not None and not isinstance(http_client, httpx.AsyncClient):
            raise TypeError(f"http_client must be a {httpx.__name__}.AsyncClient.")
        self._owns_http = http_client is None
        self._http = http_client or httpx.AsyncClient(
            cookies=_no_cookies(), timeout=timeout
        )

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
        prepared = self._prepare(operation, arguments)
        response = await send_async(self._http, prepared)
        return self._read(operation, prepared, await load_async(prepared, response))

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
        from .streams import AsyncStream

        prepared = self._prepare(operation, arguments)
        response = await send_async(self._http, prepared)
        opened = self._open(operation, prepared, response)
        if opened is None:
            response = await load_async(prepared, response)
            raise self._refused(operation, prepared, response)
        return AsyncStream(*opened)

    async def aclose(self) -> None:
        """Close connections; an HTTP client that was given stays open."""
        if self._owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


def _no_cookies() -> CookieJar:
    """A jar that takes no cookies: what one answer sets is not for other calls."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def _user_agent(version: str) -> str:
    """Name and version of this package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(_PACKAGE), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{_PACKAGE}/{version}" if version else _PACKAGE

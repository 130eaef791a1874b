"""The clients: what they are made of, and how they send."""

from __future__ import annotations

import re
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AbstractContextManager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from .capture import RawResponse, capturing, record
from .credentials import Credential
from .errors import InvalidRequestError
from .failures import failure
from .http import httpx
from .operation import Operation, Security
from .options import RequestOptions
from .prepare import Arguments, Prepared, Settings, prepare
from .responses import read_response
from .server import parse_server

T = TypeVar("T")
H = TypeVar("H", bound=httpx.Client | httpx.AsyncClient)

_PACKAGE = __name__.partition("._runtime")[0]


class _Client(Generic[H]):
    """What both clients share: everything but sending."""

    _http: H

    def __init__(
        self,
        *,
        base_url: str,
        credentials: Mapping[str, Credential],
        security: Security,
        timeout: float | None,
        strict_responses: bool,
        version: str,
    ) -> None:
        self._settings = Settings(
            server=parse_server(base_url),
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

    def _prepare(
        self,
        operation: Operation[Any],
        path: Arguments,
        query: Arguments,
        headers: Arguments,
        cookies: Arguments,
        body: Any,
        options: RequestOptions | None,
    ) -> Prepared:
        return prepare(
            operation,
            self._settings,
            path=path,
            query=query,
            headers=headers,
            cookies=cookies,
            body=body,
            options=options,
            base_headers=self._http.headers.raw,
            has_own_auth=self._http.auth is not None,
        )

    def _read(
        self, operation: Operation[T], prepared: Prepared, response: httpx.Response
    ) -> T:
        raw = RawResponse(
            method=prepared.method,
            url=prepared.safe_url,
            status_code=response.status_code,
            headers=response.headers,
            content=response.content,
        )
        record(self, raw)
        return read_response(
            operation, raw, strict=self._strict_responses, secrets=prepared.secrets
        )


class SyncClient(_Client[httpx.Client]):
    """Sends requests; it may be used from several threads at once."""

    def __init__(
        self,
        *,
        base_url: str,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
        version: str = "",
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is.
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

    def request(
        self,
        operation: Operation[T],
        *,
        path: Arguments = None,
        query: Arguments = None,
        headers: Arguments = None,
        cookies: Arguments = None,
        body: Any = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Call an operation.

        Args:
            operation: What to call.
            path: Path parameters by their names on the wire.
            query: Query parameters; what is None or `UNSET` is left out, here and below.
            headers: Header parameters.
            cookies: Cookie parameters.
            body: What the operation's body is made from.
            options: What this call does differently.

        Raises:
            APIError: there is no result; see its subclasses.
        """
        prepared = self._prepare(
            operation, path, query, headers, cookies, body, options
        )
        return self._read(operation, prepared, self._send(prepared))

    def _send(self, prepared: Prepared) -> httpx.Response:
        """Send a request and read the whole answer."""
        response = None
        try:
            response = self._http.send(
                _http_request(prepared, _sync_content(prepared)),
                stream=True,
                follow_redirects=False,
            )
            try:
                response.read()
            finally:
                response.close()
        except httpx.HTTPError as error:
            raise failure(prepared, error, response) from error
        return response

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
        base_url: str,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
        version: str = "",
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is.
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
        self,
        operation: Operation[T],
        *,
        path: Arguments = None,
        query: Arguments = None,
        headers: Arguments = None,
        cookies: Arguments = None,
        body: Any = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Call an operation.

        Args:
            operation: What to call.
            path: Path parameters by their names on the wire.
            query: Query parameters; what is None or `UNSET` is left out, here and below.
            headers: Header parameters.
            cookies: Cookie parameters.
            body: What the operation's body is made from.
            options: What this call does differently.

        Raises:
            APIError: there is no result; see its subclasses.
        """
        prepared = self._prepare(
            operation, path, query, headers, cookies, body, options
        )
        return self._read(operation, prepared, await self._send(prepared))

    async def _send(self, prepared: Prepared) -> httpx.Response:
        """Send a request and read the whole answer."""
        response = None
        try:
            response = await self._http.send(
                _http_request(prepared, _async_content(prepared)),
                stream=True,
                follow_redirects=False,
            )
            try:
                await response.aread()
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise failure(prepared, error, response) from error
        return response

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


def _http_request(
    prepared: Prepared, content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None
) -> httpx.Request:
    steps = ("connect", "read", "write", "pool")
    try:
        return httpx.Request(
            prepared.method,
            prepared.url,
            headers=prepared.headers,
            content=content,
            extensions={"timeout": dict.fromkeys(steps, prepared.timeout)},
        )
    except httpx.InvalidURL as error:
        raise InvalidRequestError(f"The URL cannot be used: {error}") from None


def _sync_content(prepared: Prepared) -> bytes | Iterator[bytes] | None:
    data = prepared.payload.data if prepared.payload else None
    if data is None or isinstance(data, bytes):
        return data
    if data.is_async:
        raise InvalidRequestError(
            "An asynchronous iterator needs the asynchronous client."
        )
    return iter(data)


def _async_content(prepared: Prepared) -> bytes | AsyncIterator[bytes] | None:
    data = prepared.payload.data if prepared.payload else None
    return data if data is None or isinstance(data, bytes) else aiter(data)


def _no_cookies() -> CookieJar:
    """A jar that takes no cookies: what one answer sets is not for other calls."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def _user_agent(version: str) -> str:
    """Name and version of this package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(_PACKAGE), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{_PACKAGE}/{version}" if version else _PACKAGE

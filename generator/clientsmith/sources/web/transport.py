"""Connections to addresses that were looked at first: the one that is checked is the one that is used."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from socket import SOCK_STREAM, gaierror, getaddrinfo

import httpcore2
import httpx2

from .access import Access


class AddressRefused(Exception):
    """A name leads to an address that may not be connected to."""

    def __init__(self, host: str, reason: str) -> None:
        self.host = host
        self.reason = reason
        super().__init__(f"{host} is {reason}")


class GuardedTransport(httpx2.BaseTransport):
    """Sends requests to addresses that are allowed, and to no other.

    A name is resolved once, all of its addresses are checked, and the connection goes to one of
    them: a name that is resolved again to another address changes nothing (DNS rebinding).
    """

    def __init__(self, access: Access, tls: ssl.SSLContext) -> None:
        """`access` says which addresses are allowed, `tls` whose certificates are trusted."""
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls, max_connections=16, network_backend=_Backend(access)
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request."""
        url = request.url
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        with _as_httpx2(request):
            response = self._pool.handle_request(
                httpcore2.Request(
                    method=request.method,
                    url=target,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        assert isinstance(response.stream, Iterable)
        return httpx2.Response(
            response.status,
            headers=response.headers,
            stream=_Content(response.stream, request),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Content(httpx2.SyncByteStream):
    """The content of an answer, with the errors of the client."""

    def __init__(self, stream: Iterable[bytes], request: httpx2.Request) -> None:
        self._stream = stream
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx2(self._request):
            yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


class _Backend(httpcore2.SyncBackend):
    """Connects to checked addresses."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that answers, once all of them are allowed.

        Raises:
            AddressRefused: one of them is not.
            httpcore2.ConnectError: none of them answers, or the name has no address.
        """
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
        except (gaierror, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name cannot be resolved: {error}") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            reason = self._access.refusal(address)
            if reason:
                raise AddressRefused(host, reason)
        failure: Exception = httpcore2.ConnectError("the name has no address")
        for address in addresses:
            try:
                return super().connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


@contextmanager
def _as_httpx2(request: httpx2.Request) -> Iterator[None]:
    """Raise the errors of connections as those of the client."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise httpx2.ReadTimeout(str(error) or "time ran out", request=request) from error
    except httpcore2.ConnectError as error:
        raise httpx2.ConnectError(str(error), request=request) from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise httpx2.ReadError(str(error), request=request) from error

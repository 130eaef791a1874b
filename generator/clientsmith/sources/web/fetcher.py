"""HTTP client for documents, with limits of size, time and redirects, and checks of addresses."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from socket import SOCK_STREAM, gaierror, getaddrinfo
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from ...problem import quoted
from ..parsing import SourceError
from .access import Access
from .cache import WebCache, WebResponse
from .headers import headers_for
from .urls import origin_of, shown_url, without_user


def _refused(host: str, reason: str) -> SourceError:
    return SourceError(
        "source-refused",
        f"Connections to {quoted(host)} are not allowed, because it is {reason}.",
        hint="Allow it with `--allow-private`, if you trust the document and its servers.",
    )


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
    """Body of a response, which raises httpx2's errors."""

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
        """Connect to the first reachable address of a host, after all of them are checked.

        Raises:
            SourceError: one of them is not allowed.
            httpcore2.ConnectError: none of them answers, or the name has no address.
        """
        try:
            found = getaddrinfo(host, port, type=SOCK_STREAM)
        except (gaierror, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name cannot be resolved: {error}") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        for address in addresses:
            reason = self._access.refusal(address, (host, port))
            if reason:
                raise _refused(host, reason)
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


MAX_REDIRECTS = 10
MAX_TRIES = 4
"""Most requests for one URL, where a server is busy (429, 503)."""

MAX_WAIT = 30.0
"""Longest wait that a server may ask for, in seconds."""

MAX_SECONDS = 120.0
"""Longest time for one document, with all redirections, in seconds."""

Check = Callable[[str], None]
_STEP = httpx2.Timeout(20.0, connect=10.0)
_BUSY = (429, 503)
_ACCEPT = (
    "application/vnd.oai.openapi+json, application/json, application/yaml;q=0.9, text/markdown;q=0.8, "
    "*/*;q=0.5"
)
_HEADERS = {"Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
_ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
"""Content encodings that are decoded in chunks of limited size."""

_REDIRECTS = (301, 302, 303, 307, 308)


class WebFetcher:
    """Fetches URLs; makes its connections when they are first needed, and may be used from several
    threads."""

    def __init__(
        self,
        access: Access,
        *,
        max_bytes: int,
        cache: WebCache | None = None,
        is_offline: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Make a fetcher.

        Args:
            access: which addresses may be connected to.
            max_bytes: most bytes of one answer, compression undone.
            cache: keeps answers; servers are asked whether they still hold.
            is_offline: whether there are only the kept answers.
            sleep: waits some seconds.
            monotonic: seconds that only grow.
        """
        self._access = access
        self._max_bytes = max_bytes
        self._cache = cache
        self._is_offline = is_offline
        self._sleep = sleep
        self._monotonic = monotonic
        self._tls: ssl.SSLContext | None = None
        self._clients: dict[str, httpx2.Client] = {}

    def close(self) -> None:
        """Close all connections."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    def get(self, url: str, *, check: Check | None = None) -> WebResponse:
        """Fetch a URL. User information in it goes to its own server as `Authorization: Basic`, and
        to no other.

        Args:
            url: with `http` or `https`; a fragment is not sent.
            check: called with each URL that a redirection leads to; raises `SourceError` to refuse it.

        Raises:
            SourceError: it cannot be fetched, or the answer is no success.
        """
        fetched = self.ask(url, check=check)
        if fetched.status >= 400:
            hint = {
                401: "The server requires authentication: send a header with `--header`, or put them into the "
                "URL, as https://user:password@host/.",
                403: "Access to the URL requires permission.",
                404: "Check the URL.",
            }.get(fetched.status, "")
            code = "source-missing" if fetched.status in (404, 410) else "source-unreadable"
            raise SourceError(
                code, f"The server responded with status {fetched.status}.", hint=hint
            )
        return fetched

    def ask(self, url: str, *, check: Check | None = None) -> WebResponse:
        """Fetch a URL, whatever the status is; as `get`.

        Raises:
            SourceError: there is no answer, or it is not allowed to ask.
        """
        _checked(url)
        kept = self._cache.find(without_user(url)) if self._cache else None
        if self._is_offline:
            return self._offline(without_user(url), kept, check)
        return self._asked(url, kept, check)

    def is_unchanged(self, url: str, etag: str, last_modified: str) -> bool:
        """Return whether a URL is unchanged according to its server. A redirect counts as a change.

        Raises:
            SourceError: there is no answer, or it is not allowed to ask.
        """
        known = WebResponse(without_user(_checked(url)), 200, "", b"", etag, last_modified)
        return self._asked(url, known, None) is known

    def _asked(self, url: str, kept: WebResponse | None, check: Check | None) -> WebResponse:
        """Request a URL and follow redirects; return the cached response if it is still valid."""
        deadline = self._monotonic() + MAX_SECONDS
        first = origin_of(_checked(url))
        user = _user(url)
        url = asked = without_user(url)
        for _ in range(MAX_REDIRECTS + 1):
            is_first = origin_of(url) == first
            auth = user if is_first else None
            own = self._own_headers(url) if is_first else {}
            fetched, location = self._answer(url, auth, own, deadline, kept)
            if location is None:
                if self._cache and fetched is not kept and fetched.status < 500:
                    self._cache.keep(asked, fetched)
                return fetched
            try:
                target = urljoin(url, location)
                origin_of(_checked(target))
            except (ValueError, SourceError):
                raise SourceError(
                    "source-unreadable",
                    f"{shown_url(url)} redirects to {quoted(shown_url(location))}, which is no URL that "
                    "can be fetched.",
                ) from None
            if url.startswith("https:") and target.startswith("http:"):
                raise SourceError(
                    "source-unreadable",
                    f"{shown_url(url)} redirects from https to http, which is not followed.",
                )
            if check is not None:
                check(target)
            url = without_user(target)
        raise SourceError("source-unreadable", f"There are more than {MAX_REDIRECTS} redirects.")

    def _offline(self, url: str, kept: WebResponse | None, check: Check | None) -> WebResponse:
        if kept is None:
            raise SourceError(
                "source-unreadable",
                f"{shown_url(url)} is not in the cache, and `--offline` is set.",
                hint="Run it once without `--offline`.",
            )
        if check is not None:
            check(kept.url)
        return kept

    def _own_headers(self, url: str) -> dict[str, str]:
        """Return the headers that the user wants sent to the server of a URL."""
        if not self._access.headers:
            return {}
        return headers_for(url, self._access.headers, is_proxied=bool(self._proxy_of(url)))

    def _answer(
        self,
        url: str,
        auth: tuple[str, str] | None,
        own: Mapping[str, str],
        deadline: float,
        kept: WebResponse | None,
    ) -> tuple[WebResponse, str | None]:
        """Return the response of one URL, and the location that it redirects to."""
        headers = httpx2.Headers({**_HEADERS, **_conditions(url, kept)})
        headers.update(own)
        for tries in range(1, MAX_TRIES + 1):
            try:
                with self._client(url).stream(
                    "GET", url, auth=auth, follow_redirects=False, headers=headers
                ) as response:
                    status = response.status_code
                    if status in _BUSY and tries < MAX_TRIES:
                        wait = _wait(response.headers.get("retry-after", ""), tries)
                        if wait <= MAX_WAIT and self._monotonic() + wait < deadline:
                            response.close()
                            self._sleep(wait)
                            continue
                    if status == 304 and kept is not None:
                        return kept, None
                    location = response.headers.get("location") if status in _REDIRECTS else None
                    content = b"" if location else b"".join(self._chunks(response, deadline))
                    media_type = response.headers.get("content-type", "").partition(";")[0]
                    return (
                        WebResponse(
                            url,
                            status,
                            media_type.strip().lower(),
                            content,
                            response.headers.get("etag", ""),
                            response.headers.get("last-modified", ""),
                        ),
                        location,
                    )
            except httpx2.TimeoutException:
                raise SourceError(
                    "source-unreadable", f"{shown_url(url)} did not respond in time."
                ) from None
            except httpx2.DecodingError:
                raise SourceError(
                    "source-unreadable", f"The response of {shown_url(url)} cannot be decompressed."
                ) from None
            except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
                reason = str(error).replace(url, shown_url(url)) or type(error).__name__
                raise SourceError(
                    "source-unreadable", f"{shown_url(url)} cannot be reached: {reason}."
                ) from None
        raise AssertionError("the last try returns or raises")

    def _chunks(self, response: httpx2.Response, deadline: float) -> Iterator[bytes]:
        size = 0
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in _ENCODINGS:
            raise SourceError(
                "source-unreadable",
                f"The response is compressed with {quoted(encoding)}, which is not supported.",
            )
        for chunk in response.iter_bytes(64 * 1024):
            size += len(chunk)
            if size > self._max_bytes:
                raise SourceError(
                    "source-too-large",
                    f"The document is larger than {self._max_bytes // 2**20} MiB.",
                )
            if self._monotonic() > deadline:
                raise SourceError("source-unreadable", "The document was not received in time.")
            yield chunk

    def _client(self, url: str) -> httpx2.Client:
        """Return the client for a URL: with the proxy of the environment, else with checks of
        addresses."""
        parts = urlsplit(url)
        proxy = self._proxy_of(url)
        if proxy:
            reason = self._access.refusal(parts.hostname or "")
            if reason not in ("", "no address"):
                raise _refused(parts.hostname or "", reason)
        client = self._clients.get(proxy)
        if client is None:
            if self._tls is None:
                self._tls = httpx2.create_ssl_context()
            transport: httpx2.BaseTransport = (
                httpx2.HTTPTransport(verify=self._tls, proxy=proxy)
                if proxy
                else GuardedTransport(self._access, self._tls)
            )
            client = self._clients[proxy] = httpx2.Client(
                transport=transport,
                timeout=_STEP,
                trust_env=False,
                headers={"User-Agent": "clientsmith"},
            )
        return client

    def _proxy_of(self, url: str) -> str:
        """Return the proxy for a URL; servers on this machine, which a proxy does not reach, have
        none."""
        _, host, port = origin_of(url)
        return "" if self._access.is_local(host, port or 0) else _proxy_of(url)


def _proxy_of(url: str) -> str:
    """Return the proxy that the environment names for a URL; empty where there is none."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme) or getproxies().get("all") or ""
    return "" if proxy and proxy_bypass(parts.hostname or "") else proxy


def _conditions(url: str, kept: WebResponse | None) -> dict[str, str]:
    """Return the headers of a conditional request for a cached response (RFC 9110 section 13.1)."""
    if kept is None or kept.url != url or kept.status != 200:
        return {}
    conditions = {"If-None-Match": kept.etag, "If-Modified-Since": kept.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _checked(url: str) -> str:
    """Check a URL, and return it.

    Raises:
        SourceError: it has another scheme, no host, or characters that URLs do not have.
    """
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable or any(character <= " " or character == "\x7f" for character in url):
        raise SourceError(
            "source-unreadable", f"{quoted(shown_url(url))} is no URL that can be fetched."
        )
    return url


def _user(url: str) -> tuple[str, str] | None:
    parts = urlsplit(url)
    if parts.username is None and parts.password is None:
        return None
    return unquote(parts.username or ""), unquote(parts.password or "")


def _wait(retry_after: str, tries: int) -> float:
    """Seconds until the next try: as the server asks (RFC 9110 section 10.2.3), else 1, 2, 4 …"""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 2.0 ** (tries - 1)
    return max(0.0, moment.timestamp() - time.time())

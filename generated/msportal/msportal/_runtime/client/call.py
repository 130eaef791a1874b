"""State of one call: its request, retries, redirects and deadline. Does no I/O; the loops that send
are in `sending`."""

from __future__ import annotations

import re
import ssl
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, TypeAlias, TypeVar

from ..auth import Credential
from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIConnectTimeoutError,
    APIError,
    APITimeoutError,
    DecodeError,
    ResponseTooLargeError,
)
from ..http import httpx
from ..observability import Exchange, Observer, redact_http_log, warn_not_retried
from ..requests import Operation, PreparedRequest, http_request
from ..responses import declared_responses, redact
from .attempts import Redirections, RetryBudget, retry_after
from .options import Settings

E = TypeVar("E", bound=APIError)

_RATE_LIMITS = re.compile(rb"rate-?limit|call-limit", re.IGNORECASE)
"""Parts of header names that mark rate limit headers."""


class SharedState:
    """State shared by a client and its copies made by `with_options`. Thread-safe."""

    __slots__ = ("budget", "rate_limit_headers")

    def __init__(self) -> None:
        self.budget = RetryBudget()
        """Retry budget of all of them."""

        self.rate_limit_headers: tuple[httpx.Headers, float] | None = None
        """Headers of the newest response that reports a rate limit, and its time in seconds since
        1970."""

    def note(self, headers: httpx.Headers, now: float) -> None:
        """Keep the headers of a response if they report a rate limit."""
        if _RATE_LIMITS.search(b" ".join([name for name, _ in headers.raw])):
            self.rate_limit_headers = headers, now


# --- errors of failed requests --------------------------------------------------------

TransportError: TypeAlias = httpx.HTTPError | ssl.SSLError
"""Errors of sending a request and reading its response. Asynchronous connections let TLS errors
pass through, for example if the server requires a certificate."""

TRANSPORT_ERRORS = (httpx.HTTPError, ssl.SSLError)

_SHORTEST = 0.001
"""Seconds that are too few for anything: timeouts may end that much too early."""

_FAILURES: tuple[tuple[tuple[type[Exception], ...], type[APIError], str], ...] = (
    (
        (httpx.ConnectTimeout, httpx.PoolTimeout),
        APIConnectTimeoutError,
        "no connection was established in time",
    ),
    (
        (httpx.TimeoutException,),
        APITimeoutError,
        "no complete response arrived in time",
    ),
    (
        (httpx.ConnectError, httpx.ProxyError, httpx.UnsupportedProtocol),
        APIConnectionError,
        "the server could not be reached",
    ),
)
"""Errors of the HTTP library, and those of this package that stand for them."""


def failure(
    prepared: PreparedRequest,
    error: TransportError,
    response: httpx.Response | None,
    attempts: int = 1,
) -> APIError:
    """Return the error of this package for one of the HTTP library, raised before or after the
    headers of the response arrived."""
    said = redact(str(error), prepared.secrets) or type(error).__name__
    if isinstance(error, httpx.DecodingError) and response is not None:
        text = f"the response ({response.status_code}) cannot be decompressed: {said}"
        return _response_error(DecodeError, text, prepared, response, attempts)
    for types, class_, text in _FAILURES:
        if isinstance(error, types):
            return _error(class_, f"{text}: {said}", prepared, attempts)
    return _error(
        APIConnectionLostError, f"the connection was lost: {said}", prepared, attempts
    )


def _error(
    class_: Callable[..., E],
    said: str,
    prepared: PreparedRequest,
    attempts: int,
    **more: Any,
) -> E:
    url = prepared.safe_url
    return class_(
        f"{prepared.method} {url}: {said}",
        method=prepared.method,
        url=url,
        attempts=attempts,
        **more,
    )


def _response_error(
    class_: Callable[..., E],
    said: str,
    prepared: PreparedRequest,
    response: httpx.Response,
    attempts: int,
) -> E:
    status, headers = response.status_code, response.headers
    more = {"status_code": status, "headers": headers, "body": None}
    return _error(class_, said, prepared, attempts, **more)


def out_of_time(
    prepared: PreparedRequest, settings: Settings, attempts: int
) -> APITimeoutError:
    """Return the error of a call that exceeds its total timeout, or the default limit."""
    if settings.response_time is None:
        total = settings.total_timeout or 0.0
        said = f"the call took longer than {total:g} seconds in all (`total_timeout`)"
    else:
        said = (
            f"no complete response arrived within {settings.response_time:g} seconds of its first "
            "byte; `total_timeout` sets another limit"
        )
    return _error(APITimeoutError, said, prepared, attempts)


def too_large(
    prepared: PreparedRequest, response: httpx.Response, most: int, attempts: int
) -> ResponseTooLargeError:
    """Return the error of a response with more than `most` bytes."""
    status = response.status_code
    said = f"the response ({status}) has more than {most} bytes (`max_response_bytes`)"
    return _response_error(ResponseTooLargeError, said, prepared, response, attempts)


# --- calls ----------------------------------------------------------------------------


class Call:
    """One call of an operation, from its first request to its final response."""

    __slots__ = (
        "_budget_cost",
        "_deadline",
        "_is_renewed",
        "_is_under_way",
        "_redirections",
        "_response_time",
        "_retries",
        "_sent_at",
        "_shared",
        "_turn",
        "arguments",
        "attempts",
        "clock",
        "credentials",
        "exchange",
        "needs_renewal",
        "operation",
        "prepared",
        "settings",
        "watchers",
    )

    prepared: PreparedRequest
    """The request; prepared once the credentials are available."""

    arguments: Mapping[str, Any]
    """Arguments of the call, as `CallArguments` has them."""

    def __init__(
        self,
        operation: Operation[Any],
        settings: Settings,
        shared: SharedState,
        credentials: tuple[Credential, ...] = (),
    ) -> None:
        """Begin a call; its total timeout runs from now."""
        self.operation = operation
        self.settings = settings
        self.clock = settings.clock
        self.credentials = credentials
        self.attempts = 0
        self.exchange: Exchange | None = None
        self.watchers: tuple[Observer, ...] = ()
        self.needs_renewal = False
        """True if credentials must be renewed before the next request."""

        self._shared = shared
        self._retries = 0
        self._redirections: Redirections | None = None
        self._budget_cost = 1
        self._is_renewed = False
        self._is_under_way = False
        self._sent_at = 0.0
        self._turn: Any = None
        """Turn at the limiter; None if there is none."""

        total = settings.total_timeout
        self._deadline = None if total is None else self.clock.monotonic() + total
        """End of the call, or of receiving its current response; None if there is none."""

        self._response_time = settings.response_time
        """Seconds left for receiving; None if there is no such limit."""

    def __enter__(self) -> Call:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Tell observers that are waiting for an outcome that the call was cancelled."""
        if exc_value is None:
            return
        self._leave_turn()
        if self._is_under_way and self.exchange is not None:
            for watcher in self.watchers:
                watcher.abandoned(self.exchange, exc_value)

    def out_of_time(self) -> APITimeoutError:
        """Return the error of the call when it exceeds its total timeout, or the default limit."""
        return out_of_time(self.prepared, self.settings, self.attempts)

    # --- before a request ---------------------------------------------------------------------------

    def left(self) -> float | None:
        """Return the seconds left for the call; None if there is no limit.

        Raises:
            APITimeoutError: No time is left.
        """
        if self._deadline is None:
            return None
        left = self._deadline - self.clock.monotonic()
        if left <= 0:
            raise self.out_of_time()
        return left

    def pause(self) -> float:
        """Return the seconds to wait for the limiter before asking again; 0 if the next request may
        be sent.

        Raises:
            APITimeoutError: No time is left for the call.
            RateLimitWaitError: The wait would exceed the maximum of the limiter.
        """
        limiter = self.settings.limiter
        if limiter is None:
            return 0.0
        if self._turn is None:
            self._turn = limiter.turn(self.prepared.origin, self.operation)
        pause: float = self._turn.pause_of(self)
        return pause

    def _leave_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.ended()

    def start(
        self, content: bytes | Iterator[bytes] | AsyncIterator[bytes] | None
    ) -> httpx.Request:
        """Return the next request.

        Raises:
            APITimeoutError: No time is left.
            InvalidRequestError: The URL cannot be used.
        """
        timeout = self.settings.timeout.as_dict()
        left = self.left()
        if left is not None:
            timeout = {
                step: left if seconds is None else min(seconds, left)
                for step, seconds in timeout.items()
            }
        prepared = self.prepared
        request = http_request(prepared, content, timeout)
        redact_http_log(request.url)
        self.attempts += 1
        self.watchers = tuple(each for each in self.settings.watchers if each.is_active)
        if self.watchers:
            self._is_under_way = True
            self._sent_at = self.clock.monotonic()
            self.exchange = Exchange(
                self.operation, prepared.safe_url, self.attempts, request
            )
        return request

    # --- after it -----------------------------------------------------------------------------------

    def stays_open(self, response: httpx.Response) -> bool:
        """Return False: the content of a response is read at once, unless it is streamed."""
        return False

    def receiving(self) -> None:
        """Start the default limit of receiving a response with its first byte, unless it runs."""
        if self._response_time is not None and self._deadline is None:
            self._deadline = self.clock.monotonic() + self._response_time

    def _received(self) -> None:
        """Stop the default limit: waiting and sending do not count, and neither does what is read
        as a stream."""
        if self._response_time is not None and self._deadline is not None:
            left = self._deadline - self.clock.monotonic()
            self._response_time = left if left > _SHORTEST else 0.0
            self._deadline = None

    def check(
        self, response: httpx.Response, size: int, *, is_whole: bool = False
    ) -> None:
        """Check the time and the size so far, after decompression, of a response while it is read.

        Raises:
            APITimeoutError: No time is left.
            ResponseTooLargeError: The response is too large.
        """
        if self._deadline is not None:
            self.left()
        settings = self.settings
        most = (
            settings.whole_response_bytes if is_whole else settings.max_response_bytes
        )
        if most is not None and size > most:
            raise too_large(self.prepared, response, most, self.attempts)

    def failure(
        self, error: TransportError, response: httpx.Response | None
    ) -> APIError:
        """Return the error of this package for one of the HTTP library; see `failed`."""
        if (
            isinstance(error, httpx.TimeoutException)
            and self._deadline is not None
            and self._deadline - self.clock.monotonic() <= _SHORTEST
        ):
            return self.out_of_time()
        return failure(self.prepared, error, response, self.attempts)

    def failed(
        self,
        error: TransportError | APIError,
        response: httpx.Response | None,
        *,
        may_repeat: bool | None = None,
    ) -> tuple[APIError, float | None]:
        """Return the error of a failed request, and the seconds until the next request; None if
        there is none. Without `may_repeat`, the method tells whether repeating is harmless.
        """
        if isinstance(error, TRANSPORT_ERRORS):
            error = self.failure(error, response)
        self._received()
        self._leave_turn()
        retries = self.settings.retries
        if may_repeat is None:
            may_repeat = retries.may_retry_failure(
                self.prepared.method, error, self.prepared.has_key
            )
        wait = self._wait(error, None) if may_repeat and self._can_repeat else None
        self._note(response, b"", error, wait)
        return error, wait

    def responded(self, response: httpx.Response, content: bytes) -> float | None:
        """Return the seconds until the next request of the call; None if the response is final.
        The content is what was read of it."""
        self._received()
        status = response.status_code
        shared, headers = self._shared, response.headers
        now = self.clock.time()
        shared.note(headers, now)
        asked = retry_after(headers, now) if status >= 400 else None
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.responded(headers, status, asked, self.clock)
        wait = None
        if status < 300:
            if response.is_closed:
                shared.budget.refund(self._budget_cost)
        elif status < 400:
            wait = 0.0 if self._redirected(response) else None
        elif status == 401 and self._is_rejected():
            wait = 0.0
        elif self._can_repeat and self.settings.retries.may_retry_status(
            self.prepared.method, status, headers, self.prepared.has_key
        ):
            wait = self._wait(None, asked)
        self._note(response, content, None, wait)
        return wait

    def _note(
        self,
        response: httpx.Response | None,
        content: bytes,
        error: APIError | None,
        wait: float | None,
    ) -> None:
        exchange = self.exchange
        if exchange is None:
            return
        self._is_under_way = False
        exchange.response, exchange.content = response, content
        exchange.error, exchange.retry_in = error, wait
        exchange.elapsed = self.clock.monotonic() - self._sent_at

    @property
    def _can_repeat(self) -> bool:
        """True if the body, if there is one, can be sent again."""
        payload = self.prepared.payload
        return payload is None or payload.is_replayable

    def _wait(self, error: APIError | None, asked: float | None) -> float | None:
        """Return the seconds to wait before a retry; None if there is none, which is logged."""
        policy = self.settings.retries
        if not policy.max_retries:
            return None
        wait = policy.wait(self._retries + 1, self.clock.random, asked)
        reason = self._obstacle(wait, asked)
        if wait is not None and not reason:
            cost = self._shared.budget.acquire(error)
            if cost:
                self._budget_cost = cost
                self._retries += 1
                return wait
            reason = "the retry budget is exhausted"
        prepared = self.prepared
        warn_not_retried(prepared.method, prepared.safe_url, self.attempts, reason)
        return None

    def _obstacle(self, wait: float | None, asked: float | None) -> str:
        """Return the reason against a retry after some seconds; empty if there is none."""
        if self._retries >= self.settings.retries.max_retries:
            return "no retries are left"
        if wait is None:
            return f"the server asks to wait for {asked or 0:.0f} s"
        now, limiter = self.clock.monotonic(), self.settings.limiter
        if limiter is not None:
            origin = self.prepared.origin
            opens_in = limiter.opens_in(origin, self.operation, self.clock)
            if opens_in - wait > limiter.max_wait:
                return f"the limiter would wait for {opens_in:.0f} s"
            wait = max(wait, opens_in)
        is_late = self._deadline is not None and now + wait >= self._deadline
        return "no time is left" if is_late or self._response_time == 0 else ""

    # --- redirections and credentials ---------------------------------------------------------------

    def _redirected(self, response: httpx.Response) -> bool:
        """Return whether the next request follows a redirect."""
        if declared_responses(self.operation).is_success(response.status_code):
            return False
        if self._redirections is None:
            self._redirections = Redirections(self.settings.redirects)
        before = self.prepared
        self.prepared = self._redirections.after(before, response, self._can_repeat)
        return self.prepared is not before

    def _is_rejected(self) -> bool:
        """Return whether to repeat the request with renewed credentials. Their rejection is noted
        in any case, for later calls."""
        if self._is_renewed:
            return False
        renewed = [each.is_renewed_after(self.prepared) for each in self.credentials]
        self.needs_renewal = self._is_renewed = any(renewed) and self._can_repeat
        return self.needs_renewal

    @property
    def settings_left(self) -> Settings:
        """Settings with the time left for the call as the total timeout."""
        if self._deadline is None:
            return self.settings
        left = max(self._deadline - self.clock.monotonic(), 0.0)
        return replace(self.settings, total_timeout=left)

    def renewed(self) -> None:
        """Put renewed credentials into the request."""
        self.needs_renewal = False
        for credential in self.credentials:
            self.prepared = credential.renewed(self.prepared)

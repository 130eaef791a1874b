"""Asking identity providers, through the HTTP client that the API is asked with, but without
credentials, cookies and redirections of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..client.call import TRANSPORT_ERRORS, TransportError, failure
from ..client.retries import retry_after
from ..errors import APIError, APITimeoutError, InvalidRequestError, TokenError
from ..http import httpx
from ..requests.request import Prepared
from .requests import Answer, Ask, Request, Steps, Wait

if TYPE_CHECKING:
    from ..client.options import Settings

T = TypeVar("T")

_MOST_BYTES = 1_000_000
"""Bytes of an answer, compression undone; tokens and metadata have a few thousand."""


class _Fetching:
    """What both fetchers share: everything but sending."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._clock = settings.clock

    def _attempt(self, request: Request) -> _Attempt:
        return _Attempt(request, self.settings)


class Fetcher(_Fetching):
    """Asks identity providers; it may be used from several threads at once."""

    def __init__(self, http: httpx.Client, settings: Settings) -> None:
        """Make a fetcher.

        Args:
            http: What requests are sent with.
            settings: Those of the client: timeouts, retries, clock.
        """
        super().__init__(settings)
        self._http = http

    def run(self, steps: Steps[T]) -> T:
        """Do what steps ask for.

        Raises:
            APIError: they came to nothing.
        """
        try:
            step = next(steps)
            while True:
                try:
                    result = self._do(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            steps.close()

    def _do(self, step: Request | Wait | Ask) -> Any:
        match step:
            case Request():
                return self._fetch(step)
            case Wait():
                return self._clock.sleep(step.seconds)
            case Ask():
                result = step.function()
                if isinstance(result, Awaitable):
                    close = getattr(result, "close", None)
                    if close is not None:
                        close()  # a coroutine that never ran would warn
                    raise InvalidRequestError(
                        "An asynchronous function needs the asynchronous client."
                    )
                return result

    def _fetch(self, request: Request) -> Answer:
        attempt = self._attempt(request)
        while True:
            response = None
            try:
                response = self._http.send(
                    attempt.start(), auth=None, follow_redirects=False, stream=True
                )
                chunks: list[bytes] = []
                try:
                    for chunk in response.iter_bytes():
                        attempt.take(chunk, chunks)
                finally:
                    response.close()
            except TRANSPORT_ERRORS as cause:
                error = attempt.failure(cause, response)
                wait = attempt.after(error)
                if wait is None:
                    raise error from cause
            else:
                answer = attempt.answer(response, chunks)
                wait = attempt.after(answer)
                if wait is None:
                    return answer
            self._clock.sleep(wait)


class AsyncFetcher(_Fetching):
    """Asks identity providers without blocking."""

    def __init__(self, http: httpx.AsyncClient, settings: Settings) -> None:
        """Make a fetcher.

        Args:
            http: What requests are sent with.
            settings: Those of the client: timeouts, retries, clock.
        """
        super().__init__(settings)
        self._http = http

    async def run(self, steps: Steps[T]) -> T:
        """Do what steps ask for.

        Raises:
            APIError: they came to nothing.
        """
        try:
            step = next(steps)
            while True:
                try:
                    result = await self._do(step)
                except Exception as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(result)
        except StopIteration as stop:
            value: T = stop.value
            return value
        finally:
            steps.close()

    async def _do(self, step: Request | Wait | Ask) -> Any:
        match step:
            case Request():
                return await self._fetch(step)
            case Wait():
                return await self._clock.asleep(step.seconds)
            case Ask():
                result = step.function()
                return await result if isinstance(result, Awaitable) else result

    async def _fetch(self, request: Request) -> Answer:
        attempt = self._attempt(request)
        while True:
            response = None
            try:
                response = await self._http.send(
                    attempt.start(), auth=None, follow_redirects=False, stream=True
                )
                chunks: list[bytes] = []
                try:
                    async for chunk in response.aiter_bytes():
                        attempt.take(chunk, chunks)
                finally:
                    await response.aclose()
            except TRANSPORT_ERRORS as cause:
                error = attempt.failure(cause, response)
                wait = attempt.after(error)
                if wait is None:
                    raise error from cause
            else:
                answer = attempt.answer(response, chunks)
                wait = attempt.after(answer)
                if wait is None:
                    return answer
            await self._clock.asleep(wait)


class _Attempt:
    """A request to an identity provider, and how often it was sent."""

    def __init__(self, request: Request, settings: Settings) -> None:
        self._request = request
        self._settings = settings
        self._number = 0
        self._size = 0
        total = settings.total_timeout
        self._deadline = None if total is None else self._now() + total
        url = request.url.partition("?")[0]
        self._prepared = Prepared(
            method=request.method,
            url=request.url,
            safe_url=url,
            origin="",
            headers=self._headers(),
            payload=None,
            has_key=request.is_repeatable,
            secrets=request.secrets,
        )

    def _now(self) -> float:
        return self._settings.clock.monotonic()

    def _headers(self) -> list[tuple[bytes, bytes]]:
        request = self._request
        headers = [
            (b"Accept", b"application/json"),
            (b"User-Agent", self._settings.user_agent.encode("ascii")),
        ]
        if request.method == "POST":
            headers.append((b"Content-Type", b"application/x-www-form-urlencoded"))
        if request.authorization:
            headers.append((b"Authorization", request.authorization.encode("ascii")))
        return headers

    def start(self) -> httpx.Request:
        """The next request.

        Raises:
            APITimeoutError: no time is left for it.
        """
        self._number += 1
        self._size = 0
        timeout = self._settings.timeout.as_dict()
        if self._deadline is not None:
            left = self._left()
            timeout = {
                step: left if seconds is None else min(seconds, left)
                for step, seconds in timeout.items()
            }
        return httpx.Request(
            self._prepared.method,
            self._prepared.url,
            headers=self._prepared.headers,
            content=self._request.body,
            extensions={"timeout": timeout},
        )

    def _left(self) -> float:
        left = (self._deadline or 0.0) - self._now()
        if left <= 0:
            raise APITimeoutError(
                f"{self._prepared.method} {self._prepared.safe_url}: there was no answer in "
                f"{self._settings.total_timeout:g} seconds",
                method=self._prepared.method,
                url=self._prepared.safe_url,
                attempts=self._number,
            )
        return left

    def take(self, chunk: bytes, chunks: list[bytes]) -> None:
        """Add a part of an answer.

        Raises:
            APITimeoutError: it came too late.
            TokenError: it is too much.
        """
        if self._deadline is not None:
            self._left()
        self._size += len(chunk)
        if self._size > _MOST_BYTES:
            raise TokenError(
                f"{self._prepared.method} {self._prepared.safe_url}: the answer has more than "
                f"{_MOST_BYTES} bytes",
                url=self._prepared.safe_url,
            )
        chunks.append(chunk)

    def failure(
        self, error: TransportError, response: httpx.Response | None
    ) -> APIError:
        """The error that one of the HTTP library stands for."""
        return failure(self._prepared, error, response, self._number)

    def answer(self, response: httpx.Response, chunks: Sequence[bytes]) -> Answer:
        """The answer that came."""
        return Answer(
            self._prepared.safe_url,
            response.status_code,
            response.headers,
            b"".join(chunks),
        )

    def after(self, outcome: Answer | APIError) -> float | None:
        """Seconds to wait before the next attempt; None where there is none."""
        policy, clock = self._settings.retries, self._settings.clock
        method, has_key = self._request.method, self._request.is_repeatable
        asked = None
        if isinstance(outcome, Answer):
            asked = retry_after(outcome.headers, clock.time())
            may = policy.may_retry_status(
                method, outcome.status, outcome.headers, has_key
            )
        else:
            may = policy.may_retry_failure(method, outcome, has_key)
        if not may or self._number > policy.max_retries:
            return None
        wait = policy.wait(self._number, clock.random, asked)
        if wait is None or self._deadline is None or wait < self._left():
            return wait
        return None

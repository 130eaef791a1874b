"""Long-running operations: polling of their state until they have ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .client.attempts import retry_after
from .client.call import Call
from .client.options import Clock, RequestOptions
from .codec import TypeMismatchError, decode_bytes
from .errors import APITimeoutError, InvalidRequestError, server_message
from .http import httpx, utf8_json
from .models import Unset
from .optional_errors import OperationFailedError, OperationTimeoutError
from .parameters import json_bytes
from .requests import Operation
from .responses import (
    JSON,
    NOTHING,
    Content,
    RawResponse,
    read_response,
    redact,
)
from .responses.contents import BINARY
from .responses.labelled_contents import AnyJSON

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient
    from .client.prepare import CallArguments

T = TypeVar("T")

_STATE: Operation[bytes] = Operation("GET", "/", responses={"2XX": BINARY})
"""Requests a state or a result, at its link."""

_USUAL_TOTAL = 600.0
"""Default seconds to wait for a long-running operation."""

_FIRST_WAIT = 1.0
_LONGEST_USUAL_WAIT = 10.0
_GROWTH = 1.5
_LONGEST_WAIT = 300.0
"""Maximum seconds that a server may ask to wait."""

_SHORTEST_WAIT = 0.1

_MONITORS = ("operation-location", "azure-asyncoperation")
"""Headers with the link of a status document; the link in `Location` leads to the result."""

_SUCCESSES = frozenset(
    ("complete", "completed", "done", "finished", "succeeded", "success", "successful")
)
_FAILURES = frozenset(
    (
        "aborted",
        "canceled",
        "cancelled",
        "error",
        "errored",
        "expired",
        "failed",
        "failure",
        "rejected",
        "timedout",
    )
)


class PollIntervals:
    """Intervals between polls, and the total time."""

    def __init__(
        self, clock: Clock, total: float | None, interval: float | None
    ) -> None:
        """Begin; the total time runs from now.

        Args:
            clock: Clock of the client.
            total: Total seconds; None for no limit.
            interval: Seconds between polls unless the server says otherwise; None for a second that
                grows to ten.

        Raises:
            ValueError: A number of seconds is negative, or not a number.
        """
        for name, seconds in (("total", total), ("interval", interval)):
            if seconds is not None and not seconds >= 0:
                raise ValueError(
                    f"{name} must be a number of seconds, not {seconds!r}."
                )
        self._clock = clock
        self._total = total
        self._end = None if total is None else clock.monotonic() + total
        self._usual = _FIRST_WAIT if interval is None else interval
        self._is_growing = interval is None

    def wait(self, response: RawResponse | None) -> float:
        """Return the seconds to wait before the next poll.

        Args:
            response: The last response.

        Raises:
            OperationTimeoutError: The next poll would be too late.
        """
        asked = None
        if response is not None:
            asked = retry_after(response.headers, self._clock.time())
        if asked is not None:
            wait = min(max(asked, _SHORTEST_WAIT), _LONGEST_WAIT)
        else:
            wait = self._usual
            if self._is_growing:
                self._usual = min(wait * _GROWTH, _LONGEST_USUAL_WAIT)
        if self._end is not None and self._clock.monotonic() + wait > self._end:
            raise self._out_of_time(response)
        return wait

    def options(
        self, options: RequestOptions | None, usual: float | None
    ) -> RequestOptions | None:
        """Return the options of a poll, whose timeout is limited to the time left.

        Args:
            options: Options given by the user.
            usual: Total timeout of calls of the client.
        """
        if self._end is None:
            return options
        options = options or RequestOptions()
        given = options.total_timeout
        most = usual if isinstance(given, Unset) else given
        left = max(self._end - self._clock.monotonic(), 0.0)
        return replace(options, total_timeout=left if most is None else min(most, left))

    @contextmanager
    def question(self, before: RawResponse) -> Iterator[None]:
        """Convert a timeout inside a `with` block.

        Args:
            before: The last response.

        Raises:
            OperationTimeoutError: The total time is over.
        """
        try:
            yield
        except APITimeoutError as error:
            if self._end is not None and self._clock.monotonic() >= self._end:
                raise self._out_of_time(before) from error
            raise

    def _out_of_time(self, response: RawResponse | None) -> OperationTimeoutError:
        where = "" if response is None else f"{response.method} {response.url}: "
        return OperationTimeoutError(
            f"{where}the operation did not end within {self._total:g} seconds; it may still be running",
            method="" if response is None else response.method,
            url="" if response is None else response.url,
            response=response,
        )


class Poll(Generic[T]):
    """One long-running operation, from its first response to its result.

    Its state is requested at the link in `Operation-Location` or `Azure-AsyncOperation`, from a
    document with a `status`, or at the link in `Location`, where status 202 says that it is
    running.
    """

    def __init__(
        self,
        start: RawResponse,
        type_: type[T],
        until: Callable[[T], bool] | None,
        *,
        is_strict: bool,
    ) -> None:
        """Begin with the response of the call that started the operation.

        Args:
            start: The response.
            type_: Type of the result.
            until: Returns whether a result is final; None if the protocol says so.
            is_strict: Whether a result that does not match the type is an error.

        Raises:
            InvalidRequestError: The response has no link.
        """
        self._start = start
        self._until = until
        self._is_strict = is_strict
        self._reading: Operation[T] = Operation(
            "GET", "/", responses={"2XX": _content(type_)}
        )
        self._needs_document = type_ not in (bytes, str, Any, None, type(None))
        called = start.operation
        self.operation = _STATE
        """Requests `url`, with the credentials and on the server of the original operation."""

        if called is not None:
            self.operation = replace(
                _STATE, security=called.security, server=called.server
            )
        self._is_monitored = any(start.headers.get(name) for name in _MONITORS)
        self._is_last = False
        """True if the next response is the result."""

        self._secrets: tuple[str, ...] = ()
        self._result: tuple[T] | None = None
        self.newest = start
        """The newest response."""

        self.url: str | None = self._link(start)
        """URL of the next poll; None at the end."""

        if self.url is None:
            if start.status_code == 202:
                raise InvalidRequestError(
                    f"{start.method} {start.url}: the response does not say where to poll the state of the "
                    "operation is (Operation-Location, Location)."
                )
            self._finish(start)

    @property
    def is_waiting(self) -> bool:
        """True if the next poll should wait: a result that is available does not change."""
        return not self._is_last

    @property
    def result(self) -> T:
        """Result of the operation."""
        assert self._result is not None  # there is no place to ask any more
        return self._result[0]

    def take(self, response: RawResponse, secrets: tuple[str, ...]) -> None:
        """Process a response.

        Args:
            response: The newest response.
            secrets: Parts that must not appear in messages.

        Raises:
            OperationFailedError: The operation failed or was cancelled.
            DecodeError: The result does not match its type.
        """
        self.newest = response
        self._secrets = secrets
        if self._is_last:
            self._finish(response)
        elif self._until is not None:
            self._take_value(response, self._until)
        elif self._is_monitored:
            self._take_state(response)
        elif response.status_code == 202:
            self.url = self._link(response) or self.url
        else:
            self._finish(response)

    def _take_value(self, response: RawResponse, until: Callable[[T], bool]) -> None:
        if response.status_code == 202 and not response.content:
            self.url = self._link(response) or self.url
            return
        value = self._read(response)
        if until(value):
            self._result, self.url = (value,), None
        else:
            self.url = self._link(response) or self.url

    def _take_state(self, response: RawResponse) -> None:
        body = _document(response)
        state = _state(body)
        plain = "".join(char for char in state.lower() if char.isalnum())
        if plain in _FAILURES:
            raise _failed(response, body, state, self._secrets)
        if plain in _SUCCESSES or (not state and response.status_code != 202):
            self._find_result(response, body)
        else:
            self.url = self._link(response) or self.url

    def _find_result(self, response: RawResponse, body: Any) -> None:
        """Find the result of a completed operation: in the status document, at a link, or at the
        original URL."""
        body = body if isinstance(body, dict) else {}
        start = self._start
        place = body.get("resourceLocation")
        if body.get("result") is not None:
            self._finish(replace(response, content=json_bytes(body["result"], Any)))
        elif isinstance(place, str) and place:
            self._ask_for_result(response, place)
        elif start.method in ("PUT", "PATCH"):
            self._ask_for_result(start, start.url)
        elif start.method == "POST" and start.headers.get("location"):
            self._ask_for_result(start, start.headers["location"])
        else:
            self._finish(response)

    def _ask_for_result(self, response: RawResponse, place: str) -> None:
        self.url, self._is_last = _resolved(response, place), True

    def _finish(self, response: RawResponse) -> None:
        self._result, self.url = (self._read(response),), None

    def _read(self, response: RawResponse) -> T:
        # Text in place of a document, such as a page of a proxy, is no result.
        is_strict = self._is_strict or (
            self._needs_document
            and bool(response.content.strip())
            and _document(response) is None
        )
        return read_response(
            self._reading,
            response,
            strict=is_strict,
            secrets=self._secrets,
        )

    def _link(self, response: RawResponse) -> str | None:
        names: Sequence[str] = _MONITORS
        if not self._is_monitored and response.status_code in (201, 202):
            names = ("location",)
        found = (response.headers.get(name) for name in names)
        return next((_resolved(response, place) for place in found if place), None)


def _content(type_: Any) -> Content:
    """Return the content for a type of result."""
    if type_ is bytes:
        return BINARY
    if type_ == "Any":
        return AnyJSON()
    return NOTHING if type_ in (None, type(None)) else JSON(type_)


def _resolved(response: RawResponse, place: str) -> str:
    """Return a link of a response as an absolute URL.

    Raises:
        InvalidRequestError: It is not a URL.
    """
    try:
        return str(httpx.URL(response.url).join(place))
    except (httpx.InvalidURL, ValueError) as error:
        raise InvalidRequestError(f"A link cannot be used: {error}") from None


def _document(response: RawResponse) -> Any:
    """Return the JSON document of a response; None if there is none."""
    content_type = response.headers.get("content-type", "")
    try:
        return decode_bytes(Any, utf8_json(response.content, content_type))
    except TypeMismatchError:
        return None


def _state(body: Any) -> str:
    """Return the state in a status document; empty if there is none."""
    if not isinstance(body, dict):
        return ""
    properties = body.get("properties")
    within = properties if isinstance(properties, dict) else {}
    states = (
        body.get("status"),
        body.get("state"),
        body.get("provisioningState"),
        within.get("provisioningState"),
    )
    return next((each for each in states if isinstance(each, str) and each), "")


def _failed(
    response: RawResponse, body: Any, state: str, secrets: tuple[str, ...]
) -> OperationFailedError:
    error = body.get("error") if isinstance(body, dict) else None
    said = server_message(error) if error is not None else ""
    return OperationFailedError(
        f"{response.method} {response.url}: the operation has ended as {state!a:.60}"
        + (f": {redact(said, secrets)}" if said else ""),
        state=state,
        status_code=response.status_code,
        headers=response.headers,
        body=body,
        method=response.method,
        url=response.url,
        attempts=response.attempts,
    )


# --- loops --------------------------------------------------------------------------


def poll(
    client: SyncClient,
    response: RawResponse,
    type_: type[T],
    *,
    total: float | None = _USUAL_TOTAL,
    interval: float | None = None,
    until: Callable[[T], bool] | None = None,
    on_response: Callable[[RawResponse], None] | None = None,
    options: RequestOptions | None = None,
) -> T:
    """Wait until a long-running operation has ended, and return its result.

    Polls the link in the response: `Operation-Location` or `Azure-AsyncOperation` until the document
    there reports an end (`status`), or `Location` while the status is 202, with the credentials of
    the call that started the operation. Links to other origins are not followed.

    Args:
        client: Client that sends.
        response: Response of the call that started the operation, as collected by `capture()`.
        type_: Type of the result, such as a model; None if there is no result.
        total: Total seconds to wait; None for no limit.
        interval: Seconds between polls unless the server says otherwise (`Retry-After`); by default
            a second that grows to ten.
        until: Returns whether a result is final, for servers that respond with 200 and the current
            state all the time.
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
        export = poll(client, responses[-1], models.Export, total=300)
    """
    settings = client._settings
    pace = PollIntervals(settings.clock, total, interval)
    operation = Poll(response, type_, until, is_strict=settings.strict_responses)
    while operation.url is not None:
        if operation.is_waiting:
            settings.clock.sleep(pace.wait(operation.newest))
        asking: CallArguments = {
            "url": operation.url,
            "options": pace.options(options, settings.total_timeout),
        }
        with pace.question(operation.newest):
            call, sent = client._send(operation.operation, asking, Call)
        newest = client._read(call, sent)[1]
        if on_response is not None:
            on_response(newest)
        operation.take(newest, call.prepared.secrets)
    return operation.result


async def poll_async(
    client: AsyncClient,
    response: RawResponse,
    type_: type[T],
    *,
    total: float | None = _USUAL_TOTAL,
    interval: float | None = None,
    until: Callable[[T], bool] | None = None,
    on_response: Callable[[RawResponse], None] | None = None,
    options: RequestOptions | None = None,
) -> T:
    """Wait until a long-running operation has ended; see `poll`."""
    settings = client._settings
    pace = PollIntervals(settings.clock, total, interval)
    operation = Poll(response, type_, until, is_strict=settings.strict_responses)
    while operation.url is not None:
        if operation.is_waiting:
            await settings.clock.asleep(pace.wait(operation.newest))
        asking: CallArguments = {
            "url": operation.url,
            "options": pace.options(options, settings.total_timeout),
        }
        with pace.question(operation.newest):
            call, sent = await client._send(operation.operation, asking, Call)
        newest = client._read(call, sent)[1]
        if on_response is not None:
            on_response(newest)
        operation.take(newest, call.prepared.secrets)
    return operation.result


def wait_until(
    client: SyncClient,
    call: Callable[[], T],
    until: Callable[[T], bool],
    *,
    total: float | None = _USUAL_TOTAL,
    interval: float | None = None,
) -> T:
    """Repeat a call until its result meets a condition, and return that result.

    Args:
        client: Client that sends.
        call: Calls an operation of the client.
        until: Returns whether a result meets the condition.
        total: Total seconds to wait; None for no limit.
        interval: Seconds between calls unless the server says otherwise (`Retry-After`); by default a
            second that grows to ten.

    Raises:
        OperationTimeoutError: No result met the condition in time.
        ValueError: A number of seconds is negative.

    Example:
        job = wait_until(client, lambda: client.jobs.get(id), lambda job: job.done)
    """
    clock = client._settings.clock
    pace = PollIntervals(clock, total, interval)
    while True:
        with client.capture() as responses:
            result = call()
        if until(result):
            return result
        clock.sleep(pace.wait(responses[-1] if responses else None))


async def wait_until_async(
    client: AsyncClient,
    call: Callable[[], Awaitable[T]],
    until: Callable[[T], bool],
    *,
    total: float | None = _USUAL_TOTAL,
    interval: float | None = None,
) -> T:
    """Repeat a call until its result meets a condition; see `wait_until`."""
    clock = client._settings.clock
    pace = PollIntervals(clock, total, interval)
    while True:
        with client.capture() as responses:
            result = await call()
        if until(result):
            return result
        await clock.asleep(pace.wait(responses[-1] if responses else None))

"""Waiting for what takes long: the clients' `poll` and `wait_until`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

from ..http.connections import AsyncConnection, SyncConnection
from ..operations import Operation
from ..responses.raw_response import RawResponse
from .base import BaseClient
from .call import Call
from .prepare import CallArguments
from .sending import Answer

if TYPE_CHECKING:
    from ..request_options import RequestOptions

T = TypeVar("T")

USUAL_TOTAL = 600.0
"""Seconds that users wait for an operation, where they say nothing."""


class SyncWaiting(BaseClient[SyncConnection]):
    """What a synchronous client does to wait."""

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
        from ..polling import Pace, Poll

        settings = self._settings
        pace = Pace(settings.clock, total, interval)
        poll = Poll(response, type_, until, is_strict=settings.strict_responses)
        while poll.url is not None:
            if poll.is_waiting:
                settings.clock.sleep(pace.wait(poll.newest))
            asking: CallArguments = {
                "url": poll.url,
                "options": pace.options(options, settings.total_timeout),
            }
            with pace.question(poll.newest):
                call, sent = self._send(poll.operation, asking)
            answer = self._read(call, sent)[1]
            if on_answer is not None:
                on_answer(answer)
            poll.take(answer, call.prepared.secrets)
        return poll.result

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
        from ..polling import Pace

        clock = self._settings.clock
        pace = Pace(clock, total, interval)
        while True:
            with self.capture() as responses:
                result = call()
            if until(result):
                return result
            clock.sleep(pace.wait(responses[-1] if responses else None))

    def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        *,
        is_stream: bool = False,
    ) -> tuple[Call, Answer]:
        raise NotImplementedError


class AsyncWaiting(BaseClient[AsyncConnection]):
    """What an asynchronous client does to wait."""

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
        from ..polling import Pace, Poll

        settings = self._settings
        pace = Pace(settings.clock, total, interval)
        poll = Poll(response, type_, until, is_strict=settings.strict_responses)
        while poll.url is not None:
            if poll.is_waiting:
                await settings.clock.asleep(pace.wait(poll.newest))
            asking: CallArguments = {
                "url": poll.url,
                "options": pace.options(options, settings.total_timeout),
            }
            with pace.question(poll.newest):
                call, sent = await self._send(poll.operation, asking)
            answer = self._read(call, sent)[1]
            if on_answer is not None:
                on_answer(answer)
            poll.take(answer, call.prepared.secrets)
        return poll.result

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
        from ..polling import Pace

        clock = self._settings.clock
        pace = Pace(clock, total, interval)
        while True:
            with self.capture() as responses:
                result = await call()
            if until(result):
                return result
            await clock.asleep(pace.wait(responses[-1] if responses else None))

    async def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        *,
        is_stream: bool = False,
    ) -> tuple[Call, Answer]:
        raise NotImplementedError

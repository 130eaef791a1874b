"""Turns: of many calls that need a new token at once one gets it, and the others wait for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from copy import copy
from threading import TIMEOUT_MAX, Lock
from typing import Any, TypeAlias

import anyio
from anyio.lowlevel import RunVar, checkpoint_if_cancelled

from ...errors import (
    APIConnectTimeoutError,
    APIError,
    APITimeoutError,
    InvalidRequestError,
)

Work: TypeAlias = Callable[[], None]
AsyncWork: TypeAlias = Callable[[], Awaitable[None]]


class Turns:
    """Lets one thread at a time, or one task of an event loop, get a token.

    Those who waited in vain share the error of the one who tried, instead of trying one by one.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._task_lock: RunVar[anyio.Lock] = RunVar("turns")
        self._ended = 0
        self._failure: APIError | None = None

    def take(
        self, is_done: Callable[[], bool], work: Work, seconds: float | None
    ) -> None:
        """Do what is to be done once.

        Args:
            is_done: whether another one has done it.
            work: what to do.
            seconds: how long to wait for one's turn at most; None for as long as it takes.

        Raises:
            APIError: it failed, or the time is over.
        """
        ended = self._ended
        timeout = -1 if seconds is None else min(seconds, TIMEOUT_MAX)
        if not self._lock.acquire(timeout=timeout):
            raise _too_late()
        try:
            if not self._is_settled(is_done, ended):
                try:
                    work()
                except APIError as error:
                    self._note(error, seconds)
                    raise
        finally:
            self._lock.release()

    async def take_async(
        self,
        is_done: Callable[[], bool],
        work: AsyncWork,
        seconds: float | None,
    ) -> None:
        """Do what is to be done once.

        Args:
            is_done: whether another one has done it.
            work: what to do.
            seconds: how long to wait for one's turn at most; None for as long as it takes.

        Raises:
            APIError: it failed, or the time is over.
        """
        ended = self._ended
        # A lock belongs to one event loop, and a client may be used in several, one by one.
        lock = self._task_lock.get(None)
        if lock is None:
            lock = anyio.Lock()
            self._task_lock.set(lock)
        try:
            with anyio.fail_after(seconds):
                await lock.acquire()
        except TimeoutError:
            raise _too_late() from None
        try:
            if not self._is_settled(is_done, ended):
                try:
                    await work()
                except APIError as error:
                    self._note(error, seconds)
                    raise
        finally:
            lock.release()

    def _is_settled(self, is_done: Callable[[], bool], ended: int) -> bool:
        """Whether there is nothing left to do for one who came when so many turns had ended.

        Raises:
            APIError: another one has failed meanwhile.
        """
        if is_done():
            return True
        if self._failure is not None and self._ended > ended:
            raise copy(self._failure) from self._failure
        self._failure = None
        return False

    def _note(self, error: APIError, seconds: float | None) -> None:
        """Remember a failure, but for one that is due to the time of one call alone, or to the way
        in which it was asked for."""
        is_own = isinstance(error, InvalidRequestError) or (
            isinstance(error, APITimeoutError) and seconds is not None
        )
        self._failure = None if is_own else error
        self._ended += 1


def _too_late() -> APIConnectTimeoutError:
    return APIConnectTimeoutError(
        "There was no token in time: another call is still getting it.",
        method="POST",
        url="",
        attempts=0,
    )


async def undisturbed(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do something to its end, even if the task that waits for it is cancelled.

    With asyncio, a task that is cancelled leaves at once; with trio, when it is done.
    """
    import asyncio

    try:
        is_asyncio = asyncio.current_task() is not None
    except RuntimeError:
        is_asyncio = False
    if is_asyncio:
        task = asyncio.create_task(work())
        # An event loop does not keep its tasks.
        _going_on.add(task)
        task.add_done_callback(_going_on.discard)
        await asyncio.shield(task)
    else:
        with anyio.CancelScope(shield=True):
            await work()
        await checkpoint_if_cancelled()


_going_on: set[Any] = set()

"""When and how a stream of server-sent events connects anew (WHATWG HTML, 9.2.3)."""

from __future__ import annotations

from collections.abc import Mapping

from ..client.call import Call
from ..errors import APIConnectionLostError, APIError, APITimeoutError
from ..http.headers import has_control_character
from .reading import EventReader

_INTERRUPTIONS = (APIConnectionLostError, APITimeoutError)
_USUAL_WAIT = 1.0
"""Seconds, where the server says nothing of them."""


class Reconnection:
    """What a stream does when its connection is gone.

    By itself it connects anew only where nothing is lost or comes twice: when the answer to a GET
    breaks off whose events have ids, or before its first event. An answer that ends as it should is
    the end of the stream.
    """

    def __init__(self, reader: EventReader, call: Call, wanted: bool | None) -> None:
        """`wanted` is whether users want it: True whatever the request and the events are, also
        when the answer has ended; False never; None as said above."""
        self._reader = reader
        self._call = call
        self._wanted = wanted
        self._ends = 0
        """Answers that ended, since the last event."""

    def request(self, error: APIError | None) -> Mapping[bytes, bytes] | None:
        """Headers of the next request; None where there is none.

        Args:
            error: why the connection is gone; None where the answer has ended.
        """
        policy = self._call.settings.retries
        if error is None:
            self._ends += 1
        if (
            not self._is_wanted(error)
            or self._ends > policy.max_retries
            or self.wait > policy.max_retry_after
        ):
            return None
        last = self._reader.last_event_id
        return {b"Last-Event-ID": last.encode()} if last else {}

    @property
    def wait(self) -> float:
        """Seconds before the next request, at least."""
        retry = self._reader.retry
        return _USUAL_WAIT if retry is None else retry / 1000

    def progressed(self) -> None:
        """An event came: answers that end are counted from zero again."""
        self._ends = 0

    def _is_wanted(self, error: APIError | None) -> bool:
        if error is not None and not isinstance(error, _INTERRUPTIONS):
            return False
        reader = self._reader
        if has_control_character(reader.last_event_id):
            return False
        if self._wanted is not None:
            return self._wanted
        if error is None or self._call.prepared.method != "GET":
            return False
        return bool(reader.last_event_id) or reader.last_event is None

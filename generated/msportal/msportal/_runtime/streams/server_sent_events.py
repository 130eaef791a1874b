"""Server-sent events (WHATWG HTML, 9.2), from bytes that come in chunks of any size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .splitting import LARGEST_ITEM, Lines, TooLarge

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MILLISECONDS = re.compile(r"[0-9]{1,18}")
"""Digits and nothing else; a number that no machine could wait for counts as no number."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """One event as it came."""

    data: str
    """Its lines joined by line feeds."""

    event: str = "message"
    """Its name; `message` where the server gives none."""

    id: str | None = None
    """None where the event brings no id of its own."""

    retry: int | None = None
    """Milliseconds to wait before connecting anew; None where the event does not say."""


class EventParser:
    """Reads events; one that is not ended by an empty line is dropped."""

    def __init__(
        self,
        limit: int = LARGEST_ITEM,
        *,
        last_event_id: str = "",
        retry: int | None = None,
    ) -> None:
        """Begin with an answer.

        Args:
            limit: how many bytes a line, and the data of an event, may have.
            last_event_id: the id of the last event of the answer before.
            retry: what the server said before.
        """
        self.last_event_id = last_event_id
        """What a client would send as `Last-Event-ID`; empty where there is nothing to send."""

        self.retry = retry
        """Milliseconds to wait before connecting anew, as the server said last."""

        self._limit = limit
        self._lines = Lines(limit)
        self._is_at_start = True
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None

    def feed(self, chunk: bytes) -> Iterator[ServerSentEvent]:
        """The events that end in a chunk.

        Raises:
            TooLarge: a line or the data of an event are more than may be held.
        """
        for line in self._lines.feed(chunk):
            if self._is_at_start:
                self._is_at_start = False
                line = line.removeprefix(_BYTE_ORDER_MARK)
            if line:
                self._field(line)
            elif (event := self._ended()) is not None:
                yield event

    def finish(self) -> Iterator[ServerSentEvent]:
        """What the end of the stream completes: nothing."""
        return iter(())

    def _field(self, line: bytes) -> None:
        """Take a line that is not empty; one that begins with a colon is a comment."""
        name, _, rest = line.partition(b":")
        text = rest.removeprefix(b" ").decode("utf-8", "replace")
        match name:
            case b"data":
                self._size += len(rest) + 1  # with the line feed that joins lines
                if self._size > self._limit:
                    raise TooLarge
                self._data.append(text)
            case b"event":
                self._event = text
            case b"id" if "\0" not in text:
                self._id = text
            case b"retry" if _MILLISECONDS.fullmatch(text):
                self._retry = self.retry = int(text)

    def _ended(self) -> ServerSentEvent | None:
        """The event that an empty line ends; None where it has no data."""
        if self._id is not None:
            self.last_event_id = self._id
        event = None
        if self._data:
            event = ServerSentEvent(
                data="\n".join(self._data),
                event=self._event or "message",
                id=self._id,
                retry=self._retry,
            )
        self._data, self._size, self._event = [], 0, ""
        self._id = self._retry = None
        return event


class Repetition:
    """Tells events that come once more from new ones: a server that does not understand
    `Last-Event-ID` begins again with the first event, or with the last one."""

    def __init__(self) -> None:
        self._first: str | None = None
        self._last = ""
        """The event behind which new ones come; empty when they do."""

        self._is_at_start = False

    @property
    def is_going_on(self) -> bool:
        """Whether what comes now came before."""
        return bool(self._last) and not self._is_at_start

    def begin(self, last_event_id: str) -> None:
        """A new answer begins, which should go on behind an event."""
        self._last = last_event_id
        self._is_at_start = True

    def holds(self, event: ServerSentEvent) -> bool:
        """Whether an event came before."""
        if self._first is None:
            self._first = event.id
        if not self._last:
            return False
        if self._is_at_start and event.id not in (self._first, self._last):
            self._last = ""
            return False
        self._is_at_start = False
        if event.id == self._last:
            self._last = ""
        return True

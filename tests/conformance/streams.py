"""Streams of items: what a server sent, taken apart without the client's help."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from conformance.comparison import Different, same_json

END = "[DONE]"
"""Data of the customary last event, which clients need not hand out."""


async def collected(value: Any) -> Any:
    """All items of a stream, which is closed then; anything else as it is."""
    if hasattr(value, "__anext__"):
        async with value as stream:
            return [item async for item in stream]
    if hasattr(value, "__next__"):
        with value as stream:
            return list(stream)
    return value


@dataclass
class Event:
    """A server-sent event."""

    event: str = "message"
    data: str = ""
    id: str | None = None
    retry: int | None = None

    @property
    def value(self) -> Any:
        """The data as JSON where they are JSON, else as text."""
        try:
            return json.loads(self.data)
        except ValueError:
            return self.data


def events(content: bytes) -> Iterator[Event]:
    """The events of a stream, by the letter of the WHATWG's algorithm."""
    for block in content.decode().split("\n\n"):
        event, data = Event(), []
        for line in block.split("\n"):
            name, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if name == "data":
                data.append(value)
            elif name == "event":
                event.event = value
            elif name == "id" and "\0" not in value:
                event.id = value
            elif name == "retry" and value.isdecimal():
                event.retry = int(value)
        if data:
            event.data = "\n".join(data)
            yield event


def check_events(content: bytes, items: list[Any], declared: Any, codec: Any) -> None:
    """Compare the items of a stream with the events that a server sent.

    Args:
        content: what the server sent.
        items: what the client made of it.
        declared: what the stream was read as.
        codec: of the package.

    Raises:
        Different: they differ.
    """
    expected = list(events(content))
    if expected and expected[-1].data == END and len(items) < len(expected):
        expected.pop()
    if len(items) != len(expected):
        raise Different(f"expected {len(expected)} events, got {len(items)}")
    for item, event in zip(items, expected, strict=True):
        if declared.type is None:
            same = (item.event, item.data, item.id, item.retry) == (
                event.event,
                event.data,
                event.id,
                event.retry,
            )
        else:
            written = codec.encode(item, declared.type)
            same = _same_whole(written, event) if declared.is_whole else _same(written, event)
        if not same:
            raise Different(f"expected {event}, got {item!r}")


def check_lines(content: bytes, items: list[Any], declared: Any, codec: Any) -> None:
    """Compare the items of a stream with the JSON Lines that a server sent.

    Raises:
        Different: they differ.
    """
    expected = [json.loads(line) for line in content.splitlines() if line.strip()]
    written = [codec.encode(item, declared.type) for item in items]
    if not same_json(written, expected):
        raise Different(f"expected {expected}, got {written}")


def _same(written: Any, event: Event) -> bool:
    return same_json(written, event.value) or written == event.data


def _same_whole(written: dict[str, Any], event: Event) -> bool:
    """Whether an object with the properties of an event says what the event says."""
    name = written.get("event", event.event)
    return name == event.event and _same(written.get("data"), event)

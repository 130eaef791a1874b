"""Streams of a fake API: server-sent events, JSON Lines and JSON text sequences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import codec
from ..streams.formats import (
    RECORD_SEPARATOR,
    JSONLines,
    JSONSequence,
    ServerSentEvent,
    ServerSentEvents,
)
from .replies import Writer


def write_lines(content: JSONLines, items: Iterable[Any]) -> bytes:
    """Write items as JSON Lines."""
    return b"".join(codec.encode_bytes(item, content.type) + b"\n" for item in items)


def write_sequence(content: JSONSequence, items: Iterable[Any]) -> bytes:
    """Write items as a JSON text sequence."""
    return b"".join(
        RECORD_SEPARATOR + codec.encode_bytes(item, content.type) + b"\n"
        for item in items
    )


def write_events(content: ServerSentEvents, items: Iterable[Any]) -> bytes:
    """Write items as server-sent events."""
    return b"".join(_event(content, item) for item in items)


def _event(content: ServerSentEvents, item: Any) -> bytes:
    if isinstance(item, ServerSentEvent):
        name = "" if item.event == "message" else item.event
        return _lines({"event": name, "id": item.id, "retry": item.retry}, item.data)
    if not content.is_whole:
        return _lines({}, _data(content, codec.encode(item, content.type or Any)))
    fields: Mapping[str, Any] = codec.encode(item, content.type or Any)
    others = {name: fields.get(name) for name in ("event", "id", "retry")}
    return _lines(others, _data(content, fields.get("data"), fields.get("event")))


def _data(content: ServerSentEvents, data: Any, event: Any = None) -> str:
    is_json = content.json
    if isinstance(is_json, tuple):
        is_json = (event or "message") in is_json
    if data is None and event is not None:
        return ""
    if isinstance(data, str) and not is_json:
        return data
    return codec.encode_bytes(data).decode()


def _lines(fields: Mapping[str, Any], data: str) -> bytes:
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    lines += [f"data: {line}" for line in data.split("\n")]
    return "".join(f"{line}\n" for line in [*lines, ""]).encode()


STREAMS: tuple[Writer, ...] = (
    (JSONLines, write_lines),
    (JSONSequence, write_sequence),
    (ServerSentEvents, write_events),
)

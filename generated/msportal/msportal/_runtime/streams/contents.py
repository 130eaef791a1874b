"""Descriptions of sequences: what generated modules tell the runtime, as plain data."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from ..files import File

T = TypeVar("T")

ItemSource: TypeAlias = Iterable[T] | AsyncIterable[T] | File
"""What a body of many items is made from: anything that gives them one by one, or a `File` with
items that are written already. An `AsyncIterable` is for the async client only."""


@dataclass(frozen=True, slots=True)
class ServerSentEvents:
    """Server-sent events (WHATWG HTML, 9.2)."""

    type: str | None = None
    """Type expression of an item in the namespace of `models`; None where an item is the event as
    it came, a `ServerSentEvent`."""

    is_whole: bool = field(default=False, kw_only=True)
    """Whether the type is that of an object with the properties `event`, `data`, `id` and `retry`
    of an event, rather than that of its data."""

    json: bool | tuple[str, ...] = field(default=True, kw_only=True)
    """Whether the data are JSON rather than text, or the names of those events whose data are."""

    media_type: str = field(default="text/event-stream", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONLines:
    """JSON documents, each on a line of its own."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/jsonl", kw_only=True)


@dataclass(frozen=True, slots=True)
class JSONSequence:
    """JSON documents, each behind a record separator (RFC 7464)."""

    type: str
    """Type expression of an item in the namespace of `models`."""

    media_type: str = field(default="application/json-seq", kw_only=True)


Sequence: TypeAlias = ServerSentEvents | JSONLines | JSONSequence
"""How a media type of many items is read."""

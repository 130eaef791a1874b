"""Streams of items: server-sent events, JSON Lines and JSON text sequences."""

from __future__ import annotations

from .formats import JSONLines as JSONLines
from .formats import JSONSequence as JSONSequence
from .formats import ServerSentEvent as ServerSentEvent
from .formats import ServerSentEvents as ServerSentEvents
from .stream import AsyncStream as AsyncStream
from .stream import Stream as Stream

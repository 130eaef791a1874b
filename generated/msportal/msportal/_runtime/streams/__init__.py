"""Answers and bodies of many items, one after the other: server-sent events, JSON Lines, JSON text
sequences."""

from __future__ import annotations

from .contents import ItemSource as ItemSource
from .contents import JSONLines as JSONLines
from .contents import JSONSequence as JSONSequence
from .contents import ServerSentEvents as ServerSentEvents
from .server_sent_events import ServerSentEvent as ServerSentEvent
from .stream import AsyncStream as AsyncStream
from .stream import Stream as Stream

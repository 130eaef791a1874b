"""Fakes and values for tests of code that uses the client.

`FakeStreams` stands in for the API, and `make` makes valid values of models.
"""

from __future__ import annotations

from . import AsyncStreams, Streams
from ._runtime import testing as _testing
from ._runtime.testing import streams as _of_streams
from .resources import (
    completions as _completions,
    events as _events,
    readings as _readings,
)


class FakeCompletions(_testing.FakeResource):
    """Fake of `Completions`."""

    create = _testing.Fake(_completions._CREATE)
    create_stream = _testing.FakeItems(_completions._CREATE_STREAM)
    create_answer = _testing.Fake(_completions._CREATE_ANSWER)
    create_answer_stream = _testing.FakeItems(_completions._CREATE_ANSWER_STREAM)
    create_answer_multipart = _testing.Fake(_completions._CREATE_ANSWER_MULTIPART)
    create_answer_multipart_stream = _testing.FakeItems(
        _completions._CREATE_ANSWER_MULTIPART_STREAM
    )


class FakeEvents(_testing.FakeResource):
    """Fake of `Events`."""

    watch = _testing.FakeItems(_events._WATCH)
    watch_notes = _testing.FakeItems(_events._WATCH_NOTES)
    watch_raw_events = _testing.FakeItems(_events._WATCH_RAW_EVENTS)


class FakeReadings(_testing.FakeResource):
    """Fake of `Readings`."""

    add = _testing.Fake(_readings._ADD)
    list = _testing.FakeItems(_readings._LIST)
    replace_places = _testing.Fake(_readings._REPLACE_PLACES)


class FakeStreams(_testing.FakeAPI[Streams, AsyncStreams]):
    """Fake of the API, whose clients are `client()` and `async_client()`."""

    _clients = (Streams, AsyncStreams)
    _writers = (*_of_streams.STREAMS,)

    completions = _testing.FakeLink(FakeCompletions)
    events = _testing.FakeLink(FakeEvents)
    readings = _testing.FakeLink(FakeReadings)


class Factory(_testing.Factory):
    """Makes valid values of models: the same ones for the same seed."""

    limits = {
        "EventJoined": {"event": {"enum": ["joined"]}, "retry": {"minimum": 0}},
        "EventSaid": {"event": {"enum": ["said"]}, "retry": {"minimum": 0}},
        "WatchEventsNotesResponseItemNote": {"event": {"enum": ["note"]}},
        "WatchEventsNotesResponseItemText": {"event": {"enum": ["text"]}},
    }


make = _testing.Maker(Factory)
"""Makes a valid value of a type, always the same one: `make(models.…, name="x")`."""

"""Events."""

from __future__ import annotations

from collections.abc import Sequence

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.streams import AsyncStream, ServerSentEvent, ServerSentEvents, Stream

_WATCH: Operation[models.Event] = Operation(
    "GET",
    "/events",
    responses={200: ServerSentEvents("Event", is_whole=True), 404: JSON("Problem")},
)

_WATCH_NOTES: Operation[
    models.WatchEventsNotesResponseItemText
    | models.WatchEventsNotesResponseItemNote
    | models.UnknownVariant
] = Operation(
    "GET",
    "/events/notes",
    responses={
        200: ServerSentEvents(
            "WatchEventsNotesResponseItemText | WatchEventsNotesResponseItemNote | UnknownVariant",
            is_whole=True,
            json=("note",),
        )
    },
)

_WATCH_RAW_EVENTS: Operation[ServerSentEvent] = Operation(
    "GET", "/events/raw", responses={200: ServerSentEvents()}
)


class Events(Resource):
    """Events."""

    def watch(
        self,
        *,
        last_event_id: str | None = None,
        kind: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> Stream[models.Event]:
        """Watch what happens.

        `GET /events`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Events until the connection is closed.

        Raises:
            NotFoundError: 404: There is no such kind.

        Example:
            with client.events.watch() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _WATCH,
            query={"kind": kind},
            headers={"Last-Event-ID": last_event_id},
            options=options,
        )

    def watch_notes(
        self, *, options: RequestOptions | None = None
    ) -> Stream[
        models.WatchEventsNotesResponseItemText
        | models.WatchEventsNotesResponseItemNote
        | models.UnknownVariant
    ]:
        """Watch notes, some of which are text.

        `GET /events/notes`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.events.watch_notes() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _WATCH_NOTES, options=options)

    def watch_raw_events(
        self, *, options: RequestOptions | None = None
    ) -> Stream[ServerSentEvent]:
        """Watch events of which nothing is known.

        `GET /events/raw`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.events.watch_raw_events() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _WATCH_RAW_EVENTS, options=options)


class AsyncEvents(AsyncResource):
    """Asynchronous version of `Events`."""

    def watch(
        self,
        *,
        last_event_id: str | None = None,
        kind: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncStream[models.Event]]:
        """Asynchronous version of `Events.watch`."""
        return AsyncStream.open(
            self._client,
            _WATCH,
            query={"kind": kind},
            headers={"Last-Event-ID": last_event_id},
            options=options,
        )

    def watch_notes(
        self, *, options: RequestOptions | None = None
    ) -> Opening[
        AsyncStream[
            models.WatchEventsNotesResponseItemText
            | models.WatchEventsNotesResponseItemNote
            | models.UnknownVariant
        ]
    ]:
        """Asynchronous version of `Events.watch_notes`."""
        return AsyncStream.open(self._client, _WATCH_NOTES, options=options)

    def watch_raw_events(
        self, *, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[ServerSentEvent]]:
        """Asynchronous version of `Events.watch_raw_events`."""
        return AsyncStream.open(self._client, _WATCH_RAW_EVENTS, options=options)

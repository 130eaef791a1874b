"""Events."""

from __future__ import annotations

import builtins
from functools import cached_property
from typing import TYPE_CHECKING

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

if TYPE_CHECKING:
    from .events_notes import AsyncEventsNotes, EventsNotes
    from .events_raw import AsyncEventsRaw, EventsRaw

_LIST: Operation[models.Event] = Operation(
    "GET",
    "/events",
    responses={200: ServerSentEvents("Event", is_whole=True), 404: JSON("Problem")},
)


class Events(Resource):
    """Events."""

    @cached_property
    def notes(self) -> EventsNotes:
        """Events notes."""
        from .events_notes import EventsNotes

        return EventsNotes(self._client)

    @cached_property
    def raw(self) -> EventsRaw:
        """Events raw."""
        from .events_raw import EventsRaw

        return EventsRaw(self._client)

    def list(
        self,
        *,
        last_event_id: str | None = None,
        kind: builtins.list[str] | None = None,
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
            with client.events.list() as stream:
                for event in stream:
                    print(event)
        """
        return Stream.open(
            self._client,
            _LIST,
            query={"kind": kind},
            headers={"Last-Event-ID": last_event_id},
            options=options,
        )


class AsyncEvents(AsyncResource):
    """Asynchronous version of `Events`."""

    @cached_property
    def notes(self) -> AsyncEventsNotes:
        """Events notes."""
        from .events_notes import AsyncEventsNotes

        return AsyncEventsNotes(self._client)

    @cached_property
    def raw(self) -> AsyncEventsRaw:
        """Events raw."""
        from .events_raw import AsyncEventsRaw

        return AsyncEventsRaw(self._client)

    async def list(
        self,
        *,
        last_event_id: str | None = None,
        kind: builtins.list[str] | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncStream[models.Event]:
        """Asynchronous version of `Events.list`."""
        return await AsyncStream.open(
            self._client,
            _LIST,
            query={"kind": kind},
            headers={"Last-Event-ID": last_event_id},
            options=options,
        )

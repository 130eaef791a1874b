"""Events notes."""

from __future__ import annotations

from .. import models
from .._runtime import AsyncResource, Operation, RequestOptions, Resource
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

_LIST: Operation[
    models.ListEventsNotesResponseItemText | models.ListEventsNotesResponseItemNote
] = Operation(
    "GET",
    "/events/notes",
    responses={
        200: ServerSentEvents(
            "ListEventsNotesResponseItemText | ListEventsNotesResponseItemNote",
            is_whole=True,
            json=("note",),
        )
    },
)


class EventsNotes(Resource):
    """Events notes."""

    def list(
        self, *, options: RequestOptions | None = None
    ) -> Stream[
        models.ListEventsNotesResponseItemText | models.ListEventsNotesResponseItemNote
    ]:
        """Watch notes, some of which are text.

        `GET /events/notes`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.events.notes.list() as stream:
                for note in stream:
                    print(note)
        """
        return Stream.open(self._client, _LIST, options=options)


class AsyncEventsNotes(AsyncResource):
    """Asynchronous version of `EventsNotes`."""

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> AsyncStream[
        models.ListEventsNotesResponseItemText | models.ListEventsNotesResponseItemNote
    ]:
        """Asynchronous version of `EventsNotes.list`."""
        return await AsyncStream.open(self._client, _LIST, options=options)

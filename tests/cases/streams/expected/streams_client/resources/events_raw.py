"""Events raw."""

from __future__ import annotations

from .._runtime import AsyncResource, Operation, RequestOptions, Resource
from .._runtime.streams import AsyncStream, ServerSentEvent, ServerSentEvents, Stream

_GET: Operation[ServerSentEvent] = Operation(
    "GET", "/events/raw", responses={200: ServerSentEvents()}
)


class EventsRaw(Resource):
    """Events raw."""

    def get(self, *, options: RequestOptions | None = None) -> Stream[ServerSentEvent]:
        """Watch events of which nothing is known.

        `GET /events/raw`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.events.raw.get() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _GET, options=options)


class AsyncEventsRaw(AsyncResource):
    """Asynchronous version of `EventsRaw`."""

    async def get(
        self, *, options: RequestOptions | None = None
    ) -> AsyncStream[ServerSentEvent]:
        """Asynchronous version of `EventsRaw.get`."""
        return await AsyncStream.open(self._client, _GET, options=options)

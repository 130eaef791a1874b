"""Events."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

_WATCH: Operation[models.Animal] = Operation(
    "GET", "/events", responses={200: JSON("Animal")}
)

_WATCH_STREAM: Operation[models.Animal] = Operation(
    "GET", "/events", responses={200: ServerSentEvents("Animal")}
)


class Events(Resource):
    """Events."""

    def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Watch.

        `GET /events`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What happens.

        Example:
            client.events.watch()
        """
        return self._client.request(_WATCH, options=options)

    def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> Stream[models.Animal]:
        """Watch stream.

        `GET /events`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What happens.

        Example:
            with client.events.watch_stream() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _WATCH_STREAM, options=options)


class AsyncEvents(AsyncResource):
    """Asynchronous version of `Events`."""

    async def watch(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Asynchronous version of `Events.watch`."""
        return await self._client.request(_WATCH, options=options)

    def watch_stream(
        self, *, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[models.Animal]]:
        """Asynchronous version of `Events.watch_stream`."""
        return AsyncStream.open(self._client, _WATCH_STREAM, options=options)

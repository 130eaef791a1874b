"""Events."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

_GET: Operation[models.Animal] = Operation(
    "GET", "/events", responses={200: JSON("Animal")}
)

_GET_STREAM: Operation[models.Animal] = Operation(
    "GET", "/events", responses={200: ServerSentEvents("Animal")}
)


class Events(Resource):
    """Events."""

    def get(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Get.

        `GET /events`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What happens.

        Example:
            client.events.get()
        """
        return self._client.request(_GET, options=options)

    def get_stream(
        self, *, options: RequestOptions | None = None
    ) -> Stream[models.Animal]:
        """Get stream.

        `GET /events`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What happens.

        Example:
            with client.events.get_stream() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _GET_STREAM, options=options)


class AsyncEvents(AsyncResource):
    """Asynchronous version of `Events`."""

    async def get(self, *, options: RequestOptions | None = None) -> models.Animal:
        """Asynchronous version of `Events.get`."""
        return await self._client.request(_GET, options=options)

    async def get_stream(
        self, *, options: RequestOptions | None = None
    ) -> AsyncStream[models.Animal]:
        """Asynchronous version of `Events.get_stream`."""
        return await AsyncStream.open(self._client, _GET_STREAM, options=options)

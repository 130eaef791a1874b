"""Pets watch."""

from __future__ import annotations

from clientsmith_runtime import AsyncResource, Operation, RequestOptions, Resource
from clientsmith_runtime.streams import AsyncStream, JSONLines, Stream

from .. import models

_GET: Operation[models.Pet] = Operation(
    "GET", "/pets/watch", responses={200: JSONLines("shared_runtime_client:Pet")}
)


class PetsWatch(Resource):
    """Pets watch."""

    def get(self, *, options: RequestOptions | None = None) -> Stream[models.Pet]:
        """Watch pets.

        `GET /pets/watch`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Pets as they change.

        Example:
            with client.pets.watch.get() as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(self._client, _GET, options=options)


class AsyncPetsWatch(AsyncResource):
    """Asynchronous version of `PetsWatch`."""

    async def get(
        self, *, options: RequestOptions | None = None
    ) -> AsyncStream[models.Pet]:
        """Asynchronous version of `PetsWatch.get`."""
        return await AsyncStream.open(self._client, _GET, options=options)

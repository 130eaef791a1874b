"""Events."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_GET: Operation[models.Event] = Operation(
    "GET", "/events/{id}", responses={200: JSON("Event")}
)

_REPLACE: Operation[models.Event] = Operation(
    "PUT",
    "/events/{id}",
    body=Body("application/json", "Event"),
    responses={200: JSON("Event")},
)


class Events(Resource):
    """Events."""

    def get(
        self, id: int | str, *, options: RequestOptions | None = None
    ) -> models.Event:
        """Get.

        `GET /events/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.events.get(1)
        """
        return self._client.request(_GET, path={"id": id}, options=options)

    def replace(
        self,
        id: int,
        *,
        body: models.Event | models.EventDict,
        options: RequestOptions | None = None,
    ) -> models.Event:
        """Replace.

        `PUT /events/{id}`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.events.replace(1, body=models.OrderPaid(amount=1.0))
        """
        return self._client.request(
            _REPLACE, path={"id": id}, body=body, options=options
        )


class AsyncEvents(AsyncResource):
    """Asynchronous version of `Events`."""

    async def get(
        self, id: int | str, *, options: RequestOptions | None = None
    ) -> models.Event:
        """Asynchronous version of `Events.get`."""
        return await self._client.request(_GET, path={"id": id}, options=options)

    async def replace(
        self,
        id: int,
        *,
        body: models.Event | models.EventDict,
        options: RequestOptions | None = None,
    ) -> models.Event:
        """Asynchronous version of `Events.replace`."""
        return await self._client.request(
            _REPLACE, path={"id": id}, body=body, options=options
        )

"""Places."""

from __future__ import annotations

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.streams.items import ItemsBody, ItemSource

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/places",
    body=ItemsBody(
        "application/geo+json-seq", "ReplacePlacesRequestItem", required=False
    ),
    responses={204: NOTHING},
)


class Places(Resource):
    """Places."""

    def replace(
        self,
        *,
        body: ItemSource[models.ReplacePlacesRequestItem] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Replace the places of readings.

        `PUT /places`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.places.replace()
        """
        return self._client.request(_REPLACE, body=body, options=options)


class AsyncPlaces(AsyncResource):
    """Asynchronous version of `Places`."""

    async def replace(
        self,
        *,
        body: ItemSource[models.ReplacePlacesRequestItem] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Places.replace`."""
        return await self._client.request(_REPLACE, body=body, options=options)

"""Trees."""

from __future__ import annotations

from .. import models
from .._runtime import (
    JSON,
    NOTHING,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)

_GET: Operation[models.Node] = Operation("GET", "/trees", responses={200: JSON("Node")})

_UPDATE: Operation[None] = Operation(
    "PUT",
    "/trees",
    body=Body("application/json", "JsonValue | None"),
    responses={204: NOTHING},
)


class TreesResource(Resource):
    """Trees."""

    def get(self, *, options: RequestOptions | None = None) -> models.Node:
        """Get.

        `GET /trees`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.trees.get()
        """
        return self._client.request(_GET, options=options)

    def update(
        self, *, body: models.JsonValue | None, options: RequestOptions | None = None
    ) -> None:
        """Update.

        `PUT /trees`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.trees.update(body=[])
        """
        return self._client.request(_UPDATE, body=body, options=options)


class AsyncTreesResource(AsyncResource):
    """Asynchronous version of `TreesResource`."""

    async def get(self, *, options: RequestOptions | None = None) -> models.Node:
        """Asynchronous version of `TreesResource.get`."""
        return await self._client.request(_GET, options=options)

    async def update(
        self, *, body: models.JsonValue | None, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `TreesResource.update`."""
        return await self._client.request(_UPDATE, body=body, options=options)

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

_LIST: Operation[models.Node] = Operation(
    "GET", "/trees", responses={200: JSON("Node")}
)

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/trees",
    body=Body("application/json", "JsonValue | None"),
    responses={204: NOTHING},
)


class TreesResource(Resource):
    """Trees."""

    def list(self, *, options: RequestOptions | None = None) -> models.Node:
        """List.

        `GET /trees`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.trees.list()
        """
        return self._client.request(_LIST, options=options)

    def replace(
        self,
        *,
        body: models.JsonValue | models.JsonValueDict | None,
        options: RequestOptions | None = None,
    ) -> None:
        """Replace.

        `PUT /trees`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.trees.replace(body=[])
        """
        return self._client.request(_REPLACE, body=body, options=options)


class AsyncTreesResource(AsyncResource):
    """Asynchronous version of `TreesResource`."""

    async def list(self, *, options: RequestOptions | None = None) -> models.Node:
        """Asynchronous version of `TreesResource.list`."""
        return await self._client.request(_LIST, options=options)

    async def replace(
        self,
        *,
        body: models.JsonValue | models.JsonValueDict | None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `TreesResource.replace`."""
        return await self._client.request(_REPLACE, body=body, options=options)

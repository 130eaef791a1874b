"""Watches."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_CREATE: Operation[models.Pet] = Operation(
    "POST", "/watches", responses={200: JSON("Pet")}
)


class Watches(Resource):
    """Watches."""

    def create(self, *, options: RequestOptions | None = None) -> models.Pet:
        """Create.

        `POST /watches`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.watches.create()
        """
        return self._client.request(_CREATE, options=options)


class AsyncWatches(AsyncResource):
    """Asynchronous version of `Watches`."""

    async def create(self, *, options: RequestOptions | None = None) -> models.Pet:
        """Asynchronous version of `Watches.create`."""
        return await self._client.request(_CREATE, options=options)

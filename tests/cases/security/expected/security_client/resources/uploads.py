"""Uploads."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.servers import OwnServer

_CREATE: Operation[None] = Operation(
    "POST",
    "/uploads",
    responses={204: NOTHING},
    security=(("cookieKey",),),
    server=OwnServer("https://uploads.vault.test"),
)


class Uploads(Resource):
    """Uploads."""

    def create(self, *, options: RequestOptions | None = None) -> None:
        """Create.

        `POST /uploads`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.create()
        """
        return self._client.request(_CREATE, options=options)


class AsyncUploads(AsyncResource):
    """Asynchronous version of `Uploads`."""

    async def create(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Uploads.create`."""
        return await self._client.request(_CREATE, options=options)

"""Health."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET: Operation[None] = Operation("GET", "/health", responses={204: NOTHING})


class Health(Resource):
    """Health."""

    def get(self, *, options: RequestOptions | None = None) -> None:
        """Get.

        `GET /health`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.health.get()
        """
        return self._client.request(_GET, options=options)


class AsyncHealth(AsyncResource):
    """Asynchronous version of `Health`."""

    async def get(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Health.get`."""
        return await self._client.request(_GET, options=options)

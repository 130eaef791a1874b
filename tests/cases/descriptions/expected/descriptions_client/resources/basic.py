"""Basic."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET: Operation[None] = Operation("GET", "/basic", responses={204: NOTHING})


class BasicResource(Resource):
    """Basic."""

    def get(self, *, options: RequestOptions | None = None) -> None:
        """All things.

        Those of *all* people, one page of 100 at a time.

        `GET /basic`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.basic.get()
        """
        return self._client.request(_GET, options=options)


class AsyncBasicResource(AsyncResource):
    """Asynchronous version of `BasicResource`."""

    async def get(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `BasicResource.get`."""
        return await self._client.request(_GET, options=options)

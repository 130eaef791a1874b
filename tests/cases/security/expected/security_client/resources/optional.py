"""Optional."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET: Operation[None] = Operation(
    "GET",
    "/optional",
    responses={204: NOTHING},
    security=(("queryKey",), ("BotToken",), ()),
)


class Optional(Resource):
    """Optional."""

    def get(self, *, options: RequestOptions | None = None) -> None:
        """Get.

        `GET /optional`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.optional.get()
        """
        return self._client.request(_GET, options=options)


class AsyncOptional(AsyncResource):
    """Asynchronous version of `Optional`."""

    async def get(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Optional.get`."""
        return await self._client.request(_GET, options=options)

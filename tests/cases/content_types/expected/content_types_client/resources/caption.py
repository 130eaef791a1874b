"""Caption."""

from __future__ import annotations

from .._runtime import (
    NOTHING,
    AsyncResource,
    Operation,
    RequestOptions,
    Resource,
    TextBody,
)

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/caption",
    body=TextBody("text/*", "str", required=False),
    responses={204: NOTHING},
)


class Caption(Resource):
    """Caption."""

    def replace(
        self,
        *,
        body: str | None = None,
        content_type: str = "text/plain",
        options: RequestOptions | None = None,
    ) -> None:
        """Replace the caption.

        `PUT /caption`

        Args:
            body: The request body.
            content_type: Media type that the body is sent as.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.caption.replace(body="…")
        """
        return self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )


class AsyncCaption(AsyncResource):
    """Asynchronous version of `Caption`."""

    async def replace(
        self,
        *,
        body: str | None = None,
        content_type: str = "text/plain",
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Caption.replace`."""
        return await self._client.request(
            _REPLACE, body=body, content_type=content_type, options=options
        )

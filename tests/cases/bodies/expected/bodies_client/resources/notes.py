"""Notes."""

from __future__ import annotations

from .._runtime import (
    NOTHING,
    AsyncResource,
    Operation,
    RequestOptions,
    Resource,
    TextBody,
)

_CREATE: Operation[None] = Operation(
    "POST",
    "/notes",
    body=TextBody("text/plain", "str", required=False),
    responses={204: NOTHING},
)


class Notes(Resource):
    """Notes."""

    def create(
        self, *, body: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """Create.

        `POST /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create(body="text")
        """
        return self._client.request(_CREATE, body=body, options=options)


class AsyncNotes(AsyncResource):
    """Asynchronous version of `Notes`."""

    async def create(
        self, *, body: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Notes.create`."""
        return await self._client.request(_CREATE, body=body, options=options)

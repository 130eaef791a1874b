"""Notes."""

from __future__ import annotations

from typing import Any, Literal

from .._runtime import (
    NOTHING,
    UNSET,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
    TextBody,
)
from .._runtime.bodies.files import FileBody, FileInput
from .._runtime.models.maybe import Maybe

_COUNT: Operation[None] = Operation(
    "GET", "/notes?action=count", responses={204: NOTHING}
)

_CREATE: Operation[None] = Operation(
    "POST", "/notes", body=Body("application/json", "Any"), responses={204: NOTHING}
)

_CREATE_BINARY: Operation[None] = Operation(
    "POST",
    "/notes",
    body=FileBody("application/octet-stream", "FileInput"),
    responses={204: NOTHING},
)

_CREATE_TEXT: Operation[None] = Operation(
    "POST", "/notes", body=TextBody("text/plain", "str"), responses={204: NOTHING}
)

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/notes",
    body=Body("application/json", "str | None", required=False),
    responses={204: NOTHING},
)


class Notes(Resource):
    """Notes."""

    def count(
        self,
        *,
        action: Literal["count"] = "count",
        options: RequestOptions | None = None,
    ) -> None:
        """Count notes.

        `GET /notes?action=count`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.count()
        """
        return self._client.request(_COUNT, query={"action": action}, options=options)

    def create(self, *, body: Any, options: RequestOptions | None = None) -> None:
        """Create a note of any content.

        `POST /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create(body={})
        """
        return self._client.request(_CREATE, body=body, options=options)

    def create_binary(
        self, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Create a note of any content.

        `POST /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create_binary(body=Path("file.pdf"))
        """
        return self._client.request(_CREATE_BINARY, body=body, options=options)

    def create_text(self, *, body: str, options: RequestOptions | None = None) -> None:
        """Create a note of any content.

        `POST /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create_text(body="text")
        """
        return self._client.request(_CREATE_TEXT, body=body, options=options)

    def replace(
        self, *, body: Maybe[str] = UNSET, options: RequestOptions | None = None
    ) -> None:
        """Replace all notes by a text, null or nothing.

        `PUT /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.replace(body="text")
        """
        return self._client.request(_REPLACE, body=body, options=options)


class AsyncNotes(AsyncResource):
    """Asynchronous version of `Notes`."""

    async def count(
        self,
        *,
        action: Literal["count"] = "count",
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Notes.count`."""
        return await self._client.request(
            _COUNT, query={"action": action}, options=options
        )

    async def create(self, *, body: Any, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Notes.create`."""
        return await self._client.request(_CREATE, body=body, options=options)

    async def create_binary(
        self, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Notes.create_binary`."""
        return await self._client.request(_CREATE_BINARY, body=body, options=options)

    async def create_text(
        self, *, body: str, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Notes.create_text`."""
        return await self._client.request(_CREATE_TEXT, body=body, options=options)

    async def replace(
        self, *, body: Maybe[str] = UNSET, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Notes.replace`."""
        return await self._client.request(_REPLACE, body=body, options=options)

"""Texts in several forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, cast as _cast, overload as _overload
from uuid import UUID

from .. import models
from .._runtime import (
    JSON,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
    TextBody,
)
from .._runtime.bodies.encodings import Encoding
from .._runtime.bodies.forms import FormBody
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.responses.contents import Binary
from .._runtime.responses.headers import DeclaredHeaders, Header
from .._runtime.responses.labelled_contents import ContentByType, Text

_CREATE: Operation[models.Note] = Operation(
    "POST",
    "/notes",
    body=(
        Body("application/json", "Note"),
        FormBody(
            "application/x-www-form-urlencoded",
            "Note",
            encodings=(Encoding("labels", explode=False),),
        ),
    ),
    responses={201: JSON("Note")},
)

_CREATE_TEXT: Operation[models.Note] = Operation(
    "POST",
    "/notes",
    body=TextBody("text/markdown", "str"),
    responses={201: JSON("Note")},
)

_GET: Operation[models.Note | bytes | str] = Operation(
    "GET",
    "/notes/{id}",
    responses={
        200: ContentByType(
            (JSON("Note"), Binary("application/pdf"), Text("text/markdown"))
        )
    },
    headers=DeclaredHeaders(
        Header("X-Edited", "dt.datetime"), Header("X-Words", "int")
    ),
)

_GET_STREAM: Operation[bytes] = Operation(
    "GET",
    "/notes/{id}",
    responses={200: Binary("application/pdf")},
    headers=DeclaredHeaders(
        Header("X-Edited", "dt.datetime"), Header("X-Words", "int")
    ),
)

_UPDATE: Operation[models.Note | models.NoteChanges] = Operation(
    "PATCH",
    "/notes/{id}",
    body=Body("application/json; version=1", "Note"),
    responses={
        200: ContentByType(
            (
                JSON("Note", media_type="application/json; version=1"),
                JSON("NoteChanges", media_type="application/json; version=2"),
            )
        )
    },
)

_UPDATE_VERSION_2: Operation[models.Note | models.NoteChanges] = Operation(
    "PATCH",
    "/notes/{id}",
    body=Body("application/json; version=2", "NoteChanges"),
    responses={
        200: ContentByType(
            (
                JSON("Note", media_type="application/json; version=1"),
                JSON("NoteChanges", media_type="application/json; version=2"),
            )
        )
    },
)

_UPDATE_JSON_PATCH: Operation[models.Note | models.NoteChanges] = Operation(
    "PATCH",
    "/notes/{id}",
    body=Body("application/json-patch+json", "list[Change]"),
    responses={
        200: ContentByType(
            (
                JSON("Note", media_type="application/json; version=1"),
                JSON("NoteChanges", media_type="application/json; version=2"),
            )
        )
    },
)


class Notes(Resource):
    """Texts in several forms."""

    def create(
        self,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Note:
        """Create a note.

        `POST /notes`

        Args:
            content_type: Media type that the body is sent as.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create(title="Example")
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.Note)(title=title, labels=labels),
            content_type=content_type,
            options=options,
        )

    def create_text(
        self, *, body: str, options: RequestOptions | None = None
    ) -> models.Note:
        """Create a note.

        `POST /notes`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.create_text(body="text")
        """
        return self._client.request(_CREATE_TEXT, body=body, options=options)

    @_overload
    def get(
        self,
        id: UUID,
        *,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    def get(
        self,
        id: UUID,
        *,
        accept: Literal["application/pdf"],
        options: RequestOptions | None = None,
    ) -> bytes: ...

    @_overload
    def get(
        self,
        id: UUID,
        *,
        accept: Literal["text/markdown"],
        options: RequestOptions | None = None,
    ) -> str: ...

    def get(
        self,
        id: UUID,
        *,
        accept: (
            Literal["application/json", "application/pdf", "text/markdown"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | bytes | str:
        """Read a note.

        `GET /notes/{id}`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.get(UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"))
        """
        return self._client.request(
            _GET, path={"id": id}, accept=accept, options=options
        )

    def get_stream(
        self, id: UUID, *, options: RequestOptions | None = None
    ) -> Download:
        """Read a note.

        `GET /notes/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.notes.get_stream(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
            ) as download:
                download.save(Path("file.pdf"))
        """
        return Download.open(
            self._client, _GET_STREAM, path={"id": id}, options=options
        )

    @_overload
    def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Change a note.

        `PATCH /notes/{id}`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.update(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                title="Example",
            )
        """
        return self._client.request(
            _UPDATE,
            path={"id": id},
            body=_cast("Any", models.Note)(title=title, labels=labels),
            accept=accept,
            options=options,
        )

    @_overload
    def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Change a note.

        `PATCH /notes/{id}`

        Args:
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.update_version_2(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                heading="heading",
            )
        """
        return self._client.request(
            _UPDATE_VERSION_2,
            path={"id": id},
            body=models.NoteChanges(heading=heading),
            accept=accept,
            options=options,
        )

    @_overload
    def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Change a note.

        `PATCH /notes/{id}`

        Args:
            body: The request body.
            accept: Media type to ask for; by default any of them, preferably the first.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.notes.update_json_patch(
                UUID("6f9619ff-8b86-4d01-b42d-00cf4fc964ff"),
                body=[models.Change(op="add", path="file.txt")],
            )
        """
        return self._client.request(
            _UPDATE_JSON_PATCH,
            path={"id": id},
            body=body,
            accept=accept,
            options=options,
        )


class AsyncNotes(AsyncResource):
    """Asynchronous version of `Notes`."""

    async def create(
        self,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        content_type: Literal[
            "application/json", "application/x-www-form-urlencoded"
        ] = "application/json",
        options: RequestOptions | None = None,
    ) -> models.Note:
        """Asynchronous version of `Notes.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.Note)(title=title, labels=labels),
            content_type=content_type,
            options=options,
        )

    async def create_text(
        self, *, body: str, options: RequestOptions | None = None
    ) -> models.Note:
        """Asynchronous version of `Notes.create_text`."""
        return await self._client.request(_CREATE_TEXT, body=body, options=options)

    @_overload
    async def get(
        self,
        id: UUID,
        *,
        accept: Literal["application/json"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    async def get(
        self,
        id: UUID,
        *,
        accept: Literal["application/pdf"],
        options: RequestOptions | None = None,
    ) -> bytes: ...

    @_overload
    async def get(
        self,
        id: UUID,
        *,
        accept: Literal["text/markdown"],
        options: RequestOptions | None = None,
    ) -> str: ...

    async def get(
        self,
        id: UUID,
        *,
        accept: (
            Literal["application/json", "application/pdf", "text/markdown"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | bytes | str:
        """Asynchronous version of `Notes.get`."""
        return await self._client.request(
            _GET, path={"id": id}, accept=accept, options=options
        )

    def get_stream(
        self, id: UUID, *, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Notes.get_stream`."""
        return AsyncDownload.open(
            self._client, _GET_STREAM, path={"id": id}, options=options
        )

    @_overload
    async def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    async def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    async def update(
        self,
        id: UUID,
        *,
        title: str,
        labels: Sequence[str] | None = None,
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Asynchronous version of `Notes.update`."""
        return await self._client.request(
            _UPDATE,
            path={"id": id},
            body=_cast("Any", models.Note)(title=title, labels=labels),
            accept=accept,
            options=options,
        )

    @_overload
    async def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    async def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    async def update_version_2(
        self,
        id: UUID,
        *,
        heading: str | None = None,
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Asynchronous version of `Notes.update_version_2`."""
        return await self._client.request(
            _UPDATE_VERSION_2,
            path={"id": id},
            body=models.NoteChanges(heading=heading),
            accept=accept,
            options=options,
        )

    @_overload
    async def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: Literal["application/json; version=1"] | None = None,
        options: RequestOptions | None = None,
    ) -> models.Note: ...

    @_overload
    async def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: Literal["application/json; version=2"],
        options: RequestOptions | None = None,
    ) -> models.NoteChanges: ...

    async def update_json_patch(
        self,
        id: UUID,
        *,
        body: Sequence[models.Change | models.ChangeDict],
        accept: (
            Literal["application/json; version=1", "application/json; version=2"] | None
        ) = None,
        options: RequestOptions | None = None,
    ) -> models.Note | models.NoteChanges:
        """Asynchronous version of `Notes.update_json_patch`."""
        return await self._client.request(
            _UPDATE_JSON_PATCH,
            path={"id": id},
            body=body,
            accept=accept,
            options=options,
        )

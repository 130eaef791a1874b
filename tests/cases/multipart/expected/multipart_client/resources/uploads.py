"""Uploads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast as _cast

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.bodies.encodings import Encoding
from .._runtime.bodies.files import FileInput
from .._runtime.bodies.multipart import MultipartBody

_CREATE: Operation[None] = Operation(
    "POST",
    "/uploads",
    body=MultipartBody(
        "multipart/form-data",
        "CreateUploadRequest",
        encodings=(
            Encoding(
                "cover",
                content_type="image/png, image/jpeg",
                headers={"X-Kind": "cover"},
            ),
            Encoding("readers", content_type="application/json"),
            Encoding("title", content_type="text/markdown"),
            Encoding("weights", explode=False),
        ),
    ),
    responses={204: NOTHING},
)

_MIX: Operation[None] = Operation(
    "POST",
    "/uploads/mixed",
    body=MultipartBody(
        "multipart/mixed",
        "tuple[Person, *tuple[FileInput, ...]]",
        prefix_encodings=(Encoding("", content_type="application/json"),),
        item_encoding=Encoding(
            "", content_type="image/*", headers={"Content-Disposition": "inline"}
        ),
    ),
    responses={204: NOTHING},
)

_NEST: Operation[None] = Operation(
    "POST",
    "/uploads/nested",
    body=MultipartBody(
        "multipart/form-data",
        "UploadsNestRequest",
        encodings=(
            Encoding(
                "letters",
                content_type="multipart/mixed",
                item_encoding=Encoding("", content_type="text/plain"),
            ),
        ),
    ),
    responses={204: NOTHING},
)

_RELATE: Operation[None] = Operation(
    "POST",
    "/uploads/related",
    body=MultipartBody(
        "multipart/related",
        "list[Person]",
        item_encoding=Encoding("", content_type="application/vnd.person+json"),
    ),
    responses={204: NOTHING},
)


class Uploads(Resource):
    """Uploads."""

    def create(
        self,
        *,
        cover: FileInput,
        pages: Sequence[FileInput] | None = None,
        anything: FileInput | None = None,
        author: models.Person | models.PersonDict | None = None,
        readers: Sequence[models.Person | models.PersonDict] | None = None,
        title: str | None = None,
        labels: Sequence[str] | None = None,
        weights: Sequence[float] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Upload files with what belongs to them.

        `POST /uploads`

        Args:
            cover: The picture in front. Headers of the part, given as `File(…,
                headers=…)`: `X-Width`.
            pages: Pages. Each item: media type: `image/png`.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.create(cover=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE,
            body=_cast("Any", models.CreateUploadRequest)(
                cover=cover,
                pages=pages,
                anything=anything,
                author=author,
                readers=readers,
                title=title,
                labels=labels,
                weights=weights,
            ),
            options=options,
        )

    def mix(
        self,
        *,
        body: tuple[models.Person | models.PersonDict, *tuple[FileInput, ...]],
        options: RequestOptions | None = None,
    ) -> None:
        """Upload a description and its pictures.

        `POST /uploads/mixed`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.mix(body=(models.Person(name="Example"),))
        """
        return self._client.request(_MIX, body=body, options=options)

    def nest(
        self,
        *,
        letters: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Upload parts that have parts.

        `POST /uploads/nested`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.nest(letters=["letters"])
        """
        return self._client.request(
            _NEST,
            body=_cast("Any", models.UploadsNestRequest)(letters=letters),
            options=options,
        )

    def relate(
        self,
        *,
        body: Sequence[models.Person | models.PersonDict],
        options: RequestOptions | None = None,
    ) -> None:
        """Upload people that belong together.

        `POST /uploads/related`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.relate(body=[models.Person(name="Example")])
        """
        return self._client.request(_RELATE, body=body, options=options)


class AsyncUploads(AsyncResource):
    """Asynchronous version of `Uploads`."""

    async def create(
        self,
        *,
        cover: FileInput,
        pages: Sequence[FileInput] | None = None,
        anything: FileInput | None = None,
        author: models.Person | models.PersonDict | None = None,
        readers: Sequence[models.Person | models.PersonDict] | None = None,
        title: str | None = None,
        labels: Sequence[str] | None = None,
        weights: Sequence[float] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Uploads.create`."""
        return await self._client.request(
            _CREATE,
            body=_cast("Any", models.CreateUploadRequest)(
                cover=cover,
                pages=pages,
                anything=anything,
                author=author,
                readers=readers,
                title=title,
                labels=labels,
                weights=weights,
            ),
            options=options,
        )

    async def mix(
        self,
        *,
        body: tuple[models.Person | models.PersonDict, *tuple[FileInput, ...]],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Uploads.mix`."""
        return await self._client.request(_MIX, body=body, options=options)

    async def nest(
        self,
        *,
        letters: Sequence[str] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Uploads.nest`."""
        return await self._client.request(
            _NEST,
            body=_cast("Any", models.UploadsNestRequest)(letters=letters),
            options=options,
        )

    async def relate(
        self,
        *,
        body: Sequence[models.Person | models.PersonDict],
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Uploads.relate`."""
        return await self._client.request(_RELATE, body=body, options=options)

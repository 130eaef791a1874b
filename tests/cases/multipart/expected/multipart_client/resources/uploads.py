"""Uploads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.files import FileInput
from .._runtime.forms import Encoding
from .._runtime.multipart import MultipartBody

if TYPE_CHECKING:
    from .uploads_mixed import AsyncUploadsMixed, UploadsMixed
    from .uploads_nested import AsyncUploadsNested, UploadsNested
    from .uploads_related import AsyncUploadsRelated, UploadsRelated

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


class Uploads(Resource):
    """Uploads."""

    @cached_property
    def mixed(self) -> UploadsMixed:
        """Uploads mixed."""
        from .uploads_mixed import UploadsMixed

        return UploadsMixed(self._client)

    @cached_property
    def nested(self) -> UploadsNested:
        """Uploads nested."""
        from .uploads_nested import UploadsNested

        return UploadsNested(self._client)

    @cached_property
    def related(self) -> UploadsRelated:
        """Uploads related."""
        from .uploads_related import UploadsRelated

        return UploadsRelated(self._client)

    def create(
        self,
        *,
        cover: FileInput,
        pages: list[FileInput] | None = None,
        anything: FileInput | None = None,
        author: models.Person | None = None,
        readers: list[models.Person] | None = None,
        title: str | None = None,
        labels: list[str] | None = None,
        weights: list[float] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Upload files with what belongs to them.

        `POST /uploads`

        Args:
            cover: The picture in front. Headers of the part, given as `File(…,
                headers=…)`: `X-Width`.
            pages: Each item: holds `image/png`.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.uploads.create(cover=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE,
            body=models.CreateUploadRequest(
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


class AsyncUploads(AsyncResource):
    """Asynchronous version of `Uploads`."""

    @cached_property
    def mixed(self) -> AsyncUploadsMixed:
        """Uploads mixed."""
        from .uploads_mixed import AsyncUploadsMixed

        return AsyncUploadsMixed(self._client)

    @cached_property
    def nested(self) -> AsyncUploadsNested:
        """Uploads nested."""
        from .uploads_nested import AsyncUploadsNested

        return AsyncUploadsNested(self._client)

    @cached_property
    def related(self) -> AsyncUploadsRelated:
        """Uploads related."""
        from .uploads_related import AsyncUploadsRelated

        return AsyncUploadsRelated(self._client)

    async def create(
        self,
        *,
        cover: FileInput,
        pages: list[FileInput] | None = None,
        anything: FileInput | None = None,
        author: models.Person | None = None,
        readers: list[models.Person] | None = None,
        title: str | None = None,
        labels: list[str] | None = None,
        weights: list[float] | None = None,
        options: RequestOptions | None = None,
    ) -> None:
        """Asynchronous version of `Uploads.create`."""
        return await self._client.request(
            _CREATE,
            body=models.CreateUploadRequest(
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

"""Papers."""

from __future__ import annotations

from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.bodies.files import FileBody, FileInput
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.responses.contents import Binary

_DOWNLOAD: Operation[bytes] = Operation(
    "GET",
    "/papers/{id}",
    responses={200: Binary("application/pdf"), 404: JSON("Problem")},
)

_DOWNLOAD_STREAM: Operation[bytes] = Operation(
    "GET",
    "/papers/{id}",
    responses={200: Binary("application/pdf"), 404: JSON("Problem")},
)

_REPLACE: Operation[None] = Operation(
    "PUT",
    "/papers/{id}",
    body=FileBody("application/pdf", "FileInput"),
    responses={204: NOTHING},
)


class Papers(Resource):
    """Papers."""

    def download(self, id: str, *, options: RequestOptions | None = None) -> bytes:
        """Download a paper.

        `GET /papers/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The paper as it is printed.

        Raises:
            NotFoundError: 404: There is no such paper.

        Example:
            client.papers.download("id")
        """
        return self._client.request(_DOWNLOAD, path={"id": id}, options=options)

    def download_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Download:
        """Download a paper.

        `GET /papers/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Raises:
            NotFoundError: 404: There is no such paper.

        Example:
            with client.papers.download_stream("id") as download:
                download.save(Path("file.pdf"))
        """
        return Download.open(
            self._client, _DOWNLOAD_STREAM, path={"id": id}, options=options
        )

    def replace(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Replace.

        `PUT /papers/{id}`

        Args:
            body: The request body.
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.papers.replace("id", body=Path("file.pdf"))
        """
        return self._client.request(
            _REPLACE, path={"id": id}, body=body, options=options
        )


class AsyncPapers(AsyncResource):
    """Asynchronous version of `Papers`."""

    async def download(
        self, id: str, *, options: RequestOptions | None = None
    ) -> bytes:
        """Asynchronous version of `Papers.download`."""
        return await self._client.request(_DOWNLOAD, path={"id": id}, options=options)

    def download_stream(
        self, id: str, *, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Papers.download_stream`."""
        return AsyncDownload.open(
            self._client, _DOWNLOAD_STREAM, path={"id": id}, options=options
        )

    async def replace(
        self, id: str, *, body: FileInput, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Papers.replace`."""
        return await self._client.request(
            _REPLACE, path={"id": id}, body=body, options=options
        )

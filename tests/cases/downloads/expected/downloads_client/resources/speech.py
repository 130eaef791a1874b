"""Speech."""

from __future__ import annotations

from .. import models
from .._runtime import AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.client.incoming import Opening
from .._runtime.downloads import AsyncDownload, Download
from .._runtime.responses.contents import Binary
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

_CREATE: Operation[bytes] = Operation(
    "POST",
    "/speech",
    body=Body("application/json", "CreateSpeechRequest"),
    responses={200: Binary("audio/mpeg")},
)

_CREATE_STREAM: Operation[models.Syllable] = Operation(
    "POST",
    "/speech",
    body=Body("application/json", "CreateSpeechRequest"),
    responses={200: ServerSentEvents("Syllable")},
)

_CREATE_DOWNLOAD: Operation[bytes] = Operation(
    "POST",
    "/speech",
    body=Body("application/json", "CreateSpeechRequest"),
    responses={200: Binary("audio/mpeg")},
)


class Speech(Resource):
    """Speech."""

    def create(self, *, text: str, options: RequestOptions | None = None) -> bytes:
        """Create.

        `POST /speech`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What was said.

        Example:
            client.speech.create(text="Hello")
        """
        return self._client.request(
            _CREATE, body=models.CreateSpeechRequest(text=text), options=options
        )

    def create_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Stream[models.Syllable]:
        """Create stream.

        `POST /speech`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            What was said.

        Example:
            with client.speech.create_stream(text="Hello") as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateSpeechRequest(text=text),
            options=options,
        )

    def create_download(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Download:
        """Create download.

        `POST /speech`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The content, to be read piece by piece or saved to a file. A `with` block
            closes the connection.

        Example:
            with client.speech.create_download(text="Hello") as download:
                download.save(Path("file.mp3"))
        """
        return Download.open(
            self._client,
            _CREATE_DOWNLOAD,
            body=models.CreateSpeechRequest(text=text),
            options=options,
        )


class AsyncSpeech(AsyncResource):
    """Asynchronous version of `Speech`."""

    async def create(
        self, *, text: str, options: RequestOptions | None = None
    ) -> bytes:
        """Asynchronous version of `Speech.create`."""
        return await self._client.request(
            _CREATE, body=models.CreateSpeechRequest(text=text), options=options
        )

    def create_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[models.Syllable]]:
        """Asynchronous version of `Speech.create_stream`."""
        return AsyncStream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateSpeechRequest(text=text),
            options=options,
        )

    def create_download(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Opening[AsyncDownload]:
        """Asynchronous version of `Speech.create_download`."""
        return AsyncDownload.open(
            self._client,
            _CREATE_DOWNLOAD,
            body=models.CreateSpeechRequest(text=text),
            options=options,
        )

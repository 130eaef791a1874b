"""Answers."""

from __future__ import annotations

from .. import models
from .._runtime import (
    JSON,
    NOTHING,
    AsyncResource,
    Body,
    Operation,
    RequestOptions,
    Resource,
)
from .._runtime.files import FileInput
from .._runtime.multipart import MultipartBody
from .._runtime.streams import AsyncStream, JSONLines, Stream

_CREATE: Operation[str | None] = Operation(
    "POST",
    "/answers",
    body=Body("application/json", "Question"),
    responses={200: JSON("str"), 202: NOTHING},
)

_CREATE_STREAM: Operation[str] = Operation(
    "POST",
    "/answers",
    body=Body("application/json", "Question"),
    responses={200: JSONLines("str", media_type="application/x-ndjson"), 202: NOTHING},
)

_CREATE_MULTIPART: Operation[str | None] = Operation(
    "POST",
    "/answers",
    body=MultipartBody("multipart/form-data", "CreateAnswerMultipartRequest"),
    responses={200: JSON("str"), 202: NOTHING},
)

_CREATE_MULTIPART_STREAM: Operation[str] = Operation(
    "POST",
    "/answers",
    body=MultipartBody("multipart/form-data", "CreateAnswerMultipartRequest"),
    responses={200: JSONLines("str", media_type="application/x-ndjson"), 202: NOTHING},
)


class Answers(Resource):
    """Answers."""

    def create(self, *, text: str, options: RequestOptions | None = None) -> str | None:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.answers.create(text="…")
        """
        return self._client.request(
            _CREATE, body=models.Question(text=text, stream=False), options=options
        )

    def create_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Stream[str]:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.answers.create_stream(text="…") as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_STREAM,
            body=models.Question(text=text, stream=True),
            options=options,
        )

    def create_multipart(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> str | None:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.answers.create_multipart(recording=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE_MULTIPART,
            body=models.CreateAnswerMultipartRequest(recording=recording, stream=False),
            options=options,
        )

    def create_multipart_stream(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> Stream[str]:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.answers.create_multipart_stream(
                recording=Path("file.pdf"),
            ) as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_MULTIPART_STREAM,
            body=models.CreateAnswerMultipartRequest(recording=recording, stream=True),
            options=options,
        )


class AsyncAnswers(AsyncResource):
    """Asynchronous version of `Answers`."""

    async def create(
        self, *, text: str, options: RequestOptions | None = None
    ) -> str | None:
        """Asynchronous version of `Answers.create`."""
        return await self._client.request(
            _CREATE, body=models.Question(text=text, stream=False), options=options
        )

    async def create_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> AsyncStream[str]:
        """Asynchronous version of `Answers.create_stream`."""
        return await AsyncStream.open(
            self._client,
            _CREATE_STREAM,
            body=models.Question(text=text, stream=True),
            options=options,
        )

    async def create_multipart(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> str | None:
        """Asynchronous version of `Answers.create_multipart`."""
        return await self._client.request(
            _CREATE_MULTIPART,
            body=models.CreateAnswerMultipartRequest(recording=recording, stream=False),
            options=options,
        )

    async def create_multipart_stream(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> AsyncStream[str]:
        """Asynchronous version of `Answers.create_multipart_stream`."""
        return await AsyncStream.open(
            self._client,
            _CREATE_MULTIPART_STREAM,
            body=models.CreateAnswerMultipartRequest(recording=recording, stream=True),
            options=options,
        )

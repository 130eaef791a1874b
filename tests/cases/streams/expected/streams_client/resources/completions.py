"""Completions."""

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
from .._runtime.bodies.files import FileInput
from .._runtime.bodies.multipart import MultipartBody
from .._runtime.client.incoming import Opening
from .._runtime.streams import AsyncStream, JSONLines, ServerSentEvents, Stream

_CREATE: Operation[models.Completion] = Operation(
    "POST",
    "/completions",
    body=Body("application/json", "CreateCompletionRequest"),
    responses={200: JSON("Completion")},
)

_CREATE_STREAM: Operation[models.CompletionChunk] = Operation(
    "POST",
    "/completions",
    body=Body("application/json", "CreateCompletionRequest"),
    responses={200: ServerSentEvents("CompletionChunk")},
)

_CREATE_ANSWER: Operation[str | None] = Operation(
    "POST",
    "/answers",
    body=Body("application/json", "Question"),
    responses={200: JSON("str"), 202: NOTHING},
)

_CREATE_ANSWER_STREAM: Operation[str] = Operation(
    "POST",
    "/answers",
    body=Body("application/json", "Question"),
    responses={200: JSONLines("str", media_type="application/x-ndjson"), 202: NOTHING},
)

_CREATE_ANSWER_MULTIPART: Operation[str | None] = Operation(
    "POST",
    "/answers",
    body=MultipartBody(
        "multipart/form-data", "CreateCompletionsAnswerMultipartRequest"
    ),
    responses={200: JSON("str"), 202: NOTHING},
)

_CREATE_ANSWER_MULTIPART_STREAM: Operation[str] = Operation(
    "POST",
    "/answers",
    body=MultipartBody(
        "multipart/form-data", "CreateCompletionsAnswerMultipartRequest"
    ),
    responses={200: JSONLines("str", media_type="application/x-ndjson"), 202: NOTHING},
)


class Completions(Resource):
    """Completions."""

    def create(
        self,
        *,
        prompt: str,
        seed: int | None = None,
        options: RequestOptions | None = None,
    ) -> models.Completion:
        """Complete a text.

        `POST /completions`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The completion, or its parts as they are made.

        Example:
            client.completions.create(prompt="Hello")
        """
        return self._client.request(
            _CREATE,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed),
            options=options,
        )

    def create_stream(
        self,
        *,
        prompt: str,
        seed: int | None = None,
        options: RequestOptions | None = None,
    ) -> Stream[models.CompletionChunk]:
        """Complete a text.

        `POST /completions`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The completion, or its parts as they are made.

        Example:
            with client.completions.create_stream(prompt="Hello") as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed, stream=True),
            options=options,
        )

    def create_answer(
        self, *, text: str, options: RequestOptions | None = None
    ) -> str | None:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.completions.create_answer(text="Hello")
        """
        return self._client.request(
            _CREATE_ANSWER,
            body=models.Question(text=text, stream=False),
            options=options,
        )

    def create_answer_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Stream[str]:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.completions.create_answer_stream(text="Hello") as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_ANSWER_STREAM,
            body=models.Question(text=text, stream=True),
            options=options,
        )

    def create_answer_multipart(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> str | None:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.completions.create_answer_multipart(recording=Path("file.pdf"))
        """
        return self._client.request(
            _CREATE_ANSWER_MULTIPART,
            body=models.CreateCompletionsAnswerMultipartRequest(
                recording=recording, stream=False
            ),
            options=options,
        )

    def create_answer_multipart_stream(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> Stream[str]:
        """Answer a question; a stream unless that is refused.

        `POST /answers`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            with client.completions.create_answer_multipart_stream(
                recording=Path("file.pdf"),
            ) as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_ANSWER_MULTIPART_STREAM,
            body=models.CreateCompletionsAnswerMultipartRequest(
                recording=recording, stream=True
            ),
            options=options,
        )


class AsyncCompletions(AsyncResource):
    """Asynchronous version of `Completions`."""

    async def create(
        self,
        *,
        prompt: str,
        seed: int | None = None,
        options: RequestOptions | None = None,
    ) -> models.Completion:
        """Asynchronous version of `Completions.create`."""
        return await self._client.request(
            _CREATE,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed),
            options=options,
        )

    def create_stream(
        self,
        *,
        prompt: str,
        seed: int | None = None,
        options: RequestOptions | None = None,
    ) -> Opening[AsyncStream[models.CompletionChunk]]:
        """Asynchronous version of `Completions.create_stream`."""
        return AsyncStream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed, stream=True),
            options=options,
        )

    async def create_answer(
        self, *, text: str, options: RequestOptions | None = None
    ) -> str | None:
        """Asynchronous version of `Completions.create_answer`."""
        return await self._client.request(
            _CREATE_ANSWER,
            body=models.Question(text=text, stream=False),
            options=options,
        )

    def create_answer_stream(
        self, *, text: str, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[str]]:
        """Asynchronous version of `Completions.create_answer_stream`."""
        return AsyncStream.open(
            self._client,
            _CREATE_ANSWER_STREAM,
            body=models.Question(text=text, stream=True),
            options=options,
        )

    async def create_answer_multipart(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> str | None:
        """Asynchronous version of `Completions.create_answer_multipart`."""
        return await self._client.request(
            _CREATE_ANSWER_MULTIPART,
            body=models.CreateCompletionsAnswerMultipartRequest(
                recording=recording, stream=False
            ),
            options=options,
        )

    def create_answer_multipart_stream(
        self, *, recording: FileInput, options: RequestOptions | None = None
    ) -> Opening[AsyncStream[str]]:
        """Asynchronous version of `Completions.create_answer_multipart_stream`."""
        return AsyncStream.open(
            self._client,
            _CREATE_ANSWER_MULTIPART_STREAM,
            body=models.CreateCompletionsAnswerMultipartRequest(
                recording=recording, stream=True
            ),
            options=options,
        )

"""Completions."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource
from .._runtime.streams import AsyncStream, ServerSentEvents, Stream

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
            client.completions.create(prompt="…")
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
            with client.completions.create_stream(prompt="…") as stream:
                for item in stream:
                    print(item)
        """
        return Stream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed, stream=True),
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

    async def create_stream(
        self,
        *,
        prompt: str,
        seed: int | None = None,
        options: RequestOptions | None = None,
    ) -> AsyncStream[models.CompletionChunk]:
        """Asynchronous version of `Completions.create_stream`."""
        return await AsyncStream.open(
            self._client,
            _CREATE_STREAM,
            body=models.CreateCompletionRequest(prompt=prompt, seed=seed, stream=True),
            options=options,
        )

"""Books."""

from __future__ import annotations

import builtins

from .. import models
from .._runtime import JSON, AsyncResource, Operation, RequestOptions, Resource

_GET: Operation[models.Book] = Operation(
    "GET", "/books/{id}", responses={200: JSON("Book")}
)

_LIST: Operation[list[models.Book]] = Operation(
    "GET", "/books", responses={200: JSON("list[Book]")}
)


class Books(Resource):
    """Books."""

    def get(self, id: str, *, options: RequestOptions | None = None) -> models.Book:
        """Get.

        `GET /books/{id}`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.books.get("id")
        """
        return self._client.request(_GET, path={"id": id}, options=options)

    def list(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Book]:
        """List.

        `GET /books`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.books.list()
        """
        return self._client.request(_LIST, query={"limit": limit}, options=options)


class AsyncBooks(AsyncResource):
    """Asynchronous version of `Books`."""

    async def get(
        self, id: str, *, options: RequestOptions | None = None
    ) -> models.Book:
        """Asynchronous version of `Books.get`."""
        return await self._client.request(_GET, path={"id": id}, options=options)

    async def list(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> builtins.list[models.Book]:
        """Asynchronous version of `Books.list`."""
        return await self._client.request(
            _LIST, query={"limit": limit}, options=options
        )

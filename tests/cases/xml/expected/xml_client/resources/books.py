"""Books."""

from __future__ import annotations

import builtins
import datetime as dt
from collections.abc import Sequence
from typing import Any, cast as _cast

from .. import models
from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource
from .._runtime.responses.labelled_contents import Text
from .._runtime.xml import XmlNode
from .._runtime.xml.bodies import XMLBody
from .._runtime.xml.contents import XML

_ADD: Operation[models.Book] = Operation(
    "POST",
    "/books",
    body=XMLBody("application/xml", "Book"),
    responses={201: XML("Book")},
)

_DESCRIBE_COVER: Operation[None] = Operation(
    "PUT",
    "/books/{isbn}/cover",
    body=XMLBody("text/xml", "DescribeBookCoverRequest"),
    responses={204: NOTHING},
)

_LIST: Operation[list[models.Book]] = Operation(
    "GET",
    "/books",
    responses={
        200: XML(
            "list[Book]",
            root=XmlNode(
                "books",
                item=XmlNode("book", namespace="https://library.test/ns", prefix="lib"),
            ),
        ),
        "default": XML("Problem"),
    },
)

_READ_TEXT: Operation[str] = Operation(
    "GET", "/books/{isbn}/text", responses={200: Text("application/xml")}
)


class Books(Resource):
    """Books."""

    def add(
        self,
        *,
        isbn: str,
        title: str,
        authors: Sequence[str],
        page_count: int | None = None,
        tags: Sequence[str] | None = None,
        published: dt.date | None = None,
        sequel: models.Book | models.BookDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.Book:
        """Add.

        `POST /books`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The book as it is kept.

        Example:
            client.books.add(isbn="isbn", title="Example", authors=["authors"])
        """
        return self._client.request(
            _ADD,
            body=_cast("Any", models.Book)(
                isbn=isbn,
                title=title,
                page_count=page_count,
                authors=authors,
                tags=tags,
                published=published,
                sequel=sequel,
            ),
            options=options,
        )

    def describe_cover(
        self, isbn: str, *, width: int, options: RequestOptions | None = None
    ) -> None:
        """Describe cover.

        `PUT /books/{isbn}/cover`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.books.describe_cover("isbn", width=1)
        """
        return self._client.request(
            _DESCRIBE_COVER,
            path={"isbn": isbn},
            body=models.DescribeBookCoverRequest(width=width),
            options=options,
        )

    def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Book]:
        """List.

        `GET /books`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            Every book.

        Raises:
            APIStatusError: Any other status: What went wrong.

        Example:
            client.books.list()
        """
        return self._client.request(_LIST, options=options)

    def read_text(self, isbn: str, *, options: RequestOptions | None = None) -> str:
        """Read text.

        `GET /books/{isbn}/text`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The book as XML of its own kind.

        Example:
            client.books.read_text("isbn")
        """
        return self._client.request(_READ_TEXT, path={"isbn": isbn}, options=options)


class AsyncBooks(AsyncResource):
    """Asynchronous version of `Books`."""

    async def add(
        self,
        *,
        isbn: str,
        title: str,
        authors: Sequence[str],
        page_count: int | None = None,
        tags: Sequence[str] | None = None,
        published: dt.date | None = None,
        sequel: models.Book | models.BookDict | None = None,
        options: RequestOptions | None = None,
    ) -> models.Book:
        """Asynchronous version of `Books.add`."""
        return await self._client.request(
            _ADD,
            body=_cast("Any", models.Book)(
                isbn=isbn,
                title=title,
                page_count=page_count,
                authors=authors,
                tags=tags,
                published=published,
                sequel=sequel,
            ),
            options=options,
        )

    async def describe_cover(
        self, isbn: str, *, width: int, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Books.describe_cover`."""
        return await self._client.request(
            _DESCRIBE_COVER,
            path={"isbn": isbn},
            body=models.DescribeBookCoverRequest(width=width),
            options=options,
        )

    async def list(
        self, *, options: RequestOptions | None = None
    ) -> builtins.list[models.Book]:
        """Asynchronous version of `Books.list`."""
        return await self._client.request(_LIST, options=options)

    async def read_text(
        self, isbn: str, *, options: RequestOptions | None = None
    ) -> str:
        """Asynchronous version of `Books.read_text`."""
        return await self._client.request(
            _READ_TEXT, path={"isbn": isbn}, options=options
        )

"""Code."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource

_FIRST: Operation[None] = Operation("GET", "/code/first", responses={204: NOTHING})

_LISTS: Operation[None] = Operation("GET", "/code/lists", responses={204: NOTHING})

_OPEN: Operation[models.Thing] = Operation(
    "GET", "/code/open", responses={200: JSON("Thing")}
)

_TESTS: Operation[None] = Operation("GET", "/code/tests", responses={204: NOTHING})


class Code(Resource):
    """Code."""

    def first(
        self, *, filter: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """First.

        ```json
        {"a": 1}

        {"b": 2}
        ```

        Sent so.

        `GET /code/first`

        Args:
            filter:
                ```
                a=1
                ```
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.code.first()
        """
        return self._client.request(_FIRST, query={"filter": filter}, options=options)

    def lists(self, *, options: RequestOptions | None = None) -> None:
        """Fences in lists, and what only looks like one.

        1. First:

            ```json
            {"a": 1}
            ```
        2. Second:
           ```json
           {"b": 2}
           ```
        3. ~~~json
           {"c": 3}
           ~~~

        `name` is its name.

        `GET /code/lists`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.code.lists()
        """
        return self._client.request(_LISTS, options=options)

    def open(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> models.Thing:
        """A fence that is never closed.

        Answers with:

        ```json
        {"id": "x"}

        Nothing else.
        ```

        `GET /code/open`

        Args:
            limit: How many there are at most.

                ```
                limit=5
                ```

                Default: 5.
            options: Per-request options: timeouts, retries, headers and more.

        Returns:
            The thing, as in

            ```json
            {}
            ```

        Example:
            client.code.open()
        """
        return self._client.request(_OPEN, query={"limit": limit}, options=options)

    def tests(self, *, options: RequestOptions | None = None) -> None:
        """> > > raise SystemExit.

        Then:

        ```python
        py> raise SystemExit
        ```

        `GET /code/tests`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.code.tests()
        """
        return self._client.request(_TESTS, options=options)


class AsyncCode(AsyncResource):
    """Asynchronous version of `Code`."""

    async def first(
        self, *, filter: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Code.first`."""
        return await self._client.request(
            _FIRST, query={"filter": filter}, options=options
        )

    async def lists(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Code.lists`."""
        return await self._client.request(_LISTS, options=options)

    async def open(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> models.Thing:
        """Asynchronous version of `Code.open`."""
        return await self._client.request(
            _OPEN, query={"limit": limit}, options=options
        )

    async def tests(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Code.tests`."""
        return await self._client.request(_TESTS, options=options)

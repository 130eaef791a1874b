"""Code."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET_FIRST: Operation[None] = Operation("GET", "/code/first", responses={204: NOTHING})

_GET_LISTS: Operation[None] = Operation("GET", "/code/lists", responses={204: NOTHING})

_GET_OPEN: Operation[models.Thing] = Operation(
    "GET", "/code/open", responses={200: JSON("Thing")}
)

_GET_TESTS: Operation[None] = Operation("GET", "/code/tests", responses={204: NOTHING})


class Code(Resource):
    """Code."""

    def get_first(
        self, *, filter: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """Get first.

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
            client.code.get_first()
        """
        return self._client.request(
            _GET_FIRST, query={"filter": filter}, options=options
        )

    def get_lists(self, *, options: RequestOptions | None = None) -> None:
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
            client.code.get_lists()
        """
        return self._client.request(_GET_LISTS, options=options)

    def get_open(
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
            client.code.get_open()
        """
        return self._client.request(_GET_OPEN, query={"limit": limit}, options=options)

    def get_tests(self, *, options: RequestOptions | None = None) -> None:
        """> > > raise SystemExit.

        Then:

        ```python
        py> raise SystemExit
        ```

        `GET /code/tests`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.code.get_tests()
        """
        return self._client.request(_GET_TESTS, options=options)


class AsyncCode(AsyncResource):
    """Asynchronous version of `Code`."""

    async def get_first(
        self, *, filter: str | None = None, options: RequestOptions | None = None
    ) -> None:
        """Asynchronous version of `Code.get_first`."""
        return await self._client.request(
            _GET_FIRST, query={"filter": filter}, options=options
        )

    async def get_lists(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Code.get_lists`."""
        return await self._client.request(_GET_LISTS, options=options)

    async def get_open(
        self, *, limit: int | None = None, options: RequestOptions | None = None
    ) -> models.Thing:
        """Asynchronous version of `Code.get_open`."""
        return await self._client.request(
            _GET_OPEN, query={"limit": limit}, options=options
        )

    async def get_tests(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Code.get_tests`."""
        return await self._client.request(_GET_TESTS, options=options)

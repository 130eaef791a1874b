"""Drinks."""

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

_PURGE: Operation[None] = Operation("PURGE", "/drinks", responses={204: NOTHING})

_QUERY: Operation[list[models.Drink]] = Operation(
    "QUERY",
    "/drinks",
    body=Body("application/json", "QueryDrinksRequest"),
    responses={200: JSON("list[Drink]")},
)


class Drinks(Resource):
    """Drinks."""

    def purge(self, *, options: RequestOptions | None = None) -> None:
        """Purge.

        `PURGE /drinks`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.drinks.purge()
        """
        return self._client.request(_PURGE, options=options)

    def query(
        self, *, name: str | None = None, options: RequestOptions | None = None
    ) -> list[models.Drink]:
        """Query.

        `QUERY /drinks`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.drinks.query(name="…")
        """
        return self._client.request(
            _QUERY, body=models.QueryDrinksRequest(name=name), options=options
        )


class AsyncDrinks(AsyncResource):
    """Asynchronous version of `Drinks`."""

    async def purge(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Drinks.purge`."""
        return await self._client.request(_PURGE, options=options)

    async def query(
        self, *, name: str | None = None, options: RequestOptions | None = None
    ) -> list[models.Drink]:
        """Asynchronous version of `Drinks.query`."""
        return await self._client.request(
            _QUERY, body=models.QueryDrinksRequest(name=name), options=options
        )

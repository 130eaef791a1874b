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

_SEARCH: Operation[list[models.Drink]] = Operation(
    "QUERY",
    "/drinks",
    body=Body("application/json", "SearchDrinksRequest"),
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

    def search(
        self, *, name: str | None = None, options: RequestOptions | None = None
    ) -> list[models.Drink]:
        """Search.

        `QUERY /drinks`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.drinks.search(name="Example")
        """
        return self._client.request(
            _SEARCH, body=models.SearchDrinksRequest(name=name), options=options
        )


class AsyncDrinks(AsyncResource):
    """Asynchronous version of `Drinks`."""

    async def purge(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Drinks.purge`."""
        return await self._client.request(_PURGE, options=options)

    async def search(
        self, *, name: str | None = None, options: RequestOptions | None = None
    ) -> list[models.Drink]:
        """Asynchronous version of `Drinks.search`."""
        return await self._client.request(
            _SEARCH, body=models.SearchDrinksRequest(name=name), options=options
        )

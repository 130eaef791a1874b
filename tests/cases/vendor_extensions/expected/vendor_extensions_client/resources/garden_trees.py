"""Garden trees."""

from __future__ import annotations

from .. import models
from .._runtime import JSON, AsyncResource, Body, Operation, RequestOptions, Resource

_PLANT: Operation[models.Tree] = Operation(
    "POST",
    "/trees",
    body=Body("application/json", "Tree"),
    responses={201: JSON("Tree")},
)

_SEARCH_ALL: Operation[list[models.Tree]] = Operation(
    "GET", "/trees", responses={200: JSON("list[Tree]")}
)


class GardenTrees(Resource):
    """Garden trees."""

    def plant(
        self,
        *,
        name: str,
        height: float | None = None,
        season: models.TimeOfYear | None = None,
        soil: models.Soil | None = None,
        light: models.Light | None = None,
        options: RequestOptions | None = None,
    ) -> models.Tree:
        """Plant.

        `POST /trees`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.garden.trees.plant(name="nm")
        """
        return self._client.request(
            _PLANT,
            body=models.Tree(
                name=name, height=height, season=season, soil=soil, light=light
            ),
            options=options,
        )

    def search_all(
        self,
        *,
        tree_kind: models.Kind | None = None,
        region: str | None = None,
        options: RequestOptions | None = None,
    ) -> list[models.Tree]:
        """Search all.

        `GET /trees`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.garden.trees.search_all()
        """
        return self._client.request(
            _SEARCH_ALL,
            query={"k": tree_kind},
            headers={"Orchard-Region": region},
            options=options,
        )


class AsyncGardenTrees(AsyncResource):
    """Asynchronous version of `GardenTrees`."""

    async def plant(
        self,
        *,
        name: str,
        height: float | None = None,
        season: models.TimeOfYear | None = None,
        soil: models.Soil | None = None,
        light: models.Light | None = None,
        options: RequestOptions | None = None,
    ) -> models.Tree:
        """Asynchronous version of `GardenTrees.plant`."""
        return await self._client.request(
            _PLANT,
            body=models.Tree(
                name=name, height=height, season=season, soil=soil, light=light
            ),
            options=options,
        )

    async def search_all(
        self,
        *,
        tree_kind: models.Kind | None = None,
        region: str | None = None,
        options: RequestOptions | None = None,
    ) -> list[models.Tree]:
        """Asynchronous version of `GardenTrees.search_all`."""
        return await self._client.request(
            _SEARCH_ALL,
            query={"k": tree_kind},
            headers={"Orchard-Region": region},
            options=options,
        )

"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, Bearer, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.pets import AsyncPets, Pets


class Petshop(SyncClient):
    """The pet shop."""

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str = "https://api.test/v1",
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
    ) -> None:
        super().__init__(
            base_url=base_url,
            credentials={"token": Bearer(token, env="PETSHOP_TOKEN")},
            security=(("token",),),
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def pets(self) -> Pets:
        """Operations on pets."""
        from .resources.pets import Pets

        return Pets(self)


class AsyncPetshop(AsyncClient):
    """The pet shop, asynchronously."""

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str = "https://api.test/v1",
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            base_url=base_url,
            credentials={"token": Bearer(token, env="PETSHOP_TOKEN")},
            security=(("token",),),
            timeout=timeout,
            http_client=http_client,
        )

    @cached_property
    def pets(self) -> AsyncPets:
        """Operations on pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)

"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    SyncClient,
    SyncClientOptions,
)
from ._runtime.auth.bearer import Bearer

if TYPE_CHECKING:
    from .resources.pets import AsyncPets, Pets


class Petshop(SyncClient):
    """The pet shop."""

    def __init__(
        self,
        *,
        token: str | None = None,
        base_url: str = "https://api.test/v1",
        **options: Unpack[SyncClientOptions],
    ) -> None:
        super().__init__(
            base_url=base_url,
            credentials={"token": Bearer(token, env="PETSHOP_TOKEN")},
            security=(("token",),),
            **options,
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
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        super().__init__(
            base_url=base_url,
            credentials={"token": Bearer(token, env="PETSHOP_TOKEN")},
            security=(("token",),),
            **options,
        )

    @cached_property
    def pets(self) -> AsyncPets:
        """Operations on pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)

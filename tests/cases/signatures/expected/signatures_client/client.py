"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    SyncClient,
    SyncClientOptions,
    cached_property,
)
from ._runtime.bodies.files import FileBody

if TYPE_CHECKING:
    from .resources.notes import AsyncNotes, Notes
    from .resources.pets import AsyncPets, Pets
    from .resources.sales import AsyncSales, Sales

_BASE_URL = "https://signatures.example.com"


class Signatures(SyncClient):
    """Signatures."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            base_url: Where the API is.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=base_url,
            bodies=(FileBody,),
            version="1.0",
            **options,
        )

    @cached_property
    def notes(self) -> Notes:
        """Notes."""
        from .resources.notes import Notes

        return Notes(self)

    @cached_property
    def pets(self) -> Pets:
        """Pets."""
        from .resources.pets import Pets

        return Pets(self)

    @cached_property
    def sales(self) -> Sales:
        """Deprecated aliases of operations."""
        from .resources.sales import Sales

        return Sales(self)


class AsyncSignatures(AsyncClient):
    """Asynchronous version of `Signatures`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Signatures`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody,),
            version="1.0",
            **options,
        )

    @cached_property
    def notes(self) -> AsyncNotes:
        """Notes."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

    @cached_property
    def pets(self) -> AsyncPets:
        """Pets."""
        from .resources.pets import AsyncPets

        return AsyncPets(self)

    @cached_property
    def sales(self) -> AsyncSales:
        """Deprecated aliases of operations."""
        from .resources.sales import AsyncSales

        return AsyncSales(self)

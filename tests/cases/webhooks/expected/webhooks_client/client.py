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

if TYPE_CHECKING:
    from .resources.subscriptions import AsyncSubscriptions, Subscriptions
    from .resources.watches import AsyncWatches, Watches

_BASE_URL = "https://kennel.test"


class Kennel(SyncClient):
    """Kennel."""

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
            version="1",
            **options,
        )

    @cached_property
    def subscriptions(self) -> Subscriptions:
        """Subscriptions."""
        from .resources.subscriptions import Subscriptions

        return Subscriptions(self)

    @cached_property
    def watches(self) -> Watches:
        """Watches."""
        from .resources.watches import Watches

        return Watches(self)


class AsyncKennel(AsyncClient):
    """Asynchronous version of `Kennel`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Kennel`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def subscriptions(self) -> AsyncSubscriptions:
        """Subscriptions."""
        from .resources.subscriptions import AsyncSubscriptions

        return AsyncSubscriptions(self)

    @cached_property
    def watches(self) -> AsyncWatches:
        """Watches."""
        from .resources.watches import AsyncWatches

        return AsyncWatches(self)

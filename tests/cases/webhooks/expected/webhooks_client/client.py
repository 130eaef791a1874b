"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.subscriptions import AsyncSubscriptions, Subscriptions
    from .resources.watches import AsyncWatches, Watches

_BASE_URL = "https://kennel.test"


class Kennel(SyncClient):
    """Kennel."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client.

        Args:
            base_url: Where the API is.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: Your own client with transport, proxies and TLS; it is not closed.
            strict_responses: Whether an answer that is not what the API declares is an error.
        """
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
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
    """The asynchronous twin of `Kennel`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Kennel`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
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

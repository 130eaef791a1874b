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
    from .resources.words import AsyncWords, Words

_BASE_URL = "https://names.test"


class GoodNames(SyncClient):
    """Good names."""

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
    def words(self) -> Words:
        """Words."""
        from .resources.words import Words

        return Words(self)


class AsyncGoodNames(AsyncClient):
    """Asynchronous version of `GoodNames`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `GoodNames`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def words(self) -> AsyncWords:
        """Words."""
        from .resources.words import AsyncWords

        return AsyncWords(self)

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
    from .resources.lists import AsyncLists, Lists
    from .resources.one_click_things import AsyncOneClickThings, OneClickThings

_BASE_URL = "https://names.test"


class Names(SyncClient):
    """Names."""

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
    def lists(self) -> Lists:
        """Lists."""
        from .resources.lists import Lists

        return Lists(self)

    @cached_property
    def one_click_things(self) -> OneClickThings:
        """One click things."""
        from .resources.one_click_things import OneClickThings

        return OneClickThings(self)


class AsyncNames(AsyncClient):
    """Asynchronous version of `Names`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Names`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def lists(self) -> AsyncLists:
        """Lists."""
        from .resources.lists import AsyncLists

        return AsyncLists(self)

    @cached_property
    def one_click_things(self) -> AsyncOneClickThings:
        """One click things."""
        from .resources.one_click_things import AsyncOneClickThings

        return AsyncOneClickThings(self)

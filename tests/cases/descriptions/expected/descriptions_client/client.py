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
    from .resources.basic import AsyncBasicResource, BasicResource
    from .resources.code import AsyncCode, Code
    from .resources.pages import AsyncPages, Pages

_BASE_URL = "https://api.test/v1"


class Descriptions(SyncClient):
    """Descriptions.

    An API whose descriptions are odd.
    """

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
    def basic(self) -> BasicResource:
        """Basic."""
        from .resources.basic import BasicResource

        return BasicResource(self)

    @cached_property
    def code(self) -> Code:
        """Code."""
        from .resources.code import Code

        return Code(self)

    @cached_property
    def pages(self) -> Pages:
        """What pages hold."""
        from .resources.pages import Pages

        return Pages(self)


class AsyncDescriptions(AsyncClient):
    """Asynchronous version of `Descriptions`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Descriptions`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def basic(self) -> AsyncBasicResource:
        """Basic."""
        from .resources.basic import AsyncBasicResource

        return AsyncBasicResource(self)

    @cached_property
    def code(self) -> AsyncCode:
        """Code."""
        from .resources.code import AsyncCode

        return AsyncCode(self)

    @cached_property
    def pages(self) -> AsyncPages:
        """What pages hold."""
        from .resources.pages import AsyncPages

        return AsyncPages(self)

"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.values import AsyncValues, Values

_BASE_URL = "https://formats.test"


class Formats(SyncClient):
    """Formats."""

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
    def values(self) -> Values:
        """Values."""
        from .resources.values import Values

        return Values(self)


class AsyncFormats(AsyncClient):
    """The asynchronous twin of `Formats`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Formats`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def values(self) -> AsyncValues:
        """Values."""
        from .resources.values import AsyncValues

        return AsyncValues(self)

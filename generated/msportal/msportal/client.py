"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, Bearer, Secret, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.goals import AsyncGoals, Goals

_BASE_URL = "https://app.msportal.ai"


class MSPortal(SyncClient):
    """MSPortal Public API.

    Public API for MSPortal - provides programmatic access to tenant data.
    """

    def __init__(
        self,
        *,
        token: Secret | None = None,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.Client | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client.

        Args:
            token: Use your API key as a Bearer token.
                Read from `MSPORTAL_TOKEN` where it is not given.
            base_url: Where the API is.
            timeout: Seconds to wait for each step of a request; None waits for ever.
            http_client: Your own client with transport, proxies and TLS; it is not closed.
            strict_responses: Whether an answer that is not what the API declares is an error.
        """
        super().__init__(
            base_url=base_url,
            credentials={"BearerAuth": Bearer(token, env="MSPORTAL_TOKEN")},
            security=(("BearerAuth",),),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1.0.0",
        )

    @cached_property
    def goals(self) -> Goals:
        """Goal management - create, track, and manage goals with tasks and updates."""
        from .resources.goals import Goals

        return Goals(self)


class AsyncMSPortal(AsyncClient):
    """The asynchronous twin of `MSPortal`."""

    def __init__(
        self,
        *,
        token: Secret | None = None,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `MSPortal`."""
        super().__init__(
            base_url=base_url,
            credentials={"BearerAuth": Bearer(token, env="MSPORTAL_TOKEN")},
            security=(("BearerAuth",),),
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1.0.0",
        )

    @cached_property
    def goals(self) -> AsyncGoals:
        """Goal management - create, track, and manage goals with tasks and updates."""
        from .resources.goals import AsyncGoals

        return AsyncGoals(self)

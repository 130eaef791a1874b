"""The synchronous and asynchronous clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from ._runtime import (
    AsyncClient,
    AsyncClientOptions,
    AsyncSecret,
    Secret,
    SyncClient,
    SyncClientOptions,
    cached_property,
)
from ._runtime.auth.bearer import Bearer

if TYPE_CHECKING:
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
        **options: Unpack[SyncClientOptions],
    ) -> None:
        """Create a client.

        Args:
            token: Use your API key as a Bearer token.
                Defaults to the environment variable `MSPORTAL_TOKEN`.
            base_url: Where the API is.
            options: Keyword arguments such as `timeout`, `total_timeout`, `retries`, `headers`,
                `query`, `http_client`, `proxy` and `verify`; see `ClientOptions` and
                `SyncClientOptions`.
        """
        super().__init__(
            base_url=base_url,
            credentials={"BearerAuth": Bearer(token, env="MSPORTAL_TOKEN")},
            security=(("BearerAuth",),),
            version="1.0.0",
            **options,
        )

    @cached_property
    def goals(self) -> Goals:
        """Goal management - create, track, and manage goals with tasks and updates."""
        from .resources.goals import Goals

        return Goals(self)


class AsyncMSPortal(AsyncClient):
    """Asynchronous version of `MSPortal`."""

    def __init__(
        self,
        *,
        token: AsyncSecret | None = None,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `MSPortal`."""
        super().__init__(
            base_url=base_url,
            credentials={"BearerAuth": Bearer(token, env="MSPORTAL_TOKEN")},
            security=(("BearerAuth",),),
            version="1.0.0",
            **options,
        )

    @cached_property
    def goals(self) -> AsyncGoals:
        """Goal management - create, track, and manage goals with tasks and updates."""
        from .resources.goals import AsyncGoals

        return AsyncGoals(self)

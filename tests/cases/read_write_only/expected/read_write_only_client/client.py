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
    from .resources.teams import AsyncTeams, Teams
    from .resources.users import AsyncUsers, Users

_BASE_URL = "https://accounts.test"


class Accounts(SyncClient):
    """Accounts."""

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
    def teams(self) -> Teams:
        """Teams."""
        from .resources.teams import Teams

        return Teams(self)

    @cached_property
    def users(self) -> Users:
        """Users."""
        from .resources.users import Users

        return Users(self)


class AsyncAccounts(AsyncClient):
    """Asynchronous version of `Accounts`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Accounts`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def teams(self) -> AsyncTeams:
        """Teams."""
        from .resources.teams import AsyncTeams

        return AsyncTeams(self)

    @cached_property
    def users(self) -> AsyncUsers:
        """Users."""
        from .resources.users import AsyncUsers

        return AsyncUsers(self)

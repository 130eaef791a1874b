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
    from .resources.jobs import AsyncJobs, Jobs
    from .resources.reports import AsyncReports, Reports

_BASE_URL = "https://responses.test"


class Responses(SyncClient):
    """Responses."""

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
    def jobs(self) -> Jobs:
        """Jobs."""
        from .resources.jobs import Jobs

        return Jobs(self)

    @cached_property
    def reports(self) -> Reports:
        """Reports."""
        from .resources.reports import Reports

        return Reports(self)


class AsyncResponses(AsyncClient):
    """Asynchronous version of `Responses`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Responses`."""
        super().__init__(
            base_url=base_url,
            version="1",
            **options,
        )

    @cached_property
    def jobs(self) -> AsyncJobs:
        """Jobs."""
        from .resources.jobs import AsyncJobs

        return AsyncJobs(self)

    @cached_property
    def reports(self) -> AsyncReports:
        """Reports."""
        from .resources.reports import AsyncReports

        return AsyncReports(self)

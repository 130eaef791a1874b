"""The client classes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ._runtime import AsyncClient, SyncClient

if TYPE_CHECKING:
    from ._runtime.http import httpx
    from .resources.batches import AsyncBatches, Batches
    from .resources.files import AsyncFiles, Files
    from .resources.forms import AsyncForms, Forms
    from .resources.notes import AsyncNotes, Notes

_BASE_URL = "https://bodies.test"


class Bodies(SyncClient):
    """Bodies."""

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
    def batches(self) -> Batches:
        """Batches."""
        from .resources.batches import Batches

        return Batches(self)

    @cached_property
    def files(self) -> Files:
        """Files."""
        from .resources.files import Files

        return Files(self)

    @cached_property
    def forms(self) -> Forms:
        """Forms."""
        from .resources.forms import Forms

        return Forms(self)

    @cached_property
    def notes(self) -> Notes:
        """Notes."""
        from .resources.notes import Notes

        return Notes(self)


class AsyncBodies(AsyncClient):
    """The asynchronous twin of `Bodies`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        timeout: float | None = 60.0,
        http_client: httpx.AsyncClient | None = None,
        strict_responses: bool = False,
    ) -> None:
        """Make a client; the arguments are those of `Bodies`."""
        super().__init__(
            base_url=base_url,
            timeout=timeout,
            http_client=http_client,
            strict_responses=strict_responses,
            version="1",
        )

    @cached_property
    def batches(self) -> AsyncBatches:
        """Batches."""
        from .resources.batches import AsyncBatches

        return AsyncBatches(self)

    @cached_property
    def files(self) -> AsyncFiles:
        """Files."""
        from .resources.files import AsyncFiles

        return AsyncFiles(self)

    @cached_property
    def forms(self) -> AsyncForms:
        """Forms."""
        from .resources.forms import AsyncForms

        return AsyncForms(self)

    @cached_property
    def notes(self) -> AsyncNotes:
        """Notes."""
        from .resources.notes import AsyncNotes

        return AsyncNotes(self)

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
from ._runtime.bodies.files import FileBody
from ._runtime.bodies.forms import FormBody
from ._runtime.bodies.multipart import MultipartBody

if TYPE_CHECKING:
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
            bodies=(FileBody, FormBody, MultipartBody),
            version="1",
            **options,
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
    """Asynchronous version of `Bodies`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Bodies`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, FormBody, MultipartBody),
            version="1",
            **options,
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

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
from ._runtime.bodies.multipart import MultipartBody

if TYPE_CHECKING:
    from .resources.uploads import AsyncUploads, Uploads

_BASE_URL = "https://api.example.com"


class Multipart(SyncClient):
    """Multipart."""

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
            bodies=(FileBody, MultipartBody),
            version="1.0.0",
            **options,
        )

    @cached_property
    def uploads(self) -> Uploads:
        """Uploads."""
        from .resources.uploads import Uploads

        return Uploads(self)


class AsyncMultipart(AsyncClient):
    """Asynchronous version of `Multipart`."""

    def __init__(
        self,
        *,
        base_url: str = _BASE_URL,
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        """Create a client; the arguments are those of `Multipart`."""
        super().__init__(
            base_url=base_url,
            bodies=(FileBody, MultipartBody),
            version="1.0.0",
            **options,
        )

    @cached_property
    def uploads(self) -> AsyncUploads:
        """Uploads."""
        from .resources.uploads import AsyncUploads

        return AsyncUploads(self)

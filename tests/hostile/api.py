"""Calls the hostile server as users would, synchronously and asynchronously."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from types import ModuleType
from typing import Any

from support.raw_server import RawServer

_TLS = ssl.create_default_context()
"""Made once, as it takes longer than a call."""


class Api:
    """Makes clients of one kind, and calls them."""

    def __init__(self, package: ModuleType, server: RawServer, *, is_async: bool) -> None:
        self.package = package
        self.server = server
        self.is_async = is_async

    def client(self, **options: Any) -> Any:
        """A new client."""
        make = self.package.AsyncHostile if self.is_async else self.package.Hostile
        return make(**{"base_url": self.server.url, "verify": _TLS, **options})

    def call(self, use: Callable[[Any], Any], **options: Any) -> Any:
        """What `use` returns for a new client, awaited where it must be; the client is closed."""
        if not self.is_async:
            with self.client(**options) as client:
                return use(client)

        async def wait() -> Any:
            async with self.client(**options) as client:
                return await use(client)

        return asyncio.run(wait())

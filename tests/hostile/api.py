"""Calls the hostile server as users would, synchronously and asynchronously."""

from __future__ import annotations

import asyncio
import inspect
import ssl
from collections.abc import Callable, Coroutine
from types import ModuleType
from typing import Any, TypeVar

from support.raw_server import RawServer

T = TypeVar("T")

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

    def run(self, use: Callable[[Any], Coroutine[Any, Any, T]], **options: Any) -> T:
        """What a coroutine returns that uses a new client of either kind by the methods below; the
        client is closed."""

        async def wait() -> T:
            client = self.client(**options)
            try:
                return await use(client)
            finally:
                await self.close(client)

        return asyncio.run(wait())

    async def of(self, value: Any) -> Any:
        """What a call gives, awaited where it must be."""
        return await value if inspect.isawaitable(value) else value

    async def items(self, several: Any) -> list[Any]:
        """All items of an iterable."""
        return [item async for item in several] if self.is_async else list(several)

    async def next(self, iterator: Any) -> Any:
        """The next item of an iterator."""
        return await anext(iterator) if self.is_async else next(iterator)

    async def close(self, opened: Any) -> None:
        """Close a stream, a download, an iterator or a client."""
        await self.of(opened.aclose() if self.is_async else opened.close())

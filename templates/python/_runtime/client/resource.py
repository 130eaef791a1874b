"""Base classes of resources: groups of operations."""

from __future__ import annotations

from .client import AsyncClient, SyncClient


class Resource:
    """A group of operations, called through a client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncResource:
    """A group of operations, called through an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

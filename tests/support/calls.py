"""Calls of both kinds of clients to optional parts of the runtime, which the client may be any of."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any


def part(client: Any, name: str) -> ModuleType:
    """Return a module of the runtime of a client."""
    modules = (base.__module__ for base in type(client).__mro__)
    package = next(name for name in modules if "._runtime." in name).partition("._runtime.")[0]
    return import_module(f"{package}._runtime.{name}")


def open_stream(client: Any, operation: Any, **arguments: Any) -> Any:
    """Open a stream; awaitable if the client is asynchronous."""
    streams = part(client, "streams")
    kind = streams.AsyncStream if _is_async(client) else streams.Stream
    return kind.open(client, operation, **arguments)


def open_download(client: Any, operation: Any, **arguments: Any) -> Any:
    """Open a download; awaitable if the client is asynchronous."""
    downloads = part(client, "downloads")
    kind = downloads.AsyncDownload if _is_async(client) else downloads.Download
    return kind.open(client, operation, **arguments)


def poll(client: Any, *arguments: Any, **options: Any) -> Any:
    """Poll an operation; awaitable if the client is asynchronous."""
    polling = part(client, "polling")
    function = polling.poll_async if _is_async(client) else polling.poll
    return function(client, *arguments, **options)


def wait_until(client: Any, *arguments: Any, **options: Any) -> Any:
    """Repeat a call; awaitable if the client is asynchronous."""
    polling = part(client, "polling")
    function = polling.wait_until_async if _is_async(client) else polling.wait_until
    return function(client, *arguments, **options)


def _is_async(client: Any) -> bool:
    return hasattr(client, "aclose")

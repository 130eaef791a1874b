"""Servers of a document that leaves the place that it was found at."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from ...document import Position, Walk
from .copying import copied

_SERVERS = "servers"


def with_absolute_servers(data: dict[str, Any], origin: str) -> dict[str, Any]:
    """A document whose relative server URLs start at its own URL (OpenAPI 3.2, "API Base URL").

    Args:
        data: the document.
        origin: where it was found; where that is no URL, nothing changes.
    """
    if "://" not in origin:
        return data
    changes: dict[int, Any] = {}
    for place in Walk(swagger="swagger" in data).mappings(data):
        value = place.value
        if isinstance(value, dict) and place.position == Position.OBJECT:
            servers = value.get(_SERVERS)
            if isinstance(servers, list) and any(map(_is_relative, servers)):
                absolute = [_absolute(server, origin) for server in servers]
                changes[id(value)] = {**value, _SERVERS: absolute}
    result: dict[str, Any] = copied(data, changes) if changes else data
    return result


def _absolute(server: Any, origin: str) -> Any:
    return {**server, "url": urljoin(origin, server["url"])} if _is_relative(server) else server


def _is_relative(server: Any) -> bool:
    """Whether a server has a relative URL; one that begins with a variable has that decided by it."""
    url = server.get("url") if isinstance(server, dict) else None
    return isinstance(url, str) and "://" not in url and not url.startswith("{")

"""Base URLs of servers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ..ir import Server

_VARIABLE = re.compile(r"\{([^{}]*)\}")
_UNUSABLE = re.compile(r"""[\x00-\x20\x7f{}\\"<>^`|]""")


def server_url(server: Server) -> str | None:
    """The URL of a server with its variables at their defaults.

    An absolute http or https URL, or a path on the host of the document; None for anything else,
    such as a URL with a password or a query.
    """
    defaults = {variable.name: variable.default for variable in server.variables}
    url = _VARIABLE.sub(lambda found: defaults.get(found[1], found[0]), server.url.strip())
    if _UNUSABLE.search(url):
        return None
    try:
        parts = urlsplit(url)
        usable = not (parts.query or parts.fragment or parts.username or parts.password)
        port_is_number = parts.port is None or parts.port >= 0
    except ValueError:
        return None
    if not usable or not port_is_number:
        return None
    if parts.scheme in ("http", "https") and parts.hostname:
        return url
    if parts.scheme or parts.netloc:
        return None
    return f"/{url.removeprefix('./').lstrip('/')}"


def is_absolute(url: str) -> bool:
    """Whether a URL of `server_url` names a host."""
    return not url.startswith("/")

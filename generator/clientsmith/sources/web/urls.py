"""URLs as messages show them, and whether two of them are of one server."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit, urlunsplit

_PORTS = {"http": 80, "https": 443}


def is_url(text: str) -> bool:
    """Return whether a text is a URL that can be fetched by its scheme."""
    return text[:8].lower().startswith(("http://", "https://"))


def shown_url(url: str) -> str:
    """Return a URL without what may be secret: user information, query and fragment."""
    try:
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, _host_and_port(parts), parts.path or "/", "", ""))
    except ValueError:
        return url.partition("://")[0] + "://…"


def origin_of(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port of a URL (RFC 6454 section 4)."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    return parts.scheme, host, parts.port or _PORTS.get(parts.scheme)


def without_user(url: str) -> str:
    """Return a URL without user information and fragment."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, _host_and_port(parts), parts.path or "/", parts.query, ""))


def _host_and_port(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]

"""A request in the making: what parameters, credentials and options add their share to."""

from __future__ import annotations

from functools import lru_cache

from ..errors import InvalidRequestError
from ..http.headers import has_control_character, is_field_name
from .parameters import cookie_pairs, query_pairs

_NOT_SETTABLE = frozenset((b"host", b"transfer-encoding"))
SHORTEST_SECRET = 4
"""Characters; shorter ones are not blotted out of messages, which would garble them."""


class Outgoing:
    """The parts of a request, before they are put together."""

    __slots__ = ("cookies", "headers", "query", "secrets")

    def __init__(self) -> None:
        self.headers: dict[bytes, tuple[bytes, bytes]] = {}
        """Lower-case name → name and value."""

        self.query: list[str] = []
        """Encoded `name=value` pairs."""

        self.cookies: list[str] = []
        """Encoded `name=value` pairs."""

        self.secrets: list[str] = []
        """What must not show up in messages."""

    def set_header(self, name: str, value: str, *, what: str = "") -> None:
        """Set a header, in place of one of the same name; `Content-Length` is counted, not set.

        Args:
            name: any case.
            value: text; spaces around it are no part of it (RFC 9110, 5.5).
            what: what messages call the value, by default the header.

        Raises:
            InvalidRequestError: name or value cannot be in a header.
        """
        key, raw_name = _header_name(name)
        if key == b"content-length":
            return
        value = value.strip(" \t")
        called = f"`{what}`" if what else f"The header {name!r}"
        if has_control_character(value):
            raise InvalidRequestError(
                f"{called} must not hold line breaks or other control characters."
            )
        try:
            self.headers[key] = (raw_name, value.encode("latin-1"))
        except UnicodeEncodeError:
            raise InvalidRequestError(
                f"{called} holds characters that a header cannot hold (beyond Latin-1)."
            ) from None

    def set_query(self, name: str, value: str) -> None:
        """Add a query parameter."""
        self.query.extend(query_pairs(name, value))

    def set_cookie(self, name: str, value: str) -> None:
        """Add a cookie."""
        self.cookies.extend(cookie_pairs(name, value))

    def secret(self, value: str) -> str:
        """Note a value that must not show up in messages, and give it back."""
        if len(value) >= SHORTEST_SECRET:
            self.secrets.append(value)
        return value


@lru_cache(maxsize=1024)
def _header_name(name: str) -> tuple[bytes, bytes]:
    if not is_field_name(name):
        raise InvalidRequestError(f"{name!r} is no name of a header.")
    raw = name.encode("ascii")
    if raw.lower() in _NOT_SETTABLE:
        raise InvalidRequestError(f"The header {name!r} is set by the client alone.")
    return raw.lower(), raw

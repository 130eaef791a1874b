"""Access tokens, flows and OAuth 2.0 options."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any, Literal, TypeAlias

from ..errors import InvalidRequestError
from ..http import httpx
from ..requests import Server, reason

_UNUSABLE_TYPES = frozenset({"dpop", "mac", "pop"})
"""Token types, in lower case, that require more than being sent."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and its metadata; `repr` shows no secrets.

    To store one, use `dataclasses.asdict(token)`, which can be written as JSON; `Token(**stored)`
    restores it.
    """

    access_token: str = field(repr=False)
    _: KW_ONLY
    token_type: str = "Bearer"
    expires_at: float | None = None
    """Expiration in seconds since 1970; None if unknown."""

    refresh_token: str | None = field(default=None, repr=False)
    """Refresh token, which new tokens are requested with."""

    scope: str | None = None
    """Granted scopes, separated by spaces; None for the requested ones."""

    id_token: str | None = field(default=None, repr=False)
    """ID token of the signed-in user, a signed JSON Web Token (OpenID Connect Core, 2); it is not
    verified."""

    @property
    def is_usable(self) -> bool:
        """True if tokens of its type can be sent as bearer tokens (RFC 6750)."""
        return self.token_type.lower() not in _UNUSABLE_TYPES

    def renewing(self, old: Token) -> Token:
        """Return this token with what remains valid of the one it was refreshed from (RFC 6749,
        6)."""
        return replace(
            self,
            refresh_token=self.refresh_token or old.refresh_token,
            scope=self.scope or old.scope,
            id_token=self.id_token or old.id_token,
        )


def token_of(body: Mapping[str, Any], now: float) -> Token | None:
    """Return the token in a successful response (RFC 6749, 5.1); None if there is none.

    Args:
        body: The JSON object.
        now: Seconds since 1970.
    """
    access_token = _text(body, "access_token")
    if access_token is None:
        return None
    lifetime = seconds_of(body.get("expires_in"))
    return Token(
        access_token,
        token_type=_text(body, "token_type") or "Bearer",
        expires_at=None if lifetime is None else now + lifetime,
        refresh_token=_text(body, "refresh_token"),
        scope=_text(body, "scope"),
        id_token=_text(body, "id_token"),
    )


def _text(body: Mapping[str, Any], key: str) -> str | None:
    value = body.get(key)
    return value if isinstance(value, str) and value else None


def seconds_of(value: object) -> float | None:
    """Return a time in a response, which servers also send as text; None if it is not a positive
    number."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        seconds = float(value)
    except (ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


# --- flows ----------------------------------------------------------------------------

FlowKind: TypeAlias = Literal[
    "authorizationCode",
    "clientCredentials",
    "deviceAuthorization",
    "implicit",
    "password",
]
"""Flows, by their names in OpenAPI."""

ClientAuthentication: TypeAlias = Literal["basic", "body"]
"""Client authentication: in the header `Authorization`, or in the body."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OAuthOptions:
    """OAuth options that differ from the API description."""

    scopes: Sequence[str] | None = None
    """Scopes to request; by default all that operations require."""

    on_token: Callable[[Token], object] | None = None
    """Called with each new token, for example to store it; the asynchronous client also accepts an
    asynchronous function."""

    client_authentication: ClientAuthentication | None = None
    """Client authentication; by default what the identity provider supports, else the header, and
    the body if the header is rejected (RFC 6749, 2.3.1)."""

    token_url: str | None = None
    """Token endpoint, in place of the declared one."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    """Additional parameters of every token request, such as `audience`."""

    leeway: float = 30.0
    """Seconds before its expiration from which a token counts as expired."""


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """A declared flow; URLs may be relative to the server."""

    kind: FlowKind
    authorization_url: str = ""
    device_authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[str, ...] = ()
    """Scopes that operations require and the flow supports."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Endpoints of an identity provider; URLs are absolute, empty if unknown."""

    token: str
    refresh: str
    authorization: str = ""
    device_authorization: str = ""
    issuer: str = ""
    """Issuer, if known (RFC 9207)."""

    client_authentication: ClientAuthentication | None = None


def absolute(url: str, server: Server) -> str:
    """Return the absolute URL of an endpoint; empty if there is none.

    A relative URL is resolved below the server, as relative URLs in OpenAPI are.

    Raises:
        InvalidRequestError: It is not a URL, or not secure: https is required, except on this
            machine, or if the server itself uses http.
    """
    if not url:
        return ""
    try:
        found = httpx.URL(f"{server.url}/").join(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise InvalidRequestError(
            f"The token URL cannot be used: {reason(error, url)}"
        ) from None
    is_clear = found.scheme == "http" and (
        server.origin.startswith("http:") or _is_this_machine(found.host)
    )
    if not found.host or not (found.scheme == "https" or is_clear):
        raise InvalidRequestError(
            "A token URL must use https, not "
            f"{found.copy_with(userinfo=b'', query=None, fragment=None)}."
        )
    return str(found.copy_with(userinfo=b"", fragment=None))


def _is_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False

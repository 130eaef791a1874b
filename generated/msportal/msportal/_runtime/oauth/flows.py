"""Access tokens, flows and OAuth 2.0 options."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from typing import Any, Literal, TypeAlias

from ..base_urls import Server
from ..errors import InvalidRequestError
from ..http import httpx

_UNUSABLE_TYPES = frozenset({"dpop", "mac", "pop"})
"""Types of tokens, in small letters, that need more than being sent."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and what is known of it; its text form shows no secrets.

    To keep one, store `dataclasses.asdict(token)`, which can be JSON; `Token(**stored)` makes it
    again.
    """

    access_token: str = field(repr=False)
    _: KW_ONLY
    token_type: str = "Bearer"
    expires_at: float | None = None
    """Seconds since 1970; None where nobody knows."""

    refresh_token: str | None = field(default=None, repr=False)
    """What a new token is got with."""

    scope: str | None = None
    """What it is good for, separated by spaces; None for what was asked for."""

    id_token: str | None = field(default=None, repr=False)
    """Who signed in, as a signed JSON Web Token (OpenID Connect Core, 2); it is not verified."""

    @property
    def is_usable(self) -> bool:
        """Whether it is of a type that can be sent as it is (RFC 6750)."""
        return self.token_type.lower() not in _UNUSABLE_TYPES

    def renewing(self, old: Token) -> Token:
        """This token with what holds on from the one that it was got with (RFC 6749, 6)."""
        return replace(
            self,
            refresh_token=self.refresh_token or old.refresh_token,
            scope=self.scope or old.scope,
            id_token=self.id_token or old.id_token,
        )


def token_of(answer: Mapping[str, Any], now: float) -> Token | None:
    """The token of a successful answer (RFC 6749, 5.1); None where it holds none.

    Args:
        answer: the JSON object.
        now: seconds since 1970.
    """
    access_token = _text(answer, "access_token")
    if access_token is None:
        return None
    lifetime = seconds_of(answer.get("expires_in"))
    return Token(
        access_token,
        token_type=_text(answer, "token_type") or "Bearer",
        expires_at=None if lifetime is None else now + lifetime,
        refresh_token=_text(answer, "refresh_token"),
        scope=_text(answer, "scope"),
        id_token=_text(answer, "id_token"),
    )


def _text(answer: Mapping[str, Any], key: str) -> str | None:
    value = answer.get(key)
    return value if isinstance(value, str) and value else None


def seconds_of(value: object) -> float | None:
    """A time in an answer; servers send it as text, too. What is no positive number says nothing."""
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
"""Ways to get a token, by their names in OpenAPI."""

ClientAuthentication: TypeAlias = Literal["basic", "body"]
"""Where the client's id and secret go: in the header `Authorization`, or in the form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OAuthOptions:
    """How tokens are got, where it is not as the API declares it."""

    scopes: Sequence[str] | None = None
    """What to ask for; by default all that operations need."""

    on_token: Callable[[Token], object] | None = None
    """Called with every new token, to keep it; the asynchronous client takes an asynchronous
    function, too."""

    client_authentication: ClientAuthentication | None = None
    """Where the client's id and secret go; by default where the identity provider says, else into
    the header, and into the form where that is refused (RFC 6749, 2.3.1)."""

    token_url: str | None = None
    """Where tokens are got, in place of what the API declares."""

    parameters: Mapping[str, str] = field(default_factory=dict)
    """Further fields of every request for a token, such as `audience`."""

    leeway: float = 30.0
    """Seconds before its end from which a token counts as expired."""


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """A way to get a token; URLs may be relative to the server."""

    kind: FlowKind
    authorization_url: str = ""
    device_authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[str, ...] = ()
    """What operations need and this way can give."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where an identity provider is asked; URLs are absolute, empty ones are not known."""

    token: str
    refresh: str
    authorization: str = ""
    device_authorization: str = ""
    issuer: str = ""
    """Who answers, where it is known (RFC 9207)."""

    client_authentication: ClientAuthentication | None = None


def absolute(url: str, server: Server) -> str:
    """The absolute URL of an endpoint; empty where there is none.

    A relative one is below the server, as relative URLs in OpenAPI are.

    Raises:
        InvalidRequestError: it is no URL, or would be asked in the clear: https, and http on this
            machine or where the server itself is asked by http, are all there is.
    """
    if not url:
        return ""
    try:
        found = httpx.URL(f"{server.url}/").join(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise InvalidRequestError(
            f"The URL for tokens cannot be used: {error}"
        ) from None
    is_clear = found.scheme == "http" and (
        server.origin.startswith("http:") or _is_this_machine(found.host)
    )
    if not found.host or not (found.scheme == "https" or is_clear):
        raise InvalidRequestError(
            "A URL for tokens must be one of https, not "
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

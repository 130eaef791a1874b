"""What the API declares of OAuth 2, and what users can change about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from ...errors import InvalidRequestError
from ...http import httpx
from ...http.urls import Server
from .token import Token

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

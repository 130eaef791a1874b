"""OpenID Connect Discovery: what an identity provider says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...errors import TokenError
from ...http.urls import Server
from .flows import ClientAuthentication, Endpoints, absolute
from .requests import success
from .steps import Request, Steps

_WELL_KNOWN = "/.well-known/openid-configuration"
_OAUTH_WELL_KNOWN = "/.well-known/oauth-authorization-server"
"""What stands before the path of an issuer, not behind it (RFC 8414, 3)."""


def discovery_steps(url: str, server: Server) -> Steps[Endpoints]:
    """Ask an identity provider for its endpoints (OpenID Connect Discovery 1.0, 4, or RFC 8414).

    Args:
        url: of its metadata, or of the provider itself; may be relative to the server.
        server: that of the API.

    Raises:
        InvalidRequestError: a URL cannot be used.
        TokenError: the metadata are those of another provider, or lack what is needed.
    """
    found = absolute(url, server)
    issuer = _issuer(found)
    if "/.well-known/" not in found:
        found = issuer + _WELL_KNOWN
    answer = yield Request("GET", found)
    metadata = success(answer)
    said = metadata.get("issuer")
    if not isinstance(said, str) or said.rstrip("/") != issuer:
        raise TokenError(
            f"The metadata at {answer.url} are those of another identity provider.",
            error="issuer_mismatch",
            url=answer.url,
        )
    token = _endpoint(metadata, "token_endpoint", server)
    return Endpoints(
        token=token,
        refresh=token,
        authorization=_endpoint(metadata, "authorization_endpoint", server),
        device_authorization=_endpoint(
            metadata, "device_authorization_endpoint", server
        ),
        issuer=said,
        client_authentication=_authentication(metadata),
    )


def _issuer(url: str) -> str:
    """Whose metadata a URL is for, without a slash at the end."""
    address = url.partition("?")[0].rstrip("/")
    before, mark, path = address.partition(_OAUTH_WELL_KNOWN)
    return before + path if mark else address.removesuffix(_WELL_KNOWN).rstrip("/")


def _endpoint(metadata: Mapping[str, Any], key: str, server: Server) -> str:
    url = metadata.get(key)
    return absolute(url, server) if isinstance(url, str) else ""


def _authentication(metadata: Mapping[str, Any]) -> ClientAuthentication | None:
    """How clients say who they are: in a header where the provider takes that, else in the form;
    None where it says neither."""
    ways = metadata.get("token_endpoint_auth_methods_supported")
    if not isinstance(ways, list):
        return None
    if "client_secret_basic" in ways:
        return "basic"
    return "body" if "client_secret_post" in ways else None

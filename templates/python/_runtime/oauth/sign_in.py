"""Interactive sign-in: authorization code flow with PKCE (RFC 6749, RFC 7636) and device
authorization grant (RFC 8628)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APITimeoutError,
    InvalidRequestError,
)
from ..optional_errors import TokenError
from .credential import OAuth2
from .flows import FlowKind, Token, seconds_of
from .requests import (
    AsyncFetcher,
    Fetcher,
    Procedure,
    Sleep,
    is_rejection,
    request_token,
    token_from,
)

if TYPE_CHECKING:
    from ..client import AsyncClient, SyncClient


class SigningIn:
    """Base class of sign-in flows of a client."""

    _kind: FlowKind

    def __init__(
        self,
        client: SyncClient | AsyncClient,
        scopes: Sequence[str] | None,
        scheme: str | None,
    ) -> None:
        self._settings = client._settings
        self._credential = self._found(scheme)
        self._scopes = (
            self._credential.scopes(self._kind) if scopes is None else tuple(scopes)
        )

    def _found(self, scheme: str | None) -> OAuth2:
        offered = {
            name: credential
            for name, credential in self._settings.credentials.items()
            if isinstance(credential, OAuth2) and credential.can_start(self._kind)
        }
        if scheme is None and offered:
            return next(iter(offered.values()))
        if scheme is None or scheme not in offered:
            known = ", ".join(map(repr, offered)) or "none"
            raise InvalidRequestError(
                "The API declares no security scheme with this flow"
                + (f" named {scheme!r}; there are: {known}." if scheme else ".")
            )
        return offered[scheme]

    def _scope(self) -> dict[str, str]:
        return {"scope": " ".join(self._scopes)} if self._scopes else {}


# --- authorization code flow ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """URL for a person who signs in, and values to keep until they return.

    Store it where nobody else can read or change it, such as the session of that person.
    """

    url: str = field(repr=False)
    """URL to open in their browser; contains the state."""

    state: str = field(repr=False)
    """Value that the callback must repeat, so that no other callback is accepted."""

    verifier: str = field(repr=False)
    """PKCE code verifier."""


class _AuthorizationCode(SigningIn):
    """Base class of both authorization code flows."""

    _kind = "authorizationCode"

    def _start(self, parameters: Mapping[str, str]) -> Procedure[AuthorizationRequest]:
        credential = self._credential
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        client_id = credential.identity(endpoints).id
        if client_id is None:
            raise InvalidRequestError(
                "Signing in requires a client with a `client_id`."
            )
        if not endpoints.authorization:
            raise InvalidRequestError("The API declares no authorization URL.")
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        digest = hashlib.sha256(verifier.encode("ascii")).digest()
        own = {
            "response_type": "code",
            "client_id": client_id,
            "redirect_uri": self._redirect_uri,
            **self._scope(),
            "state": state,
            "code_challenge": urlsafe_b64encode(digest).decode("ascii").rstrip("="),
            "code_challenge_method": "S256",
        }
        for name in parameters:
            if name in own:
                raise InvalidRequestError(
                    f"The parameter `{name}` is set by the client only."
                )
        separator = "&" if "?" in endpoints.authorization else "?"
        url = f"{endpoints.authorization}{separator}{urlencode({**own, **parameters})}"
        return AuthorizationRequest(url, state, verifier)

    def _exchange(
        self, callback_url: str, request: AuthorizationRequest
    ) -> Procedure[Token]:
        credential = self._credential
        query = parse_qs(_query(callback_url), keep_blank_values=True)
        callback = {name: values[0] for name, values in query.items()}
        state = callback.get("state", "")
        if not hmac.compare_digest(state.encode(), request.state.encode()):
            raise TokenError(
                "The callback does not belong to the request: its `state` differs.",
                error="state_mismatch",
            )
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        issuer = callback.get("iss")
        if issuer is not None and endpoints.issuer and issuer != endpoints.issuer:
            raise TokenError(
                "The callback is from another identity provider (RFC 9207).",
                error="issuer_mismatch",
            )
        error, code = callback.get("error", ""), callback.get("code", "")
        if error or not code:
            description = callback.get("error_description", "")
            said = ": ".join(filter(None, (error, description))) or "there is no `code`"
            raise TokenError(
                f"Signing in failed: {' '.join(said.split())[:300]}",
                error=error,
                error_description=description,
            )
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._redirect_uri,
            "code_verifier": request.verifier,
            **credential.options.parameters,
        }
        body = yield from request_token(
            endpoints.token, form, credential.identity(endpoints), is_repeatable=False
        )
        return token_from(body, endpoints.token, self._settings.clock.time())

    _redirect_uri: str


class AuthorizationCode(_AuthorizationCode):
    """Sign-in with a browser, for a client that has a `client_id`."""

    def __init__(
        self,
        client: SyncClient,
        *,
        redirect_uri: str,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in.

        Args:
            client: Client of the API; it needs no token yet.
            redirect_uri: Callback URL, as registered with the identity provider.
            scopes: Scopes to request; by default all that operations require.
            scheme: Name of the security scheme, if the API has several.

        Raises:
            InvalidRequestError: The API does not support this flow.
        """
        super().__init__(client, scopes, scheme)
        self._redirect_uri = redirect_uri
        self._client = client

    def start(self, **parameters: str) -> AuthorizationRequest:
        """Create the URL where a person signs in.

        Args:
            parameters: Additional parameters, such as `prompt` and `login_hint`.

        Raises:
            APIError: The URL cannot be created.
        """
        fetcher = Fetcher(self._client._connection.http, self._settings)
        return fetcher.run(self._start(parameters))

    def exchange(self, callback_url: str, request: AuthorizationRequest) -> Token:
        """Exchange the authorization code for a token.

        Args:
            callback_url: URL of the callback, or its query.
            request: Result of `start` for this person.

        Raises:
            TokenError: The person denied access, or the callback does not belong to the request.
        """
        fetcher = Fetcher(self._client._connection.http, self._settings)
        return fetcher.run(self._exchange(callback_url, request))


class AsyncAuthorizationCode(_AuthorizationCode):
    """Sign-in with a browser, for an asynchronous client that has a `client_id`."""

    def __init__(
        self,
        client: AsyncClient,
        *,
        redirect_uri: str,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in; see `AuthorizationCode`."""
        super().__init__(client, scopes, scheme)
        self._redirect_uri = redirect_uri
        self._client = client

    async def start(self, **parameters: str) -> AuthorizationRequest:
        """Create the URL where a person signs in.

        Args:
            parameters: Additional parameters, such as `prompt` and `login_hint`.

        Raises:
            APIError: The URL cannot be created.
        """
        fetcher = AsyncFetcher(self._client._connection.http, self._settings)
        return await fetcher.run(self._start(parameters))

    async def exchange(self, callback_url: str, request: AuthorizationRequest) -> Token:
        """Exchange the authorization code for a token.

        Args:
            callback_url: URL of the callback, or its query.
            request: Result of `start` for this person.

        Raises:
            TokenError: The person denied access, or the callback does not belong to the request.
        """
        fetcher = AsyncFetcher(self._client._connection.http, self._settings)
        return await fetcher.run(self._exchange(callback_url, request))


def _query(callback_url: str) -> str:
    """Return the query of a URL, or the text itself if it is a query."""
    _, mark, query = callback_url.partition("?")
    return (query if mark else callback_url).partition("#")[0]


# --- device authorization grant -------------------------------------------------------

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_LIFETIME = 1800.0
"""Maximum lifetime of a code in seconds, whatever the identity provider says."""

_INTERVAL = 5.0
"""Default seconds between polls (RFC 8628, 3.2)."""

_LONGEST_INTERVAL = 60.0


@dataclass(frozen=True, slots=True)
class DeviceAuthorization:
    """Codes for a person who signs in on another device."""

    user_code: str
    """Code to enter."""

    verification_uri: str
    """URL where to enter it."""

    device_code: str = field(repr=False)
    """Code that the token is requested with."""

    expires_at: float
    """Expiration in seconds since 1970."""

    verification_uri_complete: str | None = None
    """URL that includes the code, for a link or a QR code."""

    interval: float = _INTERVAL
    """Seconds between polls."""


class _DeviceCode(SigningIn):
    """Base class of both device flows."""

    _kind = "deviceAuthorization"

    def _start(self) -> Procedure[DeviceAuthorization]:
        credential = self._credential
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        if not endpoints.device_authorization:
            raise InvalidRequestError("The API declares no device authorization URL.")
        form = {**self._scope(), **credential.options.parameters}
        identity = credential.identity(endpoints)
        body = yield from request_token(endpoints.device_authorization, form, identity)
        # Google's name for it is that of an early draft.
        where = body.get("verification_uri") or body.get("verification_url")
        texts = [
            value
            for value in (body.get("device_code"), body.get("user_code"), where)
            if isinstance(value, str) and value
        ]
        if len(texts) != 3:
            raise TokenError(
                "The identity provider returned no device code.",
                url=endpoints.device_authorization.partition("?")[0],
            )
        complete = body.get("verification_uri_complete")
        lifetime = seconds_of(body.get("expires_in")) or _LIFETIME
        interval = seconds_of(body.get("interval")) or _INTERVAL
        return DeviceAuthorization(
            user_code=texts[1],
            verification_uri=texts[2],
            device_code=texts[0],
            expires_at=self._settings.clock.time() + min(lifetime, _LIFETIME),
            verification_uri_complete=complete if isinstance(complete, str) else None,
            interval=min(interval, _LONGEST_INTERVAL),
        )

    def _wait(self, authorization: DeviceAuthorization) -> Procedure[Token]:
        credential, clock = self._credential, self._settings.clock
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        form = {
            "grant_type": _GRANT,
            "device_code": authorization.device_code,
            **credential.options.parameters,
        }
        identity = credential.identity(endpoints)
        interval = authorization.interval
        while True:
            if clock.time() + interval >= authorization.expires_at:
                raise TokenError(
                    "Signing in took too long: the code has expired.",
                    error="expired_token",
                )
            yield Sleep(interval)
            try:
                body = yield from request_token(
                    endpoints.token, form, identity, is_repeatable=False
                )
            except TokenError as error:
                if error.error == "slow_down":
                    interval += _INTERVAL
                elif not is_rejection(error):
                    interval = min(interval * 2, _LONGEST_INTERVAL)
                elif error.error != "authorization_pending":
                    raise
            except (APIConnectionError, APIConnectionLostError, APITimeoutError):
                interval = min(interval * 2, _LONGEST_INTERVAL)
            else:
                return token_from(body, endpoints.token, clock.time())


class DeviceCode(_DeviceCode):
    """Sign-in on another device, for a client that has a `client_id`."""

    def __init__(
        self,
        client: SyncClient,
        *,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in.

        Args:
            client: Client of the API; it needs no token yet.
            scopes: Scopes to request; by default all that operations require.
            scheme: Name of the security scheme, if the API has several.

        Raises:
            InvalidRequestError: The API does not support this flow.
        """
        super().__init__(client, scopes, scheme)
        self._client = client

    def start(self) -> DeviceAuthorization:
        """Request a code to enter on another device.

        Raises:
            APIError: The request failed.
        """
        fetcher = Fetcher(self._client._connection.http, self._settings)
        return fetcher.run(self._start())

    def wait(self, authorization: DeviceAuthorization) -> Token:
        """Wait until the person has signed in, and return their token.

        Raises:
            TokenError: The person denied access (`access_denied`) or took too long
                (`expired_token`).
        """
        fetcher = Fetcher(self._client._connection.http, self._settings)
        return fetcher.run(self._wait(authorization))


class AsyncDeviceCode(_DeviceCode):
    """Sign-in on another device, for an asynchronous client that has a `client_id`."""

    def __init__(
        self,
        client: AsyncClient,
        *,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in; see `DeviceCode`."""
        super().__init__(client, scopes, scheme)
        self._client = client

    async def start(self) -> DeviceAuthorization:
        """Request a code to enter on another device.

        Raises:
            APIError: The request failed.
        """
        fetcher = AsyncFetcher(self._client._connection.http, self._settings)
        return await fetcher.run(self._start())

    async def wait(self, authorization: DeviceAuthorization) -> Token:
        """Wait until the person has signed in, and return their token.

        Raises:
            TokenError: The person denied access (`access_denied`) or took too long
                (`expired_token`).
        """
        fetcher = AsyncFetcher(self._client._connection.http, self._settings)
        return await fetcher.run(self._wait(authorization))

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
    TokenError,
)
from .credential import OAuth2
from .flows import FlowKind, Token, seconds_of
from .requests import Steps, Wait, granted, is_refusal, token_steps

if TYPE_CHECKING:
    from ..client.client import AsyncClient, SyncClient


class SigningIn:
    """A way to sign in that a client's API offers."""

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
                "The API declares no security scheme for this way to sign in"
                + (
                    f" that is called {scheme!r}; there are: {known}."
                    if scheme
                    else "."
                )
            )
        return offered[scheme]

    def _scope(self) -> dict[str, str]:
        return {"scope": " ".join(self._scopes)} if self._scopes else {}


# --- authorization code flow ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AuthorizationRequest:
    """Where to send a person who signs in, and what to keep until they are back.

    Keep it where nobody else can see or change it, such as the session of that person.
    """

    url: str = field(repr=False)
    """To be opened in their browser; the state is in it."""

    state: str = field(repr=False)
    """What comes back, so that no callback of anybody else is taken for theirs."""

    verifier: str = field(repr=False)
    """What proves that the code is exchanged by who asked for it."""


class _AuthorizationCode(SigningIn):
    """What both kinds share."""

    _kind = "authorizationCode"

    def _start(self, parameters: Mapping[str, str]) -> Steps[AuthorizationRequest]:
        credential = self._credential
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        client_id = credential.identity(endpoints).id
        if client_id is None:
            raise InvalidRequestError(
                "Signing in needs a client that has a `client_id`."
            )
        if not endpoints.authorization:
            raise InvalidRequestError("The API does not say where people sign in.")
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
                    f"The parameter `{name}` is set by the client alone."
                )
        separator = "&" if "?" in endpoints.authorization else "?"
        url = f"{endpoints.authorization}{separator}{urlencode({**own, **parameters})}"
        return AuthorizationRequest(url, state, verifier)

    def _exchange(
        self, callback_url: str, request: AuthorizationRequest
    ) -> Steps[Token]:
        credential = self._credential
        query = parse_qs(_query(callback_url), keep_blank_values=True)
        answer = {name: values[0] for name, values in query.items()}
        state = answer.get("state", "")
        if not hmac.compare_digest(state.encode(), request.state.encode()):
            raise TokenError(
                "This is no answer to the request: its `state` is another one.",
                error="state_mismatch",
            )
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        issuer = answer.get("iss")
        if issuer is not None and endpoints.issuer and issuer != endpoints.issuer:
            raise TokenError(
                "The answer is that of another identity provider (RFC 9207).",
                error="issuer_mismatch",
            )
        error, code = answer.get("error", ""), answer.get("code", "")
        if error or not code:
            description = answer.get("error_description", "")
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
        body = yield from token_steps(
            endpoints.token, form, credential.identity(endpoints), is_repeatable=False
        )
        return granted(body, endpoints.token, self._settings.clock.time())

    _redirect_uri: str


class AuthorizationCode(_AuthorizationCode):
    """Signing in with a browser, for a client that has a `client_id`."""

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
            client: Of the API; it needs no token yet.
            redirect_uri: Where people come back to, as it is known to the identity provider.
            scopes: What to ask for; by default all that operations need.
            scheme: Name of the security scheme, where the API has several.

        Raises:
            InvalidRequestError: the API has no such way to sign in.
        """
        super().__init__(client, scopes, scheme)
        self._redirect_uri = redirect_uri
        self._client = client

    def start(self, **parameters: str) -> AuthorizationRequest:
        """Make the URL where a person signs in.

        Args:
            parameters: Further parameters of it, such as `prompt` and `login_hint`.

        Raises:
            APIError: the URL cannot be made.
        """
        fetcher = self._client._fetcher(self._settings)
        return fetcher.run(self._start(parameters))

    def exchange(self, callback_url: str, request: AuthorizationRequest) -> Token:
        """Get the token of a person who came back.

        Args:
            callback_url: The URL that they came back to, or its query.
            request: What `start` gave for them.

        Raises:
            TokenError: they did not allow it, or the URL does not answer the request.
        """
        fetcher = self._client._fetcher(self._settings)
        return fetcher.run(self._exchange(callback_url, request))


class AsyncAuthorizationCode(_AuthorizationCode):
    """Signing in with a browser, for an asynchronous client that has a `client_id`."""

    def __init__(
        self,
        client: AsyncClient,
        *,
        redirect_uri: str,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in; the arguments are those of `AuthorizationCode`."""
        super().__init__(client, scopes, scheme)
        self._redirect_uri = redirect_uri
        self._client = client

    async def start(self, **parameters: str) -> AuthorizationRequest:
        """Make the URL where a person signs in.

        Args:
            parameters: Further parameters of it, such as `prompt` and `login_hint`.

        Raises:
            APIError: the URL cannot be made.
        """
        fetcher = self._client._fetcher(self._settings)
        return await fetcher.run(self._start(parameters))

    async def exchange(self, callback_url: str, request: AuthorizationRequest) -> Token:
        """Get the token of a person who came back.

        Args:
            callback_url: The URL that they came back to, or its query.
            request: What `start` gave for them.

        Raises:
            TokenError: they did not allow it, or the URL does not answer the request.
        """
        fetcher = self._client._fetcher(self._settings)
        return await fetcher.run(self._exchange(callback_url, request))


def _query(callback_url: str) -> str:
    """The query of a URL, or a text that is one."""
    _, mark, query = callback_url.partition("?")
    return (query if mark else callback_url).partition("#")[0]


# --- device authorization grant -------------------------------------------------------

_GRANT = "urn:ietf:params:oauth:grant-type:device_code"
_LIFETIME = 1800.0
"""Seconds that a code is good for at most, whatever the identity provider says."""

_INTERVAL = 5.0
"""Seconds between questions, where it does not say (RFC 8628, 3.2)."""

_LONGEST_INTERVAL = 60.0


@dataclass(frozen=True, slots=True)
class DeviceAuthorization:
    """What to tell a person who signs in on another device."""

    user_code: str
    """What they type in."""

    verification_uri: str
    """Where they type it in."""

    device_code: str = field(repr=False)
    """What their token is asked for with."""

    expires_at: float
    """Seconds since 1970 from which it is too late."""

    verification_uri_complete: str | None = None
    """The same with the code in it, for a link or a QR code."""

    interval: float = _INTERVAL
    """Seconds between questions."""


class _DeviceCode(SigningIn):
    """What both kinds share."""

    _kind = "deviceAuthorization"

    def _start(self) -> Steps[DeviceAuthorization]:
        credential = self._credential
        endpoints = yield from credential.endpoint_steps(self._settings, self._kind)
        if not endpoints.device_authorization:
            raise InvalidRequestError("The API does not say where devices are allowed.")
        form = {**self._scope(), **credential.options.parameters}
        identity = credential.identity(endpoints)
        body = yield from token_steps(endpoints.device_authorization, form, identity)
        # Google's name for it is that of an early draft.
        where = body.get("verification_uri") or body.get("verification_url")
        texts = [
            value
            for value in (body.get("device_code"), body.get("user_code"), where)
            if isinstance(value, str) and value
        ]
        if len(texts) != 3:
            raise TokenError(
                "The identity provider gave no code for the device.",
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

    def _wait(self, authorization: DeviceAuthorization) -> Steps[Token]:
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
            yield Wait(interval)
            try:
                body = yield from token_steps(
                    endpoints.token, form, identity, is_repeatable=False
                )
            except TokenError as error:
                if error.error == "slow_down":
                    interval += _INTERVAL
                elif not is_refusal(error):
                    interval = min(interval * 2, _LONGEST_INTERVAL)
                elif error.error != "authorization_pending":
                    raise
            except (APIConnectionError, APIConnectionLostError, APITimeoutError):
                interval = min(interval * 2, _LONGEST_INTERVAL)
            else:
                return granted(body, endpoints.token, clock.time())


class DeviceCode(_DeviceCode):
    """Signing in on another device, for a client that has a `client_id`."""

    def __init__(
        self,
        client: SyncClient,
        *,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in.

        Args:
            client: Of the API; it needs no token yet.
            scopes: What to ask for; by default all that operations need.
            scheme: Name of the security scheme, where the API has several.

        Raises:
            InvalidRequestError: the API has no such way to sign in.
        """
        super().__init__(client, scopes, scheme)
        self._client = client

    def start(self) -> DeviceAuthorization:
        """Get a code for a person to type in on another device.

        Raises:
            APIError: there is none.
        """
        fetcher = self._client._fetcher(self._settings)
        return fetcher.run(self._start())

    def wait(self, authorization: DeviceAuthorization) -> Token:
        """Wait until the person has signed in, and get their token.

        Raises:
            TokenError: they did not allow it (`access_denied`) or took too long (`expired_token`).
        """
        fetcher = self._client._fetcher(self._settings)
        return fetcher.run(self._wait(authorization))


class AsyncDeviceCode(_DeviceCode):
    """Signing in on another device, for an asynchronous client that has a `client_id`."""

    def __init__(
        self,
        client: AsyncClient,
        *,
        scopes: Sequence[str] | None = None,
        scheme: str | None = None,
    ) -> None:
        """Prepare to sign in; the arguments are those of `DeviceCode`."""
        super().__init__(client, scopes, scheme)
        self._client = client

    async def start(self) -> DeviceAuthorization:
        """Get a code for a person to type in on another device.

        Raises:
            APIError: there is none.
        """
        fetcher = self._client._fetcher(self._settings)
        return await fetcher.run(self._start())

    async def wait(self, authorization: DeviceAuthorization) -> Token:
        """Wait until the person has signed in, and get their token.

        Raises:
            TokenError: they did not allow it (`access_denied`) or took too long (`expired_token`).
        """
        fetcher = self._client._fetcher(self._settings)
        return await fetcher.run(self._wait(authorization))

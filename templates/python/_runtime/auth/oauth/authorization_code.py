"""Signing in with a browser: the authorization code flow (RFC 6749, 4.1), with PKCE (RFC 7636)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

from ...errors import InvalidRequestError, TokenError
from .requests import granted, token_steps
from .signing_in import SigningIn
from .steps import Steps
from .token import Token

if TYPE_CHECKING:
    from ...client.client import AsyncClient, SyncClient


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

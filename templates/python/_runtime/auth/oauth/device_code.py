"""Signing in on another device: the device authorization grant (RFC 8628)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...errors import (
    APIConnectionError,
    APIConnectionLostError,
    APITimeoutError,
    InvalidRequestError,
    TokenError,
)
from .requests import granted, is_refusal, token_steps
from .signing_in import SigningIn
from .steps import Steps, Wait
from .token import Token, seconds_of

if TYPE_CHECKING:
    from ...client.client import AsyncClient, SyncClient

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

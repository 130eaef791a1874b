"""What the ways to sign in share: the client they belong to, and its OAuth 2 credential."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...errors import InvalidRequestError
from .credential import OAuth2
from .flows import FlowKind

if TYPE_CHECKING:
    from ...client.client import AsyncClient, SyncClient


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

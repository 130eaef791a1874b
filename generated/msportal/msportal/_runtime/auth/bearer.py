"""Bearer tokens."""

from __future__ import annotations

from ..requests import RequestBuilder
from . import AsyncSecret, SecretCredential, value_or_env, without_scheme


class Bearer(SecretCredential):
    """A token in `Authorization: Bearer …` (RFC 6750), or with the name of another scheme."""

    def __init__(
        self,
        token: AsyncSecret | None,
        *,
        env: str = "",
        keyword: str = "token",
        scheme: str = "Bearer",
    ) -> None:
        super().__init__(value_or_env(token, env), names=((keyword, env),))
        self._scheme = scheme

    def apply(self, outgoing: RequestBuilder) -> None:
        token = outgoing.secret(without_scheme(self.text(0), self._scheme))
        value = f"{self._scheme} {token}"
        outgoing.set_header("Authorization", value, what=self.names[0][0])

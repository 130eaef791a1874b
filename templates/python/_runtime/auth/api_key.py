"""API keys."""

from __future__ import annotations

from typing import Literal

from ..requests import RequestBuilder
from . import AsyncSecret, SecretCredential, value_or_env, without_scheme


class APIKey(SecretCredential):
    """A key in a header, a query parameter or a cookie; `prefix` is the authentication scheme that the
    header needs in front of it, such as `Bot`."""

    def __init__(
        self,
        value: AsyncSecret | None,
        *,
        location: Literal["header", "query", "cookie"],
        name: str,
        prefix: str = "",
        env: str = "",
        keyword: str = "api_key",
    ) -> None:
        super().__init__(value_or_env(value, env), names=((keyword, env),))
        self._location = location
        self._name = name
        self._prefix = prefix

    def apply(self, outgoing: RequestBuilder) -> None:
        value = outgoing.secret(without_scheme(self.text(0), self._prefix))
        match self._location:
            case "header":
                text = f"{self._prefix} {value}" if self._prefix else value
                outgoing.set_header(self._name, text, what=self.names[0][0])
            case "query":
                outgoing.set_query(self._name, value)
            case "cookie":
                outgoing.set_cookie(self._name, value)

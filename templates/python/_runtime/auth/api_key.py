"""API keys."""

from __future__ import annotations

from typing import Literal

from ..requests import RequestBuilder
from . import AsyncSecret, SecretCredential, value_or_env


class APIKey(SecretCredential):
    """A key in a header, a query parameter or a cookie."""

    def __init__(
        self,
        value: AsyncSecret | None,
        *,
        location: Literal["header", "query", "cookie"],
        name: str,
        env: str = "",
        keyword: str = "api_key",
    ) -> None:
        super().__init__(value_or_env(value, env), names=((keyword, env),))
        self._location = location
        self._name = name

    def apply(self, outgoing: RequestBuilder) -> None:
        value = outgoing.secret(self.text(0))
        match self._location:
            case "header":
                outgoing.set_header(self._name, value, what=self.names[0][0])
            case "query":
                outgoing.set_query(self._name, value)
            case "cookie":
                outgoing.set_cookie(self._name, value)

"""Basic authentication."""

from __future__ import annotations

from base64 import b64encode

from ..errors import InvalidRequestError
from ..requests import RequestBuilder
from . import AsyncSecret, SecretCredential, value_or_env


class Basic(SecretCredential):
    """A user name and a password in `Authorization: Basic …` (RFC 7617)."""

    def __init__(
        self,
        username: str | None,
        password: AsyncSecret | None,
        *,
        env: tuple[str, str] = ("", ""),
        keyword: tuple[str, str] = ("username", "password"),
    ) -> None:
        found = value_or_env(password, env[1])
        if password == "" and found is None:
            # Services that take an API key as the user name want an empty password.
            found = ""
        super().__init__(
            value_or_env(username, env[0]),
            found,
            names=((keyword[0], env[0]), (keyword[1], env[1])),
        )

    def apply(self, outgoing: RequestBuilder) -> None:
        username = self.text(0)
        if ":" in username:
            raise InvalidRequestError(
                "A user name for basic authentication must not contain a colon."
            )
        password = outgoing.secret(self.text(1))
        pair = b64encode(f"{username}:{password}".encode()).decode("ascii")
        outgoing.set_header(
            "Authorization", f"Basic {outgoing.secret(pair)}", what="password"
        )

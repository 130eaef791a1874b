"""Credentials: what proves to the server who calls."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from .errors import InvalidRequestError, MissingCredentialError
from .operation import Security
from .outgoing import Outgoing

Secret: TypeAlias = str | Callable[[], str]
"""A secret, or a function that is asked for it on every request and does not block for long."""


class Credential(ABC):
    """What one security scheme of the API needs; its secrets are in no text form."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """How to give it, for people: the keyword, and the environment variable."""

    @property
    @abstractmethod
    def is_given(self) -> bool:
        """Whether there is something to send."""

    @abstractmethod
    def apply(self, outgoing: Outgoing) -> None:
        """Add it to a request."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {'given' if self.is_given else 'missing'}>"


class Bearer(Credential):
    """A token in `Authorization: Bearer …` (RFC 6750), or behind the name of another scheme."""

    def __init__(
        self,
        token: Secret | None,
        *,
        env: str = "",
        keyword: str = "token",
        scheme: str = "Bearer",
    ) -> None:
        self._token = _given(token, env)
        self._names = ((keyword, env),)
        self._scheme = scheme

    @property
    def hint(self) -> str:
        return _hint(self._names)

    @property
    def is_given(self) -> bool:
        return self._token is not None

    def apply(self, outgoing: Outgoing) -> None:
        token = outgoing.secret(_resolve(self._token))
        value = f"{self._scheme} {token}"
        outgoing.set_header("Authorization", value, what=self._names[0][0])


class Basic(Credential):
    """A user name and a password in `Authorization: Basic …` (RFC 7617)."""

    def __init__(
        self,
        username: str | None,
        password: Secret | None,
        *,
        env: tuple[str, str] = ("", ""),
        keyword: tuple[str, str] = ("username", "password"),
    ) -> None:
        self._username = _given(username, env[0])
        self._password = _given(password, env[1])
        if password == "" and self._password is None:
            # Services that take an API key as the user name want an empty password.
            self._password = ""
        self._names = ((keyword[0], env[0]), (keyword[1], env[1]))

    @property
    def hint(self) -> str:
        given = (self._username is not None, self._password is not None)
        return _hint(
            [
                names
                for names, is_given in zip(self._names, given, strict=True)
                if not is_given
            ]
        )

    @property
    def is_given(self) -> bool:
        return self._username is not None and self._password is not None

    def apply(self, outgoing: Outgoing) -> None:
        username = _resolve(self._username)
        if ":" in username:
            raise InvalidRequestError(
                "A user name for basic authentication has no colon."
            )
        password = outgoing.secret(_resolve(self._password))
        pair = b64encode(f"{username}:{password}".encode()).decode("ascii")
        outgoing.set_header(
            "Authorization", f"Basic {outgoing.secret(pair)}", what="password"
        )


class APIKey(Credential):
    """A key in a header, a query parameter or a cookie."""

    def __init__(
        self,
        value: Secret | None,
        *,
        location: Literal["header", "query", "cookie"],
        name: str,
        env: str = "",
        keyword: str = "api_key",
    ) -> None:
        self._value = _given(value, env)
        self._location = location
        self._name = name
        self._names = ((keyword, env),)

    @property
    def hint(self) -> str:
        return _hint(self._names)

    @property
    def is_given(self) -> bool:
        return self._value is not None

    def apply(self, outgoing: Outgoing) -> None:
        value = outgoing.secret(_resolve(self._value))
        match self._location:
            case "header":
                outgoing.set_header(self._name, value, what=self._names[0][0])
            case "query":
                outgoing.set_query(self._name, value)
            case "cookie":
                outgoing.set_cookie(self._name, value)


def apply_credentials(
    security: Security, credentials: Mapping[str, Credential], outgoing: Outgoing
) -> None:
    """Add the credentials of the first alternative of which all are given.

    An alternative without credentials counts only where no other one is complete; a scheme that is
    not among the credentials is one that something else takes care of, such as a TLS certificate.

    Raises:
        MissingCredentialError: no alternative can be met; the text says what to give.
    """
    for alternative in security:
        chosen = [credentials[name] for name in alternative if name in credentials]
        if chosen and all(credential.is_given for credential in chosen):
            for credential in chosen:
                credential.apply(outgoing)
            return
    hints = []
    for alternative in security:
        missing = [
            credentials[name].hint
            for name in alternative
            if name in credentials and not credentials[name].is_given
        ]
        if not missing:
            return
        hints.append(" and ".join(missing))
    if not hints:
        return
    raise MissingCredentialError(
        f"This operation needs a credential that the client was not given: {'; or '.join(hints)}."
    )


def _given(secret: Secret | None, env: str) -> Secret | None:
    """What was given, else what the environment holds; an empty text counts as nothing."""
    return secret or (os.environ.get(env) if env else None) or None


def _resolve(secret: Secret | None) -> str:
    value = secret() if callable(secret) else secret
    if not isinstance(value, str):
        raise InvalidRequestError(
            "A function that gives a credential must return a str."
        )
    return value


def _hint(names: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> str:
    return " and ".join(
        f"`{keyword}`" + (f" (or the environment variable {env})" if env else "")
        for keyword, env in names
    )

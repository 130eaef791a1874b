"""Credentials: what proves to the server who calls."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Literal,
    NoReturn,
    Self,
    TypeAlias,
    overload,
)

from ..errors import InvalidRequestError, MissingCredentialError
from ..operations import Security
from ..requests.request import Outgoing

if TYPE_CHECKING:
    from ..oauth.requests import AsyncFetcher, Fetcher

Secret: TypeAlias = str | Callable[[], str]
"""A secret, or a function that is asked for it on every call and does not block for long."""

AsyncSecret: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A secret, or a function that is asked for it on every call, be it an asynchronous one."""


class Credential(ABC):
    """What one security scheme of the API needs; its secrets are in no text form."""

    connects: ClassVar[bool] = False
    """Whether it is part of the connection rather than of requests."""

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

    def for_call(self) -> Credential:
        """What one call sends of it."""
        return self

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {'given' if self.is_given else 'missing'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "Clients and credentials cannot be pickled or copied deeply, as they hold secrets; "
            "make a client where it is needed."
        )


class RenewableCredential(Credential):
    """A credential that has to be got before it can be sent, and may be got anew."""

    @abstractmethod
    def renew(self, fetcher: Fetcher) -> None:
        """Make sure that there is something to apply; a token that is still good is kept.

        Raises:
            APIError: there is nothing to be got.
        """

    @abstractmethod
    async def arenew(self, fetcher: AsyncFetcher) -> None:
        """Make sure that there is something to apply; a token that is still good is kept.

        Raises:
            APIError: there is nothing to be got.
        """

    @abstractmethod
    def reject(self, secrets: Sequence[str]) -> bool:
        """Take note that the server refused it (401).

        Args:
            secrets: those of the request that was refused.

        Returns:
            Whether the same request makes sense with what is got next.
        """


class _Plain(Credential):
    """A credential that is made of texts, or of functions that are asked for them."""

    def __init__(
        self, *values: AsyncSecret | None, names: tuple[tuple[str, str], ...]
    ) -> None:
        self._values = values
        self._names = names
        self._asks = any(callable(value) for value in values)

    @property
    def hint(self) -> str:
        return naming(
            [
                name
                for name, value in zip(self._names, self._values, strict=True)
                if value is None
            ]
        )

    @property
    def is_given(self) -> bool:
        return None not in self._values

    def for_call(self) -> Credential:
        return _Asked(self) if self._asks else self

    def _text(self, position: int) -> str:
        value = self._values[position]
        if not isinstance(value, str):
            raise InvalidRequestError(
                f"`{self._names[position][0]}` must be a str, not {type(value).__name__}."
            )
        return value

    def answered(self) -> Self:
        """The same with texts alone, for which functions are asked.

        Raises:
            InvalidRequestError: a function is asynchronous.
        """
        return self._with([_ask(value) for value in self._values])

    async def aanswered(self) -> Self:
        """The same with texts alone, for which functions are asked and awaited."""
        values = [_ask(value, may_wait=True) for value in self._values]
        return self._with(
            [await one if isinstance(one, Awaitable) else one for one in values]
        )

    def _with(self, values: Sequence[Any]) -> Self:
        other = type(self).__new__(type(self))
        vars(other).update(vars(self), _values=tuple(values), _asks=False)
        return other


class _Asked(RenewableCredential):
    """A credential of one call, which asks functions for its secrets."""

    def __init__(self, credential: _Plain) -> None:
        self._credential = credential
        self._answered: _Plain | None = None

    @property
    def hint(self) -> str:
        return self._credential.hint

    @property
    def is_given(self) -> bool:
        return self._credential.is_given

    def apply(self, outgoing: Outgoing) -> None:
        (self._answered or self._credential).apply(outgoing)

    def renew(self, fetcher: Fetcher) -> None:
        self._answered = self._credential.answered()

    async def arenew(self, fetcher: AsyncFetcher) -> None:
        self._answered = await self._credential.aanswered()

    def reject(self, secrets: Sequence[str]) -> bool:
        return False


class Bearer(_Plain):
    """A token in `Authorization: Bearer …` (RFC 6750), or behind the name of another scheme."""

    def __init__(
        self,
        token: AsyncSecret | None,
        *,
        env: str = "",
        keyword: str = "token",
        scheme: str = "Bearer",
    ) -> None:
        super().__init__(given(token, env), names=((keyword, env),))
        self._scheme = scheme

    def apply(self, outgoing: Outgoing) -> None:
        token = outgoing.secret(self._text(0))
        value = f"{self._scheme} {token}"
        outgoing.set_header("Authorization", value, what=self._names[0][0])


class Basic(_Plain):
    """A user name and a password in `Authorization: Basic …` (RFC 7617)."""

    def __init__(
        self,
        username: str | None,
        password: AsyncSecret | None,
        *,
        env: tuple[str, str] = ("", ""),
        keyword: tuple[str, str] = ("username", "password"),
    ) -> None:
        found = given(password, env[1])
        if password == "" and found is None:
            # Services that take an API key as the user name want an empty password.
            found = ""
        super().__init__(
            given(username, env[0]),
            found,
            names=((keyword[0], env[0]), (keyword[1], env[1])),
        )

    def apply(self, outgoing: Outgoing) -> None:
        username = self._text(0)
        if ":" in username:
            raise InvalidRequestError(
                "A user name for basic authentication has no colon."
            )
        password = outgoing.secret(self._text(1))
        pair = b64encode(f"{username}:{password}".encode()).decode("ascii")
        outgoing.set_header(
            "Authorization", f"Basic {outgoing.secret(pair)}", what="password"
        )


class APIKey(_Plain):
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
        super().__init__(given(value, env), names=((keyword, env),))
        self._location = location
        self._name = name

    def apply(self, outgoing: Outgoing) -> None:
        value = outgoing.secret(self._text(0))
        match self._location:
            case "header":
                outgoing.set_header(self._name, value, what=self._names[0][0])
            case "query":
                outgoing.set_query(self._name, value)
            case "cookie":
                outgoing.set_cookie(self._name, value)


def choose_credentials(
    security: Security, credentials: Mapping[str, Credential]
) -> tuple[Credential, ...]:
    """The credentials of the first alternative of which all are given.

    An alternative without credentials counts only where no other one is complete; a scheme that is
    not among the credentials is one that something else takes care of.

    Raises:
        MissingCredentialError: no alternative can be met; the text says what to give.
    """
    for alternative in security:
        chosen = [credentials[name] for name in alternative if name in credentials]
        if chosen and all(credential.is_given for credential in chosen):
            return tuple([credential.for_call() for credential in chosen])
    hints = []
    for alternative in security:
        missing = [
            credentials[name].hint
            for name in alternative
            if name in credentials and not credentials[name].is_given
        ]
        if not missing:
            return ()
        hints.append(" and ".join(missing))
    if not hints:
        return ()
    raise MissingCredentialError(
        f"This operation needs a credential that the client was not given: {'; or '.join(hints)}."
    )


@overload
def given(value: str | None, env: str) -> str | None: ...


@overload
def given(value: AsyncSecret | None, env: str) -> AsyncSecret | None: ...


def given(value: AsyncSecret | None, env: str) -> AsyncSecret | None:
    """What was given, else what the environment holds; an empty text counts as nothing."""
    return value or (os.environ.get(env) if env else None) or None


def naming(names: Sequence[tuple[str, str]]) -> str:
    """Keywords and their environment variables, for people."""
    return " and ".join(
        f"`{keyword}`" + (f" (or the environment variable {env})" if env else "")
        for keyword, env in names
    )


def _ask(value: AsyncSecret | None, *, may_wait: bool = False) -> Any:
    """A text, or what a function gives.

    Raises:
        InvalidRequestError: it is no text, nor one that may be waited for.
    """
    answer = value() if callable(value) else value
    if isinstance(answer, str) or (may_wait and isinstance(answer, Awaitable)):
        return answer
    if isinstance(answer, Awaitable):
        close = getattr(answer, "close", None)
        if close is not None:
            close()  # a coroutine that never ran would warn
        raise InvalidRequestError(
            "An asynchronous function that gives a credential needs the asynchronous client."
        )
    raise InvalidRequestError("A function that gives a credential must return a str.")

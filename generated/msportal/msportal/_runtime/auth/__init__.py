"""Authentication credentials."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeAlias, overload

from ..errors import InvalidRequestError, MissingCredentialError
from ..http import httpx
from ..requests import PreparedRequest, RequestBuilder, Security

if TYPE_CHECKING:
    from ..client.options import Settings

Secret: TypeAlias = str | Callable[[], str]
"""A secret, or a function that returns it, which is called for every request and must not block for
long."""

AsyncSecret: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A secret, or a function that returns it, possibly an asynchronous one, which is called for every
request."""


class Credential(ABC):
    """Base class of the credentials of one security scheme; `repr` shows no secrets."""

    @property
    @abstractmethod
    def hint(self) -> str:
        """Keyword and environment variable that provide the credential, for messages."""

    @property
    @abstractmethod
    def keywords(self) -> tuple[str, ...]:
        """Keywords of the client that provide the credential."""

    @property
    @abstractmethod
    def is_given(self) -> bool:
        """True if there is something to send."""

    @abstractmethod
    def apply(self, outgoing: RequestBuilder) -> None:
        """Add the credential to a request."""

    def ready(self, http: httpx.Client, settings: Settings) -> Credential:
        """Return the credential as one call sends it.

        Args:
            http: Sends requests for a token.
            settings: Settings of the call.

        Raises:
            APIError: No credential could be obtained.
        """
        return self

    async def aready(self, http: httpx.AsyncClient, settings: Settings) -> Credential:
        """Asynchronous version of `ready`."""
        return self

    def is_renewed_after(self, rejected: PreparedRequest) -> bool:
        """Note that the server rejected a request (401), and return whether repeating it with a
        renewed credential makes sense."""
        return False

    def renewed(self, rejected: PreparedRequest) -> PreparedRequest:
        """Return a rejected request with the renewed credential."""
        return rejected

    def connect(self, options: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the connection options of a client that has the credential; None if the user's own
        connection provides it."""
        return options

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {'given' if self.is_given else 'missing'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "Clients and credentials cannot be pickled or copied deeply, as they hold secrets; "
            "make a client where it is needed."
        )


class SecretCredential(Credential):
    """Base class of credentials made of strings, or of functions that return them."""

    def __init__(
        self, *values: AsyncSecret | None, names: tuple[tuple[str, str], ...]
    ) -> None:
        """Create a credential; `names` has the keyword and the environment variable of each
        value."""
        self._values = values
        self.names = names
        self._asks = any(callable(value) for value in values)

    @property
    def hint(self) -> str:
        return keyword_hint(
            [
                name
                for name, value in zip(self.names, self._values, strict=True)
                if value is None
            ]
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.names)

    @property
    def is_given(self) -> bool:
        return None not in self._values

    def ready(self, http: httpx.Client, settings: Settings) -> Credential:
        return self.resolved() if self._asks else self

    async def aready(self, http: httpx.AsyncClient, settings: Settings) -> Credential:
        return await self.aresolved() if self._asks else self

    def text(self, position: int) -> str:
        """Return one of the strings.

        Raises:
            InvalidRequestError: It is something else.
        """
        value = self._values[position]
        if not isinstance(value, str):
            raise InvalidRequestError(
                f"`{self.names[position][0]}` must be a str, not {type(value).__name__}."
            )
        return value

    def resolved(self) -> Self:
        """Return the same credential with strings in place of functions.

        Raises:
            InvalidRequestError: A function is asynchronous.
        """
        return self._with([_call(value) for value in self._values])

    async def aresolved(self) -> Self:
        """Return the same credential with strings in place of functions, which are awaited."""
        values = [_call(value, may_wait=True) for value in self._values]
        return self._with(
            [await one if isinstance(one, Awaitable) else one for one in values]
        )

    def _with(self, values: Sequence[Any]) -> Self:
        other = type(self).__new__(type(self))
        vars(other).update(vars(self), _values=tuple(values), _asks=False)
        return other


def choose_credentials(
    security: Security, credentials: Mapping[str, Credential]
) -> tuple[Credential, ...]:
    """Return the credentials of the first alternative that is complete.

    An alternative without credentials is used only if no other one is complete; a scheme that is
    not among the credentials is expected to be handled elsewhere.

    Raises:
        MissingCredentialError: No alternative is complete; the message says what to provide.
    """
    for alternative in security:
        chosen = [credentials[name] for name in alternative if name in credentials]
        if chosen and all(credential.is_given for credential in chosen):
            return tuple(chosen)
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
        f"This operation requires a credential that the client does not have: {'; or '.join(hints)}. "
        "If the server requires none, pass `auth=False` to the client or in `RequestOptions`."
    )


@overload
def value_or_env(value: str | None, env: str) -> str | None: ...


@overload
def value_or_env(value: AsyncSecret | None, env: str) -> AsyncSecret | None: ...


def value_or_env(value: AsyncSecret | None, env: str) -> AsyncSecret | None:
    """Return the given value, or else the environment variable; an empty string counts as
    nothing."""
    return value or (os.environ.get(env) if env else None) or None


def without_scheme(value: str, scheme: str) -> str:
    """Return a value without the authentication scheme, which users may have put in front of it."""
    length = len(scheme) + 1
    begins = scheme and value[:length].casefold() == f"{scheme} ".casefold()
    return value[length:] if begins else value


def keyword_hint(names: Sequence[tuple[str, str]]) -> str:
    """Return keywords and their environment variables, for messages."""
    return " and ".join(
        f"`{keyword}`" + (f" (or the environment variable {env})" if env else "")
        for keyword, env in names
    )


_CREDENTIAL = re.compile(
    "auth|bearer|certificate|client_id|credential|key|passw|secret|token|username",
    re.IGNORECASE,
)
"""Parts of names under which users look for the keyword of a credential."""


def credentials_hint(name: str, credentials: Mapping[str, Credential]) -> str:
    """Return what to pass in place of an unknown keyword that looks like that of a credential;
    empty if it does not."""
    if not _CREDENTIAL.search(name):
        return ""
    keywords = [f"`{each}`" for one in credentials.values() for each in one.keywords]
    if keywords:
        return f"The credentials of this client are {', '.join(keywords)}."
    return (
        "The API description declares no authentication, so the client has no keyword for a "
        'credential. Pass a header, such as `headers={"Authorization": "Bearer …"}`; or set `auth` '
        'in the configuration of clientsmith, such as `auth = "bearer"`, and generate the client '
        "again."
    )


def _call(value: AsyncSecret | None, *, may_wait: bool = False) -> Any:
    """Return a string, calling a function for it.

    Raises:
        InvalidRequestError: The result is not a string, and not one that may be awaited.
    """
    secret = value() if callable(value) else value
    if isinstance(secret, str) or (may_wait and isinstance(secret, Awaitable)):
        return secret
    if isinstance(secret, Awaitable):
        close = getattr(secret, "close", None)
        if close is not None:
            close()  # a coroutine that never ran would warn
        raise InvalidRequestError(
            "An asynchronous function for a credential requires the asynchronous client."
        )
    raise InvalidRequestError("A function for a credential must return a str.")

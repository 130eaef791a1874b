"""The synchronous and the asynchronous client, and base classes of resources."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager
from types import SimpleNamespace, TracebackType
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    ParamSpec,
    Self,
    TypeVar,
    Unpack,
)

from ..auth import Credential
from ..bodies import Body
from ..exports import PACKAGE
from ..requests import Operation, Security, Server, parse_server
from ..responses import (
    ParsedResponse,
    RawResponse,
    capturing,
    read_response,
    record,
)
from .call import Call, SharedState
from .options import (
    ChangedOptions,
    Settings,
)
from .prepare import CallArguments, RawArguments, credentials_of, prepare, raw_call
from .sending import (
    AsyncConnection,
    FinalResponse,
    SyncConnection,
    raw_response,
    renew,
    run,
    send,
    split_options,
)

P = ParamSpec("P")
T = TypeVar("T")
K = TypeVar("K", bound=Call)
C = TypeVar("C", bound=SyncConnection | AsyncConnection)


class BaseClient(Generic[C]):
    """Base class of both clients: everything but sending."""

    __test__: ClassVar[bool] = False
    """Tells pytest not to collect clients as tests, whatever the API is called."""

    _connect: ClassVar[Callable[..., Any]]
    """Class of the connection."""

    _settings: Settings
    _connection: C
    _shared: SharedState
    _is_copy: bool
    """True if the client is a copy and its connections belong to another one."""

    def __init__(
        self,
        *,
        base_url: str | Server,
        credentials: Mapping[str, Credential] = {},
        security: Security = (),
        raw_security: Security | None = None,
        bodies: tuple[type[Body], ...] = (),
        version: str = "",
        package: str = PACKAGE,
        **options: Any,
    ) -> None:
        """Create a client.

        Args:
            base_url: Base URL of the API, or a chosen server.
            credentials: Credentials by the names of their security schemes.
            security: Security requirements of operations that declare none.
            raw_security: Those of requests that the API does not describe; by default the same.
            bodies: Kinds of bodies for such requests, beside JSON, text and bytes.
            version: Version of the package, for the `User-Agent` header.
            package: Name of the package.
            options: See `SyncClientOptions` and `AsyncClientOptions`.

        Raises:
            InvalidRequestError: The base URL cannot be used.
            TypeError: There is no such option, or the HTTP client is of the wrong kind.
            ValueError: An option has an invalid value.
        """
        given, others = split_options(options)
        used, connecting = _connecting(credentials, given)
        self._settings = Settings(
            server=base_url if isinstance(base_url, Server) else parse_server(base_url),
            credentials=used,
            security=security,
            raw_security=security if raw_security is None else raw_security,
            user_agent=user_agent_of(version, package),
            bodies=bodies,
        ).changed(**others)
        self._connection = self._connect(**connecting)
        self._shared = SharedState()
        self._is_copy = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server.url}>"

    def capture(self) -> AbstractContextManager[list[RawResponse]]:
        """Collect the raw responses of all calls inside a `with` block, including errors and each
        page of a list; `raw` returns the response of one call.

        Calls in other threads are not collected; calls in tasks started inside the block are.

        Example:
            with client.capture() as responses:
                ...
            responses[-1].headers["X-Request-Id"]
        """
        return capturing(self._shared)

    def _capture_of(
        self, method: Callable[..., Any]
    ) -> AbstractContextManager[list[RawResponse]]:
        owner = getattr(getattr(method, "__self__", None), "_client", self)
        if owner._shared is not self._shared:
            raise TypeError("The method belongs to another client.")
        return self.capture()

    def with_options(self, **changes: Unpack[ChangedOptions]) -> Self:
        """Return a copy of the client with other options, which shares connections, tokens and rate
        limits with this one. It is usable until this one is closed.

        Args:
            changes: Options as `ClientOptions` has them, and `base_url`.

        Example:
            client.with_options(timeout=5, retries=0).…
        """
        options: dict[str, Any] = dict(changes)
        base_url: str | None = options.pop("base_url", None)
        settings = self._settings.changed(**options)
        if base_url is not None:
            settings = settings.at(parse_server(base_url))
        copy = object.__new__(type(self))
        copy._settings = settings
        copy._connection = self._connection
        copy._shared = self._shared
        copy._is_copy = True
        return copy

    async def _sent(
        self, operation: Operation[Any], arguments: CallArguments, kind: type[K]
    ) -> tuple[K, FinalResponse]:
        """Call an operation, and return the call with its final response."""
        options = arguments.get("options")
        settings = (
            self._settings if options is None else self._settings.of_call(options)
        )
        connection = self._connection
        credentials = credentials_of(
            operation,
            settings,
            options,
            arguments.get("headers"),
            has_own_auth=connection.http.auth is not None,
        )
        call = kind(operation, settings, self._shared, credentials)
        call.arguments = arguments
        await renew(connection, call)
        call.prepared = prepare(
            operation,
            settings,
            credentials=call.credentials,
            base_headers=connection.http.headers.raw,
            **arguments,
        )
        return call, await send(connection, call)

    def _raw(
        self, method: str, path: str, arguments: RawArguments
    ) -> tuple[Operation[bytes], CallArguments]:
        settings = self._settings
        return raw_call(
            method, path, settings.raw_security, settings.bodies, **arguments
        )

    def _record(self, call: Call, final: FinalResponse) -> RawResponse:
        raw = raw_response(call, final)
        record(self._shared, raw)
        return raw

    def _read(self, call: Call, final: FinalResponse) -> tuple[Any, RawResponse]:
        raw = self._record(call, final)
        result = read_response(
            call.operation,
            raw,
            strict=call.settings.strict_responses,
            secrets=call.prepared.secrets,
        )
        return result, raw


def user_agent_of(version: str, package: str = PACKAGE) -> str:
    """Return name and version of a package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(package), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{package}/{version}" if version else package


# --- clients --------------------------------------------------------------------------


def _connecting(
    credentials: Mapping[str, Credential], options: Mapping[str, Any]
) -> tuple[Mapping[str, Credential], Mapping[str, Any]]:
    """Return the credentials of requests, and the connection options with those that belong to the
    connection."""
    used = {}
    for name, credential in credentials.items():
        connecting = credential.connect(options)
        if connecting is not None:
            used[name], options = credential, connecting
    return used, options


class SyncClient(BaseClient[SyncConnection]):
    """Synchronous client. Thread-safe."""

    _connect = SyncConnection

    def request(self, operation: Operation[T], **arguments: Unpack[CallArguments]) -> T:
        """Call an operation and return its result.

        Args:
            operation: Operation to call.
            arguments: Arguments of the call.

        Raises:
            APIError: The call failed; see its subclasses.
        """
        return self._call(operation, arguments)[0]

    def raw(
        self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> ParsedResponse[T]:
        """Call a method of this client, and return its response: status, headers and content beside
        the result.

        Args:
            method: Method of a resource.
            args: Its positional arguments.
            kwargs: Its keyword arguments.

        Raises:
            APIError: The call failed; see its subclasses.
            TypeError: The method has sent no request of this client.

        Example:
            client.raw(client.….get, "1").headers["ETag"]
        """
        with self._capture_of(method) as responses:
            result = method(*args, **kwargs)
        return ParsedResponse.of(responses, result)

    def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Send a request that the API does not describe, with the client's credentials and
        settings.

        Args:
            method: HTTP method.
            path: Path relative to the base URL, already encoded.
            arguments: Query, headers, body, media type and options.

        Raises:
            APIError: There is no response, or one with an error status.

        Example:
            client.request_raw("GET", "/status", query={"verbose": True}).content
        """
        return self._call(*self._raw(method, path, arguments))[1]

    def _call(
        self, operation: Operation[T], arguments: CallArguments
    ) -> tuple[T, RawResponse]:
        return self._read(*self._send(operation, arguments, Call))

    def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        kind: type[K],
    ) -> tuple[K, FinalResponse]:
        return run(self._sent(operation, arguments, kind))

    def close(self) -> None:
        """Close connections, except those of an HTTP client that was passed in."""
        if not self._is_copy:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient(BaseClient[AsyncConnection]):
    """Asynchronous client. It belongs to the event loop in which it is first used."""

    _connect = AsyncConnection

    async def request(
        self, operation: Operation[T], **arguments: Unpack[CallArguments]
    ) -> T:
        """Asynchronous version of `SyncClient.request`."""
        return (await self._call(operation, arguments))[0]

    async def raw(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> ParsedResponse[T]:
        """Asynchronous version of `SyncClient.raw`."""
        with self._capture_of(method) as responses:
            result = await method(*args, **kwargs)
        return ParsedResponse.of(responses, result)

    async def request_raw(
        self, method: str, path: str, **arguments: Unpack[RawArguments]
    ) -> RawResponse:
        """Asynchronous version of `SyncClient.request_raw`."""
        return (await self._call(*self._raw(method, path, arguments)))[1]

    async def _call(
        self, operation: Operation[T], arguments: CallArguments
    ) -> tuple[T, RawResponse]:
        return self._read(*await self._send(operation, arguments, Call))

    async def _send(
        self,
        operation: Operation[Any],
        arguments: CallArguments,
        kind: type[K],
    ) -> tuple[K, FinalResponse]:
        return await self._sent(operation, arguments, kind)

    async def aclose(self) -> None:
        """Close connections, except those of an HTTP client that was passed in."""
        if not self._is_copy:
            await self._connection.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


# --- resources ------------------------------------------------------------------------

if TYPE_CHECKING:
    from functools import cached_property as cached_property
else:

    class cached_property(functools.cached_property):
        """A resource as an attribute. Of a class, it is the class of the resource, so that
        `create_autospec` finds the methods."""

        def __get__(self, instance, owner=None):
            if instance is None:
                return type(self.func(SimpleNamespace(_client=None)))
            return super().__get__(instance, owner)


class Resource:
    """Base class of groups of operations, called through a client."""

    def __init__(self, client: SyncClient) -> None:
        self._client = client


class AsyncResource:
    """Base class of groups of operations, called through an asynchronous client."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

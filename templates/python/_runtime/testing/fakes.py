"""A fake of an API: methods with the results that a test sets, and the calls that they received."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Self, TypeVar, cast, overload

from ..client import AsyncClient, SyncClient
from ..client.call import Call
from ..client.options import Clock
from ..client.sending import limited_call
from ..errors import APIError
from ..http import httpx
from ..models import UNSET
from ..requests import Operation
from .replies import Replies, Writer

T = TypeVar("T")
R = TypeVar("R", bound="FakeResource")
S = TypeVar("S", bound=SyncClient)
A = TypeVar("A", bound=AsyncClient)

_NONE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, eq=False)
class FakeCall:
    """A request that a fake method received."""

    request: httpx.Request
    """The request as it was sent."""

    path: Mapping[str, Any] = field(default_factory=dict)
    """Path parameters as they were given, by their names on the wire."""

    query: Mapping[str, Any] = field(default_factory=dict)
    """Query parameters that were given."""

    headers: Mapping[str, Any] = field(default_factory=dict)
    """Header parameters that were given."""

    cookies: Mapping[str, Any] = field(default_factory=dict)
    """Cookie parameters that were given."""

    body: Any = None
    """Value of the body, such as a model."""

    def json(self) -> Any:
        """Return the body of the request as parsed JSON."""
        return json.loads(self.request.content)


class FakeMethod(Generic[T]):
    """A method of a fake API. Its replies are set by `returns`, `raises` and `responds`, each of
    which replaces the previous ones; what they return has the same methods, which add further ones.

    Example:
        fake.pets.get.returns(make(models.Pet))
        fake.pets.get.raises(503).returns(make(models.Pet))
    """

    def __init__(
        self, operation: Operation[Any], writers: tuple[Writer, ...] = ()
    ) -> None:
        """Create a method without replies."""
        self._operation = operation
        self._writers = writers
        self._replies: Replies[T] = Replies(operation, writers)
        self.calls: list[FakeCall] = []
        """The requests so far, retries included."""

    def __repr__(self) -> str:
        operation = self._operation
        return f"<{type(self).__name__} {operation.method} {operation.path}>"

    def returns(self, *results: T) -> Replies[T]:
        """Set the results of the method, one for each call; the last one is repeated.

        Raises:
            TypeError: There is none, or one is not a result of the operation.
        """
        return self._new().returns(*results)

    def raises(
        self,
        error: type[APIError] | int,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Replies[T]:
        """Set the error of the method; see `Replies.raises`."""
        return self._new().raises(error, body=body, headers=headers)

    def responds(
        self,
        status_code: int = 200,
        *,
        json: Any = UNSET,
        content: bytes | str = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Replies[T]:
        """Set the response as it is; see `Replies.responds`."""
        new = self._new()
        return new.responds(status_code, json=json, content=content, headers=headers)

    def reset(self) -> None:
        """Forget replies and calls."""
        self._new()
        self.calls.clear()

    def _new(self) -> Replies[T]:
        self._replies = Replies(self._operation, self._writers)
        return self._replies

    def _respond(self, call: FakeCall) -> httpx.Response:
        self.calls.append(call)
        reply = self._replies.next(call.request)
        if reply is None:
            raise AssertionError(
                f"{self._operation.method} {self._operation.path} was called, but the fake has no "
                "reply: set one with `returns`, `raises` or `responds`."
            )
        return reply.response(call.request)


class FakeTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Sends the requests of synchronous and asynchronous clients to a fake API."""

    def __init__(self, writers: tuple[Writer, ...]) -> None:
        self._writers = writers
        self.methods: dict[Operation[Any], FakeMethod[Any]] = {}
        self.calls: list[FakeCall] = []

    def method_of(self, operation: Operation[Any]) -> FakeMethod[Any]:
        """Return the fake method of an operation."""
        if operation not in self.methods:
            self.methods[operation] = FakeMethod(operation, self._writers)
        return self.methods[operation]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to a request of a synchronous client."""
        request.read()
        return self._handle(request)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response to a request of an asynchronous client."""
        await request.aread()
        return self._handle(request)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        call = limited_call.get()
        if not isinstance(call, Call):
            raise AssertionError(
                f"{request.method} {request.url} is not a request of this package."
            )
        given = call.arguments
        made = FakeCall(
            request,
            path=_given(given.get("path")),
            query=_given(given.get("query")),
            headers=_given(given.get("headers")),
            cookies=_given(given.get("cookies")),
            body=given.get("body"),
        )
        self.calls.append(made)
        return self.method_of(call.operation)._respond(made)


def _given(values: Any) -> Mapping[str, Any]:
    return {
        name: value
        for name, value in (values or _NONE).items()
        if value is not None and value is not UNSET
    }


class FakeResource:
    """Base class of the groups of fake methods."""

    def __init__(self, transport: FakeTransport) -> None:
        self._transport = transport


class Fake(Generic[T]):
    """A fake method as an attribute of a class, for an operation whose result is of type `T`."""

    def __init__(self, operation: Operation[T]) -> None:
        self._operation = operation

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: FakeResource, owner: type) -> FakeMethod[T]: ...
    def __get__(
        self, instance: FakeResource | None, owner: type
    ) -> Self | FakeMethod[T]:
        if instance is None:
            return self
        return instance._transport.method_of(self._operation)


class FakeItems(Generic[T]):
    """A fake method as an attribute of a class, for an operation that streams items."""

    def __init__(self, operation: Operation[T]) -> None:
        self._operation = operation

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(
        self, instance: FakeResource, owner: type
    ) -> FakeMethod[Iterable[T]]: ...
    def __get__(
        self, instance: FakeResource | None, owner: type
    ) -> Self | FakeMethod[Iterable[T]]:
        if instance is None:
            return self
        return instance._transport.method_of(self._operation)


class FakeLink(Generic[R]):
    """A group of fake methods as an attribute of a class."""

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: FakeResource, owner: type) -> R: ...
    def __get__(self, instance: FakeResource | None, owner: type) -> Self | R:
        return self if instance is None else self._kind(instance._transport)


def _skip(seconds: float) -> None:
    pass


async def _skip_async(seconds: float) -> None:
    pass


class FakeAPI(FakeResource, Generic[S, A]):
    """Base class of fakes of an API, with its clients `S` and `A`.

    Requests are made and responses are read by the real client, so that a test sees what users see.
    """

    _clients: ClassVar[tuple[type[SyncClient], type[AsyncClient]]]
    _credentials: ClassVar[tuple[str, ...]] = ()
    """Arguments of the clients for credentials."""

    _writers: ClassVar[tuple[Writer, ...]] = ()
    """How contents other than JSON, text and bytes are written."""

    def __init__(self) -> None:
        super().__init__(FakeTransport(self._writers))

    @property
    def transport(self) -> FakeTransport:
        """The transport, for an HTTP client of your own."""
        return self._transport

    @property
    def calls(self) -> list[FakeCall]:
        """All requests so far, in order."""
        return self._transport.calls

    def reset(self) -> None:
        """Forget all replies and calls."""
        for method in self._transport.methods.values():
            method.reset()
        self._transport.calls.clear()

    def client(self, **arguments: Any) -> S:
        """Return a client of the fake.

        It sends no credentials unless some are given, does not retry unless `retries` is given, and
        does not wait between retries.

        Args:
            arguments: Arguments of the client.
        """
        return cast(S, self._clients[0](**self._arguments(arguments)))

    def async_client(self, **arguments: Any) -> A:
        """Return an asynchronous client of the fake; see `client`."""
        return cast(A, self._clients[1](**self._arguments(arguments)))

    def _arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "base_url": "https://fake.test",
            "auth": not given.keys().isdisjoint(self._credentials),
            "retries": 0,
            "clock": Clock(sleep=_skip, asleep=_skip_async),
            **({} if "http_client" in given else {"transport": self._transport}),
            **given,
        }

"""Responses of a fake API, from the results that methods are to return."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeAlias, TypeVar

from .. import codec
from ..errors import (
    APIConnectionError,
    APIConnectionLostError,
    APIConnectTimeoutError,
    APIError,
    APIStatusError,
    APITimeoutError,
    DecodeError,
    class_for_status,
)
from ..http import essence, httpx
from ..models import UNSET
from ..requests import Operation
from ..responses import (
    JSON,
    NOTHING,
    Content,
    RawResponse,
    declared_responses,
)

T = TypeVar("T")

Writer: TypeAlias = tuple[type[Content], Callable[[Any, Any], bytes]]
"""Kind of content, and a function that writes a value as one."""

_CONNECTION_ERRORS: Mapping[type[APIError], type[httpx.TransportError]] = {
    APIConnectionError: httpx.ConnectError,
    APIConnectionLostError: httpx.ReadError,
    APIConnectTimeoutError: httpx.ConnectTimeout,
    APITimeoutError: httpx.ReadTimeout,
}
"""Errors without a response, and those of the HTTP library that they stand for."""

_STATUSES = (400, 401, 403, 404, 409, 422, 429, 500)
"""Statuses with error classes of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """A response, or an error in place of one."""

    status_code: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    error: type[httpx.TransportError] | None = None

    def response(self, request: httpx.Request) -> httpx.Response:
        """Return the response to a request.

        Raises:
            TransportError: The reply is an error of the connection.
        """
        if self.error is not None:
            raise self.error("a fake error of the connection", request=request)
        return httpx.Response(
            self.status_code,
            headers=self.headers,
            content=self.content,
            request=request,
        )


class Replies(Generic[T]):
    """Replies to the calls of one method, in order; the last one is repeated."""

    def __init__(self, operation: Operation[Any], writers: tuple[Writer, ...]) -> None:
        self._operation = operation
        self._writers = writers
        self._replies: list[tuple[Reply, ...]] = []

    def returns(self, *results: T) -> Replies[T]:
        """Add results of the method, one for each call.

        Raises:
            TypeError: There is none, or one is not a result of the operation.
        """
        if not results:
            raise TypeError("`returns` needs a result.")
        self._replies += [self._of_result(result) for result in results]
        return self

    def raises(
        self,
        error: type[APIError] | int,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Replies[T]:
        """Add an error.

        Args:
            error: Class of the error that the method raises, such as `NotFoundError`, or the status
                of a response.
            body: Body of the response: a model, or anything that has a JSON form.
            headers: Headers of the response.

        Raises:
            TypeError: The class stands for no status and for no failure of the connection.
        """
        if isinstance(error, int):
            status = error
        elif error in _CONNECTION_ERRORS:
            self._replies.append((Reply(error=_CONNECTION_ERRORS[error]),))
            return self
        else:
            status = _status_of(error)
        declared = declared_responses(self._operation).declared(status) or NOTHING
        content = next(
            (part for part in declared.parts if isinstance(part, JSON)), None
        )
        data = b""
        if body is not None:
            data = codec.encode_bytes(body, Any if content is None else content.type)
        label = {"Content-Type": "application/json"} if data else {}
        self._replies.append((Reply(status, {**label, **(headers or {})}, data),))
        return self

    def responds(
        self,
        status_code: int = 200,
        *,
        json: Any = UNSET,
        content: bytes | str = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Replies[T]:
        """Add a response as it is, such as one that does not match the API description.

        Args:
            status_code: Its status.
            json: Its body as parsed JSON.
            content: Its body as bytes or text.
            headers: Its headers.
        """
        label = {}
        data = content.encode() if isinstance(content, str) else content
        if json is not UNSET:
            data = codec.encode_bytes(json)
            label = {"Content-Type": "application/json"}
        self._replies.append((Reply(status_code, {**label, **(headers or {})}, data),))
        return self

    def next(self, request: httpx.Request) -> Reply | None:
        """Return the reply to a request; None if there is none."""
        if not self._replies:
            return None
        forms = self._replies[0] if len(self._replies) == 1 else self._replies.pop(0)
        accept = [
            essence(each) for each in request.headers.get("accept", "").split(",")
        ]

        def place(form: Reply) -> int:
            media_type = essence(form.headers.get("Content-Type", ""))
            return accept.index(media_type) if media_type in accept else len(accept)

        return min(forms, key=place)

    # --- results --------------------------------------------------------------------------------

    def _of_result(self, result: T) -> tuple[Reply, ...]:
        """Return the responses that have a result, one for each media type that may have it."""
        found: list[tuple[bool, Reply]] = []
        reasons = []
        for status, content in self._contents():
            try:
                reply = self._reply(status, content, result)
                read = self._read(content, reply)
            except (DecodeError, TypeError, ValueError) as error:
                reasons.append(str(error))
            else:
                found.append((type(read) is type(result), reply))
        if not found:
            operation = f"{self._operation.method} {self._operation.path}"
            why = f": {reasons[0]}" if reasons else ""
            raise TypeError(f"{result!r:.200} is not a result of {operation}{why}")
        is_exact = any(is_same for is_same, _ in found)
        return tuple(reply for is_same, reply in found if is_same or not is_exact)

    def _contents(self) -> Iterator[tuple[int, Content]]:
        """Yield the contents of successes, each with its status."""
        responses = declared_responses(self._operation)
        is_empty = True
        for key, content in responses.contents.items():
            status = _status(key)
            if responses.is_success(status):
                for part in content.parts:
                    is_empty = False
                    yield status, part
        if is_empty:
            yield 204, NOTHING

    def _reply(self, status: int, content: Content, result: Any) -> Reply:
        if content is NOTHING:
            if result is not None:
                raise TypeError("the operation has no result")
            return Reply(204 if status == 200 else status)
        data = self._written(content, result)
        media_type = content.media_type
        if "*" in media_type:
            media_type = _MEDIA_TYPES.get(type(result), "application/json")
        return Reply(status, {"Content-Type": media_type}, data)

    def _written(self, content: Content, result: Any) -> bytes:
        for kind, write in self._writers:
            if isinstance(content, kind):
                return write(content, result)
        if isinstance(content, JSON):
            return codec.encode_bytes(result, content.type)
        if isinstance(result, bytes):
            return result
        if isinstance(result, str):
            return result.encode()
        return b"" if result is None else codec.encode_bytes(result)

    def _read(self, content: Content, reply: Reply) -> Any:
        """Read a response as the client does."""
        raw = RawResponse(
            method=self._operation.method,
            url=self._operation.path,
            status_code=reply.status_code,
            headers=httpx.Headers(reply.headers),
            content=reply.content,
        )
        return content.read(raw, strict=True)


_MEDIA_TYPES: Mapping[type, str] = {
    bytes: "application/octet-stream",
    str: "text/plain; charset=utf-8",
}
"""Media types of results where the API names none."""


def _status(key: int | str) -> int:
    """Return a status for a declared one, a range or `default`."""
    if isinstance(key, int):
        return key
    return int(key[0]) * 100 if key[0].isdecimal() else 200


def _status_of(error: type[APIError]) -> int:
    if issubclass(error, APIStatusError):
        for status in _STATUSES:
            if class_for_status(status) is error:
                return status
    names = [each.__name__ for each in _CONNECTION_ERRORS]
    raise TypeError(
        f"`raises` needs a status, an error class of one such as NotFoundError, or one of "
        f"{', '.join(names)}, not {getattr(error, '__name__', error)!s}."
    )

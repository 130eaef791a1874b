"""What both clients share: everything but sending."""

from __future__ import annotations

import re
import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar, Unpack

from ..errors import APIError
from ..http.connections import AsyncConnection, SyncConnection
from ..http.urls import parse_server
from ..operations import Operation
from ..options import ChangedOptions, Settings
from ..responses.raw_response import RawResponse, capturing, record
from ..responses.reading import read_response
from .call import Call
from .prepare import CallArguments, credentials_of, prepare
from .sending import Answer, raw_response
from .shared import Shared

if TYPE_CHECKING:
    from ..rate_limits.headers import RateLimit
    from ..streams.reading import Reader

C = TypeVar("C", bound=SyncConnection | AsyncConnection)

_PACKAGE = __name__.partition("._runtime")[0]


class BaseClient(Generic[C]):
    """What both clients share: everything but sending."""

    __test__: ClassVar[bool] = False
    """That pytest takes no client for a test, whatever the API is called."""

    _settings: Settings
    _connection: C
    _shared: Shared
    _is_copy: bool
    """Whether connections belong to another client, of which this one is a copy."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings.server.url}>"

    @property
    def rate_limit(self) -> RateLimit | None:
        """What the server last said of its rate limit; None where it has said nothing."""
        return self._shared.rate_limit

    def capture(self) -> AbstractContextManager[list[RawResponse]]:
        """Collect the raw responses of the calls inside a `with` block, errors included.

        Calls in other threads are not collected; those in tasks that are started inside are.

        Example:
            with client.capture() as responses:
                ...
            responses[-1].headers["X-Request-Id"]
        """
        return capturing(self._shared)

    def with_options(self, **changes: Unpack[ChangedOptions]) -> Self:
        """A client with other options, which shares connections, tokens and rate limits with this
        one; it stays usable until this one is closed.

        Args:
            changes: Options as `ClientOptions` has them, and `base_url`.

        Example:
            client.with_options(timeout=5, retries=0).…
        """
        rest: dict[str, Any] = dict(changes)
        base_url: str | None = rest.pop("base_url", None)
        settings = self._settings.changed(**rest)
        if base_url is not None:
            settings = settings.at(parse_server(base_url))
        copy = object.__new__(type(self))
        copy._settings = settings
        copy._connection = self._connection
        copy._shared = self._shared
        copy._is_copy = True
        return copy

    def _begin(self, operation: Operation[Any], arguments: CallArguments) -> Call:
        """A call whose credentials are chosen; its request is still to be put together."""
        options = arguments.get("options")
        settings = (
            self._settings if options is None else self._settings.of_call(options)
        )
        http = self._connection.http
        credentials = credentials_of(
            operation,
            settings,
            options,
            arguments.get("headers"),
            has_own_auth=http.auth is not None,
        )
        return Call(operation, settings, self._shared, credentials)

    def _put_together(self, call: Call, arguments: CallArguments) -> None:
        call.prepared = prepare(
            call.operation,
            call.settings,
            credentials=call.credentials,
            base_headers=self._connection.http.headers.raw,
            **arguments,
        )

    def _record(self, call: Call, answer: Answer) -> RawResponse:
        raw = raw_response(call, answer)
        record(self._shared, raw)
        return raw

    def _read(self, call: Call, answer: Answer) -> tuple[Any, RawResponse]:
        raw = self._record(call, answer)
        result = read_response(
            call.operation,
            raw,
            strict=call.settings.strict_responses,
            secrets=call.prepared.secrets,
        )
        return result, raw

    def _open(self, call: Call, answer: Answer) -> tuple[Reader, RawResponse] | None:
        """What a stream is made of; None where the answer has no items to be read."""
        from ..streams.reading import content_of, reader_of

        response = answer.response
        content = content_of(call.operation, response.status_code, response.headers)
        if content is None:
            return None
        raw = self._record(call, answer)
        return reader_of(content, raw, strict=call.settings.strict_responses), raw

    def _refused(self, call: Call, answer: Answer) -> APIError:
        """The error that an answer without items is."""
        from ..streams.reading import refusal

        raw = self._record(call, answer)
        return refusal(call.operation, raw, call.prepared.secrets)


def user_agent_of(version: str) -> str:
    """Name and version of this package, such as `acme/1.0.0`."""
    version = version or str(getattr(sys.modules.get(_PACKAGE), "__version__", ""))
    version = re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]+", "-", version)
    return f"{_PACKAGE}/{version}" if version else _PACKAGE

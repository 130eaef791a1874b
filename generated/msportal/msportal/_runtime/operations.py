"""Descriptions of operations: plain data of generated modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .base_urls import ServerSpec
    from .requests.bodies import Body
    from .requests.parameters import Parameter
    from .responses import Content

T = TypeVar("T")


class HeaderType(Protocol):
    """Declared type of a response header."""

    @property
    def name(self) -> str:
        """Name as declared; names are case-insensitive."""
        ...

    def read(self, text: str) -> Any:
        """Decode a header to its declared type; return the text if it does not match."""
        ...


class RequestRules(Protocol):
    """Validation rules of the arguments of a call."""

    def check(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Mapping[str, Any] | None],
        body: Any,
        content_type: str | None,
    ) -> None:
        """Validate the arguments of a call.

        Args:
            operation: Operation to call.
            arguments: Parameters by location.
            body: Value of the request body.
            content_type: Chosen media type of the body.

        Raises:
            RequestValidationError: They are invalid.
        """
        ...


Security: TypeAlias = tuple[tuple[str, ...], ...]
"""Security requirements: alternatives, each with names of credentials that belong together; `()` as
an alternative requires none. Without alternatives nothing is required."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Generic[T]):
    """One HTTP method on one path, with a result of type `T`."""

    method: str
    path: str
    """Path template such as `/pets/{petId}`."""

    parameters: tuple[Parameter, ...] = field(default=(), kw_only=True)
    """Parameters that are not serialized in the default way."""

    body: Body | tuple[Body, ...] | None = field(default=None, kw_only=True)
    """Several if the same value can be sent as several media types, the preferred one first."""

    responses: Mapping[int | str, Content | tuple[Content, ...]] = field(
        default_factory=dict, kw_only=True
    )
    """Contents by status (`200`), range (`"4XX"`) or `"default"`."""

    headers: tuple[HeaderType, ...] = field(default=(), kw_only=True)
    """Response headers with types other than text."""

    security: Security | None = field(default=None, kw_only=True)
    """Security requirements; None for those of the client."""

    server: ServerSpec | None = field(default=None, kw_only=True)
    """Base URL, or a path on the host of the client's server; None for the client's server."""

    rules: RequestRules | None = field(default=None, kw_only=True)
    """Rules that the arguments are validated with."""

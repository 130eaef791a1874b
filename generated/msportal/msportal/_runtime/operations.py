"""Descriptions of operations: plain data of generated modules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .base_urls import ServerSpec
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


# --- contents of requests ----------------------------------------------------------------

Location: TypeAlias = Literal["path", "query", "header", "cookie", "querystring"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """Parameter that is not serialized in the default way of its location."""

    location: Location
    """`querystring` is one parameter for the whole query (OpenAPI 3.2)."""

    name: str
    """Name as sent."""

    style: str = field(default="", kw_only=True)
    """`simple`, `label`, `matrix`, `form`, `spaceDelimited`, `pipeDelimited`, `tabDelimited`,
    `deepObject` or `cookie`; empty for the default of the location."""

    explode: bool | None = field(default=None, kw_only=True)
    """Serialize items and properties separately; None for the default of the style."""

    allow_reserved: bool = field(default=False, kw_only=True)
    """Send reserved characters of RFC 3986 unchanged if they are harmless."""

    allow_empty: bool = field(default=False, kw_only=True)
    """Send a path parameter without any text, which the API description lists as a value."""

    type: str | None = field(default=None, kw_only=True)
    """Type expression in the namespace of `models`, if it determines the serialization."""

    content: str | None = field(default=None, kw_only=True)
    """Media type of a value that is serialized as a document, such as `application/json`."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """Serialization of one property of a form or multipart body."""

    property: str
    """Name as sent; empty for an item, which is identified by its position."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type of the part, or several, separated by commas."""

    style: str = field(default="", kw_only=True)
    explode: bool | None = field(default=None, kw_only=True)
    allow_reserved: bool = field(default=False, kw_only=True)
    headers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Headers of the part with values from the API description."""

    serialize: Callable[[Any], str] | None = field(default=None, kw_only=True)
    """Serializes objects in a media type other than JSON and forms."""

    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the properties of a part that is a form or a multipart document itself."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the leading items of such a part."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """Encoding of all further items."""


@dataclass(frozen=True, slots=True)
class Body:
    """Request body of an operation."""

    media_type: str
    type: str
    """Type expression in the namespace of `models`."""

    required: bool = field(default=True, kw_only=True)
    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the properties of a form or multipart body."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Encodings of the leading items of a multipart body that is a list."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """Encoding of all further items."""


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

"""Descriptions of operations: what generated modules tell the runtime, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeAlias, TypeVar

T = TypeVar("T")

# --- what an answer holds -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class JSON:
    """A JSON document, `application/json` or any `+json` type."""

    type: str
    """Type expression in the namespace of `models`."""

    media_type: str = "application/json"
    """What the client asks for."""


@dataclass(frozen=True, slots=True)
class Text:
    """Text: a `str`."""

    media_type: str = "text/*"


@dataclass(frozen=True, slots=True)
class Binary:
    """Bytes as they are."""

    media_type: str = "*/*"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No content: None, whatever comes."""

    media_type: str = "*/*"


Content: TypeAlias = JSON | Text | Binary | Nothing
"""How one media type of an answer is read."""

TEXT = Text()
BINARY = Binary()
NOTHING = Nothing()


# --- what a request holds ---------------------------------------------------------------------------

Location: TypeAlias = Literal["path", "query", "header", "cookie", "querystring"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that is not written in the default way of its location."""

    location: Location
    """`querystring` is one parameter that makes up the whole query (OpenAPI 3.2)."""

    name: str
    """As it is sent."""

    style: str = field(default="", kw_only=True)
    """`simple`, `label`, `matrix`, `form`, `spaceDelimited`, `pipeDelimited`, `tabDelimited`,
    `deepObject` or `cookie`; empty for the default of the location."""

    explode: bool | None = field(default=None, kw_only=True)
    """Whether items and properties stand on their own; None for the default of the style."""

    allow_reserved: bool = field(default=False, kw_only=True)
    """Whether reserved characters of RFC 3986 are sent as they are where they do no harm."""

    type: str | None = field(default=None, kw_only=True)
    """Type expression in the namespace of `models`, where it decides on the written form."""

    content: str | None = field(default=None, kw_only=True)
    """Media type of a value that is written as a document, such as `application/json`."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is written."""

    property: str
    """As it is sent."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type of the part, or several, separated by commas."""

    style: str = field(default="", kw_only=True)
    explode: bool | None = field(default=None, kw_only=True)
    allow_reserved: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Body:
    """The body that an operation takes."""

    media_type: str
    type: str
    """Type expression in the namespace of `models`."""

    required: bool = field(default=True, kw_only=True)
    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)


Security: TypeAlias = tuple[tuple[str, ...], ...]
"""Alternatives, each of names of credentials that go together; `()` as an alternative asks for
none. Without alternatives nothing is asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Operation(Generic[T]):
    """One HTTP method on one path, whose result is a `T`."""

    method: str
    path: str
    """Template such as `/pets/{petId}`."""

    parameters: tuple[Parameter, ...] = field(default=(), kw_only=True)
    """Those that are not written in the default way."""

    body: Body | None = field(default=None, kw_only=True)
    responses: Mapping[int | str, Content | tuple[Content, ...]] = field(
        default_factory=dict, kw_only=True
    )
    """What a status (`200`), a range (`"4XX"`) or every other status (`"default"`) holds."""

    security: Security | None = field(default=None, kw_only=True)
    """None where that of the client holds."""

    server: str | None = field(default=None, kw_only=True)
    """Base URL, or a path below the host of the client's; None for the client's own."""

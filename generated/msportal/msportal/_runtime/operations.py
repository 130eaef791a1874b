"""Descriptions of operations: what generated modules tell the runtime, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .base_urls import ServerSpec
    from .pagination.strategies import Pagination
    from .streams.formats import Sequence
    from .validation.constraints import Rule
    from .xml import XmlNode

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
class XML:
    """An XML document, `application/xml`, `text/xml` or any `+xml` type."""

    type: str
    """Type expression in the namespace of `models`."""

    media_type: str = "application/xml"
    root: XmlNode | None = field(default=None, kw_only=True)
    """Node of the root element; None for that of the model."""


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


Content: TypeAlias = "JSON | XML | Text | Binary | Nothing | Sequence"
"""How one media type of an answer is read."""

TEXT = Text()
BINARY = Binary()
NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Header:
    """A header of an answer that is more than text."""

    name: str
    """As the API declares it; names are compared without regard to case."""

    type: str
    """Type expression in the namespace of `models`."""

    explode: bool = field(default=False, kw_only=True)
    """Whether an object is written as `name=value`, not as names and values in turn."""

    content: str | None = field(default=None, kw_only=True)
    """Media type of a value that is written as a document, such as `application/json`."""


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
    """As it is sent; empty for an item, whose position tells what it is."""

    content_type: str | None = field(default=None, kw_only=True)
    """Media type of the part, or several, separated by commas."""

    style: str = field(default="", kw_only=True)
    explode: bool | None = field(default=None, kw_only=True)
    allow_reserved: bool = field(default=False, kw_only=True)
    headers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Headers of the part whose values the API gives."""

    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Those of the properties of a part that has parts itself, or that is a form."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Those of the leading items of such a part."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """That of every item behind them."""


@dataclass(frozen=True, slots=True)
class Body:
    """The body that an operation takes."""

    media_type: str
    type: str
    """Type expression in the namespace of `models`."""

    required: bool = field(default=True, kw_only=True)
    encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Of the properties of a form or multipart body."""

    prefix_encodings: tuple[Encoding, ...] = field(default=(), kw_only=True)
    """Of the leading items of a multipart body that is a list."""

    item_encoding: Encoding | None = field(default=None, kw_only=True)
    """Of every item behind them."""

    has_items: bool = field(default=False, kw_only=True)
    """Whether it is a sequence of JSON documents, of which each is of the type."""

    root: XmlNode | None = field(default=None, kw_only=True)
    """Node of the root element of an XML document; None for that of the model."""


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

    body: Body | tuple[Body, ...] | None = field(default=None, kw_only=True)
    """Several where the same value can be sent as several media types, the preferred one first."""

    responses: Mapping[int | str, Content | tuple[Content, ...]] = field(
        default_factory=dict, kw_only=True
    )
    """What a status (`200`), a range (`"4XX"`) or every other status (`"default"`) holds."""

    headers: tuple[Header, ...] = field(default=(), kw_only=True)
    """Headers of the answers that are more than text."""

    security: Security | None = field(default=None, kw_only=True)
    """None where that of the client holds."""

    server: ServerSpec | None = field(default=None, kw_only=True)
    """Base URL, or a path below the host of the client's; None for the client's own."""

    rules: tuple[Rule, ...] = field(default=(), kw_only=True)
    """What its arguments are checked for before they are sent."""

    pagination: Pagination | tuple[Pagination, ...] | None = field(
        default=None, kw_only=True
    )
    """How one page of the result leads to the next; of several ways, the first that the first
    page has something for. None where there are no pages."""

"""Operations, their parameters, bodies and responses, and webhooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..problem import Location
from .constraints import NO_CONSTRAINTS, Constraints
from .declarations import Docs
from .extensions import GivenName, GivenPages
from .types import MISSING, Id, Type
from .xml import Xml


class ParameterLocation(StrEnum):
    """Location of a parameter in a request."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


@dataclass(frozen=True, slots=True)
class Parameter:
    """Parameter of an operation; style and explode have their defaults filled in."""

    location: ParameterLocation
    wire_name: str
    type: Type
    required: bool
    docs: Docs
    style: str
    """`simple`, `label`, `matrix`, `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`,
    `cookie`; Swagger's `collectionFormat: tsv` is `tabDelimited`."""

    explode: bool
    allow_reserved: bool = False
    content: str | None = None
    """Media type of a `content` parameter, else None."""

    default: Any = MISSING
    constraints: Constraints = NO_CONSTRAINTS
    source: Location | None = None
    example: Any = field(default=MISSING, compare=False)
    given: GivenName | None = field(default=None, compare=False)
    """Name that a vendor extension gives."""


@dataclass(frozen=True, slots=True)
class PartHeader:
    """Header of a part of a multipart body."""

    wire_name: str
    required: bool
    docs: Docs
    value: Any = MISSING
    """Its only allowed value, or its default."""

    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """Encoding of a property or an item of a form or multipart body."""

    property: str
    """Name of the property; empty for an item."""

    content_type: str | None = None
    """Media types of the part, separated by commas."""

    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[PartHeader, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    """Encodings of the properties of a part that is multipart or a form itself."""

    prefix_encodings: tuple[Encoding, ...] = ()
    """Encodings of the leading items of such a part."""

    item_encoding: Encoding | None = None
    """Encoding of all further items."""


@dataclass(frozen=True, slots=True)
class Content:
    """Media type of a request or a response."""

    media_type: str
    """Lower case, without parameters, such as `application/json`."""

    type: Type | None
    """None if there is no schema."""

    encodings: tuple[Encoding, ...] = ()
    """Encodings of properties."""

    prefix_encodings: tuple[Encoding, ...] = ()
    """Encodings of the leading items of a multipart body that is a list (3.2)."""

    item_encoding: Encoding | None = None
    """Encoding of all further items."""

    item_type: Type | None = None
    """Type of each item of a sequential media type (3.2 `itemSchema`)."""

    constraints: Constraints = NO_CONSTRAINTS
    """Constraints of the content of a request, except those of its model."""

    parameters: str = ""
    """Parameters of the media type, such as `version=2` or `charset=utf-8; profile="a"`."""

    xml: Xml | None = None
    """XML node of the root element; None for other media types."""

    location: Location | None = field(default=None, compare=False)
    example: Any = field(default=MISSING, compare=False)


@dataclass(frozen=True, slots=True)
class RequestBody:
    """Request body of an operation."""

    required: bool
    docs: Docs
    contents: tuple[Content, ...]
    """At least one, in the document's order."""


@dataclass(frozen=True, slots=True)
class Header:
    """Header of a response."""

    wire_name: str
    type: Type
    required: bool
    docs: Docs
    explode: bool = False
    content: str | None = None
    """Media type of a header with `content`, else None."""


@dataclass(frozen=True, slots=True)
class Response:
    """Response of an operation for a status code or a range of them."""

    status: str
    """`200`, a range such as `2XX`, or `default`."""

    docs: Docs
    contents: tuple[Content, ...]
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """Scheme of a security requirement with the scopes that it needs."""

    scheme: str
    scopes: tuple[str, ...] = ()


SecurityRequirements = tuple[tuple[SecurityUse, ...], ...]
"""Alternatives, each a set of schemes that are used together; an empty one means "none needed"."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """Variable of a server URL."""

    name: str
    default: str
    """Empty if the value in the document is empty or missing."""

    values: tuple[str, ...]
    """Allowed values; empty if all are allowed."""

    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Base URL, possibly with `{variables}`."""

    url: str
    """URL as in the document; resolved against the URL of the document if it has one."""

    description: str = ""
    variables: tuple[ServerVariable, ...] = ()
    """Variables of the URL, in its order."""

    name: str = ""
    """Short unique name (3.2)."""

    location: Location | None = None
    is_relative: bool = False
    """True if the document names no host for it."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One HTTP method on one path."""

    id: Id
    method: str
    """Upper case; a method of `additionalOperations` as the document writes it."""

    path: str
    """The template as the document writes it, such as `/pets/{petId}`."""

    operation_id: str | None
    tags: tuple[str, ...]
    docs: Docs
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    responses: tuple[Response, ...]
    security: SecurityRequirements | None = None
    """None if the requirements of the API apply."""

    servers: tuple[Server, ...] = ()
    """Servers of the operation or its path; empty if those of the API apply."""

    location: Location | None = None
    given_group: GivenName | None = None
    """Resource, and those around it, that a vendor extension gives."""

    given_method: GivenName | None = None
    """Name of the method that a vendor extension gives."""

    sampled_call: GivenName | None = None
    """Call that code samples show, without the client, such as `chat.completions.create`."""

    given_pages: GivenPages | None = None
    """Pagination that a vendor extension describes."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Request that the API sends: a webhook or a callback of an operation."""

    id: Id
    name: str
    """Key of the webhook or of the callback."""

    method: str
    """Method as in `Operation.method`."""

    operation_id: str | None
    docs: Docs
    parameters: tuple[Parameter, ...]
    """Parameters, none of them in the path, which is the receiver's own."""

    body: RequestBody | None
    operation: Id | None = None
    """The first operation with this callback; None for a webhook."""

    location: Location | None = None

"""Operations and what travels with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ..problem import Location
from .declarations import NO_CONSTRAINTS, Constraints, Docs
from .types import MISSING, Id, Type
from .xml import Xml


class ParameterLocation(StrEnum):
    """Where a parameter travels."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"
    COOKIE = "cookie"
    QUERYSTRING = "querystring"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, with style and explode always filled in."""

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


@dataclass(frozen=True, slots=True)
class PartHeader:
    """A header of a part of a multipart body."""

    wire_name: str
    required: bool
    docs: Docs
    value: Any = MISSING
    """Its only value, or the one that it has where nothing is said."""

    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property or item of a form or multipart body is written."""

    property: str
    """Empty for an item, which has a position instead."""

    content_type: str | None = None
    """Media type of the part, or several, separated by commas."""

    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[PartHeader, ...] = ()
    encodings: tuple[Encoding, ...] = ()
    """Those of the properties of a part that has parts itself, or that is a form."""

    prefix_encodings: tuple[Encoding, ...] = ()
    """Those of the leading items of such a part."""

    item_encoding: Encoding | None = None
    """That of every item behind them."""


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a request or a response."""

    media_type: str
    """Lower case, without parameters, such as `application/json`."""

    type: Type | None
    """None where the document gives no schema."""

    encodings: tuple[Encoding, ...] = ()
    """Those of properties."""

    prefix_encodings: tuple[Encoding, ...] = ()
    """Those of the leading items of a multipart body that is a list (3.2)."""

    item_encoding: Encoding | None = None
    """That of every item behind them."""

    item_type: Type | None = None
    """Type of each item of a sequential media type (3.2 `itemSchema`)."""

    constraints: Constraints = NO_CONSTRAINTS
    """Limits on the content of a request; what a model limits itself is not among them."""

    parameters: str = ""
    """Those of the media type, such as `version=2` or `charset=utf-8; profile="a"`."""

    xml: Xml | None = None
    """Node of the root element of an XML document; None of any other."""

    location: Location | None = field(default=None, compare=False)
    example: Any = field(default=MISSING, compare=False)


@dataclass(frozen=True, slots=True)
class RequestBody:
    """The body that an operation takes."""

    required: bool
    docs: Docs
    contents: tuple[Content, ...]
    """At least one, in the document's order."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header of a response."""

    wire_name: str
    type: Type
    required: bool
    docs: Docs
    explode: bool = False
    content: str | None = None
    """Media type of a header with `content`, else None."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an operation answers for a status or a group of them."""

    status: str
    """`200`, a range such as `2XX`, or `default`."""

    docs: Docs
    contents: tuple[Content, ...]
    headers: tuple[Header, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityUse:
    """One scheme of a security requirement, with the scopes that it needs."""

    scheme: str
    scopes: tuple[str, ...] = ()


SecurityRequirements = tuple[tuple[SecurityUse, ...], ...]
"""Alternatives, each a set of schemes that go together; an empty alternative means "none needed"."""


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A variable of a server URL."""

    name: str
    default: str
    """Empty where a document gives a value that is empty or missing."""

    values: tuple[str, ...]
    """The only values that are allowed; empty where the document names none."""

    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL, perhaps with `{variables}`."""

    url: str
    """As the document writes it; what is relative to a document that came from a URL is absolute."""

    description: str = ""
    variables: tuple[ServerVariable, ...] = ()
    """Those that the URL has, in its order."""

    name: str = ""
    """Short unique name (3.2)."""

    location: Location | None = None


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
    """None where the API's own requirements hold."""

    servers: tuple[Server, ...] = ()
    """Servers of the operation or its path; empty where the API's own hold."""

    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends: a webhook, or what an operation calls back."""

    id: Id
    name: str
    """Key of the webhook or of the callback."""

    method: str
    """As of an operation."""

    operation_id: str | None
    docs: Docs
    parameters: tuple[Parameter, ...]
    """None of them in the path, which is the receiver's own."""

    body: RequestBody | None
    operation: Id | None = None
    """The operation that asks for the call, the first where several do; None for a webhook."""

    location: Location | None = None

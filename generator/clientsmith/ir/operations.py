"""Operations and what travels with them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..problem import Location
from .declarations import NO_CONSTRAINTS, Constraints, Docs
from .types import MISSING, Id, Type


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


@dataclass(frozen=True, slots=True)
class Encoding:
    """How one property of a form or multipart body is written."""

    property: str
    content_type: str | None = None
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One media type of a request or a response."""

    media_type: str
    """Lower case, without parameters, such as `application/json`."""

    type: Type | None
    """None where the document gives no schema."""

    encodings: tuple[Encoding, ...] = ()
    item_type: Type | None = None
    """Type of each item of a sequential media type (3.2 `itemSchema`)."""


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
    values: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL, perhaps with `{variables}`."""

    url: str
    description: str = ""
    variables: tuple[ServerVariable, ...] = ()


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

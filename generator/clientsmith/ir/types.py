"""Types of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

Id = str
"""Identity of a declaration or an operation: origin and JSON pointer of its object, such as
`api.yaml#/components/schemas/Pet`."""


class Missing(Enum):
    """Type of `MISSING`, the sentinel for a value that the document does not have, as distinct from null."""

    MISSING = "MISSING"


MISSING = Missing.MISSING


class ScalarKind(StrEnum):
    """Meaning of a JSON scalar."""

    STRING = "string"
    INTEGER = "integer"
    INTEGER_STRING = "integer-string"
    """An integer written as a JSON string (`type: string, format: int64`)."""

    NUMBER = "number"
    DECIMAL = "decimal"
    """A decimal number written as a JSON string (`type: string, format: decimal`)."""

    DECIMAL_NUMBER = "decimal-number"
    """A decimal number written as a JSON number (`type: number, format: decimal`)."""

    BOOLEAN = "boolean"
    NULL = "null"
    BASE64 = "base64"
    """Bytes in base64 (`format: byte`, `contentEncoding: base64`)."""

    BASE64URL = "base64url"
    BINARY = "binary"
    """Bytes as they are: a body, or a part of a multipart body."""

    DATE_TIME = "date-time"
    HTTP_DATE = "http-date"
    """An RFC 9110 date, such as `Tue, 24 Nov 2026 10:00:00 GMT`."""

    UNIX_TIME = "unix-time"
    """Seconds since 1970 as a JSON number (`format: unixtime`)."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    """An ISO 8601 duration."""

    UUID = "uuid"
    IPV4 = "ipv4"
    """An IPv4 address as an object; `format: ipv4` is text unless the user wants more."""

    IPV6 = "ipv6"


@dataclass(frozen=True, slots=True)
class Scalar:
    """JSON value that is neither object nor array."""

    kind: ScalarKind


@dataclass(frozen=True, slots=True)
class Literals:
    """One of a few constants, in place (a `const`, or an enumeration of one value)."""

    values: tuple[str | int | float | bool | None, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A JSON array whose items have one type."""

    item: Type


@dataclass(frozen=True, slots=True)
class TupleOf:
    """A JSON array with a type for each leading position (`prefixItems`)."""

    items: tuple[Type, ...]
    rest: Type | None
    """Type of further items; None if they are not allowed."""


@dataclass(frozen=True, slots=True)
class MapOf:
    """A JSON object with arbitrary keys and values of one type."""

    value: Type


@dataclass(frozen=True, slots=True)
class Nullable:
    """A type, or null. The inner type is never `Nullable` itself."""

    type: Type


@dataclass(frozen=True, slots=True)
class Discriminator:
    """Property that distinguishes the members of a union, and the values of each member."""

    property: str
    mapping: Mapping[str, Id]
    """Value → id of the member, mapped explicitly or by schema name."""

    default: Id | None = None
    """Member for all other values (3.2 `defaultMapping`, or the base of the other members); None if
    there is none."""

    base: Id | None = None
    """The schema that declares it for those that extend it; None if a union declares it."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A union (`oneOf`, `anyOf`, several JSON types); at least two members, none of them null."""

    members: tuple[Type, ...]
    discriminator: Discriminator | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Reference to a declaration by id."""

    id: Id


@dataclass(frozen=True, slots=True)
class Anything:
    """Any JSON value."""


Type = Scalar | Literals | ListOf | TupleOf | MapOf | Nullable | OneOf | Named | Anything

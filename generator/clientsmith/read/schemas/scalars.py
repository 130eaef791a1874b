"""Scalar kinds of JSON types and formats."""

from __future__ import annotations

import base64
import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial
from ipaddress import IPv4Address, IPv6Address
from types import NoneType
from uuid import UUID

from ... import ir
from ...document import Node
from ...ir import ScalarKind
from ...prepare.dialect.schema import Schema
from ...problem import Location, Problem, Severity, quoted
from .constants import fit

_TEXTS = tuple(
    kind
    for kind in ScalarKind
    if kind
    not in (
        ScalarKind.BOOLEAN,
        ScalarKind.DECIMAL_NUMBER,
        ScalarKind.INTEGER,
        ScalarKind.NULL,
        ScalarKind.NUMBER,
        ScalarKind.UNIX_TIME,
    )
)
_KINDS_BY_TYPE: dict[str, dict[ScalarKind, ScalarKind]] = {
    "string": {
        **{kind: kind for kind in _TEXTS},
        ScalarKind.DECIMAL_NUMBER: ScalarKind.DECIMAL,
        ScalarKind.INTEGER: ScalarKind.INTEGER_STRING,
    },
    "number": {
        ScalarKind.DECIMAL: ScalarKind.DECIMAL_NUMBER,
        ScalarKind.DECIMAL_NUMBER: ScalarKind.DECIMAL_NUMBER,
        ScalarKind.INTEGER: ScalarKind.INTEGER,
        ScalarKind.NUMBER: ScalarKind.NUMBER,
        ScalarKind.UNIX_TIME: ScalarKind.UNIX_TIME,
    },
    "integer": {
        ScalarKind.INTEGER: ScalarKind.INTEGER,
        ScalarKind.INTEGER_STRING: ScalarKind.INTEGER,
        ScalarKind.UNIX_TIME: ScalarKind.UNIX_TIME,
    },
}
"""JSON type → kind that is configured for a format → kind with that type. A missing kind has another
form in JSON."""


class Formats:
    """Scalar kinds that the user has configured for formats.

    Args:
        kinds: kind of each format; it has no effect on schemas of a JSON type that does not fit.
    """

    def __init__(self, kinds: Mapping[str, ScalarKind]) -> None:
        self._kinds = {
            (type, format): fitting[kind]
            for type, fitting in _KINDS_BY_TYPE.items()
            for format, kind in kinds.items()
            if kind in fitting
        }
        self._unused = dict(kinds)

    def kind(self, type: str, format: str) -> ScalarKind | None:
        """Return the kind of a format with a JSON type; None if none is configured."""
        kind = self._kinds.get((type, format))
        if kind is not None:
            self._unused.pop(format, None)
        return kind

    def unused(self, origin: str) -> tuple[Problem, ...]:
        """Return a note on each format that no schema has had so far.

        Args:
            origin: the document.
        """
        return tuple(
            Problem(
                "override-unused",
                Severity.NOTE,
                f"`formats` in the configuration maps {quoted(format)} to {kind.value}, but no schema "
                "of a matching type has that format.",
                Location(origin),
            )
            for format, kind in sorted(self._unused.items())
        )


NO_FORMATS = Formats({})


_BY_TYPE = {
    "string": ScalarKind.STRING,
    "integer": ScalarKind.INTEGER,
    "number": ScalarKind.NUMBER,
    "boolean": ScalarKind.BOOLEAN,
    "null": ScalarKind.NULL,
}

_INTEGERS = ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64")

_BY_FORMAT: dict[tuple[str, str], ScalarKind] = {
    ("string", "date-time"): ScalarKind.DATE_TIME,
    ("string", "date"): ScalarKind.DATE,
    ("string", "time"): ScalarKind.TIME,
    ("string", "duration"): ScalarKind.DURATION,
    ("string", "uuid"): ScalarKind.UUID,
    ("string", "binary"): ScalarKind.BINARY,
    ("string", "decimal"): ScalarKind.DECIMAL,
    ("string", "decimal128"): ScalarKind.DECIMAL,
    ("string", "http-date"): ScalarKind.HTTP_DATE,
    ("string", "rfc7231"): ScalarKind.HTTP_DATE,
    ("string", "date-time-rfc7231"): ScalarKind.HTTP_DATE,
    **{("string", format): ScalarKind.INTEGER_STRING for format in _INTEGERS},
    ("number", "decimal"): ScalarKind.DECIMAL_NUMBER,
    ("number", "decimal128"): ScalarKind.DECIMAL_NUMBER,
    **{
        (type, format): ScalarKind.UNIX_TIME
        for type in ("integer", "number")
        for format in ("unixtime", "unix-time")
    },
}
"""Type and format → kind; every other format has no effect (names from the OpenAPI Format Registry,
and `unix-time` as Stripe writes it)."""

_BY_ENCODING = {"base64": ScalarKind.BASE64, "base64url": ScalarKind.BASE64URL}

_STRING_FORMATS = frozenset(
    format
    for (type, format), kind in _BY_FORMAT.items()
    if type == "string" and kind not in (ScalarKind.DECIMAL, ScalarKind.INTEGER_STRING)
)

_SCALARS = {kind: ir.Scalar(kind) for kind in ScalarKind}

_VALUES = frozenset({str, int, float, bool, NoneType})
_REFERENCES_OR_CONSTANTS = frozenset({"$ref", "$dynamicRef", "$recursiveRef", "const"})

_TEXT = ("text/", "application/json", "application/xml", "application/yaml")


_EXPRESSED = frozenset(_BY_FORMAT) | {
    *(("string", format) for format in ("byte", "base64", "base64url")),
    *(("integer", format) for format in _INTEGERS),
    *(("number", format) for format in (*_INTEGERS, "float", "double")),
}


def is_expressed(types: Iterable[object], format: str) -> bool:
    """Return whether a scalar kind expresses a format of one of the JSON types.

    Otherwise the format is an annotation.
    """
    return any((type, format) in _EXPRESSED for type in types)


def is_scalar(type: str) -> bool:
    """Return whether a JSON type is a scalar, null included."""
    return type in _BY_TYPE


def simple_key(node: Node) -> Hashable | None:
    """Return a key that is equal for scalar schemas with equal keywords, wherever they are.

    None for any other schema, and for one with references or constants.
    """
    data = node.data
    if data.__class__ is not dict or not _REFERENCES_OR_CONSTANTS.isdisjoint(data):
        return None
    type = data.get("type")
    if type.__class__ is not str or type not in _BY_TYPE:
        return None
    return literal_key(node)


def literal_key(node: Node) -> Hashable | None:
    """Return a key that is equal for equal objects of scalars; None for any other object."""
    data = node.data
    classes = tuple([value.__class__ for value in data.values()])  # since 1 == True == 1.0
    if not _VALUES.issuperset(classes):
        return None
    return node.document.origin, tuple(data.items()), classes


def scalar(type: str, schema: Schema, formats: Formats, *, implied: bool = False) -> ir.Scalar:
    """Return the scalar that a normalized schema describes for one of its JSON types.

    Args:
        type: the JSON type.
        schema: the schema.
        formats: kinds that the user has configured.
        implied: whether the type is inferred from other keywords.
    """
    format = schema.get("format")
    if isinstance(format, str):
        kind = formats.kind(type, format) or _BY_FORMAT.get((type, format))
        if kind is not None:
            return _SCALARS[kind]
    if type == "string":
        encoding = schema.get("contentEncoding")
        if isinstance(encoding, str):
            return _SCALARS[_BY_ENCODING.get(encoding.lower(), ScalarKind.STRING)]
        media_type = schema.get("contentMediaType")
        if _is_binary(media_type) or (isinstance(media_type, str) and implied):
            return _SCALARS[ScalarKind.BINARY]
    return _SCALARS[_BY_TYPE[type]]


def formatted_constants(schema: Schema, formats: Formats = NO_FORMATS) -> tuple[str, ...] | None:
    """Return the constants of a string schema whose format gives it a type of its own.

    None if there are fewer than two, as a constant is its own type, or if the type would be written
    differently from one of them, so that the server would not recognize it.
    """
    values = schema.get("enum")
    if not isinstance(values, list) or _FORMAT_KEYWORDS.isdisjoint(schema):
        return None
    types = schema.get("type", "string")
    if [type for type in (types if isinstance(types, list) else [types]) if type != "null"] != [
        "string"
    ]:
        return None
    texts = fit(values, ("string",)).values
    write = _WRITTEN.get(scalar("string", schema, formats).kind)
    if write is None or len(texts) < 2:
        return None
    try:
        is_exact = all(isinstance(text, str) and write(text) == text for text in texts)
    except (ValueError, ArithmeticError, TypeError):
        return None
    return tuple(str(text) for text in texts) if is_exact else None


_FORMAT_KEYWORDS = frozenset({"format", "contentEncoding"})
_DURATION = re.compile(
    r"-?P(?=.)([1-9]\d*D)?(T(?=.)(([1-9]|1\d|2[0-3])H)?([1-5]?[1-9]M|[1-5]0M)?"
    r"([1-5]?[1-9]S|[1-5]0S)?)?",
    re.ASCII,
)


def _moment(text: str, read: Callable[[str], dt.datetime | dt.date | dt.time]) -> str:
    written = read(text).isoformat()
    return f"{written[:-6]}Z" if written.endswith("+00:00") else written


def _base64url(text: str) -> str:
    octets = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


_WRITTEN: Mapping[ScalarKind, Callable[[str], str]] = {
    ScalarKind.BASE64: lambda text: base64.b64encode(base64.b64decode(text)).decode(),
    ScalarKind.BASE64URL: _base64url,
    ScalarKind.DATE: partial(_moment, read=dt.date.fromisoformat),
    ScalarKind.DATE_TIME: partial(_moment, read=dt.datetime.fromisoformat),
    ScalarKind.DECIMAL: lambda text: format(Decimal(text), "f"),
    ScalarKind.DURATION: lambda text: text if _DURATION.fullmatch(text) else "",
    ScalarKind.HTTP_DATE: lambda text: format_datetime(parsedate_to_datetime(text), usegmt=True),
    ScalarKind.INTEGER_STRING: lambda text: str(int(text)),
    ScalarKind.IPV4: lambda text: str(IPv4Address(text)),
    ScalarKind.IPV6: lambda text: str(IPv6Address(text)),
    ScalarKind.TIME: partial(_moment, read=dt.time.fromisoformat),
    ScalarKind.UUID: lambda text: str(UUID(text)),
}
"""Kind → text that a client writes for a value that it has read from a text."""

_PLAIN = {
    ScalarKind.INTEGER_STRING: ScalarKind.STRING,
    ScalarKind.DECIMAL: ScalarKind.STRING,
    ScalarKind.BASE64: ScalarKind.STRING,
    ScalarKind.BASE64URL: ScalarKind.STRING,
    ScalarKind.HTTP_DATE: ScalarKind.STRING,
    ScalarKind.UNIX_TIME: ScalarKind.NUMBER,
    ScalarKind.DECIMAL_NUMBER: ScalarKind.NUMBER,
}
"""Kind with a special form → kind of the same JSON type without it."""

_SAME_VALUES = (
    {ScalarKind.INTEGER, ScalarKind.NUMBER, ScalarKind.INTEGER_STRING},
    {ScalarKind.DECIMAL_NUMBER, ScalarKind.DECIMAL},
    {ScalarKind.INTEGER, ScalarKind.UNIX_TIME},
    {ScalarKind.NUMBER, ScalarKind.UNIX_TIME},
    {ScalarKind.DECIMAL_NUMBER, ScalarKind.UNIX_TIME},
    {ScalarKind.DATE_TIME, ScalarKind.UNIX_TIME, ScalarKind.HTTP_DATE},
    {ScalarKind.BASE64, ScalarKind.BASE64URL},
)
"""Groups of kinds that cannot be distinguished by a value, in JSON or in Python."""


def distinguishable(members: Iterable[ir.Type]) -> list[ir.Type]:
    """Return the members of a union, with kinds that cannot be distinguished replaced by plain ones."""
    members = list(members)
    kinds = {member.kind for member in members if isinstance(member, ir.Scalar)}
    mixed = {kind for group in _SAME_VALUES if len(group & kinds) > 1 for kind in group & kinds}
    return [
        (
            _SCALARS[_PLAIN[member.kind]]
            if isinstance(member, ir.Scalar) and member.kind in mixed and member.kind in _PLAIN
            else member
        )
        for member in members
    ]


def implies_string(schema: Schema) -> bool:
    """Return whether a normalized schema without `type` has keywords that apply to strings only."""
    format = schema.get("format")
    return (
        (isinstance(format, str) and format in _STRING_FORMATS)
        or isinstance(schema.get("contentEncoding"), str)
        or isinstance(schema.get("contentMediaType"), str)
    )


def _is_binary(media_type: object) -> bool:
    """Return whether a string of that media type, without an encoding, is raw bytes (OpenAPI 3.1,
    "Working with Binary Data")."""
    if not isinstance(media_type, str):
        return False
    name = media_type.lower()
    essence = name.partition(";")[0].strip()
    return not (name.startswith(_TEXT) or essence.endswith(("+json", "+xml", "+yaml")))

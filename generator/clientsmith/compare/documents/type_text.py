"""Types and values as text for messages."""

from __future__ import annotations

import json
from typing import assert_never

from ...ir import (
    MISSING,
    Alias,
    Anything,
    Enumeration,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from .version import Version

_SCALARS = {
    ScalarKind.INTEGER_STRING: "integer as a string",
    ScalarKind.DECIMAL: "decimal number as a string",
    ScalarKind.DECIMAL_NUMBER: "decimal number",
    ScalarKind.BASE64: "bytes in base64",
    ScalarKind.BASE64URL: "bytes in base64url",
    ScalarKind.BINARY: "bytes",
    ScalarKind.DATE_TIME: "date and time",
    ScalarKind.HTTP_DATE: "date of HTTP",
    ScalarKind.UNIX_TIME: "time as seconds since 1970",
    ScalarKind.UUID: "UUID",
    ScalarKind.IPV4: "IPv4 address",
    ScalarKind.IPV6: "IPv6 address",
}
_MAX_SHOWN = 6
"""Maximum number of constants or members that are listed."""


def type_text(type_: Type | None, version: Version) -> str:
    """Describe a type: `list of Goal`, `"open" or "done"`; None is no content."""
    match type_:
        case None:
            return "no content"
        case Scalar(kind):
            return _SCALARS.get(kind, kind.value)
        case Literals(values):
            return _alternatives([constant_text(value) for value in values])
        case ListOf(item):
            return f"list of {_inner(item, version)}"
        case MapOf(value):
            return f"map of {_inner(value, version)}"
        case TupleOf(items, rest):
            shown = [type_text(item, version) for item in items]
            return f"list of {', '.join(shown)}{' and more' if rest is not None else ''}"
        case Nullable(inner):
            return f"{type_text(inner, version)} or null"
        case OneOf(members):
            return _alternatives([type_text(member, version) for member in members])
        case Named(id_):
            return _named(id_, version)
        case Anything():
            return "any value"
        case _:
            assert_never(type_)


def constant_text(value: object) -> str:
    """Return a constant as JSON."""
    return json.dumps(value, ensure_ascii=False)


def default_text(value: object) -> str:
    """Return a default as JSON; empty where there is none."""
    return "" if value is MISSING else constant_text(value)


def _inner(type_: Type, version: Version) -> str:
    text = type_text(type_, version)
    return f"({text})" if isinstance(type_, OneOf | Nullable) else text


def _alternatives(parts: list[str]) -> str:
    shown = list(dict.fromkeys(parts))
    if len(shown) > _MAX_SHOWN:
        shown = [*shown[: _MAX_SHOWN - 1], f"{len(shown) - _MAX_SHOWN + 1} others"]
    return " or ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _named(id_: Id, version: Version) -> str:
    id_ = version.resolve(id_)
    if word := version.component(id_):
        return word
    match version[id_]:
        case Model():
            return "object"
        case Enumeration(values=values):
            return type_text(Literals(values), version)
        case Alias(type=type_):
            name, _ = version.class_names(id_)
            return name or type_text(type_, version)

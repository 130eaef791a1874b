"""JSON types of annotations, as values are sent."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from ipaddress import IPv4Address, IPv6Address
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, TypeAlias
from uuid import UUID

from .. import codec
from ..codec.annotations import Model, Namespace, is_union
from ..codec.clients import namespace_of, resolve
from ..codec.constants import union_parts
from ..codec.shapes import CATCH_ALL
from ..exports import PACKAGE
from ..models import UNSET, Unset, Upload
from ..models.wire_types import WireFormat
from .constraints import UNCONSTRAINED, Constraints

_NAMESPACE = Namespace(f"{PACKAGE}.models")


class AnyType:
    """Any value; `is_file` stands for the content of a file, which is not checked."""

    def __init__(self, *, is_file: bool = False) -> None:
        self.is_file = is_file


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ScalarType:
    """Scalar."""

    name: str
    """Name for messages, such as `a string`."""

    types: frozenset[str]
    form: re.Pattern[str] | None = None
    """Pattern of valid text."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ConstantsType:
    """One of a few constants."""

    values: tuple[Any, ...]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ArrayType:
    """Array with a type for each leading position, and one for further items."""

    prefix: tuple[JsonType, ...]
    item: JsonType | None
    """None if there must be no further items."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class MapType:
    """Object with arbitrary keys."""

    value: JsonType


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class UnionType:
    """Value of one of several types."""

    members: tuple[JsonType, ...]


class NamedType:
    """Named type that is resolved when first needed, as it may be recursive."""

    def __init__(self, annotation: Any, namespace: Namespace) -> None:
        self._annotation = annotation
        self._namespace = namespace

    @cached_property
    def kind(self) -> JsonType:
        """The type that the name stands for."""
        return _json_type(self._annotation, self._namespace)


@dataclasses.dataclass(frozen=True, slots=True)
class ObjectProperty:
    """Field of a model, and its property."""

    name: str
    wire_name: str
    kind: JsonType
    required: bool
    constraints: Constraints


class ObjectType:
    """Object of a model class."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._namespace = namespace_of(model.cls, _NAMESPACE)

    @property
    def limits(self) -> Constraints:
        """Constraints on the object as a whole."""
        found: Constraints = self._model.attribute("_limits", UNCONSTRAINED)
        return found

    @cached_property
    def properties(self) -> Mapping[str, ObjectProperty]:
        """Properties by their names on the wire."""
        wire_names = self._model.table("_wire")
        constraints = self._model.table("_constraints")
        found = {}
        for name, annotation, default in self._model.fields():
            if name == CATCH_ALL:
                continue
            wire_name = wire_names.get(name, name)
            kind = _json_type(annotation, self._namespace)
            if default is None and isinstance(kind, UnionType):
                kind = _without_null(kind)
            found[wire_name] = ObjectProperty(
                name,
                wire_name,
                kind,
                default is not None and default is not UNSET,
                constraints.get(name, UNCONSTRAINED),
            )
        return found

    @cached_property
    def rest(self) -> JsonType:
        """Type of undeclared properties."""
        for name, annotation, _ in self._model.fields():
            if name == CATCH_ALL:
                kind = _json_type(annotation, self._namespace)
                return kind.value if isinstance(kind, MapType) else ANY_TYPE
        return ANY_TYPE


JsonType: TypeAlias = (
    AnyType
    | ScalarType
    | ConstantsType
    | ArrayType
    | MapType
    | UnionType
    | NamedType
    | ObjectType
)

ANY_TYPE = AnyType()
_FILE = AnyType(is_file=True)
_NULL = ScalarType("null", frozenset({"null"}))
_NUMBER = ScalarType("a number", frozenset({"integer", "number"}))


def _text(name: str, form: str = "") -> ScalarType:
    return ScalarType(name, frozenset({"string"}), re.compile(form) if form else None)


_STRING = _text("a string")
_LEAVES: dict[Any, ScalarType] = {
    str: _STRING,
    int: ScalarType("an integer", frozenset({"integer"})),
    float: _NUMBER,
    bool: ScalarType("a boolean", frozenset({"boolean"})),
    None: _NULL,
    NoneType: _NULL,
    dt.datetime: _text(
        "a date-time", r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt _][0-9]{2}:[0-9]{2}"
    ),
    dt.date: _text("a date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    dt.time: _text("a time"),
    dt.timedelta: _text("a duration"),
    IPv4Address: _text("an IPv4 address"),
    IPv6Address: _text("an IPv6 address"),
    UUID: _text("a UUID", r"(?i:[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12})\Z"),
    Decimal: _text("a decimal number as a string"),
    bytes: _text("base64"),
}
_WIRE_FORMATS = {
    WireFormat.UNIX_TIME: _NUMBER,
    WireFormat.DECIMAL_NUMBER: _NUMBER,
}
"""Formats that are not text."""


@lru_cache(maxsize=4096)
def json_type_of(type_: str) -> JsonType:
    """Return the JSON type of a type expression."""
    return _json_type(type_, _NAMESPACE)


_objects: dict[Model, ObjectType] = {}


def _object_type(model: Model) -> ObjectType:
    found = _objects.get(model)
    if found is None:
        found = _objects.setdefault(model, ObjectType(model))
    return found


def _json_type(annotation: Any, namespace: Namespace) -> JsonType:
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        namespace, expression = resolve(annotation, namespace)
        return _json_type(namespace.evaluate(expression), namespace)
    if hasattr(annotation, "__value__"):
        return _json_type(annotation.__value__, namespace)
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is None:
        return _class(annotation)
    if origin is Annotated:
        return _annotated(annotation, namespace)
    if is_union(annotation):
        return _union(annotation, namespace)
    if origin is Literal:
        return ConstantsType(tuple(arguments))
    if origin is list:
        return ArrayType((), NamedType(arguments[0], namespace))
    if origin is dict:
        return MapType(NamedType(arguments[1], namespace))
    if origin is tuple:
        return _tuple(arguments, namespace)
    return ANY_TYPE


def _class(cls: Any) -> JsonType:
    leaf = _LEAVES.get(cls)
    if leaf is not None:
        return leaf
    if isinstance(cls, type):
        if issubclass(cls, Enum):
            return ConstantsType(tuple(member.value for member in cls))
        model = codec.model(cls)
        if model is not None:
            return _object_type(model)
    return ANY_TYPE


def _annotated(annotation: Any, namespace: Namespace) -> JsonType:
    for mark in annotation.__metadata__:
        if isinstance(mark, Upload):
            return _FILE
        if isinstance(mark, WireFormat):
            return _WIRE_FORMATS.get(mark, _STRING)
    return _json_type(annotation.__origin__, namespace)


def _tuple(arguments: tuple[Any, ...], namespace: Namespace) -> JsonType:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return ArrayType((), NamedType(arguments[0], namespace))
    rest: JsonType | None = None
    if arguments and getattr(arguments[-1], "__unpacked__", False):
        rest = NamedType(typing.get_args(arguments[-1])[0], namespace)
        arguments = arguments[:-1]
    return ArrayType(tuple(NamedType(each, namespace) for each in arguments), rest)


def _union(annotation: Any, namespace: Namespace) -> JsonType:
    parts = [part for part in union_parts(annotation, namespace) if part is not Unset]
    members = tuple(dict.fromkeys(_json_type(part, namespace) for part in parts))
    return members[0] if len(members) == 1 else UnionType(members)


def _without_null(kind: UnionType) -> JsonType:
    """Return the JSON type of an optional property, where None means that it is omitted."""
    members = tuple(member for member in kind.members if member is not _NULL)
    return members[0] if len(members) == 1 else UnionType(members)

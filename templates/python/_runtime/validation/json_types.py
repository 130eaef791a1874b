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
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, TypeAlias
from uuid import UUID

from ..codec import records
from ..codec.annotations import Namespace, is_union
from ..codec.metadata import table_of, told_of
from ..codec.shape import CATCH_ALL
from ..models.unset import UNSET, Unset
from ..models.wire_types import Upload, WireFormat
from .constraints import UNCONSTRAINED, Constraints

_NAMESPACE = Namespace(f"{__name__.rpartition('._runtime.')[0]}.models")


class Anything:
    """Any value; `is_file` stands for the content of a file, which is not checked."""

    def __init__(self, *, is_file: bool = False) -> None:
        self.is_file = is_file


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """Scalar."""

    name: str
    """Name for messages, such as `a string`."""

    types: frozenset[str]
    form: re.Pattern[str] | None = None
    """Pattern of valid text."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Constants:
    """One of a few constants."""

    values: tuple[Any, ...]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Array:
    """Array with a type for each leading position, and one for further items."""

    prefix: tuple[Kind, ...]
    item: Kind | None
    """None if there must be no further items."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Map:
    """Object with arbitrary keys."""

    value: Kind


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class AnyOf:
    """Value of one of several types."""

    members: tuple[Kind, ...]


class Named:
    """Named type that is resolved when first needed, as it may be recursive."""

    def __init__(self, annotation: Any) -> None:
        self._annotation = annotation

    @cached_property
    def kind(self) -> Kind:
        """The type that the name stands for."""
        return _kind(self._annotation)


@dataclasses.dataclass(frozen=True, slots=True)
class Property:
    """Field of a model, and its property."""

    name: str
    wire_name: str
    kind: Kind
    required: bool
    constraints: Constraints


class Object:
    """Object of a model class."""

    def __init__(self, cls: type) -> None:
        self._cls = cls

    @property
    def limits(self) -> Constraints:
        """Constraints on the object as a whole."""
        found: Constraints = told_of(self._cls, "_limits", UNCONSTRAINED)
        return found

    @cached_property
    def properties(self) -> Mapping[str, Property]:
        """Properties by their names on the wire."""
        wire_names = table_of(self._cls, "_wire")
        constraints = table_of(self._cls, "_constraints")
        found = {}
        for name, annotation, default in records.fields_of(self._cls):
            if name == CATCH_ALL:
                continue
            wire_name = wire_names.get(name, name)
            kind = _kind(annotation)
            if default is None and isinstance(kind, AnyOf):
                kind = _without_null(kind)
            found[wire_name] = Property(
                name,
                wire_name,
                kind,
                default is not None and default is not UNSET,
                constraints.get(name, UNCONSTRAINED),
            )
        return found

    @cached_property
    def rest(self) -> Kind:
        """Type of undeclared properties."""
        for name, annotation, _ in records.fields_of(self._cls):
            if name == CATCH_ALL:
                kind = _kind(annotation)
                return kind.value if isinstance(kind, Map) else ANYTHING
        return ANYTHING


Kind: TypeAlias = Anything | Leaf | Constants | Array | Map | AnyOf | Named | Object

ANYTHING = Anything()
_FILE = Anything(is_file=True)
_NULL = Leaf("null", frozenset({"null"}))
_NUMBER = Leaf("a number", frozenset({"integer", "number"}))


def _text(name: str, form: str = "") -> Leaf:
    return Leaf(name, frozenset({"string"}), re.compile(form) if form else None)


_STRING = _text("a string")
_LEAVES: dict[Any, Leaf] = {
    str: _STRING,
    int: Leaf("an integer", frozenset({"integer"})),
    float: _NUMBER,
    bool: Leaf("a boolean", frozenset({"boolean"})),
    None: _NULL,
    NoneType: _NULL,
    dt.datetime: _text(
        "a date-time", r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt _][0-9]{2}:[0-9]{2}"
    ),
    dt.date: _text("a date", r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"),
    dt.time: _text("a time"),
    dt.timedelta: _text("a duration"),
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
def kind_of(type_: str) -> Kind:
    """Return the JSON type of a type expression."""
    return _kind(type_)


_objects: dict[type, Object] = {}


def object_of(cls: type) -> Object:
    """Return the JSON type of a model class."""
    found = _objects.get(cls)
    if found is None:
        found = _objects.setdefault(cls, Object(cls))
    return found


def _kind(annotation: Any) -> Kind:
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return _kind(_NAMESPACE.evaluate(annotation))
    if hasattr(annotation, "__value__"):
        return _kind(annotation.__value__)
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is None:
        return _class(annotation)
    if origin is Annotated:
        return _annotated(annotation)
    if is_union(annotation):
        return _union(annotation)
    if origin is Literal:
        return Constants(tuple(arguments))
    if origin is list:
        return Array((), Named(arguments[0]))
    if origin is dict:
        return Map(Named(arguments[1]))
    if origin is tuple:
        return _tuple(arguments)
    return ANYTHING


def _class(cls: Any) -> Kind:
    leaf = _LEAVES.get(cls)
    if leaf is not None:
        return leaf
    if isinstance(cls, type):
        if issubclass(cls, Enum):
            return Constants(tuple(member.value for member in cls))
        if records.is_model(cls):
            return object_of(cls)
    return ANYTHING


def _annotated(annotation: Any) -> Kind:
    for mark in annotation.__metadata__:
        if isinstance(mark, Upload):
            return _FILE
        if isinstance(mark, WireFormat):
            return _WIRE_FORMATS.get(mark, _STRING)
    return _kind(annotation.__origin__)


def _tuple(arguments: tuple[Any, ...]) -> Kind:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return Array((), Named(arguments[0]))
    rest: Kind | None = None
    if arguments and getattr(arguments[-1], "__unpacked__", False):
        rest = Named(typing.get_args(arguments[-1])[0])
        arguments = arguments[:-1]
    return Array(tuple(map(Named, arguments)), rest)


def _union(annotation: Any) -> Kind:
    parts = [part for part in _NAMESPACE.members(annotation) if part is not Unset]
    members = tuple(dict.fromkeys(map(_kind, parts)))
    return members[0] if len(members) == 1 else AnyOf(members)


def _without_null(kind: AnyOf) -> Kind:
    """Return the JSON type of an optional property, where None means that it is omitted."""
    members = tuple(member for member in kind.members if member is not _NULL)
    return members[0] if len(members) == 1 else AnyOf(members)

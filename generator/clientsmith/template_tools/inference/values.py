"""What is known of the values that expressions of a template have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import reduce
from typing import TYPE_CHECKING, TypeAlias

from ...contract import ObjectOf, OptionalOf, Scalar, TupleOf, Type

if TYPE_CHECKING:
    from jinja2 import nodes

    from .scope import Scope


class Plain(Enum):
    """A value without parts."""

    UNKNOWN = "something"
    CODE = "code"
    """Template text and `Code`: safe as it stands."""

    TEXT = "text of the document"
    INT = "a number"
    BOOL = "a truth value"
    NOTHING = "None"


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of the context."""

    class_name: str
    present: frozenset[str] = frozenset()
    """Optional fields that are known not to be None."""


@dataclass(frozen=True, slots=True)
class Maybe:
    """None, or a value."""

    value: Value


@dataclass(frozen=True, slots=True)
class Many:
    """A sequence of any length."""

    item: Value


@dataclass(frozen=True, slots=True)
class Row:
    """A sequence whose items are known one by one."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """`loop` inside of a `for`."""

    item: Value


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """A macro with what is visible where it is defined."""

    template: str
    node: nodes.Macro
    scope: Scope


@dataclass(frozen=True, slots=True)
class Module:
    """A template that was imported as a whole."""

    template: str


Value: TypeAlias = Plain | Instance | Maybe | Many | Row | Loop | Macro | Module

UNKNOWN, CODE, TEXT, INT, BOOL, NOTHING = Plain

_SCALARS = {Scalar.CODE: CODE, Scalar.TEXT: TEXT, Scalar.INT: INT, Scalar.BOOL: BOOL}


def value_of(type: Type) -> Value:
    """The value of a type of the contract."""
    match type:
        case Scalar():
            return _SCALARS[type]
        case ObjectOf(name):
            return Instance(name)
        case OptionalOf(inner):
            return Maybe(value_of(inner))
        case TupleOf(item):
            return Many(value_of(item))


def either(one: Value, other: Value) -> Value:
    """A value that is one of two."""
    match one, other:
        case _ if one == other:
            return one
        case (Plain.CODE, Plain.TEXT) | (Plain.TEXT, Plain.CODE):
            return TEXT
        case (Plain.NOTHING, Plain.UNKNOWN) | (Plain.UNKNOWN, Plain.NOTHING):
            return UNKNOWN
        case (Plain.NOTHING, Maybe()) | (Maybe(), Plain.NOTHING):
            return one if isinstance(one, Maybe) else other
        case (Plain.NOTHING, value) | (value, Plain.NOTHING):
            return Maybe(value)
        case (Maybe(value), rest) | (rest, Maybe(value)):
            inner = either(value, rest.value if isinstance(rest, Maybe) else rest)
            return UNKNOWN if inner is UNKNOWN else Maybe(inner)
        case Instance(name, present), Instance(other_name, other_present) if name == other_name:
            return Instance(name, present & other_present)
        case (Row(items=()), (Many() | Row()) as rest) | ((Many() | Row()) as rest, Row(items=())):
            return rest
        case Many() | Row(), Many() | Row():
            return Many(any_of((item_of(one), item_of(other))))
        case _:
            return UNKNOWN


def any_of(values: Iterable[Value]) -> Value:
    """A value that is one of several; unknown where there are none."""
    found = [*values]
    return reduce(either, found) if found else UNKNOWN


def item_of(value: Value) -> Value:
    """What a loop over a value gives."""
    match value:
        case Many(item):
            return item
        case Row(items):
            return any_of(items)
        case Maybe(inner):
            return item_of(inner)
        case Plain.CODE:
            return CODE
        case _:
            return UNKNOWN


def present(value: Value) -> Value:
    """A value of which it was asked whether it is there."""
    return value.value if isinstance(value, Maybe) else value


def shown(value: Value) -> str:
    """What a value is, for messages."""
    match value:
        case Instance(name):
            article = "an" if name[0] in "AEIO" else "a"
            return f"{article} `{name}`"
        case Maybe(inner):
            return shown(inner)
        case Many() | Row():
            return "a sequence"
        case Plain():
            return value.value
        case Loop():
            return "`loop`"
        case Macro() | Module():
            return "a macro"

"""Inferred types of template values, the scopes that hold them, and paths of attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import reduce
from typing import TypeAlias

from jinja2 import nodes

from ...contract import ContractType, ObjectType, OptionalType, ScalarType, TupleType


class PlainValue(Enum):
    """A value without attributes."""

    UNKNOWN = "something"
    CODE = "code"
    """Template text and `Code`, which are safe to print."""

    TEXT = "text of the document"
    INT = "a number"
    BOOL = "a truth value"
    NOTHING = "None"


@dataclass(frozen=True, slots=True)
class Instance:
    """An object of the context."""

    class_name: str
    present: frozenset[str] = frozenset()
    """Optional fields known not to be None."""


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value that may be None."""

    value: Value


@dataclass(frozen=True, slots=True)
class Many:
    """A sequence of any length."""

    item: Value


@dataclass(frozen=True, slots=True)
class Row:
    """A sequence with known items."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """The variable `loop` inside a `for`."""

    item: Value


@dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """A macro with the scope of its definition."""

    template: str
    node: nodes.Macro
    scope: Scope


@dataclass(frozen=True, slots=True)
class Module:
    """A template imported as a whole."""

    template: str


Value: TypeAlias = PlainValue | Instance | Maybe | Many | Row | Loop | Macro | Module

UNKNOWN, CODE, TEXT, INT, BOOL, NOTHING = PlainValue

_SCALARS = {
    ScalarType.CODE: CODE,
    ScalarType.TEXT: TEXT,
    ScalarType.INT: INT,
    ScalarType.BOOL: BOOL,
}


def value_of(type: ContractType) -> Value:
    """Return the value for a type of the contract."""
    match type:
        case ScalarType():
            return _SCALARS[type]
        case ObjectType(name):
            return Instance(name)
        case OptionalType(inner):
            return Maybe(value_of(inner))
        case TupleType(item):
            return Many(value_of(item))


def either(one: Value, other: Value) -> Value:
    """Return the union of two values."""
    match one, other:
        case _ if one == other:
            return one
        case (PlainValue.CODE, PlainValue.TEXT) | (PlainValue.TEXT, PlainValue.CODE):
            return TEXT
        case (PlainValue.NOTHING, PlainValue.UNKNOWN) | (PlainValue.UNKNOWN, PlainValue.NOTHING):
            return UNKNOWN
        case (PlainValue.NOTHING, Maybe()) | (Maybe(), PlainValue.NOTHING):
            return one if isinstance(one, Maybe) else other
        case (PlainValue.NOTHING, value) | (value, PlainValue.NOTHING):
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
    """Return the union of several values; unknown if there are none."""
    found = [*values]
    return reduce(either, found) if found else UNKNOWN


def item_of(value: Value) -> Value:
    """Return the value of an item of a sequence."""
    match value:
        case Many(item):
            return item
        case Row(items):
            return any_of(items)
        case Maybe(inner):
            return item_of(inner)
        case PlainValue.CODE:
            return CODE
        case _:
            return UNKNOWN


def present(value: Value) -> Value:
    """Return a value without None."""
    return value.value if isinstance(value, Maybe) else value


def shown(value: Value) -> str:
    """Describe a value for messages."""
    match value:
        case Instance(name):
            article = "an" if name[0] in "AEIO" else "a"
            return f"{article} `{name}`"
        case Maybe(inner):
            return shown(inner)
        case Many() | Row():
            return "a sequence"
        case PlainValue():
            return value.value
        case Loop():
            return "`loop`"
        case Macro() | Module():
            return "a macro"


@dataclass(slots=True)
class Scope:
    """The names that are visible at a place of a template, with their values."""

    shared: dict[str, Value] = field(default_factory=dict)
    """Names that blocks and included templates see as well: the variables of the template, and
    names set at its top level."""

    local: dict[str, Value] | None = None
    """Names set in a loop, a block or a macro; None at the top level of a template."""

    asked: frozenset[str] = frozenset()
    """Paths such as `method.body` that are tested by an enclosing condition."""

    defined: frozenset[str] = frozenset()
    """Paths that an enclosing condition tests with `is defined`."""

    def get(self, name: str) -> Value | None:
        """Return the value of a name; None if it is unknown."""
        if self.local is not None and name in self.local:
            return self.local[name]
        return self.shared.get(name)

    def names(self) -> set[str]:
        """Return every visible name."""
        return {*self.shared, *(self.local or ())}

    def set(self, name: str, value: Value) -> None:
        """Set the value of a name."""
        (self.shared if self.local is None else self.local)[name] = value
        self.asked = frozenset(_of_others(self.asked, name))
        self.defined = frozenset(_of_others(self.defined, name))

    def inner(self, values: Mapping[str, Value] | None = None) -> Scope:
        """Return the scope of a loop, a macro or a `with`, whose names end with it."""
        scope = Scope(self.shared, dict(self.local or {}), self.asked, self.defined)
        for name, value in (values or {}).items():
            scope.set(name, value)
        return scope

    def branch(self, asked: Iterable[str], defined: Iterable[str]) -> Scope:
        """Return the scope of a branch of an `if`, whose names may outlive it."""
        return Scope(
            dict(self.shared),
            None if self.local is None else dict(self.local),
            self.asked.union(asked),
            self.defined.union(defined),
        )

    def block(self, *, sees_local: bool) -> Scope:
        """Return the scope of a block."""
        local = self.local if sees_local else None
        return Scope({**self.shared, **(local or {})}, {}, self.asked, self.defined)

    def used(self) -> Scope:
        """Return the top-level scope of a template that is included, or imported with context."""
        return Scope({**self.shared, **(self.local or {})}, None, self.asked, self.defined)

    def merge(self, branches: Iterable[Scope]) -> None:
        """Merge the names set in the branches of an `if`."""
        ends = list(branches)
        for pick in (_shared, _local):
            mine = pick(self)
            if mine is None:
                continue
            for name in sorted({name for end in ends for name in pick(end) or ()}):
                values = [value for end in ends if (value := (pick(end) or {}).get(name))]
                merged = values[0]
                for value in values[1:]:
                    merged = either(merged, value)
                mine[name] = merged


def _shared(scope: Scope) -> dict[str, Value]:
    return scope.shared


def _local(scope: Scope) -> dict[str, Value] | None:
    return scope.local


def _of_others(paths: Iterable[str], name: str) -> Iterator[str]:
    return (path for path in paths if path != name and not path.startswith(f"{name}."))


_ATTRIBUTE_TESTS = ("defined", "undefined")


def path_of(node: nodes.Node) -> str | None:
    """Return an attribute path such as `method.body`; None for other expressions."""
    match node:
        case nodes.Name(name=name):
            return str(name)
        case nodes.Getattr(node=owner, attr=name):
            base = path_of(owner)
            return None if base is None else f"{base}.{name}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str() as name)):
            base = path_of(owner)
            return None if base is None else f"{base}.{name}"
        case _:
            return None


def asked_paths(condition: nodes.Node) -> Iterator[str]:
    """Yield the paths in a condition: its author has considered their possible values."""
    path = path_of(condition)
    if path is not None:
        yield path
    for child in condition.iter_child_nodes():
        yield from asked_paths(child)


def defined_paths(condition: nodes.Node) -> Iterator[str]:
    """Yield the paths that a condition tests with `is defined`."""
    for test in (condition, *condition.find_all(nodes.Test)):
        if isinstance(test, nodes.Test) and test.name in _ATTRIBUTE_TESTS:
            path = path_of(test.node)
            if path is not None:
                yield path


def words_of(text: str, *, several: bool) -> list[list[str]]:
    """Split attribute paths in the argument of a filter, such as `delivery.has_query`.

    Args:
        text: the argument.
        several: whether commas part several of them.
    """
    return [path.strip().split(".") for path in (text.split(",") if several else [text])]

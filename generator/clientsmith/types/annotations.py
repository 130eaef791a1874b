"""Types of the IR as type expressions of Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, assert_never

from ..ir import (
    Alias,
    Anything,
    Discriminator,
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
from ..text import Code
from .declarations import Declarations
from .directions import Direction, is_upload
from .expressions import (
    ANY,
    UNKNOWN_VARIANT,
    Expression,
    ExternalType,
    Generic,
    ModelType,
    Tagged,
    UnionType,
    constants,
    optional,
    union_of,
)
from .narrowing import selecting_property

_SCALARS = {
    ScalarKind.STRING: "str",
    ScalarKind.INTEGER: "int",
    ScalarKind.INTEGER_STRING: "IntegerString",
    ScalarKind.NUMBER: "float",
    ScalarKind.DECIMAL: "Decimal",
    ScalarKind.DECIMAL_NUMBER: "DecimalNumber",
    ScalarKind.BOOLEAN: "bool",
    ScalarKind.NULL: "None",
    ScalarKind.BASE64: "bytes",
    ScalarKind.BASE64URL: "Base64Url",
    ScalarKind.BINARY: "str",
    ScalarKind.DATE_TIME: "dt.datetime",
    ScalarKind.HTTP_DATE: "HttpDate",
    ScalarKind.UNIX_TIME: "UnixTime",
    ScalarKind.DATE: "dt.date",
    ScalarKind.TIME: "dt.time",
    ScalarKind.DURATION: "dt.timedelta",
    ScalarKind.UUID: "UUID",
    ScalarKind.IPV4: "_ip.IPv4Address",
    ScalarKind.IPV6: "_ip.IPv6Address",
}


@dataclass(frozen=True, slots=True)
class AnnotationContext:
    """The context in which a type is written as an annotation."""

    direction: Direction
    """Direction of the value, for models with a class for each direction."""

    tolerant: bool
    """True if enumerations admit values that the document does not list."""

    uploads: bool = False
    """True if binary is the content of a file."""


class ClassNames(Protocol):
    """Names of the classes and types of the `models` package."""

    def __call__(self, id_: Id, direction: Direction) -> Code | None:
        """Return the name of a declaration's form for a direction; None where it is printed in
        place."""


class Annotations:
    """Turns types of the IR into type expressions."""

    def __init__(self, declarations: Declarations, names: ClassNames) -> None:
        self._declarations = declarations
        self._names = names
        self._open: dict[int, tuple[OneOf, str | None]] = {}
        """By identity of the union: the property that distinguishes its objects."""
        self.unknown_variants: set[str] = set()
        """Properties that distinguish the objects of the unions that admit unknown variants."""

    def expression(self, type_: Type, context: AnnotationContext) -> Expression:
        """Return the type expression for a type."""
        match type_:
            case Scalar(kind):
                if context.uploads and kind is ScalarKind.BINARY:
                    return ExternalType("FileInput")
                return ExternalType(_SCALARS[kind])
            case Literals(values):
                return constants(values)
            case ListOf(item):
                return Generic("list", (self.expression(item, context),))
            case TupleOf(items, rest):
                return self._tuple(items, rest, context)
            case MapOf(value):
                return Generic("dict", (ExternalType("str"), self.expression(value, context)))
            case Nullable(inner):
                return optional(self.expression(inner, context))
            case OneOf(discriminator=discriminator):
                union = self._union(type_, context)
                return self._tagged(union, discriminator, context)
            case Named():
                return self._named(type_, context)
            case Anything():
                return ANY
            case _:
                assert_never(type_)

    def definition(self, id_: Id, context: AnnotationContext) -> Expression:
        """Return the type expression that the name of an alias or an enumeration stands for."""
        declaration = self._declarations[id_]
        if isinstance(declaration, Enumeration):
            return constants(declaration.values)
        assert isinstance(declaration, Alias), f"{id_} is a class"
        if declaration.id in self._declarations.circular:
            return union_of(
                self.expression(member, context)
                for member in _members_of(declaration, self._declarations, set())
            )
        return self.expression(declaration.type, context)

    def _union(self, union: OneOf, context: AnnotationContext) -> Expression:
        expression = union_of(self.expression(member, context) for member in union.members)
        if not (context.tolerant and self._admits_others(union)):
            return expression
        return union_of((expression, UNKNOWN_VARIANT))

    def _in_place(self, type_: Type, context: AnnotationContext) -> Expression:
        """Return a type that is printed in place: a union without its discriminator, since its
        members have constants that say the same."""
        match type_:
            case Nullable(inner):
                return optional(self._in_place(inner, context))
            case OneOf():
                return self._union(type_, context)
            case _:
                return self.expression(type_, context)

    def _admits_others(self, union: OneOf) -> bool:
        """Return whether objects of a union that the document does not know can be told from those
        that it knows."""
        if id(union) not in self._open:
            self._open[id(union)] = union, selecting_property(union, self._declarations)
        property = self._open[id(union)][1]
        if property is not None:
            self.unknown_variants.add(property)
        return property is not None

    def _tuple(
        self, items: tuple[Type, ...], rest: Type | None, context: AnnotationContext
    ) -> Expression:
        leading = tuple(self.expression(item, context) for item in items)
        if rest is None:
            return Generic("tuple", leading or (ExternalType("()"),))
        following = self.expression(rest, context)
        if not leading:
            return Generic("list", (following,))
        return Generic("tuple", (*leading, Generic("*tuple", (following, ExternalType("...")))))

    def _tagged(
        self, union: Expression, discriminator: Discriminator | None, context: AnnotationContext
    ) -> Expression:
        if discriminator is None or not isinstance(union, UnionType):
            return union
        mapping = [
            (value, name)
            for value, id_ in discriminator.mapping.items()
            if (name := self._names(self._declarations.resolve(id_), context.direction)) is not None
        ]
        default = discriminator.default and self._names(
            self._declarations.resolve(discriminator.default), context.direction
        )
        return Tagged(union, discriminator.property, tuple(mapping), default) if mapping else union

    def _named(self, type_: Named, context: AnnotationContext) -> Expression:
        declaration = self._declarations[type_.id]
        name = self._names(declaration.id, context.direction)
        match declaration:
            case Model():
                assert name is not None, f"{declaration.id} has no class"
                return ModelType(name)
            case Enumeration(values=values):
                known = constants(values) if name is None else ModelType(name)
                return union_of((known, *_kinds(values))) if context.tolerant else known
            case Alias():
                uploads = context.uploads and is_upload(type_, self._declarations)
                if name is None:
                    return self._in_place(declaration.type, context)
                if uploads or self._is_transparent(declaration):
                    return self.expression(declaration.type, context)
                return ModelType(name)
            case _:
                assert_never(declaration)

    def _is_transparent(self, alias: Alias) -> bool:
        """Return whether the type says more than its name: one value, or a list or map of such."""
        match alias.type:
            case ListOf(inner) | MapOf(inner):
                return self._is_simple(inner)
            case type_:
                return self._is_simple(type_) and alias.id not in self._declarations.recursive

    def _is_simple(self, type_: Type) -> bool:
        match type_:
            case Scalar() | Literals() | Anything():
                return True
            case Named(id_):
                return id_ not in self._declarations.recursive
            case _:
                return False


def _kinds(values: Iterable[object]) -> Iterator[Expression]:
    """Yield types that hold values that an enumeration does not list."""
    kinds = {type(value) for value in values}
    for kind in (str, int):
        if kind in kinds:
            yield ExternalType(kind.__name__)


def _members_of(alias: Alias, declarations: Declarations, seen: set[Id]) -> Iterator[Type]:
    """Yield the types that an alias chooses from, through aliases that choose from it in turn."""
    seen.add(alias.id)
    waiting: list[Type] = [alias.type]
    while waiting:
        type_ = waiting.pop(0)
        match type_:
            case OneOf(members):
                waiting = [*members, *waiting]
            case Nullable(inner):
                waiting = [inner, Scalar(ScalarKind.NULL), *waiting]
            case Named(id_) if declarations.resolve(id_) in declarations.circular:
                other = declarations[id_]
                if isinstance(other, Alias) and other.id not in seen:
                    yield from _members_of(other, declarations, seen)
            case _:
                yield type_

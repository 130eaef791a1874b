"""Declarations that get a name; shorter ones are printed where they are used."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from ...ir import (
    MISSING,
    NO_CONSTRAINTS,
    Alias,
    Anything,
    Constraints,
    Declaration,
    Discriminator,
    Enumeration,
    Field,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Scalar,
    TupleOf,
    Type,
)
from ...naming.models.places import usable_title
from ...types.declarations import Declarations, is_component
from ...types.expressions import annotation_code, constants
from ...types.narrowing import Tags, is_told_by_constants

_LONGEST_ENUMERATION = 48
"""Characters of an inline `Literal[...]` at most."""

_LONGEST_ALIAS = 64
"""Estimated characters of an inline union, list or map at most."""

_MOST_MEMBERS = 4
_INLINE_MODEL = 24
"""Estimated length of a name that is not known yet."""


def need_names(
    ids: Iterable[Id],
    declarations: Declarations,
    chosen: Collection[Id],
    tags: Tags,
    *,
    enum_classes: bool,
) -> dict[Id, None]:
    """Return the declarations that are printed under a name, in order.

    Args:
        ids: declarations that become code.
        declarations: all declarations.
        chosen: declarations that have a name already, of the user or of before.
        tags: constants that discriminators give to models.
        enum_classes: whether enumerations become classes.
    """
    synonymous = frozenset(declarations.synonyms.values())
    return {
        id_: None
        for id_ in ids
        if id_ in chosen
        or id_ in synonymous
        or _needs_name(id_, declarations, tags, enum_classes=enum_classes)
    }


def _needs_name(id_: Id, declarations: Declarations, tags: Tags, *, enum_classes: bool) -> bool:
    declaration = declarations[id_]
    if is_component(declaration):
        return True
    match declaration:
        case Model():
            return True
        case Enumeration(values=values):
            return enum_classes or _length(Literals(values), declarations) > _LONGEST_ENUMERATION
        case Alias(type=type_):
            return id_ in declarations.recursive or not _is_short(type_, declarations, tags)
        case _:
            assert_never(declaration)


def _is_short(type_: Type, declarations: Declarations, tags: Tags) -> bool:
    match type_:
        case OneOf(members, discriminator):
            if len(members) > _MOST_MEMBERS:
                return False
            if discriminator is not None:
                if not is_told_by_constants(type_, declarations, tags):
                    return False
                type_ = OneOf(members)
            return _length(type_, declarations) <= _LONGEST_ALIAS
        case Nullable(inner):
            return _is_short(inner, declarations, tags)
        case _:
            return _length(type_, declarations) <= _LONGEST_ALIAS


def _length(type_: Type, declarations: Declarations) -> int:
    """Return the number of characters of a type expression, estimated before there are names."""
    match type_:
        case Scalar() | Anything():
            return 6
        case Literals(values):
            return len(annotation_code(constants(values)))
        case ListOf(inner):
            return _length(inner, declarations) + 6
        case MapOf(inner):
            return _length(inner, declarations) + 11
        case Nullable(inner):
            return _length(inner, declarations) + 7
        case TupleOf(items, rest):
            return 8 + sum(
                _length(item, declarations) + 2 for item in (*items, *([rest] if rest else []))
            )
        case OneOf(members, discriminator):
            return sum(_length(member, declarations) + 3 for member in members) + (
                0 if discriminator is None else 2 * _LONGEST_ALIAS
            )
        case Named(id_):
            return _name_length(id_, declarations)
        case _:
            assert_never(type_)


def _name_length(id_: Id, declarations: Declarations) -> int:
    declaration = declarations[id_]
    if is_component(declaration):
        return len(declaration.place.steps[0].word) + len("models.")
    match declaration:
        case Model():
            return _INLINE_MODEL
        case Enumeration(values=values):
            return min(_length(Literals(values), declarations), _INLINE_MODEL)
        case Alias(type=type_):
            if declaration.id in declarations.recursive:
                return _INLINE_MODEL
            return _length(type_, declarations)
        case _:
            assert_never(declaration)


def merge_repeated(
    declarations: Mapping[Id, Declaration], apart: Collection[Id] = ()
) -> dict[Id, Id]:
    """Return inline models and enumerations of the same title and shape → the one that stands for
    them.

    What people read (descriptions, examples) does not count as shape; what the class would do does.
    What stands inside merged declarations is merged with it.

    Args:
        declarations: all of them.
        apart: those that are merged with each other only.
    """
    shapes = _Shapes(declarations)
    groups: dict[Hashable, list[Id]] = {}
    for id_, declaration in declarations.items():
        if is_component(declaration) or isinstance(declaration, Alias):
            continue
        title = usable_title(declaration)
        if title is not None:
            groups.setdefault((title, shapes.of(id_), id_ in apart), []).append(id_)
    merged: dict[Id, Id] = {}
    for group in groups.values():
        first, *others = sorted(group)
        merged.update(dict.fromkeys(others, first))
    return merged


@dataclass(slots=True)
class _Shapes:
    """Numbers of the shapes of inline declarations; equal shapes have equal numbers."""

    declarations: Mapping[Id, Declaration]
    _known: dict[Id, Hashable] = field(default_factory=dict)
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _open: set[Id] = field(default_factory=set)

    def of(self, id_: Id) -> Hashable:
        """Return the shape of a declaration; a component, or one that contains itself, is only like
        itself."""
        declaration = self.declarations[id_]
        if is_component(declaration) or id_ in self._open:
            return id_
        if id_ not in self._known:
            self._open.add(id_)
            shape = self._shape(declaration)
            self._open.discard(id_)
            self._known[id_] = self._numbers.setdefault(shape, len(self._numbers))
        return self._known[id_]

    def _shape(self, declaration: Declaration) -> Hashable:
        match declaration:
            case Model(fields=fields, base=base, additional=additional):
                shown = tuple(
                    self._field(part) for part in sorted(fields, key=lambda part: part.wire_name)
                )
                return shown, base, None if additional is None else self._type(additional)
            case Enumeration(values=values):
                return tuple(map(repr, values))
            case Alias(type=type_):
                return self._type(type_)
            case _:
                assert_never(declaration)

    def _field(self, part: Field) -> Hashable:
        return (
            part.wire_name,
            self._type(part.type),
            part.required,
            part.read_only,
            part.write_only,
            part.docs.deprecated,
            repr(part.constraints) if _says(part.constraints) else None,
            None if part.default is MISSING else repr(part.default),
        )

    def _type(self, type_: Type) -> Hashable:
        match type_:
            case Named(id_):
                return self.of(id_)
            case ListOf(inner) | MapOf(inner) | Nullable(inner):
                return type(type_).__name__, self._type(inner)
            case TupleOf(items, rest):
                return (
                    tuple(self._type(item) for item in items),
                    None if rest is None else self._type(rest),
                )
            case OneOf(members, discriminator):
                tags = None if discriminator is None else tuple(self._tags(discriminator))
                return tuple(self._type(member) for member in members), tags
            case Literals(values):
                return tuple(map(repr, values))
            case Scalar() | Anything():
                return type_
            case _:
                assert_never(type_)

    def _tags(self, discriminator: Discriminator) -> Iterator[Hashable]:
        yield discriminator.property
        yield None if discriminator.default is None else self.of(discriminator.default)
        for value, id_ in sorted(discriminator.mapping.items()):
            yield value, self.of(id_)


def _says(limits: Constraints) -> bool:
    """Return whether there is any limit; most often there is none, which is told without looking
    inside."""
    return limits is not NO_CONSTRAINTS and limits != NO_CONSTRAINTS

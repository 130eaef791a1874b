"""Inline schemas that a document repeats under one title become one class."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
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
from ...naming.schema_titles import usable_title
from ...types.declarations import is_component


def merge_repeated(
    declarations: Mapping[Id, Declaration], apart: Collection[Id] = ()
) -> dict[Id, Id]:
    """Inline models and enumerations of the same title and shape → the one that stands for them.

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
    """Numbers that are equal where inline declarations are the same."""

    declarations: Mapping[Id, Declaration]
    _known: dict[Id, Hashable] = field(default_factory=dict)
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    _open: set[Id] = field(default_factory=set)

    def of(self, id_: Id) -> Hashable:
        """The shape of a declaration; a component, or one that contains itself, is only like
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
    """Whether there is any limit; most often there is none, which is told without looking inside."""
    return limits is not NO_CONSTRAINTS and limits != NO_CONSTRAINTS

"""JSON merge patches (RFC 7396), request bodies in which null removes a member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from ..ir import (
    Alias,
    Anything,
    Api,
    Content,
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
    Operation,
    Role,
    Scalar,
    Step,
    TupleOf,
    Type,
    declaration_references,
    type_references,
)

_MEDIA_TYPE = "application/merge-patch+json"
_WORD = "Patch"


def with_merge_patches(api: Api) -> Api:
    """Return the API with null allowed in merge patches for optional properties and values of maps.

    Declarations that only merge patches use are changed in place; the others get a variant with the
    suffix `Patch`.
    """
    patches = [
        content.type
        for operation in api.operations
        for content in _contents(operation)
        if content.media_type == _MEDIA_TYPE and content.type is not None
    ]
    if not patches:
        return api
    variants = _PatchTypes(api, _all_references(api, _other_uses(api)))
    operations = tuple(_patched(operation, variants) for operation in api.operations)
    return replace(
        api, operations=operations, declarations={**api.declarations, **variants.changed}
    )


class _PatchTypes:
    """Variants of types for merge patches.

    Args:
        api: the API.
        shared: ids of declarations that are also used elsewhere.
    """

    def __init__(self, api: Api, shared: frozenset[Id]) -> None:
        self._declarations = api.declarations
        self._shared = shared
        self._ids: dict[Id, Id] = {}
        self.changed: dict[Id, Declaration] = {}
        """New and changed declarations by id."""

    def of(self, type_: Type) -> Type:
        """Return a type whose objects allow null for optional members.

        Merge patches replace arrays as a whole, so the types of their items do not change.
        """
        match type_:
            case Named(id_):
                return Named(self._variant(id_))
            case Nullable(inner):
                return Nullable(self.of(inner))
            case MapOf(value):
                return MapOf(_nullable(self.of(value)))
            case OneOf(members, discriminator):
                return OneOf(
                    tuple(self.of(member) for member in members),
                    None if discriminator is None else self._discriminator(discriminator),
                )
            case Scalar() | Literals() | ListOf() | TupleOf() | Anything():
                return type_
            case _:
                assert_never(type_)

    def _variant(self, id_: Id) -> Id:
        declaration = self._declarations[id_]
        if isinstance(declaration, Enumeration) or not self._has_objects(id_):
            return id_
        if id_ not in self._ids:
            variant = self._ids[id_] = f"{id_} ({_WORD})" if id_ in self._shared else id_
            self.changed[variant] = self._declaration(declaration, variant)
        return self._ids[id_]

    def _has_objects(self, id_: Id) -> bool:
        """Return whether there is an object in the type that is not inside an array."""
        visited: set[Id] = set()
        waiting: list[Type] = [Named(id_)]
        while waiting:
            match waiting.pop():
                case Named(other) if other not in visited:
                    visited.add(other)
                    declaration = self._declarations[other]
                    if isinstance(declaration, Model):
                        return True
                    if isinstance(declaration, Alias):
                        waiting.append(declaration.type)
                case MapOf():
                    return True
                case Nullable(inner):
                    waiting.append(inner)
                case OneOf(members):
                    waiting += members
        return False

    def _declaration(self, declaration: Model | Alias, variant: Id) -> Declaration:
        place = declaration.place
        if variant != declaration.id:
            *outer, last = place.steps
            steps = (
                (replace(last, word=last.word + _WORD),)
                if last.role is Role.COMPONENT
                else (*outer, last, Step(Role.PROPERTY, _WORD))
            )
            place = replace(place, steps=steps, title="")
        if isinstance(declaration, Alias):
            return replace(declaration, id=variant, place=place, type=self.of(declaration.type))
        additional = declaration.additional
        return replace(
            declaration,
            id=variant,
            place=place,
            base=None,
            fields=tuple(map(self._field, declaration.fields)),
            additional=None if additional is None else _nullable(self.of(additional)),
        )

    def _field(self, field: Field) -> Field:
        type_ = self.of(field.type)
        return replace(field, type=type_ if field.required else _nullable(type_))

    def _discriminator(self, discriminator: Discriminator) -> Discriminator:
        default, base = discriminator.default, discriminator.base
        return replace(
            discriminator,
            mapping={value: self._variant(id_) for value, id_ in discriminator.mapping.items()},
            default=None if default is None else self._variant(default),
            base=(
                self._variant(base)
                if base is not None and base in discriminator.mapping.values()
                else base
            ),
        )


def _nullable(type_: Type) -> Type:
    return type_ if isinstance(type_, Nullable | Anything) else Nullable(type_)


def _contents(operation: Operation) -> tuple[Content, ...]:
    return () if operation.body is None else operation.body.contents


def _patched(operation: Operation, variants: _PatchTypes) -> Operation:
    body = operation.body
    if body is None or all(content.media_type != _MEDIA_TYPE for content in body.contents):
        return operation
    contents = tuple(
        (
            replace(content, type=variants.of(content.type))
            if content.media_type == _MEDIA_TYPE and content.type is not None
            else content
        )
        for content in body.contents
    )
    return replace(operation, body=replace(body, contents=contents))


def _other_uses(api: Api) -> Iterator[Type]:
    """Yield the types that operations use outside merge patches."""
    for operation in api.operations:
        for parameter in operation.parameters:
            yield parameter.type
        contents = [each for each in _contents(operation) if each.media_type != _MEDIA_TYPE]
        for response in operation.responses:
            contents += response.contents
            for header in response.headers:
                yield header.type
        for content in contents:
            yield from (each for each in (content.type, content.item_type) if each is not None)


def _all_references(api: Api, types: Iterable[Type]) -> frozenset[Id]:
    """Return the ids of all declarations that types refer to, directly or not."""
    visited: set[Id] = set()
    waiting = [id_ for type_ in types for id_ in type_references(type_)]
    while waiting:
        id_ = waiting.pop()
        if id_ in visited:
            continue
        visited.add(id_)
        waiting += declaration_references(api.declarations[id_])
    return frozenset(visited)

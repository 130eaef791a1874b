"""JSON merge patches (RFC 7396): bodies in which null removes what may be left out."""

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
    type_references,
)

_MEDIA_TYPE = "application/merge-patch+json"
_WORD = "Patch"


def with_merge_patches(api: Api) -> Api:
    """The API with null allowed in merge patches for every optional property and value of a map.

    What only merge patches use is changed in place; of the rest there is a second form, which is
    called like it with `Patch` behind.
    """
    patches = [
        content.type
        for operation in api.operations
        for content in _contents(operation)
        if content.media_type == _MEDIA_TYPE and content.type is not None
    ]
    if not patches:
        return api
    forms = _Forms(api, _reached(api, _other_uses(api)))
    operations = tuple(_patched(operation, forms) for operation in api.operations)
    return replace(api, operations=operations, declarations={**api.declarations, **forms.made})


class _Forms:
    """Types as merge patches have them.

    Args:
        api: the API.
        shared: ids of declarations that something else uses, too.
    """

    def __init__(self, api: Api, shared: frozenset[Id]) -> None:
        self._declarations = api.declarations
        self._shared = shared
        self._ids: dict[Id, Id] = {}
        self.made: dict[Id, Declaration] = {}
        """New declarations, and those that take the place of one of the same id."""

    def of(self, type_: Type) -> Type:
        """A type whose objects may hold null for what they may leave out; arrays are replaced as a
        whole, so that nothing changes inside."""
        match type_:
            case Named(id_):
                return Named(self._form(id_))
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

    def _form(self, id_: Id) -> Id:
        declaration = self._declarations[id_]
        if isinstance(declaration, Enumeration) or not self._holds_objects(id_):
            return id_
        if id_ not in self._ids:
            form = self._ids[id_] = f"{id_} ({_WORD})" if id_ in self._shared else id_
            self.made[form] = self._made(declaration, form)
        return self._ids[id_]

    def _holds_objects(self, id_: Id) -> bool:
        """Whether an object can be met without going through an array."""
        seen: set[Id] = set()
        waiting: list[Type] = [Named(id_)]
        while waiting:
            match waiting.pop():
                case Named(other) if other not in seen:
                    seen.add(other)
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

    def _made(self, declaration: Model | Alias, form: Id) -> Declaration:
        place = declaration.place
        if form != declaration.id:
            *outer, last = place.steps
            steps = (
                (replace(last, word=last.word + _WORD),)
                if last.role is Role.COMPONENT
                else (*outer, last, Step(Role.PROPERTY, _WORD))
            )
            place = replace(place, steps=steps, title="")
        if isinstance(declaration, Alias):
            return replace(declaration, id=form, place=place, type=self.of(declaration.type))
        additional = declaration.additional
        return replace(
            declaration,
            id=form,
            place=place,
            base=None,
            fields=tuple(map(self._field, declaration.fields)),
            additional=None if additional is None else _nullable(self.of(additional)),
        )

    def _field(self, field: Field) -> Field:
        type_ = self.of(field.type)
        return replace(field, type=type_ if field.required else _nullable(type_))

    def _discriminator(self, discriminator: Discriminator) -> Discriminator:
        default = discriminator.default
        return replace(
            discriminator,
            mapping={value: self._form(id_) for value, id_ in discriminator.mapping.items()},
            default=None if default is None else self._form(default),
        )


def _nullable(type_: Type) -> Type:
    return type_ if isinstance(type_, Nullable | Anything) else Nullable(type_)


def _contents(operation: Operation) -> tuple[Content, ...]:
    return () if operation.body is None else operation.body.contents


def _patched(operation: Operation, forms: _Forms) -> Operation:
    body = operation.body
    if body is None or all(content.media_type != _MEDIA_TYPE for content in body.contents):
        return operation
    contents = tuple(
        (
            replace(content, type=forms.of(content.type))
            if content.media_type == _MEDIA_TYPE and content.type is not None
            else content
        )
        for content in body.contents
    )
    return replace(operation, body=replace(body, contents=contents))


def _other_uses(api: Api) -> Iterator[Type]:
    """Types that operations name outside of merge patches."""
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


def _reached(api: Api, types: Iterable[Type]) -> frozenset[Id]:
    """Declarations that types lead to, and those that extend or hold one that stays as it is."""
    seen: set[Id] = set()
    waiting = [id_ for type_ in types for id_ in type_references(type_)]
    while waiting:
        id_ = waiting.pop()
        if id_ in seen:
            continue
        seen.add(id_)
        match api.declarations[id_]:
            case Model(fields=fields, additional=additional, base=base):
                waiting += [inner for field in fields for inner in type_references(field.type)]
                waiting += [] if additional is None else type_references(additional)
                waiting += [] if base is None else [base]
            case Alias(type=type_):
                waiting += type_references(type_)
    return frozenset(seen)

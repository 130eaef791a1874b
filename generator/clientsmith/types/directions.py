"""Directions of declarations: requests, responses, and declarations that need a class for each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from typing import assert_never

from ..ir import (
    Alias,
    Api,
    Content,
    Declaration,
    Enumeration,
    Field,
    Id,
    ListOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    Scalar,
    ScalarKind,
    Type,
    type_references,
)
from .declarations import Declarations
from .xml import xml_seeds


class Direction(Enum):
    """Direction in which a value travels, as the client sees it."""

    REQUEST = "request"
    RESPONSE = "response"


Uses = frozenset[Direction]
"""The ways in which a declaration is used; empty for a component that no operation reaches."""

REQUEST_ONLY: Uses = frozenset({Direction.REQUEST})
RESPONSE_ONLY: Uses = frozenset({Direction.RESPONSE})
BOTH: Uses = REQUEST_ONLY | RESPONSE_ONLY
UNREACHED: Uses = frozenset()


@dataclass(frozen=True, slots=True)
class Directions:
    """Uses of each declaration that becomes code; ids are those that `resolve` returns."""

    uses: Mapping[Id, Uses]
    """Every declaration that an operation or a component reaches."""

    split: Collection[Id]
    """Models and aliases that have a second form for requests."""

    uploads: Collection[Id]
    """Models whose properties are the parts of a multipart body."""

    xml: Collection[Id] = frozenset()
    """Declarations that XML content of an operation refers to."""

    def variants(self, id_: Id) -> tuple[Uses, ...]:
        """Return the uses that each form of a declaration serves: one, or responses then requests."""
        if id_ in self.split:
            return (RESPONSE_ONLY, REQUEST_ONLY)
        return (self.uses[id_],)


def is_visible(field: Field, uses: Uses) -> bool:
    """Return whether a model for these uses has the field."""
    if field.read_only and uses == REQUEST_ONLY:
        return False
    return not (field.write_only and uses == RESPONSE_ONLY)


def find_directions(api: Api, declarations: Declarations, generated: Collection[Id]) -> Directions:
    """Follow what operations and components refer to.

    Args:
        api: the API.
        declarations: its declarations.
        generated: ids of the operations that become methods.
    """
    operations = [operation for operation in api.operations if operation.id in generated]
    reached: dict[Id, set[Direction]] = {}
    for direction in Direction:
        seeds: Iterable[Id] = (
            id_
            for operation in operations
            for type_ in types_of(operation, direction)
            for id_ in type_references(type_)
        )
        if direction is Direction.RESPONSE:
            seeds = chain(seeds, event_seeds(api))
        for id_ in _closure(seeds, declarations, frozenset({direction})):
            reached.setdefault(id_, set()).add(direction)
    uses = {id_: frozenset(directions) for id_, directions in reached.items()}
    components = (*declarations.components, *declarations.synonyms.values())
    unreached = [id_ for id_ in components if id_ not in uses]
    for id_ in _closure(unreached, declarations, UNREACHED):
        uses.setdefault(id_, UNREACHED)
    uploads = set(_uploads(operations, declarations))
    in_order = {id_: uses[id_] for id_ in declarations.ids if id_ in uses}
    xml = (content.type for content in xml_seeds(operations) if content.type is not None)
    return Directions(
        in_order,
        _split(in_order, declarations, uploads),
        uploads,
        frozenset(_closure(chain.from_iterable(map(type_references, xml)), declarations, BOTH)),
    )


def event_seeds(api: Api) -> Iterator[Id]:
    """Yield ids that the requests of the API refer to; the client receives them, as it does
    responses."""
    for webhook in api.webhooks:
        types = [parameter.type for parameter in webhook.parameters]
        if webhook.body is not None:
            types += _types_in(webhook.body.contents)
        for type_ in types:
            yield from type_references(type_)


def types_of(operation: Operation, direction: Direction) -> Iterator[Type]:
    """Yield the types of an operation's requests, or those of its responses."""
    if direction is Direction.REQUEST:
        for parameter in operation.parameters:
            yield parameter.type
        if operation.body is not None:
            yield from _types_in(operation.body.contents)
    else:
        for response in operation.responses:
            yield from _types_in(response.contents)
            for header in response.headers:
                yield header.type


def _types_in(contents: Iterable[Content]) -> Iterator[Type]:
    for content in contents:
        if content.type is not None:
            yield content.type
        if content.item_type is not None:
            yield content.item_type


def _closure(seeds: Iterable[Id], declarations: Declarations, uses: Uses) -> list[Id]:
    """Return everything that is reached from `seeds` through what models for these uses show."""
    found: dict[Id, None] = {}
    waiting = list(seeds)
    while waiting:
        id_ = declarations.resolve(waiting.pop())
        if id_ not in found:
            found[id_] = None
            waiting += neighbours(id_, declarations, uses)
    return list(found)


def neighbours(id_: Id, declarations: Declarations, uses: Uses) -> Iterator[Id]:
    """Yield ids that the form of a declaration for some uses refers to, its base included."""
    declaration = declarations[id_]
    match declaration:
        case Model():
            for field in declaration.fields:
                if not isinstance(field.type, Scalar) and is_visible(field, uses):
                    yield from type_references(field.type)
            if declaration.additional is not None:
                yield from type_references(declaration.additional)
            if declaration.base is not None:
                yield declaration.base
        case Alias():
            yield from type_references(declaration.type)
        case Enumeration():
            pass
        case _:
            assert_never(declaration)


def _uploads(operations: Iterable[Operation], declarations: Declarations) -> Iterator[Id]:
    for operation in operations:
        for content in operation.body.contents if operation.body is not None else ():
            if content.media_type.startswith("multipart/") and content.type is not None:
                for model in _models_in(content.type, declarations, set()):
                    yield model.id


def _models_in(type_: Type, declarations: Declarations, seen: set[Id]) -> Iterator[Model]:
    """Yield the models of a type that is a model or a choice of models."""
    match type_:
        case Named(id_):
            declaration = declarations[declarations.resolve(id_)]
            if declaration.id in seen:
                return
            seen.add(declaration.id)
            if isinstance(declaration, Model):
                yield declaration
            elif isinstance(declaration, Alias):
                yield from _models_in(declaration.type, declarations, seen)
        case OneOf(members):
            for member in members:
                yield from _models_in(member, declarations, seen)
        case Nullable(inner):
            yield from _models_in(inner, declarations, seen)
        case _:
            pass


def _split(
    uses: Mapping[Id, Uses], declarations: Declarations, uploads: Collection[Id]
) -> frozenset[Id]:
    """Return declarations that are used both ways and differ, themselves or through what they refer
    to."""
    both = [id_ for id_, used in uses.items() if used == BOTH]
    users: dict[Id, list[Id]] = {}
    waiting = []
    for id_ in both:
        declaration = declarations[id_]
        if isinstance(declaration, Model) and _differs(declaration, declarations, uploads):
            waiting.append(id_)
        for target in _shown(declaration, declarations):
            users.setdefault(target, []).append(id_)
    found = set(waiting)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in found:
                found.add(user)
                waiting.append(user)
    return frozenset(found)


def _shown(declaration: Declaration, declarations: Declarations) -> Iterator[Id]:
    """Yield ids that the printed form of a declaration refers to; a base class is no part of it,
    since inherited fields are among the fields."""
    types: list[Type] = []
    match declaration:
        case Model(fields=fields, additional=additional):
            types += [field.type for field in fields]
            if additional is not None:
                types.append(additional)
        case Alias(type=type_):
            types.append(type_)
        case Enumeration():
            pass
        case _:
            assert_never(declaration)
    for type_ in types:
        for id_ in type_references(type_):
            yield declarations.resolve(id_)


def _differs(model: Model, declarations: Declarations, uploads: Collection[Id]) -> bool:
    """Return whether a request and a response have another shape of this very model."""
    if any(field.read_only or field.write_only for field in model.fields):
        return True
    return model.id in uploads and any(
        is_upload(field.type, declarations) for field in model.fields
    )


def is_upload(type_: Type, declarations: Declarations) -> bool:
    """Return whether a property of a multipart body holds files: binary, or a list or choice of it."""
    match type_:
        case Scalar(kind):
            return kind is ScalarKind.BINARY
        case ListOf(inner) | Nullable(inner):
            return is_upload(inner, declarations)
        case OneOf(members):
            return any(is_upload(member, declarations) for member in members)
        case Named(id_):
            declaration = declarations[declarations.resolve(id_)]
            return (
                isinstance(declaration, Alias)
                and id_ not in declarations.recursive
                and is_upload(declaration.type, declarations)
            )
        case _:
            return False

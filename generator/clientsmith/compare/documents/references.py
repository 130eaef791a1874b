"""Ids of the declarations that types, declarations, operations and webhooks refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from ...ir import (
    Alias,
    Anything,
    Content,
    Declaration,
    Enumeration,
    Id,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    RequestBody,
    Response,
    Scalar,
    TupleOf,
    Type,
    Webhook,
)


def referenced_ids(type_: Type) -> Iterator[Id]:
    """Yield the ids of the declarations that a type names itself."""
    match type_:
        case Named(id_):
            yield id_
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from referenced_ids(inner)
        case TupleOf(items, rest):
            for each in (*items, *([rest] if rest is not None else [])):
                yield from referenced_ids(each)
        case OneOf(members):
            for member in members:
                yield from referenced_ids(member)
        case Scalar() | Literals() | Anything():
            pass
        case _:
            assert_never(type_)


def has_references(type_: Type) -> bool:
    """Return whether a type names a declaration."""
    return next(referenced_ids(type_), None) is not None


def ids_in_types(types: Iterable[Type]) -> tuple[Id, ...]:
    """Return the ids of the declarations that several types name."""
    return tuple(id_ for type_ in types for id_ in referenced_ids(type_))


def ids_in_declaration(declaration: Declaration) -> Iterator[Id]:
    """Yield the ids that a declaration refers to itself."""
    match declaration:
        case Model(fields=fields, additional=additional, base=base):
            for field in fields:
                yield from referenced_ids(field.type)
            if additional is not None:
                yield from referenced_ids(additional)
            if base is not None:
                yield base
        case Alias(type=type_):
            yield from referenced_ids(type_)
        case Enumeration():
            pass


def ids_in_operation(operation: Operation) -> tuple[Id, ...]:
    """Return the ids that an operation refers to itself."""
    headers = (header.type for response in operation.responses for header in response.headers)
    return (
        *ids_in_types(parameter.type for parameter in operation.parameters),
        *ids_in_body(operation.body),
        *chain.from_iterable(map(ids_in_response, operation.responses)),
        *ids_in_types(headers),
    )


def ids_in_webhook(webhook: Webhook) -> tuple[Id, ...]:
    """Return the ids that a webhook refers to itself."""
    types = (parameter.type for parameter in webhook.parameters)
    return (*ids_in_types(types), *ids_in_body(webhook.body))


def ids_in_body(body: RequestBody | None) -> tuple[Id, ...]:
    """Return the ids that a body refers to itself."""
    return () if body is None else ids_in_types(_types_in(body.contents))


def ids_in_response(response: Response) -> tuple[Id, ...]:
    """Return the ids that the content of a response refers to itself."""
    return ids_in_types(_types_in(response.contents))


def _types_in(contents: Iterable[Content]) -> Iterator[Type]:
    for content in contents:
        for type_ in (content.type, content.item_type):
            if type_ is not None:
                yield type_

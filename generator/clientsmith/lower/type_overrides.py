"""Scalar kinds that the user has replaced by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from ..ir import (
    Alias,
    Anything,
    Api,
    Content,
    Declaration,
    Enumeration,
    ListOf,
    Literals,
    MapOf,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
    Webhook,
)

Kinds = Mapping[ScalarKind, ScalarKind]


def override_types(api: Api, types: Mapping[str, str]) -> Api:
    """Return the API with scalar kinds replaced, as by `{"uuid": "string"}`."""
    if not types:
        return api
    kinds = {ScalarKind(kind): ScalarKind(target) for kind, target in types.items()}
    return replace(
        api,
        operations=tuple(_operation(operation, kinds) for operation in api.operations),
        webhooks=tuple(_webhook(webhook, kinds) for webhook in api.webhooks),
        declarations={
            id_: _declaration(declaration, kinds) for id_, declaration in api.declarations.items()
        },
    )


def _type(type_: Type, kinds: Kinds) -> Type:
    match type_:
        case Scalar(kind):
            return Scalar(kinds.get(kind, kind))
        case ListOf(item):
            return ListOf(_type(item, kinds))
        case TupleOf(items, rest):
            return TupleOf(tuple(_type(item, kinds) for item in items), _optional(rest, kinds))
        case MapOf(value):
            return MapOf(_type(value, kinds))
        case Nullable(inner):
            return Nullable(_type(inner, kinds))
        case OneOf(members, discriminator):
            return _union(tuple(_type(member, kinds) for member in members), type_, discriminator)
        case Literals() | Named() | Anything():
            return type_
        case _:
            assert_never(type_)


def _union(members: tuple[Type, ...], union: OneOf, discriminator: object) -> Type:
    """Return the union without members that have become equal."""
    distinct = tuple(dict.fromkeys(members))
    if len(distinct) == 1 and discriminator is None:
        return distinct[0]
    return replace(union, members=distinct if len(distinct) > 1 else members)


def _optional(type_: Type | None, kinds: Kinds) -> Type | None:
    return None if type_ is None else _type(type_, kinds)


def _declaration(declaration: Declaration, kinds: Kinds) -> Declaration:
    match declaration:
        case Model():
            return replace(
                declaration,
                fields=tuple(replace(f, type=_type(f.type, kinds)) for f in declaration.fields),
                additional=_optional(declaration.additional, kinds),
            )
        case Alias():
            return replace(declaration, type=_type(declaration.type, kinds))
        case Enumeration():
            return declaration
        case _:
            assert_never(declaration)


def _operation(operation: Operation, kinds: Kinds) -> Operation:
    body = operation.body
    return replace(
        operation,
        parameters=tuple(
            replace(parameter, type=_type(parameter.type, kinds))
            for parameter in operation.parameters
        ),
        body=body and replace(body, contents=_contents(body.contents, kinds)),
        responses=tuple(
            replace(
                response,
                contents=_contents(response.contents, kinds),
                headers=tuple(replace(h, type=_type(h.type, kinds)) for h in response.headers),
            )
            for response in operation.responses
        ),
    )


def _webhook(webhook: Webhook, kinds: Kinds) -> Webhook:
    body = webhook.body
    return replace(
        webhook,
        parameters=tuple(
            replace(parameter, type=_type(parameter.type, kinds))
            for parameter in webhook.parameters
        ),
        body=body and replace(body, contents=_contents(body.contents, kinds)),
    )


def _contents(contents: tuple[Content, ...], kinds: Kinds) -> tuple[Content, ...]:
    return tuple(
        replace(
            content,
            type=_optional(content.type, kinds),
            item_type=_optional(content.item_type, kinds),
        )
        for content in contents
    )

"""Which declarations something refers to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from .. import ir


def reachable(
    operations: Iterable[ir.Operation | ir.Webhook],
    declarations: Mapping[ir.Id, ir.Declaration],
    kept: set[ir.Id],
) -> dict[ir.Id, ir.Declaration]:
    """The declarations that are in `kept` or that operations refer to, in their order.

    What an operation declared before it turned out to be unreadable falls away like this. All
    that a kept declaration refers to has to be kept too.
    """
    needed = set(kept)
    pending = [id for operation in operations for id in _of_operation(operation)]
    while pending:
        id = pending.pop()
        if id in needed or id not in declarations:
            continue
        needed.add(id)
        pending.extend(references_of(declarations[id]))
    return {id: declaration for id, declaration in declarations.items() if id in needed}


def _of_operation(operation: ir.Operation | ir.Webhook) -> Iterator[ir.Id]:
    for parameter in operation.parameters:
        yield from _of_type(parameter.type)
    if operation.body is not None:
        yield from _of_contents(operation.body.contents)
    for response in operation.responses if isinstance(operation, ir.Operation) else ():
        yield from _of_contents(response.contents)
        for header in response.headers:
            yield from _of_type(header.type)


def _of_contents(contents: Iterable[ir.Content]) -> Iterator[ir.Id]:
    for content in contents:
        if content.type is not None:
            yield from _of_type(content.type)
        if content.item_type is not None:
            yield from _of_type(content.item_type)


def references_of(declaration: ir.Declaration) -> Iterator[ir.Id]:
    """What a declaration refers to; its parent too, which its name is made from."""
    if declaration.place.parent is not None:
        yield declaration.place.parent
    match declaration:
        case ir.Model():
            if declaration.base is not None:
                yield declaration.base
            for field in declaration.fields:
                yield from _of_type(field.type)
            if declaration.additional is not None:
                yield from _of_type(declaration.additional)
        case ir.Alias():
            yield from _of_type(declaration.type)
        case ir.Enumeration():
            pass
        case _:
            assert_never(declaration)


def _of_type(type: ir.Type) -> Iterator[ir.Id]:
    match type:
        case ir.Named(id):
            yield id
        case ir.ListOf(inner) | ir.MapOf(inner) | ir.Nullable(inner):
            yield from _of_type(inner)
        case ir.TupleOf(items, rest):
            for item in items:
                yield from _of_type(item)
            if rest is not None:
                yield from _of_type(rest)
        case ir.OneOf(members, discriminator):
            for member in members:
                yield from _of_type(member)
            if discriminator is not None:
                yield from discriminator.mapping.values()
        case ir.Scalar() | ir.Literals() | ir.Anything():
            pass
        case _:
            assert_never(type)

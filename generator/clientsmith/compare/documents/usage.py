"""Which operations and webhooks use a schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from ...ir import Alias, Content, Declaration, Enumeration, Id, Model, Operation, Type, Webhook
from .type_parts import references
from .version import Version


class Usage:
    """Looks up who uses a schema, in one version."""

    def __init__(self, version: Version) -> None:
        self._version = version

    def of(self, id_: Id) -> tuple[str, ...]:
        """Operations (`POST /goals`) and webhooks (`webhook new_pet`) that take or give a schema,
        over any number of steps, sorted."""
        found: set[str] = set()
        seen = {id_}
        waiting = [id_]
        while waiting:
            current = waiting.pop()
            found |= self._users[current]
            further = self._referring[current] - seen
            seen |= further
            waiting += further
        return tuple(sorted(found))

    def printed_in(self, id_: Id) -> Iterator[str]:
        """Python names of the fields whose type an alias is, and where it may be written out."""
        seen = {id_}
        waiting = [id_]
        while waiting:
            current = waiting.pop()
            for user in sorted(self._referring.get(current, set()) - seen):
                seen.add(user)
                declaration = self._version[user]
                if isinstance(declaration, Alias):
                    waiting.append(user)
                elif isinstance(declaration, Model):
                    yield from self._fields(declaration, current)

    def _fields(self, model: Model, id_: Id) -> Iterator[str]:
        for name in dict.fromkeys(self._version.class_names(model.id)):
            for field in model.fields:
                if id_ in references(field.type):
                    if attribute := self._version.attributes(name).get(field.wire_name):
                        yield f"models.{name}.{attribute}"
                    yield from self._version.spread(name, field.wire_name)

    @cached_property
    def _referring(self) -> Mapping[Id, set[Id]]:
        """Declaration → those that refer to it."""
        found: dict[Id, set[Id]] = defaultdict(set)
        for id_, declaration in self._version.api.declarations.items():
            for target in referred(declaration):
                found[target].add(id_)
        return found

    @cached_property
    def _users(self) -> Mapping[Id, set[str]]:
        """Declaration → operations and webhooks that refer to it themselves."""
        found: dict[Id, set[str]] = defaultdict(set)
        api = self._version.api
        for operation in api.operations:
            for id_ in referred_by_operation(operation):
                found[id_].add(f"{operation.method} {operation.path}")
        for webhook in api.webhooks:
            kind = "webhook" if webhook.operation is None else "callback"
            for id_ in referred_by_webhook(webhook):
                found[id_].add(f"{kind} {webhook.name}")
        return found


def referred(declaration: Declaration) -> Iterator[Id]:
    """What a declaration refers to itself."""
    match declaration:
        case Model(fields=fields, additional=additional, base=base):
            for field in fields:
                yield from references(field.type)
            if additional is not None:
                yield from references(additional)
            if base is not None:
                yield base
        case Alias(type=type_):
            yield from references(type_)
        case Enumeration():
            pass


def referred_by_operation(operation: Operation) -> Iterator[Id]:
    """What an operation refers to itself."""
    for type_ in _types_of(operation):
        yield from references(type_)


def _types_of(operation: Operation) -> Iterator[Type]:
    for parameter in operation.parameters:
        yield parameter.type
    if operation.body is not None:
        yield from types_in(operation.body.contents)
    for response in operation.responses:
        yield from types_in(response.contents)
        for header in response.headers:
            yield header.type


def referred_by_webhook(webhook: Webhook) -> Iterator[Id]:
    """What a webhook refers to itself."""
    types = [parameter.type for parameter in webhook.parameters]
    if webhook.body is not None:
        types += types_in(webhook.body.contents)
    for type_ in types:
        yield from references(type_)


def types_in(contents: tuple[Content, ...]) -> Iterator[Type]:
    """The types of what a body or a response may be."""
    for content in contents:
        for type_ in (content.type, content.item_type):
            if type_ is not None:
                yield type_


def closure(ids: set[Id], version: Version) -> set[Id]:
    """Declarations, and everything that they refer to."""
    found: set[Id] = set()
    waiting = list(ids)
    while waiting:
        id_ = waiting.pop()
        if id_ in found or id_ not in version:
            continue
        found.add(id_)
        waiting += referred(version[id_])
    return found

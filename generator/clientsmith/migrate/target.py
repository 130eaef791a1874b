"""The document that a client is migrated to: its operations, schemas and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..ir import (
    Alias,
    Api,
    Declaration,
    Id,
    Model,
    Named,
    Nullable,
    OneOf,
    Operation,
    ParameterLocation,
    Role,
    SecurityScheme,
    Type,
)
from ..ir import ListOf as ListType
from ..naming.words.words import words

_VARIABLE = re.compile(r"\{[^}]*\}")
_MAX_DEPTH = 12
"""Number of references that are followed on the way to the fields of an object."""


class Target:
    """Looks up parts of an API as other tools' configurations name them."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._operations = {
            (operation.method.lower(), shape): operation
            for has_query in (False, True)
            for operation in reversed(api.operations)
            for shape in (path_shape(operation.path, with_query=has_query),)
        }
        self._by_id = {each.operation_id: each for each in api.operations if each.operation_id}
        self.components: Mapping[str, Declaration] = {
            declaration.place.steps[0].word: declaration
            for declaration in api.declarations.values()
            if declaration.place.parent is None
            and len(declaration.place.steps) == 1
            and declaration.place.steps[0].role is Role.COMPONENT
        }
        self.schemes: Mapping[str, SecurityScheme] = {
            scheme.name: scheme for scheme in api.security_schemes
        }

    def operation(self, method: str, path: str) -> Operation | None:
        """Return the operation with a method and a path; names of path parameters do not matter, and
        the query of a path only if operations differ in it."""
        shapes = (path_shape(path, with_query=True), path_shape(path))
        found = (self._operations.get((method.lower(), shape)) for shape in shapes)
        return next((each for each in found if each is not None), None)

    def operation_with_id(self, operation_id: str) -> Operation | None:
        """Return the operation with an operationId."""
        return self._by_id.get(operation_id)

    def component_called(self, name: str) -> str:
        """Return the component with a name, or the only one with the same words; empty if there is
        none."""
        if name in self.components:
            return name
        alike = [each for each in self.components if words(each) == words(name)]
        return alike[0] if len(alike) == 1 else ""

    def request_names(self, operation: Operation) -> frozenset[str]:
        """Return the names of query and header parameters and of members of the body."""
        names = {
            parameter.wire_name
            for parameter in operation.parameters
            if parameter.location is not ParameterLocation.PATH
        }
        for content in operation.body.contents if operation.body else ():
            names.update(self.fields(content.type))
        return frozenset(names)

    def success(self, operation: Operation) -> Type | None:
        """Return the type of the first success of an operation that has one."""
        for response in sorted(operation.responses, key=lambda each: each.status):
            if response.status.startswith("2") or response.status == "default":
                for content in response.contents:
                    if content.type is not None:
                        return content.type
        return None

    def fields(self, type_: Type | None) -> dict[str, Type]:
        """Return the fields of an object type by their names; those of all members of a union."""
        return dict(self._fields(type_, _MAX_DEPTH))

    def at(self, type_: Type | None, path: tuple[str, ...]) -> Type | None:
        """Return the type at a path of fields; None if there is none."""
        for name in path:
            type_ = self.fields(type_).get(name)
            if type_ is None:
                return None
        return type_

    def resolved(self, type_: Type) -> Type:
        """Return the type behind aliases."""
        for _ in range(_MAX_DEPTH):
            declaration = self._declaration(type_.id) if isinstance(type_, Named) else None
            if not isinstance(declaration, Alias):
                break
            type_ = declaration.type
        return type_

    def item(self, type_: Type | None) -> Type | None:
        """Return the type of the items of a list; None for any other type."""
        for _ in range(_MAX_DEPTH):
            match type_:
                case Nullable(inner):
                    type_ = inner
                case ListType(item):
                    return item
                case Named(id_):
                    declaration = self._declaration(id_)
                    type_ = declaration.type if isinstance(declaration, Alias) else None
                case _:
                    return None
        return None

    def schema_key(self, type_: Type | None) -> str:
        """Return what `names.schemas` calls the schema that a type refers to: the name of a
        component, or a JSON pointer; empty if it refers to none."""
        while isinstance(type_, Nullable):
            type_ = type_.type
        declaration = self._declaration(type_.id) if isinstance(type_, Named) else None
        if declaration is None:
            return ""
        steps = declaration.place.steps
        if (
            declaration.place.parent is None
            and len(steps) == 1
            and steps[0].word in self.components
        ):
            return steps[0].word
        return f"#{declaration.id.partition('#')[2]}"

    def _fields(self, type_: Type | None, depth: int) -> Iterator[tuple[str, Type]]:
        if depth == 0:
            return
        match type_:
            case Nullable(inner):
                yield from self._fields(inner, depth - 1)
            case OneOf(members):
                for member in members:
                    yield from self._fields(member, depth - 1)
            case Named(id_):
                match self._declaration(id_):
                    case Model(fields=fields):
                        yield from ((each.wire_name, each.type) for each in fields)
                    case Alias(type=inner):
                        yield from self._fields(inner, depth - 1)

    def _declaration(self, id_: Id) -> Declaration | None:
        return self.api.declarations.get(id_)


def path_shape(path: str, *, with_query: bool = False) -> str:
    """Return a path without the names of its parameters and a slash at its end, and without its
    query unless that is wanted."""
    path, mark, query = path.partition("?")
    shape = _VARIABLE.sub("{}", path.rstrip("/")) or "/"
    return f"{shape}{mark}{query}" if with_query else shape

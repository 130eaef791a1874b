"""What two generators say of a schema, in one notation: a type as the set of what it allows.

A shape is a set of atoms: `string`, `null`, `any` …; `("list", shape)`, `("tuple", shapes, shape)`,
`("map", shape)`; `("constant", JSON)`; `("model", id)`. Names of unions, lists and enumerations are
dissolved, so that it does not matter which of them are declared and how they are called.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from clientsmith import ir

Atom = str | tuple[object, ...]
Shape = frozenset[Atom]

ANY: Shape = frozenset({"any"})
NULL: Shape = frozenset({"null"})
RECURSIVE: Shape = frozenset({"recursive"})
"""A name inside itself that is not a model, where dissolving has to end."""


@dataclass(frozen=True)
class Field:
    """A property of a model; whether it may be null is in its shape."""

    required: bool
    shape: Shape


@dataclass(frozen=True)
class Model:
    """An object with known properties, inherited ones included, by wire name."""

    fields: dict[str, Field]
    additional: Shape | None = None
    """Type of other properties where one is given that says something."""


Declared = Model | Shape
"""What an id stands for."""


def union(shapes: Iterable[Shape]) -> Shape:
    """What any of the shapes allows; `any` takes in all others, and booleans are two constants."""
    atoms = {atom for shape in shapes for atom in shape}
    if "any" in atoms:
        return ANY
    both = {constant(True), constant(False)}
    if both <= atoms or "boolean" in atoms:
        atoms = (atoms - both) | {"boolean"}
    return frozenset(atoms)


def constant(value: object) -> Atom:
    """The atom of one value."""
    return "null" if value is None else ("constant", json.dumps(value))


def without_null(shape: Shape) -> Shape:
    """The shape of what is not null."""
    return shape - NULL


def text(shape: Shape) -> str:
    """A shape as people read it."""
    return " | ".join(sorted(map(_atom_text, shape))) or "nothing"


def _atom_text(atom: Atom) -> str:
    match atom:
        case str():
            return atom
        case (kind, *parts):
            inner = ", ".join(text(p) if isinstance(p, frozenset) else str(p) for p in parts)
            return inner if kind == "constant" else f"{kind}[{inner}]"
        case _:
            raise ValueError(atom)


_SCALARS = {
    ir.ScalarKind.BASE64URL: "string",
    ir.ScalarKind.DECIMAL_NUMBER: "decimal",
    ir.ScalarKind.HTTP_DATE: "string",
    ir.ScalarKind.INTEGER_STRING: "string",
    ir.ScalarKind.UNIX_TIME: "integer",
}
"""Scalars of ours that the other generator has no type of its own for."""


def declarations(api: ir.Api) -> dict[str, Declared]:
    """Every declaration of an API by id, and the query of each operation by that of the operation."""
    reader = Reader(api)
    found = {id: reader.declared(declared) for id, declared in api.declarations.items()}
    for operation in api.operations:
        query = {
            parameter.wire_name: Field(parameter.required, reader.shape(parameter.type))
            for parameter in operation.parameters
            if parameter.location is ir.ParameterLocation.QUERY
        }
        if query:
            found[operation.id] = Model(query)
    return found


def operations(api: ir.Api) -> dict[str, Declared]:
    """Everything that each operation takes and answers, by method and path."""
    reader = Reader(api)
    return {
        f"{one.method} {one.path}": Model(dict(_operation(one, reader))) for one in api.operations
    }


def _operation(operation: ir.Operation, reader: Reader) -> Iterator[tuple[str, Field]]:
    for parameter in operation.parameters:
        yield (
            f"{parameter.location.value} {parameter.wire_name}",
            Field(parameter.required, reader.shape(parameter.type)),
        )
    body = operation.body
    if body is not None:
        for content in body.contents:
            yield f"body {content.media_type}", Field(body.required, reader.content(content))
    for response in operation.responses:
        for content in response.contents:
            place = f"{response.status} {content.media_type}"
            yield place, Field(True, reader.content(content))
        for header in response.headers:
            place = f"{response.status} {header.wire_name}"
            yield place, Field(header.required, reader.shape(header.type))


class Reader:
    """Gives declarations and types of an API as shapes."""

    def __init__(self, api: ir.Api) -> None:
        self._declarations = api.declarations

    def declared(self, declaration: ir.Declaration) -> Declared:
        """What an id stands for."""
        match declaration:
            case ir.Model(additional=additional):
                if not declaration.fields:
                    return self._without_fields(declaration)
                fields = {
                    field.wire_name: Field(field.required, self.shape(field.type))
                    for field in declaration.fields
                }
                return Model(fields, None if additional is None else self.shape(additional))
            case ir.Enumeration(values=values):
                return union(frozenset({constant(value)}) for value in values)
            case ir.Alias():
                return self.shape(declaration.type, (declaration.id,))
            case _:
                assert_never(declaration)

    def content(self, content: ir.Content) -> Shape:
        """What a body may be."""
        return ANY if content.type is None else self.shape(content.type)

    def shape(self, type: ir.Type, inside: tuple[ir.Id, ...] = ()) -> Shape:
        """What a type allows; `inside` are the names that are being dissolved."""
        match type:
            case ir.Scalar(kind):
                return frozenset({_SCALARS.get(kind, kind.value)})
            case ir.Literals(values):
                return union(frozenset({constant(value)}) for value in values)
            case ir.ListOf(item):
                return frozenset({("list", self.shape(item, inside))})
            case ir.TupleOf(items, rest):
                following = None if rest is None else self.shape(rest, inside)
                shapes = tuple(self.shape(item, inside) for item in items)
                return frozenset({("tuple", shapes, following)})
            case ir.MapOf(value):
                return frozenset({("map", self.shape(value, inside))})
            case ir.Nullable(inner):
                return union([self.shape(inner, inside), NULL])
            case ir.OneOf(members):
                return union(self.shape(member, inside) for member in members)
            case ir.Named(id):
                return self._named(id, inside)
            case ir.Anything():
                return ANY
            case _:
                assert_never(type)

    def _without_fields(self, model: ir.Model, inside: tuple[ir.Id, ...] = ()) -> Shape:
        """A model that is as good as a map."""
        additional = model.additional
        inside = (*inside, model.id)
        return frozenset({("map", ANY if additional is None else self.shape(additional, inside))})

    def _named(self, id: ir.Id, inside: tuple[ir.Id, ...]) -> Shape:
        if id in inside:
            return RECURSIVE
        match self._declarations[id]:
            case ir.Model() as model:
                if not model.fields:
                    return self._without_fields(model, inside)
                return frozenset({("model", id)})
            case ir.Enumeration(values=values):
                return union(frozenset({constant(value)}) for value in values)
            case ir.Alias(type=type):
                return self.shape(type, (*inside, id))

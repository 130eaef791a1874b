"""Fields that a union's discriminator gives a constant value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

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
    Scalar,
    ScalarKind,
    TupleOf,
    Type,
)
from .declarations import Declarations

Tags = Mapping[Id, Mapping[str, tuple[str, ...]]]
"""Model → property → the values that discriminators map to the model."""


def discriminator_values(api: Api, declarations: Declarations) -> Tags:
    """Return the constants that the discriminators of all unions give to the models that they
    choose from.

    A model that others of the union extend stands for values that the document does not map, too,
    so nothing is said of it. If a base declares the discriminator, that is only the base: a use of
    any other model is a use of those that extend it, too.
    """
    found: dict[Id, dict[str, dict[str, None]]] = {}
    for discriminator in _discriminators(api):
        targets = {
            (value, model.id): model
            for value, id_ in discriminator.mapping.items()
            for model in _members(id_, declarations, set())
        }
        base = None if discriminator.base is None else declarations.resolve(discriminator.base)
        extended = {
            ancestor.id
            for model in targets.values()
            for ancestor in declarations.lineage(model)
            if ancestor is not model and base in (None, ancestor.id)
        }
        for (value, _), model in targets.items():
            if model.id not in extended:
                properties = found.setdefault(model.id, {})
                properties.setdefault(discriminator.property, {})[value] = None
    return {
        id_: {name: tuple(sorted(values)) for name, values in properties.items()}
        for id_, properties in found.items()
    }


def narrowed_field(field: Field, values: tuple[str, ...], declarations: Declarations) -> Field:
    """Return the field with the constants that discriminators map to its model, where its type has
    them."""
    if not _holds(field.type, values, declarations):
        return field
    return replace(field, type=Literals(values))


def is_told_by_constants(union: OneOf, declarations: Declarations, tags: Tags) -> bool:
    """Return whether the members of a union have constants in the discriminator's property that say
    as much as its mapping."""
    discriminator = union.discriminator
    if discriminator is None or discriminator.default is not None:
        return False
    values: dict[Id, set[str]] = {}
    for value, id_ in discriminator.mapping.items():
        values.setdefault(declarations.resolve(id_), set()).add(value)
    members = [member.id for member in union.members if isinstance(member, Named)]
    mapped = {declarations.resolve(id_) for id_ in members} == values.keys()
    return (
        mapped
        and len(members) == len(union.members)
        and sum(map(len, values.values())) == len(discriminator.mapping)
        and all(
            _has_constants(declarations[id_], discriminator.property, known, declarations, tags)
            for id_, known in values.items()
        )
    )


def selecting_property(union: OneOf, declarations: Declarations) -> str | None:
    """Return the property whose constants distinguish the objects of a union, as its discriminator
    does or as the client infers it; None if there is none, or if the document says what every other
    value means."""
    if union.discriminator is not None:
        return None if union.discriminator.default else union.discriminator.property
    models = _objects(union, declarations)
    if models is None or len(models) < 2:
        return None
    return next(
        (
            field.wire_name
            for field in models[0].fields
            if field.required and _distinguishes(field.wire_name, models, declarations)
        ),
        None,
    )


def _objects(union: OneOf, declarations: Declarations) -> list[Model] | None:
    """Return the models among the members of a union and of those that it names; None if other
    members are objects as well."""
    found: dict[Id, Model] = {}
    seen: set[Id] = set()
    waiting = list(union.members)
    while waiting:
        match waiting.pop(0):
            case Named(id_):
                declaration = declarations[id_]
                if isinstance(declaration, Model):
                    found[declaration.id] = declaration
                elif isinstance(declaration, Alias) and declaration.id not in seen:
                    seen.add(declaration.id)
                    waiting.append(declaration.type)
            case OneOf(members, None):
                waiting += members
            case Nullable(inner):
                waiting.append(inner)
            case OneOf() | MapOf() | Anything():
                return None
            case _:
                pass
    return list(found.values())


def _distinguishes(property: str, models: Iterable[Model], declarations: Declarations) -> bool:
    """Return whether each model requires a property, with constants that no other one has."""
    known: set[object] = set()
    for model in models:
        field = next((each for each in model.fields if each.wire_name == property), None)
        values = None if field is None or not field.required else _constants(field, declarations)
        if not values or not known.isdisjoint(values):
            return False
        known |= values
    return True


def _constants(field: Field, declarations: Declarations) -> set[object] | None:
    match field.type:
        case Literals(values):
            return set(values)
        case Named(id_):
            declaration = declarations[id_]
            if isinstance(declaration, Alias) and declaration.id not in declarations.recursive:
                return _constants(replace(field, type=declaration.type), declarations)
    return None


def _has_constants(
    member: Declaration, property: str, values: set[str], declarations: Declarations, tags: Tags
) -> bool:
    if not isinstance(member, Model):
        return False
    told = tags.get(member.id, {}).get(property)
    field = next((field for field in member.fields if field.wire_name == property), None)
    if field is None or told is None:
        return False
    narrowed = narrowed_field(field, told, declarations)
    return (narrowed.required or len(told) == 1) and narrowed.type == Literals(
        tuple(sorted(values))
    )


def _holds(type_: Type, values: tuple[str, ...], declarations: Declarations) -> bool:
    """Return whether a type consists of plain strings with these values among them."""
    match type_:
        case Scalar(kind):
            return kind is ScalarKind.STRING
        case Literals(known):
            return set(values) <= set(known)
        case Named(id_):
            declaration = declarations[id_]
            if isinstance(declaration, Enumeration):
                return set(values) <= set(declaration.values)
            return (
                isinstance(declaration, Alias)
                and declaration.id not in declarations.recursive
                and _holds(declaration.type, values, declarations)
            )
        case _:
            return False


def _members(id_: Id, declarations: Declarations, seen: set[Id]) -> Iterator[Model]:
    """Yield the model that a mapping names, or those of a union without a discriminator of its own."""
    declaration = declarations[id_]
    if declaration.id in seen:
        return
    seen.add(declaration.id)
    if isinstance(declaration, Model):
        yield declaration
    elif isinstance(declaration, Alias):
        match declaration.type:
            case OneOf(members, None):
                for member in members:
                    if isinstance(member, Named):
                        yield from _members(member.id, declarations, seen)


def _discriminators(api: Api) -> Iterator[Discriminator]:
    for declaration in api.declarations.values():
        for type_ in _types(declaration):
            yield from _inside(type_)
    for operation in api.operations:
        contents = list(operation.body.contents) if operation.body is not None else []
        for response in operation.responses:
            contents += response.contents
        yield from _in_contents(contents)
    for webhook in api.webhooks:
        if webhook.body is not None:
            yield from _in_contents(webhook.body.contents)


def _in_contents(contents: Iterable[Content]) -> Iterator[Discriminator]:
    for content in contents:
        for part in (content.type, content.item_type):
            if part is not None:
                yield from _inside(part)


def _types(declaration: Declaration) -> Iterable[Type]:
    match declaration:
        case Model(fields=fields, additional=additional):
            types = [field.type for field in fields if not isinstance(field.type, Scalar | Named)]
            return types + ([additional] if additional else [])
        case Alias(type=type_):
            return [type_]
        case _:
            return ()


def _inside(type_: Type) -> Iterator[Discriminator]:
    match type_:
        case OneOf(members, discriminator):
            if discriminator is not None:
                yield discriminator
            for member in members:
                yield from _inside(member)
        case ListOf(inner) | MapOf(inner) | Nullable(inner):
            yield from _inside(inner)
        case TupleOf(items, rest):
            for item in items:
                yield from _inside(item)
            if rest is not None:
                yield from _inside(rest)
        case _:
            pass
